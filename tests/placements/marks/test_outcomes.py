"""What followed PKL: typed for many at once, told in sums to the school."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.revisions import StaleRecordError
from accounts.roles import Role
from partnerships.placements.actions.outcomes import Told, record_outcomes
from partnerships.placements.marks.afterwards import Afterwards, afterwards
from partnerships.placements.models import Outcome, Placement
from schools.actors import Actor
from tests import makers
from tests.placements import following, scenes
from tests.strictness import StrictClient

pytestmark = pytest.mark.usefixtures("frozen_today")


class Scene:
    """One pupil who has finished, and one who is still there."""

    def __init__(self) -> None:
        self.period = scenes.period(since=following.SINCE, until=following.UNTIL)
        self.admin: Actor = scenes.admin(self.period.school)
        self.done = following.running(self.period, name="Siti Rahmawati")
        self.there = following.running(self.period, name="Ahmad Fauzi")
        Placement.objects.filter(pk=self.done.pk).update(state="completed")
        self.address = reverse("placements:outcomes", args=[self.period.public_id])

    def sent(self, **values: str) -> dict[str, str]:
        facts = {"result": "hired", "contract": "fixed_term", "since": "1 Maret 2026", "seen": ""}
        return {f"{self.done.public_id}-{name}": value for name, value in (facts | values).items()}


@pytest.fixture
def scene(db: None) -> Scene:
    return Scene()


def signed_in(client: StrictClient, actor: Actor) -> StrictClient:
    assert actor.user
    client.force_login(actor.user)
    return client


def body(response: Any) -> str:
    text: str = response.content.decode()
    return text


def test_outcomes_of_those_who_finished_are_typed_at_once(
    scene: Scene, client: StrictClient
) -> None:
    client = signed_in(client, scene.admin)
    page = body(client.get(scene.address))
    assert "Siti Rahmawati" in page
    assert "Ahmad Fauzi" not in page
    for _click in range(2):
        client.post(scene.address, scene.sent(), follow=True)
    told = Outcome.objects.get()
    assert (told.result, told.contract, told.since) == ("hired", "fixed_term", date(2026, 3, 1))
    assert told.by == scene.admin.user
    opening = scene.done.opening
    assert opening
    host = body(client.get(reverse("placements:opening", args=[opening.public_id])))
    assert "Setelah PKL di sini" in host
    at_partner = reverse("placements:hosting", args=[2025, opening.hosting.partner.public_id])
    assert "Diterima bekerja di sini" in body(client.get(at_partner))


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"result": "studies"}, "Jenis kontrak hanya untuk yang bekerja"),
        ({"result": ""}, "Jenis kontrak hanya untuk yang bekerja"),
        ({"result": "x"}, "x bukan salah satu"),
    ],
)
def test_a_row_that_contradicts_itself_is_told(
    scene: Scene, client: StrictClient, values: dict[str, str], message: str
) -> None:
    answer = signed_in(client, scene.admin).post(scene.address, scene.sent(**values))
    assert answer.status_code == 422
    assert message in body(answer)
    assert not Outcome.objects.exists()


def test_what_the_host_has_said_meanwhile_is_not_written_over(
    scene: Scene, client: StrictClient
) -> None:
    following.outcome(scene.done, result="offered", contract="")
    answer = signed_in(client, scene.admin).post(scene.address, scene.sent())
    assert "baru diubah orang lain" in body(answer)
    assert Outcome.objects.get().result == "offered"
    with pytest.raises(StaleRecordError):
        record_outcomes(told=[Told(scene.done, "none", "", None, "hired::")], by=scene.admin)
    client.post(scene.address, scene.sent(seen="offered::"))
    assert Outcome.objects.get().result == "hired"


def test_only_who_keeps_the_pupils_of_the_school_tells(scene: Scene, client: StrictClient) -> None:
    assert scene.done.supervisor
    teacher = Actor.member(scene.done.supervisor.membership, on=makers.TODAY)
    stranger = makers.actor(Role.SCHOOL_ADMIN, makers.school("SMKN 8 SERANG"))
    for who in (teacher, stranger):
        assert signed_in(client, who).post(scene.address, scene.sent()).status_code == 404
    told = [Told(scene.done, "hired", "", None, "")]
    with pytest.raises(PermissionDenied):
        record_outcomes(told=told, by=teacher)
    with pytest.raises(Placement.DoesNotExist):
        record_outcomes(told=told, by=stranger)
    assert not Outcome.objects.exists()


def test_sums_are_those_of_the_own_school(scene: Scene) -> None:
    opening = scene.done.opening
    assert opening
    partner = opening.hosting.partner
    following.outcome(scene.done)
    assert afterwards(partner, actor=scene.admin) == Afterwards(1, 1, 1, 0)
    stranger = makers.actor(Role.SCHOOL_ADMIN, makers.school("SMKN 8 SERANG"))
    assert afterwards(partner, actor=stranger) is None
    reader = makers.actor(Role.SCHOOL_READER, scene.period.school)
    assert afterwards(partner, actor=reader) is None
    assert afterwards(partner, actor=makers.actor(Role.REVIEWER, makers.office("36"))) is None


def test_the_table_asks_no_more_for_more_pupils(scene: Scene, client: StrictClient) -> None:
    client = signed_in(client, scene.admin)
    client.get(scene.address)
    with CaptureQueriesContext(connection) as before:
        client.get(scene.address)
    for number in range(3):
        more = following.running(scene.period, name=f"Siswa {number}")
        following.outcome(more)
        Placement.objects.filter(pk=more.pk).update(state="completed")
    with CaptureQueriesContext(connection) as after:
        client.get(scene.address)
    assert len(after) == len(before)
