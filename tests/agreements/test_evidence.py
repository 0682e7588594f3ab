"""What proves a use: photos or a PDF, kept as they arrive, a paper of the parties."""

import io
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from accounts.roles import Role
from partnerships.agreements.actions import drafts, uses
from partnerships.agreements.actions.acting import acting
from partnerships.agreements.actions.documents import waiting_papers
from partnerships.agreements.models import CoverageRule, Document, Upload, Use
from partnerships.agreements.models.coverage import CoverageKind
from partnerships.agreements.models.documents import DocumentKind, Visibility
from tests import makers
from tests.agreements import papers, scenes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def used(settings, tmp_path, client):
    """A recorded agreement of two schools; the second one, no keeper of it, is signed in."""
    settings.MEDIA_ROOT = tmp_path
    where, other = scenes.place(), scenes.place("SMKN 1 WARUNGGUNUNG")
    draft = scenes.complete(where)
    drafts.add_party(draft, by=where.admin, side=1, member=other.school)
    draft.refresh_from_db()
    agreement = papers.advance(draft, "submitted", "recorded")
    client.force_login(other.admin.user)
    return where, other, agreement


def page(agreement, name: str = "use") -> str:
    return reverse(f"agreements:{name}", args=[agreement.public_id])


def typed(token, **given) -> dict:
    return {
        "note": "PKL di bengkel",
        "since": "2025-03-01",
        "since_precision": "day",
        "form_token": str(token),
    } | given


def located_photo() -> SimpleUploadedFile:
    """With a place in its EXIF."""
    picture, target = Image.new("RGB", (300, 200), "green"), io.BytesIO()
    exif = picture.getexif()
    exif[0x8825] = {1: "S", 2: (6.0, 21.0, 30.0)}
    exif[0x010F] = "Kamera Rahasia"
    picture.save(target, "JPEG", exif=exif)
    return SimpleUploadedFile("bengkel.jpg", target.getvalue(), content_type="text/plain")


def test_each_file_is_kept_at_once_and_becomes_the_proof(used, client) -> None:
    _where, other, agreement = used
    token = uuid4()
    for file in (located_photo(), papers.photo_file("blue")):
        sent = client.post(
            page(agreement, "use_evidence"), {"form_token": token, "berkas": file}, **HTMX
        )
        assert "sudah sampai" in sent.content.decode()
    arrived = Upload.objects.sent_with(token)
    assert arrived.count() == 2
    assert not Use.objects.exists()

    keys = list(arrived.values_list("public_id", flat=True))
    response = client.post(page(agreement), typed(token, bukti=keys))

    use = Use.objects.get()
    assert response.url == agreement.staff_url
    proof = use.document
    assert (proof.kind, proof.visibility) == (DocumentKind.EVIDENCE, Visibility.PARTIES)
    assert proof.created_by == other.admin.user
    assert proof.current.pages == 2
    with proof.current.file.open("rb") as file:
        content = file.read()
    assert content.startswith(b"%PDF")
    assert b"Kamera Rahasia" not in content


def test_a_file_sent_with_the_form_itself_counts_too(used, client) -> None:
    _where, _other, agreement = used

    client.post(page(agreement), typed(uuid4(), berkas=papers.pdf_file()))

    assert Use.objects.get().document.current.pages == 2


def test_what_was_typed_and_sent_survives_a_mistake_and_a_sending(used, client) -> None:
    _where, _other, agreement = used
    token = uuid4()

    refused = client.post(
        page(agreement), typed(token, since="entah", berkas=papers.photo_file())
    ).content.decode()
    assert "PKL di bengkel" in refused
    assert "foto.jpg" in refused
    sent = client.post(
        page(agreement, "use_evidence"), typed(token, berkas=papers.photo_file("blue", "dua.jpg"))
    ).content.decode()

    assert "PKL di bengkel" in sent
    assert "foto.jpg" in sent
    assert "dua.jpg" in sent
    assert Upload.objects.sent_with(token).count() == 2
    assert not Use.objects.exists()


def test_what_is_not_ticked_is_left_out(used, client) -> None:
    _where, _other, agreement = used
    token = uuid4()
    client.post(
        page(agreement, "use_evidence"),
        {"form_token": token, "berkas": [papers.photo_file(), papers.photo_file("blue")]},
    )
    wanted = Upload.objects.sent_with(token).first().public_id

    client.post(page(agreement), typed(token, bukti=[wanted]))

    assert Use.objects.get().document.current.pages == 1
    assert Upload.objects.sent_with(token).count() == 1


def test_second_click_makes_one_use_and_one_proof(used, client) -> None:
    _where, _other, agreement = used
    token = uuid4()
    for _click in range(2):
        client.post(page(agreement), typed(token, berkas=papers.photo_file()))

    assert Use.objects.count() == 1
    assert agreement.documents.of_kind(DocumentKind.EVIDENCE).count() == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("halaman.jpg", b"<html><script>alert(1)</script>"),
        ("kosong.pdf", b""),
        ("daftar.pdf", b"PK\x03\x04 arsip"),
        ("../../etc/passwd", b"root:x:0:0"),
    ],
)
def test_hostile_files_are_refused_and_nothing_else_is_lost(used, client, name, content) -> None:
    _where, _other, agreement = used
    bad = SimpleUploadedFile(name, content, content_type="image/jpeg")

    answer = client.post(page(agreement), typed(uuid4(), berkas=bad)).content.decode()

    assert "PKL di bengkel" in answer
    assert 'role="alert"' in answer
    assert not Upload.objects.exists()
    assert not Use.objects.exists()


def test_two_pdfs_are_no_one_proof(used, client) -> None:
    _where, _other, agreement = used

    answer = client.post(
        page(agreement), typed(uuid4(), berkas=[papers.pdf_file("a"), papers.pdf_file("b")])
    )

    assert "yang digabung hanya foto" in answer.content.decode()
    assert not Use.objects.exists()
    assert not Document.objects.of_kind(DocumentKind.EVIDENCE).exists()


def test_proofs_do_not_wait_among_the_keepers_own_files(used, client) -> None:
    where, _other, agreement = used
    client.post(
        page(agreement, "use_evidence"), {"form_token": uuid4(), "berkas": papers.photo_file()}
    )

    assert waiting_papers(agreement) == {}
    client.force_login(where.admin.user)
    shown = client.get(reverse("agreements:documents", args=[agreement.public_id]))
    assert "foto.jpg" not in shown.content.decode()


def test_nobody_takes_what_another_sent(used, client) -> None:
    where, other, agreement = used
    token = uuid4()
    row = uses.receive_evidence(agreement, papers.photo_file(), by=other.admin, form_token=token)

    client.force_login(where.admin.user)
    client.post(page(agreement), typed(token, bukti=[row.public_id]))

    assert Use.objects.get().document is None


def test_strangers_send_nothing(used, client) -> None:
    _where, _other, agreement = used
    for actor in (
        scenes.place("SMKN 7 BALIKPAPAN", at="64.71").admin,
        makers.actor(Role.REVIEWER, makers.office("64")),
    ):
        with pytest.raises(PermissionDenied):
            uses.receive_evidence(agreement, papers.photo_file(), by=actor, form_token=uuid4())
        client.force_login(actor.user)
        sent = client.post(page(agreement, "use_evidence"), {"berkas": papers.photo_file()})
        assert sent.status_code == 403
    assert not Upload.objects.exists()


def test_files_of_a_form_never_sent_are_forgotten(used) -> None:
    _where, other, agreement = used
    uses.receive_evidence(agreement, papers.photo_file(), by=other.admin, form_token=uuid4())

    assert Upload.objects.forgotten(before=makers.NOON.replace(year=2099)).count() == 1


def test_a_school_under_an_umbrella_opens_the_proof_that_it_sent(
    settings, tmp_path, client
) -> None:
    settings.MEDIA_ROOT = tmp_path
    where, under = scenes.place(), scenes.place("SMKN 9 LEBAK")
    rule = CoverageRule(kind=CoverageKind.REGION, region=where.school.regency)
    draft = scenes.complete(where)
    drafts.add_coverage(draft, by=where.admin, rule=rule)
    draft.refresh_from_db()
    agreement = papers.advance(draft, "submitted", "recorded")
    client.force_login(under.admin.user)
    client.post(page(agreement), typed(uuid4(), berkas=papers.pdf_file()))
    proof = Use.objects.get().document
    address = reverse("agreements:document", args=[agreement.public_id, proof.public_id])

    assert address in client.get(page(agreement)).content.decode()
    assert client.get(address).status_code == 200
    others = scenes.place("SMKN 8 LEBAK").admin
    assert not Document.objects.visible_to(others).exists()
    assert list(Document.objects.visible_to(under.admin)) == [proof]


def test_no_link_leads_a_school_to_the_offices_own_paper(used, client) -> None:
    where, _other, agreement = used
    paper = scenes.paper(agreement, by=where.admin, kind=DocumentKind.OTHER)
    with acting("test", by=where.admin):
        Document.objects.filter(pk=paper.pk).update(visibility=Visibility.OFFICE)
    reviewer = makers.actor(Role.REVIEWER, makers.office("36"))
    uses.record_use(agreement, by=reviewer, since=makers.TODAY, note="PKL", document=paper)
    address = reverse("agreements:document", args=[agreement.public_id, paper.public_id])

    assert address not in client.get(agreement.staff_url).content.decode()
    client.force_login(reviewer.user)
    assert address in client.get(agreement.staff_url).content.decode()
