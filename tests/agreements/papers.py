"""Builders of agreements' papers for tests."""

import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from partnerships.agreements.actions.acting import acting
from partnerships.agreements.actions.documents import attach_upload, receive
from partnerships.agreements.actions.drafts import Recorder, start_draft
from partnerships.agreements.models import Agreement, Document, Party, Upload, Visibility
from schools.actors import Actor
from schools.models import Office, School
from tests import makers
from tests.accounts.files.arriving import pdf_bytes


def draft_of(by: Actor, *, school: School | None = None, others: tuple[Any, ...] = ()) -> Agreement:
    """A draft of the actor's school or office, with these schools or offices on the other side."""
    recorder = Recorder(school=school or by.school, office=None if school else by.office)
    agreement = start_draft(by=by, recorder=recorder)
    for other in others or (makers.office("64"),):
        Party.objects.create(
            agreement=agreement,
            side=2,
            school=other if isinstance(other, School) else None,
            office=other if isinstance(other, Office) else None,
        )
    return agreement


def advance(agreement: Agreement, *states: str) -> Agreement:
    """Through these states, without what the actions of the register demand."""
    number = f"SLR/36/2025/{agreement.pk:06}"
    for state in states:
        with acting("test", by=makers.system()):
            agreement.state = state
            if state == "recorded":
                agreement.registration_number = number
                agreement.recorded_at = agreement.created_at
            agreement.state_reason = "Diuji"
            agreement.save()
    return agreement


def photo_file(colour: str = "red", name: str = "foto.jpg") -> SimpleUploadedFile:
    target = io.BytesIO()
    Image.new("RGB", (300, 200), colour).save(target, "JPEG")
    return SimpleUploadedFile(name, target.getvalue(), content_type="image/jpeg")


def pdf_file(text: str = "Perjanjian", name: str = "pks.pdf", pages: int = 2) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdf_bytes(pages, text), content_type="application/pdf")


def photo(agreement: Agreement, by: Actor, colour: str = "red") -> Upload:
    return receive(agreement, photo_file(colour), by=by)


def document(
    agreement: Agreement, by: Actor, *, kind: str = "manuscript", text: str = "Perjanjian"
) -> Document:
    """A document of two pages; a public copy is for everybody."""
    public = kind == "public_copy"
    return attach_upload(
        receive(agreement, pdf_file(text), by=by),
        by=by,
        kind=kind,
        visibility=Visibility.PUBLIC if public else Visibility.PARTIES,
    )
