"""Spreadsheets and CSV as people have them, read into rows under known column names."""

import csv
import json
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from io import StringIO
from itertools import islice
from typing import Any

from django.utils.translation import gettext_lazy as _

from schools.imports import workbook_worker

HEADER_WITHIN = 30
DELIMITERS = ",;\t|"
SECONDS = 90
# Each may take as much memory as the worker's limit allows.
ONE_AT_A_TIME = threading.Lock()
ROWS_MAX = workbook_worker.ROWS_MAX
REFUSALS = {
    "broken": _("Buku kerja ini rusak atau bukan berkas Excel."),
    "locked": _("Buku kerja ini terkunci kata sandi: simpan dulu tanpa kata sandi."),
    "macros": _("Buku kerja ini berisi makro: simpan dulu sebagai .xlsx."),
    "too_large": _("Buku kerja ini terlalu besar setelah dibuka; simpan sebagai CSV."),
}
READERS: dict[str, Callable[[Any], Any]] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "seconds": lambda seconds: timedelta(seconds=seconds),
}


class TableError(Exception):
    """The file cannot be read as a list; the message tells the person why."""


@dataclass(frozen=True)
class Row:
    """One record: its number in the file, counted from 1 with the header, and its cells by name."""

    number: int
    cells: Mapping[str, Any]


@dataclass(frozen=True)
class Table:
    """Rows under known columns; `headings` are these as the file writes them, `unread` are those
    that nobody knows, and those that say a second time what another column says already."""

    columns: tuple[str, ...]
    rows: list[Row]
    unread: tuple[str, ...] = ()
    headings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Header:
    """At which position each known column stands, how it is written, and what else is there."""

    places: dict[str, int]
    unread: tuple[str, ...]
    headings: dict[str, str]


def heading(text: object) -> str:
    """`Kab_/Kota ` and `kab kota` are one heading."""
    return re.sub(r"[^a-z0-9]+", " ", str(text or "").lower()).strip()


def read_table(
    data: bytes,
    *,
    columns: Mapping[str, Sequence[str]],
    needed: Sequence[str],
    least: int = 1,
    most_rows: int = ROWS_MAX,
) -> Table:
    """The first sheet with a header row that names all `needed` columns and `least` in all.

    `columns` gives each name its headings, as `heading` writes them. Raises TableError.
    """
    names = {text: name for name, texts in columns.items() for text in texts}
    for sheet in sheets(data):
        rows = enumerate(sheet, start=1)
        header = find_header(rows, names, needed, least)
        if header:
            found = records(rows, header.places, most_rows)
            return Table(tuple(header.places), found, header.unread, header.headings)
    wanted = ", ".join(columns[name][0] for name in needed)
    raise TableError(_("Baris judul tidak ditemukan. Berkas perlu kolom: %s.") % wanted)


def find_header(
    rows: Iterator[tuple[int, Sequence[Any]]],
    names: Mapping[str, str],
    needed: Sequence[str],
    least: int,
) -> Header | None:
    """The row of headings; `rows` is left behind it."""
    for _number, row in islice(rows, HEADER_WITHIN):
        places: dict[str, int] = {}
        headings: dict[str, str] = {}
        unread = []
        for place, cell in enumerate(row):
            name, written = names.get(heading(cell)), " ".join(str(cell).split())[:60]
            if name and name not in places:
                places[name], headings[name] = place, written
            elif heading(cell):
                unread.append(written)
        if len(places) >= least and all(name in places for name in needed):
            return Header(places, tuple(unread), headings)
    return None


def records(
    rows: Iterator[tuple[int, Sequence[Any]]], places: Mapping[str, int], most: int
) -> list[Row]:
    found = []
    for number, row in rows:
        cells = {name: row[place] for name, place in places.items() if place < len(row)}
        if any(str(cell).strip() for cell in cells.values() if cell is not None):
            found.append(Row(number, cells))
        if len(found) > most or number > ROWS_MAX:
            limit = f"{min(most, ROWS_MAX):,}".replace(",", ".")
            raise TableError(_("Berkas memuat lebih dari %s baris.") % limit)
    return found


@dataclass(frozen=True)
class Opened:
    """Sheets, each an iterator of rows; text has one for each separator that it may be split by.

    `is_1904`: numbers that stand for days count from 1904 on instead of 1900.
    """

    sheets: Iterator[Iterator[Sequence[Any]]]
    is_workbook: bool
    is_1904: bool = False


def opened(data: bytes) -> Opened:
    """Raises TableError for what is neither a workbook that may be read nor text."""
    if not data.strip():
        raise TableError(_("Berkas kosong."))
    if data.startswith((b"PK", workbook_worker.COMPOUND)):
        return opened_workbook(data)
    text = decoded(data)
    return Opened((csv_rows(text, sign) for sign in likely_delimiters(text)), is_workbook=False)


def sheets(data: bytes) -> Iterator[Iterator[Sequence[Any]]]:
    return opened(data).sheets


def opened_workbook(data: bytes) -> Opened:
    """As the worker tells it; raises TableError for what the worker refuses."""
    header, _line, rest = ask_worker(data).partition(b"\n")
    told = json.loads(header)
    if refused := told.get("refused"):
        raise TableError(REFUSALS[refused])
    return Opened(
        (
            (json.loads(row, object_hook=cell) for row in sheet.splitlines())
            for sheet in rest.split(workbook_worker.SHEET)[1:]
        ),
        is_workbook=True,
        is_1904=told["is_1904"],
    )


def ask_worker(data: bytes) -> bytes:
    """What the worker writes; a workbook that it breaks over is larger than it can hold."""
    try:
        with ONE_AT_A_TIME:
            done = subprocess.run(  # noqa: S603 - our own program, no argument from outside
                [sys.executable, "-I", workbook_worker.__file__],
                input=data,
                capture_output=True,
                timeout=SECONDS,
                check=True,
            )
    except subprocess.TimeoutExpired as error:
        raise TableError(REFUSALS["too_large"]) from error
    except subprocess.CalledProcessError as error:
        # Below zero: ended by a signal, for want of memory or time.
        code = "too_large" if error.returncode < 0 else "broken"
        raise TableError(REFUSALS[code]) from error
    return done.stdout


def cell(words: dict[str, Any]) -> Any:
    """A date, a time or a span as the worker puts it into JSON; see its `in_words`."""
    ((kind, value),) = words.items()
    return READERS[kind](value)


def decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise TableError(_("Berkas ini bukan CSV atau buku kerja Excel."))


def likely_delimiters(text: str) -> list[str]:
    """The separators that occur near the top, the most frequent first."""
    top = "\n".join(text.splitlines()[:HEADER_WITHIN])
    return sorted(DELIMITERS, key=lambda sign: -top.count(sign))


def csv_rows(text: str, delimiter: str) -> Iterator[Sequence[Any]]:
    try:
        yield from csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise TableError(_("Berkas ini bukan CSV atau buku kerja Excel.")) from error
