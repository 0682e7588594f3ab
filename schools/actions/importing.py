"""What every import of a list does: name itself, lock its run, and hand long work to the worker."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.history import history_context
from schools.actors import Actor
from schools.models.imports import ImportState, ListRun

Run = TypeVar("Run", bound=ListRun)
# A job that has given no sign of life for so long is thought dead.
SILENCE = timedelta(minutes=10)


@contextmanager
def importing(by: Actor, reason: str) -> Iterator[None]:
    """One transaction, named in the history of everything that it changes."""
    context = history_context(
        user=by.user.pk if by.user else None,
        membership=by.membership.pk if by.membership else None,
        reason=reason,
        job=by.job,
    )
    with context, transaction.atomic():
        yield


def locked(run: Run, by: Actor, state: ImportState) -> Run:
    """The run, locked; ValidationError when somebody was quicker."""
    runs: Any = type(run)._default_manager
    current: Run = runs.visible_to(by).select_for_update(of=("self",)).get(pk=run.pk)
    if current.state != state:
        raise ValidationError(_("Impor ini sudah %s.") % current.get_state_display().lower())
    return current


def hand_over(run: Run, task: Any, *, by: Actor) -> Run:
    """Let the worker go on; the job carries who asked for it."""
    run.worked_at = timezone.now()
    run.save(update_fields=["worked_at"])
    task.defer(
        run=run.pk,
        by=by.user.pk if by.user else 0,
        membership=by.membership.pk if by.membership else 0,
    )
    return run


def is_busy(run: ListRun) -> bool:
    """Whether a job works on it and has lately given a sign of life."""
    return run.worked_at is not None and timezone.now() - run.worked_at < SILENCE


def require_silence(run: ListRun) -> None:
    if is_busy(run):
        raise ValidationError(_("Impor ini sedang dikerjakan."))
