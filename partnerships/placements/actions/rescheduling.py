"""Other days for many placements at once, and taking them back."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from psycopg.types.multirange import DateMultirange

from accounts.revisions import locked
from accounts.violations import violation_of
from partnerships.placements.actions.placements import last_step
from partnerships.placements.lifecycle import REDATE, UNDO_WITHIN, PlacementState
from partnerships.placements.models import Placement, PlacementPeriod
from partnerships.placements.models.days import dates_of
from partnerships.placements.models.placements import PlacementStep
from partnerships.placements.rescheduling import (
    WRITTEN,
    NewDays,
    Redated,
    redated,
    written_days,
)
from partnerships.placements.supply.holds import demand_unheld
from schools.actors import Actor


@dataclass
class Rescheduled:
    """Who has the new days now, and who does not and why."""

    done: list[Placement] = field(default_factory=list)
    refused: list[tuple[Placement, str]] = field(default_factory=list)


@transaction.atomic
def reschedule(
    *, period: PlacementPeriod, seen: Mapping[str, int], wanted: NewDays, by: Actor
) -> Rescheduled:
    """Give those who were looked at (public id: revision) the days asked for.

    Found anew under the lock: what has come in the way since, or was changed meanwhile, is left
    alone and told. Who has these days already is nobody's change.
    """
    if by.user is None:
        raise PermissionDenied
    current = locked(PlacementPeriod.objects.editable_by(by), period.pk)
    rows = _held(current, seen, by)
    result = Rescheduled()
    fresh = []
    for row in rows:
        if row.revision == seen[row.public_id]:
            fresh.append(row)
        else:
            result.refused.append((row, _("Baru saja diubah orang lain; periksa lagi.")))
    at = timezone.now()
    for found in _shrinking_first(redated(current, fresh, wanted, on=by.on)):
        if found.obstacles:
            result.refused.append((found.placement, " ".join(found.obstacles)))
        elif found.moves:
            _move(found, result, by=by, at=at)
    return result


def _held(period: PlacementPeriod, seen: Mapping[str, int], by: Actor) -> list[Placement]:
    rows = Placement.objects.editable_by(by).filter(period=period, public_id__in=list(seen))
    return list(rows.for_reading().select_for_update(of=("self",)))


def _shrinking_first(rows: list[Redated]) -> list[Redated]:
    """Days that are given up are free for those who come after."""
    return sorted(rows, key=lambda row: not row.dates <= dates_of(row.placement.days))


def _move(found: Redated, result: Rescheduled, *, by: Actor, at: datetime) -> None:
    row, before = found.placement, found.placement.days
    state = PlacementState(row.state)
    with _done_or_refused(row, result):
        row.days, row.revision = found.days, row.revision + 1
        row.save(update_fields=["days", "revision", "updated_at"])
        _demand_seat(row, before)
        PlacementStep.objects.create(
            placement=row,
            move=REDATE,
            source=state,
            target=state,
            days=before,
            at=at,
            by=by.user,
            role=str(by.label),
        )


def _demand_seat(row: Placement, before: DateMultirange) -> None:
    """More days take no seat that is held for who found the place; the caller holds the period."""
    if row.opening_id and dates_of(row.days) - dates_of(before):
        demand_unheld(row.period, {row.pupil_id: row.opening_id}, days=row.days)


@contextmanager
def _done_or_refused(row: Placement, result: Rescheduled) -> Iterator[None]:
    """What is written within stands as a whole, or the rule that it breaks is told."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        violation = violation_of(error)
        if violation is None:
            raise
        result.refused.append((row, str(violation.message)))
    except ValidationError as error:
        result.refused.append((row, " ".join(error.messages)))
    else:
        result.done.append(row)


@dataclass(frozen=True)
class LastChange:
    """The change of days that may be taken back: when, by whom, of how many."""

    at: datetime
    by: str
    placements: list[Placement]


def last_change(period: PlacementPeriod, by: Actor) -> LastChange | None:
    """The newest of the last week that the actor may change, of those who did nothing since."""
    steps = PlacementStep.objects.filter(
        placement__in=Placement.objects.editable_by(by).filter(period=period).values("pk"),
        move=REDATE,
        undone_at__isnull=True,
        at__gte=timezone.now() - UNDO_WITHIN,
    )
    newest = steps.select_related("by").order_by("-at", "-pk").first()
    if newest is None:
        return None
    same = steps.filter(at=newest.at, by=newest.by).values("placement")
    rows = list(Placement.objects.filter(pk__in=same).order_by("pk"))
    return LastChange(newest.at, newest.by.name if newest.by else "", rows)


@transaction.atomic
def take_back(*, period: PlacementPeriod, at: datetime, by: Actor) -> Rescheduled:
    """The days of before for all who were moved at that moment; who has gone on since, or whose
    old days are somebody else's by now, stays and is told. Twice is once.

    Raises ValidationError where another change has come after.
    """
    if by.user is None:
        raise PermissionDenied
    current = locked(PlacementPeriod.objects.editable_by(by), period.pk)
    change = last_change(current, by)
    if change is None or change.at != at:
        raise ValidationError(_("Perubahan itu tidak dapat diurungkan lagi."))
    keys = {row.public_id: row.revision for row in change.placements}
    result = Rescheduled()
    for row in _held(current, keys, by):
        _restore(row, result, by=by, at=at)
    return result


def _restore(row: Placement, result: Rescheduled, *, by: Actor, at: datetime) -> None:
    step = last_step(row)
    if step is None or step.move != REDATE or step.at != at:
        result.refused.append((row, _("Sudah melangkah lebih jauh.")))
        return
    lost = dates_of(row.days) - dates_of(step.days)
    if lost & written_days([row]).get(row.pk, set()):
        result.refused.append((row, str(WRITTEN)))
        return
    before = row.days
    with _done_or_refused(row, result):
        row.days, row.revision = step.days, row.revision + 1
        row.save(update_fields=["days", "revision", "updated_at"])
        _demand_seat(row, before)
        step.undone_at, step.undone_by = timezone.now(), by.user
        step.save(update_fields=["undone_at", "undone_by"])
