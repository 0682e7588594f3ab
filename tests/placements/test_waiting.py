"""What waits: each queue at its borders, in whose list it is, and the texts that remind of it."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from accounts.models import HandSent
from accounts.roles import Role
from accounts.templatetags.reading import day
from partnerships.placements.following.behind import KEYS, behind_of
from partnerships.placements.following.reminders import reminders_of
from partnerships.placements.following.waiting import WAITS_BY_KEY, waits_of, without_place_of
from partnerships.placements.lifecycle import PlacementState
from partnerships.placements.models import (
    Booking,
    MentorLink,
    Placement,
    PlacementStep,
    SupervisorMark,
)
from partnerships.placements.models.links import MOST_WRONG_PINS
from partnerships.placements.visits.visiting import Due, due
from schools.actors import Actor
from tests import makers
from tests.placements import following as made
from tests.placements import scenes
from tests.placements.test_placement_pages import signed_in
from tests.strictness import StrictClient

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("noon"),
]
DAY = timedelta(days=1)
TODAY = makers.TODAY


@pytest.fixture
def noon() -> Iterator[None]:
    with time_machine.travel(makers.NOON, tick=False):
        yield


def admin(placement: Placement, on: date = TODAY) -> Actor:
    membership = scenes.admin(placement.period.school).membership
    assert membership
    return Actor.member(membership, on=on)


def waits(key: str, placement: Placement, on: date = TODAY) -> bool:
    rows: Any = WAITS_BY_KEY[key].of(admin(placement, on))
    return bool(rows.filter(pk=placement.pk).exists())


def planned(state: str) -> Placement:
    placement = made.running(state=PlacementState.ACCEPTED)
    if state == "ready":
        made.move_on(placement, PlacementState.READY)
    return placement


def test_who_is_not_ready_waits_from_two_weeks_before_the_first_day() -> None:
    placement = planned("accepted")
    assert waits("belum-siap", placement, made.SINCE - 14 * DAY)
    assert not waits("belum-siap", placement, made.SINCE - 15 * DAY)
    made.move_on(placement, PlacementState.READY)
    assert not waits("belum-siap", placement, made.SINCE - 14 * DAY)


def test_a_step_that_nobody_noted_waits_from_the_day_on() -> None:
    placement = planned("ready")
    assert not waits("belum-dicatat", placement, made.SINCE - DAY)
    assert waits("belum-dicatat", placement, made.SINCE)
    made.move_on(placement, PlacementState.RUNNING)
    assert not waits("belum-dicatat", placement, made.UNTIL)
    assert waits("belum-dicatat", placement, made.UNTIL + DAY)


def test_a_request_waits_after_fourteen_days_and_not_once_undone() -> None:
    placement = made.running(state=PlacementState.ACCEPTED)
    Placement.objects.filter(pk=placement.pk).update(state="requested")
    step = PlacementStep.objects.create(
        placement=placement,
        move="request",
        source="planned",
        target="requested",
        days=placement.days,
        at=makers.NOON - 14 * DAY,
    )
    assert waits("belum-dijawab", placement)
    assert not waits("belum-dijawab", placement, TODAY - DAY)
    PlacementStep.objects.filter(pk=step.pk).update(undone_at=makers.NOON, undone_by=makers.user())
    assert not waits("belum-dijawab", placement)


def test_a_pupil_is_silent_after_seven_days_without_a_journal() -> None:
    placement = made.running()
    made.entry(placement, TODAY - 7 * DAY)
    assert waits("sepi", placement)
    assert not waits("sepi", placement, TODAY - DAY)
    # Who has just begun is not.
    assert not waits("sepi", placement, made.SINCE + 6 * DAY)


def test_a_week_waits_for_its_confirmation_from_the_next_monday() -> None:
    placement = made.running()
    made.entry(placement, made.MONDAY + 6 * DAY)
    assert not waits("minggu", placement, made.MONDAY + 6 * DAY)
    assert waits("minggu", placement, made.MONDAY + 7 * DAY)
    made.week(placement)
    assert not waits("minggu", placement, made.MONDAY + 7 * DAY)
    made.entry(placement, made.MONDAY + 7 * DAY)
    assert waits("minggu", placement, made.MONDAY + 14 * DAY)


def test_a_submitted_assessment_is_awaited_from_two_weeks_before_the_end() -> None:
    placement = made.running()
    assert not waits("penilaian", placement, made.UNTIL - 15 * DAY)
    assert waits("penilaian", placement, made.UNTIL - 14 * DAY)
    given = made.assessment(placement, 80)
    assert waits("penilaian", placement, made.UNTIL)
    given.submitted_at = makers.NOON
    given.save()
    assert not waits("penilaian", placement, made.UNTIL)


def test_a_final_mark_is_awaited_of_the_completed() -> None:
    placement = made.running(state=PlacementState.COMPLETED)
    assert waits("nilai-akhir", placement)
    made.final_mark(placement)
    assert not waits("nilai-akhir", placement)


def test_late_visits_are_those_that_the_calendar_tells() -> None:
    """The rule for a table says of every stay what the rule for days says."""
    dice = Random(5)
    period = scenes.period(since=date(2025, 7, 1), until=date(2026, 6, 30))
    for number in range(40):
        first = date(2025, 7, 1) + dice.randrange(140) * DAY
        last = first + (10 + dice.randrange(150)) * DAY
        placement = made.running(period, name=f"Siswa {number}", days=(first, last))
        for _visit in range(dice.randrange(3)):
            done = first + dice.randrange((last - first).days + 1) * DAY
            made.visit(placement, done_on=done, findings="Baik")
    placements = Placement.objects.with_ends().prefetch_related("visits")
    some = placements[0]
    for on in (date(2025, 9, 14), date(2025, 10, 15), date(2025, 11, 1), date(2025, 12, 31)):
        listed = set(WAITS_BY_KEY["kunjungan"].of(admin(some, on)).values_list("pk", flat=True))
        told = {
            row.pk
            for row in placements
            if row.begins <= on <= row.ends
            and due(
                row.begins, row.ends, [v.done_on for v in row.visits.all() if v.done_on], on=on
            )[0]
            is Due.OVERDUE
        }
        assert listed == told


def test_who_has_no_supervisor_waits_for_no_visit() -> None:
    placement = made.running()
    assert waits("kunjungan", placement)
    placement.supervisor = None
    placement.save()
    assert not waits("kunjungan", placement)


def test_a_visit_to_the_host_counts_for_all_who_are_there() -> None:
    placement = made.running()
    other = made.running(placement.period, supervisor=placement.supervisor.membership)
    Booking.objects.filter(opening=placement.opening).update(seats=2)
    Placement.objects.filter(pk=other.pk).update(opening=placement.opening, mentor=None)
    made.visit(placement, done_on=TODAY - 3 * DAY, findings="Baik")
    assert not waits("kunjungan", placement)
    assert not waits("kunjungan", other)


def test_a_week_of_presence_alone_waits_too() -> None:
    placement = made.running()
    made.presence(placement)
    assert waits("minggu", placement, made.MONDAY + 7 * DAY)


def test_another_school_does_not_see_what_was_sent(client: StrictClient) -> None:
    placement = made.running()
    scenes.pupil_link(placement.pupil)
    signed_in(client, scenes.admin(placement.period.school))
    client.post(reverse("placements:waiting_text_sent", args=["sepi", placement.public_id]))
    assert HandSent.objects.count() == 1
    rows = [placement]
    other = scenes.admin(makers.school("SMKN 2 LEBAK"))
    assert reminders_of(WAITS_BY_KEY["sepi"], rows, by=other)[0].sent is None


def test_pupils_of_a_period_without_a_place_wait_until_it_is_over() -> None:
    placement = made.running()
    other = scenes.chooser(placement.period, "Belum Bertempat")
    assert list(without_place_of(admin(placement))) == [other]
    assert not without_place_of(admin(placement, made.UNTIL + DAY))
    Placement.objects.filter(pk=placement.pk).update(state="no_show")
    assert set(without_place_of(admin(placement))) == {other, placement.pupil}


def test_the_list_says_of_which_periods_and_classes_it_counts(client: StrictClient) -> None:
    period = scenes.period(since=made.SINCE, until=made.UNTIL)
    for name in ("Satu", "Dua"):
        scenes.chooser(period, name)
    young = scenes.period(period.school, grade=11, since=made.SINCE, until=made.UNTIL)
    group = makers.class_group(period.school, "XI TKJ 1", grade=11)
    makers.pupil(period.school, "Kelas Sebelas", sits_in=group)
    signed_in(client, scenes.admin(period.school))
    answer = client.get(reverse("placements:without_place"))
    sums = [(one.name, one.grade, one.count) for one in answer.context["sums"]]
    assert sums == [(period.name, "Kelas XII", 2), (young.name, "Kelas XI", 1)]
    page = answer.content.decode()
    assert reverse("placements:figures") in page
    assert "Menurut periode" in page
    cards = client.get(reverse("placements:waiting")).content.decode()
    assert "Siswa semua kelas, peserta periode yang belum berakhir." in cards
    assert (
        reverse("placements:waiting") in client.get(reverse("placements:figures")).content.decode()
    )


def test_a_period_of_another_konsentrasi_asks_for_no_place() -> None:
    period = scenes.period(since=made.SINCE, until=made.UNTIL)
    period.concentrations.add(makers.concentration())
    scenes.chooser(period, "Konsentrasi Lain")
    assert not without_place_of(scenes.admin(period.school))


def test_a_supervisor_sees_the_own_pupils_and_another_school_none() -> None:
    placement = made.running()
    made.running(
        placement.period, supervisor=makers.membership(Role.SUPERVISOR, placement.period.school)
    )
    teacher = Actor.member(placement.supervisor.membership, on=TODAY)
    wait = WAITS_BY_KEY["sepi"]
    assert [row.pk for row in wait.of(teacher)] == [placement.pk]
    assert not wait.of(scenes.admin(makers.school("SMKN 2 LEBAK")))
    assert not wait.of(makers.actor(Role.REVIEWER, makers.office("36")))


def test_an_office_reads_numbers_of_its_schools() -> None:
    placement = made.running()
    office = makers.actor(Role.REVIEWER, makers.office("36"))
    [row] = behind_of(office)
    assert row.school == placement.period.school
    assert row.counts[KEYS.index("sepi")] == 1
    assert behind_of(makers.actor(Role.REVIEWER, makers.office("17"))) == []


def test_texts_name_no_pupil_and_one_goes_to_each_person() -> None:
    placement = made.running(name="Ahmad Fauzi")
    teacher = placement.supervisor.membership
    second = made.running(placement.period, supervisor=teacher, name="Siti Rahmawati")
    by = scenes.admin(placement.period.school)
    for key in ("sepi", "minggu", "kunjungan"):
        rows = [placement, second]
        texts = reminders_of(WAITS_BY_KEY[key], rows, by=by)
        assert len(texts) == (1 if key == "kunjungan" else 2)
        for text in texts:
            assert "Ahmad" not in text.message.text
            assert "Siti R" not in text.message.text
    [text] = reminders_of(WAITS_BY_KEY["kunjungan"], [placement, second], by=by)
    assert placement.host_name in text.message.text
    assert "2 siswa" in text.message.text


def test_what_was_sent_this_week_has_its_own_heading_and_comes_back_after(
    client: StrictClient,
) -> None:
    placement = made.running(name="Ahmad Fauzi")
    other = made.running(placement.period, name="Siti Rahma")
    for pupil in (placement.pupil, other.pupil):
        scenes.pupil_link(pupil)
    signed_in(client, scenes.admin(placement.period.school))
    page = reverse("placements:waiting_texts", args=["sepi"])
    url = reverse("placements:waiting_text_sent", args=["sepi", placement.public_id])
    assert "Sudah dikirim" not in client.get(page).content.decode()
    back = client.post(f"{url}?tempat={placement.opening.public_id}").headers["Location"]
    assert back == f"{page}?tempat={placement.opening.public_id}", "the filter stays"
    text = client.get(page).content.decode()
    heading = text.index('id="terkirim"')
    assert text.index("Siti Rahma") < heading < text.index("Ahmad Fauzi")
    HandSent.objects.update(sent_at=makers.NOON - timedelta(days=7))
    text = client.get(page).content.decode()
    assert 'id="terkirim"' not in text
    assert "Terakhir dikirim" in text


def test_a_text_that_was_sent_is_noted_without_the_pupils_name(client: StrictClient) -> None:
    placement = made.running(name="Ahmad Fauzi")
    scenes.pupil_link(placement.pupil)
    signed_in(client, scenes.admin(placement.period.school))
    page = client.get(reverse("placements:waiting_texts", args=["sepi"])).content.decode()
    assert "Ahmad Fauzi" in page
    url = reverse("placements:waiting_text_sent", args=["sepi", placement.public_id])
    client.post(url)
    sent = HandSent.objects.get()
    about = f"{placement.period.school.public_id}.{placement.public_id}"
    assert (sent.kind, sent.about, sent.group) == ("pkl-sepi", about, "Siswa")
    made.entry(placement, TODAY)
    client.post(url)
    assert HandSent.objects.count() == 1


def teacher_of(placement: Placement) -> Actor:
    assert placement.supervisor
    return Actor.member(placement.supervisor.membership, on=TODAY)


def listed(client: StrictClient, key: str) -> str:
    return client.get(reverse("placements:waiting_list", args=[key])).content.decode()


def test_the_supervisors_own_mark_is_awaited_until_it_and_the_report_are_given() -> None:
    placement = made.running(state=PlacementState.COMPLETED)
    assert waits("nilai-pembimbing", placement)
    given = made.supervisor_mark(placement, report=None)
    assert waits("nilai-pembimbing", placement)
    SupervisorMark.objects.filter(pk=given.pk).update(report=90)
    assert not waits("nilai-pembimbing", placement)
    assert waits("nilai-akhir", placement)
    SupervisorMark.objects.filter(pk=given.pk).update(mark=None)
    assert waits("nilai-pembimbing", placement)
    made.weights(placement.period, host=80, supervisor=0, report=20)
    assert not waits("nilai-pembimbing", placement), "what does not weigh is not asked for"


def test_who_cannot_settle_sees_the_marks_to_give_and_not_those_to_settle(
    client: StrictClient,
) -> None:
    placement = made.running(state=PlacementState.COMPLETED)
    teacher = teacher_of(placement)
    keys = {wait.key for wait in waits_of(teacher)}
    assert keys == {
        "sepi",
        "minggu",
        "kunjungan",
        "penilaian",
        "nilai-pembimbing",
        "segera-selesai",
    }
    signed_in(client, teacher)
    for key in ("nilai-akhir", "belum-siap", "belum-dijawab"):
        at = reverse("placements:waiting_list", args=[key])
        assert client.get(at).status_code == 404
        assert at not in client.get(reverse("placements:waiting")).content.decode()
    form = reverse("placements:marks_give", args=[placement.period.public_id])
    page = listed(client, "nilai-pembimbing")
    assert f'href="{form}?siswa={placement.public_id}"' in page
    assert reverse("placements:placement", args=[placement.public_id]) not in page


def test_rows_of_mark_queues_lead_to_the_marks_of_the_pupil(client: StrictClient) -> None:
    placement = made.running(state=PlacementState.COMPLETED, days=(made.SINCE, TODAY - 10 * DAY))
    signed_in(client, scenes.admin(placement.period.school))
    period = placement.period.public_id
    marks = reverse("placements:marks_of", args=[period, placement.pupil.public_id])
    assert f'href="{marks}"' in listed(client, "nilai-akhir")
    assert "Pesan siap kirim" not in listed(client, "nilai-akhir"), "the reader settles it"
    assessment = reverse("placements:placement_assessment", args=[placement.public_id])
    assert f'href="{assessment}"' in listed(client, "penilaian")


def test_nobody_is_given_a_text_to_himself(client: StrictClient) -> None:
    placement = made.running(state=PlacementState.COMPLETED)
    page = reverse("placements:waiting_texts", args=["nilai-pembimbing"])
    signed_in(client, scenes.admin(placement.period.school))
    assert "Pesan siap kirim" in listed(client, "nilai-pembimbing")
    assert len(client.get(page).context["texts"]) == 1
    signed_in(client, teacher_of(placement))
    assert "Pesan siap kirim" not in listed(client, "nilai-pembimbing")
    assert client.get(page).context["texts"] == []


def test_running_placements_come_before_finished_ones(client: StrictClient) -> None:
    done = made.running(
        name="Sudah Selesai", state=PlacementState.COMPLETED, days=(made.SINCE, TODAY - 10 * DAY)
    )
    out = made.running(done.period, name="Masih Berjalan")
    for placement in (done, out):
        made.entry(placement)
    signed_in(client, scenes.admin(done.period.school))
    page = listed(client, "minggu")
    assert page.index("Masih Berjalan") < page.index("Sudah Selesai")


def test_a_silent_pupil_without_a_link_is_given_one_before_a_text(client: StrictClient) -> None:
    placement = made.running(name="Ahmad Fauzi")
    made.entry(placement, TODAY - 9 * DAY)
    signed_in(client, teacher_of(placement))
    page = listed(client, "sepi")
    assert "Belum memegang tautan" in page
    assert "Pesan siap kirim" not in page
    assert str(day(TODAY - 9 * DAY)) in page, "the last journal"
    texts = reverse("placements:waiting_texts", args=["sepi"])
    answer = client.get(texts)
    assert answer.context["texts"] == []
    assert "1 siswa menunggu yang belum memegang tautan" in answer.content.decode()
    sent = reverse("placements:waiting_text_sent", args=["sepi", placement.public_id])
    client.post(sent)
    assert not HandSent.objects.exists()
    issue = reverse("placements:pupil_link_reissue", args=[placement.public_id])
    assert f'action="{issue}"' in page
    made_link = client.post(issue, {"dari": "sepi"}).content.decode()
    assert reverse("placements:waiting_list", args=["sepi"]) in made_link
    page = listed(client, "sepi")
    assert "Belum memegang tautan" not in page
    assert "Pesan siap kirim" in page
    assert len(client.get(texts).context["texts"]) == 1


def test_an_instruktur_without_a_link_is_given_one_before_a_text(client: StrictClient) -> None:
    placement = made.running()
    made.entry(placement)
    links = reverse("placements:mentor_links", args=[placement.period.public_id])
    signed_in(client, teacher_of(placement))
    page = listed(client, "minggu")
    assert "Mintalah admin sekolah membuatkannya" in page
    assert links not in page, "who supervises hands out no such link"
    signed_in(client, scenes.admin(placement.period.school))
    page = listed(client, "minggu")
    assert f'href="{links}"' in page
    assert "Pesan siap kirim" not in page
    made.mentor_link(placement)
    page = listed(client, "minggu")
    assert f'href="{links}"' not in page
    assert "Pesan siap kirim" in page
    MentorLink.objects.update(wrong_pins=MOST_WRONG_PINS)
    page = listed(client, "minggu")
    assert f'href="{links}"' in page, "a locked link lets nobody in anew"
    assert "Pesan siap kirim" not in page


@pytest.mark.parametrize("key", ["sepi", "minggu"])
def test_a_list_asks_the_same_for_one_and_three(
    client: StrictClient, key: str, django_assert_max_num_queries: Any
) -> None:
    placement = made.running()
    made.entry(placement)
    signed_in(client, scenes.admin(placement.period.school))
    listed(client, key)
    counts = []
    for number in (0, 2):
        for _row in range(number):
            made.entry(made.running(placement.period))
        with django_assert_max_num_queries(60) as asked:
            listed(client, key)
        counts.append(len(asked))
    assert counts[0] == counts[1], counts
