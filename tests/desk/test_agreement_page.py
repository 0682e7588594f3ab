"""The open page of an agreement: what it tells, and what stays inside."""

from datetime import date, timedelta
from typing import Any

import pytest

from partnerships.agreements.actions import drafts, moves
from partnerships.agreements.actions.acting import acting
from partnerships.agreements.models import Agreement, Instrument
from tests import makers
from tests.agreements import scenes
from tests.desk.clicking import known_from_source, page, reviewer
from tests.makers import TODAY
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today", "provinces_in_use")]


def test_agreement_page_shows_what_was_agreed(client: StrictClient) -> None:
    agreement = scenes.recorded()
    html = page(client, agreement.get_absolute_url())
    for said in (
        agreement.registration_number,
        "SMKN 1 Rangkasbitung",
        "PT Contoh Makmur",
        "Penanda Tangan 2, Pimpinan",
        "12 tempat per tahun",
        "31 Desember 2026",
        "Pencatatan tidak menggantikan naskah",
        f"/laporan/?halaman={agreement.get_absolute_url()}",
        f'src="/kerja-sama/{agreement.public_id}/qr.svg"',
        "Tercatat",
    ):
        assert said in html, said
    assert html.count("<h1") == 1


@pytest.mark.parametrize("state", ["draft", "submitted"])
def test_unapproved_agreement_is_not_there(client: StrictClient, state: str) -> None:
    where = scenes.place()
    agreement = scenes.draft(where) if state == "draft" else scenes.submitted(where)
    page(client, agreement.get_absolute_url(), 404)
    page(client, f"/kerja-sama/{agreement.public_id}/qr.svg", 404)
    page(client, agreement.verification_path, 404)


def test_own_draft_is_not_public_even_for_its_author(client: StrictClient) -> None:
    where = scenes.place()
    agreement = scenes.draft(where)
    client.force_login(where.admin.user)
    page(client, agreement.get_absolute_url(), 404)


def test_agreement_from_source_has_a_label_but_no_number_and_no_code(client: StrictClient) -> None:
    agreement = known_from_source(scenes.place())
    html = page(client, agreement.get_absolute_url())
    assert "menurut sumber Kabar Contoh" in html
    assert "MoU dengan politeknik" in html
    assert "qr.svg" not in html
    assert agreement.verification_code not in html
    page(client, f"/kerja-sama/{agreement.public_id}/qr.svg", 404)


@pytest.mark.parametrize(
    ("precision", "told"),
    [("day", "1 Januari 2025"), ("month", "Januari 2025"), ("year", "2025")],
)
def test_no_day_is_invented(client: StrictClient, precision: str, told: str) -> None:
    where = scenes.place()
    agreement = scenes.recorded(where, signed_on=date(2025, 1, 1), months=24)
    with acting("test", by=where.admin):
        Agreement.objects.filter(pk=agreement.pk).update(signed_on_precision=precision)
    html = page(client, agreement.get_absolute_url())
    assert f"Ditandatangani {told}<" in html
    assert f"Berlaku sejak {told} sampai dengan" in html
    listed = page(client, "/kerja-sama/")
    assert ("1\u00a0Jan\u00a02025" in listed) is (precision == "day")


def test_copies_are_asked_of_the_office_of_the_province(
    client: StrictClient, settings: Any
) -> None:
    makers.office("17", name="Dinas Pendidikan Bengkulu")
    settings.SELARAS_OFFICE = settings.SELARAS_OFFICE | {"ppid_url": "https://ppid.example/"}
    away = scenes.recorded(scenes.place("SMKN 1 REJANG LEBONG", at="17.02"))
    html = page(client, away.get_absolute_url())
    asked = html[html.index("Ajukan permohonan informasi (PPID) kepada:") :]
    assert "SMKN 1 Rejang Lebong</a>" in asked
    assert "Dinas Pendidikan Bengkulu" in asked
    assert ">Minta salinan (PPID)</a>" not in html
    at_home = scenes.recorded(scenes.place("SMKN 2 LEBAK"), with_partner=scenes.partner("Lain"))
    html = page(client, at_home.get_absolute_url())
    assert '<a href="https://ppid.example/" rel="noopener">Minta salinan (PPID)</a>' in html


def test_internal_words_stay_inside(client: StrictClient) -> None:
    where = scenes.place()
    agreement = scenes.complete(where)
    drafts.change_facts(
        agreement,
        by=where.admin,
        values={"notes": "catatan dalam", "original_location": "lemari hubin"},
    )
    moves.record(moves.submit(agreement, by=where.admin), by=where.head)
    moves.cancel(agreement, by=reviewer("36"), reason="salah ketik")
    html = page(client, agreement.get_absolute_url())
    assert "dibatalkan oleh kantor dinas" in html
    for inside in ("catatan dalam", "lemari hubin"):
        assert inside not in html


def test_amendment_being_written_is_not_told(client: StrictClient) -> None:
    agreement = scenes.recorded()
    with acting("test", by=makers.system()):
        Instrument.objects.create(
            agreement=agreement,
            kind=Instrument.Kind.AMENDMENT,
            sequence=1,
            effective_on=TODAY,
            summary="rahasia adendum",
        )
    assert "rahasia adendum" not in page(client, agreement.get_absolute_url())


def test_agreement_page_as_of_another_day(client: StrictClient) -> None:
    agreement = scenes.recorded(ends_on=TODAY - timedelta(days=10))
    assert "Berakhir" in page(client, agreement.get_absolute_url())
    html = page(client, f"{agreement.get_absolute_url()}?per=2025-01-01")
    assert "Menampilkan keadaan per 1 Januari 2025" in html
    assert ">Berlaku<" in html


@pytest.mark.parametrize("day", ["besok", "0000-00-00", "9999-99-99", "0001-01-01", "%00", "1e9"])
def test_unreadable_day_means_today(client: StrictClient, day: str) -> None:
    agreement = scenes.recorded()
    html = page(client, f"{agreement.get_absolute_url()}?per={day}")
    assert "Menampilkan keadaan per" not in html


def test_agreement_page_asks_the_same_for_one_and_three_parties(
    client: StrictClient, django_assert_max_num_queries: Any
) -> None:
    counts = []
    for more in (0, 2):
        where = scenes.place(f"SMKN {more + 1} LEBAK")
        agreement = scenes.complete(where)
        for number in range(more):
            drafts.add_party(
                agreement, by=where.admin, side=2, member=scenes.partner(f"Tambahan {number}")
            )
        for party in agreement.parties.all():
            values = {"letter_number": "12/A/2024"}
            drafts.change_party(
                party, by=where.admin, values=values, signatory={"name": "N", "position": "P"}
            )
        moves.record(moves.submit(agreement, by=where.admin), by=where.head)
        with django_assert_max_num_queries(12) as asked:
            page(client, agreement.get_absolute_url())
        counts.append(len(asked))
    assert counts[0] == counts[1], counts


def test_qr_leads_to_the_proof_at_the_public_address(client: StrictClient) -> None:
    agreement = scenes.recorded()
    response = client.get(f"/kerja-sama/{agreement.public_id}/qr.svg")
    assert response["Content-Type"] == "image/svg+xml"
    assert b"<svg" in response.content
    assert b"<script" not in response.content
