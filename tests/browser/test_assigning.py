"""The journey of an assignment: wishes, a draft and its reasons, publishing, the pupil's phone."""

import pytest
from playwright.sync_api import expect

from accounts.clock import today
from partnerships.placements.actions.assignment_work import work
from partnerships.placements.models import AssignedPlace, AssignmentRun
from schools.models import School
from schools.school_years import first_day, last_day, school_year_of
from tests import makers
from tests.browser.conftest import Screen
from tests.placements.drafting.scenes import Class, place, wish
from tests.placements.scenes import admin, chooser, period, pupil_link


@pytest.fixture
def school(transactional_db: None) -> School:
    return makers.school()


@pytest.fixture
def scene(school: School) -> Class:
    """Three pupils, two of whom want the one seat."""
    year = school_year_of(today())
    days = {"since": first_day(year), "until": last_day(year)}
    planned = period(school, school_year=year, name="PKL contoh", **days)
    pupils = [chooser(planned, f"Siswa {number}") for number in (1, 2, 3)]
    places = [place(planned, many, name=f"Bengkel {many}", **days) for many in (1, 2)]
    for pupil in pupils:
        wish(planned, pupil, *places)
    return Class(planned, pupils, places, admin(school))


def test_a_draft_is_made_explained_and_published(phone: Screen, scene: Class) -> None:
    phone.sign_in(scene.by.user.username)
    page = phone.open(f"/kerja/pkl/periode/{scene.period.public_id}/")
    page.get_by_role("link", name="Pembagian").click()
    phone.check()
    page.get_by_role("button", name="Bagi sekarang").click()
    expect(page.get_by_text("Pembagian menunggu giliran")).to_be_visible()
    phone.check()
    run = AssignmentRun.objects.get()
    work(run.pk)
    expect(page.get_by_role("heading", name="Siswa dan tempatnya")).to_be_visible()
    phone.check()

    second = AssignedPlace.objects.filter(run=run, rank=2).select_related("pupil").first()
    page.get_by_role("link", name=second.pupil.name).click()
    expect(page.get_by_role("heading", name="Pilihan ke-1: Bengkel 1, Kab. Lebak")).to_be_visible()
    page.get_by_text("Siapa yang mendapatnya").click()
    phone.check()
    page.go_back()
    page.get_by_role("link", name="Per tempat").click()
    phone.check()
    page.go_back()
    page.get_by_role("link", name="Terbitkan").click()
    phone.check()
    page.get_by_role("button", name="Terbitkan").click()
    expect(page.get_by_text("Pembagian diterbitkan.")).to_be_visible()
    phone.check()

    issued = pupil_link(second.pupil)
    page = phone.open(f"/pkl/siswa/tautan/{issued.token}/")
    page.locator("main").get_by_role("button").first.click()
    expect(page.get_by_text("Kamu ditempatkan di Bengkel 2")).to_be_visible()
    expect(page.get_by_text("satu-satunya kursi")).to_be_visible()
    phone.check()


def test_what_counts_is_set_and_pupils_are_paired(phone: Screen, scene: Class) -> None:
    phone.sign_in(scene.by.user.username)
    page = phone.open(f"/kerja/pkl/periode/{scene.period.public_id}/pembagian/ketentuan/")
    page.get_by_label("Paling sedikit siswa di satu tempat").fill("2")
    page.get_by_role("button", name="Simpan ketentuan").click()
    expect(page.get_by_text("Ketentuan tersimpan")).to_be_visible()
    page.locator("#id_pasangan-one").select_option("Siswa 1")
    page.locator("#id_pasangan-other").select_option("Siswa 3")
    page.get_by_role("button", name="Simpan pasangan").click()
    expect(page.get_by_role("button", name="Hapus Siswa 1")).to_be_visible()
    phone.check()
