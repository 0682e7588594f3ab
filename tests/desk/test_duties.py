"""Rows of the work list that are no agreements: each says enough to be told from the next."""

import pytest
from django.utils import timezone

from accounts.roles import Role
from partnerships.partners.models import Pair, Partner
from partnerships.partners.names import LegalForm, printed_name, printed_name_sql
from partnerships.placements.actions.overseeing import Passed, mark_seen
from schools.actors import Actor
from tests import makers
from tests.agreements import scenes
from tests.placements.oversight.test_overriding import Scene
from tests.placements.test_placement_pages import signed_in
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]


def lines(actor: Actor, key: str) -> list[str]:
    client = StrictClient()
    assert actor.user
    client.force_login(actor.user)
    piles = client.get("/kerja/").context["work"].piles
    return [line.label for pile in piles if pile.key == key for line in pile.lines]


def named(name: str, form: str, at: str) -> Partner:
    regency = makers.region(at)
    partner = scenes.partner(name)
    Partner.objects.filter(pk=partner.pk).update(
        legal_form=form, regency=regency, province=regency.parent
    )
    return partner


def test_likely_duplicates_show_legal_form_and_place() -> None:
    first, second = named("Maju Jaya", "pt", "36.02"), named("Maju Jaya", "cv", "36.73")
    Pair.objects.create(
        first=first, second=second, reasons=["name"], verdict="same", likeness=1.0,
        found_at=timezone.now(),
    )  # fmt: skip
    reviewer = makers.actor(Role.REVIEWER, makers.office("36"))
    (line,) = lines(reviewer, "mitra-mirip")
    assert line == "PT Maju Jaya (Kab. Lebak) / CV Maju Jaya (Kota Serang)"


def test_partner_that_waits_is_named_with_its_form() -> None:
    partner = named("Maju Jaya", "pt_tbk", "36.02")
    Partner.objects.filter(pk=partner.pk).update(state="proposed", confirmed_at=None)
    assert lines(makers.actor(Role.REVIEWER, makers.office("36")), "mitra-baru") == [
        "PT Maju Jaya Tbk"
    ]


@pytest.mark.parametrize("form", ["", *LegalForm.values])
def test_names_are_printed_alike_by_the_database(form: str) -> None:
    partner = scenes.partner("Contoh Makmur")
    Partner.objects.filter(pk=partner.pk).update(legal_form=form)
    shown = Partner.objects.annotate(shown=printed_name_sql()).get(pk=partner.pk).shown
    assert shown == printed_name(form, "Contoh Makmur")


def counted(actor: Actor, key: str) -> int:
    piles = signed_in(StrictClient(), actor).get("/kerja/").context["work"].piles
    return sum(pile.count for pile in piles if pile.key == key)


def test_what_a_school_let_pass_waits_until_its_office_has_looked() -> None:
    scene = Scene()
    scene.passed()
    reviewer = scene.reviewer()
    assert counted(reviewer, "pengecualian") == 1
    assert counted(makers.actor(Role.OFFICE_VIEWER, scene.office), "pengecualian") == 0
    assert counted(makers.actor(Role.REVIEWER, makers.office("17")), "pengecualian") == 0
    mark_seen(passed=[Passed(scene.rows[0].public_id, "hours")], by=reviewer)
    assert counted(reviewer, "pengecualian") == 0
