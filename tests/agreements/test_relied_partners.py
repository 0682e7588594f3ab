"""A partner that others have signed with keeps its name, whoever once proposed it."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from partnerships.agreements.actions import moves
from partnerships.partners.actions import partners as actions
from partnerships.partners.actions import parts
from partnerships.partners.models import Partner
from partnerships.partners.models.partners import OFFICE_RENAMES
from partnerships.partners.vocabulary import Kind as PartnerKind
from tests import makers
from tests.agreements import scenes
from tests.partners.making import relation

pytestmark = pytest.mark.django_db

IDENTITIES = [
    {"name": "Judi Bola Online"},
    {"legal_form": "cv"},
    {"kind": PartnerKind.LPK},
    {"country": "JP"},
    {"nib": "9120001234567"},
    {"npwp": "0013024211091000"},
]


@pytest.fixture
def proposer() -> scenes.Place:
    return scenes.place("SMKN 1 WARUNGGUNUNG")


@pytest.fixture
def proposed(proposer: scenes.Place) -> Partner:
    values = {"name": "PT Mekar Abadi", "kind": PartnerKind.COMPANY}
    return actions.propose_partner(by=proposer.admin, values=values)


@pytest.fixture
def relied_on(proposed: Partner) -> Partner:
    """Named in what another school has recorded."""
    scenes.recorded(with_partner=proposed)
    return proposed


@pytest.mark.parametrize("values", IDENTITIES, ids=lambda values: next(iter(values)))
def test_proposer_does_not_change_who_others_signed_with(
    proposer: scenes.Place, relied_on: Partner, values: dict[str, str]
) -> None:
    before = Partner.objects.values().get(pk=relied_on.pk)

    with pytest.raises(ValidationError, match="hanya dapat diubah dinas"):
        actions.edit_partner(by=proposer.admin, partner=relied_on, values=values)

    assert Partner.objects.values().get(pk=relied_on.pk) == before


def test_nor_who_its_own_school_signed_with(proposer: scenes.Place, proposed: Partner) -> None:
    scenes.submitted(proposer, with_partner=proposed)
    with pytest.raises(ValidationError):
        actions.edit_partner(by=proposer.admin, partner=proposed, values={"name": "Lain"})
    assert Partner.objects.get(pk=proposed.pk).name == "Mekar Abadi"


def test_nor_who_stands_behind_a_party(proposer: scenes.Place, proposed: Partner) -> None:
    where = scenes.place()
    agreement = scenes.complete(where)
    agreement.parties.filter(partner__isnull=False).update(represented_by=proposed)
    moves.submit(agreement, by=where.admin)
    assert not Partner.objects.renamable_by(proposer.admin).filter(pk=proposed.pk).exists()


def test_proposer_mends_the_name_while_drafts_alone_hold_it(
    proposer: scenes.Place, proposed: Partner
) -> None:
    where = scenes.place()
    agreement = scenes.submitted(where, with_partner=proposed)
    moves.withdraw(agreement, by=where.admin)

    actions.edit_partner(by=proposer.admin, partner=proposed, values={"name": "PT Mekar Jaya"})

    assert Partner.objects.get(pk=proposed.pk).printed_name == "PT Mekar Jaya"


def test_proposer_still_completes_what_is_known_of_it(
    proposer: scenes.Place, relied_on: Partner
) -> None:
    values = {"name": "Mekar Abadi", "legal_form": "pt", "address": "Jalan Contoh 1"}
    actions.edit_partner(by=proposer.admin, partner=relied_on, values=values)
    assert Partner.objects.get(pk=relied_on.pk).address == "Jalan Contoh 1"


def test_office_corrects_it(relied_on: Partner) -> None:
    reviewer = makers.actor(Role.REVIEWER, makers.office("36"))
    actions.edit_partner(by=reviewer, partner=relied_on, values={"name": "PT Mekar Abadi Jaya"})
    assert Partner.objects.get(pk=relied_on.pk).name == "Mekar Abadi Jaya"


def test_other_names_and_relations_are_the_office_s_too(
    proposer: scenes.Place, relied_on: Partner
) -> None:
    by = proposer.admin
    related = relation(relied_on, other=scenes.partner("Kawasan Contoh"))
    for write in (
        lambda: parts.add_alias(by=by, partner=relied_on, values={"name": "X", "kind": "brand"}),
        lambda: parts.remove_relation(by=by, relation=related),
    ):
        with pytest.raises(ValidationError):
            write()
    assert not relied_on.aliases.exists()
    assert relied_on.relations.get() == related


def test_sites_and_contacts_of_others_are_out_of_reach_and_one_s_own_are_not(
    proposer: scenes.Place, relied_on: Partner
) -> None:
    other = scenes.place("SMKN 2 RANGKASBITUNG").admin
    for by in (proposer.admin, other):
        name = {"name": f"Milik {by.school}"}
        parts.add_site(by=by, partner=relied_on, values=name)
        parts.add_contact(by=by, partner=relied_on, values=name, is_private=False)

    for rows in (relied_on.sites, relied_on.contacts):
        editable = rows.editable_by(proposer.admin)
        assert [row.name for row in editable] == [f"Milik {proposer.school}"]


def test_page_tells_the_school_what_it_can_do_instead(
    client: Client, proposer: scenes.Place, relied_on: Partner
) -> None:
    client.force_login(proposer.admin.user)
    url = reverse("partners:edit", args=[relied_on.public_id])
    page = client.get(url)
    assert str(OFFICE_RENAMES) in page.content.decode()
    assert not {"name", "kind", "npwp"} & set(page.context["form"].fields)

    sent = {"revision": relied_on.revision, "founded_precision": "day", "address": "Jalan Contoh 1"}
    stale = client.post(url, sent | {"name": "Judi Bola Online"})
    assert str(OFFICE_RENAMES) in str(stale.context["form"].non_field_errors())
    assert Partner.objects.get(pk=relied_on.pk).address == ""

    assert client.post(url, sent).status_code == 302
    saved = Partner.objects.get(pk=relied_on.pk)
    assert (saved.printed_name, saved.address) == ("PT Mekar Abadi", "Jalan Contoh 1")


def test_page_offers_no_names_and_relations_to_manage(
    client: Client, proposer: scenes.Place, relied_on: Partner
) -> None:
    client.force_login(proposer.admin.user)
    page = client.get(relied_on.staff_url).content.decode()
    for name in ("partners:aliases", "partners:relations"):
        url = reverse(name, args=[relied_on.public_id])
        assert url not in page
        assert client.get(url).status_code == 404
    assert reverse("partners:edit", args=[relied_on.public_id]) in page
