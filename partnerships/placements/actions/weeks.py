"""Confirming a week of journals and presence, correcting it before, opening it again."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.placements.actions.journals import set_presence
from partnerships.placements.guests import MentorGuest, remembered
from partnerships.placements.journals.weeks import Week, weeks_on
from partnerships.placements.models import (
    JournalEntry,
    JournalRemark,
    Placement,
    Snapshot,
    WeekConfirmation,
)
from partnerships.placements.models.days import monday_of
from partnerships.placements.models.snapshots import SnapshotKind
from partnerships.placements.triggers.following import WEEK_OPEN
from partnerships.placements.voices import held_placement, said_by
from schools.actors import Actor

Confirmer = Actor | MentorGuest


@transaction.atomic
def confirm_week(
    *,
    placement: Placement,
    monday: date,
    by: Confirmer,
    seen: str,
    note: str = "",
    sheet: Snapshot | None = None,
) -> WeekConfirmation:
    """Confirm the week as it was shown (`seen`, its digest); a second click changes nothing.

    The instruktur says so; the school does it from the sheet that the instruktur has signed.
    """
    with remembered(by):
        held = held_placement(placement, by)
        stands = WeekConfirmation.objects.standing().filter(placement=held, monday=monday).first()
        if stands:
            return stands
        _may_be_confirmed(held, monday, by, seen)
        if isinstance(by, Actor):
            _is_signed(held, sheet)
        return WeekConfirmation.objects.create(
            placement=held,
            monday=monday,
            at=timezone.now(),
            note=note,
            sheet=sheet,
            **said_by(by, school=held.period.school_id),
        )


@transaction.atomic
def confirm_weeks(
    *, seen: Mapping[Placement, str], monday: date, by: MentorGuest, note: str = ""
) -> list[WeekConfirmation]:
    """The same week of several pupils, all or none of them."""
    ordered = sorted(seen, key=lambda placement: placement.pk)
    return [
        confirm_week(placement=one, monday=monday, by=by, seen=seen[one], note=note)
        for one in ordered
    ]


def _may_be_confirmed(held: Placement, monday: date, by: Confirmer, seen: str) -> Week:
    week = next(iter(weeks_on([held], monday, on=by.on)), None)
    if week is None or not week.may_be_confirmed:
        raise ValidationError(
            _("Minggu ini belum dapat dikonfirmasi: mulai Jumat, atau setelah hari terakhir PKL.")
        )
    if week.is_empty and isinstance(by, MentorGuest):
        raise ValidationError(_("Belum ada yang ditulis pada minggu ini."))
    if week.seen != seen:
        raise ValidationError(
            _("Isi minggu %s berubah sejak halaman dibuka. Periksa dulu, lalu konfirmasi lagi.")
            % held.pupil.name
        )
    return week


def _is_signed(held: Placement, sheet: Snapshot | None) -> None:
    if sheet is None or sheet.placement_id != held.pk or sheet.kind != SnapshotKind.SHEET:
        raise ValidationError({"file": _("Lampirkan foto lembar yang ditandatangani instruktur.")})


@transaction.atomic
def correct_presence(
    *, placement: Placement, days: Mapping[date, tuple[str, str]], by: Confirmer
) -> int:
    """Write down state and note of these days; how many changed. What was the same keeps whose
    word it is. Raises IntegrityError where a week is confirmed."""
    held = held_placement(placement, by)
    rows = held.presence.filter(on__in=days)
    known = {row.on: (row.state, row.note) for row in rows}
    changed = {on: told for on, told in sorted(days.items()) if known.get(on) != told}
    for on, (state, note) in changed.items():
        set_presence(placement=held, on=on, state=state, note=note, by=by)
    return len(changed)


@transaction.atomic
def remark_on(*, entry: JournalEntry, text: str, by: Confirmer) -> JournalRemark:
    """Say something to what a pupil wrote; the same words again are the ones that are there.

    The instruktur speaks before confirming the week, the school whenever it reads.
    """
    with remembered(by):
        held = held_placement(entry.placement, by)
        voice = said_by(by, school=held.period.school_id)
        stands = held.weeks.filter(reopened_at__isnull=True, monday=monday_of(entry.on))
        if isinstance(by, MentorGuest) and stands.exists():
            raise ValidationError(WEEK_OPEN)
        said = voice | {"entry": entry, "text": text.strip()}
        same = JournalRemark.objects.filter(**said).first()
        return same or JournalRemark.objects.create(at=timezone.now(), **said)


@transaction.atomic
def reopen_week(*, placement: Placement, monday: date, reason: str, by: Actor) -> None:
    """Undo a confirmation, so that what was wrong in it can be mended; a second click changes
    nothing."""
    held = held_placement(placement, by)
    stands = held.weeks.filter(reopened_at__isnull=True, monday=monday).first()
    if stands is None:
        return
    if not reason.strip():
        raise ValidationError({"reason": _("Tuliskan mengapa minggu ini dibuka kembali.")})
    stands.reopened_at, stands.reopened_because = timezone.now(), reason.strip()
    stands.reopened_as = str(by.label)
    stands.save(update_fields=["reopened_at", "reopened_because", "reopened_as"])
