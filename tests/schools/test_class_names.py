from datetime import date

import pytest

from schools import school_years
from schools.class_names import class_key, grade_of, letters_of, name_in, stem_of


@pytest.mark.parametrize(
    ("name", "grade", "stem", "letters", "later"),
    [
        ("XI TKR 1", 11, "tkr 1", "tkr", "XII TKR 1"),
        ("XITKR1", 11, "tkr 1", "tkr", "XIITKR1"),
        ("11-TKR-1", 11, "tkr 1", "tkr", "12-TKR-1"),
        ("xi tkr 2", 11, "tkr 2", "tkr", "xii tkr 2"),
        ("Kelas 11 A", 11, "a", "a", "Kelas 12 A"),
        ("XI PPLG A", 11, "pplg a", "pplg", "XII PPLG A"),
        ("XI Merdeka 4", 11, "merdeka 4", "merdeka", "XII Merdeka 4"),
        ("XI", 11, "", "", "XII"),
        ("XIII TKR", 13, "tkr", "tkr", "XII TKR"),
        ("Xenia", None, "xenia", "xenia", "Xenia"),
        ("TKR 1", None, "tkr 1", "tkr", "TKR 1"),
    ],
)
def test_names_are_taken_apart_and_carried_on(
    name: str, grade: int | None, stem: str, letters: str, later: str
) -> None:
    assert (grade_of(name), stem_of(name), letters_of(stem_of(name))) == (grade, stem, letters)
    assert name_in(12, name) == later


def test_one_class_written_in_two_ways_is_one() -> None:
    assert class_key("XII  TKR-1") == class_key("xii tkr 1")
    assert class_key("XII TKR 1") != class_key("XII TKR 11")


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 6, 30), 2025),
        (date(2026, 7, 1), 2026),
        (date(2026, 12, 31), 2026),
        (date(2027, 1, 1), 2026),
    ],
)
def test_the_school_year_turns_with_july(day: date, year: int) -> None:
    assert school_years.school_year_of(day) == year
    assert school_years.first_day(year) <= day <= school_years.last_day(year)


def test_a_school_year_is_said_as_two() -> None:
    assert school_years.label(2026) == "2026/2027"
