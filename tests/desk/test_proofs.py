"""`/verifikasi/`: codes and files, and what is said of them."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.roles import Role
from partnerships.agreements.actions import moves, reviews
from partnerships.agreements.models import Agreement
from partnerships.desk import proofs
from tests import makers
from tests.agreements import papers, scenes
from tests.desk.clicking import page, reviewer
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today", "provinces_in_use")]


def with_file() -> tuple[Agreement, bytes]:
    """A draft and the very file that is kept as its paper."""
    by = makers.actor(Role.SCHOOL_ADMIN, makers.school())
    agreement = papers.draft_of(by)
    paper = papers.document(agreement, by, text="Naskah")
    with paper.versions.get().file.open() as kept:
        return agreement, kept.read()


@pytest.mark.parametrize(
    "typed",
    [
        "{code}",
        "{upper}",
        " {grouped} ",
        "https://selaras.example/verifikasi/{code}/",
        "{number}",
        "slr 36 2025 000001",
    ],
)
def test_code_is_found_however_it_is_typed(client: StrictClient, typed: str) -> None:
    agreement = scenes.recorded()
    code = agreement.verification_code
    grouped = "-".join(code[start : start + 4] for start in range(0, 16, 4))
    text = typed.format(
        code=code, upper=code.upper(), grouped=grouped, number=agreement.registration_number
    )
    response = client.get("/verifikasi/", {"kode": text})
    assert response["Location"] == agreement.verification_path


def test_digits_that_no_code_has_are_read_as_the_letters_they_resemble() -> None:
    assert "oooobbbbgggg2345" in proofs.possible_codes("0000-8888-9999-2345")
    assert set(proofs.possible_codes("1aaaaaaaaaaaaaaa")) == {"i" + "a" * 15, "l" + "a" * 15}


@pytest.mark.parametrize(
    "typed", ["x", "1" * 16, "'" * 400, "\x00", "☃" * 16, "../../etc/passwd", "SLR/36/2025/999999"]
)
def test_unknown_code_is_explained_not_accused(client: StrictClient, typed: str) -> None:
    html = client.get("/verifikasi/", {"kode": typed})
    assert html.status_code == 404
    assert "Itu belum berarti naskahnya palsu" in html.content.decode()


def test_proof_says_recorded_but_not_verified(client: StrictClient) -> None:
    agreement = scenes.recorded()
    response = client.get(agreement.verification_path)
    html = response.content.decode()
    assert "Tercatat di Selaras sejak 21 November 2025" in html
    assert "Belum diverifikasi" in html
    assert "Berlaku s.d. 31 Desember 2026" in html
    assert "Pencatatan tidak menggantikan naskah" in html
    assert response["X-Robots-Tag"] == "noindex"


def test_proof_names_the_office_that_looked_not_the_person(client: StrictClient) -> None:
    agreement = scenes.recorded()
    looked = reviewer("36")
    reviews.verify(agreement, by=looked)
    html = page(client, agreement.verification_path)
    assert f"Diverifikasi oleh {looked.office.name} pada 21 November 2025" in html
    assert looked.user.name not in html


def test_proof_of_a_cancelled_record_warns(client: StrictClient) -> None:
    agreement = scenes.recorded()
    moves.cancel(agreement, by=reviewer("36"), reason="ganda")
    html = page(client, agreement.verification_path)
    assert "Jangan dipakai sebagai bukti" in html
    assert "Berlaku s.d." not in html


def test_file_is_recognised_without_being_kept(client: StrictClient) -> None:
    agreement, content = with_file()
    papers.advance(agreement, "submitted", "recorded")
    response = client.post("/verifikasi/", {"berkas": SimpleUploadedFile("x.pdf", content)})
    html = response.content.decode()
    assert "Berkas dikenali" in html
    assert agreement.get_absolute_url() in html
    stored = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    response = client.post("/verifikasi/", {"berkas": SimpleUploadedFile("x.pdf", b"lain")})
    assert "bukan berarti palsu" in response.content.decode()
    assert [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()] == stored


def test_file_of_a_draft_is_not_recognised(client: StrictClient) -> None:
    _agreement, content = with_file()
    response = client.post("/verifikasi/", {"berkas": SimpleUploadedFile("x.pdf", content)})
    assert "Berkas tidak dikenali" in response.content.decode()


@pytest.mark.parametrize(("content", "status"), [(b"", 400), (b"x" * 3000, 413)])
def test_empty_and_huge_files_are_refused(
    client: StrictClient, settings: Any, content: bytes, status: int
) -> None:
    settings.SELARAS_UPLOAD_MAX_BYTES = 2000
    response = client.post("/verifikasi/", {"berkas": BytesIO(content)})
    assert response.status_code == status
    assert "Berkas tidak dikenali" not in response.content.decode()
    assert "Berkas dikenali" not in response.content.decode()


def test_file_check_demands_the_token() -> None:
    agreement, content = with_file()
    papers.advance(agreement, "submitted", "recorded")
    strict = StrictClient(enforce_csrf_checks=True)
    response = strict.post("/verifikasi/", {"berkas": SimpleUploadedFile("x.pdf", content)})
    assert response.status_code == 403
    assert agreement.get_absolute_url() not in response.content.decode()
