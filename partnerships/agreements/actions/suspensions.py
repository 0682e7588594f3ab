"""Resting an agreement for some days, and taking it up again."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.agreements.actions.acting import acting, locked, require_editor
from partnerships.agreements.models import Agreement, State, Suspension
from schools.actors import Actor

RESTABLE = {State.RECORDED, State.VERIFIED}


def suspend(
    agreement: Agreement, *, by: Actor, since: date, until: date | None, reason: str
) -> Suspension:
    """Say that it rests from one day until another, both included; open where not known."""
    with acting("suspend", by=by, reason=reason):
        current = locked(agreement)
        require_editor(current, by)
        if current.state not in RESTABLE:
            raise ValidationError(_("Hanya kerja sama yang tercatat dapat ditangguhkan."))
        if by.user is None:
            raise ValidationError(_("Penangguhan dicatat oleh orang."))
        row = Suspension(
            agreement=current,
            during=DateRange(since, until + timedelta(days=1) if until else None, "[)"),
            reason=reason.strip(),
            created_at=timezone.now(),
            created_by=by.user,
        )
        row.full_clean()
        row.save()
    return row


def resume(agreement: Agreement, *, by: Actor, on: date) -> Suspension:
    """End the suspension that holds on that day; the day itself counts as running again."""
    with acting("resume", by=by):
        current = locked(agreement)
        require_editor(current, by)
        row = current.suspensions.select_for_update(of=("self",)).filter(during__contains=on)
        suspension = row.first()
        if suspension is None:
            raise ValidationError(_("Kerja sama ini tidak sedang ditangguhkan."))
        if suspension.during.lower == on:
            # Lifted on its first day: it never rested.
            suspension.delete()
            return suspension
        suspension.during = DateRange(suspension.during.lower, on, "[)")
        suspension.full_clean()
        suspension.save()
    return suspension
