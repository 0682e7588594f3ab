"""The solver against trying everything, and at its borders."""

import json
import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from partnerships.placements.assignment.checking import check
from partnerships.placements.assignment.facts import Facts
from partnerships.placements.assignment.greedy import greedy
from partnerships.placements.assignment.problem import BrokenInputError, Problem, Pupil, Site
from partnerships.placements.assignment.scoring import breaches, objective_of
from partnerships.placements.assignment.solving import Solution, solve
from tests.placements.assignment import brute
from tests.placements.assignment.instances import school
from tests.placements.assignment.strategies import problems


@settings(max_examples=400)
@given(problem=problems(), seed=st.integers(0, 3))
def test_solver_finds_what_trying_everything_finds(problem: Problem, seed: int) -> None:
    try:
        check(problem)
    except BrokenInputError:
        assume(False)
    expected = brute.best(problem, seed)
    if not expected:
        event("nothing keeps the rules")
        with pytest.raises(BrokenInputError, match=r"^sites\[\d\].minimum: "):
            solve(problem, seed=seed)
        return
    solution = solve(problem, seed=seed)
    worth, choice = expected[0]
    event(f"unplaced {worth[0]}")
    assert tuple(solution.objective) == worth
    assert [level.value for level in solution.levels] == list(worth)
    assert [level.bound for level in solution.levels] == list(worth)
    assert solution.is_proven
    if len(expected) == 1:
        assert solution.assigned == {name: site for name, site in choice.items() if site}
    assert list(breaches(problem, solution.assigned)) == []


@settings(max_examples=200)
@given(problem=problems(), data=st.data())
def test_rules_and_worth_are_told_as_by_trying_everything(
    problem: Problem, data: st.DataObject
) -> None:
    ids = [site.id for site in problem.sites]
    choice = {pupil.id: data.draw(st.sampled_from([*ids, None])) for pupil in problem.pupils}
    assigned = {name: site for name, site in choice.items() if site}
    assert (next(breaches(problem, assigned), None) is None) == brute.keeps_rules(problem, choice)
    assert tuple(objective_of(problem, assigned, 7)) == brute.worth(problem, choice, 7)


def solved(*pupils: Pupil, sites: list[Site], **rules: Any) -> Solution:
    solution = solve(Problem(pupils, tuple(sites), **rules))
    assert solution.is_proven
    return solution


def test_nobody_and_nowhere_is_solved_at_once() -> None:
    data = solve(Problem((), ())).as_data()
    assert data["assigned"] == {}
    assert data["unplaced"] == []
    assert data["proven"] is True
    worth = {"unplaced": 0, "outside": 0, "worst_rank": 0, "sum_rank": 0, "km": 0.0}
    assert data["objective"] == worth


def test_placing_all_comes_before_choices() -> None:
    both = [Pupil("a", "TKR", ("x",)), Pupil("b", "TKR", ("x", "y"))]
    sites = [Site("x", {"TKR": 1}), Site("y", {"TKR": 1})]
    assert solved(*both, sites=sites).assigned == {"a": "x", "b": "y"}
    alone = solved(*both, sites=sites, forbidden=(("a", "y"), ("b", "y")))
    assert alone.objective[:4] == (1, 0, 1, 1)


def test_worst_rank_comes_before_sum() -> None:
    """2 + 2 + 2 is more than 1 + 1 + 3, and yet nobody shall need a third choice."""
    pupils = [
        Pupil("a", "TKR", ("x", "y")),
        Pupil("b", "TKR", ("y", "z")),
        Pupil("c", "TKR", ("full", "x", "z")),
    ]
    sites = [Site(one, {"TKR": 1}) for one in "xyz"] + [Site("full", {"TKR": 0})]
    assert solved(*pupils, sites=sites).objective[:4] == (0, 0, 2, 6)
    tight = solved(*pupils, sites=sites, forbidden=(("a", "y"),))
    assert tight.objective[:4] == (0, 0, 3, 5)


def test_site_takes_its_minimum_or_nobody() -> None:
    pupils = [Pupil("a", "TKR", ("x", "y")), Pupil("b", "TKJ", ("y",)), Pupil("c", "TKR", ("y",))]
    sites = [Site("x", {"TKR": 5}, minimum=2), Site("y", {"TKR": 5, "TKJ": 5}, minimum=3)]
    assert set(solved(*pupils, sites=sites).assigned.values()) == {"y"}
    two = solved(*pupils[:2], sites=sites)
    assert two.unplaced == ["a", "b"]


def test_pairs_go_together_or_not_at_all() -> None:
    pupils = [Pupil("a", "TKR", ("x",)), Pupil("b", "TKJ"), Pupil("c", "TKR")]
    sites = [Site("x", {"TKR": 3}), Site("y", {"TKR": 1, "TKJ": 1})]
    rules = {"together": (("a", "b"),)}
    assert solved(*pupils, sites=sites, **rules).assigned == {"a": "y", "b": "y", "c": "x"}
    rules["apart"] = (("b", "a"),)
    assert solved(*pupils, sites=sites, **rules).unplaced == ["a", "b"]


def test_fixed_pupil_opens_the_site_to_its_minimum() -> None:
    pupils = [Pupil("a", "TKR", (), fixed="x"), Pupil("b", "TKR", ("y",)), Pupil("c", "TKR", ())]
    sites = [Site("x", {"TKR": 3}, minimum=2), Site("y", {"TKR": 1}), Site("z", {"TKR": 1})]
    assert solved(*pupils, sites=sites).assigned == {"a": "x", "b": "y", "c": "x"}
    lonely = Problem((pupils[0],), (sites[0],))
    with pytest.raises(BrokenInputError, match=r"^sites\[0\].minimum"):
        solve(lonely)


def test_same_seed_gives_the_same_answer_in_any_order_of_the_input() -> None:
    whole = school(random.Random(5), pupils=60, sites=20)
    order = random.Random(6)
    mixed = Problem(
        pupils=tuple(order.sample(whole.pupils, len(whole.pupils))),
        sites=tuple(order.sample(whole.sites, len(whole.sites))),
        together=whole.together,
        apart=whole.apart,
        forbidden=whole.forbidden,
    )
    first = solve(whole, seed=3)
    assert first.is_proven
    assert solve(whole, seed=3).assigned == first.assigned
    assert solve(mixed, seed=3).assigned == first.assigned


def test_another_seed_settles_equals_otherwise() -> None:
    pupils = [Pupil(f"p{n}", "TKR", ("x",)) for n in range(8)]
    sites = [Site("x", {"TKR": 4}), Site("y", {"TKR": 4})]
    answers = {json.dumps(solve(Problem(tuple(pupils), tuple(sites)), seed=n).assigned)
               for n in range(6)}  # fmt: skip
    assert len(answers) > 3


def test_whole_school_with_pairs_and_minima_is_proven() -> None:
    problem = school(random.Random(1), pupils=300, sites=100)
    assert problem.together
    assert problem.apart
    assert sum(site.minimum > 1 for site in problem.sites) > 10
    solution = solve(problem)
    assert solution.is_proven
    assert list(breaches(problem, solution.assigned)) == []
    assert solution.seconds < 120


def test_without_time_the_answer_keeps_the_rules_and_claims_nothing() -> None:
    problem = school(random.Random(2), pupils=120, sites=40)
    solution = solve(problem, seconds_per_level=0)
    assert list(breaches(problem, solution.assigned)) == []
    assert not solution.is_proven
    assert all(level.bound <= level.value for level in solution.levels)
    least = solve(problem)
    assert least.is_proven
    assert least.objective < solution.objective
    for found, best in zip(solution.levels, least.levels, strict=True):
        assert found.is_proven <= (found.value == best.value)


@settings(max_examples=200)
@given(problem=problems())
def test_first_assignment_keeps_the_rules_where_nobody_is_fixed(problem: Problem) -> None:
    free = replace(problem, pupils=tuple(replace(one, fixed=None) for one in problem.pupils))
    try:
        check(free)
    except BrokenInputError:
        assume(False)
    assert list(breaches(free, greedy(Facts(free, 1)))) == []
