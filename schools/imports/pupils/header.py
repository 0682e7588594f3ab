"""Where a list of pupils has its headings: in one row, or in two of which the upper one is merged.

Dapodik's daftar_pd says `Nama` four times: of the pupil, and below `Data Ayah`, `Data Ibu` and
`Data Wali`. Which one is meant, its group tells.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from schools.imports.tables import HEADER_WITHIN, heading

Rows = Iterator[tuple[int, Sequence[Any]]]
COLUMNS_MAX = 1000
LABEL_MAX = 60
# Our name, then the headings as `heading` writes them.
COLUMNS = {
    "no": ["no", "nomor", "no urut", "nomor urut"],
    "name": ["nama", "nama peserta didik", "nama siswa", "nama murid", "nama lengkap"],
    "nipd": ["nipd", "nis", "nomor induk", "no induk"],
    "sex": ["jk", "l p", "jenis kelamin"],
    "nisn": ["nisn"],
    "born_on": ["tanggal lahir", "tgl lahir", "tanggal lahir siswa"],
    "district": ["kecamatan"],
    "phone": ["hp", "no hp", "nomor hp"],
    "guardian": ["nama wali", "data wali nama", "wali"],
    "father": ["nama ayah", "data ayah nama", "ayah", "nama ayah kandung"],
    "mother": ["nama ibu", "data ibu nama", "ibu", "nama ibu kandung"],
    "class": ["rombel saat ini", "rombel", "kelas", "rombongan belajar"],
    "grade": ["tingkat", "tingkat pendidikan", "tingkat kelas"],
}  # fmt: skip
NAMES = {text: name for name, texts in COLUMNS.items() for text in texts}
NEEDED = ("name", "nisn")
# Who a group of columns is about, and what it tells of them; only the name is read.
GROUPS = {
    "data ayah": "father", "ayah": "father", "data ayah kandung": "father",
    "data ibu": "mother", "ibu": "mother", "data ibu kandung": "mother",
    "data wali": "guardian", "wali": "guardian",
}  # fmt: skip
PARTS = {"nama", "tahun lahir", "jenjang pendidikan", "pekerjaan", "penghasilan", "nik"}


@dataclass(frozen=True)
class Header:
    """Where each known column stands; how what is read and what is thrown away is called."""

    places: Mapping[str, int]
    used: tuple[str, ...]
    ignored: tuple[str, ...]
    titles: tuple[str, ...]


def find_header(rows: Rows) -> tuple[Header, Rows] | None:
    """The headings, and the rows below them; None where no row near the top has them."""
    titles: list[str] = []
    above: Sequence[Any] = ()
    for _number, cut in islice(rows, HEADER_WITHIN):
        row = cut[:COLUMNS_MAX]
        if is_header(row):
            below = next(rows, None)
            second = below[1][:COLUMNS_MAX] if below else ()
            is_double = is_second_row(row, second)
            rest = rows if below is None or is_double else chain([below], rows)
            named = labels(above, row, second if is_double else ())
            return header_of(named, titles), rest
        titles.extend(str(cell)[:200] for cell in row[:20] if isinstance(cell, str) and cell)
        above = row
    return None


def is_header(row: Sequence[Any]) -> bool:
    names = {NAMES.get(heading(cell)) for cell in row}
    return names.issuperset(NEEDED)


def is_second_row(first: Sequence[Any], second: Sequence[Any]) -> bool:
    """Whether this is the lower half of merged headings; where a pupil stands, it is not."""
    if not any(heading(cell) for cell in second):
        return False
    for place, cell in enumerate(first):
        own = heading(second[place]) if place < len(second) else ""
        if NAMES.get(heading(cell)) in NEEDED and own not in {"", heading(cell)}:
            return False
    texts = {heading(cell) for cell in second}
    return bool(texts & PARTS) or texts <= {"", *map(heading, first)}


@dataclass(frozen=True)
class Label:
    """One column's heading: as written, as compared, and whose columns it stands among."""

    place: int
    written: str
    text: str
    whose: str = ""

    @property
    def column(self) -> str | None:
        if self.whose:
            return self.whose if self.text == "nama" else None
        return NAMES.get(self.text)


def labels(above: Sequence[Any], first: Sequence[Any], second: Sequence[Any]) -> Iterator[Label]:
    """The columns with their groups, which stand over the lower row or in the row above it all."""
    is_grouped_above = not second and any(heading(cell) in GROUPS for cell in above)
    tops, lows = (above, first) if is_grouped_above else (first, second)
    group = ""
    for place in range(max(len(tops), len(lows))):
        top, low = written(tops, place), written(lows, place)
        group = (top or group) if heading(low) in PARTS else ""
        if heading(group) in GROUPS:
            yield Label(place, f"{group} / {low}", heading(low), GROUPS[heading(group)])
        elif text := (low if is_grouped_above else top or low):
            yield Label(place, text, heading(text))


def written(row: Sequence[Any], place: int) -> str:
    cell = row[place] if place < len(row) else None
    return "" if cell is None else " ".join(str(cell).split())[:LABEL_MAX]


def header_of(named: Iterator[Label], titles: Sequence[str]) -> Header:
    """The first column of each name is read, all others are not."""
    places: dict[str, int] = {}
    used, ignored = [], []
    for label in named:
        column = label.column
        if column and column not in places:
            places[column] = label.place
            used.append(label.written)
        else:
            ignored.append(label.written)
    return Header(places, tuple(used), tuple(ignored), tuple(titles))
