"""What is in the way of placing all, and the fewest seats that help."""

from collections import Counter
from dataclasses import replace
from itertools import combinations_with_replacement
from typing import Any

from hypothesis import assume, event, given, settings

from partnerships.placements.assignment.checking import check
from partnerships.placements.assignment.problem import BrokenInputError, Problem, Pupil, Site
from partnerships.placements.assignment.sentences import for_school
from partnerships.placements.assignment.shortage import Crowd, Extra, Shortage, shortage_of
from partnerships.placements.assignment.solving import solve
from tests.placements.assignment.strategies import problems


def found(pupils: list[Pupil], sites: list[Site], **rules: Any) -> Shortage:
    shortage = shortage_of(solve(Problem(tuple(pupils), tuple(sites), **rules)))
    assert shortage is not None
    assert shortage.is_proven
    return shortage


def pupils(count: int, konsentrasi: str = "TKR", *choices: str) -> list[Pupil]:
    return [Pupil(f"{konsentrasi}{n}", konsentrasi, choices) for n in range(count)]


def test_all_placed_is_no_shortage() -> None:
    assert shortage_of(solve(Problem(tuple(pupils(2)), (Site("x", {"TKR": 2}),)))) is None


def test_crowd_is_named_with_its_sites_and_what_would_help() -> None:
    group = [*pupils(4, "TKR", "y"), *pupils(1, "TKJ")]
    sites = [Site("x", {"TKR": 1, "TKJ": 5}), Site("y", {"TKR": 1}), Site("z", {"TKJ": 1})]
    shortage = found(group, sites)
    (crowd,) = shortage.crowds
    assert crowd == Crowd("TKR", crowd.pupils, crowd.sites, 2)
    assert set(crowd.pupils) == {"TKR0", "TKR1", "TKR2", "TKR3"}
    assert set(crowd.sites) == {"x", "y"}
    assert shortage.without == {}
    assert shortage.remaining == ()
    assert sum(extra.seats for extra in shortage.extra) == 2
    assert shortage.extra == (Extra("y", "TKR", 2),)
    names = ", ".join(crowd.sites).upper()
    assert for_school(shortage, str.upper, str) == [
        "2 siswa belum memperoleh tempat.",
        f"4 siswa TKR hanya dapat ditempatkan di {names}, yang menyediakan 2 kursi.",
        "Paling sedikit 2 kursi tambahan diperlukan, misalnya 2 kursi TKR di Y.",
    ]


def test_konsentrasi_that_nobody_takes_cannot_be_helped_by_seats() -> None:
    shortage = found(pupils(2, "BUSANA"), [Site("x", {"TKR": 9})])
    assert shortage.crowds == (Crowd("BUSANA", shortage.crowds[0].pupils, (), 0),)
    assert shortage.extra == ()
    assert len(shortage.remaining) == 2
    assert for_school(shortage, str, str)[1:] == [
        "2 siswa BUSANA tidak dapat ditempatkan di mana pun.",
        "2 siswa tetap belum memperoleh tempat, berapa pun kursi ditambah.",
    ]


def test_minimum_in_the_way_is_told_and_no_crowd() -> None:
    shortage = found(pupils(2), [Site("x", {"TKR": 4}, minimum=3)])
    assert shortage.crowds == ()
    assert shortage.without == {"minimum": 0}
    assert len(shortage.remaining) == 2
    assert "Tanpa ketentuan jumlah minimum tiap tempat" in for_school(shortage, str, str)[1]


def test_one_seat_may_open_a_site_for_two() -> None:
    shortage = found(pupils(2), [Site("x", {"TKR": 1}, minimum=2)])
    assert shortage.extra == (Extra("x", "TKR", 1),)
    assert shortage.without == {"minimum": 1}


def test_pairs_and_forbidden_places_in_the_way() -> None:
    two = pupils(2)
    apart = found(two, [Site("x", {"TKR": 2})], apart=(("TKR0", "TKR1"),))
    assert apart.without == {"pairs": 0}
    assert len(apart.remaining) == 1
    barred = found(two, [Site("x", {"TKR": 2})], forbidden=(("TKR0", "x"),))
    assert barred.without == {"forbidden": 0}
    assert barred.remaining == ("TKR0",)
    settled = [replace(two[0], fixed="x"), two[1]]
    sites = [Site("x", {"TKR": 1}), Site("y", {"TKR": 1})]
    fixed = found(settled, sites, forbidden=(("TKR1", "y"),))
    assert fixed.without == {"forbidden": 0, "fixed": 0}
    assert fixed.extra == (Extra("x", "TKR", 1),)


@settings(max_examples=60)
@given(problem=problems())
def test_no_smaller_number_of_seats_would_do(problem: Problem) -> None:
    try:
        check(problem)
        solution = solve(problem)
    except BrokenInputError:
        assume(False)
    shortage = shortage_of(solution)
    if shortage is None:
        return
    event(f"{shortage.seats} seats")
    grown = with_seats(
        problem, Counter({(e.site, e.concentration): e.seats for e in shortage.extra})
    )
    assert len(solve(grown).unplaced) == len(shortage.remaining)
    for crowd in shortage.crowds:
        assert len(crowd.pupils) > crowd.seats
    taken = [(site.id, name) for site in problem.sites for name, n in site.seats.items() if n]
    if 0 < shortage.seats <= 2:
        for fewer in combinations_with_replacement(taken, shortage.seats - 1):
            other = solve(with_seats(problem, Counter(fewer)))
            assert len(other.unplaced) > len(shortage.remaining)


def with_seats(problem: Problem, extra: Counter[tuple[str, str]]) -> Problem:
    sites = tuple(
        replace(site, seats={name: n + extra[site.id, name] for name, n in site.seats.items()})
        for site in problem.sites
    )
    return replace(problem, sites=sites)
