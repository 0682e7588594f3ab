"""The steps of a draft: saved one by one, mistakes told beside what was typed."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils.html import escape

from partnerships.agreements.models import Agreement, Kind
from schools.models import Concentration
from tests.agreements import scenes
from tests.agreements.views.clicking import sign_in, time_values, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]


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


@pytest.mark.parametrize(
    ("field", "typed", "quantity"),
    [("4-seats", "30 siswa", 30), ("4-seats", "12 tempat", 12), ("4-months", "6 bln", 6)],
)
def test_a_number_may_be_typed_with_its_unit(client, field, typed, quantity):
    where = scenes.place()
    agreement = scenes.draft(where)
    sign_in(client, where.admin)
    client.post(url("step", agreement, "isi"), {f"quantity-{field}": typed})
    assert agreement.obligations.get().quantity == quantity


def test_the_unit_of_another_field_is_no_number(client):
    where = scenes.place()
    agreement = scenes.draft(where)
    sign_in(client, where.admin)
    page = client.post(url("step", agreement, "isi"), {"quantity-4-seats": "6 bulan"})
    assert "Masukkan sebuah bilangan" in page.content.decode()
    assert not agreement.obligations.exists()


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
