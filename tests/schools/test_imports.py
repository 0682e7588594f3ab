import json
from datetime import date, time
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
import xlsxwriter
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command

from accounts.roles import Role
from schools.actions import import_work, importing, imports
from schools.actions.import_work import apply_import, undo_import
from schools.actions.imports import begin_import, begin_undo, decide_row, prepare_import
from schools.actors import Actor
from schools.imports import tables
from schools.imports.planning import plan_import
from schools.imports.progress import Progress, progress_of
from schools.imports.tables import TableError, sheets
from schools.models import ImportRow, ImportRun, Membership, School, SchoolHead, SchoolName
from schools.models.imports import ImportState, RowOutcome
from tests import makers
from tests.strictness import StrictClient

pytestmark = pytest.mark.django_db
HEAD = "npsn,nama,status,alamat_jalan,kecamatan,kabupaten_kota,provinsi,lintang,bujur\n"
RANGKAS = (
    "20607803,SMKN 1 RANGKASBITUNG,N,JL. DEWI SARTIKA,"
    "Kec. Rangkasbitung,Kab. Lebak,Prov. Banten,-6.3571,106.2494\n"
)
WARUNG = (
    "20623420,SMKN 1 WARUNGGUNUNG,N,JL. RAYA,Kec. Warunggunung,Kab. Lebak,Prov. Banten,-6.3,106.1\n"
)


@pytest.fixture(autouse=True)
def regions() -> None:
    for code in makers.REGIONS:
        makers.region(code)


def plan(text: str, by: Actor | None = None) -> Any:
    return plan_import(text.encode(), by=by or makers.system())


def imported(text: str, by: Actor | None = None) -> ImportRun:
    by = by or makers.system()
    run = prepare_import(by=by, data=text.encode(), file_name="daftar.csv")
    return apply_import(by=by, run=run)


def counts(report: dict[str, Any]) -> tuple[int, ...]:
    return (
        report["read"], report["new"], report["changed"], report["unchanged"],
        len(report["rejected"]), report["missing"],
    )  # fmt: skip


def workbook(rows: list[list[Any]], *, above: int = 0) -> bytes:
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.add_worksheet("Petunjuk").write(0, 0, "Isi lembar kedua")
    sheet = book.add_worksheet("Data")
    for number, row in enumerate(rows):
        sheet.write_row(number + above, 0, row)
    book.close()
    return buffer.getvalue()


def test_a_new_school_is_written_with_all_that_the_row_says() -> None:
    run = imported(HEAD + RANGKAS)
    school = School.objects.get(npsn="20607803")
    assert (run.read, run.new, run.state) == (1, 1, ImportState.APPLIED)
    assert (school.name, school.official_name, school.status) == (
        "SMKN 1 Rangkasbitung", "SMKN 1 RANGKASBITUNG", "negeri",
    )  # fmt: skip
    assert (school.district.code, school.regency.code, school.province.code) == (
        "36.02.14", "36.02", "36",
    )  # fmt: skip
    assert (float(school.latitude), float(school.longitude)) == (-6.3571, 106.2494)
    assert run.rows.get().school == school


def test_a_dry_run_writes_nothing() -> None:
    assert counts(plan(HEAD + RANGKAS).report()) == (1, 1, 0, 0, 0, 0)
    assert not School.objects.exists()
    assert not ImportRun.objects.exists()


def test_the_same_list_again_changes_nothing() -> None:
    imported(HEAD + RANGKAS + WARUNG)
    before = list(School.objects.order_by("pk").values())
    run = imported(HEAD + RANGKAS + WARUNG)
    assert (run.unchanged, run.new, run.changed) == (2, 0, 0)
    assert list(School.objects.order_by("pk").values()) == before


def test_changes_are_told_field_by_field() -> None:
    imported(HEAD + RANGKAS)
    run = prepare_import(
        by=makers.system(),
        data=(HEAD + RANGKAS.replace("JL. DEWI SARTIKA", "JL. BARU")).encode(),
        file_name="b.csv",
    )
    row = run.rows.get()
    assert (row.before, row.after) == ({"street": "JL. DEWI SARTIKA"}, {"street": "JL. BARU"})
    assert School.objects.get().street == "JL. DEWI SARTIKA"
    apply_import(by=makers.system(), run=run)
    assert School.objects.get().street == "JL. BARU"


def test_an_empty_cell_takes_nothing_away() -> None:
    imported(HEAD + RANGKAS)
    run = imported(
        "NPSN;Nama Sekolah;Kabupaten/Kota;Alamat\n"
        "20607803;SMKN 1 RANGKASBITUNG;Kab. Lebak;(tidak diisi)\n"
    )
    assert run.unchanged == 1
    assert School.objects.get().street == "JL. DEWI SARTIKA"


def test_a_renamed_school_stays_findable_under_its_former_name() -> None:
    imported(HEAD + RANGKAS)
    imported(HEAD + RANGKAS.replace("SMKN 1 RANGKASBITUNG", "SMKN 1 MULTATULI"))
    school = School.objects.get()
    assert school.name == "SMKN 1 Multatuli"
    assert list(School.objects.search("smkn 1 rangkasbitung")) == [school]


def test_capitals_alone_are_no_change() -> None:
    imported(HEAD + RANGKAS)
    assert (
        plan(HEAD + RANGKAS.replace("SMKN 1 RANGKASBITUNG", "smkn 1 Rangkasbitung")).unchanged == 1
    )


def test_missing_counts_the_provinces_of_the_file_only() -> None:
    makers.school("SMKN 1 WARUNGGUNUNG", npsn="20623420")
    makers.school("SMKN 5 BENGKULU", at="17.71", npsn="10702429")
    makers.school("SMKN 9 TUTUP", npsn="20600000", closed_on=date(2020, 1, 1))
    report = plan(HEAD + RANGKAS).report()
    assert report["missing"] == 1
    imported(HEAD + RANGKAS)
    assert School.objects.filter(npsn="20623420").exists()


def test_the_first_row_of_a_repeated_npsn_wins_and_the_second_names_both() -> None:
    report = plan(
        HEAD + RANGKAS + RANGKAS.replace("SMKN 1 RANGKASBITUNG", "SMK PLUS LAIN")
    ).report()
    assert counts(report) == (2, 1, 0, 0, 1, 0)
    assert report["rejected"] == [
        {
            "row": 3,
            "reason": "20607803 (SMK PLUS LAIN) sudah dipakai baris 2 (SMKN 1 RANGKASBITUNG)",
        }
    ]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (RANGKAS.replace("20607803", "2060780"), "NPSN bukan delapan angka: 2060780"),
        (RANGKAS.replace("SMKN 1 RANGKASBITUNG", ""), "Nama sekolah kosong"),
        (RANGKAS.replace("Kab. Lebak", "Kab. Antah"), "Kabupaten/kota tidak dikenali: Kab. Antah"),
        (RANGKAS.replace("Kab. Lebak", ""), "Kabupaten/kota kosong"),
        (RANGKAS.replace(",N,", ",X,"), "Status bukan negeri atau swasta: X"),
        (
            RANGKAS.replace("Prov. Banten", "Prov. Bengkulu"),
            "Kab. Lebak tidak berada di provinsi Bengkulu",
        ),
        (
            RANGKAS.replace(",N,", ",,").replace("SMKN 1", "SMK 1"),
            "Status negeri atau swasta tidak disebut",
        ),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_taken_says_why(row: str, reason: str) -> None:
    report = plan(HEAD + WARUNG + row).report()
    assert report["rejected"] == [{"row": 3, "reason": reason}]
    assert counts(report)[:5] == (2, 1, 0, 0, 1)


def test_other_kinds_of_school_are_refused() -> None:
    text = "nama,bentuk,npsn,kab_,status\nSMAN 1 X,SMA,20600001,Kab. Lebak,N\n"
    assert plan(text).report()["rejected"][0]["reason"] == "Bukan SMK atau MAK: SMA"


def test_temporary_numbers_have_their_own_column() -> None:
    imported(HEAD + RANGKAS.replace("20607803", "NP932528"))
    school = School.objects.get()
    assert (school.npsn, school.temporary_npsn) == (None, "NP932528")
    assert plan(HEAD + RANGKAS.replace("20607803", "NP932528")).unchanged == 1


@pytest.mark.parametrize(
    ("point", "note"),
    [
        ("-6,107", "Titik koordinat hanya derajat bulat, diabaikan"),
        ("7.59,110.8", "Titik koordinat di luar Indonesia, diabaikan"),
        ("-6.3571,", "Titik koordinat tidak lengkap, diabaikan"),
        ("NaN,Infinity", None),
        (".0000000,.0000000", None),
        (",", None),
    ],
)
def test_unusable_points_are_left_out(point: str, note: str | None) -> None:
    planned = plan(HEAD + RANGKAS.replace("-6.3571,106.2494", point)).rows[0]
    assert planned.outcome is RowOutcome.NEW
    assert "latitude" not in planned.after
    assert planned.notes == ([note] if note else [])


def test_a_contradiction_of_name_and_status_is_noted() -> None:
    planned = plan(HEAD + RANGKAS.replace(",N,", ",S,")).rows[0]
    assert (planned.after["status"], planned.notes) == (
        "swasta", ["Awal nama dan status tidak cocok"],
    )  # fmt: skip


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
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "simpan dulu sebagai .xlsx"),
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


def test_a_row_that_resembles_a_school_without_npsn_waits() -> None:
    known = makers.school("SMKN 1 KALANGANYAR")
    text = HEAD + "20699999,SMK NEGERI 1 KALANG ANYAR,N,JL. X,,Kab. Lebak,Prov. Banten,,\n"
    run = prepare_import(by=makers.system(), data=text.encode(), file_name="a.csv")
    row = run.rows.get()
    assert (row.outcome, row.school, run.rejected, run.new) == (RowOutcome.WAITING, known, 1, 0)
    assert row.reason == "Menunggu keputusan: mirip SMKN 1 Kalanganyar, yang belum ber-NPSN"
    apply_import(by=makers.system(), run=run)
    assert School.objects.get() == known


@pytest.mark.parametrize(("is_same", "schools"), [(True, 1), (False, 2)])
def test_a_waiting_row_is_decided_and_undone(is_same: bool, schools: int) -> None:
    known = makers.school("SMKN 1 KALANGANYAR")
    text = HEAD + "20699999,SMK NEGERI 1 KALANG ANYAR,N,JL. X,,Kab. Lebak,Prov. Banten,,\n"
    by = makers.system()
    run = prepare_import(by=by, data=text.encode(), file_name="a.csv")
    decide_row(by=by, run=run, number=2, is_same=is_same)
    run = apply_import(by=by, run=run)
    known.refresh_from_db()
    assert (known.npsn == "20699999") is is_same
    assert School.objects.count() == schools
    assert run.read == run.new + run.changed + run.unchanged + run.rejected
    undo_import(by=by, run=run)
    known.refresh_from_db()
    assert (known.npsn, School.objects.count()) == (None, 1)


def test_another_number_in_the_name_is_another_school() -> None:
    makers.school("SMKN 2 RANGKASBITUNG")
    assert plan(HEAD + RANGKAS).new == 1


def test_undo_restores_what_nobody_changed_and_lists_the_rest() -> None:
    imported(HEAD + RANGKAS + WARUNG)
    changed = (
        (HEAD + RANGKAS + WARUNG)
        .replace("JL. DEWI SARTIKA", "JL. BARU")
        .replace("-6.3571", "-6.36")
    )
    run = imported(changed.replace("JL. RAYA", "JL. LAMA"))
    School.objects.filter(npsn="20607803").update(street="Jl. Perbaikan 1")
    run = undo_import(by=makers.system(), run=run)
    first, second = School.objects.get(npsn="20607803"), School.objects.get(npsn="20623420")
    assert (first.street, float(first.latitude)) == ("Jl. Perbaikan 1", -6.3571)
    assert second.street == "JL. RAYA"
    assert (run.state, run.rows.get(school=first).kept) == (ImportState.UNDONE, ["street"])


def test_undo_takes_new_schools_away_unless_somebody_worked_on_them() -> None:
    run = imported(HEAD + RANGKAS + WARUNG)
    SchoolHead.objects.create(school=School.objects.get(npsn="20607803"), name="Contoh")
    undo_import(by=makers.system(), run=run)
    assert [school.npsn for school in School.objects.all()] == ["20607803"]
    kept = run.rows.get(undo="kept")
    assert (kept.school.npsn, kept.kept) == ("20607803", ["catatan lain sudah merujuk sekolah ini"])


def test_undo_of_a_rename_forgets_the_former_name() -> None:
    imported(HEAD + RANGKAS)
    run = imported(HEAD + RANGKAS.replace("SMKN 1 RANGKASBITUNG", "SMKN 1 MULTATULI"))
    undo_import(by=makers.system(), run=run)
    assert School.objects.get().name == "SMKN 1 Rangkasbitung"
    assert not SchoolName.objects.exists()


def test_a_value_changed_between_looking_and_applying_is_left() -> None:
    imported(HEAD + RANGKAS)
    text = HEAD + RANGKAS.replace("JL. DEWI SARTIKA", "JL. BARU")
    run = prepare_import(by=makers.system(), data=text.encode(), file_name="b.csv")
    School.objects.update(street="Jl. Perbaikan 1")
    apply_import(by=makers.system(), run=run)
    assert School.objects.get().street == "Jl. Perbaikan 1"
    assert run.rows.get().notes == ["Jalan sementara itu diubah, tidak ditimpa"]


def test_a_number_taken_between_looking_and_applying_is_skipped() -> None:
    run = prepare_import(by=makers.system(), data=(HEAD + RANGKAS).encode(), file_name="b.csv")
    makers.school("SMKN 3 LAIN", npsn="20607803")
    apply_import(by=makers.system(), run=run)
    assert School.objects.get().official_name == "SMKN 3 LAIN"
    assert run.rows.get().is_applied is False


def test_nothing_is_applied_or_undone_twice() -> None:
    run = imported(HEAD + RANGKAS)
    with pytest.raises(ValidationError, match="sudah diterapkan"):
        apply_import(by=makers.system(), run=run)
    undo_import(by=makers.system(), run=run)
    with pytest.raises(ValidationError, match="sudah dibatalkan"):
        undo_import(by=makers.system(), run=run)


def test_an_office_imports_its_own_regions_only() -> None:
    reviewer = makers.actor(Role.REVIEWER, makers.office("36"))
    far = "10702429,SMKN 5 BENGKULU,N,JL,,Kota Bengkulu,Prov. Bengkulu,,\n"
    makers.school("SMKN 4 JAUH", at="17.02", npsn="10700001")
    stolen = RANGKAS.replace("20607803", "10700001")
    report = plan(HEAD + WARUNG + far + stolen, reviewer).report()
    assert report["new"] == 1
    assert [row["reason"] for row in report["rejected"]] == [
        "Di luar wilayah kerja Anda: Kota Bengkulu",
        "Sekolah ini tercatat di luar wilayah kerja Anda",
    ]


def test_other_roles_do_not_import() -> None:
    for role, place in [
        (Role.SCHOOL_ADMIN, makers.school()),
        (Role.OFFICE_VIEWER, makers.office()),
    ]:
        with pytest.raises(PermissionDenied):
            prepare_import(by=makers.actor(role, place), data=b"x", file_name="x")


def test_runs_of_another_office_are_out_of_sight() -> None:
    banten = makers.actor(Role.REVIEWER, makers.office("36"))
    bengkulu = makers.actor(Role.REVIEWER, makers.office("17"))
    run = prepare_import(by=banten, data=(HEAD + RANGKAS).encode(), file_name="a.csv")
    assert run in ImportRun.objects.visible_to(banten)
    assert run not in ImportRun.objects.visible_to(bengkulu)
    with pytest.raises(ImportRun.DoesNotExist):
        apply_import(by=bengkulu, run=run)


def test_the_same_form_sent_twice_is_one_run() -> None:
    from uuid import uuid4

    token = uuid4()
    facts = {"by": makers.system(), "data": (HEAD + RANGKAS).encode(), "file_name": "a.csv"}
    assert prepare_import(**facts, form_token=token) == prepare_import(**facts, form_token=token)


def test_the_history_names_the_import() -> None:
    imported(HEAD + RANGKAS)
    context = School.objects.get().events.get().pgh_context
    assert context.metadata == {"job": "test", "reason": "Impor daftar sekolah daftar.csv"}


def test_a_school_moved_to_another_kabupaten_leaves_its_old_kecamatan() -> None:
    imported(HEAD + RANGKAS)
    imported(HEAD + RANGKAS.replace("Kec. Rangkasbitung,Kab. Lebak", ",Kota Serang"))
    school = School.objects.get()
    assert (school.regency.code, school.district) == ("36.73", None)


def test_a_lost_accreditation_takes_its_decree_along() -> None:
    head = "npsn,nama,kabupaten,status,akreditasi,sk akreditasi\n"
    imported(head + "20607803,SMKN 1 RANGKASBITUNG,Kab. Lebak,N,A,12/BAN\n")
    assert School.objects.get().accreditation_decree == "12/BAN"
    run = imported(head + "20607803,SMKN 1 RANGKASBITUNG,Kab. Lebak,N,Tidak Terakreditasi,12/BAN\n")
    school = School.objects.get()
    assert (school.accreditation, school.accreditation_decree) == ("none", "")
    undo_import(by=makers.system(), run=run)
    assert School.objects.get().accreditation_decree == "12/BAN"


def test_two_rows_without_number_and_with_one_name_are_one_school() -> None:
    row = ",SMKN 1 KALANGANYAR,N,,,Kab. Lebak,Prov. Banten,,\n"
    assert counts(plan(HEAD + row + row).report()) == (2, 1, 0, 0, 1, 0)


def test_the_command_prints_json(tmp_path: Path) -> None:
    file = tmp_path / "daftar.csv"
    file.write_text(HEAD + RANGKAS + RANGKAS)
    out = StringIO()
    call_command("import_schools", file, "--dry-run", "--json", stdout=out)
    report = json.loads(out.getvalue())
    assert set(report) == {"read", "new", "changed", "unchanged", "missing", "rejected"}
    assert counts(report) == (2, 1, 0, 0, 1, 0)
    assert not School.objects.exists()
    out = StringIO()
    call_command("import_schools", file, "--json", stdout=out, stderr=StringIO())
    assert json.loads(out.getvalue()) == report
    assert School.objects.count() == 1


def test_the_command_says_what_is_wrong_with_the_file(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_schools", tmp_path / "tiada.csv")
    (tmp_path / "kosong.csv").write_bytes(b"")
    with pytest.raises(CommandError, match="Berkas kosong"):
        call_command("import_schools", tmp_path / "kosong.csv")


def test_planning_asks_the_same_number_of_queries_for_any_length(
    django_assert_num_queries: Any,
) -> None:
    with django_assert_num_queries(3):
        plan(HEAD + RANGKAS)
    with django_assert_num_queries(3):
        plan(HEAD + RANGKAS + WARUNG + RANGKAS.replace("20607803", "20600009"))


def test_applied_rows_keep_only_what_was_written() -> None:
    run = imported(HEAD + RANGKAS)
    assert ImportRow.objects.get(run=run).before == {}


# Long lists, which the worker writes


@pytest.fixture
def office_actor() -> Actor:
    return makers.actor(Role.REVIEWER, makers.office("36"))


def begun(by: Actor, text: str) -> ImportRun:
    run = prepare_import(by=by, data=text.encode(), file_name="daftar.csv")
    return begin_import(by=by, run=run)


@pytest.mark.usefixtures("frozen_today")
def test_a_long_list_is_written_by_the_worker_in_the_name_of_who_asked(
    office_actor: Actor, monkeypatch: pytest.MonkeyPatch, run_jobs: Any
) -> None:
    monkeypatch.setattr(imports, "AT_ONCE", 1)
    monkeypatch.setattr(import_work, "BATCH", 1)
    run = begun(office_actor, HEAD + RANGKAS + WARUNG)
    assert (run.state, School.objects.count()) == (ImportState.PREPARED, 0)
    assert progress_of(run) == Progress(0, 2, is_undo=False, is_stuck=False)
    with pytest.raises(ValidationError, match="sedang dikerjakan"):
        begin_import(by=office_actor, run=run)
    assert run_jobs() == ["schools.apply_import"]
    run.refresh_from_db()
    assert (run.state, run.applied_by, run.worked_at) == (
        ImportState.APPLIED, office_actor.user, None,
    )  # fmt: skip
    assert School.objects.count() == 2
    begin_undo(by=office_actor, run=run)
    assert run_jobs() == ["schools.undo_import"]
    run.refresh_from_db()
    assert (run.state, School.objects.count()) == (ImportState.UNDONE, 0)


@pytest.mark.usefixtures("frozen_today")
def test_a_job_that_died_goes_on_where_it_stopped(
    office_actor: Actor, monkeypatch: pytest.MonkeyPatch, run_jobs: Any
) -> None:
    monkeypatch.setattr(imports, "AT_ONCE", 1)
    monkeypatch.setattr(import_work, "BATCH", 1)
    run = begun(office_actor, HEAD + RANGKAS + WARUNG)
    write, written = import_work.write_rows, []

    def dies_at_the_second(rows: Any, regions: Any) -> None:
        written.append(rows[0].number)
        if len(written) == 2:
            raise OSError("the machine went away")
        write(rows, regions)

    monkeypatch.setattr(import_work, "write_rows", dies_at_the_second)
    with pytest.raises(OSError, match="went away"):
        import_work.work_import(by=office_actor, run=run)
    run.refresh_from_db()
    assert (School.objects.count(), progress_of(run).done) == (1, 1)
    with time_machine.travel(makers.NOON + importing.SILENCE, tick=False):
        assert progress_of(run).is_stuck
        begin_import(by=office_actor, run=run)
    run.refresh_from_db()
    assert (run.state, School.objects.count()) == (ImportState.APPLIED, 2)
    assert written == [2, 3, 3]


@pytest.mark.usefixtures("frozen_today")
def test_who_lost_the_office_meanwhile_writes_nothing(
    office_actor: Actor, monkeypatch: pytest.MonkeyPatch, run_jobs: Any
) -> None:
    monkeypatch.setattr(imports, "AT_ONCE", 1)
    begun(office_actor, HEAD + RANGKAS + WARUNG)
    Membership.objects.update(revoked_at=makers.NOON)
    with pytest.raises(Membership.DoesNotExist):
        run_jobs()
    assert School.objects.count() == 0


@pytest.mark.usefixtures("frozen_today")
def test_the_page_of_a_run_shows_how_far_its_job_has_come(
    office_actor: Actor, monkeypatch: pytest.MonkeyPatch, client: StrictClient, run_jobs: Any
) -> None:
    monkeypatch.setattr(imports, "AT_ONCE", 1)
    run = prepare_import(
        by=office_actor, data=(HEAD + RANGKAS + WARUNG).encode(), file_name="d.csv"
    )
    assert office_actor.user
    client.force_login(office_actor.user)
    path = f"/kerja/sekolah/impor/{run.public_id}/"
    page = client.post(f"{path}terapkan/", follow=True).content.decode()
    assert "0 dari 2 baris" in page
    assert '<noscript><meta http-equiv="refresh"' in page
    assert "Terapkan" not in page
    fragment = client.get(f"{path}kemajuan/").content.decode()
    assert "Daftar sedang diterapkan" in fragment
    assert "<html" not in fragment
    run_jobs()
    assert client.get(f"{path}kemajuan/")["HX-Refresh"] == "true"
    page = client.get(path).content.decode()
    assert "Batalkan impor" in page
    assert "refresh" not in page
