"""On a phone: classes go up into the next year, and an office reads names for a reason."""

import re

import pytest
from playwright.sync_api import expect

from accounts.clock import today
from accounts.roles import Role
from schools.models import ClassGroup, Enrolment, School
from schools.school_years import label, school_year_of
from tests import makers
from tests.browser.conftest import Screen

YEAR = school_year_of(today())
WHY = "Pengaduan wali nomor 12 tentang tempat PKL"


@pytest.fixture
def school(transactional_db: None) -> School:
    school = makers.school(npsn="20607803")
    for name in ("XI TKR 1", "XII TKR 1"):
        group = makers.class_group(school, name, school_year=YEAR)
        for person in ("Ani", "Budi"):
            makers.pupil(school, f"{person} {name}", sits_in=group)
    return school


def test_all_classes_go_up_and_come_back(phone: Screen, school: School) -> None:
    phone.sign_in(makers.membership(Role.SCHOOL_ADMIN, school).user.username)
    page = phone.open("/kerja/pkl/siswa/kelas/")
    page.get_by_role("link", name="Naik kelas").click()
    phone.check()
    expect(page.get_by_label("Kelas berikutnya bagi XI TKR 1")).to_have_value("XII TKR 1")
    expect(page.get_by_label("Kelas berikutnya bagi XII TKR 1")).to_be_hidden()
    page.get_by_role("button", name=re.compile("Atur.*: XI TKR 1")).click()
    phone.check()
    page.get_by_label("Ani XI TKR 1").select_option("Tinggal kelas")
    page.get_by_role("button", name="Simpan").click()
    page.get_by_role("button", name="Simpan dan tinjau").click()
    expect(page.get_by_text("XI TKR 1 → tinggal kelas")).to_be_visible()
    phone.check()
    page.get_by_role("button", name="Naikkan kelas").click()
    expect(page.get_by_text(f"Sudah naik: {label(YEAR)} ke {label(YEAR + 1)}")).to_be_visible()
    phone.check()
    assert Enrolment.objects.filter(class_group__school_year=YEAR + 1).count() == 2
    page.get_by_text("Urungkan kenaikan ini").click()
    page.get_by_role("button", name="Urungkan", exact=True).click()
    expect(page.get_by_text("Kenaikan kelas diurungkan")).to_be_visible()
    assert not ClassGroup.objects.filter(school_year=YEAR + 1).exists()


def test_an_office_counts_and_reads_names_for_a_reason(phone: Screen, school: School) -> None:
    phone.sign_in(makers.membership(Role.REVIEWER, makers.office("36")).user.username)
    page = phone.open("/kerja/pkl/siswa/sekolah/")
    phone.check()
    page.get_by_role("link", name=school.name).click()
    phone.check()
    page.get_by_role("link", name="Buka nama siswa").click()
    phone.check()
    page.get_by_label("Dasar").select_option("Pengaduan orang tua atau siswa")
    page.get_by_label("Alasan").fill(WHY)
    page.get_by_role("button", name="Buka nama siswa").click()
    expect(page.get_by_text("Ani XII TKR 1")).to_be_visible()
    expect(page.get_by_text(WHY)).to_be_visible()
    phone.check()
    page.get_by_role("button", name="Tutup kembali").click()
    expect(page.get_by_text("Nama siswa ditutup kembali")).to_be_visible()
    page = phone.open(f"/kerja/pkl/siswa/sekolah/{school.npsn}/nama/")
    expect(page.get_by_text("Sebutkan alasannya dahulu")).to_be_visible()
