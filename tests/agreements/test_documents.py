"""Papers of an agreement: kept at once, put together, never lost, shown to those who may."""

import hashlib
import io
from collections.abc import Callable
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts.roles import Role
from partnerships.agreements import tasks
from partnerships.agreements.actions import documents, pages
from partnerships.agreements.actions.acting import acting
from partnerships.agreements.files.refusals import FileRefused
from partnerships.agreements.models import (
    Agreement,
    Document,
    DocumentPage,
    DocumentVersion,
    Instrument,
    Rendering,
    Upload,
    Visibility,
    find_by_sha256,
    has_document,
)
from schools.actors import Actor
from tests import makers
from tests.agreements.papers import advance, document, draft_of, pdf_file, photo, photo_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def hubin() -> Actor:
    return makers.actor(Role.SCHOOL_ADMIN, makers.school())


@pytest.fixture
def draft(hubin: Actor) -> Agreement:
    return draft_of(hubin)


def stored() -> set[str]:
    return {name for batch in pages.batches() for name in batch}


def content_of(version: DocumentVersion) -> bytes:
    with version.file.open("rb") as file:
        return file.read()


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


# Handed in


def test_handed_in_document_is_kept(draft: Agreement, hubin: Actor) -> None:
    made = document(draft, hubin)
    advance(draft, "submitted", "recorded")
    with pytest.raises(ValidationError, match="tetap disimpan"):
        documents.remove(made, by=hubin)
    assert draft.documents.get() == made


@pytest.mark.parametrize("door", [lambda hubin: nullcontext(), lambda hubin: acting("x", by=hubin)])
def test_database_keeps_handed_in_versions(draft: Agreement, hubin: Actor, door: Any) -> None:
    made = document(draft, hubin)
    advance(draft, "submitted", "recorded")
    with pytest.raises(IntegrityError, match="is kept"), transaction.atomic(), door(hubin):
        made.versions.all().delete()
    assert made.versions.count() == 1


def test_database_refuses_documents_past_the_actions(draft: Agreement, hubin: Actor) -> None:
    made = document(draft, hubin)
    advance(draft, "submitted", "recorded")
    with pytest.raises(IntegrityError, match="handed-in"), transaction.atomic():
        Document.objects.create(agreement=draft, kind="other")
    with pytest.raises(IntegrityError, match="handed-in"), transaction.atomic():
        Document.objects.filter(pk=made.pk).update(title="Lain")


def test_stored_version_does_not_change(draft: Agreement, hubin: Actor) -> None:
    made = document(draft, hubin)
    with pytest.raises(IntegrityError, match="does not change"), transaction.atomic():
        made.versions.update(sha256_stored="0" * 64)


def test_document_is_added_after_recording(draft: Agreement, hubin: Actor) -> None:
    advance(draft, "submitted", "recorded")
    assert document(draft, hubin, kind="attachment").current.number == 1


def test_while_the_head_decides_only_the_approval_is_added(draft: Agreement, hubin: Actor) -> None:
    made = document(draft, hubin)
    advance(draft, "submitted")
    assert document(draft, hubin, kind="approval", text="Setuju").kind == "approval"
    upload = documents.receive(draft, pdf_file("Lain"), by=hubin)
    with pytest.raises(ValidationError, match="menunggu kepala sekolah"):
        documents.attach_upload(upload, by=hubin, kind="attachment")
    with pytest.raises(ValidationError, match="menunggu kepala sekolah"):
        documents.replace_version(made, [upload], by=hubin, reason="Buram")


def test_cancelled_record_takes_no_more_files(draft: Agreement, hubin: Actor) -> None:
    advance(draft, "submitted", "recorded", "cancelled")
    with pytest.raises(ValidationError, match="dibatalkan"):
        photo(draft, hubin)


def test_paper_of_an_amendment_not_in_effect_can_be_removed(draft: Agreement, hubin: Actor) -> None:
    advance(draft, "submitted", "recorded")
    with acting("test", by=hubin):
        amendment = Instrument.objects.create(agreement=draft, kind="amendment", sequence=1)
    made = documents.attach_upload(
        photo(draft, hubin), by=hubin, kind="amendment", instrument=amendment
    )
    documents.remove(made, by=hubin)
    assert not draft.documents.exists()


# Versions


def test_replacing_keeps_the_older_version(draft: Agreement, hubin: Actor) -> None:
    made = document(draft, hubin)
    older = content_of(made.current)
    advance(draft, "submitted", "recorded")
    upload = documents.receive(draft, pdf_file("Perbaikan"), by=hubin)
    newer = documents.replace_version(made, [upload], by=hubin, reason="Halaman 2 buram")
    again = documents.replace_version(made, [upload], by=hubin, reason="Halaman 2 buram")
    assert newer == again
    assert (newer.number, newer.replacement_reason) == (2, "Halaman 2 buram")
    first = made.versions.get(number=1)
    assert content_of(first) == older
    assert Document.objects.with_versions().get().current == newer


def test_replacing_after_hand_in_needs_a_reason(draft: Agreement, hubin: Actor) -> None:
    made = document(draft, hubin)
    advance(draft, "submitted", "recorded")
    upload = documents.receive(draft, pdf_file("Perbaikan"), by=hubin)
    with pytest.raises(ValidationError) as caught:
        documents.replace_version(made, [upload], by=hubin, reason="  ")
    assert "reason" in caught.value.message_dict
    assert made.versions.count() == 1


def test_what_was_verified_only_a_reviewer_replaces(draft: Agreement, hubin: Actor) -> None:
    reviewer = makers.actor(Role.REVIEWER, makers.office("36"))
    made = document(draft, hubin)
    note = document(draft, hubin, kind="attachment", text="Lampiran")
    advance(draft, "submitted", "recorded", "verified")
    upload = documents.receive(draft, pdf_file("Perbaikan"), by=hubin)
    with pytest.raises(ValidationError, match="diverifikasi"):
        documents.replace_version(made, [upload], by=hubin, reason="Buram")
    documents.replace_version(made, [upload], by=reviewer, reason="Buram")
    other = documents.receive(draft, pdf_file("Baru"), by=hubin)
    documents.replace_version(note, [other], by=hubin, reason="Buram")
    assert [made.versions.count(), note.versions.count()] == [2, 2]


# Who sees what


def test_public_is_only_a_copy_made_for_it(draft: Agreement, hubin: Actor) -> None:
    made = document(draft, hubin)
    with pytest.raises(ValidationError, match="salinan publik"):
        documents.change_visibility(made, by=hubin, visibility=Visibility.PUBLIC)
    made.refresh_from_db()
    assert made.visibility == "parties"
    copy = document(draft, hubin, kind="public_copy", text="Ringkas")
    documents.change_visibility(copy, by=hubin, visibility=Visibility.PARTIES)
    copy.refresh_from_db()
    assert copy.visibility == "parties"


def test_database_holds_that_public_is_a_copy(draft: Agreement, hubin: Actor) -> None:
    made = document(draft, hubin)
    with pytest.raises(IntegrityError, match="public_is_a_copy"), transaction.atomic():
        Document.objects.filter(pk=made.pk).update(visibility="public")


def test_school_does_not_hide_from_itself(draft: Agreement, hubin: Actor) -> None:
    made = document(draft, hubin)
    with pytest.raises(ValidationError) as caught:
        documents.change_visibility(made, by=hubin, visibility=Visibility.OFFICE)
    assert "visibility" in caught.value.message_dict


@pytest.mark.parametrize(
    ("who", "visible"),
    [
        ("hubin", {"parties", "public"}),
        ("reader", {"parties", "public"}),
        ("party_school", {"parties", "public"}),
        ("party_office", {"parties", "office", "public"}),
        ("own_office", {"parties", "office", "public"}),
        ("branch", {"parties", "office", "public"}),
        ("other_branch", {"public"}),
        ("other_office", {"public"}),
        ("stranger", {"public"}),
        ("visitor", {"public"}),
        ("system", {"parties", "office", "public"}),
    ],
)
def test_access_matrix(who: str, visible: set[str]) -> None:
    own = makers.school()
    party = makers.school("SMKN 7 BALIKPAPAN", at="64.71")
    party_office = makers.office("17")
    hubin = makers.actor(Role.SCHOOL_ADMIN, own)
    office = makers.office("36")
    people = {
        "hubin": lambda: hubin,
        "reader": lambda: makers.actor(Role.SCHOOL_READER, own),
        "party_school": lambda: makers.actor(Role.SCHOOL_ADMIN, party),
        "party_office": lambda: makers.actor(Role.OFFICE_VIEWER, party_office),
        "own_office": lambda: makers.actor(Role.REVIEWER, office),
        "branch": lambda: makers.actor(Role.OFFICE_VIEWER, makers.office("36.02")),
        "other_branch": lambda: makers.actor(Role.REVIEWER, makers.office("36.73")),
        "other_office": lambda: makers.actor(Role.REVIEWER, makers.office("32")),
        "stranger": lambda: makers.actor(Role.HEAD, makers.school("SMKN 2 SERANG", at="36.73")),
        "visitor": makers.visitor,
        "system": makers.system,
    }
    agreement = draft_of(hubin, others=(party, party_office))
    document(agreement, hubin)
    document(agreement, hubin, kind="public_copy", text="Ringkas")
    office_note = document(agreement, hubin, kind="other", text="Catatan")
    reviewer = makers.actor(Role.REVIEWER, office)
    documents.change_visibility(office_note, by=reviewer, visibility=Visibility.OFFICE)
    advance(agreement, "submitted", "recorded")
    seen = Document.objects.visible_to(people[who]()).values_list("visibility", flat=True)
    assert set(seen) == visible


def test_public_copy_of_a_draft_is_not_public(draft: Agreement, hubin: Actor) -> None:
    document(draft, hubin, kind="public_copy")
    assert not Document.objects.visible_to(makers.visitor())


@pytest.mark.parametrize("who", ["party", "reader", "stranger"])
def test_only_keepers_of_the_record_change_documents(
    who: str, draft: Agreement, hubin: Actor
) -> None:
    made = document(draft, hubin)
    party = makers.school("SMKN 7 BALIKPAPAN", at="64.71")
    agreement_party = draft.parties.get(side=2)
    agreement_party.school, agreement_party.office = party, None
    agreement_party.save()
    actor = {
        "party": lambda: makers.actor(Role.SCHOOL_ADMIN, party),
        "reader": lambda: makers.actor(Role.SCHOOL_READER, hubin.school),
        "stranger": lambda: makers.actor(Role.HEAD, makers.school("SMKN 9 SERANG", at="36.73")),
    }[who]()
    upload = photo(draft, hubin)
    for change in (
        lambda: documents.remove(made, by=actor),
        lambda: documents.change_visibility(made, by=actor, visibility="parties"),
        lambda: documents.replace_version(made, [upload], by=actor, reason="x"),
        lambda: documents.attach_upload(upload, by=actor, kind="other"),
        lambda: documents.turn_upload(upload, by=actor),
        lambda: documents.discard_upload(upload, by=actor),
    ):
        with pytest.raises(PermissionDenied):
            change()
    assert made.versions.count() == 1
    assert Upload.objects.filter(pk=upload.pk, turn=0, version=None).exists()


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


# Jobs


def test_pages_are_drawn_by_a_job_that_names_who(
    draft: Agreement, hubin: Actor, run_jobs: Callable[[], list[str]]
) -> None:
    made = document(draft, hubin)
    assert made.current.rendering == Rendering.WAITING
    assert ProcrastinateJob.objects.get().args == {
        "version": made.current.pk,
        "by": hubin.user.pk,
    }
    assert run_jobs() == ["agreements.draw_pages"]
    version = DocumentVersion.objects.get()
    assert version.rendering == Rendering.DONE
    assert [page.number for page in version.page_images.all()] == [1, 2]
    assert {page.width for page in version.page_images.all()} == {1100}


def test_job_is_not_deferred_when_the_document_is_not_saved(draft: Agreement, hubin: Actor) -> None:
    upload = photo(draft, hubin)
    with transaction.atomic():
        documents.attach_upload(upload, by=hubin, kind="manuscript")
        transaction.set_rollback(True)
    assert not ProcrastinateJob.objects.exists()
    assert not Document.objects.exists()


def test_drawing_twice_draws_once(draft: Agreement, hubin: Actor) -> None:
    version = document(draft, hubin).current
    tasks.draw_pages(version=version.pk, by=hubin.user.pk)
    drawn = set(DocumentPage.objects.values_list("pk", "file"))
    tasks.draw_pages(version=version.pk, by=hubin.user.pk)
    pages.keep_pictures(version.pk, [])  # a second worker that comes later
    assert set(DocumentPage.objects.values_list("pk", "file")) == drawn


def test_drawing_a_removed_version_does_nothing(draft: Agreement, hubin: Actor) -> None:
    made = document(draft, hubin)
    key = made.current.pk
    documents.remove(made, by=hubin)
    tasks.draw_pages(version=key, by=None)
    assert not DocumentPage.objects.exists()


def test_version_that_cannot_be_drawn_says_so(draft: Agreement, hubin: Actor) -> None:
    version = document(draft, hubin).current
    Path(version.file.path).write_bytes(b"%PDF-1.7 rusak")
    tasks.draw_pages(version=version.pk, by=None)
    version.refresh_from_db()
    assert version.rendering == Rendering.FAILED


def test_night_purges_forgotten_uploads_and_spent_originals(
    draft: Agreement, hubin: Actor, settings: Any
) -> None:
    settings.SELARAS_UNATTACHED_DAYS = 7
    forgotten, fresh = photo(draft, hubin, "red"), photo(draft, hubin, "blue")
    made = document(draft, hubin)
    now = timezone.now()
    Upload.objects.filter(pk=forgotten.pk).update(uploaded_at=now - timedelta(days=8))
    original = made.current.originals.get()
    tasks.sweep_files(timestamp=int(now.timestamp()))
    assert set(draft.uploads.all()) == {fresh, original}
    assert not default_storage.exists(forgotten.file.name)
    assert default_storage.exists(original.file.name)  # still young
    tasks.sweep_files(timestamp=int((now + timedelta(days=6, hours=23)).timestamp()))
    assert default_storage.exists(original.file.name)
    tasks.sweep_files(timestamp=int((now + timedelta(days=8)).timestamp()))
    assert not default_storage.exists(original.file.name)
    original.refresh_from_db()
    assert (original.file.name, original.version) == ("", made.current)
    assert default_storage.exists(made.current.file.name)
    assert find_by_sha256(original.sha256_uploaded).get() == made.current


def test_night_sweeps_orphans_and_spares_young_files(
    draft: Agreement, hubin: Actor, run_jobs: Callable[[], list[str]]
) -> None:
    document(draft, hubin)
    photo(draft, hubin)
    run_jobs()
    named = stored()
    year = sorted(named)[0].rpartition("/")[0]
    Path(default_storage.path(f"{year}/yatim")).write_bytes(b"x")
    moment = datetime.now(tz=UTC)
    assert pages.sweep_orphans(before=moment - timedelta(hours=1)) == 0
    assert pages.sweep_orphans(before=moment + timedelta(hours=1)) == 1
    assert stored() == named


def test_night_without_any_file_does_nothing(db: None) -> None:
    assert pages.sweep_orphans(before=timezone.now()) == 0


def test_night_asks_once_more_for_pages_never_drawn(draft: Agreement, hubin: Actor) -> None:
    version = document(draft, hubin).current
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    later = int((timezone.now() + timedelta(hours=2)).timestamp())
    tasks.sweep_files(timestamp=later)
    job = ProcrastinateJob.objects.get()
    assert (job.task_name, job.args["version"]) == ("agreements.draw_pages", version.pk)


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
    assert len(queries) == 3  # documents, versions, pages


def test_documents_stand_in_reading_order(draft: Agreement, hubin: Actor) -> None:
    kinds = ["other", "approval", "manuscript"]
    for kind in kinds:
        document(draft, hubin, kind=kind, text=kind)
    rows = draft.documents.with_versions()
    assert [row.kind for row in rows] == ["manuscript", "approval", "other"]
