"""Pages on which papers are read, handed out and replaced, and who may open them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from partnerships.agreements.actions import amendments, documents
from partnerships.agreements.models import Agreement, Document, Visibility
from schools.actors import Actor
from tests import makers
from tests.agreements import scenes
from tests.agreements.documents.asking import address
from tests.agreements.papers import advance, document, draft_of, pdf_file, photo, photo_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content)  # the file is closed at its end


def status(client: Client, page: str) -> int:
    response = client.get(page)
    if response.streaming:
        body(response)
    return response.status_code


# Reading and changing


def test_pages_are_shown_once_they_are_drawn(
    draft: Agreement,
    hubin: Actor,
    sign_in: Callable[[Actor], Client],
    run_jobs: Callable[[], list[str]],
) -> None:
    made = document(draft, hubin)
    client = sign_in(hubin)
    page = address("document", draft, made.public_id)
    before = client.get(page).content.decode()
    assert "Halaman sedang disiapkan" in before
    assert 'hx-trigger="every 4s"' in before
    run_jobs()
    after = client.get(page).content.decode()
    assert "Halaman sedang disiapkan" not in after
    assert "hx-trigger" not in after
    picture = address("document_page", draft, made.public_id, 1, 2)
    assert f'<img src="{picture}" width="1100"' in after
    response = client.get(picture)
    assert response.headers["Content-Type"] == "image/webp"
    assert body(response)[8:12] == b"WEBP"


def test_pages_that_cannot_be_drawn_are_excused(
    draft: Agreement, hubin: Actor, sign_in: Callable[[Actor], Client]
) -> None:
    made = document(draft, hubin)
    made.versions.update(rendering="failed")
    response = sign_in(hubin).get(address("document_pages", draft, made.public_id))
    assert "Halaman tidak dapat digambar" in response.content.decode()


def test_a_document_whose_file_is_lost_is_not_found(
    draft: Agreement, hubin: Actor, sign_in: Callable[[Actor], Client]
) -> None:
    made = document(draft, hubin)
    default_storage.delete(made.current.file.name)
    download = address("document_download", draft, made.public_id, 1)
    response = sign_in(hubin).get(download)
    assert response.status_code == 404
    assert "Content-Disposition" not in response.headers


def test_download_is_an_attachment_under_its_own_policy(
    draft: Agreement, hubin: Actor, sign_in: Callable[[Actor], Client]
) -> None:
    made = document(draft, hubin)
    Document.objects.filter(pk=made.pk).update(title='../"Pasal"\r\nX-Jahat: 1')
    response = sign_in(hubin).get(address("document_download", draft, made.public_id, 1))
    name = f"kerja-sama-{draft.public_id}-pasal-x-jahat-1-v1.pdf"
    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "private, no-store"
    assert "X-Jahat" not in response.headers
    content = body(response)
    assert content.startswith(b"%PDF-")
    assert len(content) == made.current.size


def test_download_is_left_to_nginx_where_it_is_set(
    draft: Agreement, hubin: Actor, sign_in: Callable[[Actor], Client], settings: Any
) -> None:
    settings.SELARAS_X_ACCEL = "/berkas/"
    made = document(draft, hubin)
    response = sign_in(hubin).get(address("document_download", draft, made.public_id, 1))
    assert response.headers["X-Accel-Redirect"] == f"/berkas/{made.current.file.name}"
    assert response.headers["Content-Disposition"].startswith("attachment; ")
    assert response.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response.content == b""


def test_document_is_replaced_by_photos_with_a_reason(
    draft: Agreement, hubin: Actor, sign_in: Callable[[Actor], Client]
) -> None:
    made = document(draft, hubin)
    advance(draft, "submitted", "recorded")
    client = sign_in(hubin)
    replace = address("document_replace", draft, made.public_id)
    refused = client.post(replace, {"berkas": [photo_file()]})
    assert refused.status_code == 422
    files = [photo_file("red"), photo_file("blue")]
    response = client.post(replace, {"berkas": files, "reason": "Halaman 2 buram"}, follow=True)
    newest = made.versions.get(number=2)
    assert newest.pages == 2
    assert "Halaman 2 buram" in response.content.decode()
    older = client.get(address("document_download", draft, made.public_id, 1))
    assert body(older).startswith(b"%PDF-")


def test_replacing_with_a_hostile_file_keeps_the_version(
    draft: Agreement, hubin: Actor, sign_in: Callable[[Actor], Client]
) -> None:
    made = document(draft, hubin)
    response = sign_in(hubin).post(
        address("document_replace", draft, made.public_id),
        {"berkas": SimpleUploadedFile("a.pdf", b"MZ" * 100), "reason": "x"},
    )
    assert "Hanya PDF atau foto" in response.content.decode()
    assert made.versions.count() == 1


def test_visibility_is_changed_and_refused(
    draft: Agreement, hubin: Actor, sign_in: Callable[[Actor], Client]
) -> None:
    copy = document(draft, hubin, kind="public_copy")
    client = sign_in(hubin)
    show_to = address("document_visibility", draft, copy.public_id)
    client.post(show_to, {"visibility": "parties"})
    copy.refresh_from_db()
    assert copy.visibility == Visibility.PARTIES
    refused = client.post(show_to, {"visibility": "office"})
    assert refused.status_code == 422
    copy.refresh_from_db()
    assert copy.visibility == Visibility.PARTIES


def test_document_is_taken_apart_or_removed_while_a_draft(
    draft: Agreement, hubin: Actor, sign_in: Callable[[Actor], Client]
) -> None:
    upload = photo(draft, hubin)
    made = documents.attach_upload(upload, by=hubin, kind="manuscript")
    client = sign_in(hubin)
    client.post(address("document_remove", draft, made.public_id), {"bongkar": "1"})
    assert not draft.documents.exists()
    assert draft.uploads.unattached().get() == upload
    other = document(draft, hubin)
    advance(draft, "submitted", "recorded")
    page = client.get(address("document", draft, other.public_id)).content.decode()
    assert "Hapus dokumen" not in page
    response = client.post(address("document_remove", draft, other.public_id), follow=True)
    assert "tetap disimpan" in response.content.decode()
    assert draft.documents.get() == other


PEOPLE: dict[str, Callable[[Actor], Actor]] = {
    "reader": lambda hubin: makers.actor(Role.SCHOOL_READER, hubin.school),
    "party": lambda hubin: makers.actor(
        Role.SCHOOL_ADMIN, makers.school("SMKN 7 BALIKPAPAN", at="64.71")
    ),
    "reviewer": lambda hubin: makers.actor(Role.REVIEWER, makers.office("36")),
    "viewer": lambda hubin: makers.actor(Role.OFFICE_VIEWER, makers.office("36")),
    "other_office": lambda hubin: makers.actor(Role.REVIEWER, makers.office("32")),
    "stranger": lambda hubin: makers.actor(
        Role.SCHOOL_ADMIN, makers.school("SMKN 2 SERANG", at="36.73")
    ),
}


# Who may open what


@pytest.mark.parametrize(
    ("who", "reads", "changes"),
    [
        ("reader", True, False),
        ("party", True, False),
        ("reviewer", True, True),
        ("viewer", True, False),
        ("other_office", False, False),
        ("stranger", False, False),
    ],
)
def test_each_page_opens_for_those_who_may(
    who: str,
    reads: bool,
    changes: bool,
    hubin: Actor,
    sign_in: Callable[[Actor], Client],
    run_jobs: Callable[[], list[str]],
) -> None:
    person = PEOPLE[who](hubin)
    others = (person.school,) if who == "party" else (makers.office("64"),)
    agreement = draft_of(hubin, others=others)
    made = document(agreement, hubin)
    upload = photo(agreement, hubin)
    run_jobs()
    advance(agreement, "submitted", "recorded")
    client = sign_in(person)
    key = made.public_id
    for page in (
        address("document", agreement, key),
        address("document_pages", agreement, key),
        address("document_download", agreement, key, 1),
        address("document_page", agreement, key, 1, 1),
    ):
        assert status(client, page) == (200 if reads else 404), page
    pages = [address("documents", agreement)]
    pages.append(address("upload_thumbnail", agreement, upload.public_id))
    for page in pages:
        assert status(client, page) == (200 if changes else 404), page
    posts = {
        address("upload", agreement): {"berkas": photo_file("blue")},
        address("upload_turn", agreement, upload.public_id): {},
        address("upload_move", agreement, upload.public_id): {},
        address("document_visibility", agreement, key): {"visibility": "parties"},
        address("document_keep", agreement): {
            "berkas": upload.public_id,
            "foto-kind": "attachment",
            "foto-visibility": "parties",
        },
        address("document_replace", agreement, key): {"berkas": pdf_file("B"), "reason": "x"},
        address("document_remove", agreement, key): {},
    }
    for page, given in posts.items():
        assert client.post(page, given).status_code == (302 if changes else 404), page
    assert made.versions.count() == (2 if changes else 1)
    if not changes:
        assert agreement.uploads.get(pk=upload.pk).turn == 0


def test_document_is_not_reached_through_another_agreement(
    draft: Agreement, hubin: Actor, sign_in: Callable[[Actor], Client]
) -> None:
    made, other = document(draft, hubin), draft_of(hubin)
    client = sign_in(hubin)
    assert status(client, address("document", other, made.public_id)) == 404
    assert status(client, address("document_download", other, made.public_id, 1)) == 404
    upload = photo(draft, hubin)
    before = upload.file.name
    assert client.post(address("upload_turn", other, upload.public_id)).status_code == 404
    upload.refresh_from_db()
    assert (upload.agreement, upload.file.name) == (draft, before)


def test_changes_need_a_post(
    draft: Agreement, hubin: Actor, sign_in: Callable[[Actor], Client]
) -> None:
    made, upload = document(draft, hubin), photo(draft, hubin)
    client = sign_in(hubin)
    for page in (
        address("upload", draft),
        address("document_keep", draft),
        address("upload_turn", draft, upload.public_id),
        address("upload_discard", draft, upload.public_id),
        address("document_remove", draft, made.public_id),
    ):
        assert status(client, page) == 405, page
    assert (list(draft.documents.all()), draft.uploads.get(version=None)) == ([made], upload)


def test_visitor_is_asked_to_sign_in(draft: Agreement, hubin: Actor, client: Client) -> None:
    made = document(draft, hubin, kind="public_copy")
    advance(draft, "submitted", "recorded")
    response = client.get(address("document_download", draft, made.public_id, 1))
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/masuk/")


def test_visitor_downloads_the_public_copy_and_nothing_else(
    draft: Agreement, hubin: Actor, client: Client
) -> None:
    signed = document(draft, hubin)
    copy = document(draft, hubin, kind="public_copy", text="Ringkas")
    public = address("document_public", draft, copy.public_id)
    assert status(client, public) == 404  # a draft still
    advance(draft, "submitted", "recorded")
    response = client.get(public)
    assert body(response).startswith(b"%PDF-")
    assert response.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response.headers["Content-Disposition"].startswith("attachment; ")
    assert status(client, address("document_public", draft, signed.public_id)) == 404


def test_replaced_public_copy_is_no_longer_handed_to_strangers(
    draft: Agreement, hubin: Actor, sign_in: Callable[[Actor], Client]
) -> None:
    copy = document(draft, hubin, kind="public_copy", text="NIP 1234")
    advance(draft, "submitted", "recorded")
    newer = documents.receive(draft, pdf_file("Tanpa NIP"), by=hubin)
    documents.replace_version(copy, [newer], by=hubin, reason="NIP terlihat")
    client = sign_in(PEOPLE["stranger"](hubin))
    versions = [address("document_download", draft, copy.public_id, n) for n in (1, 2)]
    assert [status(client, page) for page in versions] == [404, 200]
    assert "Versi 1" not in client.get(address("document", draft, copy.public_id)).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_page_asks_the_same_for_one_and_three_documents(
    draft: Agreement, hubin: Actor, sign_in: Callable[[Actor], Client], count: int
) -> None:
    for number in range(count):
        document(draft, hubin, kind="attachment", text=str(number))
        photo(draft, hubin, ("red", "green", "blue")[number])
        documents.receive(draft, pdf_file(f"Baru {number}"), by=hubin)
    client = sign_in(hubin)
    with CaptureQueriesContext(connection) as queries:
        assert status(client, address("documents", draft)) == 200
    assert len(queries) == 18


def test_the_paper_of_an_amendment_leads_back_to_it(client: Client) -> None:
    where = scenes.place()
    agreement = scenes.recorded(where)
    paper = amendments.start_amendment(agreement, by=where.admin)
    assert where.admin.user is not None
    client.force_login(where.admin.user)
    back = address("amendment", agreement, paper.sequence)
    assert f'href="{back}"' in client.get(address("documents", agreement)).content.decode()
    client.post(address("upload", agreement), {"berkas": photo_file()})
    arrived = agreement.uploads.get()

    answer = client.post(
        address("document_keep", agreement),
        {
            "untuk": "foto",
            "berkas": arrived.public_id,
            "foto-kind": "amendment",
            "foto-visibility": "parties",
            "foto-instrument": str(paper.sequence),
        },
    )

    assert answer.url == back
    assert paper.documents.get().kind == "amendment"
