"""What a pupil reports of a host: who is told, who reads it, what becomes of it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from uuid import UUID

import pytest
import time_machine
from django.core.exceptions import ValidationError

from accounts.models import Notice, User
from accounts.roles import Role
from partnerships.placements.actions import problems as actions
from partnerships.placements.actions.problems import REPORTS_A_DAY
from partnerships.placements.guests import PupilGuest
from partnerships.placements.journals.problem_threads import with_turns
from partnerships.placements.models import Placement, ProblemReport
from tests import makers
from tests.at_once import at_once
from tests.placements import following, scenes
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
LIST = "/kerja/pkl/laporan-masalah/"
TOKEN = "00000000-0000-4000-8000-000000000001"
TOLD = {"kind": "hours", "text": "Pulang jam sembilan malam", "form_token": TOKEN}


@pytest.fixture
def at_noon() -> object:
    with time_machine.travel(makers.NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def placement() -> Placement:
    return following.running(name="Nama Rahasia")


@pytest.fixture
def phone(client: StrictClient, placement: Placement) -> StrictClient:
    client.post(f"/pkl/siswa/tautan/{scenes.pupil_link(placement.pupil).token}/")
    return client


def teacher(placement: Placement) -> User:
    assert placement.supervisor
    return placement.supervisor.membership.user


def page_of(placement: Placement) -> str:
    return f"/pkl/siswa/jurnal/{placement.public_id}/lapor/"


def told() -> set[int]:
    return set(Notice.objects.filter(kind="pupil_problem").values_list("recipient", flat=True))


def test_a_report_sent_twice_is_one_and_reaches_teacher_and_admins(
    phone: StrictClient, placement: Placement
) -> None:
    school = placement.period.school
    admin = makers.membership(Role.SCHOOL_ADMIN, school).user
    head = makers.membership(Role.HEAD, school).user
    other = makers.membership(Role.SUPERVISOR, school).user
    for _send in range(2):
        phone.post(page_of(placement), TOLD)
    report = ProblemReport.objects.get()
    assert report.is_of_pupil
    assert {teacher(placement).pk, admin.pk} <= told()
    assert not told() & {head.pk, other.pk}
    assert Notice.objects.filter(recipient=admin).count() == 1


@pytest.mark.parametrize("kind", ["accident", "harassment"])
def test_the_head_is_told_of_what_cannot_wait(
    phone: StrictClient, placement: Placement, kind: str
) -> None:
    head = makers.membership(Role.HEAD, placement.period.school).user
    phone.post(page_of(placement), TOLD | {"kind": kind})
    assert head.pk in told()
    assert Notice.objects.get(recipient=head).subject.startswith("Segera")


def test_the_notice_names_neither_pupil_nor_host(phone: StrictClient, placement: Placement) -> None:
    phone.post(page_of(placement), TOLD)
    for notice in Notice.objects.filter(kind="pupil_problem"):
        text = f"{notice.subject} {notice.body} {notice.path}"
        assert "Nama Rahasia" not in text
        assert placement.host_name not in text
        assert TOLD["text"] not in text


def test_an_empty_report_is_told_beside_its_field(
    phone: StrictClient, placement: Placement
) -> None:
    page = phone.post(page_of(placement), TOLD | {"text": "  "})
    assert page.status_code == 422
    assert not ProblemReport.objects.exists()


def test_the_pupil_sees_that_it_was_read_and_what_was_done(
    client: StrictClient, phone: StrictClient, placement: Placement
) -> None:
    phone.post(page_of(placement), TOLD)
    report = ProblemReport.objects.get()
    school_side = StrictClient()
    school_side.force_login(teacher(placement))
    school_side.post(f"{LIST}{report.public_id}/tangani/")
    text = phone.get(page_of(placement)).content.decode()
    assert "Sedang ditangani" in text
    assert f"Ditangani oleh {teacher(placement).name}" in text
    school_side.post(f"{LIST}{report.public_id}/tutup/", {"outcome": "Jam kerja disepakati"})
    text = phone.get(page_of(placement)).content.decode()
    assert "Ditutup" in text
    assert "Jam kerja disepakati" in text
    report.refresh_from_db()
    assert (report.seen_by, report.closed_by) == (teacher(placement), teacher(placement))


def test_who_took_it_up_first_stands_there_and_the_second_word_is_refused(
    placement: Placement,
) -> None:
    report = following.problem(placement)
    one, other = (scenes.admin(placement.period.school) for _person in range(2))
    actions.take_up(report=report, by=one)
    actions.take_up(report=report, by=other)
    actions.close(report=report, outcome="Selesai", by=other)
    with pytest.raises(ValidationError, match="sudah ditutup"):
        actions.close(report=report, outcome="Lain", by=one)
    report.refresh_from_db()
    assert (report.seen_by, report.outcome) == (one.user, "Selesai")


def closed(placement: Placement) -> ProblemReport:
    by = scenes.admin(placement.period.school)
    return actions.close(report=following.problem(placement), outcome="Sudah beres", by=by)


def test_a_report_closed_too_early_is_opened_again_and_the_others_hear_of_it(
    client: StrictClient, phone: StrictClient, placement: Placement
) -> None:
    admin = makers.membership(Role.SCHOOL_ADMIN, placement.period.school).user
    report = closed(placement)
    school_side = StrictClient()
    school_side.force_login(teacher(placement))
    page = school_side.post(
        f"{LIST}{report.public_id}/buka/", {"reason": "Terjadi lagi"}, follow=True
    )
    text = page.content.decode()
    assert "Terjadi lagi" in text
    assert text.index("Sudah beres") < text.index("Terjadi lagi"), "the first answer stands"
    report.refresh_from_db()
    assert (report.closed_at, report.outcome) == (None, "")
    assert (report.seen_by, report.reopened_by) == (teacher(placement), teacher(placement))
    assert admin.pk in told()
    assert teacher(placement).pk not in told()
    mine = phone.get(page_of(placement)).content.decode()
    assert mine.index("Sudah beres") < mine.index("Terjadi lagi")
    school_side.post(f"{LIST}{report.public_id}/tutup/", {"outcome": "Pindah bagian"})
    for page in (
        school_side.get(f"{LIST}{report.public_id}/").content.decode(),
        phone.get(page_of(placement)).content.decode(),
    ):
        thread = page[page.index('<ol class="timeline">') :]
        words = [thread.index(word) for word in ("Sudah beres", "Terjadi lagi", "Pindah bagian")]
        assert words == sorted(words)
        assert page.count("Dijawab dan ditutup") == 2


def test_each_report_has_its_own_answers_for_one_query(
    placement: Placement, django_assert_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    by = scenes.admin(placement.period.school)
    first, second = closed(placement), closed(placement)
    actions.reopen(report=first, reason="Terjadi lagi", by=by)
    waiting = following.problem(placement)
    rows = list(ProblemReport.objects.select_related("closed_by").order_by("pk"))
    with django_assert_num_queries(1):
        told = {row.pk: [turn.text for turn in row.turns] for row in with_turns(rows)}
    assert told == {
        first.pk: ["Sudah beres", "Terjadi lagi"],
        second.pk: ["Sudah beres"],
        waiting.pk: [],
    }


def test_a_reason_is_told_where_the_history_begins_with_it(placement: Placement) -> None:
    by = {"reopened_by": makers.user(), "reopened_because": "Terjadi lagi"}
    report = following.problem(placement, reopened_at=makers.NOON, **by)
    [told] = with_turns([report])
    assert [turn.text for turn in told.turns] == ["Terjadi lagi"]


def test_what_is_open_is_not_opened_again_nor_without_a_reason(
    client: StrictClient, placement: Placement
) -> None:
    by = scenes.admin(placement.period.school)
    waiting = following.problem(placement)
    with pytest.raises(ValidationError, match=r"tidak \(lagi\) ditutup"):
        actions.reopen(report=waiting, reason="Terjadi lagi", by=by)
    report = closed(placement)
    client.force_login(by.user)
    page = client.post(f"{LIST}{report.public_id}/buka/", {"reason": " "})
    assert page.status_code == 422
    assert 'id="error_1_id_reason"' in page.content.decode()
    report.refresh_from_db()
    assert report.closed_at is not None


def test_another_teacher_opens_none_again(client: StrictClient, placement: Placement) -> None:
    report = closed(placement)
    client.force_login(makers.membership(Role.SUPERVISOR, placement.period.school).user)
    page = client.post(f"{LIST}{report.public_id}/buka/", {"reason": "Terjadi lagi"})
    assert page.status_code == 404
    with pytest.raises(ProblemReport.DoesNotExist):
        actions.reopen(
            report=report,
            reason="Terjadi lagi",
            by=makers.actor(Role.SUPERVISOR, placement.period.school),
        )


def test_the_list_says_who_handles_a_report(client: StrictClient, placement: Placement) -> None:
    by = scenes.admin(placement.period.school)
    client.force_login(by.user)
    report = following.problem(placement)
    page = client.post(f"{LIST}{report.public_id}/tangani/", follow=True).content.decode()
    assert "Laporan ini Anda tangani" in page
    assert f"Ditangani oleh {by.user}" in client.get(LIST).content.decode()


def test_the_teacher_is_not_offered_to_tell_the_own_person(
    client: StrictClient, placement: Placement
) -> None:
    report = following.problem(placement)
    own, admin = teacher(placement), scenes.admin(placement.period.school).user
    User.objects.filter(pk=own.pk).update(whatsapp="+6281299990000")
    for reader, is_offered in ((own, False), (admin, True)):
        client.force_login(reader)
        text = client.get(f"{LIST}{report.public_id}/").content.decode()
        assert report.text in text
        assert ("Kabari guru pembimbing" in text) is is_offered


def test_reading_alone_does_not_take_it_up(client: StrictClient, placement: Placement) -> None:
    report = following.problem(placement)
    client.force_login(teacher(placement))
    page = client.get(f"{LIST}{report.public_id}/").content.decode()
    assert report.text in page
    report.refresh_from_db()
    assert report.seen_at is None


def test_teachers_see_those_of_their_own_pupils_only(
    client: StrictClient, placement: Placement
) -> None:
    mine = following.problem(placement)
    other = following.problem(following.running(placement.period, name="Siswa Lain"))
    Placement.objects.filter(pk=other.placement_id).update(supervisor=None)
    client.force_login(teacher(placement))
    text = client.get(LIST).content.decode()
    assert (mine.public_id in text, other.public_id in text) == (True, False)
    assert client.get(f"{LIST}{other.public_id}/").status_code == 404
    assert client.post(f"{LIST}{other.public_id}/tangani/").status_code == 404


@pytest.mark.parametrize("role", [Role.SCHOOL_READER, Role.REVIEWER])
def test_readers_and_offices_see_none(
    client: StrictClient, placement: Placement, role: Role
) -> None:
    report = following.problem(placement)
    place = makers.office("36") if role is Role.REVIEWER else placement.period.school
    client.force_login(makers.membership(role, place).user)
    for path in (LIST, f"{LIST}{report.public_id}/"):
        page = client.get(path)
        assert page.status_code == 404
        assert report.text not in page.content.decode()


def test_open_ones_come_first_and_are_filtered(client: StrictClient, placement: Placement) -> None:
    by = scenes.admin(placement.period.school)
    shut = following.problem(placement, kind="cost")
    actions.close(report=shut, outcome="Selesai", by=by)
    waiting = following.problem(placement, kind="health")
    client.force_login(by.user)
    text = client.get(LIST).content.decode()
    assert text.index(waiting.public_id) < text.index(shut.public_id)
    for query, kept, gone in (
        ("?status=terbuka", waiting, shut),
        ("?status=tutup", shut, waiting),
        ("?tentang=cost", shut, waiting),
    ):
        text = client.get(LIST + query).content.decode()
        assert (kept.public_id in text, gone.public_id in text) == (True, False), query


def test_another_pupil_neither_reports_nor_reads(placement: Placement) -> None:
    report = following.problem(placement)
    other = following.running(name="Siswa Lain")
    stranger = StrictClient()
    stranger.post(f"/pkl/siswa/tautan/{scenes.pupil_link(other.pupil).token}/")
    assert stranger.get(page_of(placement)).status_code == 404
    assert stranger.post(page_of(placement), TOLD).status_code == 404
    assert report.text not in stranger.get(page_of(other)).content.decode()
    assert ProblemReport.objects.count() == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_as_often_for_many(
    client: StrictClient,
    placement: Placement,
    rows: int,
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    for _number in range(rows):
        following.problem(placement)
    client.force_login(scenes.admin(placement.period.school).user)
    client.get(LIST)
    with django_assert_num_queries(7):
        client.get(LIST)


@pytest.mark.django_db(transaction=True)
def test_two_sends_at_one_moment_tell_once(placement: Placement) -> None:
    guest = PupilGuest(scenes.pupil_link(placement.pupil).link, makers.TODAY)

    def send() -> int:
        made = actions.report_problem(
            placement=placement, kind="cost", text="Diminta uang", by=guest, form_token=UUID(TOKEN)
        )
        return int(made.pk)

    assert len(set(at_once(send, send))) == 1
    assert Notice.objects.filter(recipient=teacher(placement)).count() == 1


def test_a_found_telephone_wakes_nobody_without_end(
    phone: StrictClient, placement: Placement
) -> None:
    for _number in range(REPORTS_A_DAY):
        following.problem(placement, at=makers.NOON)
    page = phone.post(page_of(placement), TOLD).content.decode()
    assert "sudah diterima sekolah" in page
    assert ProblemReport.objects.count() == REPORTS_A_DAY
    assert not told()
