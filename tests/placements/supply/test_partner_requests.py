"""What a host answers by its link: each pupil accepted, to be seen first, or refused."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from partnerships.partners.models import Contact
from partnerships.placements.actions import placements as actions
from partnerships.placements.lifecycle import PlacementState
from partnerships.placements.models import Placement
from schools.models import Pupil
from tests import makers
from tests.placements import scenes
from tests.strictness import StrictClient

S = PlacementState
PAGE = "/pkl/mitra/permohonan/"


@pytest.fixture
def asked(db: None) -> list[Placement]:
    """Two pupils of one school about whom a host is asked."""
    period = scenes.period()
    opened = scenes.opening(seats=9)
    scenes.booking(opened, period, seats=2)
    pupils = [scenes.chooser(period, name) for name in ("Ahmad Fauzi", "Siti Rahmawati")]
    admin = scenes.admin(period.school)
    rows = actions.plan_placements(
        period=period, places={pupil.pk: opened.pk for pupil in pupils}, by=admin
    )
    return actions.take_many("request", rows, by=admin).done


def let_in(client: StrictClient, row: Placement) -> StrictClient:
    """With the link that the pupil's school handed to the host."""
    issued = scenes.link(host_of(row), school=row.period.school)
    client.post(f"/pkl/mitra/tautan/{issued.token}/", {"pin": issued.pin})
    return client


def host_of(row: Placement) -> Any:
    assert row.opening
    return row.opening.hosting.partner


def states() -> list[str]:
    return list(Placement.objects.order_by("pk").values_list("state", flat=True))


def test_the_host_accepts_one_and_refuses_one_with_its_reason(
    asked: list[Placement], client: StrictClient
) -> None:
    let_in(client, asked[0])
    assert "2 siswa menunggu jawaban Anda" in client.get("/pkl/mitra/").content.decode()
    page = client.get(PAGE).content.decode()
    assert "Ahmad Fauzi" in page
    client.post(
        PAGE,
        {asked[0].public_id: "accept", asked[1].public_id: "refuse", "reason": "Kuota habis"},
    )
    assert states() == [S.ACCEPTED, S.REFUSED]
    step = asked[1].steps.get(target=S.REFUSED)
    assert (step.reason, step.by) == ("Kuota habis", None)
    assert step.through


def test_a_refusal_without_a_reason_changes_nothing_and_keeps_the_answers(
    asked: list[Placement], client: StrictClient
) -> None:
    let_in(client, asked[0])
    answer = client.post(PAGE, {asked[0].public_id: "accept", asked[1].public_id: "refuse"})
    assert answer.status_code == 422
    assert "Tuliskan alasannya bila menolak" in answer.content.decode()
    assert answer.content.decode().count("selected") == 2
    assert states() == [S.REQUESTED, S.REQUESTED]


def test_no_answer_at_all_is_told(asked: list[Placement], client: StrictClient) -> None:
    let_in(client, asked[0])
    assert "paling sedikit satu siswa" in client.post(PAGE, {}).content.decode()


def test_after_a_selection_the_host_accepts(asked: list[Placement], client: StrictClient) -> None:
    let_in(client, asked[0])
    client.post(PAGE, {asked[0].public_id: "select"})
    assert states() == [S.SELECTION, S.REQUESTED]
    client.post(PAGE, {asked[0].public_id: "accept"})
    assert states() == [S.ACCEPTED, S.REQUESTED]


def test_another_host_neither_sees_nor_answers(
    asked: list[Placement], client: StrictClient
) -> None:
    issued = scenes.link(scenes.hosting().partner, school=asked[0].period.school)
    client.post(f"/pkl/mitra/tautan/{issued.token}/", {"pin": issued.pin})
    assert "Ahmad Fauzi" not in client.get(PAGE).content.decode()
    client.post(PAGE, {asked[0].public_id: "accept"})
    assert states() == [S.REQUESTED, S.REQUESTED]


def test_without_a_link_there_is_nothing(asked: list[Placement], client: StrictClient) -> None:
    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, {asked[0].public_id: "accept"}).status_code == 403
    assert states() == [S.REQUESTED, S.REQUESTED]


def test_the_link_of_another_school_names_who_waits_and_no_pupil(
    asked: list[Placement], client: StrictClient
) -> None:
    """A school sees the link and the PIN that it hands out: they open no other's pupils."""
    issued = scenes.link(host_of(asked[0]))
    client.post(f"/pkl/mitra/tautan/{issued.token}/", {"pin": issued.pin})
    page = client.get(PAGE).content.decode()
    assert asked[0].period.school.name in page
    assert "Ahmad Fauzi" not in page
    client.post(PAGE, {asked[0].public_id: "accept"})
    assert states() == [S.REQUESTED, S.REQUESTED]


def test_who_has_left_the_host_answers_no_more(
    asked: list[Placement], client: StrictClient
) -> None:
    let_in(client, asked[0])
    Contact.objects.update(left_on=date(2020, 1, 1))
    assert "Ahmad Fauzi" not in client.get(PAGE).content.decode()
    client.post(PAGE, {asked[0].public_id: "accept"})
    assert states() == [S.REQUESTED, S.REQUESTED]


def test_a_pupil_whose_processing_is_stopped_is_not_shown_to_the_host(
    asked: list[Placement], client: StrictClient
) -> None:
    Pupil.objects.filter(pk=asked[0].pupil_id).update(
        processing_stopped_at=timezone.now(), processing_stopped_by=makers.user()
    )
    page = let_in(client, asked[0]).get(PAGE).content.decode()
    assert "Ahmad Fauzi" not in page
    assert "Siti Rahmawati" in page
