"""A list that is typed into another system next: rows as that system has them, and those it would
refuse with the reason."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from io import BytesIO
from itertools import groupby
from typing import Any

import xlsxwriter
from django.utils.functional import Promise

from accounts.texts import without_hidden
from accounts.workbooks import CELL_MOST, IN_MEMORY

Cell = str | int | Decimal | date | None


@dataclass(frozen=True)
class Line:
    """One row; `problems` are why the other system would refuse it, `hints` what it will miss."""

    name: str
    cells: Sequence[Cell]
    problems: Sequence[str] = ()
    hints: Sequence[str] = ()


@dataclass(frozen=True)
class Table:
    """A sheet for another system: its headings with their widths, and its lines."""

    title: str
    headings: Sequence[tuple[str, int]]
    lines: list[Line] = field(default_factory=list)

    @property
    def good(self) -> list[Line]:
        return [line for line in self.lines if not line.problems]

    @property
    def refused(self) -> list[Line]:
        return [line for line in self.lines if line.problems]

    @property
    def hinted(self) -> list[Line]:
        return [line for line in self.good if line.hints]

    @property
    def told(self) -> list[tuple[str, bool, str, int]]:
        """What is to be said of lines: name, whether they would be refused, why, how many."""
        said = [(line.name, True, "; ".join(line.problems)) for line in self.refused]
        said += [(line.name, False, "; ".join(line.hints)) for line in self.hinted]
        return [(*key, len(list(rows))) for key, rows in groupby(said)]


def workbook(table: Table, *, refused: str | Promise, because: str | Promise) -> bytes:
    """The good lines on the first sheet, as the other system reads them; the rest, with the
    reasons, on a second one."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, IN_MEMORY) as book:
        # So that leading zeros stay, and that a name is never a formula.
        formats = {
            "head": book.add_format({"bold": True, "bottom": 1}),
            "text": book.add_format({"num_format": "@"}),
            "day": book.add_format({"num_format": "yyyy-mm-dd"}),
        }
        _write(book, table.title, table.headings, [line.cells for line in table.good], formats)
        if table.refused:
            told = [[*line.cells, "; ".join(line.problems)] for line in table.refused]
            _write(book, str(refused), [*table.headings, (str(because), 60)], told, formats)
    return buffer.getvalue()


def _write(
    book: Any,
    title: str,
    headings: Sequence[tuple[str, int]],
    rows: Sequence[Sequence[Cell]],
    formats: dict[str, Any],
) -> None:
    sheet = book.add_worksheet(title[:31])
    for column, (heading, width) in enumerate(headings):
        sheet.set_column(column, column, width, formats["text"])
        sheet.write_string(0, column, heading, formats["head"])
    sheet.freeze_panes(1, 0)
    for line, cells in enumerate(rows, start=1):
        for column, value in enumerate([line, *cells[1:]] if cells else []):
            _put(sheet, line, column, value, formats)


def _put(sheet: Any, line: int, column: int, value: Cell, formats: dict[str, Any]) -> None:
    if isinstance(value, date):
        sheet.write_datetime(line, column, value, formats["day"])
    elif isinstance(value, int | Decimal):
        sheet.write_number(line, column, value)
    elif value:
        sheet.write_string(line, column, without_hidden(value)[:CELL_MOST], formats["text"])
