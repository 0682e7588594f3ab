"""The workbook that a school fills in: its columns, an example, and what each column takes."""

from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from accounts.workbooks import IN_MEMORY
from partnerships.agreements.imports.columns import COLUMNS, Column
from partnerships.agreements.models.kinds import Item, Kind
from partnerships.partners.vocabulary import Kind as PartnerKind
from partnerships.partners.vocabulary import Sector

FILE_NAME = "daftar-kerja-sama.xlsx"
FILLED_ROWS = 1000
# A school need not say that it is itself.
OF_OFFICES = ("npsn", "school")
DAYS = ("signed_on", "start", "end")


def columns_for(*, is_office: bool) -> dict[str, Column]:
    return {
        name: column
        for name, column in COLUMNS.items()
        if column.in_template and (is_office or name not in OF_OFFICES)
    }


def allowed_words() -> dict[str, list[str]]:
    """Closed lists as the workbook writes them; the reader understands each of these words."""
    return {
        "kind": [str(kind.short) for kind in Kind if kind is not Kind.UNKNOWN],
        "partner_kind": [
            str(kind.label) for kind in PartnerKind if kind is not PartnerKind.UNKNOWN
        ],
        "sector": [str(sector.label).partition(". ")[2] for sector in Sector],
        "items": [f"{item.value} = {item.label}" for item in Item],
    }


def template_workbook(*, is_office: bool, npsn: str = "") -> bytes:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, IN_MEMORY) as book:
        columns = columns_for(is_office=is_office)
        _write_list(book, columns, npsn)
        _write_guide(book, columns)
    return buffer.getvalue()


def _write_list(book: Any, columns: dict[str, Column], npsn: str) -> None:
    sheet = book.add_worksheet(_("Daftar"))
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    example = book.add_format({"italic": True, "font_color": "#666666", "num_format": "@"})
    # Numbers kept as text keep their leading zeros.
    as_text = book.add_format({"num_format": "@"})
    words = allowed_words()
    sheet.freeze_panes(1, 0)
    for place, (name, column) in enumerate(columns.items()):
        sheet.set_column(place, place, width_of(column), as_text)
        sheet.write_string(0, place, column.heading, bold)
        sheet.write_string(1, place, npsn if name == "npsn" else column.example, example)
        if name == "kind":
            rule = {"validate": "list", "source": words[name], "error_type": "information"}
            sheet.data_validation(1, place, FILLED_ROWS, place, rule)


def width_of(column: Column) -> int:
    return min(40, max(12, len(column.heading) + 2, len(column.example) + 2))


def _write_guide(book: Any, columns: dict[str, Column]) -> None:
    sheet = book.add_worksheet(_("Petunjuk"))
    bold = book.add_format({"bold": True, "bottom": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for place, width in enumerate((30, 60, 60)):
        sheet.set_column(place, place, width, wrapped)
    for place, title in enumerate((_("Nama kolom"), _("Isinya"), _("Pilihan kata"))):
        sheet.write_string(0, place, title, bold)
    words = allowed_words()
    for line, (name, column) in enumerate(columns.items(), start=1):
        sheet.write_string(line, 0, column.heading, wrapped)
        sheet.write_string(line, 1, str(column.help), wrapped)
        sheet.write_string(line, 2, "\n".join(words.get(name, [])), wrapped)
    rules = [
        _("Urutan kolom bebas; kolom yang tidak diperlukan boleh dihapus, kecuali Mitra."),
        _("Sel kosong berarti belum diketahui dan dapat dilengkapi kemudian."),
        _("Setiap baris menjadi satu draf; tidak ada yang diajukan dengan sendirinya."),
    ]
    for line, rule in enumerate(rules, start=len(columns) + 2):
        sheet.write_string(line, 0, rule)
