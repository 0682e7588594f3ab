"""A pupil's days at the host, written by the own link on a telephone."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from uuid import UUID

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.files.refusals import FileRefused
from accounts.roles import Role
from partnerships.placements.actions import journals as actions
from partnerships.placements.actions.snapshots import PHOTOS_A_DAY, keep_snapshot
from partnerships.placements.guests import PupilGuest
from partnerships.placements.lifecycle import PlacementState
from partnerships.placements.models import (
    DayPresence,
    JournalEntry,
    JournalRemark,
    Placement,
    Snapshot,
)
from partnerships.placements.models.snapshots import SnapshotKind
from tests import makers
from tests.at_once import at_once
from tests.placements import following, scenes
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
PAGE = "/pkl/siswa/"
TODAY, YESTERDAY = makers.TODAY, makers.TODAY - timedelta(days=1)
TOKEN = "00000000-0000-4000-8000-000000000001"


@pytest.fixture
def at_noon() -> object:
    with time_machine.travel(makers.NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def placement() -> Placement:
    return following.running()


@pytest.fixture
def phone(client: StrictClient, placement: Placement) -> StrictClient:
    """The pupil's own, with the link opened."""
    client.post(f"{PAGE}tautan/{scenes.pupil_link(placement.pupil).token}/")
    return client


def at(placement: Placement, part: str = "") -> str:
    return f"{PAGE}jurnal/{placement.public_id}/{part}"


def guest(placement: Placement) -> PupilGuest:
    return PupilGuest(scenes.pupil_link(placement.pupil).link, TODAY)


def photo(name: str = "kerja.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, scenes.sheet_photo(), content_type="image/jpeg")


def test_presence_is_one_tap_and_a_second_tap_changes_nothing(
    phone: StrictClient, placement: Placement
) -> None:
    assert "Hari ini" in phone.get(PAGE).content.decode()
    for _tap in range(2):
        phone.post(at(placement, "hadir/"), {"on": TODAY.isoformat(), "state": "present"})
    row = DayPresence.objects.get()
    assert (row.state, row.on, row.latitude, row.is_of_pupil) == ("present", TODAY, None, True)


def test_a_position_is_kept_to_a_hundredth_and_nonsense_is_none(
    phone: StrictClient, placement: Placement
) -> None:
    given = {"on": TODAY.isoformat(), "state": "present"}
    phone.post(at(placement, "hadir/"), given | {"latitude": "-6.35678", "longitude": "106.2497"})
    row = DayPresence.objects.get()
    assert (str(row.latitude), str(row.longitude)) == ("-6.36", "106.25")
    for nonsense in ("nan", "inf", "91", "x", "1e400"):
        page = phone.post(
            at(placement, "hadir/"),
            given | {"state": "sick", "latitude": nonsense, "longitude": "106"},
        )
        assert page.status_code == 302
        row.refresh_from_db()
        assert row.latitude is None


def test_an_excuse_needs_its_note_and_takes_a_paper(
    phone: StrictClient, placement: Placement
) -> None:
    given = {"on": TODAY.isoformat(), "state": "excused"}
    page = phone.post(at(placement, "hadir/"), given)
    assert "Tuliskan keperluannya." in page.content.decode()
    assert not DayPresence.objects.exists()
    phone.post(at(placement, "hadir/"), given | {"note": "Acara keluarga", "berkas": photo()})
    row = DayPresence.objects.get()
    assert row.paper is not None
    assert (row.note, row.paper.kind) == ("Acara keluarga", "absence")


def test_a_pupil_is_never_absent_without_a_word_by_the_own_word(
    phone: StrictClient, placement: Placement
) -> None:
    phone.post(at(placement, "hadir/"), {"on": TODAY.isoformat(), "state": "absent"})
    assert not DayPresence.objects.exists()


def test_what_the_school_said_of_a_day_a_pupil_does_not_change(placement: Placement) -> None:
    admin = scenes.admin(placement.period.school)
    actions.set_presence(
        placement=placement, on=YESTERDAY, state="absent", note="Tidak ada kabar", by=admin
    )
    with pytest.raises(ValidationError, match="dicatat oleh"):
        actions.set_presence(
            placement=placement, on=YESTERDAY, state="present", by=guest(placement)
        )
    assert DayPresence.objects.get().state == "absent"


@pytest.mark.parametrize("text", ["", "  "])
def test_an_empty_journal_is_told_of_once(
    phone: StrictClient, placement: Placement, text: str
) -> None:
    page = phone.post(at(placement, "tulis/"), {"on": TODAY.isoformat(), "text": text})
    told = page.content.decode()
    assert page.status_code == 422
    assert told.count('<li><a href="#id_text">') == 1
    assert told.count('id="error_1_id_text"') == 1
    assert "Tuliskan apa yang kamu kerjakan." in told
    assert 'id="error_2_id_text"' not in told


def test_the_same_form_sent_twice_is_one_entry(phone: StrictClient, placement: Placement) -> None:
    given = {"on": TODAY.isoformat(), "text": "Mengganti oli", "form_token": TOKEN}
    for _send in range(2):
        assert phone.post(at(placement, "tulis/"), given).status_code == 302
    entry = JournalEntry.objects.get()
    assert (entry.text, entry.on, entry.is_of_pupil) == ("Mengganti oli", TODAY, True)


def test_who_writes_what_was_done_was_there_and_is_told_so(
    phone: StrictClient, placement: Placement
) -> None:
    given = {"on": TODAY.isoformat(), "text": "Mengganti oli", "form_token": TOKEN}
    page = phone.post(at(placement, "tulis/"), given, follow=True).content.decode()
    row = DayPresence.objects.get()
    assert (row.state, row.on, row.is_of_pupil) == ("present", TODAY, True)
    assert "Kehadiran 21 November 2025: Hadir." in page
    moved = {"on": YESTERDAY.isoformat(), "text": "Mengganti oli", "revision": "0"}
    phone.post(f"{PAGE}catatan/{JournalEntry.objects.get().public_id}/", moved)
    assert DayPresence.objects.filter(on=YESTERDAY, state="present").exists()


@pytest.mark.parametrize("state", ["sick", "excused", "absent", "day_off"])
def test_a_day_away_has_no_journal_and_the_day_says_so(
    phone: StrictClient, placement: Placement, state: str
) -> None:
    following.presence(placement, TODAY, state=state, note="Sejak pagi")
    given = {"on": TODAY.isoformat(), "text": "Mengganti oli"}
    page = phone.post(at(placement, "tulis/"), given)
    assert page.status_code == 422
    assert "ubah dahulu kehadirannya" in page.context["form"].errors["on"][0]
    assert "Mengganti oli" in page.content.decode()
    kept = following.entry(placement, YESTERDAY)
    moved = given | {"revision": "0"}
    page = phone.post(f"{PAGE}catatan/{kept.public_id}/", moved)
    assert "ubah dahulu kehadirannya" in page.context["form"].errors["on"][0]
    assert JournalEntry.objects.get().on == YESTERDAY


def test_a_week_takes_days_with_work_as_present_and_no_work_of_days_away(
    phone: StrictClient, placement: Placement
) -> None:
    address = at(placement, "minggu/2025-11-17/")
    given = {"isi-2025-11-17": "Menyiapkan alat", "isi-2025-11-18": "Mengelas"}
    page = phone.post(address, given | {"hadir-2025-11-18": "sick"})
    assert page.status_code == 422
    [field] = page.context["form"].errors
    assert field == "isi-2025-11-18"
    assert not DayPresence.objects.exists()
    page = phone.post(address, given | {"hadir-2025-11-18": "present"}, follow=True)
    assert "1 hari yang kegiatannya ditulis tercatat Hadir." in page.content.decode()
    states = DayPresence.objects.order_by("on").values_list("on__day", "state")
    assert list(states) == [(17, "present"), (18, "present")]


def test_another_form_for_the_same_day_leads_to_what_is_there(
    phone: StrictClient, placement: Placement
) -> None:
    kept = following.entry(placement, TODAY)
    page = phone.post(at(placement, "tulis/"), {"on": TODAY.isoformat(), "text": "Lain lagi"})
    text = page.content.decode()
    assert page.status_code == 422
    assert f"{PAGE}catatan/{kept.public_id}/" in text
    assert "Lain lagi" in text
    assert JournalEntry.objects.get().text == kept.text


@pytest.mark.parametrize(
    ("on", "told"),
    [
        (TODAY + timedelta(days=1), "Hari itu belum tiba."),
        (following.SINCE - timedelta(days=1), "di luar hari PKL"),
    ],
)
def test_days_that_are_not_there_are_refused_beside_the_day(
    phone: StrictClient, placement: Placement, on: date, told: str
) -> None:
    page = phone.post(at(placement, "tulis/"), {"on": on.isoformat(), "text": "Kerja"})
    assert page.status_code == 422
    assert told in page.context["form"].errors["on"][0]
    assert not JournalEntry.objects.exists()


def test_the_first_day_counts_and_the_last_one_when_it_has_come(placement: Placement) -> None:
    pupil = guest(placement)
    values = {"on": following.SINCE, "text": "Hari pertama"}
    actions.write_entry(placement=placement, values=values, by=pupil)
    last = PupilGuest(pupil.link, following.UNTIL)
    values = {"on": following.UNTIL, "text": "Hari terakhir"}
    actions.write_entry(placement=placement, values=values, by=last)
    assert JournalEntry.objects.count() == 2


def test_a_confirmed_week_refuses_writing_changing_and_dropping(
    phone: StrictClient, placement: Placement
) -> None:
    kept = following.entry(placement, following.MONDAY)
    following.week(placement)
    tuesday = following.MONDAY + timedelta(days=1)
    page = phone.post(at(placement, "tulis/"), {"on": tuesday.isoformat(), "text": "Susulan"})
    assert "Minggu ini sudah dikonfirmasi" in page.content.decode()
    given = {"on": following.MONDAY.isoformat(), "text": "Diubah", "revision": "0"}
    page = phone.post(f"{PAGE}catatan/{kept.public_id}/", given)
    assert "Minggu ini sudah dikonfirmasi" in page.content.decode()
    page = phone.post(f"{PAGE}catatan/{kept.public_id}/hapus/", follow=True)
    assert "Minggu ini sudah dikonfirmasi" in page.content.decode()
    assert JournalEntry.objects.get().text == kept.text


def test_a_confirmed_week_sends_the_pupil_to_the_teacher_who_opens_it(
    phone: StrictClient, placement: Placement
) -> None:
    following.entry(placement, following.MONDAY)
    following.week(placement)
    given = {"on": following.MONDAY.isoformat(), "state": "sick"}
    page = phone.post(at(placement, "hadir/"), given)
    text = page.content.decode()
    assert page.status_code == 422
    assert "minta guru pembimbing membukanya" in text
    assert "buka kembali dahulu" not in text
    assert not DayPresence.objects.exists()


def test_an_entry_is_changed_and_dropped_until_somebody_answered(
    phone: StrictClient, placement: Placement
) -> None:
    kept = following.entry(placement, TODAY)
    address = f"{PAGE}catatan/{kept.public_id}/"
    phone.post(address, {"on": TODAY.isoformat(), "text": "Lebih jelas", "revision": "0"})
    kept.refresh_from_db()
    assert (kept.text, kept.revision) == ("Lebih jelas", 1)
    page = phone.post(address, {"on": TODAY.isoformat(), "text": "Usang", "revision": "0"})
    assert "Orang lain baru menyimpan perubahan" in page.content.decode()
    answer = JournalRemark.objects.create(entry=kept, text="Bagus", at=makers.NOON)
    page = phone.post(f"{address}hapus/", follow=True)
    assert "Sudah ada tanggapan" in page.content.decode()
    answer.delete()
    phone.post(f"{address}hapus/")
    assert not JournalEntry.objects.exists()


def test_only_goals_of_the_school_and_konsentrasi_are_offered(
    phone: StrictClient, placement: Placement
) -> None:
    own = following.goal(placement.period.school)
    other = following.goal(makers.school("SMKN 2 LEBAK"), text="Milik sekolah lain")
    retired = following.goal(placement.period.school, text="Sudah tidak", retired_at=makers.NOON)
    text = phone.get(at(placement, "tulis/")).content.decode()
    assert (own.text in text, other.text in text, retired.text in text) == (True, False, False)
    given = {"on": TODAY.isoformat(), "text": "Kerja", "goal": str(other.pk)}
    assert phone.post(at(placement, "tulis/"), given).status_code == 422


def test_a_photo_is_stored_before_the_form_and_named_by_it(
    phone: StrictClient, placement: Placement
) -> None:
    answer = phone.post(at(placement, "kirim/foto/"), {"berkas": photo()})
    kept = Snapshot.objects.get()
    assert answer.json() == {"photo": kept.public_id}
    given = {"on": TODAY.isoformat(), "text": "Kerja", "photo": kept.public_id}
    phone.post(at(placement, "tulis/"), given)
    assert JournalEntry.objects.get().photo == kept
    shown = phone.get(f"{PAGE}foto/{kept.public_id}/")
    assert shown.headers["Content-Type"] == "image/jpeg"
    assert shown.headers["Content-Security-Policy"].startswith("sandbox")
    shown.close()


def test_a_photo_sent_with_a_faulty_form_is_not_lost(
    phone: StrictClient, placement: Placement
) -> None:
    page = phone.post(at(placement, "tulis/"), {"on": TODAY.isoformat(), "berkas": photo()})
    assert page.status_code == 422
    text, kept = page.content.decode(), Snapshot.objects.get()
    assert f'src="{PAGE}foto/{kept.public_id}/"' in text
    assert "Foto ini sudah terkirim dan tersimpan" in text
    assert "Ganti foto" in text


def test_the_day_on_the_first_page_says_that_a_photo_is_there(
    phone: StrictClient, placement: Placement
) -> None:
    entry = following.entry(placement, TODAY)
    assert "Foto terlampir" not in phone.get(PAGE).content.decode()
    JournalEntry.objects.update(photo=following.snapshot(placement))
    entry.refresh_from_db()
    text = phone.get(PAGE).content.decode()
    assert entry.photo
    assert f'href="{PAGE}foto/{entry.photo.public_id}/"' in text
    assert "Foto terlampir" in text


@pytest.mark.parametrize("content", [b"", b"<script>alert(1)</script>", b"%PDF-1.4\n%%EOF"])
def test_a_hostile_file_is_refused_and_the_text_stays(
    phone: StrictClient, placement: Placement, content: bytes
) -> None:
    file = SimpleUploadedFile("kerja.jpg", content, content_type="image/jpeg")
    given = {"on": TODAY.isoformat(), "text": "Tetap ada", "berkas": file}
    page = phone.post(at(placement, "tulis/"), given)
    assert page.status_code == 422
    assert "Tetap ada" in page.content.decode()
    assert not Snapshot.objects.exists()


def test_a_photo_of_another_pupil_is_neither_named_nor_shown(
    phone: StrictClient, placement: Placement
) -> None:
    foreign = following.snapshot(following.running(name="Siswa Lain"))
    given = {"on": TODAY.isoformat(), "text": "Kerja", "photo": foreign.public_id}
    phone.post(at(placement, "tulis/"), given)
    assert JournalEntry.objects.get().photo is None
    assert phone.get(f"{PAGE}foto/{foreign.public_id}/").status_code == 404


def test_a_whole_week_is_entered_at_once_and_sent_twice(
    phone: StrictClient, placement: Placement
) -> None:
    following.entry(placement, date(2025, 11, 18), text="Sudah ada")
    given = {
        "hadir-2025-11-17": "present",
        "isi-2025-11-17": "Menyiapkan alat",
        "hadir-2025-11-19": "sick",
        "isi-2025-11-22": "Hari ini belum tiba",
    }
    for _send in range(2):
        phone.post(at(placement, "minggu/2025-11-17/"), given)
    assert sorted(JournalEntry.objects.values_list("text", flat=True)) == [
        "Menyiapkan alat",
        "Sudah ada",
    ]
    states = DayPresence.objects.order_by("on").values_list("state", flat=True)
    assert list(states) == ["present", "sick"]


@pytest.mark.parametrize("monday", ["2025-11-18", "2026-01-05", "2025-08-18", "x"])
def test_weeks_that_are_none_are_not_there(
    phone: StrictClient, placement: Placement, monday: str
) -> None:
    text = following.entry(placement, YESTERDAY).text
    assert text in phone.get(at(placement, "minggu/2025-11-17/")).content.decode()
    page = phone.get(at(placement, f"minggu/{monday}/"))
    assert (page.status_code, text in page.content.decode()) == (404, False)


def test_the_page_tells_what_is_missing_and_what_was_answered(
    phone: StrictClient, placement: Placement
) -> None:
    entry = following.entry(placement, YESTERDAY)
    JournalRemark.objects.create(
        entry=entry, text="Catat juga alatnya", role="Guru", at=makers.NOON
    )
    following.week(placement, following.MONDAY, note="Rapi")
    text = phone.get(at(placement)).content.decode()
    assert "Catat juga alatnya" in text
    assert "Dikonfirmasi instruktur" in text
    assert "Belum ditulis" in text


def test_strangers_and_other_pupils_write_nothing(
    client: StrictClient, placement: Placement
) -> None:
    given = {"on": TODAY.isoformat(), "text": "Bukan saya"}
    assert client.post(at(placement, "tulis/"), given).status_code == 403
    other = following.running(name="Siswa Lain")
    client.post(f"{PAGE}tautan/{scenes.pupil_link(other.pupil).token}/")
    for part in ("", "tulis/", "hadir/", "minggu/2025-11-17/"):
        assert client.get(at(placement, part)).status_code == 404
    assert client.post(at(placement, "tulis/"), given).status_code == 404
    assert not JournalEntry.objects.exists()


@pytest.mark.parametrize("state", [PlacementState.ACCEPTED, PlacementState.CANCELLED])
def test_of_a_place_that_is_not_under_way_nothing_is_written(state: PlacementState) -> None:
    waiting = following.running(name="Belum Jalan", state=PlacementState.ACCEPTED)
    Placement.objects.filter(pk=waiting.pk).update(state=state)
    with pytest.raises(ValidationError, match="tidak berjalan"):
        actions.write_entry(
            placement=waiting, values={"on": TODAY, "text": "Kerja"}, by=guest(waiting)
        )


def test_a_teacher_of_another_pupil_writes_nothing(placement: Placement) -> None:
    stranger = makers.actor(Role.SUPERVISOR, placement.period.school)
    with pytest.raises(Placement.DoesNotExist):
        actions.write_entry(placement=placement, values={"on": TODAY, "text": "Kerja"}, by=stranger)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_as_often_for_many_days(
    phone: StrictClient,
    placement: Placement,
    rows: int,
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    for number in range(rows):
        written = following.entry(placement, TODAY - timedelta(days=number))
        JournalRemark.objects.create(entry=written, text="Bagus", at=makers.NOON)
        following.presence(placement, TODAY - timedelta(days=number))
    phone.get(at(placement))
    with django_assert_num_queries(7):
        phone.get(at(placement))


@pytest.mark.django_db(transaction=True)
def test_two_sends_at_one_moment_are_one_entry(placement: Placement) -> None:
    pupil = guest(placement)

    def send() -> int:
        values = {"on": TODAY, "text": "Sekali saja"}
        made = actions.write_entry(
            placement=placement, values=values, by=pupil, form_token=UUID(TOKEN)
        )
        return int(made.pk)

    assert len(set(at_once(send, send))) == 1
    assert JournalEntry.objects.count() == 1


def test_what_the_school_copied_from_the_sheet_a_pupil_neither_changes_nor_drops(
    placement: Placement,
) -> None:
    admin = scenes.admin(placement.period.school)
    values = {"on": YESTERDAY, "text": "Dari lembar bertanda tangan"}
    entry = actions.write_entry(placement=placement, values=values, by=admin)
    with pytest.raises(ValidationError, match="disalin sekolah"):
        actions.change_entry(
            entry=entry, values={"text": "Lain"}, by=guest(placement), revision=entry.revision
        )
    with pytest.raises(ValidationError, match="disalin sekolah"):
        actions.drop_entry(entry=entry, by=guest(placement))
    entry.refresh_from_db()
    assert entry.text == "Dari lembar bertanda tangan"


def test_what_the_school_mends_is_the_schools_word(placement: Placement) -> None:
    entry = following.entry(placement, YESTERDAY)
    admin = scenes.admin(placement.period.school)
    actions.change_entry(entry=entry, values={"text": "Lebih jelas"}, by=admin, revision=0)
    entry.refresh_from_db()
    assert entry.by == admin.user


def test_photos_of_a_day_are_few(phone: StrictClient, placement: Placement) -> None:
    first = following.snapshot(placement)
    for number in range(PHOTOS_A_DAY - 1):
        first.pk, first.public_id = None, f"foto{number:06}"
        first.sha256 = f"{number:064x}"
        first.save(force_insert=True)
    with pytest.raises(FileRefused, match="terlalu banyak foto"):
        keep_snapshot(
            file=photo(),
            kind=SnapshotKind.JOURNAL,
            school=placement.period.school,
            placement=placement,
            by=guest(placement),
        )
    assert Snapshot.objects.count() == PHOTOS_A_DAY
