"""Sets of days: the weeks of a block, only its Mondays to Wednesdays, several blocks at once.

Two placements of one pupil may share a week but never a day, so what overlaps is tested on real
days (decision 24): PostgreSQL's `datemultirange`.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from django.db import models
from psycopg.types.multirange import DateMultirange, Multirange
from psycopg.types.range import DateRange

EVERY_DAY = frozenset(range(1, 8))


class DateMultirangeField(models.Field):
    """A set of days; in Python a `DateMultirange` of half-open ranges, lowest first."""

    def db_type(self, connection: Any) -> str:
        return "datemultirange"

    def get_prep_value(self, value: Any) -> Any:
        if value is None or isinstance(value, DateMultirange):
            return value
        if isinstance(value, Multirange):  # as psycopg reads one
            return DateMultirange(value)
        return days_between(value)

    def to_python(self, value: Any) -> Any:
        return value


@DateMultirangeField.register_lookup
class Overlap(models.Lookup):
    """`days__overlap=other`: at least one day in common."""

    lookup_name = "overlap"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        return f"{left} && {right}", [*left_params, *right_params]


@DateMultirangeField.register_lookup
class Includes(models.Lookup):
    """`days__includes=day`."""

    lookup_name = "includes"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        left, left_params = self.process_lhs(compiler, connection)
        return f"{left} @> %s::date", [*left_params, self.rhs]


@DateMultirangeField.register_lookup
class Within(Overlap):
    """`days__within=other`: no day outside of it."""

    lookup_name = "within"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        sql, params = super().as_sql(compiler, connection)
        return sql.replace(" && ", " <@ ", 1), params


def days_between(spans: Iterable[tuple[date, date]]) -> DateMultirange:
    """Spans of first and last day, both included, joined where they touch."""
    joined: list[tuple[date, date]] = []
    for first, last in sorted(spans):
        if last < first:
            raise ValueError("a span ends before it begins")
        if joined and first <= joined[-1][1] + timedelta(days=1):
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    ranges = [DateRange(first, last + timedelta(days=1), "[)") for first, last in joined]
    return DateMultirange(ranges)


def on_weekdays(first: date, last: date, weekdays: Iterable[int]) -> Iterator[tuple[date, date]]:
    """The span, or of it the days of these ISO weekdays (1 is Monday)."""
    wanted = frozenset(weekdays)
    if wanted >= EVERY_DAY:
        yield first, last
        return
    for offset in range((last - first).days + 1):
        that = first + timedelta(days=offset)
        if that.isoweekday() in wanted:
            yield that, that


def spans(days: DateMultirange) -> list[tuple[date, date]]:
    """First and last day of each run of days, both included."""
    return [(part.lower, part.upper - timedelta(days=1)) for part in days]  # type: ignore[operator,misc]  # never unbounded here


def dates_of(days: DateMultirange) -> frozenset[date]:
    """Each day by itself."""
    return frozenset(
        first + timedelta(days=offset)
        for first, last in spans(days)
        for offset in range((last - first).days + 1)
    )


def of_dates(dates: Iterable[date]) -> DateMultirange:
    return days_between((one, one) for one in dates)


def count(days: DateMultirange) -> int:
    return sum((last - first).days + 1 for first, last in spans(days))


def monday_of(on: date) -> date:
    """Of the week that the day is in."""
    return on - timedelta(days=on.weekday())
