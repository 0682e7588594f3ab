"""The workbook that goes to whoever insures: each placement of a period, with its days."""

from collections.abc import Iterable
from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from accounts.workbooks import CELL_MOST, IN_MEMORY
from partnerships.placements.models import Placement

HEADINGS = [
    ("No", 5),
    ("Kode", 14),
    ("NISN", 13),
    ("Nama", 32),
    ("Kelas", 14),
    ("Tempat", 40),
    ("Mulai PKL", 13),
    ("Selesai PKL", 13),
    ("Nomor peserta", 24),
    ("Dijamin sejak", 15),
    ("Dijamin sampai dengan", 22),
]
NAMED_UNTIL = 4


def insurance_workbook(placements: Iterable[Placement]) -> bytes:
    """Codes and numbers as text, so that no zero is lost; what is recorded is filled in."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, IN_MEMORY) as book:
        sheet = book.add_worksheet(_("Jaminan"))
        as_text = book.add_format({"num_format": "@"})
        as_day = book.add_format({"num_format": "dd/mm/yyyy"})
        _write_head(book, sheet, as_text)
        for line, row in enumerate(placements, start=1):
            for column, value in enumerate(_cells(line, row)):
                if isinstance(value, date):
                    sheet.write_datetime(line, column, value, as_day)
                elif value:
                    sheet.write_string(line, column, value[:CELL_MOST], as_text)
    return buffer.getvalue()


def _write_head(book: Any, sheet: Any, as_text: Any) -> None:
    bold = book.add_format({"bold": True, "bottom": 1})
    for column, (title, width) in enumerate(HEADINGS):
        sheet.set_column(column, column, width, as_text)
        sheet.write_string(0, column, title, bold)
    sheet.freeze_panes(1, NAMED_UNTIL)


def _cells(line: int, row: Placement) -> list[str | date | None]:
    return [
        str(line),
        row.public_id,
        row.pupil.nisn or "",
        row.pupil.name,
        row.class_name,
        row.host_name,
        row.first_day,
        row.last_day,
        row.insurance_number,
        row.insured_since,
        row.insured_until,
    ]
