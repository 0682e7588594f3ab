"""The bench of the assignment makes what it says, and its greedy keeps the rules."""

import json
import random
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import assume, given, settings

from partnerships.placements.assignment.checking import check
from partnerships.placements.assignment.problem import BrokenInputError, Problem, Pupil, Site
from partnerships.placements.assignment.scoring import breaches
from tests.bench.assignment import running
from tests.bench.assignment.greedy import NOWHERE, Greedy
from tests.bench.assignment.measuring import envy_pairs
from tests.bench.assignment.shapes import SHAPES, Shape
from tests.placements.assignment.strategies import problems


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_shape_is_the_same_for_the_same_seed_and_makes_sense(shape: Shape) -> None:
    first = shape.make(random.Random(3), 0.1)
    assert first == shape.make(random.Random(3), 0.1)
    assert first != shape.make(random.Random(4), 0.1)
    for problem in first:
        check(problem)
        assert any(pupil.choices for pupil in problem.pupils)


@settings(max_examples=200)
@given(problem=problems())
def test_greedy_keeps_all_rules_but_minima_of_fixed_sites(problem: Problem) -> None:
    try:
        check(problem)
    except BrokenInputError:
        assume(False)
    assigned = Greedy(problem, random.Random(1), Counter()).run(1)
    held = {pupil.fixed for pupil in problem.pupils if pupil.fixed}
    for breach in breaches(problem, assigned):
        assert breach.rule == "minimum"
        assert breach.who[0] in held


def test_greedy_serves_those_first_who_had_most_cost() -> None:
    pupils = (Pupil("a", "TKR", ("x",)), Pupil("b", "TKR", ("x",)))
    problem = Problem(pupils, (Site("x", {"TKR": 1}),))
    cost = Counter({"b": 10})
    assert Greedy(problem, random.Random(1), cost).run(1) == {"b": "x"}
    assert cost == {"a": NOWHERE, "b": 10}
    assert Greedy(problem, random.Random(1), cost).run(1) == {"a": "x"}


def test_envy_pairs_are_those_whom_an_exchange_would_help() -> None:
    pupils = (Pupil("a", "TKR", ("x", "y")), Pupil("b", "TKR", ("y", "x")))
    problem = Problem(pupils, (Site("x", {"TKR": 1}), Site("y", {"TKR": 1})))
    assert envy_pairs(problem, {"a": "y", "b": "x"}) == 1
    assert envy_pairs(problem, {"a": "x", "b": "y"}) == 0


def test_run_tells_of_every_shape_and_writes_the_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page, data = tmp_path / "page.md", tmp_path / "bench.json"
    page.write_text("# The head\n")
    given = ["--scale", "0.02", "--seeds", "2", "--docs", str(page), "--json", str(data)]
    running.main(given)
    text = page.read_text()
    assert text.startswith("# The head\n")
    assert text.strip().endswith(capsys.readouterr().out.strip())
    results = json.loads(data.read_text())
    assert [result["shape"] for result in results] == ["osis", "scarce", "school", "province"]
    for result in results:
        assert f"| {result['shape']} | exact |" in text
        assert result["worse"] == 0
        assert result["proven"]["sum_rank"] == result["seeds"] == 2
        exact = result["methods"]["exact"]
        assert set(exact["gaps"].values()) == {0}
