"""Who stands on which side of a draft, and whom it covers."""

from uuid import uuid4

import pytest
from django.urls import reverse

from partnerships.agreements.models import Agreement
from partnerships.agreements.models.coverage import CoverageKind
from tests import makers
from tests.agreements import scenes
from tests.agreements.views.clicking import sign_in, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]


# Beginning


def test_parties_step_asks_for_the_partner_that_is_missing(client):
    where = scenes.place()
    sign_in(client, where.admin)
    client.post(reverse("agreements:start"), {"kind": "pks", "form_token": uuid4()})
    agreement = Agreement.objects.get()

    page = client.get(url("step", agreement, "pihak")).content.decode()

    assert "Mitranya belum dipilih." in page
    assert "Keluarkan pihak dari draf" not in page


# Steps


def test_parties_step_writes_numbers_and_signatories(client):
    where = scenes.place()
    agreement = scenes.draft(where)
    own, other = agreement.parties.all()
    sign_in(client, where.admin)

    client.post(
        url("step", agreement, "pihak"),
        {
            "kind": "pks",
            "title": "PKS Magang",
            f"letter_number-{own.pk}": " 421/29-Dik2 ",
            f"signatory_name-{own.pk}": "Drs. Contoh, M.Pd.",
            f"signatory_position-{own.pk}": "Kepala SMKN 1 Rangkasbitung",
            f"signatory_acting_status-{own.pk}": "plt",
            f"signatory_nip-{own.pk}": "19700101 199503 1 001",
            f"letter_number-{other.pk}": "-",
        },
    )

    agreement.refresh_from_db()
    assert agreement.title == "PKS Magang"
    own.refresh_from_db()
    assert own.letter_number == "421/29-Dik2"
    signatory = own.signatories.get()
    assert (signatory.acting_status, signatory.nip) == ("plt", "197001011995031001")
    other.refresh_from_db()
    assert other.letter_number == ""


def test_parties_are_added_and_removed(client):
    where, other = scenes.place(), scenes.place("SMKN 1 WARUNGGUNUNG")
    agreement = scenes.draft(where)
    sign_in(client, where.admin)

    page = client.get(url("party_add", agreement), {"q": "warunggunung"}).content.decode()
    assert "SMKN 1 Warunggunung" in page
    client.post(
        url("party_add", agreement), {"member": f"school:{other.school.public_id}", "side": "1"}
    )
    party = agreement.parties.get(school=other.school)
    assert agreement.coveragerules.filter(school=other.school).exists()
    client.post(url("party_remove", agreement, party.pk))

    assert not agreement.parties.filter(school=other.school).exists()
    assert not agreement.coveragerules.filter(school=other.school).exists()


def test_a_side_that_is_no_number_is_the_usual_side(client):
    where = scenes.place()
    agreement = scenes.draft(where)
    sign_in(client, where.admin)
    member = f"school:{scenes.place(at='17.02').school.public_id}"
    client.post(url("party_add", agreement), {"member": member, "side": "\u00b2"})
    assert list(agreement.parties.order_by("side").values_list("side", flat=True)) == [1, 1, 2]


def party_values(agreement: Agreement, **given: object) -> dict[str, object]:
    """The parties step as the browser sends it."""
    return {"kind": "pks", "revision": "", **given} | {
        f"letter_number-{party.pk}": f"421/{party.side}" for party in agreement.parties.all()
    }


def test_naming_one_more_party_keeps_what_was_typed(client):
    where = scenes.place()
    agreement = scenes.draft(where)
    sign_in(client, where.admin)

    answer = client.post(url("step", agreement, "pihak"), party_values(agreement, pihak="1"))

    assert answer.url == url("party_add", agreement)
    assert [party.letter_number for party in agreement.parties.order_by("side")] == [
        "421/1",
        "421/2",
    ]


def test_taking_a_party_out_keeps_what_was_typed_of_the_others(client):
    where, other = scenes.place(), scenes.place("SMKN 1 WARUNGGUNUNG")
    agreement = scenes.draft(where)
    sign_in(client, where.admin)
    client.post(url("party_add", agreement), {"member": f"school:{other.school.public_id}"})
    joined = agreement.parties.get(school=other.school)
    assert joined.side == 1
    assert (
        "SMKN 1 Warunggunung, pihak ke-1"
        in client.get(url("step", agreement, "pihak")).content.decode()
    )

    client.post(url("party_remove", agreement, joined.pk), party_values(agreement))

    assert [party.letter_number for party in agreement.parties.order_by("side")] == [
        "421/1",
        "421/2",
    ]
    wrong = party_values(agreement) | {"kind": "nonsense", "title": "Hilang"}
    client.post(url("party_remove", agreement, agreement.parties.get(side=2).pk), wrong)
    agreement.refresh_from_db()
    assert (agreement.parties.count(), agreement.title) == (1, "")


@pytest.mark.parametrize(("ticked", "side"), [({}, 2), ({"side": ""}, 2), ({"side": "3"}, 3)])
def test_a_partner_joins_the_side_that_was_ticked_or_the_other_one(client, ticked, side):
    where = scenes.place()
    agreement = scenes.draft(where)
    sign_in(client, where.admin)
    partner = scenes.partner("Baja Contoh")

    client.post(url("party_add", agreement), {"member": f"partner:{partner.public_id}"} | ticked)

    assert agreement.parties.get(partner=partner).side == side


def test_recording_school_cannot_be_removed(client):
    where = scenes.place()
    agreement = scenes.draft(where)
    sign_in(client, where.admin)

    page = client.post(
        url("party_remove", agreement, agreement.parties.get(side=1).pk), follow=True
    ).content.decode()

    assert "Pihak pencatat tidak dapat dihapus." in page
    assert agreement.parties.count() == 2


def test_coverage_takes_a_rule_for_a_region(client):
    where = scenes.place()
    agreement = scenes.draft(where)
    sign_in(client, where.admin)

    client.post(url("coverage", agreement), {"kind": "state", "region": makers.region("36.02").pk})
    page = client.get(url("coverage", agreement)).content.decode()

    assert agreement.coveragerules.filter(kind=CoverageKind.STATE_SCHOOLS).exists()
    assert "Semua SMK negeri di Kab. Lebak" in page


def test_who_is_a_party_already_is_not_offered_again(client):
    where = scenes.place()
    named = scenes.partner("Contoh Makmur")
    scenes.partner("Contoh Sejahtera")
    agreement = scenes.draft(where, with_partner=named)
    sign_in(client, where.admin)

    def offered(text: str) -> list[str]:
        page = client.get(url("party_add", agreement), {"q": text})
        return [str(member) for _key, _sort, member in page.context["found"]]

    assert offered("Contoh") == ["PT Contoh Sejahtera"]
    assert offered("SMKN 1 Rangkasbitung") == []


def test_after_a_party_the_page_offers_one_more(client):
    where = scenes.place()
    agreement = scenes.draft(where)
    joining = scenes.partner("Baru Sekali")
    sign_in(client, where.admin)

    added = client.post(
        url("party_add", agreement), {"member": f"partner:{joining.public_id}"}, follow=True
    )

    assert "Tambah pihak lagi" in added.content.decode()
    plain = client.get(url("step", agreement, "pihak")).content.decode()
    assert "Tambah pihak lagi" not in plain


def test_taking_a_rule_out_keeps_what_was_half_typed(client):
    where = scenes.place()
    agreement = scenes.draft(where)
    rule = agreement.coveragerules.get()
    sign_in(client, where.admin)
    page = url("coverage_remove", agreement, rule.pk)
    assert f'form="tambah" formaction="{page}"' in (
        client.get(url("coverage", agreement)).content.decode()
    )

    typed = {"kind": "group", "name": "MKKS Kabupaten Lebak", "region": ""}
    shown = client.post(page, typed, follow=True)

    form = shown.context["form"]
    assert not agreement.coveragerules.exists()
    assert (form["kind"].value(), form["name"].value()) == ("group", "MKKS Kabupaten Lebak")
    assert not form.errors
