"""What the days of a placement come to: sums of presence, and the day that a pupil sees first."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from partnerships.placements.journals.ratings import may_rate
from partnerships.placements.journals.weeks import Day, Week, weeks_of
from partnerships.placements.models import Placement
from partnerships.placements.models.days import monday_of
from partnerships.placements.models.journals import PresenceState


@dataclass(frozen=True)
class Sums:
    """Presence of all days so far."""

    present: int = 0
    sick: int = 0
    excused: int = 0
    absent: int = 0
    day_off: int = 0
    missing: int = 0


@dataclass(frozen=True)
class Today:
    """What a pupil is shown first: the day itself, and how many before it lack their journal."""

    placement: Placement
    on: date
    day: Day
    is_own: bool
    is_confirmed: bool
    missing: int
    may_rate: bool
    # One tap each; an excuse has to be told.
    taps: tuple[tuple[str, Any], ...] = tuple(
        (state.value, state.label)
        for state in (PresenceState.PRESENT, PresenceState.SICK, PresenceState.DAY_OFF)
    )


def today_of(placement: Placement, *, on: date) -> Today:
    weeks = weeks_of(placement, on=on)
    days = {day.on: day for week in weeks for day in week.days}
    confirmed = {week.monday for week in weeks if week.confirmation}
    here = days.get(on)
    return Today(
        placement,
        on,
        here or Day(on, is_own=False),
        here is not None and here.is_own,
        monday_of(on) in confirmed,
        sum(day.is_missing for day in days.values()),
        may_rate(placement, on=on),
    )


def sums_of(weeks: list[Week]) -> Sums:
    days = [day for week in weeks for day in week.days]
    counts: Counter[Any] = Counter(day.presence.state for day in days if day.presence)
    told = {state.value: counts[state.value] for state in PresenceState}
    return Sums(**told, missing=sum(day.is_missing for day in days))
