"""The school year (tahun ajaran): July to June, known by the year in which it begins."""

from datetime import date

FIRST_MONTH = 7


def school_year_of(day: date) -> int:
    """2026 for every day of 2026/2027."""
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def label(year: int) -> str:
    return f"{year}/{year + 1}"


def first_day(year: int) -> date:
    return date(year, FIRST_MONTH, 1)


def last_day(year: int) -> date:
    return date(year + 1, FIRST_MONTH - 1, 30)
