"""From the question to the reason: a partner answers by link, its seats are taken and assigned."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from accounts.clock import today
from partnerships.placements.actions.assignment_work import work
from partnerships.placements.models import (
    AssignedPlace,
    AssignmentRun,
    Booking,
    Hosting,
    Opening,
    PlacementPeriod,
)
from schools.actors import Actor
from schools.models import School
from schools.school_years import first_day, last_day, school_year_of
from tests import makers
from tests.browser.conftest import Screen
from tests.partners.making import contact, partner
from tests.placements.drafting.scenes import place, wish
from tests.placements.scenes import admin, chooser, period


@pytest.fixture
def school(transactional_db: None) -> School:
    return makers.school()


@pytest.fixture
def planned(school: School) -> PlacementPeriod:
    year = school_year_of(today())
    days = {"since": first_day(year), "until": last_day(year)}
    return period(school, school_year=year, name="PKL contoh", **days)


def asked(desktop: Screen, by: Actor, year: int) -> tuple[str, str]:
    """Address and PIN that the school passes on to the contact."""
    company = partner("Bengkel Tertaut")
    contact(company, "Siti Contoh")
    assert by.user
    desktop.sign_in(by.user.username)
    page = desktop.open(f"/kerja/pkl/kesediaan/{year}/{company.public_id}/")
    desktop.check()
    page.get_by_role("link", name="Tanyakan lewat tautan").click()
    page.get_by_role("button", name="Buat tautan Siti Contoh").click()
    desktop.check()
    code = page.locator("code")
    return urlsplit(code.nth(1).inner_text()).path, code.nth(0).inner_text()


def answered(phone: Screen, path: str, pin: str, planned: PlacementPeriod) -> Page:
    """Yes, and one seat on all days of the period, by somebody without an account."""
    page = phone.open(path)
    phone.check()
    page.get_by_label("PIN").fill(pin)
    page.get_by_role("button", name="Buka").click()
    page.get_by_label("Menerima siswa PKL", exact=True).check()
    page.get_by_role("button", name="Sampaikan").click()
    expect(page.get_by_text("Jawaban Anda tersimpan. Terima kasih.")).to_be_visible()
    page.get_by_role("link", name="Tambah tempat").click()
    phone.check()
    page.get_by_label("Jumlah kursi").fill("1")
    block = planned.blocks.get()
    page.get_by_label("Mulai").fill(block.since.isoformat())
    page.get_by_label("Sampai dengan").fill(block.until.isoformat())
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_text("1 kursi")).to_be_visible()
    phone.check()
    return page


def test_a_partner_opens_seats_by_link_and_a_pupil_is_told_why_not_there(
    desktop: Screen, phone: Screen, school: School, planned: PlacementPeriod
) -> None:
    by = admin(school)
    path, pin = asked(desktop, by, planned.school_year)
    answered(phone, path, pin, planned)
    told = Hosting.objects.get(told_to_school=None)
    assert told.told_through
    assert told.told_through.school == school

    page = desktop.open(f"/kerja/pkl/kesediaan/{planned.school_year}/{told.partner.public_id}/")
    said = f"Dijawab lewat tautan yang dibuat oleh {school.name}"
    expect(page.get_by_text(said).first).to_be_visible()
    desktop.check()
    page.get_by_role("link", name="Pesan kursi di sini").click()
    page.get_by_label("Jumlah kursi").fill("1")
    page.get_by_role("button", name="Pesan", exact=True).click()
    expect(page.get_by_text("1 kursi dipesan untuk PKL contoh.")).to_be_visible()
    desktop.check()
    opening = Opening.objects.get(hosting=told)
    assert Booking.objects.get(opening=opening).seats == 1

    block = planned.blocks.get()
    second = place(planned, 2, name="Bengkel Kedua", since=block.since, until=block.until)
    for number in (1, 2):
        wish(planned, chooser(planned, f"Siswa {number}"), opening, second)
    page = desktop.open(f"/kerja/pkl/periode/{planned.public_id}/pembagian/")
    page.get_by_role("button", name="Bagi sekarang").click()
    expect(page.get_by_text("Pembagian menunggu giliran")).to_be_visible()
    run = AssignmentRun.objects.get()
    work(run.pk)
    expect(page.get_by_role("heading", name="Siswa dan tempatnya")).to_be_visible()
    row = AssignedPlace.objects.select_related("pupil").get(run=run, rank=2)
    page.get_by_role("link", name=row.pupil.name).click()
    heading = page.get_by_role("heading", name="Pilihan ke-1: Bengkel Tertaut, Kab. Lebak")
    expect(heading).to_be_visible()
    expect(page.get_by_text("Satu-satunya kursi terisi oleh siswa yang")).to_be_visible()
    desktop.check()
