"""When a host is to be visited: at least once in each calendar month of a stay (issue: monthly).

Knows days only. A stay is the first and last day of pupils at one host; who moves on begins another
stay there.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

# A month with fewer days of the stay has no visit of its own: it is joined to the month beside it.
LEAST_DAYS = 15


class Due(StrEnum):
    """How it stands with the visits of a stay on a day."""

    OVERDUE = "overdue"
    DUE = "due"
    DONE = "done"


@dataclass(frozen=True)
class Stretch:
    """Days within which one visit at least is made, both included."""

    first: date
    last: date

    @property
    def length(self) -> int:
        return (self.last - self.first).days + 1

    def holds(self, days: Iterable[date]) -> bool:
        return any(self.first <= day <= self.last for day in days)


def stretches(first: date, last: date) -> list[Stretch]:
    """The months of a stay, each with one visit; none is shorter than `LEAST_DAYS` but a stay
    that is as short as that itself."""
    months = list(_months(first, last))
    if len(months) > 1 and months[0].length < LEAST_DAYS:
        months[:2] = [Stretch(months[0].first, months[1].last)]
    if len(months) > 1 and months[-1].length < LEAST_DAYS:
        months[-2:] = [Stretch(months[-2].first, months[-1].last)]
    return months


def _months(first: date, last: date) -> Iterator[Stretch]:
    while first <= last:
        following = (first.replace(day=1) + timedelta(days=31)).replace(day=1)
        yield Stretch(first, min(last, following - timedelta(days=1)))
        first = following


def missed(first: date, last: date, done: Iterable[date], *, on: date) -> list[Stretch]:
    """Those that ended before `on` without a visit."""
    days = list(done)
    return [one for one in stretches(first, last) if one.last < on and not one.holds(days)]


def due(first: date, last: date, done: Iterable[date], *, on: date) -> tuple[Due, date]:
    """How it stands, and until when the visit of these days is (or was) to be made.

    Whoever missed a month and has come since is not behind any more.
    """
    days = [day for day in done if day <= on]
    parts = stretches(first, last)
    now = next((one for one in parts if on <= one.last), parts[-1])
    if now.holds(days):
        return Due.DONE, now.last
    ended = [one for one in parts if one.last < on]
    if ended and not any(day >= ended[-1].first for day in days):
        return Due.OVERDUE, ended[-1].last
    return (Due.DONE if now in ended else Due.DUE), now.last
