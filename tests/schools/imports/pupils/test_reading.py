"""Dapodik's list of pupils as schools have it: what is read of it, what is not, what is refused."""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from schools.imports.pupils.reading import PupilList, Said, read_pupils
from schools.imports.tables import TableError
from tests.schools.imports.pupils.lists import (
    LABELS,
    LOW,
    SECRETS,
    TOP,
    cells_of,
    csv_of,
    layout,
    pupil,
    without,
    write,
    xls,
    xlsx,
)

# The folder's regions are made for each of its tests; the reader itself asks no database.
pytestmark = pytest.mark.django_db

ON = date(2025, 11, 21)
READ = {
    "No", "Nama", "NIPD", "JK", "NISN", "Tanggal Lahir", "Kecamatan", "HP", "Data Ayah / Nama",
    "Data Ibu / Nama", "Data Wali / Nama", "Rombel Saat Ini",
}  # fmt: skip


def read(data: bytes, **given: Any) -> PupilList:
    return read_pupils(data, on=ON, **given)


def one(**given: Any) -> Said:
    """What is read of a list with this one pupil."""
    (said,) = read(csv_of(layout(pupil(**given)))).rows
    return said


def values(**given: Any) -> dict[str, str]:
    said = one(**given)
    assert said.reason == ""
    return said.values


@pytest.mark.parametrize("make", [xlsx, xls, csv_of])
def test_the_same_list_is_read_from_every_format(make: Any) -> None:
    found = read(make(layout(pupil(1), pupil(2, guardian="WALI CONTOH"), below=True)))
    assert [said.values for said in found.rows] == [
        {
            "name": "SISWA CONTOH A", "nisn": "0091234501", "nipd": "2526001", "sex": "P",
            "born_on": "2009-04-04", "district": "Kec. Rangkasbitung", "phone": "+6281200000001",
            "class": "XI TKR 1", "grade": "11", "guardian": "", "father": "AYAH CONTOH 1",
            "mother": "IBU CONTOH 1",
        },
        {
            "name": "SISWA CONTOH B", "nisn": "0091234502", "nipd": "2526002", "sex": "L",
            "born_on": "2009-04-04", "district": "Kec. Rangkasbitung", "phone": "+6281200000002",
            "class": "XI TKR 1", "grade": "11", "guardian": "WALI CONTOH",
            "father": "AYAH CONTOH 2", "mother": "IBU CONTOH 2",
        },
    ]  # fmt: skip
    assert [said.number for said in found.rows] == [7, 8]
    assert (found.skipped, found.other_lists) == (3, 0)
    assert (found.downloaded_on, found.school_name) == (date(2025, 8, 1), "SMKN 1 RANGKASBITUNG")


def test_columns_are_told_as_read_or_thrown_away() -> None:
    found = read(xlsx(layout(pupil())))
    flat = [" ".join(label.split()) for label in LABELS]
    assert set(found.used) == READ
    assert list(found.used) == [label for label in flat if label in READ]
    assert list(found.ignored) == [label for label in flat if label not in READ]


def test_what_is_not_read_is_nowhere_in_what_is_read() -> None:
    told = repr(read(xlsx(layout(pupil(), pupil(2, nisn="x")))))
    assert [secret for secret in SECRETS.values() if secret in told] == []


def flattened() -> list[list[Any]]:
    """Headings in one row, as a hand that undid the merging leaves them."""
    return [LABELS, cells_of(pupil())]


def grouped_above() -> list[list[Any]]:
    groups = [top if top.startswith("Data ") else "" for top in TOP]
    own = [top if not top.startswith("Data ") else "" for top in TOP]
    lower = [low or top for low, top in zip(LOW, own, strict=True)]
    return [groups, lower, cells_of(pupil())]


def filled() -> list[list[Any]]:
    """What LibreOffice leaves when merged cells are split: the group's name in each of them."""
    tops, group = [], ""
    for top, low in zip(TOP, LOW, strict=True):
        group = top or group
        tops.append(group if low else top)
    return [tops, [low or top for low, top in zip(LOW, TOP, strict=True)], cells_of(pupil())]


@pytest.mark.parametrize("make", [flattened, grouped_above, filled])
def test_headings_that_somebody_has_reworked_are_understood(make: Any) -> None:
    found = read(xlsx(make()))
    assert set(found.used) == READ
    assert found.rows[0].values["name"] == "SISWA CONTOH A"
    assert found.rows[0].values["father"] == "AYAH CONTOH 1"
    assert found.rows[0].values["class"] == "XI TKR 1"


@pytest.mark.parametrize("titles", [0, 2, 4])
def test_titles_may_be_cut_off(titles: int) -> None:
    found = read(xlsx(layout(pupil(), titles=titles)))
    assert found.rows[0].number == titles + 3
    assert (found.downloaded_on is None) is (titles == 0)


def test_a_list_in_order_of_nisn_with_few_columns_is_understood() -> None:
    found = read(b"NISN,Kelas,Nama Siswa,L/P,No\n0091234501,XII AKL 2,Contoh,P,1\n")
    assert found.rows[0].values["class"] == "XII AKL 2"
    assert found.used == ("NISN", "Kelas", "Nama Siswa", "L/P", "No")


@pytest.mark.parametrize("label", ["Rombel Saat Ini", "HP", "NIPD", "Kecamatan", "Agama"])
def test_a_column_may_be_missing(label: str) -> None:
    found = read(xlsx(without(layout(pupil()), label)))
    said = found.rows[0].values
    assert said["nisn"] == "0091234501"
    assert (said["class"] == "") is (label == "Rombel Saat Ini")
    assert ("class" in found.columns) is (label != "Rombel Saat Ini")
    assert said["father"] == "AYAH CONTOH 1"


def test_day_and_school_are_read_from_the_name_of_the_file_too() -> None:
    name = "daftar_pd-SMKN 1 WARUNGGUNUNG-2026-07-15 08_15_30 (1).xlsx"
    found = read(xlsx(layout(pupil(), titles=0)), file_name=name)
    assert (found.downloaded_on, found.school_name) == (date(2026, 7, 15), "SMKN 1 WARUNGGUNUNG")


@pytest.mark.parametrize(
    "cell",
    ["2008-10-18", "18/10/2008", "18-10-2008", "18 Oktober 2008", 39739, "39739",
     date(2008, 10, 18)],
)  # fmt: skip
def test_birth_dates_are_read_in_every_form(cell: Any) -> None:
    (said,) = read(xlsx(layout(pupil(born_on=cell)))).rows
    assert said.values["born_on"] == "2008-10-18"


@pytest.mark.parametrize("make", [xlsx, xls])
def test_numbers_of_a_workbook_that_counts_from_1904_are_four_years_later(make: Any) -> None:
    rows = layout(pupil(1, born_on=39739 - 1462), pupil(2, born_on=date(2008, 10, 18)))
    found = read(make(rows, is_1904=True)).rows
    assert [said.values["born_on"] for said in found] == ["2008-10-18", "2008-10-18"]


@pytest.mark.parametrize(
    ("born_on", "reason"),
    [
        ("2025-11-21", "Tanggal lahir tidak mungkin untuk siswa: umur 0 tahun"),
        ("2025-11-22", "Tanggal lahir di masa depan"),
        ("1989-11-21", "Tanggal lahir tidak mungkin untuk siswa: umur 36 tahun"),
        ("2015-11-22", "Tanggal lahir tidak mungkin untuk siswa: umur 9 tahun"),
    ],
)
def test_an_impossible_birth_date_refuses_the_row(born_on: str, reason: str) -> None:
    said = one(born_on=born_on)
    assert said.reason == reason
    assert said.values == {"name": "SISWA CONTOH A", "nisn": "0091234501", "nipd": "2526001"}


@pytest.mark.parametrize(
    ("born_on", "note"),
    [
        ("1989-11-22", "Umur 35 tahun, periksa tanggal lahir"),
        ("2015-11-21", "Umur 10 tahun, periksa tanggal lahir"),
        ("2011-11-22", "Umur 13 tahun, periksa tanggal lahir"),
        ("2008-02-30", "Tanggal lahir tidak terbaca, dikosongkan"),
        ("10/26/2008", "Tanggal lahir tidak terbaca, dikosongkan"),
        ("2008", "Tanggal lahir tidak terbaca, dikosongkan"),
    ],
)
def test_a_doubtful_birth_date_is_noted(born_on: str, note: str) -> None:
    said = one(born_on=born_on)
    assert (said.reason, said.notes) == ("", [note])


@pytest.mark.parametrize("born_on", ["2002-11-22", "2011-11-21", "2008-02-29", "", "-"])
def test_an_ordinary_birth_date_is_not_noted(born_on: str) -> None:
    assert one(born_on=born_on).notes == []


@pytest.mark.parametrize(
    ("cell", "nisn"),
    [
        ("0091234501", "0091234501"), (91234501, "0091234501"), ("91234501.0", "0091234501"),
        ("'0091234501", "0091234501"), ("009 123 4501", "0091234501"), (743276, "0000743276"),
    ],
)  # fmt: skip
def test_lost_zeros_of_a_nisn_come_back(cell: Any, nisn: str) -> None:
    (said,) = read(xlsx(layout(pupil(nisn=cell)))).rows
    assert (said.values["nisn"], said.notes) == (nisn, [])


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("00912345012", "NISN bukan 10 angka"),
        ("00912345O1", "NISN bukan 10 angka"),
        ("1234", "NISN bukan 10 angka: hanya 4"),
    ],
)
def test_what_is_no_nisn_refuses_the_row_without_naming_anybody(cell: str, reason: str) -> None:
    assert one(nisn=cell).reason == reason


@pytest.mark.parametrize(
    ("cell", "note"), [("", "NISN kosong"), ("0", "NISN hanya angka nol, dikosongkan")]
)
def test_a_pupil_may_have_no_nisn_yet(cell: str, note: str) -> None:
    said = one(nisn=cell)
    assert (said.values["nisn"], said.notes) == ("", [note])


def test_a_nisn_stands_for_the_first_row_that_has_it() -> None:
    rows = layout(pupil(1), pupil(2, nisn="91234501"), pupil(3))
    first, second, third = read(csv_of(rows)).rows
    assert (first.reason, first.notes) == ("", ["Terulang di baris 8, yang tidak diambil"])
    assert second.reason == "NISN sama dengan baris 7"
    assert set(second.values) == {"name", "nisn", "nipd"}
    assert (third.reason, third.notes) == ("", [])


def test_namesakes_of_one_day_are_two_only_with_a_nisn_each() -> None:
    same = {"name": "SISWA SAMA"}
    rows = layout(pupil(1, **same), pupil(2, **same), pupil(3, nisn="", name="Siswa  Sama"))
    assert [said.reason for said in read(csv_of(rows)).rows] == [
        "", "", "Nama dan tanggal lahir sama dengan baris 7",
    ]  # fmt: skip


def test_a_nipd_given_twice_is_left_out_the_second_time() -> None:
    second = read(csv_of(layout(pupil(1), pupil(2, nipd="2526001")))).rows[1]
    assert (second.reason, second.values["nipd"]) == ("", "")
    assert second.notes == ["NIPD sama dengan baris 7, dikosongkan"]


@pytest.mark.parametrize(
    ("cell", "phone"),
    [
        ("0812-0000-0001", "+6281200000001"), (81200000001, "+6281200000001"),
        ("6281200000001", "+6281200000001"), ("", ""), ("0", ""), ("-", ""),
    ],
)  # fmt: skip
def test_telephones_are_read_with_and_without_their_zero(cell: Any, phone: str) -> None:
    (said,) = read(xlsx(layout(pupil(phone=cell)))).rows
    assert (said.values["phone"], said.notes) == (phone, [])


def test_what_is_no_telephone_is_left_out_and_noted() -> None:
    said = one(phone="tidak punya")
    assert said.values["phone"] == ""
    assert said.notes == ["HP tidak terbaca sebagai nomor telepon, dikosongkan"]


@pytest.mark.parametrize(
    ("cell", "sex"), [("L", "L"), ("p", "P"), ("Laki-laki", "L"), ("Perempuan", "P"), ("Pr", "P")]
)
def test_sexes_are_read_as_people_write_them(cell: str, sex: str) -> None:
    assert values(sex=cell)["sex"] == sex


@pytest.mark.parametrize(
    ("cell", "note"), [("X", "JK bukan L atau P, dikosongkan"), ("", "JK kosong")]
)
def test_an_unknown_sex_is_noted(cell: str, note: str) -> None:
    said = one(sex=cell)
    assert (said.reason, said.values["sex"], said.notes) == ("", "", [note])


@pytest.mark.parametrize(
    ("given", "grade"),
    [
        ({"class_": "XII TKR 1"}, "12"), ({"class_": "12TKJ1"}, "12"), ({"class_": "X-AKL"}, "10"),
        ({"class_": "XIII KJA"}, "13"), ({"class_": "MERDEKA 4"}, ""),
    ],
)  # fmt: skip
def test_the_grade_is_told_by_the_class(given: dict[str, str], grade: str) -> None:
    assert values(**given)["grade"] == grade


def test_the_grade_is_told_by_its_own_column_where_the_class_does_not() -> None:
    text = b"No,Nama,NISN,Rombel,Tingkat Pendidikan\n1,Contoh,0091234501,MERDEKA 4,Kelas 12\n"
    assert read(text).rows[0].values["grade"] == "12"


@pytest.mark.parametrize(
    ("given", "living"),
    [
        ({"guardian": "WALI CONTOH"}, ("WALI CONTOH", "AYAH CONTOH 1", "IBU CONTOH 1")),
        ({"father": "ALM. CONTOH"}, ("", "", "IBU CONTOH 1")),
        ({"father": "CONTOH (Alm)", "mother": "-"}, ("", "", "")),
        ({"father": "ALMA CONTOH", "mother": "SALMAH"}, ("", "ALMA CONTOH", "SALMAH")),
    ],
)
def test_parents_who_are_dead_are_no_guardians(
    given: dict[str, str], living: tuple[str, ...]
) -> None:
    said = one(**given)
    assert tuple(said.values[who] for who in ("guardian", "father", "mother")) == living
    is_nobody_left = not any(living)
    assert said.notes == (
        ["Wali belum diketahui: orang tua tercatat almarhum"] if is_nobody_left else []
    )


@pytest.mark.parametrize(
    ("name", "reason"),
    [("", "Nama kosong"), ("-", "Nama kosong"), ("12345", "Nama kosong"),
     ("A" * 151, "Nama lebih dari 150 karakter")],
)  # fmt: skip
def test_a_row_without_a_usable_name_is_refused(name: str, reason: str) -> None:
    assert one(name=name).reason == reason


@pytest.mark.parametrize("name", ["NUR'AINI", "M. AL-FARISI", "Siti Binti H. Saleh", "Ü Contoh"])
def test_names_are_kept_as_they_are_but_for_their_spaces(name: str) -> None:
    said = one(name=f"  {name.replace(' ', '  ')}\n")
    assert (said.values["name"], said.notes) == (name, [])


@pytest.mark.parametrize("name", ['=HYPERLINK("http://example.invalid")', "Siswa 2", "<b>Siswa"])
def test_names_with_strange_signs_are_noted(name: str) -> None:
    said = one(name=name)
    assert (said.values["name"], said.notes) == (
        name, ["Nama memuat angka atau tanda yang tidak lazim"],
    )  # fmt: skip


def test_hidden_signs_in_a_name_are_dropped() -> None:
    assert values(name="SISWA\u200b CON\u202eTOH")["name"] == "SISWA CONTOH"


def test_what_stands_below_the_list_is_no_pupil() -> None:
    wide = [""] * len(LABELS)
    sums = wide.copy()
    sums[1], sums[4] = "Jumlah", 36
    signed = wide.copy()
    signed[1], signed[LABELS.index("Rombel Saat Ini")] = "Wali Kelas", "Kepala Sekolah"
    names = wide.copy()
    names[1], names[LABELS.index("Rombel Saat Ini")] = "Contoh, S.Pd.", "Drs. Contoh"
    place = wide.copy()
    place[LABELS.index("HP")] = "Rangkasbitung, 1 Agustus 2025"
    rows = [*layout(pupil()), sums, place, signed, names, wide, [2], ["No", *TOP[1:]]]
    found = read(csv_of(rows))
    assert (len(found.rows), found.skipped) == (1, 6)


def test_pupils_without_numbers_are_pupils() -> None:
    rows = layout(pupil(1, no=""), pupil(2, no="", nisn="", born_on="", sex=""))
    found = read(csv_of(rows))
    assert [said.values["nipd"] for said in found.rows] == ["2526001", "2526002"]


def test_lists_on_further_sheets_are_counted() -> None:
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    for name in ("XI TKR 1", "XI TKR 2", "XI TKR 3"):
        write(book, name, layout(pupil()))
    book.close()
    found = read(buffer.getvalue())
    assert (len(found.rows), found.other_lists) == (1, 2)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "kosong"),
        (b"No,Nama,NUPTK\n1,Guru Contoh,1234\n", "perlu kolom: No, Nama, NISN"),
        (b"PK\x03\x04", "rusak"),
        (b"\0" * 100, "bukan CSV"),
        (b"No,Nama,NISN\n" + b"1,Contoh,0091234501\n" * 10_001, "lebih dari 10.000 siswa"),
    ],
)
def test_what_is_no_list_of_pupils_is_refused_in_words(data: bytes, message: str) -> None:
    with pytest.raises(TableError, match=message):
        read(data)


def test_a_million_columns_are_not_looked_at() -> None:
    wide = "No,Nama,NISN" + ",Kolom" * 1_000_000 + "\n"
    found = read(f"{wide}1,Contoh,0091234501\n".encode())
    assert (len(found.rows), len(found.ignored)) == (1, 997)


@given(st.lists(st.lists(st.text(max_size=8), max_size=5), max_size=5))
def test_nothing_below_the_headings_breaks_the_reader(rows: list[list[str]]) -> None:
    data = csv_of([["No", "Nama", "NISN", "JK", "Tanggal Lahir"], *rows]).replace(b"\0", b"")
    for said in read(data).rows:
        assert said.reason or said.values["name"]


@pytest.fixture
def dapodik(shared: Path) -> Path:
    folder = shared / "data" / "dapodik"
    if not folder.is_dir():
        folder = shared / "dapodik"
    if not folder.is_dir():
        pytest.skip("Dapodik's sample workbooks are not among the shared files")
    return folder


def test_the_shared_workbooks_are_read_whole(dapodik: Path) -> None:
    counts = {}
    for file in sorted(dapodik.glob("daftar_pd*.xlsx")):
        found = read(file.read_bytes(), file_name=file.name)
        assert set(found.used) == READ
        assert (len(found.ignored), found.downloaded_on) == (54, date(2025, 8, 1))
        assert [said for said in found.rows if said.reason or said.notes] == []
        counts[len(found.rows)] = found.skipped
        numbers = {said.values["nipd"]: said.values["nisn"] for said in found.rows}
        assert numbers["2324001"] == "0012176040"
    assert counts == {40: 0, 12: 1}


def test_another_list_of_dapodik_is_no_list_of_pupils(dapodik: Path) -> None:
    file = next(dapodik.glob("formulir-sekolah-smk*.xlsx"))
    with pytest.raises(TableError, match="Baris judul tidak ditemukan"):
        read(file.read_bytes())
