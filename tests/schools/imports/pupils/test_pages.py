"""The school's pages for lists of pupils: upload, look, choose, apply, undo, and who may."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from accounts.models import Reading
from accounts.roles import Role
from schools.actions import pupil_imports
from schools.actions.pupil_import_wiping import wipe_pupil_imports
from schools.models import (
    ClassGroup,
    ClassGroupMapping,
    Concentration,
    Pupil,
    PupilImport,
    School,
    SchoolConcentration,
)
from schools.models.imports import ImportState
from tests import makers
from tests.schools.imports.pupils.applying import imported, keeper, rangkas, the
from tests.schools.imports.pupils.lists import SECRETS, csv_of, layout, pupil, without, xls, xlsx
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]
START = "/kerja/pkl/siswa/impor/"
NAME = "SISWA CONTOH A"


@pytest.fixture
def school() -> School:
    return rangkas()


@pytest.fixture
def admin(client: StrictClient, school: School) -> StrictClient:
    by = keeper(school)
    assert by.user
    client.force_login(by.user)
    return client


def sent(client: StrictClient, data: bytes, name: str = "daftar_pd.xlsx", **given: Any) -> Any:
    token = re.search(r'name="form_token" value="([^"]+)"', client.get(START).content.decode())
    assert token
    facts = {"file": SimpleUploadedFile(name, data), "form_token": token[1]} | given
    return client.post(START, facts, follow=True)


def page_of(response: Any) -> str:
    text: str = response.content.decode()
    return text


def address(run: PupilImport, of: str = "") -> str:
    return f"{START}{run.public_id}/{of}"


@pytest.mark.parametrize("make", [xlsx, xls, csv_of])
def test_a_list_is_uploaded_looked_at_and_applied(admin: StrictClient, make: Any) -> None:
    page = page_of(sent(admin, make(layout(pupil(1), pupil(2, nisn="1")))))
    run = PupilImport.objects.get()
    assert "Belum ada yang ditulis." in page
    assert NAME in page
    assert "NISN bukan 10 angka: hanya 1" in page
    assert "54 dibuang tanpa dibaca" in page
    assert [secret for secret in SECRETS.values() if secret in page] == []
    page = page_of(admin.post(address(run, "terapkan/"), follow=True))
    assert "Daftar siswa diterapkan" in page
    assert "Batalkan impor" in page
    assert Pupil.objects.get().name == NAME


def test_no_name_stands_in_a_title_or_an_address(admin: StrictClient) -> None:
    response = sent(admin, xlsx(layout(pupil(1))), name="SISWA CONTOH A.xlsx")
    title = re.search(r"<title>(.*?)</title>", page_of(response), re.DOTALL)
    assert title
    assert "CONTOH" not in title[1]
    assert "CONTOH" not in response.request["PATH_INFO"].upper()


def test_each_look_at_names_is_noted_without_a_name(admin: StrictClient, school: School) -> None:
    sent(admin, xlsx(layout(pupil(1), pupil(2))))
    reading = Reading.objects.get()
    assert (reading.count, reading.what, reading.place) == (2, "list", school.public_id)
    assert reading.view == "schools:pupil_import"
    assert "CONTOH" not in str(Reading.objects.values())


def test_a_page_with_names_is_kept_by_no_cache(admin: StrictClient) -> None:
    sent(admin, xlsx(layout(pupil(1))))
    response = admin.get(address(PupilImport.objects.get()))
    assert "no-store" in response["Cache-Control"]


def test_a_file_that_is_no_list_is_told_beside_its_field(admin: StrictClient) -> None:
    page = page_of(sent(admin, b"a,b\n1,2\n", name="a.csv"))
    assert "Baris judul tidak ditemukan. Berkas perlu kolom: No, Nama, NISN." in page
    assert not PupilImport.objects.exists()


def test_a_list_of_another_school_warns(admin: StrictClient) -> None:
    rows = layout(pupil(1))
    rows[1] = ["SMKN 9 CONTOH"]
    page = page_of(sent(admin, xlsx(rows)))
    assert "Berkas ini menyebut SMKN 9 CONTOH, bukan SMKN 1 Rangkasbitung" in page
    assert "Berkas ini menyebut" not in page_of(sent(admin, xlsx(layout(pupil(1)))))


def test_a_list_without_classes_asks_for_one(admin: StrictClient, school: School) -> None:
    rows = without(layout(pupil(1)), "Rombel Saat Ini")
    page = page_of(sent(admin, xlsx(rows)))
    assert "tidak memuat kolom Rombel Saat Ini" in page
    run = PupilImport.objects.get()
    # A choice that changes what the rows do is shown again before it is written.
    page = page_of(admin.post(address(run, "terapkan/"), {"kelas": "XII AKL 2"}, follow=True))
    assert "Pilihan Anda mengubah isinya" in page
    assert "XII AKL 2" in page
    assert not Pupil.objects.exists()
    admin.post(address(run, "terapkan/"), {"kelas": "XII AKL 2"})
    assert ClassGroup.objects.get().name == "XII AKL 2"
    assert the(school).enrolments.count() == 1


def test_the_class_may_be_told_with_the_file(admin: StrictClient) -> None:
    rows = without(layout(pupil(1)), "Rombel Saat Ini")
    page = page_of(sent(admin, xlsx(rows), default_class=" XII  AKL 2 ", school_year="2024"))
    run = PupilImport.objects.get()
    assert (run.default_class, run.school_year) == ("XII AKL 2", 2024)
    assert 'value="XII AKL 2"' in page


@pytest.fixture
def tkr(school: School) -> Concentration:
    found = makers.concentration("2.2.1", "Teknik Kendaraan Ringan")
    found.synonyms = ["TKR"]
    found.save()
    SchoolConcentration.objects.create(school=school, concentration=found)
    return found


def test_the_konsentrasi_is_proposed_asked_for_and_remembered(
    admin: StrictClient, tkr: Concentration
) -> None:
    other = makers.concentration("9.9.9", "Konsentrasi Jauh")
    page = page_of(sent(admin, xlsx(layout(pupil(1), pupil(2, class_="XI MERDEKA 4")))))
    assert "usulan dari nama kelas" in page
    assert f'<option value="{tkr.pk}" selected>' in page
    assert other.name not in page
    run = PupilImport.objects.get()
    field = 'name="konsentrasi-xi_merdeka_4"'
    assert field in page
    admin.post(
        address(run, "terapkan/"),
        {"konsentrasi-xi_merdeka_4": str(tkr.pk), "konsentrasi-xi_tkr_1": str(tkr.pk)},
    )
    assert {group.concentration for group in ClassGroup.objects.all()} == {tkr}
    assert set(ClassGroupMapping.objects.values_list("stem", flat=True)) == {
        "merdeka 4", "tkr 1",
    }  # fmt: skip
    page = page_of(sent(admin, xlsx(layout(pupil(2, class_="XI MERDEKA 4")))))
    assert field not in page


def test_a_konsentrasi_that_is_not_offered_is_not_taken(
    admin: StrictClient, tkr: Concentration
) -> None:
    other = makers.concentration("9.9.9", "Konsentrasi Jauh")
    sent(admin, xlsx(layout(pupil(1))))
    run = PupilImport.objects.get()
    for value in (str(other.pk), "9" * 30, "x", "-1"):
        admin.post(address(run, "pilihan/"), {"konsentrasi-xi_tkr_1": value})
        assert run.classes.get().concentration == tkr
    admin.post(address(run, "pilihan/"), {"konsentrasi-xi_tkr_1": ""})
    assert run.classes.get().concentration is None


def test_a_school_that_told_nothing_is_offered_all(admin: StrictClient) -> None:
    other = makers.concentration("9.9.9", "Konsentrasi Jauh")
    page = page_of(sent(admin, xlsx(layout(pupil(1)))))
    assert f'<option value="{other.pk}">Konsentrasi Jauh</option>' in page


def test_a_grade_is_asked_for_where_the_name_tells_none(admin: StrictClient) -> None:
    page = page_of(sent(admin, xlsx(layout(pupil(1, class_="MERDEKA 4"), pupil(2)))))
    assert 'name="tingkat-merdeka_4"' in page
    assert 'name="tingkat-xi_tkr_1"' not in page
    run = PupilImport.objects.get()
    admin.post(address(run, "pilihan/"), {"tingkat-merdeka_4": "12"})
    admin.post(address(run, "terapkan/"))
    assert ClassGroup.objects.get(name="MERDEKA 4").grade == 12


@pytest.mark.parametrize("year", ["1999", "x", "9" * 40, ""])
def test_a_year_that_is_not_offered_is_not_taken(admin: StrictClient, year: str) -> None:
    sent(admin, xlsx(layout(pupil(1))))
    run = PupilImport.objects.get()
    admin.post(address(run, "pilihan/"), {"tahun": year})
    run.refresh_from_db()
    assert run.school_year == 2025


def test_a_list_of_a_year_that_is_over_warns(admin: StrictClient) -> None:
    sent(admin, xlsx(layout(pupil(1))))
    run = PupilImport.objects.get()
    words = "Daftar ini dari tahun ajaran"
    assert words not in page_of(admin.get(address(run)))
    admin.post(address(run, "pilihan/"), {"tahun": "2024"})
    assert f"{words} 2024/2025, yang sudah lewat" in page_of(admin.get(address(run)))


def test_a_list_that_changes_nothing_says_so(admin: StrictClient, school: School) -> None:
    imported(school, pupil(1))
    page = page_of(sent(admin, xlsx(layout(pupil(1)))))
    assert "Semua baris sudah tercatat persis seperti ini." in page
    assert ">Semua baris</a>" not in page


def test_another_year_is_compared_anew(admin: StrictClient, school: School) -> None:
    imported(school, pupil(1))
    sent(admin, xlsx(layout(pupil(1))))
    run = PupilImport.objects.exclude(state="applied").get()
    assert run.unchanged == 1
    page = page_of(admin.post(address(run, "pilihan/"), {"tahun": "2026"}, follow=True))
    run.refresh_from_db()
    assert (run.changed, run.unchanged, run.school_year) == (1, 0, 2026)
    assert "XI TKR 1 (2025/2026)" in page


def test_parts_of_the_list_are_shown_apart(admin: StrictClient, school: School) -> None:
    imported(school, pupil(1), pupil(2), pupil(3))
    sent(admin, xlsx(layout(pupil(1, name="NAMA BARU"), pupil(4), pupil(5, nisn="1"))))
    run = PupilImport.objects.exclude(state="applied").get()
    shown = {
        part: page_of(admin.get(address(run), {"hasil": part}))
        for part in ("new", "changed", "rejected", "gone", "noted", "antah")
    }
    assert "SISWA CONTOH D" in shown["new"]
    assert "NAMA BARU" not in shown["new"]
    assert "<del>SISWA CONTOH A</del>" in shown["changed"]
    assert "NISN bukan 10 angka" in shown["rejected"]
    assert "SISWA CONTOH B" in shown["gone"]
    assert "SISWA CONTOH C" in shown["gone"]
    assert "Selaras tidak menghapus mereka" in shown["gone"]
    assert "Tidak ada baris di sini" in shown["noted"]
    assert "SISWA CONTOH D" in shown["antah"]


def test_who_is_gone_from_the_database_is_gone_from_the_list(
    admin: StrictClient, school: School
) -> None:
    imported(school, pupil(1), pupil(2))
    sent(admin, xlsx(layout(pupil(1))))
    run = PupilImport.objects.exclude(state="applied").get()
    Pupil.objects.filter(nisn="0091234502").delete()
    page = page_of(admin.get(address(run), {"hasil": "gone"}))
    assert "Daftarnya sudah dikosongkan" in page


def test_undo_is_asked_first_and_told(admin: StrictClient, school: School) -> None:
    sent(admin, xlsx(layout(pupil(1), pupil(2))))
    run = PupilImport.objects.get()
    assert admin.get(address(run, "batalkan/")).status_code == 302
    admin.post(address(run, "terapkan/"))
    Pupil.objects.filter(nisn="0091234502").update(revision=1)
    page = page_of(admin.get(address(run, "batalkan/")))
    assert "2 siswa yang dicatat impor ini dihapus lagi" in page
    page = page_of(admin.post(address(run, "batalkan/"), follow=True))
    assert "1 baris tidak dapat dikembalikan" in page
    assert "sudah diubah atau dirujuk catatan lain" in page
    assert the(school, 2).name == "SISWA CONTOH B"
    page = page_of(admin.post(address(run, "batalkan/"), follow=True))
    assert "Impor ini sudah dibatalkan" in page


def test_a_preview_is_thrown_away(admin: StrictClient) -> None:
    sent(admin, xlsx(layout(pupil(1))))
    page = page_of(admin.post(address(PupilImport.objects.get(), "buang/"), follow=True))
    assert "tidak ada yang ditulis" in page
    assert not PupilImport.objects.exists()


def test_an_applied_list_is_not_thrown_away(admin: StrictClient, school: School) -> None:
    run = imported(school, pupil(1))
    page = page_of(admin.post(address(run, "buang/"), follow=True))
    assert "Impor ini sudah diterapkan" in page
    assert PupilImport.objects.get() == run


def test_an_emptied_run_shows_its_counts_only(admin: StrictClient, school: School) -> None:
    run = imported(school, pupil(1))
    PupilImport.objects.update(applied_at=timezone.now() - timedelta(days=15))
    wipe_pupil_imports(by=makers.system(), at=timezone.now())
    page = page_of(admin.get(address(run)))
    assert "Impor ini sudah dikosongkan" in page
    assert "Batalkan impor" not in page
    assert NAME not in page


def test_a_second_click_lands_on_the_first_result(admin: StrictClient) -> None:
    facts = {"form_token": "00000000-0000-4000-8000-000000000001"}
    first = sent(admin, xlsx(layout(pupil(1))), **facts)
    second = sent(admin, xlsx(layout(pupil(1))), **facts)
    assert first.request["PATH_INFO"] == second.request["PATH_INFO"]
    assert PupilImport.objects.count() == 1


def test_a_long_list_shows_how_far_its_job_has_come(
    admin: StrictClient, monkeypatch: pytest.MonkeyPatch, run_jobs: Any
) -> None:
    monkeypatch.setattr(pupil_imports, "AT_ONCE", 1)
    sent(admin, xlsx(layout(pupil(1), pupil(2))))
    run = PupilImport.objects.get()
    page = page_of(admin.post(address(run, "terapkan/"), follow=True))
    assert "0 dari 2 baris" in page
    assert '<noscript><meta http-equiv="refresh"' in page
    assert 'id="pilihan"' not in page
    fragment = page_of(admin.get(address(run, "kemajuan/")))
    assert "Daftar siswa sedang diterapkan" in fragment
    assert "<html" not in fragment
    page = page_of(admin.post(address(run, "pilihan/"), {"tahun": "2024"}, follow=True))
    assert "sedang dikerjakan" in page
    run_jobs()
    assert admin.get(address(run, "kemajuan/"))["HX-Refresh"] == "true"
    run.refresh_from_db()
    assert run.state == ImportState.APPLIED


@pytest.mark.parametrize("role", [Role.KAPROG, Role.SCHOOL_READER])
def test_for_others_there_is_no_such_page(client: StrictClient, school: School, role: Role) -> None:
    by = keeper(school, role)
    assert by.user
    client.force_login(by.user)
    run = imported(school, pupil(1))
    for path in (START, address(run), address(run, "kemajuan/"), address(run, "batalkan/")):
        assert client.get(path).status_code == 404
    for of in ("terapkan/", "pilihan/", "batalkan/", "buang/"):
        assert client.post(address(run, of)).status_code == 404
    run.refresh_from_db()
    assert run.state == ImportState.APPLIED


def test_the_run_of_another_school_is_out_of_sight(admin: StrictClient) -> None:
    run = imported(makers.school("SMKN 9 LAIN"), pupil(1))
    assert admin.get(address(run)).status_code == 404
    assert admin.post(address(run, "batalkan/")).status_code == 404
    assert NAME not in page_of(admin.get(START))


def test_the_pages_ask_as_many_queries_for_one_row_as_for_many(
    admin: StrictClient, school: School, django_assert_max_num_queries: Any
) -> None:
    counts = []
    for many in (1, 3):
        rows = [pupil(n, class_=f"XI TKR {n}") for n in range(1, many + 1)]
        sent(admin, xlsx(layout(*rows)))
        run = PupilImport.objects.latest("pk")
        for path in (address(run), f"{address(run)}?hasil=gone", START):
            with django_assert_max_num_queries(30) as asked:
                admin.get(path)
            counts.append((path.replace(run.public_id, ""), len(asked)))
    assert len(set(counts)) == len(counts) // 2


def test_addresses_carry_random_ids(school: School) -> None:
    run = imported(school, pupil(1))
    assert reverse("schools:pupil_import", args=[run.public_id]) == address(run)
    assert len(run.public_id) == 10
