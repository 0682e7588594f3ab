"""What pupils wrote, as their school reads, answers and mends it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import Reading, User
from accounts.roles import Role
from partnerships.placements.models import (
    DayPresence,
    JournalEntry,
    JournalRemark,
    Placement,
    Snapshot,
)
from tests import makers
from tests.placements import following, scenes
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
YESTERDAY = makers.TODAY - timedelta(days=1)
WEEK = "minggu-kertas/2025-11-17/"


@pytest.fixture
def at_noon() -> object:
    with time_machine.travel(makers.NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def placement() -> Placement:
    return following.running()


def teacher(placement: Placement) -> User:
    assert placement.supervisor
    return placement.supervisor.membership.user


@pytest.fixture
def desk(client: StrictClient, placement: Placement) -> StrictClient:
    """The supervising teacher, signed in."""
    client.force_login(teacher(placement))
    return client


def at(placement: Placement, part: str = "") -> str:
    return f"/kerja/pkl/penempatan/{placement.public_id}/jurnal/{part}"


def test_the_page_tells_days_sums_and_photos(desk: StrictClient, placement: Placement) -> None:
    following.entry(placement, YESTERDAY, photo=following.snapshot(placement))
    following.presence(placement, YESTERDAY)
    following.presence(placement, makers.TODAY, state="sick")
    text = desk.get(at(placement)).content.decode()
    assert "Mengganti oli dan filter" in text
    assert "Hadir 1" in text
    assert "sakit (S) 1" in text
    assert Snapshot.objects.get().public_id in text


def test_an_opened_photo_is_in_the_read_log(desk: StrictClient, placement: Placement) -> None:
    kept = following.snapshot(placement)
    response = desk.get(f"/kerja/pkl/foto/{kept.public_id}/")
    assert response.headers["Content-Type"] == "image/jpeg"
    assert "no-store" in response.headers["Cache-Control"]
    row = Reading.objects.get(view="placements:journal_photo")
    assert (row.person, row.what) == (placement.pupil.public_id, "document")
    # Closes the connection of the test too.
    response.close()


def test_photos_of_others_are_not_there(desk: StrictClient, placement: Placement) -> None:
    foreign = following.snapshot(following.running(name="Siswa Lain"))
    own = following.snapshot(placement)
    reader = makers.membership(Role.SCHOOL_READER, placement.period.school).user
    for user, kept in ((teacher(placement), foreign), (reader, own)):
        desk.force_login(user)
        answer = desk.get(f"/kerja/pkl/foto/{kept.public_id}/")
        assert answer.status_code == 404
        assert answer.headers["Content-Type"].startswith("text/html")
    assert not Reading.objects.exists()


def test_a_remark_is_said_once_and_read_by_the_pupil(
    desk: StrictClient, placement: Placement
) -> None:
    entry = following.entry(placement, YESTERDAY)
    for _click in range(2):
        desk.post(f"/kerja/pkl/jurnal/{entry.public_id}/tanggapan/", {"text": "Sebut alatnya"})
    said = JournalRemark.objects.get()
    assert (said.text, said.by) == ("Sebut alatnya", teacher(placement))
    desk.post(f"/kerja/pkl/jurnal/{entry.public_id}/tanggapan/", {"text": " "})
    assert JournalRemark.objects.count() == 1


def test_a_refused_remark_is_still_there_beside_its_error(
    desk: StrictClient, placement: Placement
) -> None:
    entry = following.entry(placement, YESTERDAY)
    long = "Sebut alatnya. " * 80
    page = desk.post(f"/kerja/pkl/jurnal/{entry.public_id}/tanggapan/", {"text": long})
    text = page.content.decode()
    assert page.status_code == 422
    assert long in text
    assert f'id="error_1_tanggapan-{entry.public_id}-text"' in text
    assert '<details class="more" open>' in text
    assert not JournalRemark.objects.exists()


def test_the_journal_leads_back_to_its_period_and_placement(
    desk: StrictClient, placement: Placement
) -> None:
    text = desk.get(at(placement)).content.decode()
    period = f"/kerja/pkl/periode/{placement.period.public_id}/"
    for way in (period, f"{period}jurnal/", f"/kerja/pkl/penempatan/{placement.public_id}/"):
        assert f'href="{way}"' in text


def test_presence_is_corrected_with_a_reason_only(desk: StrictClient, placement: Placement) -> None:
    following.presence(placement, YESTERDAY)
    given = {"on": YESTERDAY.isoformat(), "state": "absent"}
    assert desk.post(at(placement, "kehadiran/"), given).status_code == 422
    assert DayPresence.objects.get().state == "present"
    desk.post(at(placement, "kehadiran/"), given | {"note": "Instruktur mencari"})
    row = DayPresence.objects.get()
    assert (row.state, row.note, row.by) == ("absent", "Instruktur mencari", teacher(placement))


def test_presence_of_a_confirmed_week_stays(desk: StrictClient, placement: Placement) -> None:
    following.presence(placement, following.MONDAY)
    following.week(placement)
    given = {"on": following.MONDAY.isoformat(), "state": "absent", "note": "Keliru"}
    page = desk.post(at(placement, "kehadiran/"), given)
    assert "Minggu ini sudah dikonfirmasi" in page.content.decode()
    assert DayPresence.objects.get().state == "present"


def test_a_refused_correction_is_told_above_the_weeks_and_leads_to_its_field(
    desk: StrictClient, placement: Placement
) -> None:
    following.entry(placement, YESTERDAY)
    given = {"on": YESTERDAY.isoformat(), "state": "absent", "note": ""}
    text = desk.post(at(placement, "kehadiran/"), given).content.decode()
    assert text.count('class="error-summary"') == 1
    assert text.index('<a href="#id_note">') < text.index('id="minggu-')
    assert text.index('id="koreksi"') < text.index('id="id_note"')
    assert 'id="error_1_id_note"' in text


def test_a_week_is_typed_from_a_photographed_sheet(
    desk: StrictClient, placement: Placement
) -> None:
    photo = SimpleUploadedFile("lembar.jpg", scenes.sheet_photo(), content_type="image/jpeg")
    page = desk.post(at(placement, f"{WEEK}foto/"), {"berkas": photo})
    sheet = Snapshot.objects.get()
    assert sheet.kind == "sheet"
    assert page.headers["Location"].endswith(f"?lembar={sheet.public_id}")
    given = {"hadir-2025-11-17": "absent", "isi-2025-11-18": "Mengelas rangka"}
    desk.post(f"{at(placement, WEEK)}?lembar={sheet.public_id}", given)
    entry, presence = JournalEntry.objects.get(), DayPresence.objects.get(state="absent")
    assert (entry.text, entry.photo, entry.by) == ("Mengelas rangka", sheet, teacher(placement))
    assert (presence.on.day, presence.paper) == (17, sheet)
    implied = DayPresence.objects.get(state="present")
    assert (implied.on.day, implied.paper, implied.by) == (18, sheet, teacher(placement))


def test_a_hostile_sheet_is_refused(desk: StrictClient, placement: Placement) -> None:
    file = SimpleUploadedFile("lembar.jpg", b"<html>", content_type="image/jpeg")
    page = desk.post(at(placement, f"{WEEK}foto/"), {"berkas": file}, follow=True)
    assert "Hanya PDF atau foto" in page.content.decode()
    assert not Snapshot.objects.exists()


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.SCHOOL_READER, Role.REVIEWER])
def test_who_does_not_follow_the_pupil_reads_nothing(
    client: StrictClient, placement: Placement, role: Role
) -> None:
    entry = following.entry(placement, YESTERDAY)
    place = makers.office("36") if role is Role.REVIEWER else placement.period.school
    client.force_login(makers.membership(role, place).user)
    assert client.get(at(placement)).status_code == 404
    assert client.get(at(placement, WEEK)).status_code == 404
    said = {"text": "Bukan urusan saya"}
    address = f"/kerja/pkl/jurnal/{entry.public_id}/tanggapan/"
    assert client.post(address, said).status_code == 404
    assert not JournalRemark.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_as_often_for_many_days(
    desk: StrictClient,
    placement: Placement,
    rows: int,
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    for number in range(rows):
        written = following.entry(placement, makers.TODAY - timedelta(days=number))
        JournalRemark.objects.create(entry=written, text="Bagus", at=makers.NOON)
        following.presence(placement, makers.TODAY - timedelta(days=number))
    desk.get(at(placement))
    with django_assert_num_queries(13):
        desk.get(at(placement))
