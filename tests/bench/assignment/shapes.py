"""Generators: the same problem for the same seed, whatever the machine."""

import math
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from partnerships.placements.assignment.problem import Place, Problem, Pupil, Site
from tests.placements.assignment import instances

Periods = list[Problem]
"""One problem a period; most shapes have one."""


@dataclass(frozen=True)
class Shape:
    """`most_seeds`: where a run takes too long for as many as are asked for."""

    name: str
    make: Callable[[random.Random, float], Periods]
    most_seeds: int = 1000


def osis(drawn: random.Random, scale: float) -> Periods:
    """The numbers of osis-internship's own test: 30 students, 7 periods, 26 specialities, 10 hosts.

    Who does which speciality when is drawn, so that each period is a problem of its own: in the
    first one of 20 free choices, in the others the 6 mandatory ones in an order of their own.
    """
    homes = [instances.near(drawn, 0.1) for _ in range(30)]
    hosts = [instances.near(drawn, 0.1) for _ in range(10)]
    popular = [drawn.paretovariate(1.5) for _ in hosts]
    free = [f"bebas-{n}" for n in range(20)]
    orders = [[drawn.choice(free), *drawn.sample(MANDATORY, 6)] for _ in homes]
    return [
        Problem(
            pupils=tuple(
                Pupil(f"s{n}", order[period], _four(drawn, popular), home)
                for n, (order, home) in enumerate(zip(orders, homes, strict=True))
            ),
            sites=tuple(
                Site(f"h{n}", {name: drawn.randint(1, 16) for name in MANDATORY + free}, location)
                for n, location in enumerate(hosts)
            ),
        )
        for period in range(7)
    ]


MANDATORY = [f"wajib-{n}" for n in range(6)]


def _four(drawn: random.Random, popular: list[float]) -> tuple[str, ...]:
    wanted = dict.fromkeys(drawn.choices(range(len(popular)), popular, k=30))
    return tuple(f"h{n}" for n in list(wanted)[:4])


def scarce(drawn: random.Random, scale: float) -> Periods:
    """100 to 110 % of the seats that are needed; a tenth of the sites is wanted by most."""
    names = [f"K{n}" for n in range(4)]
    group = [
        Pupil(f"p{n}", drawn.choice(names), home=instances.near(drawn, 0.1)) for n in range(200)
    ]
    demand = Counter(pupil.concentration for pupil in group)
    places = instances.sites_for(drawn, demand, 60, drawn.uniform(1.0, 1.1))
    places = [replace(site, minimum=0) for site in places]
    return [Problem(tuple(_wanting(drawn, pupil, places) for pupil in group), tuple(places))]


def _wanting(drawn: random.Random, pupil: Pupil, places: list[Site]) -> Pupil:
    takers = [site.id for site in places if pupil.concentration in site.seats]
    weights = [8 if place < len(takers) / 10 else 1 for place in range(len(takers))]
    wanted = dict.fromkeys(drawn.choices(takers, weights, k=12))
    return replace(pupil, choices=tuple(wanted)[:4])


def school(drawn: random.Random, scale: float) -> Periods:
    """300 pupils and 100 sites, with minima, pairs, what is fixed and what is forbidden."""
    return [instances.school(drawn, pupils=round(300 * scale), sites=max(12, round(100 * scale)))]


def province(drawn: random.Random, scale: float) -> Periods:
    """50 schools with 15,000 pupils who share 3,000 sites; three in ten sites want two or three."""
    names = [f"K{n:02}" for n in range(max(4, round(40 * math.sqrt(scale))))]
    towns = [(drawn.uniform(-7, -5.9), drawn.uniform(105.2, 107)) for _ in range(12)]
    weight = {name: 1 / math.sqrt(place + 1) for place, name in enumerate(names)}
    group = []
    for number in range(max(2, round(50 * scale))):
        town, own = drawn.choice(towns), drawn.sample(names, min(5, len(names)))
        taught = drawn.choices(own, [weight[name] for name in own], k=300)
        group += [
            Pupil(f"{number}-{n}", name, home=_around(drawn, town, 0.08))
            for n, name in enumerate(taught)
        ]
    places = _shared(drawn, Counter(p.concentration for p in group), towns, round(3000 * scale))
    by_name = {name: [site for site in places if name in site.seats] for name in names}
    popular = {site.id: drawn.paretovariate(1.2) for site in places}
    return [
        Problem(tuple(_choosing(drawn, pupil, by_name, popular) for pupil in group), tuple(places))
    ]


def _around(drawn: random.Random, town: Place, degrees: float) -> Place:
    return (
        round(town[0] + drawn.gauss(0, degrees), 5),
        round(town[1] + drawn.gauss(0, degrees), 5),
    )


def _shared(
    drawn: random.Random, demand: Counter[str], towns: list[Place], count: int
) -> list[Site]:
    places = [
        Site(site.id, site.seats, _around(drawn, drawn.choice(towns), 0.12))
        for site in instances.sites_for(drawn, demand, count, 1.12)
    ]
    return [
        replace(site, minimum=drawn.choice((2, 2, 3)) if drawn.random() < 0.3 else 0)
        for site in places
    ]


def _choosing(
    drawn: random.Random,
    pupil: Pupil,
    by_name: dict[str, list[Site]],
    popular: dict[str, float],
) -> Pupil:
    """Up to five sites, the nearer and the more popular the likelier."""
    takers = by_name[pupil.concentration]
    if not takers or pupil.home is None:
        return pupil
    weights = [
        popular[site.id] / (0.03 + math.dist(site.location or pupil.home, pupil.home)) ** 2
        for site in takers
    ]
    wanted = dict.fromkeys(site.id for site in drawn.choices(takers, weights, k=12))
    return replace(pupil, choices=tuple(wanted)[: drawn.randint(3, 5)])


SHAPES = (
    Shape("osis", osis),
    Shape("scarce", scarce),
    Shape("school", school),
    Shape("province", province, most_seeds=3),
)
