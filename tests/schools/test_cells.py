"""Cells as people leave them, and the sheet that holds them."""

from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from schools.imports.cells import code_of, read_day, text_of
from schools.imports.tables import TableError, read_table
from schools.imports.values import day_of
from schools.models.dates import Precision

COLUMNS = {"name": ["mitra"], "number": ["nomor"], "end": ["sampai"]}


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("31/01/2025", date(2025, 1, 31)),
        ("31-1-25", date(2025, 1, 31)),
        ("31.01.2025", date(2025, 1, 31)),
        ("2025-01-31", date(2025, 1, 31)),
        ("2025-01-31 00:00:00", date(2025, 1, 31)),
        (45688.0, date(2025, 1, 31)),
        ("45688", date(2025, 1, 31)),
        (45688.5, date(2025, 1, 31)),
        (date(2025, 1, 31), date(2025, 1, 31)),
        (datetime(2025, 1, 31, 9, tzinfo=UTC), date(2025, 1, 31)),
        ("31 Januari 2025", date(2025, 1, 31)),
        ("Jum'at, 31 Januari 2025", date(2025, 1, 31)),
        ("31-Agt-25", date(2025, 8, 31)),
        ("1 Nopember 1998", date(1998, 11, 1)),
        ("'05/03/2024", date(2024, 3, 5)),
    ],
)
def test_a_day_is_read_however_it_is_written(cell: Any, day: date) -> None:
    read = read_day(cell)
    assert read is not None
    assert (read.day, read.precision, read.last) == (day, Precision.DAY, day)


@pytest.mark.parametrize(
    ("cell", "first", "last", "precision"),
    [
        ("Jan-25", date(2025, 1, 1), date(2025, 1, 31), Precision.MONTH),
        ("Pebruari 2024", date(2024, 2, 1), date(2024, 2, 29), Precision.MONTH),
        ("07/2024", date(2024, 7, 1), date(2024, 7, 31), Precision.MONTH),
        (2024.0, date(2024, 1, 1), date(2024, 12, 31), Precision.YEAR),
        ("2024", date(2024, 1, 1), date(2024, 12, 31), Precision.YEAR),
    ],
)
def test_a_month_or_a_year_is_no_more_than_that(
    cell: Any, first: date, last: date, precision: Precision
) -> None:
    read = read_day(cell)
    assert read is not None
    assert (read.day, read.last, read.precision) == (first, last, precision)
    assert day_of(cell) is None


@pytest.mark.parametrize(
    "cell",
    ["", "-", "segera", "31/13/2025", "30 Februari 2025", "99999", "12", "0/0/0000", None, True],
)
def test_what_is_no_day_is_none(cell: Any) -> None:
    assert read_day(cell) is None


@given(st.one_of(st.text(max_size=40), st.floats(), st.integers(), st.dates(), st.none()))
def test_no_cell_breaks_the_reading(cell: Any) -> None:
    read = read_day(cell)
    assert read is None or read.day <= read.last
    assert "\0" not in text_of(cell)
    assert isinstance(code_of(cell), str)


def workbook(*rows: list[Any]) -> bytes:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return buffer.getvalue()


def test_a_title_of_one_known_word_is_no_row_of_headings() -> None:
    data = workbook(["Mitra"], ["No", "Mitra", "Nomor", "Warna"], [1, "PT A", "1/2024", "biru"])
    table = read_table(data, columns=COLUMNS, needed=["name"], least=2)
    assert table.columns == ("name", "number")
    assert table.unread == ("No", "Warna")
    assert [(row.number, row.cells["name"]) for row in table.rows] == [(3, "PT A")]


def test_a_list_may_be_longer_than_the_asker_takes() -> None:
    data = workbook(["Mitra", "Nomor"], *(["PT A", str(number)] for number in range(11)))
    with pytest.raises(TableError, match=r"lebih dari 10 baris"):
        read_table(data, columns=COLUMNS, needed=["name"], most_rows=10)
    assert len(read_table(data, columns=COLUMNS, needed=["name"], most_rows=11).rows) == 11


def test_a_workbook_with_macros_is_refused() -> None:
    buffer = BytesIO(workbook(["Mitra", "Nomor"], ["PT A", "1"]))
    with ZipFile(buffer, "a") as parts:
        parts.writestr("xl/vbaProject.bin", b"macro")
    with pytest.raises(TableError, match="makro"):
        read_table(buffer.getvalue(), columns=COLUMNS, needed=["name"])
