"""Where reports from the public land: with the office of the province, else with who acts
everywhere, so that none lies where nobody looks."""

import pytest

from accounts.models import Notice, User
from accounts.roles import Role
from schools.actors import Actor
from schools.models import Region
from tests import makers
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]

TEXT = "Alamat sekolah ini sudah pindah sejak lama."


def hand_in(client: StrictClient, path: str) -> str:
    """The receipt's number of a report that a visitor sent from this page."""
    answer = client.post(f"/laporan/?halaman={path}", {"text": TEXT, "contact": ""})
    assert answer.status_code == 302
    return str(answer["Location"]).strip("/").split("/")[-1]


def waiting(actor: Actor) -> int:
    """How many reports the person's work list counts."""
    client = StrictClient()
    assert actor.user
    client.force_login(actor.user)
    piles = client.get("/kerja/").context["work"].piles
    return sum(pile.count for pile in piles if pile.key == "laporan")


def told() -> set[User]:
    return {notice.recipient for notice in Notice.objects.filter(kind="reported")}


def test_report_of_a_province_with_an_office_is_told_to_its_reviewers_only(
    client: StrictClient,
) -> None:
    reviewer = makers.actor(Role.REVIEWER, makers.office("36"))
    makers.actor(Role.REVIEWER, makers.office("17"))
    makers.actor(Role.MAINTAINER)
    hand_in(client, makers.school("SMKN 1 LEBAK").get_absolute_url())
    assert told() == {reviewer.user}
    assert waiting(reviewer) == 1


@pytest.mark.parametrize("empty_office", [False, True])
def test_report_of_a_province_without_an_office_lands_with_who_acts_everywhere(
    client: StrictClient, empty_office: bool
) -> None:
    """An office that nobody has joined yet answers as little as none."""
    far = makers.school("SMKN 1 BENGKULU", at="17.71")
    if empty_office:
        makers.office("17")
    elsewhere = makers.actor(Role.REVIEWER, makers.office("36"))
    maintainer = makers.actor(Role.MAINTAINER)
    superuser = makers.user(is_superuser=True)
    receipt = hand_in(client, far.get_absolute_url())
    assert told() == {maintainer.user, superuser}
    assert (waiting(maintainer), waiting(elsewhere)) == (1, 0)
    assert maintainer.user
    client.force_login(maintainer.user)
    assert "Bengkulu" in client.get("/kerja/laporan/").content.decode()
    client.post(f"/kerja/laporan/{receipt}/", {"outcome": "fixed", "answer": "Sudah dibetulkan."})
    assert waiting(maintainer) == 0
    client.logout()
    assert "Sudah dibetulkan." in client.get(f"/laporan/{receipt}/").content.decode()


def test_report_of_no_page_lands_even_where_the_own_province_is_unknown(
    client: StrictClient, settings: object
) -> None:
    settings.SELARAS_OFFICE = {**settings.SELARAS_OFFICE, "province": "00"}
    assert not Region.objects.filter(code="00").exists()
    maintainer = makers.actor(Role.MAINTAINER)
    hand_in(client, "/")
    assert told() == {maintainer.user}
    assert waiting(maintainer) == 1
