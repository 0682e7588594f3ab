"""Who of a period writes a journal, and who has fallen silent."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Max, Q, QuerySet

from partnerships.placements.journal_weeks import AWAY, SATURDAY
from partnerships.placements.models import (
    DayPresence,
    JournalEntry,
    Placement,
    WeekConfirmation,
)
from partnerships.placements.models.days import monday_of, spans

SILENT = timedelta(days=7)


@dataclass(frozen=True)
class Writer:
    """A placement: when it was last written of, what is missing this week, which weeks wait."""

    placement: Placement
    last_on: date | None
    missing: int
    unconfirmed: int
    is_silent: bool


def with_last(rows: "QuerySet[Placement]") -> "QuerySet[Any]":
    return rows.annotate(last_on=Max("journal__on"))


def silent(rows: "QuerySet[Any]", *, on: date) -> "QuerySet[Any]":
    """Of whom nothing was written for a week, or nothing at all; read by `with_last`."""
    return rows.filter(Q(last_on__isnull=True) | Q(last_on__lte=on - SILENT))


def writers_of(placements: Sequence[Any], *, on: date) -> list[Writer]:
    """Asks three times, however many there are; they were read by `with_last`."""
    written, away, confirmed = (defaultdict[int, set[date]](set) for _kind in range(3))
    entries = JournalEntry.objects.filter(placement__in=placements)
    for placement, day in entries.values_list("placement", "on"):
        written[placement].add(day)
    absences = DayPresence.objects.filter(placement__in=placements, state__in=AWAY)
    for placement, day in absences.values_list("placement", "on"):
        away[placement].add(day)
    weeks = WeekConfirmation.objects.standing().filter(placement__in=placements)
    for placement, monday in weeks.values_list("placement", "monday"):
        confirmed[placement].add(monday)
    return [
        Writer(
            row,
            row.last_on,
            len(_asked(row, on) - written[row.pk] - away[row.pk]),
            len(_over(written[row.pk], on) - confirmed[row.pk]),
            row.last_on is None or row.last_on <= on - SILENT,
        )
        for row in placements
    ]


def _asked(placement: Placement, on: date) -> set[date]:
    """The working days of this week that have come, of those that the placement has."""
    monday = monday_of(on)
    days = [monday + timedelta(days=step) for step in range(SATURDAY - 1)]
    own = spans(placement.days)
    return {day for day in days if day <= on and any(one <= day <= last for one, last in own)}


def _over(written: set[date], on: date) -> set[date]:
    """The Mondays of earlier weeks that were written of."""
    return {monday_of(day) for day in written if monday_of(day) < monday_of(on)}
