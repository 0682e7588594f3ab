"""How much of each item a list promises, whose columns were read as what, and years as a term."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from partnerships.agreements.models import Obligation
from partnerships.agreements.models.terms import TermKind
from tests.agreements.imports.lists import made, prepared, row_of
from tests.agreements.scenes import Place
from tests.strictness import StrictClient

pytestmark = pytest.mark.django_db


def promised(by: Any, **cells: Any) -> set[tuple[str, Decimal | None, str]]:
    agreement = made(row_of(by, **cells).run, by)
    rows = Obligation.objects.filter(agreement=agreement)
    return set(rows.values_list("item", "quantity", "unit"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1, 4, i", {("1", None, ""), ("4", None, ""), ("i", None, "")}),
        ("1,4 dan i", {("1", None, ""), ("4", None, ""), ("i", None, "")}),
        ("1; 4 (12 tempat, 6 bulan)", {("1", None, ""), ("4", 12, "seats"), ("4", 6, "months")}),
        ("4: 12 tempat, 6 bulan, i", {("4", 12, "seats"), ("4", 6, "months"), ("i", None, "")}),
        ("3 (50 jam per semester)", {("3", 50, "hours")}),
        ("butir 4 (12 (dua belas) tempat/tahun)", {("4", 12, "seats")}),
        ("PKL 30 siswa, guru tamu 2,5 jam", {("4", 30, "seats"), ("3", Decimal("2.5"), "hours")}),
        ("PKL 1 semester", {("4", 6, "months")}),
        ("sertifikasi 20 orang; magang guru 2 orang", {("5", 20, "people"), ("6", 2, "people")}),
        ("hibah Rp 25.000.000,- dan PKL", {("i", 25_000_000, "rupiah"), ("4", None, "")}),
        ("beasiswa Rp 25 juta", {("i", 25_000_000, "rupiah")}),
        ("1-3", {("1", None, ""), ("2", None, ""), ("3", None, "")}),
    ],
)
def test_quantities_are_read_with_their_items(where: Place, text: str, told: set[Any]) -> None:
    assert promised(where.admin, items=text) == told


def test_columns_of_seats_and_months_say_it_too(where: Place) -> None:
    assert promised(where.admin, items="1", pkl_seats="30 siswa", pkl_months=6) == {
        ("1", None, ""),
        ("4", 30, "seats"),
        ("4", 6, "months"),
    }


def test_a_column_of_its_own_wins_over_words(where: Place) -> None:
    assert promised(where.admin, items="4 (12 tempat)", pkl_seats=30) == {("4", 30, "seats")}


@pytest.mark.parametrize(
    ("cells", "note"),
    [
        ({"items": "4 (12 kali)"}, "Jumlah tidak dapat dipasang pada butir: 12 kali"),
        ({"items": "30 siswa"}, "Jumlah tidak dapat dipasang pada butir: 30 siswa"),
        ({"items": "4", "pkl_seats": "banyak"}, "Tempat PKL per tahun tidak terbaca: banyak"),
        ({"items": "4", "pkl_seats": 0}, "Tempat PKL per tahun tidak terbaca: 0"),
    ],
)
def test_a_quantity_that_fits_nothing_is_told(
    where: Place, cells: dict[str, Any], note: str
) -> None:
    row = row_of(where.admin, **cells)
    assert note in row.notes
    assert row.says["amounts"] == {}


def test_a_sentence_with_a_quantity_stays_the_promise_in_words(where: Place) -> None:
    text = "Menerima PKL 30 siswa setiap tahun"
    row = row_of(where.admin, items=text)
    assert row.says["commitment"] == text
    assert row.says["amounts"] == {"4": [["30", "seats"]]}


@pytest.mark.parametrize("column", ["term", "end", "start", "months", "years"])
@pytest.mark.parametrize("text", ["2025-2028", "2025 s.d. 2028", "Tahun 2025 - 2028"])
def test_years_beside_a_day_of_signing_are_a_term_from_that_day(
    where: Place, column: str, text: str
) -> None:
    row = row_of(where.admin, **{"signed_on": "15/07/2025", column: text})
    assert row.notes == ["Hanya tahun yang disebut; dicatat 3 tahun sejak ditandatangani"]
    agreement = made(row.run, where.admin)
    term = agreement.terms.get()
    assert (term.kind, term.effective_on, term.months) == (TermKind.MONTHS, None, 36)
    assert (agreement.starts_on, agreement.ends_on) == (date(2025, 7, 15), date(2028, 7, 14))


@pytest.mark.parametrize(
    "cells",
    [
        {"term": "2025-2028"},
        {"term": "2025-2028", "signed_on": "15/12/2024"},
    ],
)
def test_years_without_such_a_signing_are_whole_years(where: Place, cells: dict[str, Any]) -> None:
    term = made(row_of(where.admin, **cells).run, where.admin).terms.get()
    assert (term.effective_on, term.ends_on) == (date(2025, 1, 1), date(2028, 12, 31))


def test_a_beginning_of_its_own_wins_over_the_years(where: Place) -> None:
    cells = {"signed_on": "15/07/2025", "start": "01/08/2025", "term": "2025-2028"}
    term = made(row_of(where.admin, **cells).run, where.admin).terms.get()
    assert (term.effective_on, term.ends_on) == (date(2025, 8, 1), date(2028, 12, 31))


def test_address_of_a_new_partner_is_taken_over(where: Place) -> None:
    head = ["NAMA INDUSTRI", "ALAMAT", "Jenis"]
    run = prepared(where.admin, ["PT Contoh Baja", "Jl. Raya Contoh No. 1", "PKS"], head=head)
    partner = made(run, where.admin).parties.get(side=2).partner
    assert partner
    assert partner.address == "Jl. Raya Contoh No. 1"


def test_preview_shows_what_each_column_was_read_as(where: Place, client: StrictClient) -> None:
    head = ["NAMA INDUSTRI", "Alamat", "Butir link and match", "Jurusan", "Warna map", "Mitra"]
    cells = ["PT Contoh Baja", "Jl. Raya 1", "4 (12 tempat)", "TKR", "biru", "PT Lain"]
    run = prepared(where.admin, cells, head=head)
    assert run.unread == ["Warna map", "Mitra"]
    assert where.admin.user
    client.force_login(where.admin.user)
    response = client.get(f"/kerja/kerja-sama/impor/{run.public_id}/")
    assert [(column.written, column.name) for column in response.context["columns"]] == [
        ("NAMA INDUSTRI", "Mitra"),
        ("Alamat", "Alamat mitra"),
        ("Butir link and match", "Butir link and match"),
        ("Jurusan", "Konsentrasi keahlian"),
    ]
    html = response.content.decode()
    assert "4 kolom dibaca, 2 tidak dibaca" in html
    assert "Warna map, Mitra" in html
    assert "4 (12 tempat per tahun)" in html
    assert "Jl. Raya 1" in html
    assert "Pratinjau, belum diterapkan" in html
    assert "Menunggu persetujuan" not in html
