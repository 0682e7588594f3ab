"""When not all can be placed: what is in the way, and how few seats would be enough."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from partnerships.placements.assignment.checking import check
from partnerships.placements.assignment.columns import Kind
from partnerships.placements.assignment.facts import Facts
from partnerships.placements.assignment.problem import Problem
from partnerships.placements.assignment.programme import Floats
from partnerships.placements.assignment.scoring import Assigned, breaches, objective_of
from partnerships.placements.assignment.solving import Assignment, Descent, Solution

SECONDS = 20.0


@dataclass(frozen=True)
class Crowd:
    """Pupils of one konsentrasi who have fewer seats between them than they are (Hall's condition).

    These sites are all that any of them can go to.
    """

    concentration: str
    pupils: tuple[str, ...]
    sites: tuple[str, ...]
    seats: int


@dataclass(frozen=True)
class Extra:
    """`seats` more for a konsentrasi at a site that takes some already."""

    site: str
    concentration: str
    seats: int


@dataclass(frozen=True)
class Shortage:
    """`without`: how many would be unplaced if a rule did not hold, for each rule that matters.

    `extra`: the fewest further seats with which as many are placed as seats can place, where the
    pupils' choices would have them. `remaining`: how many stay unplaced even so. `is_proven`: that
    it cannot be done with fewer.
    """

    unplaced: tuple[str, ...]
    crowds: tuple[Crowd, ...]
    without: dict[str, int]
    extra: tuple[Extra, ...]
    remaining: tuple[str, ...]
    is_proven: bool

    @property
    def seats(self) -> int:
        return sum(extra.seats for extra in self.extra)


RULES: dict[str, Callable[[Problem], Problem]] = {
    "minimum": lambda problem: replace(
        problem, sites=tuple(replace(site, minimum=0) for site in problem.sites)
    ),
    "pairs": lambda problem: replace(problem, together=(), apart=()),
    "forbidden": lambda problem: replace(problem, forbidden=()),
    "fixed": lambda problem: replace(
        problem, pupils=tuple(replace(pupil, fixed=None) for pupil in problem.pupils)
    ),
}


def shortage_of(solution: Solution, *, seconds_per_level: float = SECONDS) -> Shortage | None:
    """None where everybody is placed."""
    if not solution.unplaced:
        return None
    problem = solution.problem
    growth = Growth(problem, solution.seed, seconds_per_level)
    levels = list(growth.levels())
    placed = growth.best
    return Shortage(
        unplaced=tuple(solution.unplaced),
        crowds=tuple(crowds(problem, solution.assigned)),
        without=_without(problem, len(solution.unplaced), seconds_per_level),
        extra=tuple(extra_seats(problem, placed)),
        remaining=tuple(pupil.id for pupil in problem.pupils if pupil.id not in placed),
        is_proven=levels[1].is_proven,
    )


def _without(problem: Problem, unplaced: int, seconds: float) -> dict[str, int]:
    found = {}
    for name, dropped in RULES.items():
        other = dropped(problem)
        if other != problem:
            level = next(Assignment(Facts(other, 0), seconds).levels())
            if level.value < unplaced:
                found[name] = level.value
    return found


def extra_seats(problem: Problem, assigned: Assigned) -> Iterator[Extra]:
    """What an assignment takes over the seats that there are."""
    taken = Counter(
        (site, problem.pupil_by_id[pupil].concentration) for pupil, site in assigned.items()
    )
    for (site, concentration), count in sorted(taken.items()):
        over = count - problem.site_by_id[site].seats.get(concentration, 0)
        if over > 0:
            yield Extra(site, concentration, over)


def crowds(problem: Problem, assigned: Assigned) -> Iterator[Crowd]:
    """From whoever is unplaced along the seats that they could have and their holders, onward.

    Where a seat on the way is free, a rule keeps it free, and there is no crowd.
    """
    facts = Facts(problem, 0)
    holders: dict[tuple[str, str], set[str]] = {}
    for pupil_id, site in assigned.items():
        key = site, problem.pupil_by_id[pupil_id].concentration
        holders.setdefault(key, set()).add(pupil_id)
    for concentration in dict.fromkeys(pupil.concentration for pupil in problem.pupils):
        found = _crowd(facts, concentration, holders, assigned)
        if found:
            yield found


def _crowd(
    facts: Facts,
    concentration: str,
    holders: dict[tuple[str, str], set[str]],
    assigned: Assigned,
) -> Crowd | None:
    problem = facts.problem
    waiting = [
        pupil.id
        for pupil in problem.pupils
        if pupil.concentration == concentration and pupil.id not in assigned
    ]
    pupils: dict[str, None] = dict.fromkeys(waiting)
    sites: dict[str, None] = {}
    while waiting:
        for number in facts.options(facts.unit_of[waiting.pop()]):
            site = problem.sites[number].id
            if site not in sites:
                sites[site] = None
                new = holders.get((site, concentration), set()) - pupils.keys()
                pupils |= dict.fromkeys(sorted(new))
                waiting += sorted(new)
    seats = sum(problem.site_by_id[site].seats[concentration] for site in sites)
    if seats >= len(pupils):
        return None
    return Crowd(concentration, tuple(pupils), tuple(sites), seats)


class Growing(NamedTuple):
    unplaced: int
    extra: int
    outside: int
    sum_rank: int
    tenths: int
    lots: int


class Growth(Descent[Growing]):
    """The assignment that needs the fewest further seats, and of these the one most wanted."""

    names = Growing._fields

    def __init__(self, problem: Problem, seed: int, seconds_per_level: float) -> None:
        check(problem)
        super().__init__(Facts(problem, seed, may_grow=True), seconds_per_level)

    def _steps(self) -> list[Callable[[], int]]:
        return [
            self._unplaced, self._second, self._outside, self._ranks, self._tenths, self._lots,
        ]  # fmt: skip

    def _first_two(self) -> tuple[Floats, Floats]:
        extra = np.asarray(self.columns.kind == Kind.EXTRA, dtype=float)
        return self.columns.unplaced(), extra

    def _scored(self, assigned: dict[str, str]) -> Growing:
        problem = self.facts.problem
        worth = objective_of(problem, assigned, self.facts.seed)
        extra = sum(one.seats for one in extra_seats(problem, assigned))
        return Growing(
            worth.unplaced, extra, worth.outside, worth.sum_rank, worth.tenths, worth.lots
        )

    def _is_allowed(self, assigned: dict[str, str]) -> bool:
        broken = (breach for breach in breaches(self.facts.problem, assigned))
        return all(breach.rule == "seats" for breach in broken)
