"""Corrections of a recorded agreement: field, old, new, reason; the office decides.

The record is never reopened. An accepted correction changes the row itself, as opposed to an
amendment, which adds one: the paper always said so, only its record was wrong.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.days import DayField
from accounts.models import User
from partnerships.agreements import notifications
from partnerships.agreements.actions.acting import acting, locked, require_editor
from partnerships.agreements.actions.drafts import meaningful_number
from partnerships.agreements.actions.moves import may_oversee
from partnerships.agreements.actions.periods import settle_period
from partnerships.agreements.models import Agreement, Correction, State
from partnerships.agreements.models.reviews import CorrectionOutcome, Direction
from schools.actors import Actor

CORRECTABLE_STATES = {State.RECORDED, State.VERIFIED, State.TERMINATED}
OTHER = "other"


@dataclass(frozen=True)
class Correctable:
    """A part of the record that a correction may name, on the row that holds it."""

    key: str
    label: str
    row: Any
    attribute: str
    parse: Callable[[str], Any]

    @property
    def shown(self) -> str:
        """What the record says now, as a person would type it."""
        value = getattr(self.row, self.attribute)
        return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value or "")


def _text(limit: int) -> Callable[[str], str]:
    return lambda typed: forms.CharField(max_length=limit, required=False).clean(typed)


def _day(typed: str) -> date | None:
    return DayField(required=False).clean(typed)


def _number(typed: str) -> str:
    return meaningful_number(_text(80)(typed))


def correctables(agreement: Agreement) -> list[Correctable]:
    """Everything of this agreement that may be corrected, in the order in which it is read."""
    found = [
        Correctable("title", _("Judul"), agreement, "title", _text(300)),
        Correctable("signed_on", _("Tanggal penandatanganan"), agreement, "signed_on", _day),
        Correctable("signed_at", _("Tempat penandatanganan"), agreement, "signed_at", _text(200)),
        Correctable(
            "authority_document", _("Surat kuasa"), agreement, "authority_document", _text(200)
        ),
    ]
    found.append(
        Correctable("original", _("Tempat naskah asli"), agreement, "original_location", _text(200))
    )
    term = agreement.terms.latest_rows().first()
    if term:
        found += [
            Correctable("effective_on", _("Berlaku sejak"), term, "effective_on", _day),
            Correctable("ends_on", _("Berlaku sampai dengan"), term, "ends_on", _day),
        ]
    for party in agreement.parties.latest_rows().with_names().prefetch_related("signatories"):
        label = _("Nomor surat %(name)s") % {"name": party.name}
        found.append(Correctable(f"number-{party.pk}", label, party, "letter_number", _number))
        for signatory in party.signatories.all():
            name = _("Nama penanda tangan %(name)s") % {"name": party.name}
            position = _("Jabatan penanda tangan %(name)s") % {"name": party.name}
            found += [
                Correctable(f"signatory-{signatory.pk}", name, signatory, "name", _text(200)),
                Correctable(
                    f"position-{signatory.pk}", position, signatory, "position", _text(200)
                ),
            ]
    return found


def correctable(agreement: Agreement, key: str) -> Correctable | None:
    return next((part for part in correctables(agreement) if part.key == key), None)


def may_decide(agreement: Agreement, by: Actor) -> bool:
    """The office in whose care the record lies; never the school alone."""
    return may_oversee(agreement, by)


def propose_correction(
    agreement: Agreement, *, by: Actor, key: str, new_value: str, reason: str
) -> Correction:
    """The school asks for a change; an office's own is accepted as it is made."""
    user = _person(by)
    with acting("propose_correction", by=by, reason=reason):
        current = locked(agreement)
        require_editor(current, by)
        if current.state not in CORRECTABLE_STATES:
            raise ValidationError(_("Hanya kerja sama yang tercatat dapat dikoreksi."))
        part = correctable(current, key)
        if part is None:
            raise ValidationError({"field": _("Pilih bagian yang keliru.")})
        part.parse(new_value)
        if new_value.strip() == part.shown:
            raise ValidationError({"new_value": _("Isinya sudah demikian.")})
        correction = Correction(
            agreement=current,
            direction=Direction.TO_OFFICE,
            field=key,
            old_value=part.shown,
            new_value=new_value.strip(),
            reason=reason.strip(),
            asked_at=timezone.now(),
            asked_by=user,
        )
        correction.full_clean()
        correction.save()
        if may_decide(current, by):
            _accept(correction, current, by=user, note="")
        else:
            notifications.tell_correction_asked(correction, by=by)
    return correction


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
        part = correctable(current, key)
        correction = Correction(
            agreement=current,
            direction=Direction.TO_SCHOOL,
            field=key if part else OTHER,
            old_value=part.shown if part else "",
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
    with acting("decide_correction", by=by, reason=note):
        agreement = locked(correction.agreement)
        current = Correction.objects.select_for_update(of=("self",)).get(pk=correction.pk)
        if not may_decide(agreement, by):
            raise PermissionDenied
        if current.outcome != CorrectionOutcome.OPEN:
            raise ValidationError(_("Koreksi ini sudah diputuskan."))
        if not accept and not note.strip():
            raise ValidationError({"note": _("Tuliskan alasannya.")})
        if accept:
            _accept(current, agreement, by=user, note=note)
        else:
            _close(current, CorrectionOutcome.REFUSED, by=user, note=note)
        notifications.tell_correction_decided(current, by=by)
    return current


def _accept(correction: Correction, agreement: Agreement, *, by: User, note: str) -> None:
    """Write the new value where nobody has changed the old one since."""
    if correction.direction == Direction.TO_OFFICE:
        part = correctable(agreement, correction.field)
        if part is None:
            raise ValidationError(_("Bagian ini sudah tidak ada dalam catatan."))
        if part.shown != correction.old_value:
            raise ValidationError(
                _("Isinya sudah berubah menjadi “%(now)s” setelah koreksi ini diajukan.")
                % {"now": part.shown}
            )
        setattr(part.row, part.attribute, part.parse(correction.new_value))
        part.row.full_clean()
        part.row.save()
        agreement.refresh_from_db(from_queryset=Agreement.objects.select_for_update(of=("self",)))
        agreement.revision += 1
        agreement.save()
        settle_period(agreement)
    _close(correction, CorrectionOutcome.ACCEPTED, by=by, note=note)


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
