"""What any list's cells hold, whichever list it is: texts, codes kept as numbers, and days.

Nothing here raises: what cannot be read is empty, and the caller tells the person.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from accounts.days import DAY_FIRST, IN_WORDS, ISO, day_named
from accounts.texts import without_hidden
from schools.models.dates import Precision

PLACEHOLDERS = {
    "", "-", "--", "(tidak diisi)", "tidak diisi", "null", "none", "nan", "n/a", "#n/a",
}  # fmt: skip
EXCEL_EPOCH = date(1899, 12, 30)
EPOCH_1904 = date(1904, 1, 1)
SERIALS_MAX = 80_000
# A bare number of four digits is a year in these, else a spreadsheet's day.
YEARS = range(1945, 2101)
MONTH_OF_YEAR = re.compile(r"(?P<month>\d{1,2})[-/](?P<year>\d{4})")


def text_of(cell: Any) -> str:
    """The cell as one line without its spreadsheet's ways: `20325309.0` is `20325309`."""
    if cell is None or isinstance(cell, bool):
        return ""
    if isinstance(cell, float):
        cell = int(cell) if cell.is_integer() else cell
    text = " ".join(without_hidden(str(cell).replace("\0", "")).split())
    return "" if text.lower() in PLACEHOLDERS else text


def code_of(cell: Any) -> str:
    """Digits or a code that a spreadsheet may have kept as a number or behind an apostrophe."""
    return re.sub(r"^(\d+)\.0+$", r"\1", text_of(cell).lstrip("'\u2019"))


@dataclass(frozen=True)
class ReadDay:
    """A day as exactly as the cell names it; `day` is the first that it can mean."""

    day: date
    precision: Precision = Precision.DAY

    @property
    def last(self) -> date:
        """The last day that it can mean."""
        if self.precision is Precision.YEAR:
            return date(self.day.year, 12, 31)
        if self.precision is Precision.MONTH:
            return self.day.replace(day=monthrange(self.day.year, self.day.month)[1])
        return self.day


def read_day(cell: Any, *, epoch: date = EXCEL_EPOCH) -> ReadDay | None:
    """A day from a date cell, an Excel serial, ISO, day-first text or Indonesian words.

    `Jan-25` and `2025` name a month and a year. A serial counts from `epoch` on.
    """
    if isinstance(cell, datetime):
        return ReadDay(cell.date())
    if isinstance(cell, date):
        return ReadDay(cell)
    text = code_of(cell).lower()
    if re.fullmatch(r"\d{4,5}(?:\.\d+)?", text):
        return _numbered(int(text.partition(".")[0]), epoch)
    for shape in (ISO, DAY_FIRST, IN_WORDS, MONTH_OF_YEAR):
        if found := shape.fullmatch(text):
            return _named(**found.groupdict())
    return None


def _numbered(number: int, epoch: date) -> ReadDay | None:
    if number in YEARS:
        return ReadDay(date(number, 1, 1), Precision.YEAR)
    if number > SERIALS_MAX:
        return None
    return ReadDay(epoch + timedelta(days=number))


def _named(*, month: str, year: str, day: str | None = None) -> ReadDay | None:
    first = day_named(day=day or "1", month=month, year=year)
    return ReadDay(first, Precision.DAY if day else Precision.MONTH) if first else None
