"""All assignments of a small problem, tried one by one: the definitions once more, naively."""

from itertools import product
from math import asin, cos, radians, sin, sqrt

from partnerships.placements.assignment.lots import lot
from partnerships.placements.assignment.problem import Problem, Pupil, Site

Choice = dict[str, str | None]
"""The site of each pupil, None for unplaced."""


def best(problem: Problem, seed: int) -> list[tuple[tuple[int, ...], Choice]]:
    """Those that are best at all levels, with their worth; empty where the rules leave none."""
    worths = [(worth(problem, choice, seed), choice) for choice in allowed(problem)]
    least = min((one for one, _ in worths), default=())
    return [(one, choice) for one, choice in worths if one == least]


def allowed(problem: Problem) -> list[Choice]:
    names = [pupil.id for pupil in problem.pupils]
    places = [site.id for site in problem.sites]
    every = (
        dict(zip(names, chosen, strict=True))
        for chosen in product([*places, None], repeat=len(names))
    )
    return [choice for choice in every if keeps_rules(problem, choice)]


def keeps_rules(problem: Problem, choice: Choice) -> bool:
    return (
        all(choice[one] == choice[other] for one, other in problem.together)
        and not any(choice[a] is not None and choice[a] == choice[b] for a, b in problem.apart)
        and not any(choice[pupil] == site for pupil, site in problem.forbidden)
        and all(p.fixed is None or choice[p.id] == p.fixed for p in problem.pupils)
        and all(fits(site, at(problem, choice, site)) for site in problem.sites)
    )


def at(problem: Problem, choice: Choice, site: Site) -> list[Pupil]:
    return [pupil for pupil in problem.pupils if choice[pupil.id] == site.id]


def fits(site: Site, pupils: list[Pupil]) -> bool:
    of_each = {pupil.concentration for pupil in pupils}
    return (not pupils or len(pupils) >= site.minimum) and all(
        sum(pupil.concentration == one for pupil in pupils) <= site.seats.get(one, 0)
        for one in of_each
    )


def worth(problem: Problem, choice: Choice, seed: int) -> tuple[int, ...]:
    locations = {site.id: site.location for site in problem.sites}
    inside = [
        pupil.choices.index(choice[pupil.id]) + 1
        for pupil in problem.pupils
        if choice[pupil.id] in pupil.choices
    ]
    unplaced = list(choice.values()).count(None)
    return (
        unplaced,
        len(problem.pupils) - unplaced - len(inside),
        max(inside, default=0),
        sum(inside),
        sum(tenths(p.home, locations.get(choice[p.id])) for p in problem.pupils),
        sum(lot(seed, name, site or "") for name, site in choice.items()),
    )


def tenths(home: tuple[float, float] | None, place: tuple[float, float] | None) -> int:
    if home is None or place is None:
        return 0
    (lat1, lon1), (lat2, lon2) = [[radians(x) for x in point] for point in (home, place)]
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return round(round(2 * 6371.0088 * asin(sqrt(half)), 1) * 10)
