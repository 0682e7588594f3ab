"""What an assignment is worth and whether it keeps the rules, told from the assignment alone.

Nothing here knows of the solver: its answers are checked by this.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from partnerships.placements.assignment.legs import leg_tenths
from partnerships.placements.assignment.lots import NOWHERE, lot
from partnerships.placements.assignment.problem import Problem

Assigned = Mapping[str, str]
"""The site of each pupil who has one, by ids."""


class Objective(NamedTuple):
    """Levels in the order of their weight: each counts only among equals at those before.

    `outside`: placed anywhere that is not among the own choices. Ranks run over the others, 0 where
    there is none. `tenths`: ten to a kilometre. `lots`: only there so that one answer is left.
    """

    unplaced: int
    outside: int
    worst_rank: int
    sum_rank: int
    tenths: int
    lots: int


def objective_of(problem: Problem, assigned: Assigned, seed: int) -> Objective:
    unplaced = outside = tenths = lots = 0
    ranks = []
    for pupil in problem.pupils:
        site = assigned.get(pupil.id)
        lots += lot(seed, pupil.id, site or NOWHERE)
        if site is None:
            unplaced += 1
            continue
        tenths += leg_tenths(pupil.home, problem.site_by_id[site].location)
        if rank := pupil.ranks.get(site):
            ranks.append(rank)
        else:
            outside += 1
    return Objective(unplaced, outside, max(ranks, default=0), sum(ranks), tenths, lots)


class Breach(NamedTuple):
    """`who`: ids of the pupils, or of the site, that the rule is about."""

    rule: str
    who: tuple[str, ...]


def breaches(problem: Problem, assigned: Assigned) -> Iterator[Breach]:
    """Every rule that the assignment breaks; none for an answer of the solver."""
    for pupil in problem.pupils:
        if pupil.fixed and assigned.get(pupil.id) != pupil.fixed:
            yield Breach("fixed", (pupil.id, pupil.fixed))
    for pupil_id, site in problem.forbidden:
        if assigned.get(pupil_id) == site:
            yield Breach("forbidden", (pupil_id, site))
    yield from _breaches_of_pairs(problem, assigned)
    yield from _breaches_of_sites(problem, assigned)


def _breaches_of_pairs(problem: Problem, assigned: Assigned) -> Iterator[Breach]:
    for one, other in problem.together:
        if assigned.get(one) != assigned.get(other):
            yield Breach("together", (one, other))
    for one, other in problem.apart:
        if one in assigned and assigned[one] == assigned.get(other):
            yield Breach("apart", (one, other))


def _breaches_of_sites(problem: Problem, assigned: Assigned) -> Iterator[Breach]:
    taken = Counter(
        (site, problem.pupil_by_id[pupil].concentration) for pupil, site in assigned.items()
    )
    for (site, concentration), count in taken.items():
        if count > problem.site_by_id[site].seats.get(concentration, 0):
            yield Breach("seats", (site, concentration))
    for site, count in Counter(assigned.values()).items():
        if count < problem.site_by_id[site].minimum:
            yield Breach("minimum", (site,))
