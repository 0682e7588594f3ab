"""How long a row says that it holds: days, a number of months or years, or words."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from accounts.templatetags.reading import day
from partnerships.agreements.models.terms import TermKind, add_months
from schools.imports.cells import ReadDay, read_day, text_of
from schools.models.dates import Precision

FIRST_DAY, LAST_DAY = date(1945, 8, 17), date(2100, 12, 31)
MONTHS_MAX = 600
COUNTS = ["se", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]
WORDS = {word: max(1, number) for number, word in enumerate(COUNTS)} | {"sepuluh": 10}
# `2 tahun`, `1 (satu) tahun`, `setahun`, `dua tahun`, `2,5 thn`.
LENGTH = re.compile(
    rf"\b(?P<count>\d{{1,3}}(?:[.,]\d)?|{'|'.join(sorted(WORDS, key=len, reverse=True))})"
    r"\s*(?:\([^)]*\)\s*)?(?P<unit>tahun|thn|th|bulan|bln|semester|smt)\b"
)
# What follows the years: `1 tahun 6 bulan`; `2 tahun, 24 bulan` only says it twice.
AND_MONTHS = re.compile(r"\s*(?:dan|,)?\s*(?P<months>\d|1[01])\s*(?:bulan|bln)\b")
UNITS = {"t": 12, "b": 1, "s": 6}
EXTENDING = re.compile(r"diperpanjang|perpanjang\w* (?:sendiri|otomatis)|otomatis|diakhiri")
OPEN = re.compile(
    r"(?:tanpa|tidak|tak|tdk) (?:ter)?batas|seterusnya|selamanya|selama-lamanya"
    r"|tidak ditentukan|sampai ada perubahan"
)
UNTIL = re.compile(
    r"(?:selama|sampai dengan|sampai|hingga|s/d|s\.d\.) +(?P<what>.+)", re.IGNORECASE
)
BETWEEN = re.compile(
    r"\s+(?:s\s*[./]\s*d\.?|sd|sampai dengan|sampai|hingga|-)\s+|\s*[\u2013\u2014]\s*"
)
YEARS = re.compile(r"(?P<first>\d{4})\s*[-/\u2013]\s*(?P<last>\d{4})")

# `Tahun 2025-2028`, `periode 2025 s.d. 2028`.
LEADING = re.compile(r"^(?:tahun|thn\.?|th\.?|periode|masa|mulai|dari|sejak)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Said:
    """When a row says that an agreement holds; as the columns of Term."""

    kind: TermKind = TermKind.UNKNOWN
    effective_on: date | None = None
    ends_on: date | None = None
    months: int | None = None
    activity: str = ""


class TermReader:
    """Reads the columns about time of one row; what it doubts, it adds to `notes`."""

    def __init__(self, cells: Any, notes: list[str]) -> None:
        self.cells = cells
        self.notes = notes

    def read(self, *, signed_on: ReadDay | None) -> Said:
        """Raises ValueError when it ends before it begins."""
        span = self._span()
        start, end = self.day("start"), None
        phrases = [text_of(self.cells.get(name)) for name in ("end", "term")]
        if phrases[0] and (end := self._end(phrases[0])):
            phrases[0] = ""
        if span and not (start or end) and (years := years_from(span, signed_on)):
            self.notes.append(
                _("Hanya tahun yang disebut; dicatat %d tahun sejak ditandatangani") % years
            )
            return Said(TermKind.MONTHS, months=12 * years)
        if span:
            start, end = start or span[0], end or span[1]
        first = self._exact(start, first=True)
        last = self._exact(end, first=False)
        begins = first or (signed_on.day if signed_on else None)
        if last and begins and last < begins:
            raise ValueError(
                _("Berakhir (%(end)s) sebelum mulai (%(start)s)")
                % {"end": day(last), "start": day(begins)}
            )
        months = self._months(phrases)
        if last:
            self._compare(begins, last, months)
            return Said(TermKind.FIXED, first, ends_on=last)
        if months:
            return Said(TermKind.MONTHS, first, months=months)
        return self._in_words(first, [phrase for phrase in phrases if phrase])

    def _span(self) -> tuple[ReadDay, ReadDay] | None:
        """First and last day in one cell, under whichever heading; the cell is read with that."""
        for name in ("term", "end", "start", "months", "years"):
            if span := span_of(text_of(self.cells.get(name))):
                self.cells = {**self.cells, name: None}
                return span
        return None

    def day(self, name: str) -> ReadDay | None:
        """The day in this column; an unreadable or impossible one is noted and left out."""
        text = text_of(self.cells.get(name))
        read = read_day(self.cells.get(name))
        if read and FIRST_DAY <= read.day <= LAST_DAY:
            return read
        if text:
            self.notes.append(_("Tanggal tidak terbaca: %s") % text[:40])
        return None

    def _end(self, text: str) -> ReadDay | None:
        """A last day; None when the cell holds words instead, which are read later."""
        if read_day(self.cells.get("end")) or not re.search("[a-z]", text.lower()):
            return self.day("end")
        return None

    def _exact(self, read: ReadDay | None, *, first: bool) -> date | None:
        """A term has no precision: the first or the last day possible, and a note of it."""
        if read is None:
            return None
        taken = read.day if first else read.last
        if read.precision != Precision.DAY:
            self.notes.append(_("Hari tidak disebut; dicatat %s") % day(taken))
        return taken

    def _months(self, phrases: list[str]) -> int | None:
        for name, unit in (("months", 1), ("years", 12)):
            text = text_of(self.cells.get(name))
            if not text:
                continue
            is_bare = re.fullmatch(r"\d{1,3}(?:[.,]\d)?", text)
            if months := whole_months(text, unit) if is_bare else length_of(text):
                return months
            self.notes.append(_("Lama tidak terbaca: %s") % text[:40])
        for place, phrase in enumerate(phrases):
            months = length_of(phrase)
            if months and not EXTENDING.search(phrase.lower()):
                phrases[place] = ""
                return months
        return None

    def _compare(self, begins: date | None, last: date, months: int | None) -> None:
        if begins and months and abs((add_months(begins, months) - last).days) > 2:
            self.notes.append(
                _("%(months)d bulan tidak cocok dengan tanggal akhir; dipakai %(end)s")
                % {"months": months, "end": day(last)}
            )

    def _in_words(self, first: date | None, phrases: list[str]) -> Said:
        for phrase in phrases:
            text = phrase.lower()
            if EXTENDING.search(text):
                return Said(TermKind.EXTENDING, first)
            if OPEN.search(text):
                return Said(TermKind.OPEN, first)
            if until := UNTIL.search(phrase):
                return Said(TermKind.ACTIVITY, first, activity=until["what"][:200])
            self.notes.append(_("Masa berlaku tidak terbaca: %s") % phrase[:60])
        return Said(TermKind.UNKNOWN, first)


def length_of(text: str) -> int | None:
    """Months in `2 tahun`, `setahun`, `18 bulan`, `1 tahun 6 bulan`; None for no such length."""
    found = LENGTH.search(text.lower())
    if not found:
        return None
    months = _counted(found)
    more = AND_MONTHS.match(text.lower(), found.end())
    if months and found["unit"].startswith("t") and more:
        return months + int(more["months"])
    return months


def _counted(found: re.Match[str]) -> int | None:
    count = str(WORDS.get(found["count"], found["count"]))
    return whole_months(count, UNITS[found["unit"][0]])


def whole_months(count: str, unit: int) -> int | None:
    """So many times a month, a semester or a year, if that makes a plausible number of months."""
    months = Decimal(count.replace(",", ".")) * unit
    return int(months) if months == int(months) and 1 <= months <= MONTHS_MAX else None


def span_of(text: str) -> tuple[ReadDay, ReadDay] | None:
    """First and last day of `1 Juli 2024 s.d. 30 Juni 2026` or of `2024-2026`."""
    text = LEADING.sub("", text)
    years = YEARS.fullmatch(text)
    parts = [years["first"], years["last"]] if years else BETWEEN.split(text)
    if len(parts) != 2:
        return None
    first, last = read_day(parts[0]), read_day(parts[1])
    if first is None or last is None or first.day < FIRST_DAY or last.day > LAST_DAY:
        return None
    return first, last


def years_from(span: tuple[ReadDay, ReadDay], signed_on: ReadDay | None) -> int:
    """How many years from its signing an agreement of `2025-2028` holds; 0 where that is not it."""
    first, last = span
    is_bare = first.precision == last.precision == Precision.YEAR
    begins_then = signed_on is not None and signed_on.day.year == first.day.year
    return max(0, last.day.year - first.day.year) if is_bare and begins_then else 0


def last_day_of(said: Said, signed_on: date | None) -> date | None:
    """The last day that these values come to, for comparing with what is recorded."""
    start = said.effective_on or signed_on
    if said.kind == TermKind.MONTHS and start and said.months:
        return add_months(start, said.months) - timedelta(days=1)
    return said.ends_on
