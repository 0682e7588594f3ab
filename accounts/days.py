"""Days as people type them, and the field in which they do."""

import re
from datetime import date
from typing import Any

from django import forms

MONTHS = {
    word: number
    for number, words in enumerate(
        [
            "jan januari january",
            "feb februari pebruari peb february",
            "mar mrt maret march",
            "apr april",
            "mei may",
            "jun juni june",
            "jul juli july",
            "agu agt ags agst agustus aug august",
            "sep sept september",
            "okt oktober oct october",
            "nov nop november nopember",
            "des desember dec december",
        ],
        start=1,
    )
    for word in words.split()
}
TIME = r"(?:[ t]\d{1,2}[:.]\d{2}.*)?"
ISO = re.compile(rf"(?P<year>\d{{4}})[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}}){TIME}")
DAY_FIRST = re.compile(
    rf"(?P<day>\d{{1,2}})[-/. ](?P<month>\d{{1,2}})[-/. ](?P<year>\d{{4}}|\d{{2}}){TIME}"
)
# `Jum'at, 31 Januari 2025`, `31-Jan-25`, `Jan-25`, `Januari 2025`.
IN_WORDS = re.compile(
    r"(?:[a-z'\u2019]+, *)?(?:(?P<day>\d{1,2})[ .-]*)?(?P<month>[a-z]{3,9})"
    r"[ .,'\u2019-]*(?P<year>\d{4}|\d{2})"
)


def day_named(*, day: str, month: str, year: str) -> date | None:
    """The day of these parts, the month a number or a word; a year of two digits is near ours."""
    century = 0 if len(year) == 4 else (2000 if int(year) < 70 else 1900)
    number = int(month) if month.isdecimal() else MONTHS.get(month, 0)
    try:
        return date(century + int(year), number, int(day))
    except ValueError:
        return None


def typed_day(text: str) -> date | None:
    """`2025-11-01`, `1/11/2025`, `1-11-25`, `1 November 2025`, `Sabtu, 1 Nov 2025`; else None."""
    line = " ".join(text.split()).lower()
    for shape in (ISO, DAY_FIRST, IN_WORDS):
        found = shape.fullmatch(line)
        if found and found["day"]:
            return day_named(**found.groupdict())
    return None


def is_iso(text: str) -> bool:
    """`2025-02-28`, but not `2025-02-30`: a day that there is."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


class DayInput(forms.DateInput):
    """The browser's own calendar, which sends ISO; where there is none, days as people type them.

    The form's field is then given ISO too, so that any DateField takes this widget.
    """

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        value = super().value_from_datadict(data, files, name)
        day = typed_day(value) if isinstance(value, str) else None
        return day.isoformat() if day else value

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        shown = context["widget"]["value"]
        if shown and not is_iso(str(shown)):
            # A calendar would hide what it cannot read, and with it what is to be mended.
            context["widget"]["type"] = "text"
        return context


class DayField(forms.DateField):
    """A day, typed in any of the usual ways."""

    widget = DayInput

    def to_python(self, value: Any) -> date | None:
        day = typed_day(value) if isinstance(value, str) else None
        return day or super().to_python(value)
