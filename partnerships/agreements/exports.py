"""Lists of agreements as files: exactly the filtered rows, with the filter and the day inside.

XLSX for people: dates are dates, texts are texts, and a second sheet says what was asked.
CSV as Indonesian spreadsheets open it: UTF-8 with a byte order mark, semicolons, dates in ISO.
A CSV has no place for remarks that parsers would not take for rows, so filter and source are its
last two columns, the same in every row, and the filter is in the file's name as well. The day is
in every row of both, as rows that only a source tells of have the day of that source.
"""

import csv
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any

import xlsxwriter
from django.conf import settings
from django.http import FileResponse, StreamingHttpResponse
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.templatetags.reading import day, known_day, moment
from accounts.workbooks import AS_TEXT
from partnerships.agreements.completeness import with_gaps
from partnerships.agreements.models import Agreement, Kind
from partnerships.agreements.rows import Row, with_list_facts, with_scope_facts
from partnerships.agreements.statuses import DayStatus
from schools.models.dates import Precision

MOST_ROWS = 50_000
BATCH = 500
# What a cell of a spreadsheet holds at most.
CELL = 32_767
# What the name of a file tells of the filter, at most.
NAME = 60
# Spreadsheets read a cell that begins so as a formula; the last four are their wide forms.
FORMULA_SIGNS = tuple("=+-@\uff1d\uff0b\uff0d\uff20")

Cell = str | date | None


def looks_like_formula(text: str) -> bool:
    return text.lstrip().startswith(FORMULA_SIGNS) or text[:1] in {"\t", "\r", "\n"}


def harmless(text: str) -> str:
    """The text so that no spreadsheet that opens the CSV takes it for a formula."""
    return f"'{text}" if looks_like_formula(text) else text


@dataclass(frozen=True)
class Column:
    """One column; `audience` is the least that a reader must be to get it."""

    label: str | Promise
    value: Callable[[Row], Cell]
    width: int = 18
    audience: int = 0


PUBLIC, STAFF, KEEPER = 0, 1, 2


def _side(row: Row, *, is_first: bool) -> str:
    parties = [party for party in row.agreement.parties.all() if (party.side == 1) == is_first]
    return "; ".join(party.name for party in parties)


def _numbers(row: Row, *, is_first: bool) -> str:
    parties = [party for party in row.agreement.parties.all() if (party.side == 1) == is_first]
    return "; ".join(party.letter_number for party in parties if party.letter_number)


def _signed(row: Row) -> Cell:
    agreement = row.agreement
    if agreement.published_from_source:
        return _t("%(day)s (menurut sumber)") % {"day": row.signed} if row.signed else ""
    is_exact = agreement.signed_on and agreement.signed_on_precision == Precision.DAY
    return agreement.signed_on if is_exact else row.signed


def _as_of(row: Row) -> Cell:
    """The day of the list; of what only a source tells, the day of which that tells."""
    source = row.agreement.source
    if not row.agreement.published_from_source or source is None:
        return row.on
    told, precision = source.as_of, source.as_of_precision
    if told is None:
        told, precision = source.published_on, source.published_precision
    return told if precision == Precision.DAY else known_day(told, precision)


def _recorder(row: Row) -> str:
    """Nobody, of what only a source tells: the school that it is kept under has not recorded it."""
    if row.agreement.published_from_source:
        return ""
    return str(row.agreement.recording_school or row.agreement.recording_office)


def _recorder_npsn(row: Row) -> str:
    school = row.agreement.recording_school
    return (school.npsn or "") if school and _recorder(row) else ""


def _status(row: Row) -> str:
    return str(DayStatus(row.status).label)


def _region(row: Row) -> str:
    school = row.agreement.recording_school
    return school.regency.short_name if school else ""


def _province(row: Row) -> str:
    keeper = row.agreement.recording_school or row.agreement.recording_office
    return keeper.province.short_name if keeper and keeper.province else ""


def _address(row: Row) -> str:
    agreement = row.agreement
    is_public = agreement.is_recorded or agreement.published_from_source
    path = agreement.get_absolute_url() if is_public else agreement.staff_url
    return f"{settings.SELARAS_PUBLIC_URL}{path}"


COLUMNS = [
    Column(_("Nomor Registrasi Selaras"), lambda row: row.agreement.registration_number, 22),
    Column(_("Bentuk"), lambda row: str(Kind(row.agreement.kind).label), 26),
    Column(_("Judul"), lambda row: row.title, 40),
    Column(_("Pihak pertama"), lambda row: _side(row, is_first=True), 36),
    Column(_("Nomor surat pihak pertama"), lambda row: _numbers(row, is_first=True), 26, STAFF),
    Column(_("Pihak lain"), lambda row: _side(row, is_first=False), 36),
    Column(_("Nomor surat pihak lain"), lambda row: _numbers(row, is_first=False), 26, STAFF),
    Column(_("Ditandatangani"), _signed, 16),
    Column(_("Berlaku sejak"), lambda row: row.agreement.starts_on, 14),
    Column(_("Berlaku sampai dengan"), lambda row: row.agreement.ends_on, 14),
    Column(_("Masa berlaku"), lambda row: row.period, 30),
    Column(_("Keadaan"), _status, 24),
    Column(_("Pencatatan"), lambda row: row.record_badge.label, 30),
    Column(_("Tercatat pada"), lambda row: row.recorded_on, 14),
    Column(_("Terverifikasi pada"), lambda row: row.verified_on, 14),
    Column(_("Berlaku bagi"), lambda row: row.coverage, 40),
    Column(_("Konsentrasi keahlian"), lambda row: row.concentrations, 40),
    Column(_("Butir link and match"), lambda row: row.items, 40),
    Column(_("Realisasi"), lambda row: row.uses, 28),
    Column(_("Pencatat"), _recorder, 30),
    Column(_("NPSN pencatat"), _recorder_npsn, 12),
    Column(_("Kabupaten/kota"), _region, 20),
    Column(_("Provinsi"), _province, 18),
    Column(
        _("Yang wajib dan belum ada"),
        lambda row: "; ".join(str(gap.demand.label) for gap in row.completeness.required),
        36,
        KEEPER,
    ),
    Column(_("Sumber"), lambda row: str(row.agreement.source) if row.agreement.source else "", 30),
    Column(_("Alamat di Selaras"), _address, 40),
    Column(_("Keadaan per tanggal"), _as_of, 18),
]


@dataclass(frozen=True)
class Export:
    """What is exported for whom: the keys in their order, the day, and the filter in words."""

    keys: list[int]
    on: date
    filters: list[tuple[str, str]]
    audience: int
    at: datetime
    # Of an earlier day: what the file cannot know of it.
    remark: str = ""

    @property
    def columns(self) -> list[Column]:
        return [column for column in COLUMNS if column.audience <= self.audience]

    @property
    def sentence(self) -> str:
        """`Jenis: PKS; Keadaan: Berlaku`."""
        told = "; ".join(f"{label}: {value}" for label, value in self.filters)
        if self.remark:
            return f"{told}. {self.remark}"
        return told or _t("Tanpa saringan")

    @property
    def source(self) -> str:
        """The provinces are named row by row; who runs the portal does not answer for all."""
        return _t("Selaras (%(url)s): catatan sekolah dan dinas tiap provinsi") % {
            "url": settings.SELARAS_PUBLIC_URL
        }

    def file_name(self, ending: str) -> str:
        """Day and what was asked for in the name, as file systems everywhere take it."""
        words = shortened(slugify(" ".join(value for _label, value in self.filters)))
        return "-".join(part for part in ("kerja-sama", self.on.isoformat(), words) if part) + (
            f".{ending}"
        )

    def rows(self) -> Iterator[Row]:
        """Read in batches, so that memory does not grow with their number."""
        for start in range(0, len(self.keys), BATCH):
            keys = self.keys[start : start + BATCH]
            batch = with_list_facts(Agreement.objects.filter(pk__in=keys).order_by(), on=self.on)
            batch = with_scope_facts(batch, on=self.on)
            if self.audience >= KEEPER:
                batch = with_gaps(batch)
            found = {agreement.pk: agreement for agreement in batch}
            yield from (self._row(found[key]) for key in keys if key in found)

    def _row(self, agreement: Agreement) -> Row:
        return Row(agreement, self.on, looks_back=bool(self.remark))


def shortened(slug: str) -> str:
    """Whole words of it, as many as a file name has room for."""
    return slug if len(slug) <= NAME else slug[: NAME + 1].rpartition("-")[0] or slug[:NAME]


def sent_as_csv(export: Export) -> StreamingHttpResponse:
    """Line by line, as the rows are read."""
    name = export.file_name("csv")
    return StreamingHttpResponse(
        csv_lines(export),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def sent_as_xlsx(export: Export) -> FileResponse:
    """From a file on disk, which is gone when it has been sent."""
    target = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    write_xlsx(export, target)
    target.seek(0)
    return FileResponse(
        target,
        as_attachment=True,
        filename=export.file_name("xlsx"),
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )


class _Echo:
    """Where csv writes to: gives each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def csv_lines(export: Export) -> Iterator[str]:
    writer = csv.writer(_Echo(), delimiter=";")
    columns = export.columns
    constant = [harmless(export.sentence), harmless(export.source)]
    header = [str(column.label) for column in columns]
    yield "\ufeff"
    yield writer.writerow([*header, _t("Saringan"), _t("Data dari")])
    for row in export.rows():
        yield writer.writerow([*(_csv_cell(column.value(row)) for column in columns), *constant])


def _csv_cell(value: Cell) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return harmless(value or "")


def write_xlsx(export: Export, target: IO[bytes]) -> None:
    """Row after row, so that memory does not grow with their number."""
    options = {"constant_memory": True, "tmpdir": tempfile.gettempdir(), **AS_TEXT}
    with xlsxwriter.Workbook(target, options) as book:
        _write_rows(book, export)
        _write_filter(book, export)


def _write_rows(book: Any, export: Export) -> None:
    sheet = book.add_worksheet(_t("Kerja sama"))
    bold = book.add_format({"bold": True, "bottom": 1})
    as_day = book.add_format({"num_format": "d mmm yyyy", "align": "left"})
    as_text = _text_format(book)
    columns = export.columns
    sheet.freeze_panes(1, 1)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, str(column.label), bold)
    last = 0
    for line, row in enumerate(export.rows(), start=1):
        last = line
        for place, column in enumerate(columns):
            _write_cell(sheet, line, place, column.value(row), as_day, as_text)
    sheet.autofilter(0, 0, last, len(columns) - 1)


def _text_format(book: Any) -> Any:
    """Excel's own mark for "this is text": unseen, and kept when somebody edits the cell."""
    return book.add_format({"quote_prefix": True})


def _write_cell(sheet: Any, line: int, place: int, value: Cell, as_day: Any, as_text: Any) -> None:
    if isinstance(value, date):
        sheet.write_datetime(line, place, value, as_day)
    elif value:
        _write_text(sheet, line, place, value, as_text)


def _write_text(sheet: Any, line: int, place: int, text: str, as_text: Any) -> None:
    """A cell of type text is never run; the mark is for those that look like a formula."""
    sheet.write_string(line, place, text[:CELL], as_text if looks_like_formula(text) else None)


def _write_filter(book: Any, export: Export) -> None:
    sheet = book.add_worksheet(_t("Saringan"))
    bold, as_text = book.add_format({"bold": True}), _text_format(book)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 70)
    facts: Iterable[tuple[str, str]] = [
        (_t("Keadaan per tanggal"), day(export.on)),
        *([(_t("Catatan"), export.remark)] if export.remark else []),
        (_t("Dibuat pada"), moment(export.at)),
        (_t("Data dari"), export.source),
        (_t("Banyaknya baris"), str(len(export.keys))),
        *(export.filters or [(_t("Saringan"), _t("Tanpa saringan"))]),
    ]
    for line, (label, value) in enumerate(facts):
        sheet.write_string(line, 0, label, bold)
        _write_text(sheet, line, 1, value, as_text)
