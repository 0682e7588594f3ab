"""Pupils of the demo found places: one that the directory knows, one that it does not."""

import pytest

from partnerships.desk.demo.hosts import ADMIN
from partnerships.placements.models import ProposedPlace
from partnerships.placements.supply.proposals import default_option, likenesses
from schools.actors import Actor
from schools.models import Membership
from tests.makers import TODAY

pytestmark = pytest.mark.django_db


def test_one_place_is_known_under_another_name_and_one_is_new() -> None:
    admin = Actor.member(Membership.objects.get(user__username=ADMIN), on=TODAY)
    known, new = ProposedPlace.objects.visible_to(admin).order_by("name")
    found = likenesses(known, by=admin)
    assert found[0].candidate.partner.printed_name == "CV Contoh Bengkel Motor"
    assert default_option(found).startswith("tempat:")
    assert default_option(likenesses(new, by=admin)) == "baru"
    assert {known.state, new.state} == {"waiting"}
