"""The school year that a page speaks of, chosen in its address."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from partnerships.placements.models.periods import FIRST_YEAR, LAST_YEAR
from schools.school_years import label, school_year_of

YEARS_BACK, YEARS_AHEAD = 1, 1
PARAMETER = "tahun"


@dataclass(frozen=True)
class YearChoice:
    year: int
    is_chosen: bool

    @property
    def label(self) -> str:
        return label(self.year)


def asked_year(request: HttpRequest, *, on: date) -> int:
    """The one that the address names, else that of the day."""
    return plausible_year(request.GET.get(PARAMETER, "")) or school_year_of(on)


def plausible_year(text: str) -> int | None:
    is_year = text.isascii() and text.isdigit() and len(text) == 4
    return int(text) if is_year and FIRST_YEAR <= int(text) <= LAST_YEAR else None


def years_offered(chosen: int, *, on: date) -> list[int]:
    """The years that one looks at, the latest first, and the chosen one."""
    now = school_year_of(on)
    return sorted({chosen, *range(now - YEARS_BACK, now + YEARS_AHEAD + 1)}, reverse=True)


def year_choices(chosen: int, *, on: date) -> list[YearChoice]:
    return [YearChoice(year, year == chosen) for year in years_offered(chosen, on=on)]
