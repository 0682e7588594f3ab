"""The journey of a school's list: from Dapodik's file on a phone to the class, and back again."""

import re

import pytest
from playwright.sync_api import Page, expect

from accounts.clock import today
from accounts.roles import Role
from schools.models import ClassGroup, Concentration, Pupil, School, SchoolConcentration
from schools.school_years import label, school_year_of
from tests import makers
from tests.browser.conftest import Screen
from tests.schools.imports.pupils.applying import rangkas
from tests.schools.imports.pupils.lists import layout, pupil, xlsx

START = "/kerja/pkl/siswa/impor/"


@pytest.fixture
def school(transactional_db: None) -> School:
    """It offers two konsentrasi, and classes are called after one of them."""
    school = rangkas()
    for code, name, synonyms in (
        ("2.2.1", "Teknik Kendaraan Ringan", ["TKR"]),
        ("3.1.1", "Rekayasa Perangkat Lunak", ["RPL"]),
    ):
        found: Concentration = makers.concentration(code, name)
        found.synonyms = synonyms
        found.save()
        SchoolConcentration.objects.create(school=school, concentration=found)
    return school


def dapodik() -> dict[str, object]:
    """The file as the portal of Dapodik gives it: two rows of headings, signatures below."""
    rows = layout(
        pupil(1),
        pupil(2),
        pupil(3, class_="XII MERDEKA 4", nisn=91234503),
        pupil(4, nisn="123"),
        below=True,
    )
    return {
        "name": "daftar_pd-SMKN CONTOH-2025-08-01.xlsx",
        "mimeType": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "buffer": xlsx(rows),
    }


def upload(phone: Screen) -> Page:
    page = phone.open(START)
    phone.check()
    page.get_by_label("Berkas daftar peserta didik").set_input_files([dapodik()])
    page.get_by_label("Tahun ajaran").select_option(label=label(school_year_of(today())))
    page.get_by_role("button", name="Baca dan tunjukkan perubahannya").click()
    expect(page.get_by_text("Belum ada yang ditulis.")).to_be_visible()
    return page


def test_a_list_of_dapodik_becomes_classes_on_a_phone(phone: Screen, school: School) -> None:
    phone.sign_in(makers.membership(Role.SCHOOL_ADMIN, school).user.username)
    page = phone.open("/kerja/pkl/siswa/")
    phone.check()
    page.get_by_role("link", name="Impor dari Dapodik").first.click()
    expect(page).to_have_url(f"{phone.origin}{START}")

    page = upload(phone)
    phone.check()
    expect(page.get_by_text("NISN bukan 10 angka: hanya 3")).to_be_visible()
    expect(page.get_by_label("Konsentrasi XI TKR 1")).to_have_value(
        str(Concentration.objects.get(code="2.2.1").pk)
    )
    page.get_by_text(re.compile("kolom dibaca, .* dibuang")).click()
    phone.check()
    page.get_by_label("Konsentrasi XII MERDEKA 4").select_option("Rekayasa Perangkat Lunak")
    page.get_by_role("button", name="Terapkan").click()

    expect(page.get_by_text("Daftar siswa diterapkan")).to_be_visible()
    phone.check()
    assert Pupil.objects.count() == 3
    assert Pupil.objects.get(nisn="0091234503").name == "SISWA CONTOH C"
    page.get_by_role("link", name="Lihat kelas-kelasnya").click()
    phone.check()
    page.get_by_role("link", name="XII MERDEKA 4").click()
    expect(page.get_by_role("link", name="SISWA CONTOH C")).to_be_visible()
    expect(page.get_by_role("link", name="SISWA CONTOH A")).to_have_count(0)
    phone.check()


def test_a_list_applied_by_mistake_is_taken_back(phone: Screen, school: School) -> None:
    phone.sign_in(makers.membership(Role.HEAD, school).user.username)
    page = upload(phone)
    page.get_by_role("button", name="Terapkan").click()
    page.get_by_role("link", name="Batalkan impor").click()
    expect(page.get_by_text("3 siswa yang dicatat impor ini dihapus lagi")).to_be_visible()
    phone.check()
    page.get_by_role("button", name="Ya, batalkan impor").click()
    expect(page.get_by_text("Impor dibatalkan", exact=False).first).to_be_visible()
    phone.check()
    assert not Pupil.objects.exists()
    assert not ClassGroup.objects.exists()
