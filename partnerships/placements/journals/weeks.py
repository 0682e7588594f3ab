"""Weeks of placements: their days and what was written of each, which wait to be confirmed, when
one may be."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from partnerships.placements.models import (
    DayPresence,
    JournalEntry,
    JournalRemark,
    Placement,
    WeekConfirmation,
)
from partnerships.placements.models.days import monday_of, spans
from partnerships.placements.models.journals import PresenceState
from partnerships.placements.models.periods import FIRST_YEAR

FRIDAY, SATURDAY, SUNDAY = 4, 5, 6
AWAY = [PresenceState.SICK, PresenceState.EXCUSED, PresenceState.ABSENT, PresenceState.DAY_OFF]
BADGES: dict[str, str] = {
    PresenceState.PRESENT: "ok",
    PresenceState.SICK: "warning",
    PresenceState.EXCUSED: "info",
    PresenceState.ABSENT: "terminated",
    PresenceState.DAY_OFF: "neutral",
}


@dataclass(frozen=True)
class Day:
    """One day of a pupil: what was written of it, and whether something is missing.

    Saturdays and Sundays are asked for only where something is written: which of them a host
    works, nobody has told. `is_own`: the placement has this day.
    """

    on: date
    entry: JournalEntry | None = None
    presence: DayPresence | None = None
    is_own: bool = True
    is_over: bool = True

    @property
    def remarks(self) -> list[JournalRemark]:
        return list(self.entry.remarks.all()) if self.entry else []

    @property
    def badge(self) -> str:
        return BADGES[self.presence.state] if self.presence else ""

    @property
    def is_empty(self) -> bool:
        return self.entry is None and self.presence is None

    @property
    def is_away(self) -> bool:
        return self.presence is not None and self.presence.state in AWAY

    @property
    def is_missing(self) -> bool:
        """A working day that is over, without a journal, though nobody said why."""
        is_asked = self.is_own and self.is_over and self.on.weekday() < SATURDAY
        return is_asked and self.entry is None and not self.is_away


@dataclass(frozen=True)
class Week:
    """A week of one pupil; `confirmation` stands, `reopened` is the last one that was undone."""

    placement: Placement
    monday: date
    days: list[Day]
    confirmation: WeekConfirmation | None
    reopened: WeekConfirmation | None
    may_be_confirmed: bool

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(SUNDAY)

    @property
    def is_open(self) -> bool:
        """Whether it may be confirmed now, on paper even where nothing is written here."""
        return self.may_be_confirmed and self.confirmation is None

    @property
    def is_empty(self) -> bool:
        return all(day.is_empty for day in self.days)

    @property
    def waits(self) -> bool:
        """For the instruktur: an empty week would be closed before the pupil has told of it."""
        return self.is_open and not self.is_empty

    @property
    def entries(self) -> int:
        return sum(day.entry is not None for day in self.days)

    @property
    def tally(self) -> list[tuple[str, int]]:
        """How many days of each kind of presence there were, in words."""
        states = Counter(day.presence.state for day in self.days if day.presence)
        return [
            (str(label), states[value]) for value, label in PresenceState.choices if states[value]
        ]

    @property
    def unmarked_days(self) -> int:
        """Of whose presence nobody has said anything, though a journal may be there."""
        return sum(day.presence is None for day in self.days)

    @property
    def missing(self) -> int:
        return sum(day.is_missing for day in self.days)

    @property
    def seen(self) -> str:
        """A digest of all that is confirmed with the week, to tell whether it has changed."""
        facts = [
            (day.on.isoformat(), _written(day.entry), _attended(day.presence))
            for day in self.days
            if not day.is_empty
        ]
        return hashlib.sha256(repr(facts).encode()).hexdigest()[:32]


def _written(entry: JournalEntry | None) -> tuple[object, ...]:
    return (entry.text, entry.goal_id, entry.photo_id) if entry else ()


def _attended(presence: DayPresence | None) -> tuple[object, ...]:
    return (presence.state, presence.note) if presence else ()


def monday_named(text: str) -> date | None:
    """The Monday that an address names, `2025-11-10` and nothing else."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    is_written_so = day.isoformat() == text and day.year >= FIRST_YEAR
    return day if is_written_so and day.weekday() == 0 else None


def mondays_of(placement: Placement) -> list[date]:
    """Those of the weeks in which the pupil has a day at that host, the first ones first."""
    found: set[date] = set()
    for first, last in spans(placement.days):
        monday = monday_of(first)
        while monday <= last:
            found.add(monday)
            monday += timedelta(7)
    return sorted(found)


def may_be_confirmed(placement: Placement, monday: date, *, on: date) -> bool:
    """From its Friday on, or once the last day of the placement is over."""
    is_told = on >= monday + timedelta(FRIDAY) or on > placement.last_day
    return is_told and monday in mondays_of(placement)


def waiting(placements: Iterable[Placement], *, on: date) -> dict[date, list[Placement]]:
    """Whose weeks hold something, may be confirmed and are not: by Monday, the oldest first."""
    rows = list(placements)
    written = _weeks_written(rows)
    stands = WeekConfirmation.objects.standing().filter(placement__in=rows)
    told = set(stands.values_list("placement", "monday"))
    found: dict[date, list[Placement]] = defaultdict(list)
    for row in rows:
        for monday in mondays_of(row):
            is_new = (row.pk, monday) in written and (row.pk, monday) not in told
            if is_new and may_be_confirmed(row, monday, on=on):
                found[monday].append(row)
    return dict(sorted(found.items()))


def _weeks_written(rows: list[Placement]) -> set[tuple[int, date]]:
    """Of which weeks there is a journal or a presence."""
    days = [
        told.objects.filter(placement__in=rows).order_by().values_list("placement", "on")
        for told in (JournalEntry, DayPresence)
    ]
    return {(key, monday_of(on)) for key, on in days[0].union(days[1])}


@dataclass(frozen=True)
class _Told:
    """What was written of the days of some placements, and of their weeks: by Monday the
    confirmation that stands, and (True) the last one that was opened again."""

    entries: dict[tuple[int, date], JournalEntry]
    presence: dict[tuple[int, date], DayPresence]
    weeks: dict[tuple[int, date, bool], WeekConfirmation]

    def day(self, placement: Placement, day: date, *, is_own: bool, on: date) -> Day:
        key = (placement.pk, day)
        return Day(day, self.entries.get(key), self.presence.get(key), is_own, day < on)

    def week(self, placement: Placement, monday: date, days: list[Day], *, on: date) -> Week:
        standing, reopened = (
            self.weeks.get((placement.pk, monday, undone)) for undone in (False, True)
        )
        may = may_be_confirmed(placement, monday, on=on)
        return Week(placement, monday, days, standing, reopened, may)


def _told_of(placements: list[Placement], first: date, last: date) -> _Told:
    """Within these days, both included; asks four times, however many there are."""
    of_days = {"placement__in": placements, "on__range": (first, last)}
    entries = JournalEntry.objects.filter(**of_days).select_related("goal", "photo")
    presence = DayPresence.objects.filter(**of_days).select_related("paper")
    of_weeks = {"placement__in": placements, "monday__range": (monday_of(first), last)}
    weeks = WeekConfirmation.objects.filter(**of_weeks).with_voice().order_by("at", "pk")
    told = {(one.placement_id, one.monday, bool(one.reopened_at)): one for one in weeks}
    return _Told(
        {(one.placement_id, one.on): one for one in entries.prefetch_related("remarks")},
        {(one.placement_id, one.on): one for one in presence},
        told,
    )


def weeks_on(placements: Iterable[Placement], monday: date, *, on: date) -> list[Week]:
    """This week of each placement that has a day in it, its own days up to `on`."""
    rows = [row for row in placements if monday in mondays_of(row)]
    sunday = monday + timedelta(SUNDAY)
    told = _told_of(rows, monday, sunday)
    found = []
    for row in rows:
        own = own_days(row, monday, min(sunday, on))
        days = [told.day(row, day, is_own=True, on=on) for day in own]
        shown = [day for day in days if day.on.weekday() < SATURDAY or not day.is_empty]
        found.append(told.week(row, monday, shown, on=on))
    return found


def weeks_of(placement: Placement, *, on: date) -> list[Week]:
    """All weeks of a placement that have begun, the latest day first, with whatever is written."""
    told = _told_of([placement], date.min, date.max)
    own = set(own_days(placement, date.min, on))
    written = {day for _placement, day in [*told.entries, *told.presence]}
    days = [
        told.day(placement, day, is_own=day in own, on=on)
        for day in sorted(own | written, reverse=True)
    ]
    weeks = groupby(days, key=lambda day: monday_of(day.on))
    return [told.week(placement, monday, list(of_week), on=on) for monday, of_week in weeks]


def week_named(placement: Placement, monday: str, *, on: date) -> Week | None:
    """The week that an address names by its Monday, if a day of the placement in it has come."""
    named = monday_named(monday)
    weeks = weeks_of(placement, on=on) if named else []
    return next((week for week in weeks if week.monday == named), None)


def own_days(placement: Placement, first: date, last: date) -> list[date]:
    """The days of the placement between these two, both included."""
    found: list[date] = []
    for begins, ends in spans(placement.days):
        since, until = max(begins, first), min(ends, last)
        found += [since + timedelta(step) for step in range((until - since).days + 1)]
    return found


@dataclass(frozen=True)
class WeekLine:
    """A week in the list of one placement."""

    monday: date
    entries: int
    days: int
    confirmation: WeekConfirmation | None
    waits: bool

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(SUNDAY)


def lines_of(placement: Placement, *, on: date) -> list[WeekLine]:
    """All weeks of the placement that have begun, the last one first."""
    entries = Counter(monday_of(day) for day in placement.journal.values_list("on", flat=True))
    days = Counter(monday_of(day) for day in placement.presence.values_list("on", flat=True))
    rows = placement.weeks.filter(reopened_at__isnull=True).with_voice()
    stands = {row.monday: row for row in rows}
    return [
        WeekLine(
            monday,
            entries[monday],
            days[monday],
            stands.get(monday),
            monday not in stands and may_be_confirmed(placement, monday, on=on),
        )
        for monday in reversed(mondays_of(placement))
        if monday <= on
    ]
