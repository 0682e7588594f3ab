"""Files in which lists of schools arrive: understood in every form, refused in words."""

from datetime import date, time
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter

from schools.actions.import_work import apply_import
from schools.actions.imports import prepare_import
from schools.imports import tables
from schools.imports.planning import plan_import
from schools.imports.tables import TableError, opened, sheets
from schools.imports.workbook_worker import COMPOUND
from schools.models import School
from tests import makers
from tests.schools.imports.lists import HEAD, RANGKAS
from tests.schools.imports.old_workbook import old_workbook, record

pytestmark = pytest.mark.django_db


def workbook(rows: list[list[Any]], *, above: int = 0) -> bytes:
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.add_worksheet("Petunjuk").write(0, 0, "Isi lembar kedua")
    sheet = book.add_worksheet("Data")
    for number, row in enumerate(rows):
        sheet.write_row(number + above, 0, row)
    book.close()
    return buffer.getvalue()


def test_a_dapodik_export_in_xlsx_is_understood() -> None:
    data = workbook(
        [
            ["nama_sp", "npsn", "status_sekolah", "kec_", "kab_", "prov_",
             "tanggal_sk_pendirian", "akreditasi"],
            ["SMKN 1 RANGKASBITUNG", 20607803.0, "Negeri", "Kec. Rangkasbitung", "Kab. Lebak",
             "Prop. Banten", 36495.0, "A"],
            ["SMKS CONTOH", "20600001", "Swasta", "(tidak diisi)", "Kota Serang",
             "Prop. Banten", "(tidak diisi)", "(tidak diisi)"],
            [None, None, None, None, None, None, None, None],
        ],
        above=6,
    )  # fmt: skip
    run = prepare_import(by=makers.system(), data=data, file_name="dapodik.xlsx")
    apply_import(by=makers.system(), run=run)
    first = School.objects.get(npsn="20607803")
    assert (first.founded_on, first.accreditation) == (date(1999, 12, 1), "A")
    second = School.objects.get(npsn="20600001")
    assert (second.accreditation, second.district, second.founded_on) == (None, None, None)
    assert (run.read, [row.number for row in run.rows.all()]) == (2, [8, 9])


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.replace("DEWI", "D\u00c9WI").encode("cp1252"),
        lambda text: text.replace(",", ";").encode(),
        lambda text: text.replace(",", "\t").encode("utf-16"),
        lambda text: ("Daftar SMK,,\n\n" + text).replace("\n", "\r\n").encode(),
    ],
)
def test_encodings_and_separators_are_understood(encode: Any) -> None:
    assert plan_import(encode(HEAD + RANGKAS), by=makers.system()).new == 1


def bomb() -> bytes:
    """Two cells in opposite corners: a few kilobytes that span 17 billion cells."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write(0, 0, "nama")
    sheet.write(1048575, 16383, "x")
    book.close()
    return buffer.getvalue()


def packed_zeros() -> bytes:
    import zipfile

    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", b"<x/>")
        parts.writestr("xl/worksheets/sheet1.xml", b"0" * 50_000_000)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "Berkas kosong."),
        (b"a,b\n1,2\n", "Baris judul tidak ditemukan"),
        (b"\x00\x01\x02" * 50, "Berkas ini bukan CSV"),
        (b"PK\x03\x04 rusak", "Buku kerja ini rusak"),
        (COMPOUND + b"\0" * 600, "Buku kerja ini rusak"),
        (COMPOUND, "Buku kerja ini rusak"),
        (b'nama,kabupaten\n"' + b"x" * 200_000, "Berkas ini bukan CSV"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_list_is_refused_in_words(data: bytes, message: str) -> None:
    with pytest.raises(TableError, match=message):
        plan_import(data, by=makers.system())


def handmade(rows: str, shared: str = "") -> bytes:
    """A workbook with these rows, written as no program would."""
    import zipfile

    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relation = '<Relationship Id="{0}" Type="{1}/{2}" Target="{3}"/>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        + relation.format("a", office, "officeDocument", "xl/workbook.xml")
        + "</Relationships>",
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="a"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        + relation.format("a", office, "worksheet", "worksheets/sheet1.xml")
        + relation.format("b", office, "sharedStrings", "sharedStrings.xml")
        + "</Relationships>",
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData>'
        "</worksheet>",
        "xl/sharedStrings.xml": f'<sst xmlns="{main}"><si><t>{shared}</t></si></sst>',
    }
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in parts.items():
            packed.writestr(name, text)
    return buffer.getvalue()


def far_away(reference: str) -> bytes:
    """A cell in the opposite corner, so written that only the reader finds it there."""
    return handmade(f"<row><c {reference}><v>1</v></c></row>")


def told_often() -> bytes:
    """One long text, stored once, that stands in a hundred thousand cells."""
    text = "".join(f"{(number * 2654435761) & 0xFFFFFFF:07x}" for number in range(5000))
    cells = (f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 100_000))
    return handmade("".join(cells), text)


@pytest.mark.parametrize(
    "data",
    [
        far_away('r="xfd1048576"'),
        far_away('r="XFD0001048576"'),
        far_away('t="n"r="XFD1048576"'),
        far_away('r="AAAAXFD1048576"'),
        told_often(),
    ],
    ids=["small letters", "leading zeros", "no space", "many letters", "told often"],
)
def test_a_workbook_that_no_memory_holds_ends_its_worker_and_nothing_else(data: bytes) -> None:
    with pytest.raises(TableError, match="terlalu besar"):
        plan_import(data, by=makers.system())


def test_workbooks_are_opened_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[bool] = []
    run = tables.subprocess.run

    def watched(*args: Any, **kwargs: Any) -> Any:
        held.append(tables.ONE_AT_A_TIME.locked())
        return run(*args, **kwargs)

    monkeypatch.setattr(tables.subprocess, "run", watched)
    list(sheets(workbook([["nama"]])))
    with pytest.raises(TableError):
        list(sheets(bomb()))
    assert held == [True, True]
    assert not tables.ONE_AT_A_TIME.locked()


def test_a_workbook_tells_dates_times_and_texts_as_they_stand() -> None:
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet()
    dated = book.add_format({"num_format": "yyyy-mm-dd"})
    timed = book.add_format({"num_format": "hh:mm:ss"})
    sheet.write_row(0, 0, ["#", 'kutip " dan\nbaris', 7, 1.5, True, None, "\u20ac"])
    sheet.write_datetime(1, 0, date(2026, 7, 1), dated)
    sheet.write_datetime(1, 1, time(7, 30), timed)
    book.close()
    ((first, second),) = (list(rows) for rows in sheets(buffer.getvalue()))
    assert first == ["#", 'kutip " dan\nbaris', 7, 1.5, True, "", "\u20ac"]
    assert second[:2] == [date(2026, 7, 1), time(7, 30)]


@pytest.mark.parametrize("make", [bomb, packed_zeros])
def test_bombs_are_refused_unopened(make: Any) -> None:
    with pytest.raises(TableError, match="terlalu besar"):
        plan_import(make(), by=makers.system())


# Workbooks of Excel 97 (.xls)


OLD_ROWS = [
    ["NPSN", "Nama Sekolah", "Kabupaten/Kota", "Status", "Tanggal\nSK Pendirian"],
    [20607803, "SMKN 1 RANGKASBITUNG", "Kab. Lebak", "Negeri", date(1999, 12, 1)],
    ["20600001", "SMKS CONTOH \u2013 SERANG", "Kota Serang", "Swasta", None],
]


def test_an_old_workbook_is_read_like_a_new_one() -> None:
    run = prepare_import(by=makers.system(), data=old_workbook(OLD_ROWS), file_name="lama.xls")
    apply_import(by=makers.system(), run=run)
    assert (run.new, run.rejected) == (2, 0)
    assert School.objects.get(npsn="20607803").founded_on == date(1999, 12, 1)
    assert School.objects.get(npsn="20600001").official_name == "SMKS CONTOH \u2013 SERANG"


@pytest.mark.parametrize("is_1904", [False, True])
def test_days_of_a_workbook_that_counts_from_1904_are_the_same_days(is_1904: bool) -> None:
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "date_1904": is_1904})
    sheet = book.add_worksheet()
    sheet.write_datetime(0, 0, date(2008, 10, 18), book.add_format({"num_format": "dd/mm/yyyy"}))
    book.close()
    for data in (buffer.getvalue(), old_workbook([[date(2008, 10, 18)]], is_1904=is_1904)):
        found = opened(data)
        assert found.is_1904 is is_1904
        assert [[list(row) for row in rows] for rows in found.sheets] == [[[date(2008, 10, 18)]]]


def torn(data: bytes) -> bytes:
    return data[: len(data) // 2]


def turning_in_circles(data: bytes) -> bytes:
    """Each sector of the table names itself as the next one."""
    return data[:512] + b"".join(n.to_bytes(4, "little") for n in range(128)) + data[1024:]


def far_corner() -> bytes:
    """Two cells as far apart as the format's numbers reach, farther than any program goes."""
    body = (0xFFFF).to_bytes(2, "little") * 2 + b"\0" * 10
    cell = old_workbook([["nama", 1]])
    number = record(0x0203, b"\0\0\x01\0\0\0" + b"\0" * 6 + b"\xf0\x3f")
    assert number in cell
    return cell.replace(number, record(0x0203, body))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (torn(old_workbook(OLD_ROWS * 50)), "rusak"),
        (turning_in_circles(old_workbook(OLD_ROWS)), "rusak|terlalu besar"),
        (far_corner(), "rusak|terlalu besar"),
        (old_workbook(OLD_ROWS, names=["Workbook", "_VBA_PROJECT_CUR"]), "berisi makro"),
        (old_workbook(OLD_ROWS, names=["EncryptedPackage"]), "kata sandi"),
        (old_workbook(OLD_ROWS, names=["WordDocument"]), "rusak"),
        (
            old_workbook(OLD_ROWS).replace(record(0x0022, b"\0\0"), record(0x002F, b"\0\0")),
            "kata sandi",
        ),
    ],
    ids=["torn", "circles", "far corner", "macros", "sealed", "no workbook", "password"],
)
def test_an_old_workbook_that_is_not_to_be_opened_is_refused_in_words(
    data: bytes, message: str
) -> None:
    with pytest.raises(TableError, match=message):
        plan_import(data, by=makers.system())
