"""Weeks of placements: their days and what was written of each, which wait to be confirmed, when
one may be."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from partnerships.placements.models import (
    DayPresence,
    JournalEntry,
    Placement,
    WeekConfirmation,
)
from partnerships.placements.models.days import monday_of, spans
from partnerships.placements.models.journals import PresenceState
from partnerships.placements.models.periods import FIRST_YEAR

FRIDAY, SATURDAY, SUNDAY = 4, 5, 6
BADGES: dict[str, str] = {
    PresenceState.PRESENT: "ok",
    PresenceState.SICK: "info",
    PresenceState.EXCUSED: "info",
    PresenceState.ABSENT: "warning",
    PresenceState.DAY_OFF: "neutral",
}


@dataclass(frozen=True)
class Day:
    """One day of a pupil at the host: what was written, and whether the pupil was there."""

    on: date
    entry: JournalEntry | None
    presence: DayPresence | None

    @property
    def badge(self) -> str:
        return BADGES[self.presence.state] if self.presence else "neutral"

    @property
    def is_empty(self) -> bool:
        return self.entry is None and self.presence is None


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
    def empty_days(self) -> int:
        return sum(day.is_empty for day in self.days)

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


def weeks_of(placements: Iterable[Placement], monday: date, *, on: date) -> list[Week]:
    """This week of each placement that has a day in it, up to `on`; the queries do not grow."""
    rows = [row for row in placements if monday in mondays_of(row)]
    sunday = monday + timedelta(SUNDAY)
    of_week = {"placement__in": rows, "on__range": (monday, sunday)}
    written = JournalEntry.objects.filter(**of_week).select_related("goal", "photo")
    entries = {(one.placement_id, one.on): one for one in written.prefetch_related("remarks")}
    attended = DayPresence.objects.filter(**of_week)
    presence = {(one.placement_id, one.on): one for one in attended}
    told = _confirmations(rows, monday)
    return [
        Week(
            row,
            monday,
            [
                Day(day, entries.get((row.pk, day)), presence.get((row.pk, day)))
                for day in _days(row, monday, on)
                if day.weekday() < SATURDAY or {(row.pk, day)} & {*entries, *presence}
            ],
            *told.get(row.pk, (None, None)),
            may_be_confirmed(row, monday, on=on),
        )
        for row in rows
    ]


def _days(placement: Placement, monday: date, on: date) -> list[date]:
    """The pupil's own days of that week, none that is still to come."""
    week = [monday + timedelta(number) for number in range(7)]
    parts = spans(placement.days)
    return [day for day in week if day <= on and any(lo <= day <= hi for lo, hi in parts)]


def _confirmations(
    rows: list[Placement], monday: date
) -> dict[int, tuple[WeekConfirmation | None, WeekConfirmation | None]]:
    """Of each placement the one that stands, and the last one that was opened again."""
    found: dict[int, tuple[WeekConfirmation | None, WeekConfirmation | None]] = {}
    told = WeekConfirmation.objects.filter(placement__in=rows, monday=monday)
    for one in told.select_related("sheet").order_by("at", "pk"):
        standing, reopened = found.get(one.placement_id, (None, None))
        found[one.placement_id] = (standing, one) if one.reopened_at else (one, reopened)
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
    rows = placement.weeks.filter(reopened_at__isnull=True).select_related("sheet")
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
