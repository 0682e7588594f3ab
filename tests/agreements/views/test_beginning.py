"""Beginning a draft: whom with, by which words, and what is taken up again."""

from uuid import uuid4

import pytest
from django.urls import reverse

from accounts.roles import Role
from partnerships.agreements.models import Agreement, Kind
from partnerships.partners.models import Partner
from tests import makers
from tests.agreements import scenes
from tests.agreements.views.clicking import sign_in, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]


# Beginning


def test_start_with_a_found_partner(client):
    where, partner = scenes.place(), scenes.partner("Krakatau Contoh")
    sign_in(client, where.admin)

    page = client.get(reverse("agreements:start"), {"q": "krakatau"})
    assert "PT Krakatau Contoh" in page.content.decode()
    response = client.post(
        reverse("agreements:start"),
        {"kind": "pks", "partner": partner.public_id, "form_token": uuid4()},
    )

    agreement = Agreement.objects.get()
    assert response.url == url("documents", agreement)
    assert agreement.parties.get(side=2).partner == partner


def test_second_click_on_start_lands_on_the_first_draft(client):
    where = scenes.place()
    sign_in(client, where.admin)
    typed = {"kind": "nota_kesepahaman", "form_token": uuid4()}

    first = client.post(reverse("agreements:start"), typed)
    second = client.post(reverse("agreements:start"), typed)

    assert first.url == second.url
    assert Agreement.objects.count() == 1


HTMX = {"HX-Request": "true"}


def test_typing_a_name_offers_partners_without_leaving_the_form(client):
    where, partner = scenes.place(), scenes.partner("Krakatau Contoh")
    sign_in(client, where.admin)

    page = client.get(reverse("agreements:start"), {"q": "krakatu conto"}, headers=HTMX)

    assert page.content.decode().lstrip().startswith('<div id="pilihan"')
    assert f'name="partner" value="{partner.public_id}"' in page.content.decode()
    assert 'name="baru"' in page.content.decode()


def test_search_button_keeps_what_was_typed_and_begins_nothing(client):
    where = scenes.place()
    scenes.partner("Krakatau Contoh")
    sign_in(client, where.admin)
    token = str(uuid4())

    page = client.post(
        reverse("agreements:start"),
        {"kind": "nota_kesepahaman", "q": "krakatau", "cari": "1", "form_token": token},
    )

    assert "PT Krakatau Contoh" in page.content.decode()
    assert 'value="krakatau"' in page.content.decode()
    assert page.context["form"]["kind"].value() == "nota_kesepahaman"
    assert page.context["form"]["form_token"].value() == token
    assert not Agreement.objects.exists()


def test_new_partner_takes_one_short_page_and_leads_on_to_the_papers(client):
    where = scenes.place()
    sign_in(client, where.admin)

    begun = client.post(
        reverse("agreements:start"),
        {"kind": "pks", "q": "CV Maju Contoh", "baru": "1", "form_token": uuid4()},
    )
    agreement = Agreement.objects.get()
    form = client.get(begun.url).context["form"]
    typed = {
        "name": form["name"].value(),
        "regency": form["regency"].value(),
        "kind": form["kind"].value() or "",
        "form_token": form["form_token"].value(),
    }
    answers = [client.post(begun.url.partition("?")[0], typed) for _click in range(2)]

    assert typed["name"] == "CV Maju Contoh"
    assert typed["regency"] == str(where.school.regency_id)
    assert {answer.url for answer in answers} == {url("documents", agreement)}
    partner = agreement.parties.get(side=2).partner
    assert (partner.name, partner.legal_form, partner.kind) == ("Maju Contoh", "cv", "company")
    assert (partner.regency, partner.province) == (where.school.regency, where.school.province)
    assert partner.state == "proposed"
    assert Partner.objects.count() == 1


def test_likely_duplicate_is_taken_instead_or_said_to_be_another(client):
    where = scenes.place()
    known = scenes.partner("Krakatau Contoh", regency=where.school.regency)
    agreement = scenes.draft(where, with_partner=scenes.partner("Lain Sama Sekali"))
    sign_in(client, where.admin)
    typed = {
        "name": "PT Krakatau Contoh",
        "regency": where.school.regency_id,
        "kind": "lpk",
        "form_token": uuid4(),
    }

    doubted = client.post(url("partner_new", agreement), typed)
    page = doubted.content.decode()
    assert "Mungkin sudah tercatat" in page
    assert "Saya sudah memeriksa" in page
    assert doubted.context["form"]["kind"].value() == "lpk"
    assert Partner.objects.count() == 2
    client.post(url("partner_new", agreement), typed | {"pakai": known.public_id})
    assert agreement.parties.filter(partner=known).exists()
    assert Partner.objects.count() == 2
    client.post(url("partner_new", agreement), typed | {"is_new": "on"})

    made = Partner.objects.exclude(pk=known.pk).get(name="Krakatau Contoh")
    assert made.kind == "lpk"
    assert agreement.parties.filter(partner=made).exists()


@pytest.mark.parametrize("name", ["", "   ", "…", "?!"])
def test_new_partner_without_a_name_is_refused_beside_the_field(client, name):
    where = scenes.place()
    agreement = scenes.draft(where)
    sign_in(client, where.admin)

    page = client.post(url("partner_new", agreement), {"name": name})

    assert page.context["form"].errors["name"]
    assert "Ada yang perlu diperbaiki" in page.content.decode()
    assert Partner.objects.count() == 1


@pytest.mark.parametrize("role", [Role.SCHOOL_READER])
def test_start_is_not_for_readers(client, role):
    where = scenes.place()
    sign_in(client, makers.actor(role, where.school))

    assert client.get(reverse("agreements:start")).status_code == 404
    client.post(reverse("agreements:start"), {"kind": "pks", "form_token": uuid4()})
    assert not Agreement.objects.exists()


# Steps


def test_a_draft_left_empty_is_taken_up_again(client):
    """Back in the browser and once more: no row of empty drafts."""
    where = scenes.place()
    partner = scenes.partner("Baja Contoh")
    sign_in(client, where.admin)
    address = reverse("agreements:start")
    for _time in range(2):
        client.post(address, {"kind": "pks", "form_token": uuid4(), "baru": "1", "q": "CV Baru"})
    empty = Agreement.objects.get()

    client.post(
        address,
        {"kind": "nota_kesepahaman", "form_token": uuid4(), "partner": partner.public_id},
    )

    empty.refresh_from_db()
    assert (empty.kind, empty.parties.get(side=2).partner) == (Kind.NOTA_KESEPAHAMAN, partner)
    client.post(address, {"kind": "pks", "form_token": uuid4()})
    assert Agreement.objects.count() == 2
    sign_in(client, makers.actor(Role.SCHOOL_ADMIN, where.school))
    client.post(address, {"kind": "pks", "form_token": uuid4()})
    assert Agreement.objects.count() == 3


def test_start_tells_what_is_recorded_with_a_partner(client):
    where, other = scenes.place(), scenes.place("SMKN 1 WARUNGGUNUNG")
    partner = scenes.partner("Baja Contoh")
    ours = scenes.draft(where, with_partner=partner)
    scenes.draft(other, with_partner=partner)
    sign_in(client, where.admin)

    page = client.get(reverse("agreements:start"), {"q": "Baja Contoh"}).content.decode()
    chosen = client.get(reverse("agreements:start"), {"mitra": partner.public_id})

    assert page.count("Sudah tercatat:") == 1
    assert f'href="{ours.staff_url}"' in page
    assert f'href="{ours.staff_url}"' in chosen.content.decode()


# Hostile input


def test_office_records_on_behalf_of_a_school(client):
    where = scenes.place()
    elsewhere = scenes.place("SMKN 1 REJANG LEBONG", at="17.02")
    sign_in(client, makers.actor(Role.REVIEWER, makers.office("36")))

    refused = client.post(
        reverse("agreements:start"),
        {"kind": "pks", "school": elsewhere.school.name, "form_token": uuid4()},
    ).content.decode()
    client.post(
        reverse("agreements:start"),
        {"kind": "pks", "school": where.school.name, "form_token": uuid4()},
    )

    assert "Sekolah ini tidak ditemukan." in refused
    assert Agreement.objects.get().recording_school == where.school
