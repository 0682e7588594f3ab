"""The pages on which agreements are written and taken through their life, as people meet them."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.html import escape

from accounts.roles import Role
from partnerships.agreements.actions import amendments, moves
from partnerships.agreements.actions.acting import acting
from partnerships.agreements.models import Agreement, Kind, State
from partnerships.agreements.models.coverage import CoverageKind
from partnerships.agreements.models.documents import Document, DocumentKind
from partnerships.partners.models import Partner
from schools.models import Concentration
from schools.models.offices import OfficeKind
from tests import makers
from tests.agreements import scenes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]

NAUGHTY = [
    "'; DROP TABLE agreements_agreement; --",
    "<script>alert(1)</script>",
    "{ 7*7 }{ % now 'Y' % }",
    "\u202egnirts\u0301",
    "👩‍👩‍👧‍👦" * 20,
    "=cmd|' /C calc'!A0",
    "a" * 5000,
    "%s%n\\x00",
    "NULL",
    "../../etc/passwd",
]


def sign_in(client, actor):
    client.force_login(actor.user)
    return client


def url(name: str, agreement: Agreement, *more: object) -> str:
    return reverse(f"agreements:{name}", args=[agreement.public_id, *more])


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


def test_parties_step_asks_for_the_partner_that_is_missing(client):
    where = scenes.place()
    sign_in(client, where.admin)
    client.post(reverse("agreements:start"), {"kind": "pks", "form_token": uuid4()})
    agreement = Agreement.objects.get()

    page = client.get(url("step", agreement, "pihak")).content.decode()

    assert "Mitranya belum dipilih." in page
    assert "Keluarkan pihak dari draf" not in page


@pytest.mark.parametrize("role", [Role.SCHOOL_READER])
def test_start_is_not_for_readers(client, role):
    where = scenes.place()
    sign_in(client, makers.actor(role, where.school))

    assert client.get(reverse("agreements:start")).status_code == 404
    client.post(reverse("agreements:start"), {"kind": "pks", "form_token": uuid4()})
    assert not Agreement.objects.exists()


# Steps


def time_values(**given: object) -> dict[str, object]:
    return {
        "signed_on": "2025-01-31",
        "signed_on_precision": "day",
        "signed_at": "Kampus",
        "kind": "months",
        "months": "36",
        "revision": "",
    } | given


def states(client, agreement: Agreement, at: str = "arsip") -> dict[str, str]:
    page = client.get(url("step", agreement, at))
    return {str(step["label"]): step["state"] for step in page.context["steps"]}


def test_step_is_done_once_it_holds_something_or_was_sent(client):
    where = scenes.place()
    agreement = scenes.draft(where, kind=Kind.SURAT_KESEDIAAN)
    sign_in(client, where.admin)

    assert set(states(client, agreement, "waktu").values()) == {"todo", "current", "done"}
    assert states(client, agreement, "waktu") == {
        "Naskah": "todo",
        "Para pihak": "done",
        "Waktu": "current",
        "Cakupan": "todo",
        "Isi": "todo",
        "Arsip": "todo",
        "Periksa": "todo",
    }
    client.post(url("step", agreement, "arsip"), {"has_materai": "unknown"})
    client.post(url("step", agreement, "isi"), {"has-4": "on"})
    client.post(url("step", agreement, "waktu"), time_values(signed_on="", kind="unknown"))

    now = states(client, agreement, "cakupan")
    assert (now["Arsip"], now["Isi"]) == ("done", "done")
    assert now["Waktu"] == "todo", "the day of signing is required"


def test_all_steps_can_be_reached_from_every_step(client):
    where = scenes.place()
    agreement = scenes.draft(where)
    sign_in(client, where.admin)

    page = client.get(url("step", agreement, "pihak")).content.decode()

    for slug in ("waktu", "cakupan", "isi", "arsip"):
        assert f'href="{url("step", agreement, slug)}"' in page
    assert f'href="{url("check", agreement)}"' in page


def test_time_step_saves_and_goes_on(client):
    where = scenes.place()
    agreement = scenes.draft(where)
    sign_in(client, where.admin)

    response = client.post(url("step", agreement, "waktu"), time_values())

    assert response.url == url("step", agreement, "cakupan")
    agreement.refresh_from_db()
    assert agreement.signed_on == date(2025, 1, 31)
    assert agreement.ends_on == date(2028, 1, 30)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"kind": "fixed", "ends_on": ""}, "Isi tanggal berakhirnya."),
        ({"kind": "fixed", "ends_on": "2024-12-31"}, "tidak boleh sebelum mulai berlaku"),
        ({"kind": "months", "months": ""}, "Isi lamanya."),
        ({"kind": "activity", "activity": ""}, "Sebutkan kegiatan"),
        ({"signed_on": "2030-01-01"}, "belum tiba"),
        ({"signed_on": "0025-01-31"}, "Periksa tahun"),
        ({"effective_on": "0202-01-31"}, "Periksa tahunnya: 202."),
        ({"kind": "fixed", "ends_on": "2205-01-31"}, "Periksa tahunnya: 2205."),
        ({"months": "3"}, "Tulis satuannya: 3 tahun atau 3 bulan?"),
        ({"months": "lama sekali"}, "Tulis lamanya, misalnya 3 tahun atau 36 bulan."),
        ({"months": "0"}, "Tulis lamanya, misalnya 3 tahun atau 36 bulan."),
        ({"signed_on": "31 Januari"}, "Masukkan tanggal yang valid"),
        ({"kind": "selamanya"}, "selamanya"),
    ],
)
def test_time_step_tells_mistakes_and_keeps_what_was_typed(client, typed, message):
    where = scenes.place()
    agreement = scenes.draft(where)
    sign_in(client, where.admin)

    page = client.post(
        url("step", agreement, "waktu"), time_values(**typed, signed_at="Aula yang diketik")
    ).content.decode()

    assert message in page
    assert "Aula yang diketik" in page
    agreement.refresh_from_db()
    assert agreement.signed_on is None


@pytest.mark.parametrize(
    ("typed", "months", "shown"),
    [
        ("36", 36, "3 tahun"),
        ("3 tahun", 36, "3 tahun"),
        ("3 (tiga) tahun", 36, "3 tahun"),
        ("dua tahun", 24, "2 tahun"),
        ("6 bulan", 6, "6 bulan"),
        ("1 tahun 6 bulan", 18, "18 bulan"),
        ("2 tahun, 24 bulan", 24, "2 tahun"),
    ],
)
def test_a_length_is_typed_as_papers_say_it(client, typed, months, shown):
    where = scenes.place()
    agreement = scenes.draft(where)
    sign_in(client, where.admin)

    client.post(url("step", agreement, "waktu"), time_values(months=typed))

    assert agreement.terms.get().months == months
    assert f'value="{shown}"' in client.get(url("step", agreement, "waktu")).content.decode()


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


def test_stale_step_shows_both_versions(client):
    where = scenes.place()
    agreement = scenes.draft(where)
    sign_in(client, where.admin)
    opened_at = agreement.revision
    client.post(url("step", agreement, "waktu"), time_values(signed_at="Dari rekan"))

    page = client.post(
        url("step", agreement, "waktu"),
        time_values(signed_at="Dari saya", revision=opened_at),
    ).content.decode()

    assert "sudah diubah orang lain" in page
    assert "Dari rekan" in page
    assert "Dari saya" in page
    agreement.refresh_from_db()
    assert agreement.signed_at == "Dari rekan"


def test_items_step_replaces_what_is_promised(client):
    where = scenes.place()
    agreement = scenes.draft(where)
    sign_in(client, where.admin)

    client.post(
        url("step", agreement, "isi"),
        {
            "has-4": "on",
            "quantity-4-seats": "12",
            "quantity-4-months": "6",
            "detail-4": "kelas XII",
            "detail-i": "Beasiswa",
        },
    )

    rows = {(row.item, row.unit): row for row in agreement.obligations.all()}
    assert set(rows) == {("4", "seats"), ("4", "months"), ("i", "")}
    assert (rows["4", "seats"].quantity, rows["4", "seats"].detail) == (12, "kelas XII")
    assert (rows["4", "months"].quantity, rows["4", "months"].detail) == (6, "")
    assert rows["i", ""].detail == "Beasiswa"

    page = client.get(url("check", agreement)).content.decode()
    assert "<strong>12 tempat per tahun</strong>, <strong>6 bulan</strong>" in page

    client.post(url("step", agreement, "isi"), {"has-4": "on"})
    assert [(row.item, row.unit) for row in agreement.obligations.all()] == [("4", "")]


@pytest.mark.parametrize(
    ("typed", "quantity", "shown"),
    [
        ("25000000", 25_000_000, "25.000.000"),
        ("25.000.000", 25_000_000, "25.000.000"),
        ("Rp 25.000.000,-", 25_000_000, "25.000.000"),
        ("Rp. 2.500,50", Decimal("2500.50"), "2.500,5"),
        ("25 juta", 25_000_000, "25.000.000"),
        ("2,5 juta", 2_500_000, "2.500.000"),
        ("2.500", 2500, "2.500"),
        ("6,5", Decimal("6.5"), "6,5"),
    ],
)
def test_an_amount_is_typed_as_people_write_it(client, typed, quantity, shown):
    where = scenes.place()
    agreement = scenes.draft(where)
    sign_in(client, where.admin)

    client.post(url("step", agreement, "isi"), {"quantity-i-rupiah": typed})

    assert agreement.obligations.get().quantity == quantity
    assert f'value="{shown}"' in client.get(url("step", agreement, "isi")).content.decode()


@pytest.mark.parametrize("quantity", ["-1", "0", "dua belas", "1.234.567.890.123.456"])
def test_items_step_names_the_item_of_a_wrong_quantity(client, quantity):
    where = scenes.place()
    agreement = scenes.draft(where)
    sign_in(client, where.admin)

    page = client.post(url("step", agreement, "isi"), {"quantity-4-months": quantity})

    assert "PKL atau magang, bulan:" in " ".join(page.content.decode().split())
    assert page.context["form"]["quantity-4-months"].errors
    assert not agreement.obligations.exists()


def boxes(page: str) -> tuple[str, str]:
    """The konsentrasi that stand in the open, and those that are folded away."""
    picker = page.partition("data-pick>")[2]
    return picker.partition("<details")[0], picker.partition("<details")[2].partition("purpose")[0]


def test_scope_step_offers_the_schools_own_konsentrasi_first(client, reference):
    where = scenes.place()
    tkj, other = Concentration.objects.order_by("code")[:2]
    where.school.concentrations.create(concentration=tkj)
    agreement = scenes.draft(where)
    sign_in(client, where.admin)

    first, folded = boxes(client.get(url("step", agreement, "cakupan")).content.decode())
    assert (tkj.name in first, tkj.name in folded) == (True, False)
    assert (other.name in first, other.name in folded) == (False, True)
    client.post(
        url("step", agreement, "cakupan"),
        {"concentration_extent": "unknown", "concentrations": [tkj.pk], "site_extent": "all"},
    )

    scope = agreement.scopes.get()
    assert scope.concentration_extent == "named"
    assert list(scope.concentrations.all()) == [tkj]


def test_konsentrasi_are_folded_by_bidang_where_none_is_known(client, reference):
    where = scenes.place()
    agreement = scenes.draft(where)
    sign_in(client, where.admin)

    first, folded = boxes(client.get(url("step", agreement, "cakupan")).content.decode())

    assert 'type="checkbox"' not in first
    fields = {row.program.field.name for row in Concentration.objects.valid_on(scenes.TODAY)}
    assert all(escape(name) in folded for name in fields)
    assert folded.count('<details class="more pick-group">') == len(fields)


@pytest.mark.parametrize("prefix", ["", "cakupan-"])
def test_konsentrasi_are_searched_without_losing_what_was_typed(client, reference, prefix):
    where = scenes.place()
    agreement = scenes.draft(where)
    ticked = Concentration.objects.order_by("pk")[0]
    sign_in(client, where.admin)
    address = url("edit_whole", agreement) if prefix else url("step", agreement, "cakupan")

    page = client.post(
        address,
        {
            f"{prefix}concentration_extent": "named",
            f"{prefix}concentrations": [ticked.pk],
            f"{prefix}concentrations_cari": "kuliner",
            f"{prefix}purpose": "Maksud yang diketik",
            "saring": "1",
        },
    ).content.decode()

    first, folded = boxes(page)
    assert f'value="{ticked.pk}"' in first
    assert "checked" in first
    assert "Kuliner" in folded
    assert folded.count('class="form-check" data-words') < 10
    assert "Maksud yang diketik" in page
    assert 'value="kuliner"' in page
    assert not agreement.scopes.get().concentrations.exists()
    assert agreement.scopes.get().purpose == ""


def test_meterai_known_stays_known_when_the_step_is_sent_again(client):
    where = scenes.place()
    agreement = scenes.draft(where)
    sign_in(client, where.admin)
    client.post(url("step", agreement, "arsip"), {"has_materai": "true"})

    page = client.get(url("step", agreement, "arsip")).content.decode()

    assert '<option value="true" selected>Ya</option>' in page


def test_whole_page_saves_all_or_nothing(client):
    where = scenes.place()
    agreement = scenes.complete(where)
    sign_in(client, where.admin)
    form_page = client.get(url("edit_whole", agreement))
    typed = {
        f"{step.slug}-{name}": form[name].value()
        for step, form in form_page.context["forms"]
        for name in form.fields
        if form[name].value() not in (None, False)
    }

    client.post(
        url("edit_whole", agreement),
        typed | {"pihak-title": "Baru", "waktu-kind": "months", "waktu-months": ""},
    )
    agreement.refresh_from_db()
    assert agreement.title == ""
    wrong = {"waktu-kind": "months", "waktu-months": "", "isi-quantity-4-seats": "dua"}
    page = client.post(url("edit_whole", agreement), typed | wrong).content.decode()
    assert page.count("Ada yang perlu diperbaiki") == 1
    assert 'href="#id_isi-quantity-4-seats">PKL atau magang, tempat per tahun:' in page
    assert 'href="#id_waktu-months">Lamanya:' in page
    client.post(url("edit_whole", agreement), typed | {"pihak-title": "Baru"})

    agreement.refresh_from_db()
    assert agreement.title == "Baru"


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


def test_what_is_mended_from_the_check_page_leads_back_to_it(client):
    where = scenes.place()
    agreement = scenes.complete(where)
    sign_in(client, where.admin)
    page = client.get(url("check", agreement)).content.decode()
    address = url("step", agreement, "waktu") + "?dari=periksa"
    assert f'href="{address}"' in page
    assert "Simpan dan periksa" in client.get(address).content.decode()

    assert client.post(address, time_values()).url == url("check", agreement)
    assert client.post(url("step", agreement, "waktu"), time_values()).url == url(
        "step", agreement, "cakupan"
    )


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


# Its life, by clicks


def test_from_draft_to_verified_by_clicks(client):
    where = scenes.place()
    agreement = scenes.complete(where)
    reviewer = makers.actor(Role.REVIEWER, makers.office("36"))

    sign_in(client, where.admin).post(url("submit", agreement))
    sign_in(client, where.head).post(url("record", agreement))
    sign_in(client, reviewer).post(url("verify", agreement))

    agreement.refresh_from_db()
    assert agreement.state == State.VERIFIED
    assert agreement.registration_number == "SLR/36/2025/000001"
    moves_taken = agreement.transitions.order_by("pk").values_list("move", "by__name")
    assert [move for move, _name in moves_taken] == ["submit", "record", "verify"]


def test_head_records_the_own_draft_at_once(client):
    where = scenes.place()
    agreement = scenes.complete(where)

    sign_in(client, where.head).post(url("submit", agreement))

    agreement.refresh_from_db()
    assert agreement.state == State.RECORDED


def test_submitting_an_incomplete_draft_says_what_is_missing(client):
    where = scenes.place()
    agreement = scenes.draft(where)

    page = sign_in(client, where.admin).post(url("submit", agreement), follow=True)

    assert "Lengkapi dahulu" in page.content.decode()
    agreement.refresh_from_db()
    assert agreement.state == State.DRAFT


def test_reason_is_asked_beside_its_field(client):
    where = scenes.place()
    agreement = scenes.submitted(where)
    sign_in(client, where.head)

    page = client.post(url("return", agreement), {"reason": " "}).content.decode()
    assert "Bidang ini tidak boleh kosong" in page
    client.post(url("return", agreement), {"reason": "Nomor keliru"})

    agreement.refresh_from_db()
    assert (agreement.state, agreement.state_reason) == (State.DRAFT, "Nomor keliru")


def test_verify_from_the_queue_returns_to_it(client):
    agreement = scenes.recorded()
    sign_in(client, makers.actor(Role.REVIEWER, makers.office("36")))

    response = client.post(url("verify", agreement), {"next": "/kerja/kerja-sama/?q=a"})
    assert response.url == "/kerja/kerja-sama/?q=a"
    response = client.post(url("verify", agreement), {"next": "bukan-halaman"})
    assert response["Location"] == agreement.staff_url
    response = client.post(url("verify", agreement), {"next": "https://jahat.example/"})
    assert response.url == agreement.staff_url


# Who gets where

READS = ["step/pihak", "check", "edit_whole", "party_add", "coverage", "documents"]
WRITES = ["submit", "delete", "withdraw", "record", "verify", "undo", "still_running", "resume"]
ASKS = [
    "return",
    "terminate",
    "cancel",
    "suspend",
    "answer",
    "correct",
    "correct_part/title",
    "ask_mending",
]


def address(name: str, agreement: Agreement) -> str:
    name, _slash, slug = name.partition("/")
    return url(name, agreement, *([slug] if slug else []))


@pytest.mark.parametrize("name", [*READS, *WRITES, *ASKS])
def test_draft_of_another_school_does_not_exist(client, name):
    agreement = scenes.complete(scenes.place())
    stranger = scenes.place("SMKN 1 WARUNGGUNUNG")
    sign_in(client, stranger.admin)

    assert client.post(address(name, agreement)).status_code in {404, 405}
    if name not in WRITES:
        assert client.get(address(name, agreement)).status_code == 404
    agreement.refresh_from_db()
    assert agreement.state == State.DRAFT


@pytest.mark.parametrize("name", [*WRITES, *ASKS])
def test_record_of_another_school_is_not_changed(client, name):
    agreement = scenes.recorded(scenes.place())
    before = Agreement.objects.filter(pk=agreement.pk).values().get()
    stranger = scenes.place("SMKN 1 WARUNGGUNUNG")
    sign_in(client, stranger.head)

    client.post(
        address(name, agreement),
        {"reason": "x", "ended_on": "2025-01-20", "since": "2025-01-20", "verdict": "objected"},
    )

    assert Agreement.objects.filter(pk=agreement.pk).values().get() == before
    assert not agreement.answers.exists()
    assert not agreement.suspensions.exists()
    assert not agreement.corrections.exists()


@pytest.mark.parametrize("name", WRITES)
def test_steps_refuse_get(client, name):
    where = scenes.place()
    agreement = scenes.complete(where)
    sign_in(client, where.head)

    assert client.get(address(name, agreement)).status_code == 405


@pytest.mark.parametrize("name", [*READS, *ASKS])
def test_visitor_is_asked_to_sign_in(client, name):
    response = client.get(address(name, scenes.recorded()))

    assert response.status_code == 302
    assert response.url.startswith("/masuk/")


def test_branch_elsewhere_sees_the_record_but_no_draft(client):
    where = scenes.place()
    draft, record = scenes.draft(where), scenes.recorded(where)
    office = makers.office("36.73", kind=OfficeKind.BRANCH_EDUCATION, parent=makers.office("36"))
    sign_in(client, makers.actor(Role.REVIEWER, office))

    assert client.get(draft.staff_url).status_code == 404
    assert client.get(record.staff_url).url == record.get_absolute_url()
    assert client.get(f"{record.staff_url}riwayat/").status_code == 404


# Pages by role and state


@pytest.mark.parametrize("rows", [1, 3])
def test_working_page_asks_the_same_number_of_queries(client, rows, django_assert_max_num_queries):
    where = scenes.place()
    agreement = scenes.complete(where)
    for number in range(rows):
        with_school = scenes.place(f"SMKN {number + 2} RANGKASBITUNG")
        from partnerships.agreements.actions.drafts import add_party

        add_party(agreement, by=where.admin, side=1, member=with_school.school)
    sign_in(client, where.admin)
    client.get(agreement.staff_url)

    with django_assert_max_num_queries(26) as captured:
        client.get(agreement.staff_url)

    QUERIES.setdefault("staff", len(captured))
    assert len(captured) == QUERIES["staff"]


QUERIES: dict[str, int] = {}


def test_working_page_offers_what_each_may_do(client):
    where = scenes.place()
    agreement = scenes.submitted(where)

    as_admin = sign_in(client, where.admin).get(agreement.staff_url).content.decode()
    as_head = sign_in(client, where.head).get(agreement.staff_url).content.decode()

    assert "Tarik kembali" in as_admin
    assert "Setujui dan catat" not in as_admin
    assert "Setujui dan catat" in as_head
    # Each reads the one way back that is theirs, and what it does.
    assert ("/kembalikan/" in as_admin, "/kembalikan/" in as_head) == (False, True)
    assert ("/tarik/" in as_admin, "/tarik/" in as_head) == (True, False)
    assert "menjadikannya draf lagi" in as_admin
    assert "mengirimnya kembali kepada penyusun" in as_head


def test_recorded_page_offers_change_and_renewal(client):
    where = scenes.place()
    agreement = scenes.recorded(where, ends_on=date(2025, 12, 31))

    page = sign_in(client, where.admin).get(agreement.staff_url).content.decode()

    assert "Perpanjang" in page
    assert "Ajukan koreksi" in page
    assert "Berakhir dalam 40 hari" in page


def test_correction_by_clicks(client):
    where = scenes.place()
    agreement = scenes.recorded(where)
    reviewer = makers.actor(Role.REVIEWER, makers.office("36"))
    sign_in(client, where.admin).post(
        url("correct_part", agreement, "signing"),
        {
            "signed_on": "2024-01-15",
            "signed_on_precision": "day",
            "signed_at": "Aula",
            "reason": "Terlewat",
        },
    )
    correction = agreement.corrections.get()

    sign_in(client, reviewer)
    page = client.get(url("decide", agreement, correction.public_id)).content.decode()
    assert "Aula" in page
    client.post(url("decide", agreement, correction.public_id), {"verdict": "accept", "note": ""})

    agreement.refresh_from_db()
    assert agreement.signed_at == "Aula"


def test_amendment_by_clicks(client):
    where = scenes.place()
    agreement = scenes.recorded(where)
    sign_in(client, where.admin)
    response = client.post(url("amendment_start", agreement))
    assert response.url == url("amendment", agreement, 1)
    client.post(
        url("amendment", agreement, 1),
        {"number": "ADD/1", "effective_on": "2025-07-01", "subjects": ["term"], "summary": "Dua"},
    )

    page = client.post(
        url("amendment_subject", agreement, 1, "term"), {"kind": "fixed", "ends_on": "2028-12-31"}
    )
    assert page.url == url("amendment", agreement, 1)
    text = client.get(url("amendment", agreement, 1)).content.decode()

    assert "31 Desember 2026" in text
    assert "31 Desember 2028" in text


def waiting_amendment(where, agreement):
    instrument = amendments.start_amendment(agreement, by=where.admin)
    amendments.describe_amendment(
        instrument,
        by=where.admin,
        number="ADD/1",
        signed_on=date(2025, 6, 1),
        effective_on=date(2025, 7, 1),
        subjects=["administrative"],
        summary="Alamat baru",
    )
    with acting("test", by=where.admin):
        Document.objects.create(
            agreement=agreement, instrument=instrument, kind=DocumentKind.AMENDMENT
        )
    return instrument


def test_amendment_goes_from_admin_to_head_by_clicks(client):
    where = scenes.place()
    agreement = scenes.recorded(where)
    instrument = waiting_amendment(where, agreement)
    sign_in(client, where.admin)
    page = client.get(url("amendment", agreement, 1)).content.decode()
    assert url("amendment_submit", agreement, 1) in page
    client.post(url("amendment_submit", agreement, 1))

    sign_in(client, where.head)
    assert "Adendum menunggu persetujuan" in client.get("/kerja/").content.decode()
    assert "menunggu persetujuan Anda" in client.get(agreement.staff_url).content.decode()
    page = client.get(url("amendment", agreement, 1)).content.decode()
    assert url("amendment_return", agreement, 1) in page
    assert url("amendment_withdraw", agreement, 1) not in page
    client.post(url("amendment_return", agreement, 1), {"reason": "Tanggalnya keliru"})

    sign_in(client, where.admin)
    assert "Adendum yang belum diajukan" in client.get("/kerja/").content.decode()
    assert "Tanggalnya keliru" in client.get(agreement.staff_url).content.decode()
    client.post(url("amendment_submit", agreement, 1))
    page = client.get(url("amendment", agreement, 1)).content.decode()
    assert url("amendment_withdraw", agreement, 1) in page
    assert url("amendment_effect", agreement, 1) not in page
    sign_in(client, where.head).post(url("amendment_effect", agreement, 1))

    instrument.refresh_from_db()
    assert instrument.took_effect_by == where.head.user
    assert "Adendum menunggu persetujuan" not in client.get("/kerja/").content.decode()


def test_head_puts_the_own_amendment_into_effect_at_once(client):
    where = scenes.place()
    agreement = scenes.recorded(where)
    instrument = waiting_amendment(where, agreement)

    sign_in(client, where.head).post(url("amendment_submit", agreement, 1))

    instrument.refresh_from_db()
    assert instrument.took_effect_at


def test_unfinished_amendment_says_what_it_lacks(client):
    where = scenes.place()
    agreement = scenes.recorded(where)
    amendments.start_amendment(agreement, by=where.admin)
    sign_in(client, where.admin)

    page = client.get(url("amendment", agreement, 1)).content.decode()
    assert "apa yang diubah, tanggal mulai berlaku, naskah adendum" in page
    assert url("amendment_submit", agreement, 1) not in page
    refused = client.post(url("amendment_submit", agreement, 1), follow=True)

    assert "Pilih apa yang diubah." in refused.content.decode()
    assert agreement.instruments.get(sequence=1).is_open


def test_renewal_by_clicks_compares_both(client):
    where = scenes.place()
    agreement = scenes.recorded(where, ends_on=date(2025, 12, 31))
    sign_in(client, where.admin)

    response = client.post(url("renew", agreement), follow=True)

    successor = Agreement.objects.get(predecessor=agreement)
    assert response.redirect_chain[0][0] == url("comparison", successor)
    assert "31 Desember 2025" in response.content.decode()


def test_amendment_asks_for_its_day_and_offers_today(client):
    where = scenes.place()
    agreement = scenes.recorded(where)
    amendments.start_amendment(agreement, by=where.admin)
    sign_in(client, where.admin)

    field = client.get(url("amendment", agreement, 1)).context["form"]["effective_on"]
    assert field.field.required
    assert field.value() == scenes.TODAY
    refused = client.post(url("amendment", agreement, 1), {"effective_on": "", "subjects": "term"})
    assert "Isi tanggal mulai berlakunya adendum." in refused.content.decode()
    client.post(
        url("amendment", agreement, 1), {"effective_on": "1 Juli 2025", "subjects": ["term"]}
    )

    assert agreement.instruments.get(sequence=1).effective_on == date(2025, 7, 1)


def test_another_schools_amendment_in_writing_is_not_shown(client):
    where = scenes.place()
    agreement = scenes.recorded(where)
    amendments.start_amendment(agreement, by=where.admin)
    sign_in(client, scenes.place("SMKN 1 WARUNGGUNUNG").admin)

    assert client.get(url("amendment", agreement, 1)).status_code == 404


# Hostile input


@pytest.mark.parametrize("text", NAUGHTY)
def test_naughty_strings_in_every_step(client, text):
    where = scenes.place()
    agreement = scenes.draft(where)
    own = agreement.parties.get(side=1)
    sign_in(client, where.admin)
    forms = {
        "pihak": {
            "kind": "pks",
            "title": text,
            f"letter_number-{own.pk}": text,
            f"signatory_name-{own.pk}": text,
            f"signatory_nip-{own.pk}": text,
        },
        "waktu": time_values(signed_at=text, activity=text, months=text, signed_on=text),
        "cakupan": {
            "concentration_extent": text,
            "concentrations": [text],
            "purpose": text,
            "commitment": text,
        },
        "isi": {"has-1": "on", "quantity-1-times": text, "detail-1": text},
        "arsip": {"original_location": text, "notes": text, "has_materai": text},
    }

    for slug, values in forms.items():
        assert client.post(url("step", agreement, slug), values).status_code in {200, 302}
    for name in ("start", "party_add"):
        target = reverse("agreements:start") if name == "start" else url(name, agreement)
        assert client.get(target, {"q": text}).status_code == 200
    assert client.post(url("party_add", agreement), {"member": text}).status_code == 404
    assert client.get(agreement.staff_url).status_code == 200


@pytest.mark.parametrize("text", NAUGHTY)
def test_naughty_strings_after_recording(client, text):
    where = scenes.place()
    agreement = scenes.recorded(where)
    sign_in(client, where.admin)

    for name, values in {
        "correct_part/title": {"title": text, "reason": text},
        "correct_part/kind": {"kind": text, "reason": text},
        "correct_part/term": {"kind": text, "ends_on": text, "months": text, "reason": text},
        "correct_part/items": {
            "has-1": "on",
            "quantity-1-times": text,
            "detail-1": text,
            "reason": text,
        },
        "correct_part/coverage": {
            "kept": [text],
            "is_adding": "on",
            "kind": "school",
            "school": text,
            "reason": text,
        },
        "correct_part/witnesses": {"name-0": text, "position-0": text, "reason": text},
        "suspend": {"since": text, "until": text, "reason": text},
        "terminate": {"ended_on": text, "reason": text},
    }.items():
        assert client.post(address(name, agreement), values).status_code in {200, 302, 404}
    moves.cancel(
        agreement, by=makers.actor(Role.REVIEWER, makers.office("36")), reason=text.strip()
    )
    assert client.get(agreement.staff_url).status_code == 200


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


def test_history_names_who_changed_what(client):
    where = scenes.place()
    agreement = scenes.recorded(where)
    sign_in(client, where.admin)

    page = client.get(f"{agreement.staff_url}riwayat/").content.decode()

    assert "Nomor Registrasi Selaras" in page
    assert where.head.user.name in page
    assert "Kepala sekolah" in page


def test_history_of_another_schools_draft_does_not_exist(client):
    agreement = scenes.draft(scenes.place())
    sign_in(client, scenes.place("SMKN 1 WARUNGGUNUNG").admin)

    assert client.get(f"{agreement.staff_url}riwayat/").status_code == 404
