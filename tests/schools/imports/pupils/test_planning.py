"""What a list of pupils would change, before anything is written."""

from datetime import date
from typing import Any

import pytest

from schools.actions.pupil_imports import (
    ClassChoice,
    Told,
    apply_pupil_import,
    decide_pupil_import,
    prepare_pupil_import,
)
from schools.imports.pupils.expertise import Guesser
from schools.imports.pupils.planning import Choices, day_of, plan_pupils
from schools.imports.pupils.reading import read_pupils
from schools.models import (
    ClassGroup,
    ClassGroupMapping,
    Concentration,
    Enrolment,
    Pupil,
    PupilImport,
    Region,
    School,
    SchoolConcentration,
)
from schools.models.imports import RowOutcome
from tests import makers
from tests.schools.imports.pupils.applying import (
    YEAR,
    classes_of,
    counts,
    imported,
    prepared,
    rangkas,
    the,
)
from tests.schools.imports.pupils.lists import csv_of, layout, pupil, without

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> School:
    return rangkas()


def row_of(run: PupilImport, number: int = 7) -> Any:
    return run.rows.get(number=number)


def test_a_preview_writes_nothing_but_itself(school: School) -> None:
    run = prepared(school, pupil(1), pupil(2))
    assert counts(run) == (2, 2, 0, 0, 0, 0)
    assert (run.school_year, run.as_of) == (YEAR, date(2025, 8, 1))
    assert not Pupil.objects.exists()
    assert not ClassGroup.objects.exists()


def test_a_new_pupil_is_taken_with_all_that_the_row_says(school: School) -> None:
    imported(school, pupil(1, guardian="WALI CONTOH"))
    made = the(school)
    assert (made.name, made.nisn, made.nipd, made.sex) == (
        "SISWA CONTOH A", "0091234501", "2526001", "P",
    )  # fmt: skip
    assert (made.born_on, made.district.code, str(made.phone)) == (
        date(2009, 4, 4), "36.02.14", "+6281200000001",
    )  # fmt: skip
    assert (made.guardian_name, made.guardian_relation, made.guardian_phone) == (
        "WALI CONTOH", "wali", "",
    )  # fmt: skip
    assert classes_of(made) == [("XI TKR 1", date(2025, 7, 1), None)]
    group = ClassGroup.objects.get()
    assert (group.school_year, group.grade) == (YEAR, 11)
    assert made.search_text == " siswa contoh a 0091234501 2526001 "


def test_the_same_list_again_changes_nothing(school: School) -> None:
    imported(school, pupil(1), pupil(2))
    before = list(Pupil.objects.order_by("pk").values())
    assert counts(imported(school, pupil(1), pupil(2))) == (2, 0, 0, 2, 0, 0)
    assert list(Pupil.objects.order_by("pk").values()) == before
    assert Enrolment.objects.count() == 2


def test_a_saved_anew_list_is_the_same_list(school: School) -> None:
    imported(school, pupil(1))
    again = pupil(
        1, name="  Siswa Contoh A ", nisn=91234501, phone=81200000001, born_on="04/04/2009"
    )
    assert counts(prepared(school, again)) == (1, 0, 0, 1, 0, 0)


def test_changes_are_told_field_by_field(school: School) -> None:
    imported(school, pupil(1))
    run = prepared(school, pupil(1, name="SISWA LAIN", phone="081200000099", class_="XI TKR 2"))
    row = row_of(run)
    assert (row.outcome, row.pupil) == (RowOutcome.CHANGED, the(school))
    assert row.before == {
        "name": "SISWA CONTOH A", "phone": "+6281200000001", "class": "XI TKR 1 (2025/2026)",
    }  # fmt: skip
    assert row.after == {"name": "SISWA LAIN", "phone": "+6281200000099", "class": "XI TKR 2"}
    assert the(school).name == "SISWA CONTOH A"


def test_empty_cells_take_nothing_away(school: School) -> None:
    imported(school, pupil(1))
    the(school).save()
    Pupil.objects.update(guardian_phone="+6281200000055")
    blank = pupil(
        1, nipd="", sex="", born_on="", district="", phone="", class_="", father="", mother="-"
    )
    assert counts(prepared(school, blank)) == (1, 0, 0, 1, 0, 0)
    assert the(school).guardian_phone == "+6281200000055"


@pytest.mark.parametrize(
    ("recorded", "said", "then"),
    [
        # Nobody entered: wali, else ayah, else ibu.
        (("", ""), {"guardian": "W"}, ("W", "wali")),
        (("", ""), {}, ("AYAH CONTOH 1", "ayah")),
        (("", ""), {"father": "Alm. X"}, ("IBU CONTOH 1", "ibu")),
        # Entered by hand: stays where the file says nothing of that relation.
        (("WALI TANGAN", "wali"), {}, ("WALI TANGAN", "wali")),
        (("IBU TANGAN", "ibu"), {"mother": ""}, ("IBU TANGAN", "ibu")),
        (("TANPA HUBUNGAN", ""), {}, ("TANPA HUBUNGAN", "")),
        # The file says another for the same relation, or a wali.
        (("IBU TANGAN", "ibu"), {}, ("IBU CONTOH 1", "ibu")),
        (("IBU TANGAN", "ibu"), {"guardian": "W"}, ("W", "wali")),
    ],
)
def test_the_guardian_is_wali_then_ayah_then_ibu_and_who_was_entered_stays(
    school: School, recorded: tuple[str, str], said: dict[str, str], then: tuple[str, str]
) -> None:
    name, relation = recorded
    makers.pupil(school, nisn="0091234501", guardian_name=name, guardian_relation=relation)
    imported(school, pupil(1, **said))
    found = the(school)
    assert (found.guardian_name, found.guardian_relation) == then


def test_a_new_guardian_warns_of_the_old_ones_number(school: School) -> None:
    imported(school, pupil(1))
    Pupil.objects.update(guardian_phone="+6281200000055")
    row = row_of(prepared(school, pupil(1, guardian="W")))
    assert row.notes == ["HP wali yang tercatat mungkin milik wali sebelumnya, periksa"]


# Who is meant


def test_a_pupil_is_found_by_nisn_first(school: School) -> None:
    known = makers.pupil(school, "NAMA LAMA", nisn="0091234501", nipd="111")
    makers.pupil(school, "SISWA CONTOH A", nipd="2526001")
    assert row_of(prepared(school, pupil(1))).pupil == known


def test_a_pupil_without_nisn_is_found_by_nipd(school: School) -> None:
    known = makers.pupil(school, "SISWA CONTOH A", nipd="2526001")
    row = row_of(prepared(school, pupil(1)))
    assert (row.pupil, row.after["nisn"]) == (known, "0091234501")


def test_a_nipd_given_to_somebody_else_is_another_pupil(school: School) -> None:
    makers.pupil(school, "ORANG LAIN", nipd="2526001", born_on=date(2008, 1, 2))
    assert row_of(prepared(school, pupil(1))).outcome == RowOutcome.NEW


def test_a_pupil_is_found_by_name_and_birth_date_last(school: School) -> None:
    known = makers.pupil(school, "Siswa contoh a", born_on=date(2009, 4, 4))
    makers.pupil(school, "Siswa contoh a", born_on=date(2009, 4, 5))
    row = row_of(prepared(school, pupil(1)))
    assert (row.pupil, set(row.after) >= {"nisn", "nipd"}) == (known, True)


def test_two_namesakes_of_one_day_are_not_guessed_at(school: School) -> None:
    for _number in range(2):
        makers.pupil(school, "SISWA CONTOH A", born_on=date(2009, 4, 4))
    assert row_of(prepared(school, pupil(1, nipd=""))).outcome == RowOutcome.NEW


def test_whom_a_nisn_names_is_nobody_elses_namesake(school: School) -> None:
    known = makers.pupil(
        school, "SISWA CONTOH A", nisn="0091234502", nipd="2526001", born_on=date(2009, 4, 4)
    )
    run = prepared(school, pupil(1), pupil(2))
    assert (row_of(run, 7).outcome, row_of(run, 8).pupil) == (RowOutcome.NEW, known)


def test_two_rows_that_mean_one_pupil_are_not_both_taken(school: School) -> None:
    makers.pupil(school, "SISWA CONTOH A", nipd="2526001", born_on=date(2009, 4, 4))
    rows = [
        pupil(1, nisn=""),
        pupil(2, nisn="0091234509", name="SISWA CONTOH A", nipd="", born_on="2009-04-04"),
    ]
    run = prepared(school, *rows)
    assert row_of(run, 8).reason == "Nama dan tanggal lahir sama dengan baris 7"


def test_pupils_of_another_school_are_other_pupils_and_not_named(school: School) -> None:
    other = makers.school("SMKN 9 RAHASIA")
    makers.pupil(other, "NAMA RAHASIA", nisn="0091234501")
    row = row_of(prepared(school, pupil(1)))
    assert row.outcome == RowOutcome.NEW
    (note,) = row.notes
    assert note.startswith("NISN ini masih tercatat di sekolah lain")
    assert "RAHASIA" not in note.upper()


def test_who_left_another_school_is_no_longer_there(school: School) -> None:
    other = makers.school("SMKN 9 CONTOH")
    makers.pupil(other, nisn="0091234501", left_on=date(2025, 6, 30), leaving_reason="pindah")
    assert row_of(prepared(school, pupil(1))).notes == []


def test_who_comes_back_is_the_same_pupil(school: School) -> None:
    known = makers.pupil(
        school, nisn="0091234501", left_on=date(2025, 6, 30), leaving_reason="keluar"
    )
    run = imported(school, pupil(1))
    known.refresh_from_db()
    assert (known.left_on, known.leaving_reason) == (None, "")
    assert row_of(run).before["left_on"] == "2025-06-30"


def test_an_older_list_brings_nobody_back(school: School) -> None:
    known = makers.pupil(
        school, nisn="0091234501", left_on=date(2025, 8, 1), leaving_reason="keluar"
    )
    imported(school, pupil(1))
    known.refresh_from_db()
    assert known.left_on == date(2025, 8, 1)


def test_whose_processing_was_stopped_is_left_alone(school: School) -> None:
    known = makers.pupil(
        school,
        nisn="0091234501",
        processing_stopped_at=makers.NOON,
        processing_stopped_by=makers.user(),
    )
    run = imported(school, pupil(1))
    assert row_of(run).reason == "Pemrosesan data siswa ini sedang dihentikan"
    known.refresh_from_db()
    assert known.nipd == ""


def test_whose_processing_was_stopped_is_not_asked_about_when_missing(school: School) -> None:
    stopped = {"processing_stopped_at": makers.NOON, "processing_stopped_by": makers.user()}
    group = makers.class_group(school, "XI TKR 1")
    makers.pupil(school, "DITAHAN", nisn="0091234509", sits_in=group, **stopped)
    missing = makers.pupil(school, "HILANG", nisn="0091234508", sits_in=group)
    assert imported(school, pupil(1)).gone_pupils == [missing.pk]


# Rows that are not taken


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"nisn": "12"}, "NISN bukan 10 angka: hanya 2"),
        ({"name": ""}, "Nama kosong"),
        ({"sex": "X"}, "JK bukan L atau P"),
        ({"born_on": "2031-01-01"}, "Tanggal lahir di masa depan"),
    ],
)
def test_a_row_that_cannot_be_taken_says_why_and_names_nobody(
    school: School, given: dict[str, str], reason: str
) -> None:
    run = imported(school, pupil(1, **given), pupil(2))
    assert counts(run) == (2, 1, 0, 0, 1, 0)
    assert row_of(run).reason == reason
    assert Pupil.objects.get().nisn == "0091234502"


def test_an_unknown_sex_is_no_matter_where_it_is_recorded(school: School) -> None:
    imported(school, pupil(1))
    row = row_of(prepared(school, pupil(1, sex="X", phone="081200000077")))
    assert (set(row.after), row.notes) == ({"phone"}, ["JK bukan L atau P, dikosongkan"])


# Kecamatan


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Kec. Rangkasbitung", "36.02.14"),
        ("RANGKASBITUNG", "36.02.14"),
        ("Kecamatan Warunggunung", "36.02.18"),
    ],
)
def test_a_kecamatan_is_found_in_the_schools_kabupaten(
    school: School, written: str, code: str
) -> None:
    imported(school, pupil(1, district=written))
    assert the(school).district.code == code


def district(code: str, name: str) -> Region:
    parent = makers.region(code.rpartition(".")[0])
    return Region.objects.create(
        code=code, level="district", name=name, short_name=f"Kec. {name}", parent=parent,
        sort_key=name.lower(),
    )  # fmt: skip


def test_a_kecamatan_may_lie_in_another_kabupaten_of_the_province_or_near(school: School) -> None:
    district("36.73.01", "Cipocok Jaya")
    district("32.16.01", "Tarumajaya")
    district("64.71.01", "Jauh Sekali")
    Region.objects.filter(code="36.02").update(latitude=-6.5, longitude=106.2)
    Region.objects.filter(code="32.16").update(latitude=-6.3, longitude=107.1)
    Region.objects.filter(code="64.71").update(latitude=-1.2, longitude=116.8)
    rows = [
        pupil(1, district="Kec. Cipocok Jaya"), pupil(2, district="Tarumajaya"),
        pupil(3, district="Kec. Jauh Sekali"),
    ]  # fmt: skip
    run = prepared(school, *rows)
    found = [row_of(run, number).after.get("district") for number in (7, 8, 9)]
    assert found == ["36.73.01", "32.16.01", None]
    assert row_of(run, 9).notes == ["Kecamatan tidak dikenali, tidak diambil: Kec. Jauh Sekali"]


def test_a_kecamatan_of_two_kabupaten_is_left_open_unless_one_is_the_schools(
    school: School,
) -> None:
    Region.objects.create(
        code="36.04", level="regency", name="Kabupaten Serang", short_name="Kab. Serang",
        parent=makers.region("36"), sort_key="serang",
    )  # fmt: skip
    for code in ("36.73.01", "36.04.01"):
        Region.objects.create(
            code=code, level="district", name="Sukasari", short_name="Kec. Sukasari",
            parent=Region.objects.get(code=code[:5]), sort_key="sukasari",
        )  # fmt: skip
    district("36.73.03", "Rangkasbitung")
    run = prepared(school, pupil(1, district="Kec. Sukasari"), pupil(2))
    assert "district" not in row_of(run, 7).after
    assert row_of(run, 8).after["district"] == "36.02.14"


# Classes


def test_the_year_is_that_of_the_download_else_todays(school: School) -> None:
    assert prepared(school, pupil(1)).school_year == 2025
    assert prepared(school, pupil(1), school_year=2024).as_of == date(2025, 6, 30)
    assert prepared(school, pupil(1), school_year=2026).as_of == date(2026, 7, 1)


@pytest.mark.parametrize(
    ("downloaded_on", "year", "day"),
    [
        (date(2025, 8, 1), 2025, date(2025, 8, 1)),
        (date(2025, 8, 1), 2026, date(2026, 7, 1)),
        (None, 2025, date(2025, 11, 21)),
        (None, 2024, date(2025, 6, 30)),
    ],
)
def test_a_list_shows_the_classes_of_a_day_within_its_year(
    downloaded_on: date | None, year: int, day: date
) -> None:
    assert day_of(downloaded_on, year, on=makers.TODAY) == day


def test_a_class_moves_up_with_the_next_year(school: School) -> None:
    imported(school, pupil(1))
    run = imported(school, pupil(1, class_="XII TKR 1"), school_year=2026)
    assert row_of(run).before["class"] == "XI TKR 1 (2025/2026)"
    assert classes_of(the(school)) == [
        ("XI TKR 1", date(2025, 7, 1), date(2026, 6, 30)), ("XII TKR 1", date(2026, 7, 1), None),
    ]  # fmt: skip


def test_a_pupil_changes_class_within_the_year(school: School) -> None:
    imported(school, pupil(1))
    imported(school, pupil(1, class_="XI TKR 2"))
    assert classes_of(the(school)) == [
        ("XI TKR 1", date(2025, 7, 1), date(2025, 7, 31)), ("XI TKR 2", date(2025, 8, 1), None),
    ]  # fmt: skip


def test_a_list_of_the_year_before_is_put_before(school: School) -> None:
    imported(school, pupil(1, class_="XII TKR 1"), school_year=2026)
    imported(school, pupil(1))
    assert classes_of(the(school)) == [
        ("XI TKR 1", date(2025, 7, 1), date(2026, 6, 30)), ("XII TKR 1", date(2026, 7, 1), None),
    ]  # fmt: skip


def test_one_class_in_two_spellings_is_one(school: School) -> None:
    imported(school, pupil(1), pupil(2, class_="XI-TKR-1"))
    assert ClassGroup.objects.get().name == "XI TKR 1"
    assert Enrolment.objects.count() == 2


def test_rows_without_a_class_take_the_one_that_somebody_chose(school: School) -> None:
    rows = without(layout(pupil(1), pupil(2)), "Rombel Saat Ini")
    facts = {"by": makers.system(), "school": school, "file_name": "a.csv"}
    run = prepare_pupil_import(data=csv_of(rows), **facts)
    assert (run.has_classes, row_of(run).notes) == (False, ["Tanpa rombel: dicatat tanpa kelas"])
    decide_pupil_import(by=makers.system(), run=run, told=Told(default_class="XII AKL 2"))
    run.refresh_from_db()
    assert row_of(run).notes == []
    apply_pupil_import(by=makers.system(), run=run)
    assert {name for one in (1, 2) for name, *_days in classes_of(the(school, one))} == {
        "XII AKL 2"
    }


def test_a_class_without_a_grade_waits_for_one(school: School) -> None:
    run = prepared(school, pupil(1, class_="MERDEKA 4"))
    assert run.classes.get().grade is None
    decide_pupil_import(
        by=makers.system(),
        run=run,
        told=Told(classes={"merdeka 4": ClassChoice(grade=12, concentration_id=None)}),
    )
    assert run.classes.get().grade == 12


def test_classes_without_a_grade_are_not_made(school: School) -> None:
    imported(school, pupil(1, class_="MERDEKA 4"))
    assert not ClassGroup.objects.exists()
    assert classes_of(the(school)) == []


# Which konsentrasi a class is of


@pytest.fixture
def tkr() -> Concentration:
    found = makers.concentration("2.2.1", "Teknik Kendaraan Ringan")
    found.synonyms = ["TKR", "TKRO"]
    found.save()
    return found


@pytest.fixture
def akl() -> Concentration:
    found = makers.concentration("8.3.3", "Akuntansi")
    found.synonyms = ["AK", "AKL"]
    found.save()
    return found


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("XI TKR 1", "2.2.1"), ("XII TKRO", "2.2.1"), ("X AKL INDUSTRI 2", "8.3.3"),
        ("XII Teknik Kendaraan Ringan", "2.2.1"), ("XII MERDEKA 4", None), ("XII", None),
    ],
)  # fmt: skip
def test_a_konsentrasi_is_proposed_from_the_name(
    school: School, tkr: Concentration, akl: Concentration, name: str, code: str | None
) -> None:
    found, is_guessed = Guesser.load(school, on=makers.TODAY).concentration_of(name)
    assert (found, is_guessed) == (
        {"2.2.1": tkr.pk, "8.3.3": akl.pk}.get(code or ""), code is not None,
    )  # fmt: skip


def test_of_two_that_are_called_alike_the_offered_one_is_meant(
    school: School, tkr: Concentration, akl: Concentration
) -> None:
    akl.synonyms = ["AKL", "TKR"]
    akl.save()
    assert Guesser.load(school, on=makers.TODAY).concentration_of("XI TKR 1") == (None, False)
    SchoolConcentration.objects.create(school=school, concentration=tkr)
    assert Guesser.load(school, on=makers.TODAY).concentration_of("XI TKR 1") == (tkr.pk, True)


def test_what_was_said_once_is_remembered_for_the_next_year(
    school: School, tkr: Concentration
) -> None:
    run = prepared(school, pupil(1, class_="XI MERDEKA 4"))
    decide_pupil_import(
        by=makers.system(),
        run=run,
        told=Told(classes={"xi merdeka 4": ClassChoice(None, tkr.pk)}),
    )
    apply_pupil_import(by=makers.system(), run=run)
    assert ClassGroup.objects.get().concentration == tkr
    assert ClassGroupMapping.objects.get().stem == "merdeka 4"
    again = prepared(school, pupil(1, class_="XII MERDEKA 4"), school_year=2026)
    named = again.classes.get()
    assert (named.concentration, named.is_guessed) == (tkr, False)


def test_the_konsentrasi_of_a_class_that_is_there_stays(
    school: School, tkr: Concentration, akl: Concentration
) -> None:
    makers.class_group(school, "XI TKR 1", concentration=akl)
    run = prepared(school, pupil(1))
    told = Told(classes={"xi tkr 1": ClassChoice(12, tkr.pk)})
    decide_pupil_import(by=makers.system(), run=run, told=told)
    named = run.classes.get()
    assert (named.concentration, named.grade, named.is_known) == (akl, 11, True)


# Who is not in the file


def test_who_is_not_in_the_file_is_told_for_its_classes_only(school: School) -> None:
    imported(school, pupil(1), pupil(2), pupil(3, class_="XI TKR 2"))
    run = prepared(school, pupil(1))
    assert (run.gone, run.gone_pupils) == (1, [the(school, 2).pk])
    assert Pupil.objects.present_on(makers.TODAY).count() == 3


def test_who_left_or_stands_in_a_refused_row_is_not_missing(school: School) -> None:
    imported(school, pupil(1), pupil(2), pupil(3))
    Pupil.objects.filter(nisn="0091234502").update(
        left_on=date(2025, 7, 15), leaving_reason="pindah"
    )
    run = prepared(school, pupil(1), pupil(3, born_on="1950-01-01"))
    assert (run.rejected, run.gone) == (1, 0)


def test_planning_asks_the_same_number_of_queries_for_any_length(
    school: School, django_assert_num_queries: Any
) -> None:
    for many in (1, 3):
        rows = read_pupils(
            csv_of(layout(*(pupil(n) for n in range(1, many + 1)))), on=makers.TODAY
        ).rows
        with django_assert_num_queries(8):
            plan_pupils(
                rows, school=school, choices=Choices(YEAR), as_of=makers.TODAY, on=makers.TODAY
            )
