"""The days of a placement by week, with what was written of each, for whoever reads them."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from accounts.days import is_iso
from partnerships.placements.models import (
    DayPresence,
    JournalEntry,
    JournalRemark,
    Placement,
    WeekConfirmation,
)
from partnerships.placements.models.days import monday_of, spans
from partnerships.placements.models.journals import PresenceState
from partnerships.placements.ratings import may_rate

SATURDAY = 6
AWAY = [PresenceState.SICK, PresenceState.EXCUSED, PresenceState.ABSENT, PresenceState.DAY_OFF]
PRESENCE_BADGES = {
    PresenceState.PRESENT: "ok",
    PresenceState.SICK: "warning",
    PresenceState.EXCUSED: "info",
    PresenceState.ABSENT: "terminated",
    PresenceState.DAY_OFF: "neutral",
}


@dataclass(frozen=True)
class Day:
    """One day at the host: what was written of it, and whether something is missing.

    Saturdays and Sundays are asked for only where something is written: which of them a host
    works, nobody has told.
    """

    on: date
    is_own: bool
    entry: JournalEntry | None = None
    presence: DayPresence | None = None
    remarks: list[JournalRemark] = field(default_factory=list)
    is_over: bool = True

    @property
    def is_empty(self) -> bool:
        return self.entry is None and self.presence is None

    @property
    def is_away(self) -> bool:
        return self.presence is not None and self.presence.state in AWAY

    @property
    def is_missing(self) -> bool:
        """A working day that is over, without a journal, though nobody said why."""
        is_asked = self.is_own and self.is_over and self.on.isoweekday() < SATURDAY
        return is_asked and self.entry is None and not self.is_away

    @property
    def badge(self) -> str:
        return PRESENCE_BADGES[PresenceState(self.presence.state)] if self.presence else ""


@dataclass(frozen=True)
class Week:
    """A week of them, latest day first, and who has confirmed it."""

    monday: date
    days: list[Day]
    confirmation: WeekConfirmation | None = None

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)

    @property
    def missing(self) -> int:
        return sum(day.is_missing for day in self.days)


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


def past_days(placement: Placement, *, on: date) -> list[date]:
    """The days of the placement up to and with that one, latest first."""
    found = []
    for first, last in spans(placement.days):
        ends = min(last, on)
        found += [first + timedelta(days=step) for step in range((ends - first).days + 1)]
    return sorted(found, reverse=True)


def weeks_of(placement: Placement, *, on: date) -> list[Week]:
    """All weeks that have begun, the latest first; asks four times, however many there are."""
    entries = {
        row.on: row
        for row in JournalEntry.objects.filter(placement=placement).select_related(
            "goal", "photo", "by"
        )
    }
    presence = {
        row.on: row
        for row in DayPresence.objects.filter(placement=placement).select_related("paper", "by")
    }
    remarks: dict[int, list[JournalRemark]] = defaultdict(list)
    said = JournalRemark.objects.filter(entry__placement=placement).select_related("by")
    for row in said.order_by("at", "pk"):
        remarks[row.entry_id].append(row)
    confirmed = {
        row.monday: row for row in WeekConfirmation.objects.standing().filter(placement=placement)
    }
    own = past_days(placement, on=on)
    known = set(own)
    weeks: dict[date, list[Day]] = defaultdict(list)
    for day in sorted({*own, *entries, *presence}, reverse=True):
        entry = entries.get(day)
        said_of = remarks[entry.pk] if entry else []
        is_own, attended = day in known, presence.get(day)
        weeks[monday_of(day)].append(Day(day, is_own, entry, attended, said_of, day < on))
    return [Week(monday, days, confirmed.get(monday)) for monday, days in weeks.items()]


def sums_of(weeks: list[Week]) -> Sums:
    days = [day for week in weeks for day in week.days]
    counts: Counter[Any] = Counter(day.presence.state for day in days if day.presence)
    told = {state.value: counts[state.value] for state in PresenceState}
    return Sums(**told, missing=sum(day.is_missing for day in days))


def week_named(placement: Placement, monday: str, *, on: date) -> Week | None:
    """The week that an address names by its Monday, if a day of the placement in it has come."""
    weeks = weeks_of(placement, on=on) if is_iso(monday) else []
    return next((week for week in weeks if week.monday.isoformat() == monday), None)
