"""Why not a better choice: each reason where it holds, and never a reason that does not."""

from dataclasses import replace
from typing import Any

from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from partnerships.placements.assignment.checking import check
from partnerships.placements.assignment.explaining import (
    Better,
    Claim,
    Explanation,
    Holder,
    Reason,
    Why,
    explained,
    if_fixed,
)
from partnerships.placements.assignment.problem import BrokenInputError, Problem, Pupil, Site
from partnerships.placements.assignment.scoring import Assigned, breaches
from partnerships.placements.assignment.sentences import for_pupil, reason_of
from partnerships.placements.assignment.solving import Solution, solve
from tests.placements.assignment.strategies import problems


def why(pupils: list[Pupil], sites: list[Site], pupil: str = "p", **rules: Any) -> list[Reason]:
    problem = Problem(tuple(pupils), tuple(sites), **rules)
    solution = solve(problem)
    assert solution.is_proven
    found = explained(problem, solution.assigned)[pupil]
    return [better.reason for better in found.better]


WANTS_X = Pupil("p", "TKR", ("x", "y"))
X, Y = Site("x", {"TKR": 1}), Site("y", {"TKR": 3})


def test_first_choice_needs_no_reason() -> None:
    assert why([WANTS_X], [X, Y]) == []


def test_full_site_names_its_holders_and_their_claims() -> None:
    pupils = [WANTS_X, Pupil("a", "TKR", ("x",)), Pupil("b", "TKR", (), fixed="x")]
    sites = [Site("x", {"TKR": 2}), Y]
    problem = Problem(tuple(pupils), tuple(sites))
    found = explained(problem, solve(problem).assigned)["p"]
    holders = (Holder("a", 1, False), Holder("b", None, True))
    assert found == Explanation("p", "y", 2, (Better("x", 1, Reason(Why.FULL, holders)),))
    assert found.better[0].claims == {Claim.EQUAL: 1, Claim.FIXED: 1}


def test_holder_with_a_weaker_claim_is_told_apart() -> None:
    """Who has the seat had it as second choice, and nothing else at all."""
    pupils = [Pupil("p", "TKR", ("x", "y")), Pupil("a", "TKR", ("z", "x"))]
    sites = [X, Site("y", {"TKR": 1}), Site("z", {"TKJ": 1})]
    barred = (("a", "y"),)
    assert why(pupils, sites, forbidden=barred) == [Reason(Why.FULL, (Holder("a", 2, False),))]
    better = Better("x", 1, Reason(Why.FULL, (Holder("a", 2, False),)))
    assert better.claims == {Claim.LOWER: 1}
    assert "menggesernya tidak membuat hasil keseluruhan lebih baik" in reason_of(better)
    assert "sebelum hasil terbaik terbukti" in reason_of(better, is_proven=False)


def test_every_claim_is_told_for_what_it_is() -> None:
    """Of one who would have liked a site as its second choice."""
    holders = (
        Holder("a", None, True),
        Holder("b", 1, False, is_kept=True),
        Holder("c", 1, False),
        Holder("d", 2, False),
        Holder("e", 3, False),
        Holder("f", None, False),
    )
    told = reason_of(Better("x", 2, Reason(Why.FULL, holders)))
    assert told.split(": ")[1].split(", ")[:4] == [
        "1 oleh siswa yang ditetapkan sekolah di sana",
        "1 oleh siswa yang tidak ikut dibagi ulang",
        "1 oleh siswa yang menaruhnya pada urutan lebih tinggi",
        "1 oleh siswa yang menaruhnya pada urutan yang sama",
    ]
    assert "2 oleh siswa yang menaruhnya lebih rendah atau tidak memilihnya" in told


def test_one_seat_left_for_two_is_not_called_full() -> None:
    pupils = [WANTS_X, Pupil("a", "TKR", ("x",)), Pupil("b", "TKR", ("x",), fixed="x")]
    sites = [Site("x", {"TKR": 2}), Y]
    assert why(pupils, sites, together=(("a", "p"),)) == [
        Reason(Why.TOGETHER, (Holder("b", 1, True),), ("a",))
    ]


def test_rules_are_told_before_seats() -> None:
    assert why([WANTS_X], [X, Y], forbidden=(("p", "x"),)) == [Reason(Why.FORBIDDEN)]
    assert why([WANTS_X], [Site("x", {"TKJ": 9}), Y]) == [Reason(Why.NO_SEATS)]
    assert why([replace(WANTS_X, fixed="y")], [X, Y]) == [Reason(Why.FIXED)]


def test_minimum_that_is_not_reached() -> None:
    sites = [Site("x", {"TKR": 3}, minimum=3), Y]
    assert why([WANTS_X], sites) == [Reason(Why.MINIMUM, lacking=2)]


def test_own_place_would_fall_below_its_minimum() -> None:
    pupils = [WANTS_X, Pupil("a", "TKR", ("y",), fixed="y")]
    sites = [X, Site("y", {"TKR": 2}, minimum=2)]
    assert why(pupils, sites) == [Reason(Why.LEAVING, lacking=1)]


def test_pairs_that_do_not_fit() -> None:
    other = Pupil("a", "TKJ", ("y",))
    sites = [X, Site("y", {"TKR": 1, "TKJ": 1})]
    together = why([WANTS_X, other], sites, together=(("a", "p"),))
    assert together == [Reason(Why.TOGETHER, others=("a",))]
    both = [Site("x", {"TKR": 1, "TKJ": 1}), sites[1]]
    settled = [WANTS_X, replace(other, fixed="x")]
    assert why(settled, both, apart=(("a", "p"),)) == [Reason(Why.APART, others=("a",))]


def test_partner_for_whom_it_would_be_worse() -> None:
    pupils = [WANTS_X, Pupil("a", "TKR", ("y", "x"))]
    sites = [Site("x", {"TKR": 2}, (0, 0.5)), Site("y", {"TKR": 2}, (0, 0))]
    pupils = [replace(pupil, home=(0.0, 0.0)) for pupil in pupils]
    assert why(pupils, sites, together=(("a", "p"),)) == [Reason(Why.PARTNER, others=("a",))]
    better = Better("x", 1, Reason(Why.PARTNER, others=("a",)))
    assert "tidak membuat hasil keseluruhan lebih baik" in reason_of(better)
    assert reason_of(better, is_proven=False) == "perhitungan dihentikan sebelum selesai"


def test_unplaced_pupil_hears_of_every_choice() -> None:
    reasons = why([WANTS_X], [Site("x", {}), Site("y", {"TKR": 2}, minimum=2)])
    assert [reason.why for reason in reasons] == [Why.NO_SEATS, Why.MINIMUM]


def test_what_it_would_cost_is_solved_anew() -> None:
    pupils = (WANTS_X, Pupil("a", "TKR", ("x",)))
    solution = solve(Problem(pupils, (X, Y)))
    assert solution.assigned == {"p": "y", "a": "x"}
    assert solution.objective[:4] == (0, 0, 2, 3)
    assert if_fixed(solution, "p", "x").objective[:4] == (0, 1, 1, 1)


def is_possible(problem: Problem, assigned: Assigned) -> bool:
    return next(breaches(problem, assigned), None) is None


@settings(max_examples=200)
@given(problem=problems())
def test_every_reason_holds(problem: Problem) -> None:
    """Moving the pupil, alone or with its partners, breaks a rule, or is no gain for them."""
    solution = solution_of(problem)
    for explanation in explained(problem, solution.assigned).values():
        for better in explanation.better:
            event(better.reason.why)
            moved = dict(solution.assigned) | {explanation.pupil: better.site}
            assert better.reason.why != Why.NOT_FINISHED
            if better.reason.why in {Why.FULL, Why.MINIMUM, Why.LEAVING, Why.NO_SEATS}:
                assert not is_possible(problem, moved)
            if better.reason.why == Why.FULL:
                seats = problem.site_by_id[better.site].seats
                own = problem.pupil_by_id[explanation.pupil].concentration
                assert len(better.reason.holders) <= seats[own]
            if not (problem.together or better.reason.why == Why.FIXED):
                assert not is_possible(problem, moved)


def solution_of(problem: Problem) -> Solution:
    try:
        check(problem)
        solution = solve(problem)
    except BrokenInputError:
        assume(False)
    return solution


@settings(max_examples=60)
@given(problem=problems(), data=st.data())
def test_pupil_reads_no_other_pupil(problem: Problem, data: st.DataObject) -> None:
    solution = solution_of(problem)
    for explanation in explained(problem, solution.assigned).values():
        lines = for_pupil(explanation, lambda site: f"PT {site.upper()}")
        assert len(lines) == 1 + len(explanation.better)
        others = [pupil.id for pupil in problem.pupils]
        assert [line for line in lines for name in others if name in line] == []


def test_sentences_say_what_happened() -> None:
    holders = (Holder("a", 1, False), Holder("b", 4, False))
    better = (
        Better("x", 1, Reason(Why.FULL, holders[:1])),
        Better("y", 2, Reason(Why.FULL, holders)),
        Better("z", 3, Reason(Why.MINIMUM, lacking=2)),
    )
    lines = for_pupil(Explanation("p", "w", 4, better), str.upper)
    assert lines[0] == "Kamu ditempatkan di W, pilihanmu yang ke-4."
    assert lines[1] == (
        "Pilihan 1, X: satu-satunya kursi yang dapat kamu ambil di sana terisi"
        " oleh siswa yang menaruhnya pada urutan yang sama."
    )
    assert "seluruh 2 kursi" in lines[2]
    assert lines[3] == (
        "Pilihan 3, Z: peserta masih kurang 2 orang dari jumlah minimum tempat ini."
    )
    assert for_pupil(Explanation("p", "w", None, better), str.upper)[0] == (
        "Kamu ditempatkan di W, di luar pilihanmu."
    )
    assert for_pupil(Explanation("p", "w", None, ()), str.upper) == [
        "Kamu tidak memilih tempat; sekolah menempatkanmu di W."
    ]
    assert for_pupil(Explanation("p", None, None, ()), str.upper) == ["Kamu belum mendapat tempat."]
