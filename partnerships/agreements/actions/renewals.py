"""Renewal: a successor that begins where its predecessor ends, copied and then changed."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from partnerships.agreements.actions.acting import acting, locked, require_editor
from partnerships.agreements.actions.amendments import copy_row
from partnerships.agreements.actions.drafts import OWN_SIDE, head_as_signatory
from partnerships.agreements.actions.periods import settle_period
from partnerships.agreements.models import Agreement, Instrument, Party, State, Term
from partnerships.agreements.models.instruments import Versioned, always
from partnerships.agreements.models.kinds import STANDING_STATES
from partnerships.agreements.models.terms import TermKind
from schools.actors import Actor

COPIED = ("parties", "scopes", "coveragerules", "obligations", "terms")


def renew(agreement: Agreement, *, by: Actor) -> Agreement:
    """Begin the successor as a draft: the same parties, scope and items, numbers left open.

    It begins on the day after the predecessor's last one. A renewal that is already there, in
    whatever state but cancelled, is returned instead of a second one.
    """
    with acting("renew", by=by):
        before = locked(agreement)
        require_editor(before, by)
        if before.state not in STANDING_STATES:
            raise ValidationError(_("Hanya kerja sama yang tercatat dapat diperpanjang."))
        existing = before.successors.exclude(state=State.CANCELLED).first()
        if existing:
            return existing
        successor = Agreement.objects.create(
            kind=before.kind,
            title=before.title,
            recording_school=before.recording_school,
            recording_office=before.recording_office,
            parent=before.parent,
            predecessor=before,
            created_by=by.user,
        )
        original = Instrument.objects.create(
            agreement=successor, kind=Instrument.Kind.ORIGINAL, sequence=0
        )
        for relation in COPIED:
            for row in getattr(before, relation).latest_rows():
                _copy(row, successor, original, before=before)
        _name_present_head(successor, on=by.on)
        settle_period(successor)
    return successor


def _copy(row: Versioned, successor: Agreement, original: Instrument, *, before: Agreement) -> None:
    def change(copy: Versioned) -> None:
        if isinstance(copy, Party):
            copy.letter_number, copy.signed_on = "", None
        if isinstance(copy, Term):
            _move_on(copy, before)

    copy_row(row, instrument=original, during=always(), agreement=successor, change=change)


def _move_on(term: Term, before: Agreement) -> None:
    """The same kind of term, from the day after; a date that must be agreed anew is left open."""
    term.effective_on = before.ends_on + timedelta(days=1) if before.ends_on else None
    if term.kind in {TermKind.FIXED, TermKind.ACTIVITY}:
        term.kind, term.ends_on, term.activity = TermKind.UNKNOWN, None, ""


def _name_present_head(successor: Agreement, *, on: date) -> None:
    """The head may have changed since; partners' signatories are asked for anew."""
    for party in successor.parties.all():
        head = head_as_signatory(party, on=on) if party.side == OWN_SIDE else None
        if head:
            party.signatories.all().delete()
            head.save()
