"""Spreadsheets and CSV as people have them, read into rows under known column names."""

import csv
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from itertools import islice
from typing import Any

from django.utils.translation import gettext_lazy as _
from python_calamine import CalamineError, CalamineWorkbook

HEADER_WITHIN = 30
DELIMITERS = ",;\t|"
# A workbook is a zip: small outside, possibly endless inside.
UNPACKED_MAX_BYTES = 300 * 1024 * 1024
PACKING_RATIO_MAX = 200
PARTS_MAX = 2000
CELLS_MAX = 8_000_000
REFERENCE = re.compile(rb"""\sr\s*=\s*["']([A-Z]{0,3})([0-9]{1,7})["']""")
NOT_A_WORKBOOK = _("Buku kerja ini rusak atau bukan berkas Excel.")
ROWS_MAX = 200_000


class TableError(Exception):
    """The file cannot be read as a list; the message tells the person why."""


@dataclass(frozen=True)
class Row:
    """One record: its number in the file, counted from 1 with the header, and its cells by name."""

    number: int
    cells: Mapping[str, Any]


@dataclass(frozen=True)
class Table:
    """Rows under known columns; `unread` are the headings that nobody knows, as written."""

    columns: tuple[str, ...]
    rows: list[Row]
    unread: tuple[str, ...] = ()


@dataclass(frozen=True)
class Header:
    """At which position each known column stands, and what else the row of headings says."""

    places: dict[str, int]
    unread: tuple[str, ...]


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
            return Table(tuple(header.places), found, header.unread)
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
        unread = []
        for place, cell in enumerate(row):
            name = names.get(heading(cell))
            if name:
                places.setdefault(name, place)
            elif heading(cell):
                unread.append(" ".join(str(cell).split())[:60])
        if len(places) >= least and all(name in places for name in needed):
            return Header(places, tuple(unread))
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


def sheets(data: bytes) -> Iterator[Iterator[Sequence[Any]]]:
    if not data.strip():
        raise TableError(_("Berkas kosong."))
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise TableError(_("Buku kerja Excel lama (.xls): simpan dulu sebagai .xlsx."))
    if data.startswith(b"PK"):
        yield from workbook_sheets(data)
        return
    text = decoded(data)
    for delimiter in likely_delimiters(text):
        yield csv_rows(text, delimiter)


def workbook_sheets(data: bytes) -> Iterator[Iterator[Sequence[Any]]]:
    refuse_bombs(data)
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(data))
        for name in workbook.sheet_names:
            yield workbook.get_sheet_by_name(name).iter_rows()
    except (CalamineError, OSError) as error:
        raise TableError(NOT_A_WORKBOOK) from error


def refuse_bombs(data: bytes) -> None:
    """Bound what the zip unpacks to, and how far apart its cells stand, before reading it.

    A sheet is held as a full rectangle: two cells in opposite corners would end the process.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as parts:
            listed = parts.infolist()
            if "xl/workbook.xml" not in parts.namelist():
                raise TableError(NOT_A_WORKBOOK)
            if any(part.filename.lower().endswith("vbaproject.bin") for part in listed):
                raise TableError(_("Buku kerja ini berisi makro: simpan dulu sebagai .xlsx."))
            if is_bomb(listed) or any(is_vast(parts, part) for part in listed):
                raise TableError(
                    _("Buku kerja ini terlalu besar setelah dibuka; simpan sebagai CSV.")
                )
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise TableError(NOT_A_WORKBOOK) from error


def is_bomb(parts: Sequence[zipfile.ZipInfo]) -> bool:
    packed_tight = any(
        part.file_size > PACKING_RATIO_MAX * max(part.compress_size, 1024) for part in parts
    )
    unpacked = sum(part.file_size for part in parts)
    return packed_tight or unpacked > UNPACKED_MAX_BYTES or len(parts) > PARTS_MAX


def is_vast(parts: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether the cells named in this part span more than we are willing to hold.

    Any part may be a sheet, wherever it lies, so each is asked for attributes like r="XFD9".
    """
    if part.filename == "xl/sharedStrings.xml":
        return False
    last_row = last_column = 0
    for column, row in REFERENCE.findall(parts.read(part)):
        last_row = max(last_row, int(row))
        last_column = max(last_column, column_number(column))
    return last_row * max(last_column, 1) > CELLS_MAX


def column_number(letters: bytes) -> int:
    """`A` is 1, `XFD` is 16384; a row's reference has no letters: 0."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


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
