"""A draft becomes the plan, once, and is taken back while nothing has come of it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse

from accounts.revisions import StaleRecordError
from partnerships.placements.actions import assignments as actions
from partnerships.placements.actions import seats as seat_actions
from partnerships.placements.actions.choices import choose
from partnerships.placements.actions.letters import Wording, issue_letters
from partnerships.placements.actions.placements import take
from partnerships.placements.actions.publishing import publish, unpublish
from partnerships.placements.guests import PupilGuest
from partnerships.placements.letters.gathering import groups_of
from partnerships.placements.letters.heads import letterhead_of
from partnerships.placements.letters.kinds import RULES, LetterKind
from partnerships.placements.models import AssignedPlace, AssignmentRun, Placement
from schools.models import School
from tests import makers
from tests.agreements import scenes as agreements
from tests.at_once import at_once
from tests.placements.drafting.scenes import Class, given, made, place
from tests.placements.scenes import admin, pupil_link
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]


@pytest.fixture
def school() -> School:
    return makers.school()


@pytest.fixture
def scene(school: School) -> Class:
    return made(school)


def planned(scene: Class) -> dict[str, str]:
    rows = Placement.objects.filter(period=scene.period, state="planned")
    return {row.pupil.name: row.host_name for row in rows}


def address(name: str, run: AssignmentRun) -> str:
    return reverse(f"placements:{name}", args=[run.period.public_id, run.public_id])


def test_publishing_plans_what_the_draft_says_and_is_taken_back(
    client: StrictClient, scene: Class
) -> None:
    run = scene.solved()
    client.force_login(scene.by.user)
    text = client.get(address("draft", run)).content.decode()
    assert f'href="{address("draft_publish", run)}"' in text
    text = client.get(address("draft_publish", run)).content.decode()
    assert f'name="revision" value="{run.revision}"' in text
    assert not Placement.objects.exists()
    client.post(address("draft_publish", run), {"revision": run.revision})
    assert planned(scene) == given(run)
    run.refresh_from_db()
    assert run.published_by == scene.by.user
    assert "Tarik penerbitan" in client.get(address("draft", run)).content.decode()
    client.post(address("draft_unpublish", run), {"revision": run.revision})
    run.refresh_from_db()
    assert run.published_at is None
    assert not Placement.objects.exists()


def test_the_page_before_tells_who_reads_what(client: StrictClient, school: School) -> None:
    scene = made(school, pupils=2, seats=(1,))
    scene.period.choices.filter(pupil=scene.pupils[1]).delete()
    run = scene.solved()
    client.force_login(scene.by.user)
    answer = client.get(address("draft_publish", run))
    told, text = answer.context["told"], answer.content.decode()
    assert [row.pupil for row in told.placed] == [scene.pupils[0]]
    assert [row.pupil for row in told.unplaced] == [scene.pupils[1]]
    assert [row.pupil for row in told.silent] == [scene.pupils[1]]
    assert "1 siswa membaca tempatnya" in text
    assert "1 siswa membaca bahwa ia belum mendapat tempat" in text
    publish(run=run, by=scene.by, revision=None)
    again = client.get(address("draft_publish", run))
    assert again.headers["Location"] == address("draft", run)


def test_the_page_before_warns_of_what_does_not_fit(client: StrictClient, school: School) -> None:
    where = agreements.Place(school, admin(school), makers.actor("head", school))
    scene = made(school, pupils=2, seats=(1,))
    covered = place(scene.period, 1, name="Mitra PKS", concentration=makers.concentration())
    agreements.recorded(where, with_partner=covered.hosting.partner)
    actions.settle(
        period=scene.period, pupil=scene.pupils[0], opening=covered, kind="fixed", by=scene.by
    )
    run = scene.solved()
    client.force_login(scene.by.user)
    answer = client.get(address("draft_publish", run))
    told, text = answer.context["told"], answer.content.decode()
    assert [(row.pupil, row.is_fixed) for row in told.unfit] == [(scene.pupils[0], True)]
    assert [row.pupil for row in told.uncovered] == [scene.pupils[1]]
    assert "Tempatnya bagi konsentrasi lain" in text
    assert "Tidak ada kerja sama yang mencakup" in text
    scene.pupils[0].concentration = covered.concentration
    scene.pupils[0].save()
    assert client.get(address("draft_publish", run)).context["told"].unfit == []


def test_what_was_changed_since_the_page_was_read_is_not_published(
    client: StrictClient, scene: Class
) -> None:
    run = scene.solved()
    client.force_login(scene.by.user)
    for shown in ("", "x", str(run.revision + 1), "9" * 30):
        answer = client.post(address("draft_publish", run), {"revision": shown}, follow=True)
        assert "baru saja diubah orang lain" in answer.content.decode()
    assert not Placement.objects.exists()
    with pytest.raises(StaleRecordError):
        publish(run=run, by=scene.by, revision=run.revision + 1)


def test_a_second_click_publishes_nothing_twice(scene: Class) -> None:
    run = scene.solved()
    publish(run=run, by=scene.by, revision=run.revision)
    with pytest.raises(StaleRecordError):
        publish(run=run, by=scene.by, revision=run.revision)
    with pytest.raises(ValidationError, match="sudah diterbitkan"):
        publish(run=run, by=scene.by, revision=None)
    assert Placement.objects.count() == 3


def test_another_draft_is_not_published_over_the_plan(scene: Class) -> None:
    run = scene.solved()
    first, second = scene.pupils[:2]
    told = given(run)
    if told[first.name] == told[second.name]:
        second = scene.pupils[2]
    publish(run=run, by=scene.by, revision=None)
    swapped = actions.swap_and_start(run=run, one=first, other=second, by=scene.by)
    actions.solve_period.func(run=swapped.pk)
    with pytest.raises(ValidationError, match="2 siswa sudah direncanakan"):
        publish(run=swapped, by=scene.by, revision=None)
    assert planned(scene) == told


def test_after_a_refusal_the_rest_stays_and_the_new_draft_takes_over(scene: Class) -> None:
    place(scene.period, 1, name="Bengkel Cadangan")
    run = scene.solved()
    publish(run=run, by=scene.by, revision=None)
    refused = AssignedPlace.objects.filter(run=run, rank=2).first().pupil
    placement = Placement.objects.get(pupil=refused)
    take("request", placement, by=scene.by)
    take("refuse", placement, by=scene.by, reason="Penuh")
    take("request", Placement.objects.filter(state="planned").first(), by=scene.by)
    with pytest.raises(ValidationError, match="melangkah lebih jauh"):
        unpublish(run=run, by=scene.by, revision=None)
    second = actions.start_rest(run=run, pupils=[refused], by=scene.by)
    actions.solve_period.func(run=second.pk)
    publish(run=second, by=scene.by, revision=None)
    run.refresh_from_db()
    assert run.published_at is None
    assert Placement.objects.standing().get(pupil=refused).host_name == "Bengkel Cadangan"
    assert Placement.objects.standing().count() == 3
    assert AssignedPlace.objects.get(run=second, pupil=refused).rank is None


def test_whoever_lost_a_place_is_assigned_anew_and_not_there_again(scene: Class) -> None:
    place(scene.period, 1, name="Bengkel Cadangan")
    run = scene.solved()
    publish(run=run, by=scene.by, revision=None)
    refused = AssignedPlace.objects.filter(run=run, rank=2).first().pupil
    placement = Placement.objects.get(pupil=refused)
    take("request", placement, by=scene.by)
    take("refuse", placement, by=scene.by, reason="Penuh")
    second = actions.start_rest(run=run, pupils=[], by=scene.by)
    actions.solve_period.func(run=second.pk)
    assert given(second) == given(run) | {refused.name: "Bengkel Cadangan"}


def test_a_plan_with_a_letter_is_not_taken_back(scene: Class) -> None:
    run = scene.solved()
    publish(run=run, by=scene.by, revision=None)
    letterhead_of(scene.period.school, on=makers.TODAY).save()
    placed = Placement.objects.for_reading()[:1]
    kind = LetterKind.REQUEST
    issue_letters(
        period=scene.period,
        kind=kind,
        keys=[group.key for group in groups_of(RULES[kind], placed)],
        wording=Wording(makers.TODAY),
        by=scene.by,
    )
    with pytest.raises(ValidationError, match="Surat"):
        unpublish(run=run, by=scene.by, revision=None)
    assert Placement.objects.count() == 3


def test_a_place_released_since_is_told(client: StrictClient, scene: Class) -> None:
    run = scene.solved()
    booking = scene.period.bookings.get(opening=scene.places[0])
    seat_actions.release(booking=booking, by=scene.by)
    client.force_login(scene.by.user)
    answer = client.post(address("draft_publish", run), {"revision": run.revision}, follow=True)
    assert "tidak lagi dipesan" in answer.content.decode()
    assert not Placement.objects.exists()
    text = client.get(address("draft_places", run)).content.decode()
    assert "Kursi sudah dilepas" in text


def test_a_draft_without_any_place_is_not_published(school: School) -> None:
    scene = made(school, pupils=1, seats=(1,))
    actions.settle(
        period=scene.period,
        pupil=scene.pupils[0],
        opening=scene.places[0],
        kind="forbidden",
        by=scene.by,
    )
    run = scene.solved()
    with pytest.raises(ValidationError, match="tidak memberi tempat"):
        publish(run=run, by=scene.by, revision=None)


def test_an_unfinished_draft_is_not_published_not_even_by_hand(scene: Class) -> None:
    run = actions.start(period=scene.period, by=scene.by)
    with pytest.raises(ValidationError, match="belum selesai"):
        publish(run=run, by=scene.by, revision=None)
    with pytest.raises(IntegrityError):
        AssignmentRun.objects.update(published_at=makers.NOON, published_by=scene.by.user)


def test_the_other_school_neither_publishes_nor_takes_back(scene: Class) -> None:
    run = scene.solved()
    stranger = admin(makers.school("SMKN 2 LEBAK"))
    for decide in (publish, unpublish):
        with pytest.raises(scene.period.DoesNotExist):
            decide(run=run, by=stranger, revision=None)


def test_the_pupil_reads_the_place_and_why_once_published(
    client: StrictClient, scene: Class
) -> None:
    run = scene.solved()
    row = AssignedPlace.objects.filter(run=run, rank=2).first()
    issued = pupil_link(row.pupil)
    client.post(f"/pkl/siswa/tautan/{issued.token}/")
    assert "Kamu ditempatkan" not in client.get("/pkl/siswa/").content.decode()
    publish(run=run, by=scene.by, revision=None)
    text = client.get("/pkl/siswa/").content.decode()
    assert "Kamu ditempatkan di Bengkel 2" in text
    assert "satu-satunya kursi" in text
    for other in scene.pupils:
        assert (other.name in text) == (other == row.pupil)
    with pytest.raises(ValidationError, match="sudah membagi"):
        choose(
            period=scene.period,
            pupil=row.pupil,
            places=scene.places[:1],
            by=PupilGuest(issued.link, makers.TODAY),
        )
    placement = Placement.objects.get(pupil=row.pupil)
    take("request", placement, by=scene.by)
    take("refuse", placement, by=scene.by, reason="Penuh")
    assert "tidak jadi" in client.get("/pkl/siswa/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_two_drafts_published_at_once_are_one_plan() -> None:
    scene = made(makers.school())
    first, second = scene.solved(), scene.solved()
    other = admin(scene.period.school)
    answers = at_once(
        lambda: publish(run=first, by=scene.by, revision=first.revision),
        lambda: publish(run=second, by=other, revision=second.revision),
    )
    assert all(isinstance(answer, AssignmentRun) for answer in answers)
    assert AssignmentRun.objects.published().count() == 1
    assert Placement.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_one_draft_published_twice_at_once_is_published_once() -> None:
    scene = made(makers.school())
    run = scene.solved()

    def decide() -> object:
        try:
            return publish(run=run, by=scene.by, revision=run.revision)
        except StaleRecordError as refusal:
            return refusal

    answers = at_once(decide, decide)
    assert sum(isinstance(answer, StaleRecordError) for answer in answers) == 1
    assert Placement.objects.count() == 3
