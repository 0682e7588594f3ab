"""The final mark of a PKL from its parts: pure numbers in, a mark or what is missing out.

- The host's part is the mean of the marks of its learning goals; presence is the share of days
  present among the days recorded, day-offs of the company left out.
- Who was at several hosts is marked at each; a part is weighed by the days there. One mark of the
  supervisor and one of the report are enough, wherever they were given.
- A part that weighs nothing is not asked for. One that is left out with a reason gives its weight
  to the others in their proportion.
- Nothing is rounded on the way; the mark itself once, to two places, a half upwards.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

HUNDREDTH = Decimal("0.01")


class Part(StrEnum):
    HOST = "host"
    SUPERVISOR = "supervisor"
    REPORT = "report"
    PRESENCE = "presence"


# These are given at each host; of the others one is enough.
AT_EACH = frozenset({Part.HOST})
Weights = Mapping[Part, int]
DEFAULT: Weights = {Part.HOST: 60, Part.SUPERVISOR: 20, Part.REPORT: 20, Part.PRESENCE: 0}


@dataclass(frozen=True)
class Stay:
    """What is known of one placement; `days` are its real days, one at least."""

    days: int
    goals: Sequence[int] = ()
    supervisor: int | None = None
    report: int | None = None
    present: int = 0
    recorded: int = 0

    def part(self, part: Part) -> Fraction | None:
        """Between 0 and 100; None where nothing was given."""
        return _READ[part](self)


def _host(stay: Stay) -> Fraction | None:
    return Fraction(sum(stay.goals), len(stay.goals)) if stay.goals else None


def _presence(stay: Stay) -> Fraction | None:
    return Fraction(100 * stay.present, stay.recorded) if stay.recorded else None


def _given(mark: int | None) -> Fraction | None:
    return None if mark is None else Fraction(mark)


_READ: dict[Part, Callable[[Stay], Fraction | None]] = {
    Part.HOST: _host,
    Part.SUPERVISOR: lambda stay: _given(stay.supervisor),
    Part.REPORT: lambda stay: _given(stay.report),
    Part.PRESENCE: _presence,
}


@dataclass(frozen=True)
class Missing:
    """A part that was not given; `stay` is the index of the placement, None for all together."""

    part: Part
    stay: int | None = None


@dataclass(frozen=True)
class Reckoned:
    """`mark` is None while something is missing; `weights` as they were used, in per cent."""

    mark: Decimal | None
    parts: Mapping[Part, Decimal | None]
    weights: Mapping[Part, Decimal]
    missing: Sequence[Missing]


def reckon(
    stays: Sequence[Stay], weights: Weights = DEFAULT, *, without: Collection[Part] = ()
) -> Reckoned:
    """The mark of these stays; `without` are parts that are left out."""
    asked = {part: weights[part] for part in Part if weights[part] and part not in without}
    found = {part: weighed_by_days(stays, part) for part in Part if part not in without}
    lacking = [one for part in asked for one in _missing(stays, part)]
    whole = sum(asked.values())
    used = {part: _rounded(Fraction(100 * weight, whole)) for part, weight in asked.items()}
    shown = {part: None if mark is None else _rounded(mark) for part, mark in found.items()}
    if lacking or not stays or not whole:
        return Reckoned(None, shown, used, lacking)
    nothing = Fraction(0)
    total = sum((weight * (found[part] or nothing) for part, weight in asked.items()), nothing)
    return Reckoned(_rounded(total / whole), shown, used, [])


def weighed_by_days(stays: Iterable[Stay], part: Part) -> Fraction | None:
    """The mean of a part over those stays that have it, each as heavy as it is long."""
    known = [(stay.days, mark) for stay in stays if (mark := stay.part(part)) is not None]
    days = sum(length for length, _mark in known)
    if not days:
        return None
    return sum((length * mark for length, mark in known), Fraction(0)) / days


def _missing(stays: Sequence[Stay], part: Part) -> list[Missing]:
    if part in AT_EACH:
        return [Missing(part, at) for at, stay in enumerate(stays) if stay.part(part) is None]
    if any(stay.part(part) is not None for stay in stays):
        return []
    return [Missing(part)]


def _rounded(number: Fraction) -> Decimal:
    hundredths = number * 100
    # Exact: floor(x + 1/2) of a fraction, which a division of decimals would round before.
    return (Decimal((2 * hundredths + 1) // 2) * HUNDREDTH).quantize(HUNDREDTH)
