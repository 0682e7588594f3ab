"""What each row of a list of schools would change, before anything is written."""

from datetime import date
from typing import Any

import pytest

from schools.actions.import_work import apply_import, undo_import
from schools.actions.imports import decide_row, prepare_import
from schools.models import ImportRun, School
from schools.models.imports import ImportState, RowOutcome
from tests import makers
from tests.schools.imports.lists import HEAD, RANGKAS, WARUNG, counts, imported, plan

pytestmark = pytest.mark.django_db


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


def test_planning_asks_the_same_number_of_queries_for_any_length(
    django_assert_num_queries: Any,
) -> None:
    with django_assert_num_queries(3):
        plan(HEAD + RANGKAS)
    with django_assert_num_queries(3):
        plan(HEAD + RANGKAS + WARUNG + RANGKAS.replace("20607803", "20600009"))
