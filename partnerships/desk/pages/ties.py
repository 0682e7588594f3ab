"""Agreements of one school, partner or group, those that end soonest first."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    Case,
    CharField,
    F,
    Value,
    When,
)

from partnerships.agreements.models.agreements import AgreementQuerySet
from partnerships.agreements.rows import Row, with_list_facts
from partnerships.agreements.statuses import DayStatus

SHOWN = 50
RUNNING = {
    DayStatus.IN_FORCE,
    DayStatus.EXPIRING,
    DayStatus.OPEN_ENDED,
    DayStatus.SUSPENDED,
    DayStatus.UPCOMING,
}


@dataclass(frozen=True)
class Ties:
    """Agreements of one school or partner: those that hold or will, and the others."""

    rows: list[Row]

    @property
    def running(self) -> list[Row]:
        return [row for row in self.rows if row.status in RUNNING]

    @property
    def told(self) -> list[Row]:
        """Those that only a source tells of."""
        return [row for row in self.rows if row.agreement.published_from_source]

    @property
    def unsettled(self) -> list[Row]:
        """On record, but nobody knows how long they hold."""
        return self._known(DayStatus.UNKNOWN)

    @property
    def over(self) -> list[Row]:
        return self._known(DayStatus.EXPIRED, DayStatus.SUPERSEDED, DayStatus.TERMINATED)

    @property
    def cancelled(self) -> list[Row]:
        return self._known(DayStatus.CANCELLED)

    @property
    def unrecorded(self) -> list[Row]:
        return self._known(DayStatus.UNRECORDED)

    def _known(self, *statuses: DayStatus) -> list[Row]:
        known = [row for row in self.rows if not row.agreement.published_from_source]
        return [row for row in known if row.status in statuses]

    @property
    def running_keys(self) -> list[int]:
        return [row.agreement.pk for row in self.running]

    @property
    def is_cut(self) -> bool:
        """Whether there are more than are shown."""
        return len(self.rows) >= SHOWN


def _nearest_end(on: date) -> list[Any]:
    """What ends soonest first, then what has no end, then what is over, the latest of it first."""
    is_over = Case(When(ends_on__lt=on, then=Value(1)), default=Value(0))
    coming = Case(When(ends_on__gte=on, then=F("ends_on")))
    return [is_over, coming.asc(nulls_last=True), F("ends_on").desc(nulls_last=True), "-pk"]


def nearest_keys(agreements: AgreementQuerySet, name: str, on: date) -> Any:
    """The name of a list with each of its keys."""
    named = agreements.annotate(list_name=Value(name, output_field=CharField()))
    return named.order_by(*_nearest_end(on)).values_list("list_name", "pk")[:SHOWN]


def nearness(row: Row) -> tuple[int, int, int]:
    """Rising, it is the order of `_nearest_end`."""
    ends_on, pk = row.agreement.ends_on, row.agreement.pk
    if ends_on is None:
        return 1, 0, -pk
    days = (ends_on - row.on).days
    return (0, days, -pk) if days >= 0 else (2, -days, -pk)


def nearest_end_first(agreements: AgreementQuerySet, *, on: date) -> list[Row]:
    ordered = agreements.order_by(*_nearest_end(on))
    return [Row(agreement, on) for agreement in with_list_facts(ordered[:SHOWN], on=on)]
