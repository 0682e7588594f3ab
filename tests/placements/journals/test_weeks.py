"""Weeks: when one may be confirmed, by whom, what then stands, and what opens it again."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from partnerships.placements.actions import weeks as actions
from partnerships.placements.actions.links import Issued
from partnerships.placements.guests import MentorGuest
from partnerships.placements.journals.weeks import may_be_confirmed, mondays_of, waiting, weeks_on
from partnerships.placements.lifecycle import PlacementState
from partnerships.placements.models import (
    DayPresence,
    JournalRemark,
    MentorLink,
    Placement,
    WeekConfirmation,
)
from partnerships.placements.models.days import days_between
from partnerships.placements.models.snapshots import SnapshotKind
from schools.actors import Actor
from tests import makers
from tests.at_once import at_once
from tests.placements import following, scenes
from tests.placements.following import MONDAY
from tests.strictness import StrictClient

PAGE = "/pkl/instruktur/"
WEEK = f"{PAGE}minggu/{MONDAY}/"
FRIDAY = MONDAY + timedelta(4)
JPEG = b"\xff\xd8"


@pytest.fixture
def at_noon() -> object:
    with time_machine.travel(makers.NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def placement(db: None, at_noon: object) -> Placement:
    """With the week of 10 November full, of which the day before yesterday's is the last."""
    made = following.running(nisn="0081234567")
    for number in range(5):
        following.entry(made, MONDAY + timedelta(number), text=f"Pekerjaan hari ke-{number}")
        following.presence(made, MONDAY + timedelta(number))
    return made


def seen(placement: Placement, monday: date = MONDAY) -> str:
    [week] = weeks_on([placement], monday, on=makers.TODAY)
    return week.seen


def confirm(placement: Placement, by: Any, monday: date = MONDAY, **given: Any) -> WeekConfirmation:
    facts = {"seen": seen(placement, monday)} | given
    return actions.confirm_week(placement=placement, monday=monday, by=by, **facts)


def supervisor(placement: Placement) -> Actor:
    assert placement.supervisor
    return Actor.member(placement.supervisor.membership, on=makers.TODAY)


def let_in(client: StrictClient, issued: Issued[MentorLink]) -> None:
    client.post(f"{PAGE}tautan/{issued.token}/", {"pin": issued.pin})


@pytest.fixture
def mentor(client: StrictClient, placement: Placement) -> StrictClient:
    """The phone of the instruktur, who has typed the PIN."""
    let_in(client, following.mentor_link(placement))
    return client


def told(*placements: Placement) -> dict[str, Any]:
    return {"siswa": [f"{one.public_id}:{seen(one)}" for one in placements], "note": "Baik"}


# When


@pytest.mark.parametrize(("weekday", "may"), [(3, False), (4, True), (5, True), (6, True)])
def test_a_week_may_be_confirmed_from_its_friday_on(
    placement: Placement, weekday: int, may: bool
) -> None:
    assert may_be_confirmed(placement, MONDAY, on=MONDAY + timedelta(weekday)) is may


def test_the_last_week_may_be_confirmed_the_day_after_the_last_day(placement: Placement) -> None:
    tuesday = MONDAY + timedelta(1)
    placement.days = days_between([(following.SINCE, tuesday)])
    assert not may_be_confirmed(placement, MONDAY, on=tuesday)
    assert may_be_confirmed(placement, MONDAY, on=tuesday + timedelta(1))


def test_no_week_without_a_day_of_the_placement(placement: Placement) -> None:
    placement.days = days_between([(date(2025, 9, 1), date(2025, 9, 7)), (MONDAY, FRIDAY)])
    assert mondays_of(placement) == [date(2025, 9, 1), MONDAY]
    assert not may_be_confirmed(placement, date(2025, 9, 8), on=makers.TODAY)


def test_what_waits_is_told_by_week_the_oldest_first(placement: Placement) -> None:
    """Weeks of which nothing is written are left open for the pupil."""
    for day in (makers.TODAY, date(2025, 9, 30), date(2025, 9, 5)):
        following.presence(placement, day)
    # Today is the Friday of its week.
    this = makers.TODAY - timedelta(4)
    mondays = [date(2025, 9, 1), date(2025, 9, 29), MONDAY, this]
    assert list(waiting([placement], on=makers.TODAY)) == mondays
    assert list(waiting([placement], on=makers.TODAY - timedelta(1))) == mondays[:-1]
    following.week(placement)
    assert MONDAY not in waiting([placement], on=makers.TODAY)


def test_a_future_or_unfinished_week_is_refused(placement: Placement) -> None:
    wednesday = MentorGuest(following.mentor(placement).links, MONDAY + timedelta(2))
    with pytest.raises(ValidationError, match="belum dapat dikonfirmasi"):
        actions.confirm_week(placement=placement, monday=MONDAY, by=wednesday, seen="")
    with pytest.raises(ValidationError, match="belum dapat dikonfirmasi"):
        confirm(placement, following.mentor(placement), MONDAY + timedelta(14))


# What is confirmed


def test_an_empty_week_is_confirmed_on_paper_only(placement: Placement) -> None:
    before = MONDAY - timedelta(7)
    with pytest.raises(ValidationError, match="Belum ada yang ditulis"):
        confirm(placement, following.mentor(placement), before)
    sheet = following.snapshot(placement, SnapshotKind.SHEET)
    assert confirm(placement, supervisor(placement), before, sheet=sheet).sheet == sheet


def test_a_second_click_is_the_confirmation_that_is_there(placement: Placement) -> None:
    by = following.mentor(placement)
    first = confirm(placement, by, note="Rajin")
    assert confirm(placement, by, note="Lagi") == first
    assert WeekConfirmation.objects.get().note == "Rajin"
    assert first.through_mentor == by.links[0]


def test_what_changed_since_it_was_read_is_not_confirmed(placement: Placement) -> None:
    before = seen(placement)
    placement.journal.filter(on=FRIDAY).update(text="Ditulis sesudahnya")
    with pytest.raises(ValidationError, match="berubah"):
        confirm(placement, following.mentor(placement), seen=before)
    assert not WeekConfirmation.objects.exists()


def test_nothing_of_a_confirmed_week_changes(placement: Placement) -> None:
    by = following.mentor(placement)
    confirm(placement, by)
    entry = placement.journal.get(on=MONDAY)
    with pytest.raises(ValidationError, match="sudah dikonfirmasi"):
        actions.remark_on(entry=entry, text="Terlambat", by=by)
    with pytest.raises(IntegrityError, match="confirmed"):
        actions.correct_presence(placement=placement, days={MONDAY: ("sick", "")}, by=by)


def test_the_school_confirms_only_from_a_signed_sheet(placement: Placement) -> None:
    by = supervisor(placement)
    with pytest.raises(ValidationError, match="foto lembar"):
        confirm(placement, by)
    with pytest.raises(ValidationError, match="foto lembar"):
        confirm(placement, by, sheet=following.snapshot(placement))
    other = following.running(placement.period, name="Siswa Lain")
    with pytest.raises(ValidationError, match="foto lembar"):
        confirm(placement, by, sheet=following.snapshot(other, SnapshotKind.SHEET))
    made = confirm(placement, by, sheet=following.snapshot(placement, SnapshotKind.SHEET))
    assert (made.by, made.through_mentor) == (by.user, None)


def test_a_week_is_opened_again_with_a_reason_and_confirmed_anew(placement: Placement) -> None:
    by = following.mentor(placement)
    confirm(placement, by)
    teacher = supervisor(placement)
    with pytest.raises(ValidationError, match="mengapa"):
        actions.reopen_week(placement=placement, monday=MONDAY, reason=" ", by=teacher)
    for _click in range(2):
        actions.reopen_week(placement=placement, monday=MONDAY, reason="Salah hari", by=teacher)
    row = WeekConfirmation.objects.get()
    assert (row.reopened_because, row.reopened_as) == ("Salah hari", str(teacher.label))
    actions.correct_presence(placement=placement, days={MONDAY: ("sick", "")}, by=by)
    confirm(placement, by)
    assert WeekConfirmation.objects.standing().count() == 1


def test_nobody_confirms_for_pupils_that_are_not_theirs(placement: Placement) -> None:
    stranger = following.mentor(following.running(name="Siswa Lain"))
    other_teacher = makers.actor(Role.SUPERVISOR, placement.period.school)
    reader = makers.actor(Role.SCHOOL_READER, placement.period.school)
    for by in (stranger, other_teacher, reader, scenes.admin(makers.school("SMKN 8 SERANG"))):
        with pytest.raises(Placement.DoesNotExist):
            confirm(placement, by)
    for by in (other_teacher, reader):
        with pytest.raises(Placement.DoesNotExist):
            actions.reopen_week(placement=placement, monday=MONDAY, reason="x", by=by)


def test_presence_is_corrected_and_what_was_the_same_keeps_its_voice(placement: Placement) -> None:
    by = following.mentor(placement)
    days = {MONDAY: ("excused", "Ujian SIM"), FRIDAY: ("present", "")}
    assert actions.correct_presence(placement=placement, days=days, by=by) == 1
    changed, same = placement.presence.get(on=MONDAY), placement.presence.get(on=FRIDAY)
    assert (changed.state, changed.note) == ("excused", "Ujian SIM")
    assert changed.is_of_mentor
    assert not same.is_of_mentor
    tomorrow = makers.TODAY + timedelta(1)
    with pytest.raises(ValidationError):
        actions.correct_presence(placement=placement, days={tomorrow: ("present", "")}, by=by)


# On the phone


def test_the_page_shows_the_week_and_confirms_all_in_one_post(
    mentor: StrictClient, placement: Placement
) -> None:
    second = following.running(placement.period, name="Siswa Kedua", guided_by=placement.mentor)
    following.presence(second)
    text = mentor.get(WEEK).content.decode()
    for there in (placement.pupil.name, second.pupil.name, "Pekerjaan hari ke-3", "Hadir 5"):
        assert there in text
    assert "0081234567" not in text
    answer = mentor.post(WEEK, told(placement, second) | {"apa_adanya": "on"})
    assert answer.headers["Location"] == PAGE
    assert set(WeekConfirmation.objects.values_list("placement", "note")) == {
        (placement.pk, "Baik"),
        (second.pk, "Baik"),
    }


def test_days_without_presence_are_counted_and_confirmed_by_a_tick_only(
    mentor: StrictClient, placement: Placement
) -> None:
    """Though a journal is there: the pupil forgot to say so, or was not."""
    placement.presence.filter(on__in=[MONDAY, FRIDAY]).delete()
    text = mentor.get(WEEK).content.decode()
    assert "2 hari belum diisi kehadirannya; konfirmasi apa adanya." in text
    assert "Hadir 3 · 5 jurnal · 2 hari belum diisi kehadirannya" in text
    page = mentor.post(WEEK, told(placement))
    assert page.status_code == 422
    assert "Isi hari yang kosong, atau centang ini." in page.content.decode()
    assert not WeekConfirmation.objects.exists()
    assert mentor.post(WEEK, told(placement) | {"apa_adanya": "on"}).status_code == 302
    assert WeekConfirmation.objects.get().placement == placement


def test_a_week_that_is_full_asks_for_no_tick(mentor: StrictClient, placement: Placement) -> None:
    assert "apa_adanya" not in mentor.get(WEEK).content.decode()
    assert mentor.post(WEEK, told(placement)).status_code == 302


def test_the_page_begins_with_the_latest_week_and_folds_finished_pkl_away(
    mentor: StrictClient, placement: Placement
) -> None:
    following.presence(placement, MONDAY - timedelta(7))
    old = following.running(
        placement.period,
        name="Siswa Lama",
        guided_by=placement.mentor,
        days=(date(2025, 9, 1), date(2025, 9, 5)),
    )
    following.presence(old, date(2025, 9, 1))
    unfolded = mentor.get(PAGE).content.decode()
    assert "PKL yang sudah selesai" not in unfolded
    Placement.objects.filter(pk=old.pk).update(state=PlacementState.COMPLETED)
    text = mentor.get(PAGE).content.decode()
    fold = text.index("1 minggu dari PKL yang sudah selesai")
    assert text.index("/minggu/2025-11-10/") < text.index("/minggu/2025-11-03/") < fold
    assert fold < text.index("/minggu/2025-09-01/")
    assert '<details class="more" open>' not in text
    following.week(placement)
    following.week(placement, MONDAY - timedelta(7))
    assert '<details class="more" open>' in mentor.get(PAGE).content.decode()


def test_a_change_meanwhile_is_told_and_keeps_the_note(
    mentor: StrictClient, placement: Placement
) -> None:
    body = told(placement)
    placement.journal.filter(on=MONDAY).update(text="Berubah")
    page = mentor.post(WEEK, body | {"note": "Sudah saya baca semua"})
    assert page.status_code == 422
    text = page.content.decode()
    assert "berubah sejak halaman dibuka" in text
    assert "Sudah saya baca semua" in text
    assert not WeekConfirmation.objects.exists()


def test_another_mentors_pupil_and_odd_weeks_are_not_there(
    mentor: StrictClient, placement: Placement
) -> None:
    other = following.running(placement.period, name="Siswa Orang Lain")
    assert other.pupil.name not in mentor.get(WEEK).content.decode()
    assert mentor.get(f"{WEEK}{other.public_id}/").status_code == 404
    assert mentor.post(WEEK, told(other)).status_code == 404
    assert mentor.post(WEEK, {"note": ""}).status_code == 404
    odd = ("2025-11-11", "2025-W46-1", "20251110", "9999-12-27", MONDAY + timedelta(14))
    assert {mentor.get(f"{PAGE}minggu/{day}/").status_code for day in odd} == {404}
    assert not WeekConfirmation.objects.exists()


def test_presence_is_mended_on_the_page_and_errors_keep_what_was_typed(
    mentor: StrictClient, placement: Placement
) -> None:
    path, key = f"{WEEK}{placement.public_id}/kehadiran/", placement.public_id
    body = {f"{key}-state_{MONDAY + timedelta(n)}": "present" for n in range(5)}
    body |= {f"{key}-state_{FRIDAY}": "excused", f"{key}-note_{MONDAY}": "Datang siang"}
    page = mentor.post(path, body)
    assert page.status_code == 422
    assert "Datang siang" in page.content.decode()
    mentor.post(path, body | {f"{key}-note_{FRIDAY}": "Keluarga menikah"})
    row = DayPresence.objects.get(on=FRIDAY)
    assert (row.state, row.note) == ("excused", "Keluarga menikah")


def test_a_saturday_that_was_worked_is_written_down_by_the_instruktur(
    mentor: StrictClient, placement: Placement
) -> None:
    path, key, saturday = f"{WEEK}{placement.public_id}/kehadiran/", placement.public_id, FRIDAY
    saturday += timedelta(1)
    assert f"{key}-state_{saturday}" in mentor.get(WEEK).content.decode()
    body = {f"{key}-state_{MONDAY + timedelta(n)}": "present" for n in range(6)}
    assert mentor.post(path, body).status_code == 302
    row = DayPresence.objects.get(on=saturday)
    assert (row.state, row.role.split()[0]) == ("present", "Instruktur")
    assert not DayPresence.objects.filter(on=saturday + timedelta(1)).exists()
    following.week(placement)
    assert f"{key}-state_{saturday}" not in mentor.get(WEEK).content.decode()


def test_days_outside_the_placement_or_to_come_are_not_asked_for(
    mentor: StrictClient, placement: Placement
) -> None:
    Placement.objects.filter(pk=placement.pk).update(
        days=days_between([(following.SINCE, FRIDAY), (date(2025, 11, 17), date(2025, 11, 30))])
    )
    assert f"state_{FRIDAY + timedelta(1)}" not in mentor.get(WEEK).content.decode()
    this = mentor.get(f"{PAGE}minggu/2025-11-17/").content.decode()
    assert f"state_{makers.TODAY}" in this
    assert f"state_{makers.TODAY + timedelta(1)}" not in this


def test_signs_that_no_column_holds_are_refused_politely(
    mentor: StrictClient, placement: Placement
) -> None:
    nul = "a\x00b"
    assert mentor.post(WEEK, told(placement) | {"note": nul}).status_code == 422
    remark = f"{WEEK}{placement.public_id}/tanggapan/"
    assert mentor.post(remark, {"jurnal": nul, "text": "x"}).status_code == 404
    entry = placement.journal.get(on=MONDAY)
    mentor.post(remark, {"jurnal": entry.public_id, "text": nul})
    assert not JournalRemark.objects.exists()
    assert not WeekConfirmation.objects.exists()


def test_a_remark_is_said_once(mentor: StrictClient, placement: Placement) -> None:
    entry = placement.journal.get(on=MONDAY)
    for _click in range(2):
        mentor.post(
            f"{WEEK}{placement.public_id}/tanggapan/",
            {"jurnal": entry.public_id, "text": "Kerja bagus"},
        )
    assert JournalRemark.objects.get().text == "Kerja bagus"
    other = following.entry(following.running(name="Siswa Lain"))
    answer = mentor.post(
        f"{WEEK}{placement.public_id}/tanggapan/", {"jurnal": other.public_id, "text": "x"}
    )
    assert answer.status_code == 404


def test_a_refused_remark_is_still_there_though_the_week_was_confirmed_meanwhile(
    mentor: StrictClient, placement: Placement
) -> None:
    entry = placement.journal.get(on=MONDAY)
    address = f"{WEEK}{placement.public_id}/tanggapan/"
    page = mentor.post(address, {"jurnal": entry.public_id, "text": " "})
    assert page.status_code == 422
    assert "Tuliskan tanggapannya." in page.content.decode()
    following.week(placement)
    page = mentor.post(address, {"jurnal": entry.public_id, "text": "Sudah rapi"})
    assert page.status_code == 422
    assert "Sudah rapi" in page.content.decode()
    assert not JournalRemark.objects.exists()


def test_the_school_reads_who_made_the_link_that_confirmed(
    mentor: StrictClient, placement: Placement
) -> None:
    link = MentorLink.objects.get()
    mentor.post(WEEK, told(placement))
    assert "tautan yang dibuat" not in mentor.get(WEEK).content.decode()
    desk = StrictClient()
    desk.force_login(supervisor(placement).user)
    at = f"/kerja/pkl/penempatan/{placement.public_id}/"
    for page in ("minggu/", f"minggu/{MONDAY}/", "jurnal/"):
        text = desk.get(at + page).content.decode()
        made = f"lewat tautan yang dibuat oleh {link.issued_by.name} pada 21 November 2025"
        assert made in text, page


def test_a_refused_reopening_keeps_its_reason(client: StrictClient, placement: Placement) -> None:
    following.week(placement)
    client.force_login(supervisor(placement).user)
    address = f"/kerja/pkl/penempatan/{placement.public_id}/minggu/{MONDAY}/buka/"
    long = "Kehadiran Rabu keliru. " * 20
    page = client.post(address, {"reason": long})
    text = page.content.decode()
    assert page.status_code == 422
    assert long in text
    assert 'id="error_1_id_reason"' in text
    assert WeekConfirmation.objects.get().reopened_at is None


def test_photos_of_work_are_shown_and_papers_of_absence_are_not(
    mentor: StrictClient, placement: Placement
) -> None:
    work, paper = (
        following.snapshot(placement, kind) for kind in (SnapshotKind.JOURNAL, SnapshotKind.ABSENCE)
    )
    foreign = following.snapshot(following.running(name="Siswa Lain"))
    assert mentor.get(f"{PAGE}foto/{work.public_id}/").getvalue()[:2] == JPEG
    for hidden in (paper, foreign):
        assert mentor.get(f"{PAGE}foto/{hidden.public_id}/").status_code == 404


def test_problems_and_ratings_never_come_to_the_instruktur(
    mentor: StrictClient, placement: Placement
) -> None:
    following.problem(placement, text="Pulang larut malam")
    following.rating(placement, comment="Kurang ramah")
    pages = [mentor.get(path).content.decode() for path in (PAGE, WEEK)]
    assert [secret for secret in ("larut malam", "Kurang ramah") if secret in "".join(pages)] == []


def test_a_reopened_week_tells_the_instruktur_why(
    mentor: StrictClient, placement: Placement
) -> None:
    confirm(placement, following.mentor(placement))
    actions.reopen_week(
        placement=placement, monday=MONDAY, reason="Salah hari", by=supervisor(placement)
    )
    let_in(mentor, following.mentor_link(placement))
    assert "Salah hari" in mentor.get(WEEK).content.decode()


def test_the_week_asks_as_often_for_three_pupils_as_for_one(
    mentor: StrictClient, placement: Placement
) -> None:
    mentor.get(WEEK)
    with CaptureQueriesContext(connection) as one:
        mentor.get(WEEK)
    for name in ("Siswa Dua", "Siswa Tiga"):
        made = following.running(placement.period, name=name, guided_by=placement.mentor)
        following.entry(made, MONDAY)
        following.presence(made, MONDAY)
    with CaptureQueriesContext(connection) as three:
        assert "Siswa Tiga" in mentor.get(WEEK).content.decode()
    assert len(three) == len(one)


# At the school


def sheet() -> SimpleUploadedFile:
    return SimpleUploadedFile("lembar.jpg", scenes.sheet_photo(), content_type="image/jpeg")


def test_the_supervisor_confirms_from_a_photographed_sheet_and_opens_again(
    client: StrictClient, placement: Placement
) -> None:
    client.force_login(supervisor(placement).user)
    path = f"/kerja/pkl/penempatan/{placement.public_id}/minggu/{MONDAY}/"
    assert client.post(path, {"seen": seen(placement)}).status_code == 422
    hostile = SimpleUploadedFile("lembar.jpg", b"MZ bukan foto", content_type="image/jpeg")
    assert client.post(path, {"seen": seen(placement), "file": hostile}).status_code == 422
    assert not WeekConfirmation.objects.exists()
    client.post(path, {"seen": seen(placement), "file": sheet(), "note": "Dari kertas"})
    made = WeekConfirmation.objects.get()
    assert made.sheet
    assert made.sheet.kind == SnapshotKind.SHEET
    assert client.get(f"{path}lembar/").getvalue()[:2] == JPEG
    assert "dari lembar" in client.get(path.removesuffix(f"{MONDAY}/")).content.decode()
    client.post(f"{path}buka/", {"reason": ""})
    made.refresh_from_db()
    assert made.reopened_at is None
    client.post(f"{path}buka/", {"reason": "Tertukar dengan siswa lain"})
    made.refresh_from_db()
    assert made.reopened_because == "Tertukar dengan siswa lain"
    assert client.get(f"{path}lembar/").status_code == 404


def test_a_pupil_who_is_not_there_any_more_stays_confirmable(placement: Placement) -> None:
    Placement.objects.update(state=PlacementState.COMPLETED)
    assert confirm(placement, following.mentor(placement)).monday == MONDAY


# In one moment


@pytest.mark.django_db(transaction=True)
def test_confirming_and_writing_in_one_moment_never_change_what_stands(at_noon: object) -> None:
    """Either the change comes first and the confirmation asks to look again, or it comes too
    late; what is confirmed is what was read."""
    made = following.running()
    following.presence(made, MONDAY)
    by = following.mentor(made)
    read = seen(made)

    def write() -> str:
        try:
            actions.correct_presence(placement=made, days={MONDAY: ("sick", "")}, by=by)
        except IntegrityError:
            return "too late"
        return "written"

    outcome, wrote = at_once(
        lambda: actions.confirm_week(placement=made, monday=MONDAY, by=by, seen=read), write
    )
    is_confirmed = WeekConfirmation.objects.exists()
    assert is_confirmed == isinstance(outcome, WeekConfirmation)
    assert (wrote == "too late") == is_confirmed
    assert DayPresence.objects.get().state == ("present" if is_confirmed else "sick")


@pytest.mark.django_db(transaction=True)
def test_two_confirmations_in_one_moment_are_one(at_noon: object) -> None:
    made = following.running()
    following.entry(made, MONDAY)
    by = following.mentor(made)
    read = seen(made)
    at_once(*[lambda: actions.confirm_week(placement=made, monday=MONDAY, by=by, seen=read)] * 2)
    assert WeekConfirmation.objects.count() == 1
