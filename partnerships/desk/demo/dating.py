"""When invented steps of placements were taken and letters written: around the days out.

Actions stamp what they do with the moment at which the demo is loaded; histories would then read
as if half a year had happened in one second.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Prefetch

from partnerships.placements.lifecycle import PlacementState
from partnerships.placements.models import FinalMark, Letter, Placement, PlacementStep

JAKARTA = ZoneInfo("Asia/Jakarta")
# The request goes out in good time, and everything else is measured from the first day.
ASKED_BEFORE = timedelta(weeks=6)
BEFORE: dict[str, timedelta] = {
    PlacementState.REQUESTED: ASKED_BEFORE,
    PlacementState.ACCEPTED: timedelta(weeks=4),
    PlacementState.REFUSED: timedelta(weeks=4),
    PlacementState.READY: timedelta(days=7),
    PlacementState.CANCELLED: timedelta(days=6),
    PlacementState.RUNNING: timedelta(0),
}
BEGINS, WRITTEN, IN_OFFICE, ENDS = time(7, 30), time(8, 30), time(9, 40), time(15, 30)


def date_steps(placed: Iterable[Placement], *, now: datetime) -> None:
    """Each step on the day on which it would have been taken, never after this moment."""
    steps = Prefetch("steps", PlacementStep.objects.order_by("at", "pk"))
    rows = Placement.objects.filter(pk__in=[row.pk for row in placed])
    found = []
    for row in rows.prefetch_related(steps, "overrides"):
        for step in row.steps.all():
            step.at = min(now, moment_of(row, step.target))
            found.append(step)
        for given in row.overrides.all():
            given.at = min(now, moment_of(row, PlacementState.READY))
            given.save(update_fields=["at"])
    PlacementStep.objects.bulk_update(found, ["at"], batch_size=500)


def date_letters(letters: Iterable[Letter], *, now: datetime) -> None:
    """Each made on the day that it bears, one after the other."""
    for number, letter in enumerate(letters):
        letter.issued_at = min(now, at(letter.dated, WRITTEN) + timedelta(minutes=number))
        letter.save(update_fields=["issued_at"])


def date_final_marks(settled: Iterable[FinalMark]) -> None:
    """Each on the morning of its pupil's last day, when certificates are made out."""
    for final in settled:
        stays = Placement.objects.filter(period=final.period_id, pupil=final.pupil_id)
        final.settled_at = at(max(row.last_day for row in stays), BEGINS)
        final.save(update_fields=["settled_at"])


def moment_of(row: Placement, state: str) -> datetime:
    if state in BEFORE:
        hour = BEGINS if state == PlacementState.RUNNING else IN_OFFICE
        return at(row.first_day - BEFORE[state], hour)
    return at(row.last_day, ENDS)


def at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, tzinfo=JAKARTA)
