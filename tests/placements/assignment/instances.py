"""Made-up problems from a generator of random numbers: the same in every run of one seed."""

import math
import random
from collections import Counter
from dataclasses import replace

from partnerships.placements.assignment.problem import Place, Problem, Pupil, Site

TOWNS = ((-6.36, 106.25), (-6.11, 106.15), (-6.02, 106.05), (-6.56, 106.42))


def school(
    drawn: random.Random, *, pupils: int, sites: int, konsentrasi: int = 8, spare: float = 1.1
) -> Problem:
    """One school: pairs, minima, what is fixed and what is forbidden, a few of each.

    `spare`: seats for each pupil of a konsentrasi.
    """
    names = [f"K{number}" for number in range(konsentrasi)]
    group = [
        Pupil(f"P{number:03}", drawn.choice(names), home=near(drawn, 0.1))
        for number in range(pupils)
    ]
    places = sites_for(drawn, Counter(pupil.concentration for pupil in group), sites, spare)
    group = settled(drawn, [choosing(drawn, pupil, places) for pupil in group], places)
    ids = [pupil.id for pupil in group if not pupil.fixed]
    forbidden = {(drawn.choice(ids), drawn.choice(places).id) for _ in range(pupils // 3)}
    return Problem(
        pupils=tuple(group),
        sites=tuple(places),
        together=pairs(drawn, group, pupils // 30, is_same=True),
        apart=pairs(drawn, group, pupils // 30, is_same=False),
        forbidden=tuple(sorted(forbidden)),
    )


def near(drawn: random.Random, degrees: float) -> Place | None:
    if drawn.random() < 0.05:
        return None
    latitude, longitude = drawn.choice(TOWNS)
    return (
        round(latitude + drawn.gauss(0, degrees), 5),
        round(longitude + drawn.gauss(0, degrees), 5),
    )


def sites_for(drawn: random.Random, demand: Counter[str], count: int, spare: float) -> list[Site]:
    names = sorted(demand)
    seats = [
        dict.fromkeys(drawn.sample(names, min(len(names), drawn.choice((1, 1, 2, 3)))), 1)
        for _ in range(count)
    ]
    for name in names:
        takers = [one for one in seats if name in one]
        for _ in range(math.ceil(demand[name] * spare) - len(takers)):
            drawn.choice(takers or seats).setdefault(name, 0)
            chosen = drawn.choice([one for one in seats if name in one])
            chosen[name] += 1
    return [
        Site(
            id=f"S{number:03}",
            location=near(drawn, 0.12),
            seats=one,
            minimum=min(sum(one.values()), drawn.choice((0, 0, 1, 2, 2, 3))),
        )
        for number, one in enumerate(seats)
    ]


def choosing(drawn: random.Random, pupil: Pupil, places: list[Site]) -> Pupil:
    """Up to five of the sites for the konsentrasi, the first ones of the list the most wanted."""
    takers = [site.id for site in places if pupil.concentration in site.seats]
    weights = [1 / (place + 1) for place in range(len(takers))]
    wanted = dict.fromkeys(drawn.choices(takers, weights, k=9)) if takers else {}
    return Pupil(
        id=pupil.id,
        concentration=pupil.concentration,
        choices=tuple(wanted)[: drawn.randint(2, 5)],
        home=pupil.home,
    )


def settled(drawn: random.Random, pupils: list[Pupil], places: list[Site]) -> list[Pupil]:
    """One in a hundred has a seat by hand, each at a site of its own."""
    free = {site.id: site for site in places if site.all_seats >= site.minimum}
    found = []
    for pupil in pupils:
        takers = [one for one in free if free[one].seats.get(pupil.concentration, 0)]
        if takers and drawn.random() < 0.01:
            pupil = replace(pupil, fixed=drawn.choice(takers))
            del free[str(pupil.fixed)]
        found.append(pupil)
    return found


def pairs(
    drawn: random.Random, pupils: list[Pupil], count: int, *, is_same: bool
) -> tuple[tuple[str, str], ...]:
    """Of one konsentrasi if they go together, nobody in two pairs, nobody who is fixed."""
    free = [pupil for pupil in pupils if not pupil.fixed]
    drawn.shuffle(free)
    found: list[tuple[str, str]] = []
    while len(found) < count and len(free) > 1:
        one = free.pop()
        others = [
            p for p in free if (p.concentration == one.concentration) == is_same or not is_same
        ]
        if others:
            free.remove(others[0])
            found.append((one.id, others[0].id))
    return tuple(found)
