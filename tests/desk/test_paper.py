"""What a visitor prints, and what somebody types who holds a paper."""

from datetime import timedelta

import pytest

from partnerships.agreements.actions import moves, reviews
from tests.agreements import scenes
from tests.desk.clicking import page, reviewer
from tests.makers import TODAY
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]


@pytest.mark.parametrize("path", ["/", "/kerja-sama/?jenis=pks", "record", "proof"])
def test_paper_tells_its_address(client: StrictClient, path: str) -> None:
    agreement = scenes.recorded()
    path = {"record": agreement.get_absolute_url(), "proof": agreement.verification_path}.get(
        path, path
    )
    assert f"http://localhost:8000{path}</p>" in page(client, path)


def test_number_is_found_without_its_zeros(client: StrictClient) -> None:
    agreement = scenes.recorded()
    assert agreement.registration_number == "SLR/36/2025/000001"
    for typed in ("slr/36/2025/1", "SLR 36 2025 0001", "slr362025000001"):
        response = client.get("/verifikasi/", {"kode": typed})
        assert response["Location"] == agreement.verification_path, typed


def test_number_of_a_letter_leads_to_the_search(client: StrictClient) -> None:
    html = page(client, "/verifikasi/?kode=421/29-Dik.2%26x", 404)
    assert 'href="/cari/?q=421%2F29-Dik.2%26x"' in html
    assert "Cari nomor surat" not in page(client, "/verifikasi/?kode=abcdefgh", 404)


def test_proof_of_what_is_over_says_so_first_and_is_not_green(client: StrictClient) -> None:
    agreement = scenes.recorded(ends_on=TODAY - timedelta(days=10))
    reviews.verify(agreement, by=reviewer("36"))
    html = page(client, agreement.verification_path)
    assert "alert-success" not in html
    said = html.index("Sudah berakhir; hari terakhirnya 11 November 2025.")
    assert said < html.index("Tercatat di Selaras sejak")


def test_proof_of_what_was_ended_early_is_not_green(client: StrictClient) -> None:
    where = scenes.place()
    agreement = scenes.recorded(where)
    reviews.verify(agreement, by=reviewer("36"))
    agreement.refresh_from_db()
    ended_on = TODAY - timedelta(days=1)
    moves.terminate(agreement, by=where.admin, ended_on=ended_on, reason="Pabriknya tutup")
    html = page(client, agreement.verification_path)
    assert "alert-success" not in html
    assert "Diakhiri oleh para pihak per 20 November 2025" in html
    assert "Sudah berakhir" in html


def test_proof_of_a_cancelled_record_says_why(client: StrictClient) -> None:
    agreement = scenes.recorded()
    moves.cancel(agreement, by=reviewer("36"), reason="Tercatat dua kali")
    html = page(client, agreement.verification_path)
    assert "alert-danger" in html
    assert "Alasan: Tercatat dua kali" in html


def test_proof_of_what_holds_and_is_verified_is_green(client: StrictClient) -> None:
    agreement = scenes.recorded()
    reviews.verify(agreement, by=reviewer("36"))
    assert "alert-success" in page(client, agreement.verification_path)
