"""The final mark from its parts, and the sentences about what was achieved: no database."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.placements.marks.describing import GOAL_MOST, Achieved, described, word_for
from partnerships.placements.marks.reckoning import (
    DEFAULT,
    Missing,
    Part,
    Stay,
    Weights,
    reckon,
)

scores = st.integers(0, 100)


@st.composite
def stays(draw: st.DrawFn) -> Stay:
    recorded = draw(st.integers(1, 120))
    return Stay(
        days=draw(st.integers(1, 180)),
        goals=draw(st.lists(scores, min_size=1, max_size=8)),
        supervisor=draw(scores),
        report=draw(scores),
        present=draw(st.integers(0, recorded)),
        recorded=recorded,
    )


@st.composite
def weights(draw: st.DrawFn) -> Weights:
    """Four numbers that sum to a hundred."""
    cuts = sorted(draw(st.lists(scores, min_size=3, max_size=3)))
    edges = [0, *cuts, 100]
    return {part: edges[at + 1] - edges[at] for at, part in enumerate(Part)}


some_stays = st.lists(stays(), min_size=1, max_size=3)
GIVEN = Stay(days=100, goals=[80, 90], supervisor=70, report=60, present=9, recorded=10)


def test_the_usual_weights() -> None:
    found = reckon([GIVEN])
    assert found.mark == Decimal("77.00")  # 0.6 * 85 + 0.2 * 70 + 0.2 * 60
    assert found.parts[Part.PRESENCE] == Decimal("90.00")
    assert Part.PRESENCE not in found.weights


@pytest.mark.parametrize(
    ("goals", "expected"),
    [
        # Thirds are rounded once, at the end, and a half upwards: never to the even.
        ([80, 80, 81], "80.33"),
        ([80, 81, 81], "80.67"),
        ([0, 0, 0, 0, 0, 0, 0, 1], "0.13"),
        ([0] * 199 + [1], "0.01"),
        ([0] * 201 + [1], "0.00"),
        ([100], "100.00"),
    ],
)
def test_rounding(goals: list[int], expected: str) -> None:
    only_host = {Part.HOST: 100, Part.SUPERVISOR: 0, Part.REPORT: 0, Part.PRESENCE: 0}
    assert reckon([Stay(1, goals)], only_host).mark == Decimal(expected)


def test_two_hosts_weigh_by_their_days() -> None:
    first = Stay(days=30, goals=[60], supervisor=100)
    second = Stay(days=90, goals=[80], report=50)
    found = reckon([first, second])
    assert found.parts[Part.HOST] == Decimal("75.00")
    # One mark of the supervisor and one of the report are enough.
    assert found.mark == Decimal("75.00")


def test_what_is_missing_is_named_and_gives_no_mark() -> None:
    found = reckon([GIVEN, Stay(days=10)])
    assert (found.mark, found.missing) == (None, [Missing(Part.HOST, 1)])
    bare = reckon([Stay(days=10)], {**DEFAULT, Part.HOST: 50, Part.PRESENCE: 10})
    assert {one.part for one in bare.missing} == set(Part)
    assert reckon([]).mark is None


def test_a_part_that_is_left_out_gives_its_weight_to_the_others() -> None:
    found = reckon([Stay(days=5, supervisor=70, report=90)], without={Part.HOST})
    assert found.mark == Decimal("80.00")
    assert found.weights == {Part.SUPERVISOR: Decimal("50.00"), Part.REPORT: Decimal("50.00")}
    only_host = {Part.HOST: 100, Part.SUPERVISOR: 0, Part.REPORT: 0, Part.PRESENCE: 0}
    assert reckon([GIVEN], only_host, without={Part.HOST}).mark is None


@given(some_stays, weights())
def test_a_mark_lies_between_its_parts(rows: list[Stay], given_weights: Weights) -> None:
    found = reckon(rows, given_weights)
    assert found.mark is not None
    used = [found.parts[part] for part in found.weights]
    known = [mark for mark in used if mark is not None]
    assert min(known) <= found.mark <= max(known)
    assert 0 <= found.mark <= 100
    assert found.mark == found.mark.quantize(Decimal("0.01"))


@given(some_stays, weights(), st.randoms(use_true_random=False))
def test_the_order_of_the_hosts_does_not_matter(
    rows: list[Stay], given_weights: Weights, chance: object
) -> None:
    other = list(rows)
    chance.shuffle(other)  # type: ignore[attr-defined]  # a Random of hypothesis
    assert reckon(rows, given_weights).mark == reckon(other, given_weights).mark


@given(stays(), weights(), st.integers(1, 20))
def test_a_better_mark_never_lowers_the_result(
    stay: Stay, given_weights: Weights, more: int
) -> None:
    raised = [min(mark + more, 100) for mark in stay.goals]
    better = Stay(stay.days, raised, stay.supervisor, stay.report, stay.present, stay.recorded)
    before, after = reckon([stay], given_weights).mark, reckon([better], given_weights).mark
    assert before is not None
    assert after is not None
    assert after >= before


@given(stays(), weights(), st.integers(1, 99))
def test_a_stay_cut_in_two_like_parts_is_marked_as_one(
    stay: Stay, given_weights: Weights, share: int
) -> None:
    whole = Stay(100, stay.goals, stay.supervisor, stay.report, stay.present, stay.recorded)
    parts = [
        Stay(days, stay.goals, stay.supervisor, stay.report, stay.present, stay.recorded)
        for days in (share, 100 - share)
    ]
    assert reckon([whole], given_weights).mark == reckon(parts, given_weights).mark


@given(stays(), weights())
def test_the_mark_is_the_exact_sum_rounded_once(stay: Stay, given_weights: Weights) -> None:
    exact = sum(
        (Fraction(given_weights[part]) * (stay.part(part) or 0) / 100 for part in Part),
        Fraction(0),
    )
    mark = reckon([stay], given_weights).mark
    assert mark is not None
    assert -Fraction(1, 200) < Fraction(mark) - exact <= Fraction(1, 200)


def test_a_sentence_for_each_element_from_the_best_and_the_weakest_goal() -> None:
    told = described(
        [
            Achieved("Soft skills", "Disiplin bekerja.", 92),
            Achieved("Soft skills", "K3 di bengkel", 65),
            Achieved("Hard skills", "Merawat mesin", 84),
            Achieved("Hard skills", "Menyetel rem", 78),
            Achieved("Pengembangan", "Membaca gambar", 75),
            Achieved("Wirausaha", "Melayani pelanggan", 81),
            Achieved("Wirausaha", "Menghitung biaya", 81),
        ]
    )
    assert told.splitlines() == [
        "Soft skills: sangat baik dalam disiplin bekerja; perlu bimbingan dalam K3 di bengkel.",
        "Hard skills: baik dalam merawat mesin; masih dapat ditingkatkan dalam menyetel rem.",
        "Pengembangan: cukup baik dalam membaca gambar.",
        "Wirausaha: baik dalam semua tujuan pembelajaran.",
    ]
    assert described([]) == ""


@given(st.lists(st.builds(Achieved, st.sampled_from("ABCD"), st.text(max_size=300), scores)))
def test_a_description_fits_its_column(goals: list[Achieved]) -> None:
    assert len(described(goals)) <= 2000
    assert 4 * (2 * GOAL_MOST + 130) <= 2000


@pytest.mark.parametrize(
    ("mark", "word"),
    [(90, "sangat baik"), (89.9, "baik"), (69.99, "perlu bimbingan"), (0, "perlu bimbingan")],
)
def test_words_begin_at_their_mark(mark: float, word: str) -> None:
    assert word_for(mark) == word
