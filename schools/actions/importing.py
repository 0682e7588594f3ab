"""What every import of a list does: name itself in the history, and lock its run."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.history import history_context
from schools.actors import Actor
from schools.models.imports import ImportState, ListRun

Run = TypeVar("Run", bound=ListRun)


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
