"""Papers of an agreement: kept at once, put together, never lost."""

import hashlib
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.files.refusals import FileRefused
from accounts.roles import Role
from partnerships.agreements.actions import documents
from partnerships.agreements.models import (
    Agreement,
    Document,
    Instrument,
    Upload,
    find_by_sha256,
    has_document,
)
from schools.actors import Actor
from tests import makers
from tests.agreements.documents.storage import content_of, stored
from tests.agreements.papers import document, draft_of, pdf_file, photo, photo_file

pytestmark = pytest.mark.django_db


# As files arrive


def test_file_is_kept_on_arrival_under_a_random_name(draft: Agreement, hubin: Actor) -> None:
    file = photo_file(name="../../KTP Pak Guru.jpg")
    upload = documents.receive(draft, file, by=hubin)
    assert upload.file.name.startswith("agreements/")
    assert "KTP" not in upload.file.name
    assert "." not in upload.file.name
    assert default_storage.exists(upload.file.name)
    assert upload.original_name == "KTP Pak Guru.jpg"
    assert (upload.uploaded_by, upload.membership) == (hubin.user, hubin.membership)
    file.seek(0)
    assert upload.sha256_uploaded == hashlib.sha256(file.read()).hexdigest()
    assert upload.sha256_stored != upload.sha256_uploaded


def test_stored_file_is_outside_the_static_files(
    draft: Agreement, hubin: Actor, settings: Any
) -> None:
    path = Path(photo(draft, hubin).file.path)
    assert path.is_relative_to(settings.MEDIA_ROOT)
    assert not path.is_relative_to(settings.STATIC_ROOT)


def test_same_file_twice_is_kept_once(draft: Agreement, hubin: Actor) -> None:
    assert photo(draft, hubin) == photo(draft, hubin)
    assert draft.uploads.count() == 1
    assert len(stored()) == 1


def test_refused_file_leaves_nothing(draft: Agreement, hubin: Actor) -> None:
    with pytest.raises(FileRefused):
        documents.receive(draft, pdf_file(pages=0), by=hubin)
    assert draft.uploads.count() == 0
    assert stored() == set()


def test_stranger_cannot_send_files(draft: Agreement) -> None:
    stranger = makers.actor(Role.SCHOOL_ADMIN, makers.school("SMKN 2 SERANG", at="36.73"))
    with pytest.raises(PermissionDenied):
        photo(draft, stranger)
    assert stored() == set()


def test_number_of_waiting_files_is_limited(
    draft: Agreement, hubin: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "MOST_UPLOADS", 1)
    photo(draft, hubin, "red")
    with pytest.raises(ValidationError):
        photo(draft, hubin, "blue")


# Photos in order


def test_photos_move_and_turn(draft: Agreement, hubin: Actor) -> None:
    red, green, blue = (photo(draft, hubin, colour) for colour in ("red", "green", "blue"))
    documents.move_upload(blue, by=hubin, places=-1)
    documents.move_upload(red, by=hubin, places=-1)  # is the first already
    documents.move_upload(green, by=hubin, places=9)
    for _quarter in range(5):
        documents.turn_upload(red, by=hubin)
    assert list(draft.uploads.order_by("position")) == [red, blue, green]
    assert Upload.objects.get(pk=red.pk).turn == 90


def test_discarded_photo_goes_with_its_file(
    draft: Agreement, hubin: Actor, django_capture_on_commit_callbacks: Any
) -> None:
    upload = photo(draft, hubin)
    with django_capture_on_commit_callbacks(execute=True):
        documents.discard_upload(upload, by=hubin)
    assert draft.uploads.count() == 0
    assert stored() == set()


def test_photos_become_one_document_in_their_order(draft: Agreement, hubin: Actor) -> None:
    red, blue = photo(draft, hubin, "red"), photo(draft, hubin, "blue")
    documents.move_upload(blue, by=hubin, places=-1)
    documents.turn_upload(red, by=hubin)
    made = documents.combine_photos([red, blue], by=hubin, kind="manuscript", title=" MoU ")
    version = made.current
    assert (made.title, made.visibility, made.created_by) == ("MoU", "parties", hubin.user)
    assert (version.number, version.pages) == (1, 2)
    content = content_of(version)
    assert version.size == len(content)
    assert version.sha256_stored == hashlib.sha256(content).hexdigest()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert [int(page.get("/Rotate", 0)) for page in pdf.pages] == [0, 90]
    assert set(version.originals.all()) == {red, blue}


def test_second_click_finds_the_first_document(draft: Agreement, hubin: Actor) -> None:
    parts = [photo(draft, hubin, "red"), photo(draft, hubin, "blue")]
    first = documents.combine_photos(parts, by=hubin, kind="manuscript")
    second = documents.combine_photos(parts, by=hubin, kind="manuscript")
    assert first == second
    assert draft.documents.get().versions.count() == 1


def test_photos_of_two_documents_do_not_mix(draft: Agreement, hubin: Actor) -> None:
    red, blue = photo(draft, hubin, "red"), photo(draft, hubin, "blue")
    documents.combine_photos([red], by=hubin, kind="manuscript")
    with pytest.raises(ValidationError):
        documents.combine_photos([red, blue], by=hubin, kind="manuscript")


def test_pdf_and_photo_are_not_combined(draft: Agreement, hubin: Actor) -> None:
    parts = [photo(draft, hubin), documents.receive(draft, pdf_file(), by=hubin)]
    with pytest.raises(ValidationError, match="sendiri-sendiri"):
        documents.combine_photos(parts, by=hubin, kind="manuscript")


def test_photos_of_another_agreement_are_not_taken(draft: Agreement, hubin: Actor) -> None:
    other = draft_of(hubin)
    with pytest.raises(ValidationError, match="tidak ada"):
        documents.combine_photos(
            [photo(draft, hubin), photo(other, hubin)], by=hubin, kind="manuscript"
        )


def test_amendment_of_another_agreement_is_not_named(draft: Agreement, hubin: Actor) -> None:
    foreign = Instrument.objects.get(agreement=draft_of(hubin))
    with pytest.raises(ValidationError, match="kerja sama lain"):
        documents.attach_upload(photo(draft, hubin), by=hubin, kind="amendment", instrument=foreign)


# Fingerprints and what completeness asks


def test_file_is_recognised_by_what_was_sent_and_what_is_kept(
    draft: Agreement, hubin: Actor
) -> None:
    file = pdf_file()
    sent = file.read()
    file.seek(0)
    made = documents.attach_upload(
        documents.receive(draft, file, by=hubin), by=hubin, kind="manuscript"
    )
    kept = content_of(made.current)
    assert sent != kept
    for content in (sent, kept):
        found = find_by_sha256(hashlib.sha256(content).hexdigest().upper())
        assert [version.document for version in found] == [made]
    assert not find_by_sha256(hashlib.sha256(b"lain").hexdigest())


def test_each_photo_of_a_document_is_recognised(draft: Agreement, hubin: Actor) -> None:
    parts = [photo(draft, hubin, "red"), photo(draft, hubin, "blue")]
    made = documents.combine_photos(parts, by=hubin, kind="manuscript")
    for part in parts:
        assert find_by_sha256(part.sha256_uploaded).get().document == made


def test_waiting_photo_is_not_recognised(draft: Agreement, hubin: Actor) -> None:
    assert not find_by_sha256(photo(draft, hubin).sha256_uploaded)


def test_agreements_are_found_by_the_papers_they_have(draft: Agreement, hubin: Actor) -> None:
    other = draft_of(hubin)
    document(draft, hubin, kind="reply")
    document(other, hubin, kind="attachment")
    assert list(Agreement.objects.filter(has_document(["manuscript", "reply"]))) == [draft]
    assert list(Agreement.objects.filter(~has_document(["manuscript", "reply"]))) == [other]


# Taking out of a draft


def test_removed_document_goes_with_its_files(
    draft: Agreement,
    hubin: Actor,
    run_jobs: Callable[[], list[str]],
    django_capture_on_commit_callbacks: Any,
) -> None:
    made = document(draft, hubin)
    run_jobs()
    assert len(stored()) == 4  # the original, the version, two pages
    with django_capture_on_commit_callbacks(execute=True):
        documents.remove(made, by=hubin)
    assert stored() == set()
    assert not draft.uploads.exists()


def test_document_is_taken_apart_into_its_photos(
    draft: Agreement, hubin: Actor, django_capture_on_commit_callbacks: Any
) -> None:
    parts = [photo(draft, hubin, "red"), photo(draft, hubin, "blue")]
    made = documents.combine_photos(parts, by=hubin, kind="manuscript")
    parts.append(photo(draft, hubin, "red"))  # sent anew in the meantime
    with django_capture_on_commit_callbacks(execute=True):
        documents.remove(made, by=hubin, keep_photos=True)
    waiting = draft.uploads.unattached()
    assert sorted(upload.pk for upload in waiting) == [parts[1].pk, parts[2].pk]
    assert stored() == {upload.file.name for upload in waiting}


def test_deleted_draft_takes_its_documents_along(draft: Agreement, hubin: Actor) -> None:
    document(draft, hubin)
    photo(draft, hubin)
    draft.delete()
    assert not Document.objects.exists()
    assert not Upload.objects.exists()


# Lists


@pytest.mark.parametrize("count", [1, 3])
def test_documents_with_versions_ask_the_same_for_one_and_three(
    draft: Agreement, hubin: Actor, count: int
) -> None:
    for number in range(count):
        document(draft, hubin, kind="attachment", text=f"Lampiran {number}")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        rows = draft.documents.visible_to(hubin).with_versions()
        assert len([row.current.size for row in rows]) == count
    assert len(queries) == 2  # documents; versions with the sheets of their pages


def test_documents_stand_in_reading_order(draft: Agreement, hubin: Actor) -> None:
    kinds = ["other", "approval", "manuscript"]
    for kind in kinds:
        document(draft, hubin, kind=kind, text=kind)
    rows = draft.documents.with_versions()
    assert [row.kind for row in rows] == ["manuscript", "approval", "other"]
