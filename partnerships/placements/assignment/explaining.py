"""Why a pupil did not get a choice that would have been better, told from the assignment.

What is told is data; `sentences` has the words.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from partnerships.placements.assignment.problem import Problem, Pupil, Site
from partnerships.placements.assignment.scoring import Assigned
from partnerships.placements.assignment.solving import SECONDS_PER_LEVEL, Solution, solve
from partnerships.placements.assignment.units import Unit, units_of


class Why(StrEnum):
    """In the order in which they are looked for: the first that holds is told."""

    FIXED = "fixed"
    FORBIDDEN = "forbidden"
    NO_SEATS = "no_seats"
    TOGETHER = "together"
    APART = "apart"
    FULL = "full"
    MINIMUM = "minimum"
    LEAVING = "leaving"
    PARTNER = "partner"
    NOT_FINISHED = "not_finished"


class Claim(StrEnum):
    """What the claim to a seat rests on, beside that of a pupil who would have liked it too."""

    FIXED = "fixed"
    KEPT = "kept"
    HIGHER = "higher"
    EQUAL = "equal"
    LOWER = "lower"


@dataclass(frozen=True)
class Holder:
    """Who has a seat. `rank`: that of the site among the holder's own choices, None outside;
    `is_fixed`: by hand, `is_kept`: not up for assignment, as when only some are assigned anew."""

    pupil: str
    rank: int | None
    is_fixed: bool
    is_kept: bool = False

    def claim(self, rank: int) -> Claim:
        """Beside one who has the site at this rank."""
        if self.is_kept or self.is_fixed:
            return Claim.KEPT if self.is_kept else Claim.FIXED
        if self.rank is None or self.rank > rank:
            return Claim.LOWER
        return Claim.EQUAL if self.rank == rank else Claim.HIGHER


@dataclass(frozen=True)
class Reason:
    """`others`: the pupils together or apart with whom it does not go; `lacking`: how many pupils
    a minimum is short of, the one who asks counted as come, or as gone."""

    why: Why
    holders: tuple[Holder, ...] = ()
    others: tuple[str, ...] = ()
    lacking: int = 0


@dataclass(frozen=True)
class Better:
    """A choice that the pupil ranked higher than what it got."""

    site: str
    rank: int
    reason: Reason

    @property
    def claims(self) -> Counter[Claim]:
        """How many holders have which claim."""
        return Counter(holder.claim(self.rank) for holder in self.reason.holders)


@dataclass(frozen=True)
class Explanation:
    """`rank`: None for outside the choices and for unplaced, which `site` tells apart."""

    pupil: str
    site: str | None
    rank: int | None
    better: tuple[Better, ...]


def explained(problem: Problem, assigned: Assigned) -> dict[str, Explanation]:
    """For every pupil, whatever the assignment comes from: the solver, or a hand."""
    class_list = _Seating(problem, assigned)
    return {pupil.id: class_list.explanation(pupil) for pupil in problem.pupils}


def if_fixed(
    solution: Solution, pupil: str, site: str, *, seconds_per_level: float = SECONDS_PER_LEVEL
) -> Solution:
    """The best that is left if this pupil is given this site; its objective tells what that costs.

    Raises BrokenInputError where it cannot be.
    """
    problem = solution.problem
    pupils = tuple(replace(one, fixed=site) if one.id == pupil else one for one in problem.pupils)
    return solve(
        replace(problem, pupils=pupils), seed=solution.seed, seconds_per_level=seconds_per_level
    )


class _Seating:
    """Who sits where, looked up in every way that a reason needs."""

    def __init__(self, problem: Problem, assigned: Assigned) -> None:
        self.problem = problem
        self.assigned = assigned

    @cached_property
    def unit_of(self) -> dict[str, Unit]:
        return {pupil.id: unit for unit in units_of(self.problem) for pupil in unit.members}

    @cached_property
    def at(self) -> Mapping[tuple[str, str], list[Pupil]]:
        """By site and konsentrasi."""
        found: dict[tuple[str, str], list[Pupil]] = defaultdict(list)
        for pupil in self.problem.pupils:
            if pupil.id in self.assigned:
                found[self.assigned[pupil.id], pupil.concentration].append(pupil)
        return found

    @cached_property
    def load(self) -> Counter[str]:
        return Counter(self.assigned.values())

    @cached_property
    def apart_from(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for one, other in self.problem.apart:
            found[one].add(other)
            found[other].add(one)
        return found

    def explanation(self, pupil: Pupil) -> Explanation:
        site = self.assigned.get(pupil.id)
        rank = pupil.ranks.get(site) if site else None
        better = tuple(
            Better(choice, place, self._reason(pupil, self.problem.site_by_id[choice]))
            for choice, place in pupil.ranks.items()
            if rank is None or place < rank
        )
        return Explanation(pupil.id, site, rank, better)

    def _reason(self, pupil: Pupil, site: Site) -> Reason:
        unit = self.unit_of[pupil.id]
        return (
            self._by_rule(pupil, site)
            or self._by_pairs(pupil, unit, site)
            or self._by_seats(pupil, unit, site)
            or self._by_minima(pupil, unit, site)
            or self._by_partners(pupil, unit)
        )

    def _by_rule(self, pupil: Pupil, site: Site) -> Reason | None:
        if pupil.fixed:
            return Reason(Why.FIXED)
        if self.problem.is_barred(pupil.id, site.id):
            return Reason(Why.FORBIDDEN)
        if not site.seats.get(pupil.concentration, 0):
            return Reason(Why.NO_SEATS)
        return None

    def _by_pairs(self, pupil: Pupil, unit: Unit, site: Site) -> Reason | None:
        members = {member.id for member in unit.members}
        hindered = tuple(
            other.id
            for other in unit.members
            if other.id != pupil.id and self._cannot_come(other, unit, site)
        )
        if hindered:
            return Reason(Why.TOGETHER, others=hindered)
        torn = {other for member in members for other in self.apart_from[member]}
        if torn & members:
            return Reason(Why.APART, others=tuple(sorted(torn & members)))
        met = sorted(other for other in torn if self.assigned.get(other) == site.id)
        return Reason(Why.APART, others=tuple(met)) if met else None

    def _cannot_come(self, other: Pupil, unit: Unit, site: Site) -> bool:
        return (
            (other.fixed is not None and other.fixed != site.id)
            or self.problem.is_barred(other.id, site.id)
            or site.seats.get(other.concentration, 0) < unit.needs[other.concentration]
        )

    def _by_seats(self, pupil: Pupil, unit: Unit, site: Site) -> Reason | None:
        """The own konsentrasi first; then that of a partner, who would have no seat, as where one
        seat is left for two."""
        order = sorted(unit.needs, key=lambda name: (name != pupil.concentration, name))
        for concentration in order:
            there = self.at[site.id, concentration]
            if len(there) + unit.needs[concentration] > site.seats.get(concentration, 0):
                holders = tuple(_holder(other, site) for other in there)
                is_full = len(there) >= site.seats.get(concentration, 0)
                if is_full and concentration == pupil.concentration:
                    return Reason(Why.FULL, holders)
                return Reason(Why.TOGETHER, holders, _others(pupil, unit))
        return None

    def _by_minima(self, pupil: Pupil, unit: Unit, site: Site) -> Reason | None:
        lacking = site.minimum - self.load[site.id] - unit.size
        if lacking > 0:
            return Reason(Why.MINIMUM, lacking=lacking)
        if own := self.assigned.get(pupil.id):
            left = self.load[own] - unit.size
            lacking = self.problem.site_by_id[own].minimum - left
            if left > 0 and lacking > 0:
                return Reason(Why.LEAVING, lacking=lacking)
        return None

    def _by_partners(self, pupil: Pupil, unit: Unit) -> Reason:
        """A seat is free, and yet: better for one of a pair may be worse for the other."""
        if others := _others(pupil, unit):
            return Reason(Why.PARTNER, others=others)
        return Reason(Why.NOT_FINISHED)


def _holder(pupil: Pupil, site: Site) -> Holder:
    return Holder(pupil.id, pupil.ranks.get(site.id), pupil.fixed is not None)


def _others(pupil: Pupil, unit: Unit) -> tuple[str, ...]:
    return tuple(member.id for member in unit.members if member.id != pupil.id)
