"""Greedy-and-swap: our own re-implementation of the method of osis-internship, from a description.

Period by period: what is fixed first; then pupils in random order, those with most cost so far
first. Each takes the first of its choices that has a place, else any other place of the konsentrasi
(imposed, cost 10), else none (cost 1000). Afterwards swaps: a pupil who was imposed takes the place
of a favoured one at a site that the first had chosen. It stops when a whole round brings no swap;
as described, it would go on waiting until the time limit has passed since the last swap.

Added, so that its answers keep the rules: pupils who go together are placed at once, nobody goes
where it is forbidden or beside whom it must not meet, and sites below their minimum are emptied and
their pupils placed again. Seats are looked up, not scanned for: the original would be slower.
"""

import random
import time
from collections import Counter, defaultdict

from partnerships.placements.assignment.problem import Problem, Pupil
from partnerships.placements.assignment.units import Unit, units_of

IMPOSED, NOWHERE = 10, 1000
FAVOURED = 10
Cost = Counter[str]


class Greedy:
    """One period. `cost`: of the pupils so far, to which that of this period is added."""

    def __init__(self, problem: Problem, drawn: random.Random, cost: Cost) -> None:
        self.problem = problem
        self.drawn = drawn
        self.cost = cost
        self.site: dict[str, str] = {}
        self.taken: Counter[tuple[str, str]] = Counter()
        self.closed: set[str] = set()
        self.apart: dict[str, set[str]] = defaultdict(set)
        for one, other in problem.apart:
            self.apart[one].add(other)
            self.apart[other].add(one)
        self.takers: dict[str, list[str]] = defaultdict(list)
        for site in problem.sites:
            for name, seats in site.seats.items():
                if seats:
                    self.takers[name].append(site.id)

    def run(self, seconds: float) -> dict[str, str]:
        deadline = time.monotonic() + seconds
        units = units_of(self.problem)
        for unit in units:
            if unit.fixed:
                self._seat(unit, unit.fixed)
        waiting = [unit for unit in units if not unit.fixed]
        self.drawn.shuffle(waiting)
        waiting.sort(key=lambda unit: -max(self.cost[pupil.id] for pupil in unit.members))
        for unit in waiting:
            self._place(unit)
        self._keep_minima(waiting)
        for pupil in self.problem.pupils:
            self.cost[pupil.id] += self._cost(pupil)
        singles = [unit.members[0] for unit in waiting if unit.size == 1]
        while self._swap(singles, deadline) and time.monotonic() < deadline:
            continue
        return self.site

    def _cost(self, pupil: Pupil) -> int:
        site = self.site.get(pupil.id)
        if site is None:
            return NOWHERE
        return pupil.ranks[site] - 1 if site in pupil.ranks else IMPOSED

    def _place(self, unit: Unit) -> None:
        wanted = dict.fromkeys(site for pupil in unit.members for site in pupil.choices)
        if site := next((site for site in wanted if self._fits(unit, site)), None):
            self._seat(unit, site)
            return
        others = [
            site
            for site in self.takers[unit.members[0].concentration]
            if site not in wanted and self._fits(unit, site)
        ]
        if others:
            self._seat(unit, self.drawn.choice(others))

    def _fits(self, unit: Unit, site: str) -> bool:
        seats = self.problem.site_by_id[site].seats
        return (
            site not in self.closed
            and all(
                self.taken[site, name] + need <= seats.get(name, 0)
                for name, need in unit.needs.items()
            )
            and all(self._may(pupil, site, unit) for pupil in unit.members)
        )

    def _may(self, pupil: Pupil, site: str, unit: Unit) -> bool:
        return not self.problem.is_barred(pupil.id, site) and not any(
            self.site.get(other) == site or any(other == member.id for member in unit.members)
            for other in self.apart.get(pupil.id, ())
        )

    def _seat(self, unit: Unit, site: str) -> None:
        for pupil in unit.members:
            self.site[pupil.id] = site
            self.taken[site, pupil.concentration] += 1

    def _keep_minima(self, units: list[Unit]) -> None:
        """Empties sites below their minimum, the smallest first, until there is none."""
        while True:
            load = Counter(self.site.values())
            held = {pupil.fixed for pupil in self.problem.pupils if pupil.fixed}
            lacking = [
                site.id
                for site in self.problem.sites
                if 0 < load[site.id] < site.minimum and site.id not in held
            ]
            if not lacking:
                return
            self._empty(min(lacking, key=lambda site: load[site]), units)

    def _empty(self, site: str, units: list[Unit]) -> None:
        self.closed.add(site)
        gone = [unit for unit in units if self.site.get(unit.members[0].id) == site]
        for unit in gone:
            for pupil in unit.members:
                del self.site[pupil.id]
                self.taken[site, pupil.concentration] -= 1
        for unit in gone:
            self._place(unit)

    def _swap(self, pupils: list[Pupil], deadline: float) -> bool:
        """One round over the disadvantaged; whether anybody was swapped."""
        at: dict[tuple[str, str], list[Pupil]] = defaultdict(list)
        for pupil in pupils:
            if self.cost[pupil.id] < FAVOURED and pupil.id in self.site:
                at[self.site[pupil.id], pupil.concentration].append(pupil)
        has_swapped = False
        for pupil in pupils:
            if time.monotonic() > deadline:
                break
            site = self.site.get(pupil.id)
            if site is not None and site not in pupil.ranks:
                has_swapped = self._swap_one(pupil, at) or has_swapped
        return has_swapped

    def _swap_one(self, pupil: Pupil, at: dict[tuple[str, str], list[Pupil]]) -> bool:
        for site in pupil.choices:
            favoured = at[site, pupil.concentration]
            for other in favoured:
                if self._may_swap(pupil, other):
                    favoured.remove(other)
                    self._exchange(pupil, other)
                    return True
        return False

    def _may_swap(self, pupil: Pupil, other: Pupil) -> bool:
        """Only where the favoured one does not become worse off than the other was."""
        site, own = self.site[other.id], self.site[pupil.id]
        after = (
            self.cost[other.id]
            - self._cost(other)
            + (other.ranks[own] - 1 if own in other.ranks else IMPOSED)
        )
        return (
            after < self.cost[pupil.id]
            and self._may(pupil, site, Unit((pupil,)))
            and self._may(other, own, Unit((other,)))
        )

    def _exchange(self, pupil: Pupil, other: Pupil) -> None:
        both = (pupil, other)
        for one in both:
            self.cost[one.id] -= self._cost(one)
        first, second = self.site[pupil.id], self.site[other.id]
        self.site[pupil.id], self.site[other.id] = second, first
        for one in both:
            self.cost[one.id] += self._cost(one)
