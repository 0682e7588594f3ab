"""Marks: what the supervisor gives, how parts weigh, the final mark settled and opened again."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.revisions import StaleRecordError, lock_revision, locked
from accounts.roles import Permission
from partnerships.placements.guests import Follower
from partnerships.placements.lifecycle import BEGUN
from partnerships.placements.marks.mark_sheets import PupilMarks, mark_sheet
from partnerships.placements.marks.reckoning import Part, Reckoned
from partnerships.placements.models import (
    FinalMark,
    MarkWeights,
    Placement,
    PlacementPeriod,
    SupervisorMark,
)
from partnerships.placements.voices import held_placement, write_down
from schools.actors import Actor

CHANGED = gettext_lazy("Nilainya berubah sejak halaman ini dibuka; periksa lagi.")


@dataclass(frozen=True)
class Given:
    """What a supervisor gives for one placement; `revision` as the page showed it."""

    placement: Placement
    mark: int | None
    report: int | None
    sentence: str
    revision: int | None

    @property
    def facts(self) -> dict[str, Any]:
        return {"mark": self.mark, "report": self.report, "sentence": self.sentence}


@transaction.atomic
def give_marks(*, given: Sequence[Given], by: Follower) -> int:
    """Write those that differ, all or none; how many did.

    Raises StaleRecordError where somebody else has marked one meanwhile, DoesNotExist for the
    pupil of another.
    """
    ordered = sorted(given, key=lambda one: one.placement.pk)
    return sum(_gave(one, by) for one in ordered)


def _gave(one: Given, by: Follower) -> bool:
    placement = held_placement(one.placement, by)
    if placement.state not in BEGUN:
        raise ValidationError(_("Siswa dinilai setelah PKL-nya dimulai."))
    row = SupervisorMark.objects.filter(placement=placement).first()
    if row is None:
        if one.facts == {"mark": None, "report": None, "sentence": ""}:
            return False
        row = SupervisorMark(placement=placement)
    elif all(getattr(row, name) == value for name, value in one.facts.items()):
        return False
    elif row.revision != one.revision:
        raise StaleRecordError
    row.revision += 1
    write_down(row, one.facts, by=by, school=placement.period.school_id)
    return True


def _held_period(period: PlacementPeriod, by: Actor) -> PlacementPeriod:
    """Locked: weights change and marks are settled one after the other."""
    if not by.can(Permission.KEEP_PUPILS):
        raise PermissionDenied
    return locked(PlacementPeriod.objects.editable_by(by), period.pk)


@transaction.atomic
def change_weights(
    *, period: PlacementPeriod, values: dict[str, int], by: Actor, revision: int | None
) -> MarkWeights:
    """Of the marks that are settled from now on; those that stand keep what they were made of."""
    held = _held_period(period, by)
    MarkWeights.objects.get_or_create(period=held)
    row = lock_revision(MarkWeights.objects.filter(period=held), held.weights.pk, revision=revision)
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    return row


@dataclass(frozen=True)
class Wanted:
    """The mark of one pupil (random address) as it was seen, and what the school says with it."""

    pupil: str
    mark: Decimal
    description: str | None = None
    without_host: str = ""


@dataclass
class Settled:
    """What was settled at one moment, and what was not: name and reason."""

    at: datetime = field(default_factory=timezone.now)
    done: list[FinalMark] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)


@transaction.atomic
def settle(*, period: PlacementPeriod, wanted: Sequence[Wanted], by: Actor) -> Settled:
    """Each that still comes to what was seen; settled once more, it is the one that stands."""
    held = _held_period(period, by)
    keys = {one.pupil: one for one in wanted}
    rows = Placement.objects.editable_by(by).filter(period=held, pupil__public_id__in=keys)
    list(rows.select_for_update(of=("self",)).order_by("pk"))
    result = Settled()
    for sheet in mark_sheet(held, rows):
        _settle(held, sheet, keys[sheet.pupil.public_id], by, result)
    return result


def _settle(
    period: PlacementPeriod, sheet: PupilMarks, one: Wanted, by: Actor, result: Settled
) -> None:
    if sheet.final is not None and sheet.final.mark == one.mark:
        result.done.append(sheet.final)
        return
    reckoned = _reckoned(sheet, one)
    refusal = refusal_of(sheet, one)
    if refusal or reckoned.mark is None:
        result.left.append((sheet.pupil.name, refusal))
        return
    described = sheet.description if one.description is None else one.description
    result.done.append(
        FinalMark.objects.create(
            period=period,
            pupil=sheet.pupil,
            mark=reckoned.mark,
            description=described,
            parts=told_parts(sheet, reckoned, one.without_host),
            settled_at=result.at,
            settled_by=by.user,
        )
    )


def _reckoned(sheet: PupilMarks, one: Wanted) -> Reckoned:
    return sheet.without_host() if one.without_host else sheet.reckoned


def refusal_of(sheet: PupilMarks, one: Wanted) -> str:
    """Why it is not settled; empty where it is."""
    if sheet.final is not None:
        return _("Nilai akhirnya sudah ditetapkan.")
    reckoned = _reckoned(sheet, one)
    if one.without_host and not sheet.lacks_host:
        return str(CHANGED)
    if sheet.running or reckoned.mark is None:
        return _("Belum lengkap: %(missing)s.") % {"missing": ", ".join(sheet.missing)}
    return "" if reckoned.mark == one.mark else str(CHANGED)


def told_parts(sheet: PupilMarks, reckoned: Reckoned, without_host: str) -> dict[str, Any]:
    """What the mark was made of: numbers, and the reason why the host's part was left out."""
    stays = [
        {"placement": one.public_id, "days": stay.days}
        for one, stay in zip(sheet.placements, sheet.stays, strict=True)
    ]
    marks = {part.value: str(mark) for part, mark in reckoned.parts.items() if mark is not None}
    weights = {part.value: str(weight) for part, weight in reckoned.weights.items()}
    told = {"parts": marks, "weights": weights, "stays": stays}
    return told | {f"without_{Part.HOST.value}": without_host} if without_host else told


@transaction.atomic
def reopen(*, period: PlacementPeriod, finals: Collection[str], reason: str, by: Actor) -> int:
    """These (random addresses) do not stand any more, what they were made of may change again;
    how many stood until now."""
    held = _held_period(period, by)
    rows = FinalMark.objects.visible_to(by).standing().filter(period=held, public_id__in=finals)
    return rows.update(
        reopened_at=timezone.now(), reopened_by=by.user, reopened_because=reason.strip()
    )
