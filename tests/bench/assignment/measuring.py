"""Both methods on the same problems, and what came of it."""

import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from partnerships.placements.assignment.problem import Problem
from partnerships.placements.assignment.scoring import Assigned, breaches, objective_of
from partnerships.placements.assignment.solving import Solution, solve
from tests.bench.assignment.greedy import Greedy
from tests.bench.assignment.shapes import Periods, Shape

LEVELS = ("unplaced", "outside", "worst_rank", "sum_rank", "tenths")
FIGURES = (*LEVELS, "envy", "seconds")
WAITED = 60.0
"""Seconds without a new swap after which the original stops."""

Worth = tuple[int, ...]


@dataclass
class Run:
    """One method on one instance. Of several periods the worst rank is the worst, all else is
    summed; `by_period` keeps them apart."""

    by_period: list[Worth]
    envy: int
    seconds: float
    bounds: list[Worth] = field(default_factory=list)
    proven: tuple[bool, ...] = ()

    @property
    def worth(self) -> Worth:
        columns = list(zip(*self.by_period, strict=True))
        worst = LEVELS.index("worst_rank")
        return tuple(max(one) if n == worst else sum(one) for n, one in enumerate(columns))

    def figure(self, name: str) -> float:
        return self.worth[LEVELS.index(name)] if name in LEVELS else float(getattr(self, name))


@dataclass
class Compared:
    """All seeds of one shape. `worse`: seeds where a period was worse than greedy-and-swap."""

    shape: str
    scale: float
    size: str
    exact: list[Run]
    greedy: list[Run]

    @property
    def worse(self) -> int:
        return sum(
            any(ours > theirs for ours, theirs in zip(a.by_period, b.by_period, strict=True))
            for a, b in zip(self.exact, self.greedy, strict=True)
        )

    @property
    def proven(self) -> dict[str, int]:
        """In how many seeds each level was proven, in all periods."""
        return {
            name: sum(run.proven[number] for run in self.exact)
            for number, name in enumerate((*LEVELS, "lots"))
        }

    def middle(self, method: str, figure: str) -> tuple[float, float, float]:
        """Median, least and most."""
        values = [run.figure(figure) for run in getattr(self, method)]
        return median(values), min(values), max(values)

    def gaps(self, method: str) -> dict[str, float]:
        """The median of what each level is above the best that is proven possible for it, given
        the solver's values at the levels before; below where a level before was missed."""
        gaps = {}
        for number, name in enumerate(LEVELS):
            over = [
                run.worth[number] - _summed(exact.bounds)[number]
                for run, exact in zip(getattr(self, method), self.exact, strict=True)
            ]
            gaps[name] = median(over)
        return gaps

    def as_data(self) -> dict[str, Any]:
        return {
            "shape": self.shape,
            "scale": self.scale,
            "size": self.size,
            "seeds": len(self.exact),
            "worse": self.worse,
            "proven": self.proven,
            "methods": {
                method: {
                    "figures": {name: self.middle(method, name) for name in FIGURES},
                    "gaps": self.gaps(method),
                }
                for method in ("exact", "greedy")
            },
        }


def _summed(bounds: list[Worth]) -> Worth:
    return Run(bounds, 0, 0.0).worth


def compared(
    shape: Shape,
    *,
    scale: float,
    seeds: int,
    seconds_per_level: float,
    tell: Callable[[str], None],
) -> Compared:
    exact, greedy, size = [], [], ""
    for seed in range(1, min(seeds, shape.most_seeds) + 1):
        periods = shape.make(random.Random(seed), scale)
        size = size_of(periods)
        exact.append(solved(periods, seed, seconds_per_level))
        greedy.append(swapped(periods, seed, WAITED))
        tell(f"{shape.name} {seed}: {exact[-1].seconds:.1f} s, {greedy[-1].seconds:.1f} s")
    return Compared(shape.name, scale, size, exact, greedy)


def size_of(periods: Periods) -> str:
    """That of the last seed; others differ by what is drawn."""
    first = periods[0]
    seats = sum(site.all_seats for problem in periods for site in problem.sites)
    text = f"{len(first.pupils):,} pupils, {len(first.sites):,} sites, {seats:,} seats"
    if len(periods) > 1:
        text += f" in {len(periods)} periods"
    counts = {
        "minima": sum(site.minimum > 1 for site in first.sites),
        "pairs": len(first.together) + len(first.apart),
        "forbidden": len(first.forbidden),
        "fixed": sum(pupil.fixed is not None for pupil in first.pupils),
    }
    return ", ".join([text, *(f"{count:,} {name}" for name, count in counts.items() if count)])


def solved(periods: Periods, seed: int, seconds_per_level: float) -> Run:
    solutions = [
        solve(problem, seed=seed, seconds_per_level=seconds_per_level) for problem in periods
    ]
    by_level = list(zip(*(solution.levels for solution in solutions), strict=True))
    return Run(
        by_period=[_worth(solution.problem, solution.assigned) for solution in solutions],
        envy=sum(envy_pairs(one.problem, one.assigned) for one in solutions),
        seconds=sum(solution.seconds for solution in solutions),
        bounds=[_bounds(solution) for solution in solutions],
        proven=tuple(all(level.is_proven for level in levels) for levels in by_level),
    )


def _bounds(solution: Solution) -> Worth:
    return tuple(level.bound for level in solution.levels[: len(LEVELS)])


def swapped(periods: Periods, seed: int, seconds: float) -> Run:
    begun, drawn, cost = time.monotonic(), random.Random(seed), Counter[str]()
    answers = [Greedy(problem, drawn, cost).run(seconds) for problem in periods]
    busy = time.monotonic() - begun
    pairs = list(zip(periods, answers, strict=True))
    return Run(
        by_period=[_worth(problem, assigned) for problem, assigned in pairs],
        envy=sum(envy_pairs(problem, assigned) for problem, assigned in pairs),
        seconds=busy,
    )


def _worth(problem: Problem, assigned: Assigned) -> Worth:
    broken = {breach.rule for breach in breaches(problem, assigned)}
    # Where somebody is fixed, greedy-and-swap may leave a site below its minimum.
    if broken - {"minimum"}:
        raise AssertionError(broken)
    return tuple(objective_of(problem, assigned, 0))[: len(LEVELS)]


def envy_pairs(problem: Problem, assigned: Assigned) -> int:
    """Pairs of one konsentrasi who would both rather have the other's site."""
    at: dict[tuple[str, str], list[str]] = defaultdict(list)
    for pupil in problem.pupils:
        if pupil.id in assigned and not pupil.fixed:
            at[assigned[pupil.id], pupil.concentration].append(pupil.id)
    found = 0
    for pupil in problem.pupils:
        if pupil.id in assigned and not pupil.fixed:
            own = assigned[pupil.id]
            for site in _preferred(problem, assigned, pupil.id):
                found += sum(
                    own in _preferred(problem, assigned, other)
                    for other in at[site, pupil.concentration]
                )
    return found // 2


def _preferred(problem: Problem, assigned: Assigned, pupil_id: str) -> tuple[str, ...]:
    pupil = problem.pupil_by_id[pupil_id]
    rank = pupil.ranks.get(assigned[pupil_id])
    return pupil.choices if rank is None else pupil.choices[: rank - 1]
