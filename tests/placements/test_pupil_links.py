"""A pupil who lost the link is given another from where the school reads of that pupil."""

import re
from urllib.parse import unquote

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.roles import Role
from partnerships.placements.actions.links import reissue_pupil_link
from partnerships.placements.actions.placements import take
from partnerships.placements.models import Placement, PupilLink
from schools.actors import Actor
from schools.models.pupils import Pupil
from tests import makers
from tests.placements import following, scenes
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


@pytest.fixture
def at_noon() -> object:
    with time_machine.travel(makers.NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def placement() -> Placement:
    return following.running(name="Melati", phone="+6281234567890")


def pages(placement: Placement) -> dict[str, str]:
    at = f"/kerja/pkl/penempatan/{placement.public_id}/"
    period = f"/kerja/pkl/periode/{placement.period.public_id}/jurnal/"
    return {"": at, "jurnal": f"{at}jurnal/", "periode": period}


def test_every_page_of_the_pupil_leads_to_a_new_link_and_back(
    client: StrictClient, placement: Placement
) -> None:
    assert placement.supervisor
    client.force_login(placement.supervisor.membership.user)
    address = f"/kerja/pkl/penempatan/{placement.public_id}/tautan-siswa/"
    for word, page in pages(placement).items():
        assert f'action="{address}"' in client.get(page).content.decode(), page
        made = client.post(address, {"dari": word}).content.decode()
        assert f'href="{page}"' in made
        assert "wa.me/6281234567890" in made
    assert PupilLink.objects.filter(pupil=placement.pupil, revoked_at=None).count() == 1


def test_the_new_link_opens_and_the_old_does_not(
    client: StrictClient, placement: Placement
) -> None:
    old = scenes.pupil_link(placement.pupil)
    assert placement.supervisor
    by = Actor.member(placement.supervisor.membership, on=makers.TODAY)
    new = reissue_pupil_link(placement=placement, by=by)
    assert client.post(f"/pkl/siswa/tautan/{old.token}/").status_code == 410
    assert client.post(f"/pkl/siswa/tautan/{new.token}/").status_code == 302
    assert new.link.issued_by == by.user


def test_another_teacher_and_a_reader_hand_out_none(placement: Placement) -> None:
    school = placement.period.school
    for role in (Role.SUPERVISOR, Role.SCHOOL_READER):
        with pytest.raises(Placement.DoesNotExist):
            reissue_pupil_link(placement=placement, by=makers.actor(role, school))
    admin = makers.actor(Role.SCHOOL_ADMIN, makers.school())
    with pytest.raises(Placement.DoesNotExist):
        reissue_pupil_link(placement=placement, by=admin)
    assert not PupilLink.objects.exists()


def test_by_a_placement_that_came_to_nothing_no_link_is_had(
    client: StrictClient, placement: Placement
) -> None:
    """Its teacher, whom nothing binds to the pupil any more, would open all that the pupil has."""
    school = placement.period.school
    take("miss", placement, by=scenes.admin(school), reason="Tidak pernah datang")
    assert placement.supervisor
    by = Actor.member(placement.supervisor.membership, on=makers.TODAY)
    with pytest.raises(Placement.DoesNotExist):
        reissue_pupil_link(placement=placement, by=by)
    client.force_login(by.user)
    at = f"/kerja/pkl/penempatan/{placement.public_id}/"
    assert client.post(f"{at}tautan-siswa/").status_code == 404
    assert f'action="{at}tautan-siswa/"' not in client.get(at).content.decode()
    assert not PupilLink.objects.exists()


def test_the_address_of_the_ready_text_names_no_pupil(
    client: StrictClient, placement: Placement
) -> None:
    client.force_login(scenes.admin(placement.period.school).user)
    at = f"/kerja/pkl/penempatan/{placement.public_id}/tautan-siswa/"
    made = client.post(at).content.decode()
    [text] = re.findall(r'href="https://wa\.me/([^"]+)"', made)
    assert "tautan%20ke%20halaman" in text
    assert "Melati" not in text


def test_the_boundless_hand_out_none(placement: Placement) -> None:
    with pytest.raises(PermissionDenied):
        reissue_pupil_link(placement=placement, by=makers.system())


def test_who_left_the_school_is_given_none_and_the_page_says_why(
    client: StrictClient, placement: Placement
) -> None:
    gone = {"left_on": makers.TODAY.replace(day=1), "leaving_reason": "pindah"}
    Pupil.objects.filter(pk=placement.pupil_id).update(**gone)
    by = scenes.admin(placement.period.school)
    with pytest.raises(ValidationError, match="tidak lagi tercatat"):
        reissue_pupil_link(placement=placement, by=by)
    client.force_login(by.user)
    address = f"/kerja/pkl/penempatan/{placement.public_id}/tautan-siswa/"
    page = client.post(address, follow=True).content.decode()
    assert "tidak lagi tercatat di sekolah" in page


def test_the_list_of_writers_tells_who_opened_the_link(
    client: StrictClient, placement: Placement
) -> None:
    client.force_login(scenes.admin(placement.period.school).user)
    page = pages(placement)["periode"]
    assert "belum ada" in client.get(page).content.decode()
    link = scenes.pupil_link(placement.pupil).link
    assert "belum dibuka" in client.get(page).content.decode()
    PupilLink.objects.filter(pk=link.pk).update(opened_at=makers.NOON)
    assert "dibuka 21 Nov 2025" in client.get(page).content.decode()


@pytest.mark.parametrize("had_one", [False, True])
def test_only_where_a_link_was_replaced_the_old_one_is_said_to_be_over(
    client: StrictClient, placement: Placement, had_one: bool
) -> None:
    if had_one:
        scenes.pupil_link(placement.pupil)
    assert placement.supervisor
    client.force_login(placement.supervisor.membership.user)
    page = client.post(f"/kerja/pkl/penempatan/{placement.public_id}/tautan-siswa/")
    text = page.content.decode()
    assert "Melati" in text
    assert ("Tautan lama siswa ini sudah tidak berlaku." in text) is had_one
    whatsapp = unquote(page.context["sheets"][0].whatsapp.url)
    assert ("Tautanmu yang lama tidak berlaku lagi." in whatsapp) is had_one
