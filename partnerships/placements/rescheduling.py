"""Other days for many placements of a period: what each would get, and what is in the way.

Days stay within those of the period, for which the seats were taken; what has passed of a running
placement stays as it was. Pure reading: `actions/rescheduling.py` writes what this finds.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from psycopg.types.multirange import DateMultirange

from accounts.templatetags.reading import day
from partnerships.placements.lifecycle import HOLDING, PlacementState
from partnerships.placements.models import (
    Booking,
    DayPresence,
    JournalEntry,
    Placement,
    PlacementPeriod,
)
from partnerships.placements.models.days import dates_of, of_dates, spans
from partnerships.placements.readiness.checks import Standing
from partnerships.placements.readiness.gathering import CheckList, Gathered

# Once declared ready, nothing that blocks may come in by other days.
DECLARED = [PlacementState.READY, PlacementState.RUNNING]
ORDER = [Standing.OK, Standing.WARN, Standing.BLOCK]


@dataclass(frozen=True)
class NewDays:
    """What was asked for: a first or last day, certain ISO weekdays; nothing at all means the days
    of the period. What is left open stays as each placement has it."""

    first: date | None = None
    last: date | None = None
    weekdays: frozenset[int] = frozenset()

    @property
    def is_of_period(self) -> bool:
        return not (self.first or self.last or self.weekdays)

    def of(self, placement: Placement, period: frozenset[date]) -> frozenset[date]:
        """The days of the period that fit; empty where none does."""
        if self.is_of_period:
            return period
        own = dates_of(placement.days)
        first, last = self.first or min(own), self.last or max(own)
        weekdays = self.weekdays or kept_weekdays(own, period)
        return frozenset(
            one for one in period if first <= one <= last and one.isoweekday() in weekdays
        )


def kept_weekdays(own: frozenset[date], period: frozenset[date]) -> frozenset[int]:
    """Those of the placement, where it leaves out others that its period has."""
    meanwhile = {one for one in period if min(own) <= one <= max(own)}
    rows = own if meanwhile - own else period
    return frozenset(one.isoweekday() for one in rows)


@dataclass
class Redated:
    """A placement with the days that it would get; `obstacles` keep it from getting them."""

    placement: Placement
    dates: frozenset[date]
    obstacles: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def days(self) -> DateMultirange:
        return of_dates(self.dates)

    @property
    def is_same(self) -> bool:
        return self.dates == dates_of(self.placement.days)

    @property
    def moves(self) -> bool:
        return not self.obstacles and not self.is_same

    @property
    def first_day(self) -> date:
        return min(self.dates)

    @property
    def last_day(self) -> date:
        return max(self.dates)


def redated(
    period: PlacementPeriod, placements: Sequence[Placement], wanted: NewDays, *, on: date
) -> list[Redated]:
    """What each would get, in the order given; the placements are read `for_reading`."""
    whole = dates_of(period.days)
    rows = [_alone(row, wanted.of(row, whole), on=on) for row in placements]
    _add_written(rows)
    _add_clashes(rows)
    _add_lack_of_seats(period, rows)
    _add_rules(period, rows)
    _add_letters(rows)
    return rows


WRITTEN = _lazy("Sudah ada jurnal atau kehadiran pada hari yang akan hilang.")


def written_days(placements: Iterable[Placement]) -> dict[int, set[date]]:
    """The days of each (its key) on which something was written: two queries."""
    found: dict[int, set[date]] = {}
    keys = [row.pk for row in placements]
    for model in (JournalEntry, DayPresence):
        rows = model.objects.filter(placement__in=keys).values_list("placement", "on")
        for key, on in rows:
            found.setdefault(key, set()).add(on)
    return found


def _add_written(rows: Sequence[Redated]) -> None:
    """What was written of a day keeps it: weeks are confirmed, and presence is counted."""
    written = written_days([row.placement for row in rows])
    for row in rows:
        lost = dates_of(row.placement.days) - row.dates
        if lost & written.get(row.placement.pk, set()):
            row.obstacles.append(str(WRITTEN))


def _alone(placement: Placement, dates: frozenset[date], *, on: date) -> Redated:
    row = Redated(placement, dates)
    if placement.state not in HOLDING:
        row.dates = dates_of(placement.days)
        row.obstacles.append(_("Statusnya sudah “%s”.") % placement.get_state_display())
    elif placement.state == PlacementState.RUNNING:
        _keep_what_has_passed(row, on)
    if not row.dates:
        row.dates = dates_of(placement.days)
        row.obstacles.append(_("Tidak ada hari periode di antara tanggal itu."))
    return row


def _keep_what_has_passed(row: Redated, on: date) -> None:
    own = dates_of(row.placement.days)
    passed = frozenset(one for one in own if one < on)
    if not passed:
        return
    ahead = frozenset(one for one in row.dates if one >= on)
    if not ahead and own - passed:
        row.obstacles.append(_("Sudah berjalan; untuk mengakhirinya, hentikan lebih awal."))
        row.dates = own
        return
    if row.dates != passed | ahead:
        row.warnings.append(_("Sudah berjalan: hari sebelum %s tetap.") % day(on))
    row.dates = passed | ahead


def _add_clashes(rows: list[Redated]) -> None:
    """Never two hosts on one day: against the pupil's other placements, moved ones as moved."""
    moving = {row.placement.pk: row for row in rows}
    others = Placement.objects.standing().filter(pupil__in=[row.placement.pupil_id for row in rows])
    by_pupil: dict[int, list[Placement]] = {}
    for other in others.select_related("opening__hosting__partner", "period").order_by("pk"):
        by_pupil.setdefault(other.pupil_id, []).append(other)
    for row in rows:
        for other in by_pupil.get(row.placement.pupil_id, []):
            if row.obstacles or other.pk == row.placement.pk:
                continue
            meant = moving.get(other.pk)
            taken = dates_of(other.days)
            if meant and not meant.obstacles:
                taken = meant.dates
            if both := row.dates & taken:
                row.obstacles.append(_clash(other, both))


def _clash(other: Placement, both: frozenset[date]) -> str:
    words = {"host": other.host_name, "period": other.period.name, "day": day(min(both))}
    return _("Bentrok dengan %(host)s (%(period)s) mulai %(day)s.") % words


def _add_lack_of_seats(period: PlacementPeriod, rows: list[Redated]) -> None:
    """Who would sit on a seat too many stays where it is, the last first."""
    places = {row.placement.opening_id for row in rows} - {None}
    taken = Booking.objects.standing().filter(period=period, opening__in=places)
    booked = {one.opening_id: one for one in taken}
    moving = {row.placement.pk for row in rows}
    staying: dict[int | None, Counter[date]] = {place: Counter() for place in places}
    held = Placement.objects.holding().filter(period=period, opening__in=places)
    for other in held.exclude(pk__in=moving):
        staying[other.opening_id].update(dates_of(other.days))
    for place in places:
        here = [row for row in rows if row.placement.opening_id == place]
        _seat(here, booked.get(place or 0), staying[place])


def _seat(rows: list[Redated], booking: Booking | None, staying: Counter[date]) -> None:
    bookable = dates_of(booking.days) if booking else frozenset()
    for row in rows:
        if row.moves and not row.dates <= bookable:
            row.obstacles.append(_("Tempatnya tidak dipesan pada semua hari itu."))
    seats = booking.seats if booking else 0
    while too_many := _overfull(rows, staying, seats):
        last = next((row for row in reversed(rows) if row.moves and row.dates & too_many), None)
        if last is None:
            return
        words = {"seats": seats, "day": day(min(too_many & last.dates))}
        last.obstacles.append(
            _("Tempat tidak cukup: %(seats)s dipesan, penuh pada %(day)s.") % words
        )


def _overfull(rows: list[Redated], staying: Counter[date], seats: int) -> set[date]:
    load = Counter(staying)
    for row in rows:
        if row.placement.state in HOLDING:
            load.update(row.dates if row.moves else dates_of(row.placement.days))
    return {one for one, count in load.items() if count > seats}


def _add_rules(period: PlacementPeriod, rows: list[Redated]) -> None:
    """Rules of readiness that the new days break and the old ones did not."""
    moved = [row for row in rows if row.moves]
    if not moved:
        return
    placements = [row.placement for row in moved]
    recorded = [row.days for row in placements]
    before = _check_lists(period, placements)
    for row in moved:
        row.placement.days = row.days
    after = _check_lists(period, placements)
    for placement, days in zip(placements, recorded, strict=True):
        placement.days = days
    for row in moved:
        for told, is_in_the_way in _worse(before[row.placement.pk], after[row.placement.pk]):
            is_obstacle = is_in_the_way and row.placement.state in DECLARED
            (row.obstacles if is_obstacle else row.warnings).append(told)


def _check_lists(period: PlacementPeriod, placements: Sequence[Placement]) -> dict[int, CheckList]:
    gathered = Gathered(period, placements)
    recorded = dict(
        Placement.objects.filter(pk__in=[row.pk for row in placements]).values_list("pk", "days")
    )
    for row in placements:
        gathered.spans[row.pupil_id] += _span(row.days) - _span(recorded[row.pk])
    return {row.pk: gathered.check_list(row) for row in placements}


def _span(days: DateMultirange) -> int:
    parts = spans(days)
    return (parts[-1][1] - parts[0][0]).days + 1


def _worse(before: CheckList, after: CheckList) -> Iterable[tuple[str, bool]]:
    stood = {item.rule: item.standing for item in before.items}
    for item in after.items:
        was = stood.get(item.rule, Standing.OK)
        if item.override is None and ORDER.index(item.standing) > ORDER.index(was):
            yield f"{item.rule.label}: {item.text}", item.is_in_the_way


def _add_letters(rows: list[Redated]) -> None:
    """Letters that went out name the old days."""
    through = Placement.letters.through.objects.filter(
        placement__in=[row.placement.pk for row in rows], letter__voided_at__isnull=True
    )
    named = set(through.values_list("placement", flat=True))
    for row in rows:
        if row.moves and row.placement.pk in named:
            row.warnings.append(_("Suratnya sudah terbit dengan tanggal lama; terbitkan gantinya."))
