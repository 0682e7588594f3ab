"""What follows a placement: the days of a pupil and the weeks of an instruktur on a phone."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from accounts.clock import today
from partnerships.placements.lifecycle import PlacementState
from partnerships.placements.marks.assessing import sentence_for
from partnerships.placements.models import (
    Assessment,
    JournalEntry,
    Placement,
    ProblemReport,
    WeekConfirmation,
)
from schools.models import School
from schools.school_years import school_year_of
from tests import makers
from tests.browser.conftest import Screen
from tests.placements import following
from tests.placements.scenes import admin, period, pupil_link


@pytest.fixture
def school(transactional_db: None) -> School:
    return makers.school()


def under_way(school: School, *, over: bool = False, left: int = 30) -> Placement:
    """Somebody at a host since two months, or done since yesterday."""
    on = today()
    until = on - timedelta(days=1) if over else on + timedelta(days=left)
    planned = period(
        school,
        school_year=school_year_of(on),
        name="PKL contoh",
        since=on - timedelta(days=60),
        until=until,
    )
    state = PlacementState.COMPLETED if over else PlacementState.RUNNING
    return following.running(planned, name="Ahmad Fauzi", state=state)


def test_an_instruktur_confirms_a_week_on_the_phone(phone: Screen, school: School) -> None:
    placement = under_way(school)
    monday = today() - timedelta(days=today().weekday() + 7)
    following.entry(placement, monday, text="Mengganti oli dan filter")
    following.presence(placement, monday)
    issued = following.mentor_link(placement)
    page = phone.open(f"/pkl/instruktur/tautan/{issued.token}/")
    assert "Ahmad" not in page.content()
    phone.check()
    page.get_by_label("PIN").fill(issued.pin)
    page.get_by_role("button", name="Buka").click()
    expect(page.get_by_role("heading", name="Siswa PKL yang Anda bimbing")).to_be_visible()
    phone.check()
    page.get_by_role("link", name="Konfirmasi minggu mulai").first.click()
    phone.check()
    page.goto(page.url.rstrip("/").rsplit("/", 1)[0] + f"/{monday.isoformat()}/")
    expect(page.get_by_text("Mengganti oli dan filter")).to_be_visible()
    page.get_by_label("4 hari belum diisi kehadirannya").check()
    page.get_by_role("button", name="Konfirmasi 1 siswa").click()
    expect(page.get_by_text("Minggu ini dikonfirmasi. Terima kasih.")).to_be_visible()
    assert WeekConfirmation.objects.get(placement=placement).monday == monday


def test_an_instruktur_gets_the_link_and_assesses_at_the_end(
    desktop: Screen, phone: Screen, school: School
) -> None:
    placement = under_way(school, left=10)
    goal = following.goal(school, text="Merawat mesin kendaraan ringan")
    desktop.sign_in(admin(school).user.username)
    page = desktop.open(f"/kerja/pkl/periode/{placement.period.public_id}/instruktur/")
    desktop.check()
    page.get_by_role("button", name="Buat 1 tautan yang belum ada").click()
    desktop.check()
    address = page.locator(".pupil-sheets code").inner_text()
    pin = page.locator("section[aria-labelledby=pin] code").inner_text()
    page = phone.open(urlsplit(address).path)
    page.get_by_label("PIN").fill(pin)
    page.get_by_role("button", name="Buka").click()
    page.get_by_role("link", name="Nilai Ahmad Fauzi").click()
    phone.check()
    page.get_by_label("Nilai, 0 sampai 100").fill("88")
    page.get_by_role("button", name="Simpan dan lengkapi kalimat").click()
    expect(page.get_by_label("Kalimat")).to_have_value(sentence_for(goal, 88))
    page.get_by_role("button", name="Kirim penilaian").click()
    expect(page.get_by_text("Penilaian terkirim. Terima kasih.")).to_be_visible()
    assert Assessment.objects.get(placement=placement).submitted_at


def test_a_pupil_writes_the_day_by_telephone_and_loses_nothing(
    phone: Screen, school: School
) -> None:
    placement = under_way(school)
    issued = pupil_link(placement.pupil)
    page = phone.open(f"/pkl/siswa/tautan/{issued.token}/")
    page.get_by_role("button", name="Buka halamanku").click()
    phone.check()
    page.get_by_role("button", name="Hadir").click()
    expect(page.get_by_text("Kehadiranmu tercatat.")).to_be_visible()
    page.get_by_role("link", name="Tulis jurnal hari ini").click()
    phone.check()
    page.locator("textarea").first.fill("Menyetel rem dan mencoba di halaman")
    page.reload()
    # The line broke: what was typed is still there.
    text = page.locator("textarea").first
    expect(text).to_have_value("Menyetel rem dan mencoba di halaman")
    page.get_by_role("button", name="Simpan jurnal").click()
    expect(page.get_by_text("Jurnalmu tersimpan.")).to_be_visible()
    phone.check()
    assert JournalEntry.objects.get(placement=placement).on == today()
    page.get_by_role("link", name="Laporkan masalah").click()
    page.locator("[name=kind][value=hours]").check()
    page.locator("textarea").first.fill("Pulang jam sembilan malam")
    page.get_by_role("button", name="Kirim ke sekolah").click()
    expect(page.get_by_text("Sekolah sudah diberi tahu")).to_be_visible()
    # What was sent does not wait on a telephone that others use.
    expect(page.locator("textarea").first).to_have_value("")
    phone.check()
    assert ProblemReport.objects.get().kind == "hours"
