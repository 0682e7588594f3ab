"""Pages of photos are turned after they became a paper: a new version, the old one kept."""

import io

import pikepdf
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from accounts.roles import Role
from partnerships.agreements.actions import documents as actions
from partnerships.agreements.actions import moves
from partnerships.agreements.actions.acting import acting
from partnerships.agreements.models import Agreement
from partnerships.agreements.models.documents import Document, DocumentKind, Rendering
from tests import makers
from tests.agreements import papers, scenes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]


def turns_of(version) -> list[int]:
    with version.file.open("rb") as file, pikepdf.open(io.BytesIO(file.read())) as pdf:
        return [int(page.obj.get("/Rotate", 0)) for page in pdf.pages]


@pytest.fixture
def photographed(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    where = scenes.place()
    agreement = scenes.recorded(where)
    uploads = [papers.photo(agreement, where.admin, colour) for colour in ("red", "blue")]
    paper = actions.combine_photos(uploads, by=where.admin, kind=DocumentKind.ATTACHMENT)
    return where, paper


def test_one_page_is_turned_and_the_older_version_kept(photographed) -> None:
    where, paper = photographed

    turned = actions.turn_pages(paper, by=where.admin, version=1, turns={2: 90, 1: 0})

    first = paper.versions.get(number=1)
    assert (turned.number, turned.pages, turned.is_of_photos) == (2, 2, True)
    assert turned.replacement_reason == "Halaman 2 diputar."
    assert turns_of(turned) == [0, 90]
    assert turns_of(first) == [0, 0]
    assert turned.sha256_stored != first.sha256_stored
    assert turned.rendering == Rendering.WAITING


def test_turned_again_it_turns_on(photographed) -> None:
    where, paper = photographed
    actions.turn_pages(paper, by=where.admin, version=1, turns={1: 270})

    again = actions.turn_pages(paper, by=where.admin, version=2, turns={1: 180})

    assert turns_of(again) == [90, 0]


def test_second_click_turns_nothing_twice(photographed) -> None:
    where, paper = photographed
    actions.turn_pages(paper, by=where.admin, version=1, turns={1: 90})

    with pytest.raises(ValidationError, match="versi yang lebih baru"):
        actions.turn_pages(paper, by=where.admin, version=1, turns={1: 90})

    assert paper.versions.count() == 2


@pytest.mark.parametrize(
    ("turns", "why"),
    [
        ({}, "Pilih halaman"),
        ({3: 90}, "tidak ada"),
        ({1: 45}, "seperempat"),
        ({0: 90}, "tidak ada"),
    ],
)
def test_turns_that_make_no_sense_are_refused(photographed, turns, why) -> None:
    where, paper = photographed

    with pytest.raises(ValidationError, match=why):
        actions.turn_pages(paper, by=where.admin, version=1, turns=turns)


def test_a_pdf_from_outside_is_not_turned(photographed) -> None:
    where, paper = photographed
    upload = actions.receive(paper.agreement, papers.pdf_file(), by=where.admin)
    document = actions.attach_upload(upload, by=where.admin, kind=DocumentKind.ATTACHMENT)

    with pytest.raises(ValidationError, match="hanya halaman dari foto"):
        actions.turn_pages(document, by=where.admin, version=1, turns={1: 90})


def test_strangers_turn_nothing(photographed) -> None:
    _where, paper = photographed
    other = scenes.place("SMKN 1 WARUNGGUNUNG").admin

    with pytest.raises(PermissionDenied):
        actions.turn_pages(paper, by=other, version=1, turns={1: 90})
    far = makers.actor(Role.REVIEWER, makers.office("64"))
    with pytest.raises(PermissionDenied):
        actions.turn_pages(paper, by=far, version=1, turns={1: 90})


def test_pages_are_turned_by_clicks(photographed, client) -> None:
    where, paper = photographed
    key = [paper.agreement.public_id, paper.public_id]
    paper.versions.update(rendering=Rendering.DONE)
    client.force_login(where.admin.user)
    page = client.get(reverse("agreements:document", args=key)).content.decode()
    assert 'name="version" value="1"' in page

    response = client.post(
        reverse("agreements:document_turn", args=key),
        {"version": "1", "putar-1": "", "putar-2": "180", "putar-x": "90", "putar-9999": "90"},
    )

    assert response.url == reverse("agreements:document", args=key)
    assert turns_of(paper.versions.get(number=2)) == [0, 180]
    client.post(reverse("agreements:document_turn", args=key), {"version": "1", "putar-2": "180"})
    assert paper.versions.count() == 2


def test_paper_of_a_cancelled_record_stays_as_it_is(photographed) -> None:
    _where, paper = photographed
    office = makers.actor(Role.REVIEWER, makers.office("36"))
    moves.cancel(paper.agreement, by=office, reason="Tercatat dua kali.")
    with pytest.raises(ValidationError, match="dibatalkan"):
        actions.turn_pages(paper, by=office, version=1, turns={1: 90})
    assert paper.versions.count() == 1


def test_proof_of_a_verified_record_is_not_turned_by_the_school(photographed) -> None:
    where, paper = photographed
    with acting("test", by=makers.system()):
        Document.objects.filter(pk=paper.pk).update(kind=DocumentKind.MANUSCRIPT)
        Agreement.objects.filter(pk=paper.agreement_id).update(state="verified")
    with pytest.raises(ValidationError, match="sudah diverifikasi"):
        actions.turn_pages(paper, by=where.admin, version=1, turns={1: 90})
    assert paper.versions.count() == 1


def test_nobody_turns_a_page_for_ever(photographed, monkeypatch) -> None:
    where, paper = photographed
    monkeypatch.setattr(actions, "VERSIONS_MAX", 2)
    actions.turn_pages(paper, by=where.admin, version=1, turns={1: 90})
    with pytest.raises(ValidationError, match="terlalu sering"):
        actions.turn_pages(paper, by=where.admin, version=2, turns={1: 90})
    assert paper.versions.count() == 2
