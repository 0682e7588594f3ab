"""The door through which handed-in agreements are written; the triggers know it by a setting."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from accounts.history import history_context
from accounts.revisions import StaleRecordError
from partnerships.agreements.models import Agreement
from schools.actors import Actor, may_edit


@contextmanager
def acting(name: str, *, by: Actor, reason: str = "") -> Iterator[None]:
    """A transaction in which triggers let this action write, and the history names it.

    The setting is local to the transaction and put back at its end, so that a later statement
    of an outer transaction is not let through by accident.
    """
    context = history_context(
        user=by.user.pk if by.user else None,
        membership=by.membership.pk if by.membership else None,
        reason=reason,
        job=by.job,
    )
    with context, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('selaras.action', true)")
        outer = cursor.fetchone()[0] or ""
        cursor.execute("SELECT set_config('selaras.action', %s, true)", [name])
        yield
        cursor.execute("SELECT set_config('selaras.action', %s, true)", [outer])


def locked(agreement: Agreement) -> Agreement:
    """The agreement as it is now, its row locked until the transaction ends."""
    return Agreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)


def require_unchanged(agreement: Agreement, revision: int | None) -> None:
    """Of a locked agreement: it still is what was shown to whoever decides on it now.

    None where nothing was shown, as of a command. Raises StaleRecordError.
    """
    if revision is not None and agreement.revision != revision:
        raise StaleRecordError


def shown_anew(agreement: Agreement) -> None:
    """What hangs on a handed-in agreement has changed: pages opened before decide nothing.

    A draft needs no mark: handing it in is one.
    """
    if not agreement.is_draft:
        agreement.revision += 1
        agreement.save(update_fields=["revision"])


def require_editor(agreement: Agreement, by: Actor) -> None:
    if not may_edit(agreement, by):
        raise PermissionDenied


@contextmanager
def drafting(
    agreement: Agreement, *, by: Actor, revision: int | None = None
) -> Iterator[Agreement]:
    """The locked draft, to be changed by its keepers; refused in any later state or when stale.

    `revision` is what the form showed; None where nothing could be overwritten unseen.
    """
    with acting("draft", by=by):
        current = locked(agreement)
        require_editor(current, by)
        if not current.is_draft:
            raise ValidationError(
                _("Kerja sama ini sudah diajukan; tarik kembali dahulu untuk mengubahnya.")
            )
        require_unchanged(current, revision)
        yield current
        current.revision += 1
        current.save()
        agreement.revision = current.revision
