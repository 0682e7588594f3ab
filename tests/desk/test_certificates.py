"""What `/verifikasi/` tells of a certificate: that it is real, never whose it is."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from partnerships.placements.actions import letters as actions
from partnerships.placements.actions.letters import Numbering
from partnerships.placements.letters.kinds import LetterKind
from partnerships.placements.lifecycle import PlacementState
from partnerships.placements.models import Letter, Placement
from tests.placements.letters.test_letters import Scene
from tests.strictness import StrictClient


@pytest.fixture
def scene(db: None) -> Scene:
    made = Scene(("Nama Rahasia", "Ani", "Budi"))
    made.complete()
    return made


@pytest.fixture
def certificate(scene: Scene) -> Letter:
    found = scene.issue(LetterKind.CERTIFICATE, numbering=Numbering("S-7"))
    return next(one for one in found if one.placements.get().pupil == scene.pupils[0])


def page(client: StrictClient, letter: Letter) -> str:
    answer = client.get(reverse("desk:verify_code", args=[letter.code]))
    assert answer["X-Robots-Tag"] == "noindex"
    return answer.content.decode()


def test_the_code_tells_of_school_place_and_days_but_not_of_the_pupil(
    scene: Scene, certificate: Letter, client: StrictClient
) -> None:
    told = page(client, certificate)
    for wanted in ("Sertifikat sah", scene.period.school.name, "Baja Contoh", "S-7"):
        assert wanted in told
    assert "5 Januari 2026" in told
    assert "26 Juni 2026" in told
    pupil = scene.pupils[0]
    for secret in ("Nama Rahasia", "Rahasia", pupil.public_id, scene.rows[0].class_name):
        assert secret not in told


def test_the_code_is_found_however_it_is_typed(certificate: Letter, client: StrictClient) -> None:
    code = certificate.code or ""
    typed = "-".join(code[start : start + 4] for start in range(0, 16, 4)).upper()
    answer = client.get(reverse("desk:verify"), {"kode": typed})
    assert answer["Location"] == reverse("desk:verify_code", args=[code])


def test_one_that_was_withdrawn_is_no_proof_and_its_reason_is_not_told(
    scene: Scene, certificate: Letter, client: StrictClient
) -> None:
    actions.void_letter(letter=certificate, reason="Nama Rahasia salah eja", by=scene.admin)
    told = page(client, certificate)
    assert "Sertifikat dicabut" in told
    assert "Rahasia" not in told
    assert "Sertifikat sah" not in told


def test_one_whose_placement_was_undone_is_no_proof(
    certificate: Letter, client: StrictClient
) -> None:
    Placement.objects.update(state=PlacementState.RUNNING)
    assert "Sertifikat tidak berlaku" in page(client, certificate)


def test_the_code_of_nothing_is_unknown(certificate: Letter, client: StrictClient) -> None:
    answer = client.get(reverse("desk:verify_code", args=["a" * 16]))
    assert answer.status_code == 404
    assert "Sertifikat" not in answer.content.decode()


def test_the_file_as_it_was_printed_leads_to_the_same_page(
    certificate: Letter, client: StrictClient
) -> None:
    with certificate.file.open() as printed:
        file = SimpleUploadedFile("sertifikat.pdf", printed.read())
    answer = client.post(reverse("desk:verify"), {"berkas": file})
    assert answer.headers["Location"] == reverse("desk:verify_code", args=[certificate.code])
    other = SimpleUploadedFile("lain.pdf", b"%PDF-1.7 lain")
    assert (
        "Berkas tidak dikenali"
        in client.post(reverse("desk:verify"), {"berkas": other}).content.decode()
    )
