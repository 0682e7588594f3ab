"""Pages on which corrections are asked for, part by part."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from partnerships.agreements.actions import correctables, corrections
from partnerships.agreements.actions.acting import acting
from partnerships.agreements.forms.corrections import form_for
from partnerships.agreements.models import Agreement, Kind
from tests import makers
from tests.agreements import scenes
from tests.agreements.corrections.asking import ask, key_of, reviewer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]


def page_of(client: Client, url: str) -> str:
    return " ".join(client.get(url).content.decode().split())


def part_url(agreement: Agreement, key: str) -> str:
    return reverse("agreements:correct_part", args=[agreement.public_id, key])


def test_every_part_shows_what_it_says_and_its_form(client: Client) -> None:
    where = scenes.place()
    agreement = scenes.recorded(where)
    client.force_login(where.admin.user)
    page = page_of(client, reverse("agreements:correct", args=[agreement.public_id]))

    for part in correctables.parts_of(agreement):
        url = part_url(agreement, part.key)
        assert f'href="{url}"' in page
        html = page_of(client, url)
        assert "Tertulis sekarang" in html
        assert 'name="reason"' in html
    assert "12 tempat per tahun" in page


def test_form_sent_back_unchanged_changes_nothing(client: Client) -> None:
    """Each form reads what it writes: sent as it came, the record already says so."""
    where = scenes.place()
    agreement = scenes.recorded(where)
    client.force_login(where.admin.user)

    for part in correctables.parts_of(agreement):
        response = client.get(part_url(agreement, part.key))
        form = response.context["form"]
        sent = {
            name: value
            for name in form.fields
            if (value := form[name].value()) not in (None, False, [])
        }
        sent |= {"reason": "Coba"}
        again = client.post(part_url(agreement, part.key), flat(sent))
        assert again.status_code == 200, (part.key, again)
        assert "Isinya sudah demikian." in again.content.decode(), part.key
    assert not agreement.corrections.exists()


def flat(values: dict[str, Any]) -> dict[str, Any]:
    """As a browser sends it."""

    def one(value: Any) -> Any:
        return getattr(value, "pk", value)

    return {
        name: [one(row) for row in value] if isinstance(value, list) else one(value)
        for name, value in values.items()
    }


@pytest.mark.parametrize(("holds", "shows"), [(True, "true"), (False, "false"), (None, "unknown")])
def test_materai_is_shown_as_recorded(holds: bool | None, shows: str) -> None:
    agreement = scenes.recorded()
    with acting("test", by=makers.system()):
        agreement.has_materai = holds
        agreement.save()
    part = correctables.part_of(agreement, "materai")
    assert part is not None

    field = str(form_for(part, None, agreement=agreement, actor=reviewer())["has_materai"])

    assert re.findall(r'<option value="(\w+)" selected', field) == [shows]


@pytest.mark.parametrize(
    ("day", "said"), [("2099-01-01", "belum tiba"), ("1901-01-01", "Periksa tahun")]
)
def test_signing_day_is_judged_as_in_the_draft(day: str, said: str) -> None:
    agreement = scenes.recorded()
    part = correctables.part_of(agreement, "signing")
    assert part is not None
    sent = {"signed_on": day, "signed_on_precision": "day", "reason": "Salah baca"}

    form = form_for(part, sent, agreement=agreement, actor=reviewer())

    assert said in " ".join(form.errors["signed_on"])


def test_correction_of_items_by_clicks(client: Client) -> None:
    where = scenes.place()
    agreement = scenes.recorded(where)
    client.force_login(where.admin.user)
    sent = {
        "has-4": "on",
        "quantity-4-seats": "20",
        "quantity-4-months": "6",
        "reason": "Halaman 2",
    }
    client.post(part_url(agreement, "items"), sent)
    asked = agreement.corrections.get()

    client.force_login(reviewer().user)
    decide = reverse("agreements:decide", args=[agreement.public_id, asked.public_id])
    page = page_of(client, decide)
    assert "12 tempat per tahun (kelas XII)" in page
    assert "20 tempat per tahun, 6 bulan" in page
    client.post(decide, {"verdict": "accept"})

    amounts = agreement.obligations.values_list("unit", "quantity")
    assert dict(amounts) == {"seats": 20, "months": 6}
    page = page_of(client, agreement.staff_url)
    assert "20 tempat per tahun" in page


def test_wrong_partner_is_replaced_by_name(client: Client) -> None:
    scenes.partner("Contoh Maju")
    agreement = scenes.recorded(with_partner=scenes.partner("Sentosa Abadi"))
    client.force_login(reviewer().user)
    url = part_url(agreement, key_of("member", agreement))

    unknown = client.post(url, {"partner": "Tidak Ada Sama Sekali", "reason": "Keliru"})
    assert "tidak ditemukan" in unknown.content.decode()
    client.post(url, {"partner": "PT Contoh Maju", "reason": "Keliru"})

    party = agreement.parties.get(side=2)
    assert str(party.partner) == "PT Contoh Maju"


def test_intern_notes_stay_with_the_keepers(client: Client) -> None:
    where = scenes.place()
    agreement = scenes.recorded(where)
    ask(agreement, where.admin, "notes", notes="Kunci di Pak Asep")

    client.force_login(makers.actor(Role.SCHOOL_READER, where.school).user)
    assert "Kunci di Pak Asep" not in page_of(client, agreement.staff_url)
    client.force_login(where.admin.user)
    assert "Kunci di Pak Asep" in page_of(client, agreement.staff_url)


def test_gap_of_a_recorded_agreement_leads_to_what_mends_it(client: Client) -> None:
    where = scenes.place()
    agreement = scenes.recorded(where, kind=Kind.SURAT_KESEDIAAN)
    ask(agreement, reviewer(), "items", promises=[])
    client.force_login(where.admin.user)

    page = page_of(client, agreement.staff_url)

    for key in ("items", "original"):
        assert f'href="{part_url(agreement, key)}"' in page
    papers = f'href="{reverse("agreements:documents", args=[agreement.public_id])}"'
    assert "/langkah/" not in page.replace(papers, "")
    with acting("test", by=where.admin):
        agreement.documents.all().delete()
    lacking = page_of(client, agreement.staff_url)
    assert lacking.count(papers) == page.count(papers) + 1


def test_missing_number_and_signatory_lead_to_their_party(client: Client) -> None:
    where = scenes.place()
    agreement = scenes.recorded(where, kind=Kind.SURAT_KESEDIAAN)
    party = agreement.parties.get(side=2)
    ask(agreement, reviewer(), f"number-{party.pk}", letter_number="")
    ask(agreement, reviewer(), f"signatories-{party.pk}", rows=[])
    ask(agreement, reviewer(), "kind", kind=Kind.PKS)
    client.force_login(where.admin.user)

    page = page_of(client, agreement.staff_url)

    assert part_url(agreement, f"number-{party.pk}") in page
    assert part_url(agreement, f"signatories-{party.pk}") in page


def test_reader_is_shown_gaps_without_links_nobody_gave_them(client: Client) -> None:
    agreement = scenes.recorded()
    client.force_login(makers.actor(Role.SCHOOL_READER, agreement.recording_school).user)

    assert "/koreksi/" not in page_of(client, agreement.staff_url)


def test_request_of_the_office_leads_the_school_to_the_part(client: Client) -> None:
    where = scenes.place()
    agreement = scenes.recorded(where)
    corrections.request_correction(agreement, by=reviewer(), key="term", reason="Beda dari naskah")
    client.force_login(where.admin.user)

    assert f'href="{part_url(agreement, "term")}"' in page_of(client, agreement.staff_url)


def test_unknown_part_and_draft_have_no_form(client: Client) -> None:
    where = scenes.place()
    agreement, draft = scenes.recorded(where), scenes.draft(where)
    client.force_login(where.admin.user)

    assert client.get(part_url(agreement, "member-0")).status_code == 404
    assert client.get(f"{agreement.staff_url}koreksi/bagian/entah/").status_code == 404
    assert client.get(part_url(draft, "title")).url == draft.staff_url
