"""Lists of agreements, written, read and made into drafts."""

from io import BytesIO
from typing import Any

import xlsxwriter

from partnerships.agreements.actions import imports
from partnerships.agreements.imports.columns import COLUMNS
from partnerships.agreements.models import Agreement, AgreementImport, AgreementImportRow
from schools.actors import Actor

HEAD = ["Mitra", "Jenis kerja sama", "Nomor (sekolah)", "Tanggal tanda tangan", "Sampai"]
ROW = ["PT Contoh Baja", "PKS", "421/7-SMK/2024", "01/07/2024", "30/06/2026"]


def workbook(*rows: list[Any]) -> bytes:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("Data")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return buffer.getvalue()


def prepared(by: Actor, *rows: list[Any], head: list[str] = HEAD, **given: Any) -> AgreementImport:
    return imports.prepare_import(
        by=by, data=workbook(head, *rows), file_name="daftar.xlsx", **given
    )


def row_of(by: Actor, **cells: Any) -> AgreementImportRow:
    """The only row of a list with these columns; `partner` is there unless given."""
    cells = {"partner": "PT Contoh Baja", "title": "Contoh"} | cells
    head = [COLUMNS[name].heading for name in cells]
    return prepared(by, list(cells.values()), head=head).rows.get()


def made(run: AgreementImport, by: Actor) -> Agreement:
    imports.begin(by=by, run=run)
    row = run.rows.get()
    assert row.reason == ""
    assert row.agreement is not None
    return row.agreement
