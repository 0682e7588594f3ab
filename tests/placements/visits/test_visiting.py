"""When a visit is owed, and in which order those of a day are made: no database."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.placements.visits.route import Address, routed
from partnerships.placements.visits.visiting import LEAST_DAYS, Due, due, missed, stretches

FEW, DAYS = timedelta(days=1), st.dates(date(2025, 1, 1), date(2026, 12, 31))


def days(first: str, last: str) -> list[tuple[str, str]]:
    found = stretches(date.fromisoformat(first), date.fromisoformat(last))
    return [(one.first.isoformat(), one.last.isoformat()) for one in found]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        # Whole months.
        (
            "2025-09-01",
            "2025-10-31",
            [("2025-09-01", "2025-09-30"), ("2025-10-01", "2025-10-31")],
        ),
        # From the 20th: what is left of the month goes with the next one.
        ("2025-09-20", "2025-10-31", [("2025-09-20", "2025-10-31")]),
        # Fifteen days are a month of their own, fourteen are none.
        (
            "2025-09-16",
            "2025-10-31",
            [("2025-09-16", "2025-09-30"), ("2025-10-01", "2025-10-31")],
        ),
        ("2025-09-17", "2025-10-31", [("2025-09-17", "2025-10-31")]),
        ("2025-09-01", "2025-10-14", [("2025-09-01", "2025-10-14")]),
        (
            "2025-09-01",
            "2025-10-15",
            [("2025-09-01", "2025-09-30"), ("2025-10-01", "2025-10-15")],
        ),
        # Shorter than a month: one visit, also where it touches two or is a single day.
        ("2025-09-03", "2025-09-12", [("2025-09-03", "2025-09-12")]),
        ("2025-09-25", "2025-10-04", [("2025-09-25", "2025-10-04")]),
        ("2024-02-29", "2024-02-29", [("2024-02-29", "2024-02-29")]),
        # Both ends short, around a whole month.
        ("2025-09-25", "2025-11-03", [("2025-09-25", "2025-11-03")]),
        ("2025-12-20", "2026-01-31", [("2025-12-20", "2026-01-31")]),
    ],
)
def test_months_of_a_stay(first: str, last: str, expected: list[tuple[str, str]]) -> None:
    assert days(first, last) == expected


@given(DAYS, st.integers(0, 500))
def test_every_day_of_a_stay_is_in_exactly_one_stretch(first: date, more: int) -> None:
    last = first + timedelta(days=more)
    found = stretches(first, last)
    assert (found[0].first, found[-1].last) == (first, last)
    assert all(one.last + FEW == other.first for one, other in pairwise(found))
    assert all(one.length >= LEAST_DAYS for one in found) or len(found) == 1


STAY = (date(2025, 9, 20), date(2025, 12, 31))


@pytest.mark.parametrize(
    ("on", "done", "expected"),
    [
        ("2025-09-20", [], (Due.DUE, "2025-10-31")),
        ("2025-10-31", [], (Due.DUE, "2025-10-31")),
        ("2025-11-01", [], (Due.OVERDUE, "2025-10-31")),
        ("2025-11-01", ["2025-09-20"], (Due.DUE, "2025-11-30")),
        ("2025-11-20", ["2025-11-03"], (Due.DONE, "2025-11-30")),
        # October was missed, but somebody has come since.
        ("2025-11-20", ["2025-11-20"], (Due.DONE, "2025-11-30")),
        # A visit of before the stay, or one written for tomorrow, is none of it.
        ("2025-11-01", ["2025-09-19"], (Due.OVERDUE, "2025-10-31")),
        ("2025-11-01", ["2025-11-02"], (Due.OVERDUE, "2025-10-31")),
        ("2026-01-01", [], (Due.OVERDUE, "2025-12-31")),
        ("2026-01-05", ["2026-01-02"], (Due.DONE, "2025-12-31")),
    ],
)
def test_how_it_stands_on_a_day(on: str, done: list[str], expected: tuple[Due, str]) -> None:
    state, until = due(*STAY, [date.fromisoformat(day) for day in done], on=date.fromisoformat(on))
    assert (state, until.isoformat()) == expected


def test_missed_months_are_all_those_that_ended_without_a_visit() -> None:
    found = missed(*STAY, [date(2025, 11, 30)], on=date(2026, 1, 1))
    assert [one.last for one in found] == [date(2025, 10, 31), date(2025, 12, 31)]


SCHOOL = (-6.35, 106.25)
EAST = ("Kabupaten Lebak", "Cikulur")
WEST = ("Kabupaten Lebak", "Warunggunung")


def test_a_route_goes_through_one_area_after_the_other_nearest_first() -> None:
    addresses = [
        Address("d", "Bengkel D", ("Kota Serang", "Serang"), (-6.11, 106.15)),
        Address("b", "Bengkel B", EAST, (-6.40, 106.30)),
        Address("c", "Bengkel C", WEST, (-6.34, 106.24)),
        Address("a", "Bengkel A", EAST, (-6.36, 106.27)),
        Address("u", "Bengkel U", EAST),
    ]
    legs = routed(addresses, start=SCHOOL)
    assert [leg.address.key for leg in legs] == ["c", "a", "b", "u", "d"]
    assert legs[0].km == pytest.approx(1.6, abs=0.1)
    assert legs[3].km is None


def test_a_route_without_coordinates_is_by_names() -> None:
    addresses = [Address("2", "Bengkel", WEST), Address("1", "Bengkel", WEST), Address("0", "Z")]
    legs = routed(addresses, start=None)
    assert [(leg.address.key, leg.km) for leg in legs] == [("1", None), ("2", None), ("0", None)]


points = st.none() | st.tuples(st.floats(-10, 5), st.floats(95, 140))
areas = st.tuples(st.sampled_from(["", "Lebak", "Serang"]), st.sampled_from(["", "Cikulur"]))


@given(st.lists(st.tuples(areas, points), max_size=12), points)
def test_a_route_makes_every_visit_once_and_no_area_twice(
    places: list[tuple[tuple[str, str], tuple[float, float] | None]],
    start: tuple[float, float] | None,
) -> None:
    addresses = [Address(str(at), "X", area, point) for at, (area, point) in enumerate(places)]
    legs = routed(addresses, start=start)
    assert sorted(leg.address.key for leg in legs) == sorted(one.key for one in addresses)
    walked = [leg.address.area for leg in legs]
    turns = sum(one != other for one, other in pairwise(walked))
    assert turns == max(len(set(walked)) - 1, 0)
