"""The best assignment, level by level, each proven before the next where the time does."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

import numpy as np
from django.utils.translation import gettext as _

from partnerships.placements.assignment.building import built, spread
from partnerships.placements.assignment.checking import check
from partnerships.placements.assignment.columns import Kind
from partnerships.placements.assignment.facts import Facts
from partnerships.placements.assignment.greedy import greedy
from partnerships.placements.assignment.problem import BrokenInputError, Problem
from partnerships.placements.assignment.programme import Floats, Relaxed, rounded_up
from partnerships.placements.assignment.scoring import Objective, breaches, objective_of

SEED = 1
SECONDS_PER_LEVEL = 60.0
SHOWN = {"tenths": "km"}


@dataclass(frozen=True)
class Level:
    """`bound`: no assignment that is as good at the levels before has less than this.

    `is_proven`: the value is that bound, and all levels before are proven too.
    """

    name: str
    value: int
    bound: int
    is_proven: bool
    seconds: float

    def as_data(self) -> dict[str, Any]:
        return {
            "name": SHOWN.get(self.name, self.name),
            "value": shown(self.name, self.value),
            "bound": shown(self.name, self.bound),
            "proven": self.is_proven,
            "seconds": round(self.seconds, 3),
        }


@dataclass(frozen=True)
class Solution:
    problem: Problem
    seed: int
    assigned: dict[str, str]
    levels: tuple[Level, ...]
    seconds: float

    @cached_property
    def objective(self) -> Objective:
        """Told from the assignment, not from the solver."""
        return objective_of(self.problem, self.assigned, self.seed)

    @cached_property
    def unplaced(self) -> list[str]:
        return [pupil.id for pupil in self.problem.pupils if pupil.id not in self.assigned]

    @property
    def is_proven(self) -> bool:
        return all(level.is_proven for level in self.levels)

    def as_data(self) -> dict[str, Any]:
        """As `manage.py solve_assignment` prints it."""
        worth = self.objective._asdict()
        del worth["lots"]
        return {
            "assigned": self.assigned,
            "unplaced": self.unplaced,
            "objective": {SHOWN.get(name, name): shown(name, n) for name, n in worth.items()},
            "proven": self.is_proven,
            "levels": [level.as_data() for level in self.levels],
            "seconds": round(self.seconds, 3),
        }


def shown(name: str, value: int) -> float:
    return round(value / 10, 1) if name == "tenths" else value


def solve(
    problem: Problem,
    *,
    seed: int = SEED,
    seconds_per_level: float = SECONDS_PER_LEVEL,
    threads: int = 1,
) -> Solution:
    """Raises BrokenInputError where the problem contradicts itself."""
    begun = time.monotonic()
    check(problem)
    descent = Assignment(Facts(problem, seed), seconds_per_level, threads)
    levels = tuple(descent.levels())
    order = (pupil.id for pupil in problem.pupils)
    assigned = {pupil: descent.best[pupil] for pupil in order if pupil in descent.best}
    return Solution(problem, seed, assigned, levels, time.monotonic() - begun)


Score = TypeVar("Score", bound=tuple[int, ...])


class Descent(Generic[Score]):
    """Holds the best assignment so far, and a programme of all that is as good or better.

    `names`: of the levels, as in the score.
    """

    names: tuple[str, ...]

    def __init__(self, facts: Facts, seconds_per_level: float, threads: int = 1) -> None:
        self.facts = facts
        self.seconds = seconds_per_level
        self.deadline = 0.0
        self.bound_of_both = 0
        self.columns, self.programme = built(facts, threads=threads)
        self.best = {
            pupil.id: unit.fixed for unit in facts.units if unit.fixed for pupil in unit.members
        }
        self.score = self._scored(self.best)

    @property
    def left(self) -> float:
        return self.deadline - time.monotonic()

    def levels(self) -> Iterator[Level]:
        self._reach_minima()
        self._consider(greedy(self.facts))
        is_proven = True
        for number, step in enumerate(self._steps()):
            begun = time.monotonic()
            self.deadline = begun + self.seconds
            bound = max(0, step())
            value = self.score[number]
            is_proven = is_proven and bound >= value
            yield Level(
                self.names[number], value, min(bound, value), is_proven, time.monotonic() - begun
            )

    def _unplaced(self) -> int:
        """Both first levels at once, a pupil of the first weighing more than all of the second.

        Alone, the first has so many optima that finding a whole one takes longer than both. So
        it has the time of both.
        """
        self.deadline += self.seconds
        first, second = self._first_two()
        pupils = len(self.facts.problem.pupils)
        cost = first * (pupils + 1) + second
        found, self.bound_of_both = self._searched(cost)
        self.programme.confine(cost, found, self._value(cost))
        return -((pupils - self.bound_of_both) // (pupils + 1))

    def _second(self) -> int:
        """What both took, without the first; searched for alone if that was not enough."""
        first, second = self._first_two()
        weight = len(self.facts.problem.pupils) + 1
        bound = self.bound_of_both - weight * self._value(first)
        return bound if bound >= self._value(second) else max(bound, self._least(second))

    def _first_two(self) -> tuple[Floats, Floats]:
        """Costs of at most one for each pupil."""
        return self.columns.unplaced(), self.columns.outside

    def _outside(self) -> int:
        return self._least(self.columns.outside)

    def _ranks(self) -> int:
        return self._least(self.columns.ranks)

    def _tenths(self) -> int:
        self.columns, self.programme = spread(self.columns, self.programme)
        return self._least(self.columns.tenths(self.programme.upper > 0))

    def _lots(self) -> int:
        return self._least(self.columns.lots(self.programme.upper > 0))

    def _least(self, cost: Floats) -> int:
        """The bound of a level, whose best is found and kept from then on."""
        found, bound = self._searched(cost)
        self.programme.confine(cost, found, self._value(cost))
        return bound

    def _searched(self, cost: Floats, *, needs_least: bool = True) -> tuple[Relaxed | None, int]:
        """The relaxation and the bound; without `needs_least` it is enough to know whether the
        least is 0."""
        bound = 0
        found = self.programme.relaxed(cost, self.left)
        if found is not None:
            bound = max(bound, rounded_up(found.value))
            self._try(found.columns)
        is_settled = self._value(cost) <= bound or (bound > 0 and not needs_least)
        if not is_settled and self.left > 0:
            start = self.columns.encoded(self.best)
            branched = self.programme.branched(cost, start, bound, self.left)
            bound = max(bound, rounded_up(branched.bound))
            if branched.columns is not None:
                self._try(branched.columns)
        return found, bound

    def _value(self, cost: Floats) -> int:
        return round(float(cost @ self.columns.encoded(self.best)))

    def _try(self, values: Floats) -> None:
        """Takes an assignment that keeps all rules and is better than the best so far."""
        assigned = self.columns.decoded(values)
        if assigned is not None:
            self._consider(assigned)

    def _consider(self, assigned: dict[str, str]) -> None:
        if self._is_allowed(assigned):
            score = self._scored(assigned)
            if score < self.score:
                self.best, self.score = assigned, score

    def _steps(self) -> list[Callable[[], int]]:
        """Each makes the best of its level and keeps it; it gives the bound."""
        raise NotImplementedError

    def _scored(self, assigned: dict[str, str]) -> Score:
        raise NotImplementedError

    def _is_allowed(self, assigned: dict[str, str]) -> bool:
        return next(breaches(self.facts.problem, assigned), None) is None

    def _reach_minima(self) -> None:
        """A site where somebody is fixed needs its minimum; a first assignment that has it."""
        cost = self.columns.short()
        if cost.any():
            self._fill_held(cost)
            self.programme.upper[self.columns.kind == Kind.SHORT] = 0

    def _fill_held(self, cost: Floats) -> None:
        self.deadline = time.monotonic() + self.seconds
        start, values = self.columns.encoded(self.best), []
        if found := self.programme.relaxed(cost, self.left):
            values.append(found.columns)
        branched = self.programme.branched(cost, start, 0, self.left)
        if branched.columns is not None:
            values.append(branched.columns)
        for one in values:
            assigned = self.columns.decoded(one)
            if assigned is not None and self._is_allowed(assigned):
                self.best, self.score = assigned, self._scored(assigned)
                return
        lacking = np.flatnonzero(
            (self.columns.kind == Kind.SHORT) & ((values or [start])[-1] > 0.5)
        )
        site = int(self.columns.site[lacking[0]])
        reason = _("minimumnya tidak tercapai, padahal ada siswa yang ditetapkan di sana")
        raise BrokenInputError(f"sites[{site}].minimum", reason)


class Assignment(Descent[Objective]):
    """Down the levels of the objective."""

    names = Objective._fields

    def _steps(self) -> list[Callable[[], int]]:
        return [
            self._unplaced, self._second, self._worst, self._ranks, self._tenths, self._lots,
        ]  # fmt: skip

    def _worst(self) -> int:
        """Lowers the worst rank as long as nobody needs one that is no better."""
        bound = int(self.score.worst_rank > 0)
        while self.score.worst_rank > bound:
            before = self.score.worst_rank
            worse = np.asarray(self.columns.worst >= before, dtype=float)
            needed = self._searched(worse, needs_least=False)[1]
            if needed > 0:
                bound = before
            elif self.score.worst_rank == before:
                break
        self.programme.upper[self.columns.worst > self.score.worst_rank] = 0
        return bound

    def _scored(self, assigned: dict[str, str]) -> Objective:
        return objective_of(self.facts.problem, assigned, self.facts.seed)
