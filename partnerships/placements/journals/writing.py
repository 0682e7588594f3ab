"""Who of a period writes a journal, and who has fallen silent."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Max, QuerySet

from partnerships.placements.following import waiting
from partnerships.placements.journals.weeks import AWAY, SATURDAY
from partnerships.placements.models import (
    DayPresence,
    JournalEntry,
    Placement,
    PupilLink,
    WeekConfirmation,
)
from partnerships.placements.models.days import monday_of, spans


@dataclass(frozen=True)
class Writer:
    """A placement: when it was last written of, what is missing this week, which weeks wait."""

    placement: Placement
    last_on: date | None
    missing: int
    unconfirmed: int
    is_silent: bool
    link: PupilLink | None


def with_last(rows: "QuerySet[Placement]") -> "QuerySet[Any]":
    return rows.annotate(last_on=Max("journal__on"))


def silent(rows: Any, *, on: date) -> Any:
    """Those whom the work list calls silent too."""
    return waiting.silent(rows.with_ends(), on)


def writers_of(placements: Sequence[Any], *, on: date) -> list[Writer]:
    """Asks five times, however many there are; they were read by `with_last`."""
    written, away, told, confirmed = (defaultdict[int, set[date]](set) for _kind in range(4))
    entries = JournalEntry.objects.filter(placement__in=placements)
    for placement, day in entries.values_list("placement", "on"):
        written[placement].add(day)
        told[placement].add(day)
    presence = DayPresence.objects.filter(placement__in=placements)
    for placement, day, state in presence.values_list("placement", "on", "state"):
        told[placement].add(day)
        if state in AWAY:
            away[placement].add(day)
    own = Placement.objects.filter(pk__in=[row.pk for row in placements])
    quiet = set(silent(own, on=on).values_list("pk", flat=True))
    weeks = WeekConfirmation.objects.standing().filter(placement__in=placements)
    for placement, monday in weeks.values_list("placement", "monday"):
        confirmed[placement].add(monday)
    held = PupilLink.objects.filter(pupil__in=[row.pupil_id for row in placements])
    links = {link.pupil_id: link for link in held.filter(revoked_at__isnull=True)}
    return [
        Writer(
            row,
            row.last_on,
            len(_asked(row, on) - written[row.pk] - away[row.pk]),
            len(_over(told[row.pk], on) - confirmed[row.pk]),
            row.pk in quiet,
            links.get(row.pupil_id),
        )
        for row in placements
    ]


def _asked(placement: Placement, on: date) -> set[date]:
    """The working days of this week that are over, of those that the placement has."""
    monday = monday_of(on)
    days = [monday + timedelta(days=step) for step in range(SATURDAY)]
    own = spans(placement.days)
    return {day for day in days if day < on and any(one <= day <= last for one, last in own)}


def _over(told: set[date], on: date) -> set[date]:
    """The Mondays of earlier weeks of which something is written down."""
    return {monday_of(day) for day in told if monday_of(day) < monday_of(on)}
