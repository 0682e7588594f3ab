"""A sheet of insurance numbers as it comes back: whom each row means, what it would write, and why
a row is refused (practice 22: matched on NISN).

Nothing is kept of the file; `insuring.py` has how what was looked at comes to be written.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.placements.imports.insurance_numbers import number_of
from partnerships.placements.imports.refusals import RefusedRowError
from partnerships.placements.insuring import NO_COVER, Cover, Wanted
from partnerships.placements.models import Placement
from schools.imports.cells import code_of, read_day, text_of
from schools.imports.tables import Row, TableError, read_table
from schools.models.dates import Precision
from schools.search import normalise

ROWS_MOST = 2000
NISN_DIGITS, NISN_LEAST = 10, 5
COLUMNS: dict[str, Sequence[str]] = {
    "code": ["kode", "kode penempatan"],
    "nisn": ["nisn"],
    "name": ["nama", "nama siswa", "nama peserta", "nama peserta didik", "nama murid"],
    "number": [
        "nomor peserta",
        "nomor peserta jkk jkm",
        "no peserta",
        "nomor kartu",
        "nomor kpj",
        "kpj",
        "nomor kepesertaan",
    ],
    "since": ["dijamin sejak", "mulai dijamin", "tanggal mulai jaminan", "berlaku sejak"],
    "until": ["dijamin sampai", "dijamin sampai dengan", "dijamin s d", "berlaku sampai"],
}


class Outcome(TextChoices):
    NEW = "new", gettext_lazy("Nomor baru")
    CHANGED = "changed", gettext_lazy("Berubah")
    UNCHANGED = "unchanged", gettext_lazy("Tetap")
    EMPTY = "empty", gettext_lazy("Tanpa nomor")
    REJECTED = "rejected", gettext_lazy("Ditolak")


@dataclass
class InsuranceRow:
    """What one row of the sheet says, and of whom; `changes` is what it does to each placement."""

    number: int
    name: str
    outcome: Outcome = Outcome.REJECTED
    changes: list[tuple[Placement, Cover, Cover]] = field(default_factory=list)
    reason: str = ""
    notes: list[str] = field(default_factory=list)

    @property
    def differing(self) -> list[tuple[Placement, Cover, Cover]]:
        return [change for change in self.changes if change[1] != change[2]]

    @property
    def wanted(self) -> list[Wanted]:
        return [Wanted(one.public_id, before, after) for one, before, after in self.differing]


def read_insurance(
    data: bytes, *, placements: Iterable[Placement], rest: Cover = NO_COVER
) -> list[InsuranceRow]:
    """The rows of the sheet, compared with what is recorded of these placements.

    `rest` has the days for rows that name none. Raises TableError for a file that is no such sheet.
    """
    table = read_table(data, columns=COLUMNS, needed=["number"], most_rows=ROWS_MOST)
    if not {"nisn", "code"} & set(table.columns):
        raise TableError(_("Berkas perlu kolom NISN atau Kode di samping kolom Nomor peserta."))
    reader = Reader(placements, rest)
    rows = [reader.read(row) for row in table.rows]
    note_shared_numbers(rows)
    return rows


class Reader:
    """Knows the placements that may be meant."""

    def __init__(self, placements: Iterable[Placement], rest: Cover) -> None:
        self.rest = rest
        self.by_code: dict[str, Placement] = {}
        self.by_nisn: dict[str, list[Placement]] = defaultdict(list)
        for row in placements:
            self.by_code[row.public_id] = row
            if row.pupil.nisn:
                self.by_nisn[row.pupil.nisn].append(row)
        self.seen: dict[int, int] = {}

    def read(self, row: Row) -> InsuranceRow:
        said = {name: text_of(cell) for name, cell in row.cells.items()}
        said |= {name: code_of(row.cells.get(name)) for name in ("nisn", "code", "number")}
        read = InsuranceRow(row.number, said.get("name") or said["nisn"] or said["code"])
        try:
            self._fill(read, said, row.cells)
        except RefusedRowError as refused:
            read.reason = str(refused)
        return read

    def _fill(self, read: InsuranceRow, said: Mapping[str, str], cells: Mapping[str, Any]) -> None:
        meant = self._meant(said)
        read.name = meant[0].pupil.name
        self._demand_once(read, meant)
        if said.get("name") and normalise(said["name"]) != normalise(read.name):
            read.notes.append(_("Pada lembar bernama %s.") % said["name"][:80])
        told = Cover(number_of(said["number"], pupil=meant[0].pupil), *days_of(cells))
        if not told.number:
            read.outcome = Outcome.EMPTY
            return
        read.changes = [(one, Cover.of(one), merged(told, one, self.rest)) for one in meant]
        read.outcome = outcome_of(read)
        self._add_notes(read)

    def _meant(self, said: Mapping[str, str]) -> list[Placement]:
        """The placement of the code; without one all of the pupil in this period."""
        nisn = padded(said["nisn"])
        if code := said["code"].lower():
            found = self.by_code.get(code)
            if found is None:
                raise RefusedRowError(_("Kode ini tidak ada di antara penempatan periode ini."))
            if nisn and found.pupil.nisn and nisn != found.pupil.nisn:
                raise RefusedRowError(_("Kode dan NISN menunjuk siswa yang berbeda."))
            return [found]
        if not nisn:
            raise RefusedRowError(_("NISN kosong; nama saja tidak cukup untuk nomor jaminan."))
        if nisn not in self.by_nisn:
            raise RefusedRowError(
                _("NISN ini tidak ada di antara siswa yang ditempatkan pada periode ini.")
            )
        return self.by_nisn[nisn]

    def _demand_once(self, read: InsuranceRow, meant: list[Placement]) -> None:
        for one in meant:
            first = self.seen.setdefault(one.pk, read.number)
            if first != read.number:
                raise RefusedRowError(_("Siswa yang sama dengan baris %d.") % first)

    def _add_notes(self, read: InsuranceRow) -> None:
        if len(read.changes) > 1:
            words = _("%d penempatan pada periode ini; berlaku untuk semuanya.")
            read.notes.append(words % len(read.changes))
        after = [cover for _one, _before, cover in read.changes]
        if any(cover.since is None for cover in after):
            read.notes.append(_("Masa jaminannya belum diketahui."))
        elif not all(cover.covers(one) for one, _before, cover in read.changes):
            read.notes.append(_("Tidak mencakup seluruh hari PKL."))


def padded(nisn: str) -> str:
    """With the zeros that a spreadsheet has dropped."""
    if nisn.isdecimal() and NISN_LEAST <= len(nisn) <= NISN_DIGITS:
        return nisn.zfill(NISN_DIGITS)
    return nisn


def days_of(cells: Mapping[str, Any]) -> tuple[date | None, date | None]:
    """Raises RefusedRowError for what is no day, and for an end before the beginning."""
    since, until = (_day(cells.get(name)) for name in ("since", "until"))
    if since and until and until < since:
        raise RefusedRowError(_("Jaminan berakhir sebelum mulai."))
    return since, until


def _day(cell: Any) -> date | None:
    found = read_day(cell)
    if found and found.precision is Precision.DAY:
        return found.day
    if text_of(cell):
        raise RefusedRowError(_("Tanggal tidak terbaca: %s.") % text_of(cell)[:40])
    return None


def merged(told: Cover, placement: Placement, rest: Cover) -> Cover:
    """What the row says, then what was typed for all rows, then what is recorded."""
    if told.since or told.until:
        since, until = told.since or placement.insured_since, told.until
    elif rest.since:
        since, until = rest.since, rest.until
    else:
        since, until = placement.insured_since, placement.insured_until
    if until and (since is None or until < since):
        raise RefusedRowError(_("Isi juga sejak kapan dijamin, sebelum akhirnya."))
    return Cover(told.number, since, until)


def outcome_of(read: InsuranceRow) -> Outcome:
    if not read.differing:
        return Outcome.UNCHANGED
    was_given = any(before.number for _one, before, _after in read.changes)
    return Outcome.CHANGED if was_given else Outcome.NEW


def note_shared_numbers(rows: Iterable[InsuranceRow]) -> None:
    """One number for several pupils is a common policy, or a cell that was dragged down."""
    users: dict[str, list[InsuranceRow]] = defaultdict(list)
    for row in rows:
        if row.changes:
            users[row.changes[0][2].number].append(row)
    for shared in users.values():
        for row in shared if len(shared) > 1 else []:
            row.notes.append(_("Nomor yang sama dipakai %d siswa.") % len(shared))
