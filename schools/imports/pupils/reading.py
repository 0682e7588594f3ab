"""Dapodik's list of pupils (daftar_pd), as schools have it, turned into what each row says.

Only the columns that a placement needs are taken; the others are named and never looked at. Reasons
and notes name rows and columns, no people: they stand in reports and on the command's output.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from accounts.telephones import phone_e164
from schools.class_names import grade_of
from schools.imports.cells import EPOCH_1904, code_of, read_day, text_of
from schools.imports.pupils.header import Header, Rows, find_header
from schools.imports.tables import Opened, TableError, heading, opened
from schools.models.dates import Precision

ROWS_MAX = 10_000
NAME_MAX, NIPD_MAX, CLASS_MAX = 150, 30, 60
NISN_DIGITS = 10
# Leading zeros get lost when a list is saved again; with more gone it is hardly a NISN.
NISN_LEAST = 5
SEXES = {
    "l": "L", "lk": "L", "laki laki": "L", "laki": "L", "pria": "L",
    "p": "P", "pr": "P", "perempuan": "P", "wanita": "P",
}  # fmt: skip
# In years on the day of reading: outside the first a slip of the pen, outside the second unusual.
AGES_POSSIBLE = range(10, 36)
AGES_USUAL = range(14, 23)
GUARDIANS = ("guardian", "father", "mother")
DECEASED = re.compile(r"^\W*almh?\b|\balmh?\W*$|\balmarhuma?h?\b", re.IGNORECASE)
# What begins the lines below a list.
BELOW = re.compile(
    r"jumlah|total|rekap|mengetahui|menyetujui|kepala sekolah|wali kelas|operator|nip\b|catatan|"
    r"keterangan|laki laki|perempuan"
)
DOWNLOADED = re.compile(r"unduh\D{0,5}(\d{4}-\d{2}-\d{2})", re.IGNORECASE)
SCHOOL = re.compile(r"^(?:smk|mak|sekolah menengah kejuruan|madrasah)", re.IGNORECASE)
STRANGE = re.compile(r"[0-9=<>@{}|\\^~]")
Cells = Mapping[str, Any]


@dataclass
class Said:
    """What one row says: texts by name, days in ISO, telephones in E.164; empty for unsaid.

    A row with a reason is not taken.
    """

    number: int
    values: dict[str, str]
    notes: list[str] = field(default_factory=list)
    reason: str = ""


@dataclass(frozen=True)
class PupilList:
    """One file: its rows, which columns were read, and what it tells of itself."""

    rows: list[Said]
    used: tuple[str, ...]
    ignored: tuple[str, ...]
    columns: frozenset[str]
    skipped: int
    downloaded_on: date | None
    school_name: str
    other_lists: int


def read_pupils(data: bytes, *, on: date, file_name: str = "") -> PupilList:
    """Raises TableError when the file is no list of pupils."""
    book = opened(data)
    for sheet in book.sheets:
        found = find_header(enumerate(sheet, start=1))
        if found:
            header, rows = found
            return listed(book, header, rows, on=on, file_name=file_name)
    raise TableError(_("Baris judul tidak ditemukan. Berkas perlu kolom: No, Nama, NISN."))


def listed(book: Opened, header: Header, rows: Rows, *, on: date, file_name: str) -> PupilList:
    reader = RowReader(on=on, is_1904=book.is_1904)
    said, skipped = [], 0
    is_below = False
    for number, row in rows:
        cells = {name: row[place] for name, place in header.places.items() if place < len(row)}
        if not any(text_of(cell) for cell in cells.values()):
            continue
        is_below = is_below or begins_below(cells)
        if is_pupil(cells, is_below=is_below):
            said.append(reader.read(number, cells))
        else:
            skipped += 1
        if len(said) > ROWS_MAX:
            raise TableError(_("Berkas memuat lebih dari 10.000 siswa."))
    refuse_repeated(said)
    return PupilList(
        rows=said,
        used=header.used,
        ignored=header.ignored,
        columns=frozenset(header.places),
        skipped=skipped,
        downloaded_on=downloaded_on(header.titles, file_name),
        school_name=school_named(header.titles, file_name),
        other_lists=others(book),
    )


def others(book: Opened) -> int:
    """In how many further sheets a list stands, which is not read."""
    if not book.is_workbook:
        return 0
    return sum(find_header(enumerate(sheet, start=1)) is not None for sheet in book.sheets)


def is_numbered(cells: Cells) -> bool:
    return code_of(cells.get("no")).rstrip(".").isdecimal()


def begins_below(cells: Cells) -> bool:
    """Whether the list has ended here: sums, then who signs it."""
    words = [heading(cells.get(name)) for name in ("no", "name")]
    return not is_numbered(cells) and any(BELOW.match(word) for word in words)


def is_pupil(cells: Cells, *, is_below: bool) -> bool:
    """Whether a pupil stands here, be it with mistakes; not headings again, sums or signatures."""
    if heading(cells.get("nisn")) == "nisn":
        return False
    nisn = code_of(cells.get("nisn"))
    marks = [
        is_numbered(cells),
        nisn.isdecimal() and NISN_LEAST <= len(nisn) <= NISN_DIGITS,
        heading(cells.get("sex")) in SEXES,
        read_day(cells.get("born_on")) is not None,
    ]
    if any(marks):
        return bool(text_of(cells.get("name")) or sum(marks) > 1)
    has_more = any(text_of(cells.get(name)) for name in ("nipd", "class", "nisn"))
    return not is_below and has_more and bool(text_of(cells.get("name")))


class RowReader:
    """Reads the cells of one row after the other; `on` is the day on which somebody has an age."""

    def __init__(self, *, on: date, is_1904: bool) -> None:
        self.on = on
        self.is_1904 = is_1904

    def read(self, number: int, cells: Cells) -> Said:
        said = Said(number, who(cells))
        try:
            said.values = self._values(cells, said.notes)
        except ValueError as reason:
            said.reason = str(reason)
        return said

    def _values(self, cells: Cells, notes: list[str]) -> dict[str, str]:
        values = {
            "name": name_of(cells.get("name"), notes),
            "nisn": nisn_of(cells.get("nisn"), notes),
            "nipd": code_of(cells.get("nipd"))[:NIPD_MAX],
            "sex": sex_of(cells.get("sex"), notes),
            "born_on": self._born_on(cells.get("born_on"), notes),
            "district": text_of(cells.get("district"))[:80],
            "phone": phone_of(cells.get("phone"), notes),
            "class": class_of(cells.get("class"), notes),
        }
        values["grade"] = grade_in(cells, values["class"])
        return values | guardians_of(cells, notes)

    def _born_on(self, cell: Any, notes: list[str]) -> str:
        read = read_day(cell, epoch=EPOCH_1904) if self.is_1904 else read_day(cell)
        if read is None or read.precision is not Precision.DAY:
            if text_of(cell):
                notes.append(_("Tanggal lahir tidak terbaca, dikosongkan"))
            return ""
        if read.day > self.on:
            raise ValueError(_("Tanggal lahir di masa depan"))
        age = years_between(read.day, self.on)
        if age not in AGES_POSSIBLE:
            raise ValueError(_("Tanggal lahir tidak mungkin untuk siswa: umur %d tahun") % age)
        if age not in AGES_USUAL:
            notes.append(_("Umur %d tahun, periksa tanggal lahir") % age)
        return read.day.isoformat()


def who(cells: Cells) -> dict[str, str]:
    """What is left of a row that is not taken: enough to see that its pupil is in the file."""
    nisn = code_of(cells.get("nisn"))
    return {
        "name": text_of(cells.get("name"))[:NAME_MAX],
        "nisn": nisn.zfill(NISN_DIGITS) if re.fullmatch("[0-9]{5,10}", nisn) else "",
        "nipd": code_of(cells.get("nipd"))[:NIPD_MAX],
    }


def years_between(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def name_of(cell: Any, notes: list[str]) -> str:
    name = text_of(cell)
    if not any(sign.isalpha() for sign in name):
        raise ValueError(_("Nama kosong"))
    if len(name) > NAME_MAX:
        raise ValueError(_("Nama lebih dari 150 karakter"))
    if STRANGE.search(name):
        notes.append(_("Nama memuat angka atau tanda yang tidak lazim"))
    return name


def nisn_of(cell: Any, notes: list[str]) -> str:
    """Ten digits, the leading zeros that a spreadsheet dropped put back; empty for none."""
    code = code_of(cell).replace(" ", "")
    if not code.strip("0"):
        if not code:
            notes.append(_("NISN kosong"))
            return ""
        notes.append(_("NISN hanya angka nol, dikosongkan"))
        return ""
    if not re.fullmatch("[0-9]{1,10}", code):
        raise ValueError(_("NISN bukan 10 angka"))
    if len(code) < NISN_LEAST:
        raise ValueError(_("NISN bukan 10 angka: hanya %d") % len(code))
    return code.zfill(NISN_DIGITS)


def sex_of(cell: Any, notes: list[str]) -> str:
    sex = SEXES.get(heading(text_of(cell)), "")
    if not sex:
        notes.append(_("JK kosong") if not text_of(cell) else _("JK bukan L atau P, dikosongkan"))
    return sex


def phone_of(cell: Any, notes: list[str]) -> str:
    """E.164; the zero in front that a spreadsheet dropped does not matter to it."""
    typed = code_of(cell)
    number = phone_e164(typed) if typed.strip("0") else ""
    if typed.strip("0") and not number:
        notes.append(_("HP tidak terbaca sebagai nomor telepon, dikosongkan"))
    return number


def class_of(cell: Any, notes: list[str]) -> str:
    name = text_of(cell)
    if len(name) > CLASS_MAX:
        notes.append(_("Nama rombel lebih dari 60 karakter, dipotong"))
    return name[:CLASS_MAX].strip()


def grade_in(cells: Cells, class_name: str) -> str:
    """From the class's name, else from a column of its own."""
    grade = grade_of(class_name) or grade_of(code_of(cells.get("grade")))
    return str(grade) if grade else ""


def guardians_of(cells: Cells, notes: list[str]) -> dict[str, str]:
    """The living among wali, ayah and ibu, as far as the names say who is not."""
    named = {who: text_of(cells.get(who))[:NAME_MAX] for who in GUARDIANS}
    living = {
        who: name if any(sign.isalpha() for sign in name) and not DECEASED.search(name) else ""
        for who, name in named.items()
    }
    if any(named.values()) and not any(living.values()):
        notes.append(_("Wali belum diketahui: orang tua tercatat almarhum"))
    return living


def refuse_repeated(rows: Sequence[Said]) -> None:
    """The first row wins; one that means the same pupil is refused, naming the other's row."""
    seen: dict[tuple[str, ...], Said] = {}
    for said in taken(rows):
        for key, label in keys_of(said):
            first = seen.setdefault(key, said)
            if first is said:
                continue
            if key[0] == "nipd":
                said.notes.append(_("NIPD sama dengan baris %d, dikosongkan") % first.number)
                said.values["nipd"] = ""
            elif key[0] == "nisn" or not (said.values["nisn"] and first.values["nisn"]):
                said.reason = _("%(what)s sama dengan baris %(row)d") % {
                    "what": label,
                    "row": first.number,
                }
                first.notes.append(_("Terulang di baris %d, yang tidak diambil") % said.number)
                said.values = {name: said.values[name] for name in ("name", "nisn", "nipd")}
                break


def taken(rows: Sequence[Said]) -> Iterator[Said]:
    return (said for said in rows if not said.reason)


def keys_of(said: Said) -> Iterator[tuple[tuple[str, ...], str]]:
    """What tells a pupil from the others of the file, the surest first."""
    values = said.values
    if values["nisn"]:
        yield ("nisn", values["nisn"]), "NISN"
    if values["born_on"]:
        who = "born", " ".join(values["name"].lower().split()), values["born_on"]
        yield who, _("Nama dan tanggal lahir")
    if values["nipd"]:
        yield ("nipd", values["nipd"]), "NIPD"


def downloaded_on(titles: Sequence[str], file_name: str) -> date | None:
    """The day that Dapodik writes above the list and into the file's name."""
    texts = [*titles, re.sub(r"^.*?(\d{4}-\d{2}-\d{2})", r"unduh \1", file_name)]
    for text in texts:
        if found := DOWNLOADED.search(text):
            read = read_day(found[1])
            return read.day if read else None
    return None


def school_named(titles: Sequence[str], file_name: str) -> str:
    """The school of which the file says it is; empty where it does not."""
    found = (" ".join(text.split()) for text in titles if SCHOOL.match(text.strip()))
    in_name = re.match(r"daftar_pd-(.+?)-\d{4}-\d{2}-\d{2}", file_name)
    return next(found, in_name[1].strip() if in_name else "")[:150]
