"""Pictures stay inside their frame, whatever they are given."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from partnerships.desk.pictures import (
    MAP_TALLEST,
    POINTS_AT_MOST,
    Label,
    Mark,
    Place,
    PointMap,
    ShareBar,
    Span,
    TimeLine,
)

ON = date(2025, 11, 21)


def line(*spans: Span, marks: tuple[Mark, ...] = (), on: date = ON) -> TimeLine:
    return TimeLine(spans, marks, on)


@pytest.mark.parametrize(
    "span",
    [
        Span("sehari", ON, ON),
        Span("pendek", date(2025, 1, 1), date(2025, 2, 1)),
        Span("panjang", date(1945, 8, 17), date(2199, 12, 31)),
        Span("tanpa akhir", date(2020, 1, 1), None),
        Span("nanti", date(2030, 1, 1), date(2031, 1, 1)),
        Span("ujung", date(2020, 1, 1), date.max),
        Span("pangkal", date.min, date(2020, 1, 1)),
    ],
)
def test_bars_lie_within_the_picture(span: Span) -> None:
    picture = line(span)
    (bar,) = picture.bars
    assert bar.x >= 0
    assert bar.width >= 2
    assert bar.x + bar.width <= picture.width + 2
    assert 0 <= picture.today_x <= picture.width


def test_days_stand_in_their_order() -> None:
    before = Span("lama", date(2022, 1, 1), date(2023, 12, 31), "before")
    after = Span("baru", date(2024, 3, 1), date(2026, 2, 28))
    picture = line(before, after, marks=(Mark(date(2024, 2, 1), "Ditandatangani"),))
    old, new = picture.bars
    (point,) = picture.mark_points
    assert old.x + old.width < point.x < new.x < picture.today_x
    assert [tick.label for tick in picture.ticks] == ["2022", "2023", "2024", "2025", "2026"]


def test_marks_of_neighbouring_days_stand_apart_within_the_picture() -> None:
    days = [ON, ON - timedelta(days=1), ON, date(2020, 1, 2)]
    picture = line(
        Span("panjang", date(2020, 1, 1), ON), marks=tuple(Mark(day, "adendum") for day in days)
    )
    points = picture.mark_points
    assert [point.mark.day for point in points] == sorted(days)
    assert [point.number for point in points] == [1, 2, 3, 4]
    gaps = [later.x - earlier.x for earlier, later in pairwise(points)]
    assert min(gaps) >= 2 * picture.mark_radius
    assert points[-1].x + picture.mark_radius <= picture.width


@pytest.mark.parametrize(
    ("last", "anchor"), [(date(2026, 1, 1), "end"), (date(2090, 1, 1), "start")]
)
def test_word_of_the_day_turns_away_from_the_edge(last: date, anchor: str) -> None:
    picture = line(Span("x", date(2020, 1, 1), last))
    assert picture.day_anchor == anchor
    assert 0 < picture.day_label_x < picture.width


def test_centuries_do_not_crowd_the_axis() -> None:
    assert len(line(Span("lama", date(1900, 1, 1), date(2199, 12, 31))).ticks) <= 11


def test_long_label_at_the_right_runs_leftwards() -> None:
    early, late = line(
        Span("awal", date(2020, 1, 1), date(2030, 1, 1)),
        Span("akhir", date(2029, 1, 1), date(2030, 1, 1)),
    ).bars
    assert (early.anchor, late.anchor) == ("start", "end")


def places(count: int, kind: str = "school") -> list[Place]:
    return [
        Place(-6.5 + n / 500, 106 + n / 400, f"Tempat {n}", f"/sekolah/{n}/", kind, f"Kab. {n % 4}")
        for n in range(count)
    ]


@pytest.mark.parametrize("count", [1, 2, POINTS_AT_MOST, POINTS_AT_MOST + 1, 2000])
def test_points_lie_within_the_picture(count: int) -> None:
    picture = PointMap(places(count))
    for point in picture.points:
        assert 0 <= point.x <= picture.width
        assert 0 <= point.y <= picture.height
    assert picture.height <= MAP_TALLEST


def test_many_points_become_one_circle_a_kabupaten() -> None:
    assert len(PointMap(places(POINTS_AT_MOST)).points) == POINTS_AT_MOST
    circles = PointMap(places(POINTS_AT_MOST + 100)).points
    assert sorted(point.label for point in circles) == [f"Kab. {n}: 100" for n in range(4)]


def test_north_is_up_and_east_is_right() -> None:
    south_west, north_east = PointMap(
        [Place(-7, 105, "a", "", "school"), Place(-6, 107, "b", "", "school")]
    ).points
    assert south_west.x < north_east.x
    assert south_west.y > north_east.y


def test_names_do_not_lie_upon_each_other() -> None:
    labels = [Label(-6.3, 106.2, "Kab. Serang"), Label(-6.3, 106.21, "Kota Serang")]
    names = PointMap(places(200), labels).names
    assert [name.text for name in names] == ["Kab. Serang"]


def test_no_points_make_an_empty_picture() -> None:
    picture = PointMap([])
    assert picture.points == []
    assert picture.height > 0


@pytest.mark.parametrize(
    ("part", "whole", "percent"), [(0, 0, 0), (0, 3, 0), (2, 3, 67), (3, 3, 100)]
)
def test_share_in_percent(part: int, whole: int, percent: int) -> None:
    assert ShareBar("x", part, whole).percent == percent


def test_future_is_drawn_too() -> None:
    assert line(Span("x", ON + timedelta(days=400), None)).bars[0].is_open
