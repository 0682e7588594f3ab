"""The problem in numbers: units, sites and what goes with what, as the solver's columns need it."""

from collections import defaultdict
from functools import cached_property
from typing import NamedTuple

from partnerships.placements.assignment.legs import leg_tenths
from partnerships.placements.assignment.lots import NOWHERE, lot
from partnerships.placements.assignment.problem import Problem
from partnerships.placements.assignment.units import Unit, units_of


class Worth(NamedTuple):
    """What a unit at a site adds to the levels: pupils outside, their ranks, the worst of these."""

    outside: int
    worst: int
    ranks: int


class Facts:
    """`may_grow`: whether sites may be given more seats for the konsentrasi that they take."""

    def __init__(self, problem: Problem, seed: int, *, may_grow: bool = False) -> None:
        self.problem = problem
        self.seed = seed
        self.may_grow = may_grow
        self.units = units_of(problem)
        self.sites = problem.sites
        self.number_of_site = {site.id: number for number, site in enumerate(self.sites)}
        self.unit_of = {
            pupil.id: number for number, unit in enumerate(self.units) for pupil in unit.members
        }

    @cached_property
    def sites_for(self) -> dict[str, list[int]]:
        """The sites with seats for a konsentrasi, without those that cannot reach their minimum."""
        numbers: dict[str, list[int]] = defaultdict(list)
        for number, site in enumerate(self.sites):
            if self.may_grow or site.all_seats >= site.minimum:
                for concentration, seats in site.seats.items():
                    if seats:
                        numbers[concentration].append(number)
        return numbers

    @cached_property
    def takers(self) -> dict[str, frozenset[str]]:
        """The ids of `sites_for`."""
        return {
            concentration: frozenset(self.sites[number].id for number in numbers)
            for concentration, numbers in self.sites_for.items()
        }

    @cached_property
    def concentrations(self) -> list[str]:
        return sorted({pupil.concentration for pupil in self.problem.pupils})

    @cached_property
    def apart(self) -> list[tuple[int, int]]:
        """Pairs of units that must not meet, each once; a unit within itself as itself twice."""
        pairs = {
            tuple(sorted((self.unit_of[one], self.unit_of[other])))
            for one, other in self.problem.apart
        }
        return sorted(pairs)  # type: ignore[arg-type]  # sorted() forgets that there are two

    @cached_property
    def is_torn(self) -> set[int]:
        """Units of pupils who must not meet: they have no site at all."""
        return {one for one, other in self.apart if one == other}

    @cached_property
    def is_bound(self) -> set[int]:
        """Units whose columns stand alone: of several, apart from others, or fixed."""
        bound = {number for pair in self.apart for number in pair}
        return bound | {n for n, unit in enumerate(self.units) if unit.size > 1 or unit.fixed}

    @cached_property
    def held(self) -> dict[int, int]:
        """How many pupils are fixed at a site, by its number."""
        counts: dict[int, int] = defaultdict(int)
        for unit in self.units:
            if unit.fixed:
                counts[self.number_of_site[unit.fixed]] += unit.size
        return counts

    @cached_property
    def has_switch(self) -> set[int]:
        """Sites that are open or closed: nobody is fixed there, and one alone would be too few."""
        return {
            number
            for number, site in enumerate(self.sites)
            if site.minimum > 1 and number not in self.held
        }

    def options(self, number: int) -> list[int]:
        """Where the unit can go as far as its own needs are concerned."""
        unit = self.units[number]
        if unit.fixed:
            return [self.number_of_site[unit.fixed]]
        if number in self.is_torn:
            return []
        nearest = self.sites_for.get(unit.members[0].concentration, [])
        return [site for site in nearest if self._takes(site, unit)]

    def _takes(self, site_number: int, unit: Unit) -> bool:
        site = self.sites[site_number]
        return all(
            site.seats.get(concentration, 0) >= (1 if self.may_grow else need)
            for concentration, need in unit.needs.items()
        ) and not any(self.problem.is_barred(pupil.id, site.id) for pupil in unit.members)

    def worth(self, unit: Unit, site_number: int) -> Worth:
        site = self.sites[site_number].id
        ranks = [rank for pupil in unit.members if (rank := pupil.ranks.get(site))]
        return Worth(unit.size - len(ranks), max(ranks, default=0), sum(ranks))

    def tenths(self, unit: Unit, site_number: int) -> int:
        location = self.sites[site_number].location
        return sum(leg_tenths(pupil.home, location) for pupil in unit.members)

    def lots(self, unit: Unit, site_number: int | None) -> int:
        site = NOWHERE if site_number is None else self.sites[site_number].id
        return sum(lot(self.seed, pupil.id, site) for pupil in unit.members)
