"""Corrections of a recorded agreement: field, old, new, reason; the office decides.

The record is never reopened. An accepted correction changes the row itself, as opposed to an
amendment, which adds one: the paper always said so, only its record was wrong.
"""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from partnerships.agreements import notifications
from partnerships.agreements.actions.acting import acting, locked, require_editor
from partnerships.agreements.actions.correctables import Part, bench_of, part_of, stored
from partnerships.agreements.actions.moves import may_oversee
from partnerships.agreements.actions.periods import settle_period
from partnerships.agreements.actions.reviews import settle_checks
from partnerships.agreements.completeness import gaps_of
from partnerships.agreements.models import Agreement, Correction, State
from partnerships.agreements.models.reviews import CorrectionOutcome, Direction
from partnerships.agreements.rows import business_day
from schools.actors import Actor

CORRECTABLE_STATES = {State.RECORDED, State.VERIFIED, State.TERMINATED}
OTHER = "other"


def may_decide(agreement: Agreement, by: Actor) -> bool:
    """The office in whose care the record lies; never the school alone."""
    return may_oversee(agreement, by)


def propose_correction(
    agreement: Agreement, *, by: Actor, key: str, values: Mapping[str, Any], reason: str
) -> Correction:
    """The school asks for a change; an office's own is accepted as it is made.

    What the record would say is tried out first, so that nothing is asked for that the record
    cannot hold, and both wordings come from the same rows.
    """
    user = _person(by)
    with acting("propose_correction", by=by, reason=reason):
        current = locked(agreement)
        require_editor(current, by)
        if current.state not in CORRECTABLE_STATES:
            raise ValidationError(_("Hanya kerja sama yang tercatat dapat dikoreksi."))
        part = part_of(current, key)
        if part is None:
            raise ValidationError(_("Bagian ini tidak ada dalam catatan."))
        proposal, old_value = stored(values), part.words(current)
        new_value = _tried(current, part, proposal)
        if new_value == old_value:
            raise ValidationError(_("Isinya sudah demikian."))
        correction = Correction(
            agreement=locked(agreement),
            direction=Direction.TO_OFFICE,
            field=key,
            old_value=old_value,
            new_value=new_value,
            proposal=proposal,
            reason=reason.strip(),
            asked_at=timezone.now(),
            asked_by=user,
        )
        correction.full_clean()
        correction.save()
        if may_decide(current, by):
            _accept(correction, correction.agreement, by=by, note="")
        else:
            notifications.tell_correction_asked(correction, by=by)
    return correction


class _TakenBackError(Exception):
    """Ends a trial."""


def _tried(agreement: Agreement, part: Part, proposal: Mapping[str, Any]) -> str:
    """What the part would say; the record is as before."""
    words = ""
    try:
        with transaction.atomic():
            _write(agreement, part, proposal)
            words = part.words(Agreement.objects.get(pk=agreement.pk))
            raise _TakenBackError
    except _TakenBackError:
        return words


def _write(agreement: Agreement, part: Part, proposal: Mapping[str, Any]) -> None:
    """Into the rows in force. What the kind requires is not emptied; another kind may require
    more than the record holds."""
    before = _required_of(agreement)
    part.write(bench_of(agreement, part), proposal)
    agreement.revision += 1
    agreement.full_clean()
    agreement.save()
    settle_period(agreement)
    emptied = _required_of(agreement) - before
    if emptied and part.sort != "kind":
        raise ValidationError(
            _("Bagian ini wajib ada dalam catatan: %(missing)s.") % {"missing": ", ".join(emptied)}
        )


def _required_of(agreement: Agreement) -> set[str]:
    return {str(gap.demand.label) for gap in gaps_of(agreement) if gap.is_required}


def request_correction(agreement: Agreement, *, by: Actor, key: str, reason: str) -> Correction:
    """The office asks the school to mend something; the record stays as it is meanwhile."""
    user = _person(by)
    with acting("request_correction", by=by, reason=reason):
        current = locked(agreement)
        if not may_decide(current, by):
            raise PermissionDenied
        if current.state != State.RECORDED:
            raise ValidationError(
                _("Perbaikan diminta selama kerja sama tercatat dan belum diverifikasi.")
            )
        part = part_of(current, key)
        correction = Correction(
            agreement=current,
            direction=Direction.TO_SCHOOL,
            field=key if part else OTHER,
            old_value=part.words(current) if part else "",
            reason=reason.strip(),
            asked_at=timezone.now(),
            asked_by=user,
        )
        correction.full_clean()
        correction.save()
        notifications.tell_correction_asked(correction, by=by)
    return correction


def decide_correction(
    correction: Correction, *, by: Actor, accept: bool, note: str = ""
) -> Correction:
    """The office accepts, which writes the new value, or refuses and says why."""
    user = _person(by)
    why = " \u00b7 ".join(part for part in (correction.reason, note.strip()) if part)
    with acting("decide_correction", by=by, reason=why):
        agreement = locked(correction.agreement)
        current = Correction.objects.select_for_update(of=("self",)).get(pk=correction.pk)
        if not may_decide(agreement, by):
            raise PermissionDenied
        if current.outcome != CorrectionOutcome.OPEN:
            raise ValidationError(_("Koreksi ini sudah diputuskan."))
        if not accept and not note.strip():
            raise ValidationError({"note": _("Tuliskan alasannya.")})
        if accept:
            _accept(current, agreement, by=by, note=note)
        else:
            _close(current, CorrectionOutcome.REFUSED, by=user, note=note)
        notifications.tell_correction_decided(current, by=by)
    return current


def _accept(correction: Correction, agreement: Agreement, *, by: Actor, note: str) -> None:
    """Write what was asked for where nobody has changed the old since."""
    user = _person(by)
    if correction.direction == Direction.TO_OFFICE:
        part = part_of(agreement, correction.field)
        if part is None:
            raise ValidationError(_("Bagian ini sudah tidak ada dalam catatan."))
        now = part.words(agreement)
        if now != correction.old_value:
            raise ValidationError(
                _("Isinya sudah berubah menjadi “%(now)s” setelah koreksi ini diajukan.")
                % {"now": now}
            )
        _write(agreement, part, correction.proposal)
        _answer_requests(agreement, correction.field, by=user)
        if part.weighs:
            day = business_day(agreement.recorded_at) or by.on
            settle_checks(agreement, by=by, on=day, reason=correction.reason)
    _close(correction, CorrectionOutcome.ACCEPTED, by=user, note=note)


def _answer_requests(agreement: Agreement, key: str, *, by: User) -> None:
    """What the office had asked the school to mend is mended with it."""
    asked = agreement.corrections.filter(
        field=key, direction=Direction.TO_SCHOOL, outcome=CorrectionOutcome.OPEN
    )
    for request in asked:
        _close(request, CorrectionOutcome.ACCEPTED, by=by, note="")


def _close(correction: Correction, outcome: CorrectionOutcome, *, by: User, note: str) -> None:
    correction.outcome, correction.decision_note = outcome, note.strip()
    correction.decided_at, correction.decided_by = timezone.now(), by
    correction.save()


def withdraw_correction(correction: Correction, *, by: Actor) -> Correction:
    """Who asked takes it back while nobody has decided."""
    user = _person(by)
    with acting("withdraw_correction", by=by):
        locked(correction.agreement)
        current = Correction.objects.select_for_update(of=("self",)).get(pk=correction.pk)
        if current.asked_by_id != user.pk:
            raise PermissionDenied
        if current.outcome != CorrectionOutcome.OPEN:
            raise ValidationError(_("Koreksi ini sudah diputuskan."))
        _close(current, CorrectionOutcome.WITHDRAWN, by=user, note="")
    return current


def _person(by: Actor) -> User:
    if by.user is None:
        raise PermissionDenied
    return by.user
