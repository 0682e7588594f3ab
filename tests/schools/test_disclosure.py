"""Public counts: nobody is found in them, not by subtracting either."""

from collections import defaultdict
from itertools import product

import pytest

from schools.disclosure import LEAST, disclosed, is_small, said_alone, said_in_list


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "0"), (1, "kurang dari 5"), (4, "kurang dari 5"), (5, "5"), (120, "120")],
)
def test_a_count_that_stands_alone(count: int, said: str) -> None:
    assert said_alone(count) == said


@pytest.mark.parametrize(
    ("counts", "shown", "total"),
    [
        ([], [], 0),
        ([0, 0], [0, 0], 0),
        ([5, 12], [5, 12], 17),
        # Alone it would be the difference: the smallest other goes with it.
        ([2, 30, 7], [None, 30, None], 39),
        ([2, 0, 7], [None, 0, None], 9),
        # Together three: a group of three would be told.
        ([1, 2, 9, 8], [None, None, 9, None], 20),
        ([3, 4, 9], [None, None, 9], 16),
        ([1, 2], [None, None], None),
        ([3, 0], [None, 0], None),
        # Eight of two small ones can only be four and four.
        ([4, 4, 9, 7], [None, None, 9, None], 24),
        ([4, 4], [None, None], None),
        ([1, 1, 1, 1, 1], [None, None, None, None, None], None),
        # Which of the two sevens were held back would tell that the others are none.
        ([2, 7, 7, 9], [None, None, None, 9], 25),
    ],
)
def test_small_counts_are_held_back_with_what_would_tell_them(
    counts: list[int], shown: list[int | None], total: int | None
) -> None:
    told = disclosed(dict(enumerate(counts)))
    assert (list(told.counts.values()), told.total) == (shown, total)


def test_all_that_is_held_back_is_said_alike() -> None:
    told = disclosed({"TKR": 2, "TKJ": 7, "AKL": 30})
    said = {key: said_in_list(count) for key, count in told.counts.items()}
    assert said == {"TKR": "tidak ditampilkan", "TKJ": "tidak ditampilkan", "AKL": "30"}


@pytest.mark.parametrize("length", [1, 2, 3, 4])
def test_whoever_knows_the_rule_and_subtracts_finds_nobody(length: int) -> None:
    """All lists up to a size, sorted by what is shown of them: those that look alike differ in
    every count that is held back, and together these are never fewer than five."""
    alike = defaultdict(list)
    for counts in product(range(10), repeat=length):
        told = disclosed(dict(enumerate(counts)))
        alike[tuple(told.counts.values()), told.total].append(counts)
    for (shown, total), lists in alike.items():
        held = [place for place, count in enumerate(shown) if count is None]
        for place in held:
            possible = {counts[place] for counts in lists}
            assert len(possible) > 1 or not any(is_small(count) for count in possible)
        if held and total is not None:
            assert total - sum(count or 0 for count in shown) >= LEAST
