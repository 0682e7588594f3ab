"""Papers handed in: kept as they are, replaced with a reason."""

from contextlib import nullcontext
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.roles import Role
from partnerships.agreements.actions import documents
from partnerships.agreements.actions.acting import acting
from partnerships.agreements.models import Agreement, Document, Instrument
from schools.actors import Actor
from tests import makers
from tests.agreements.documents.storage import content_of
from tests.agreements.papers import advance, document, pdf_file, photo

pytestmark = pytest.mark.django_db


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
