"""Drawing pages, and the sweeping of the night."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from partnerships.agreements import tasks
from partnerships.agreements.actions import documents, pages
from partnerships.agreements.models import (
    Agreement,
    Document,
    DocumentPage,
    DocumentVersion,
    Rendering,
    Upload,
    find_by_sha256,
)
from schools.actors import Actor
from tests.agreements.documents.storage import stored
from tests.agreements.papers import document, photo

pytestmark = pytest.mark.django_db


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
    draft: Agreement, hubin: Actor, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    def sweep(on: datetime) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            tasks.sweep_files(timestamp=int(on.timestamp()))

    settings.SELARAS_UNATTACHED_DAYS = 7
    forgotten, fresh = photo(draft, hubin, "red"), photo(draft, hubin, "blue")
    made = document(draft, hubin)
    now = timezone.now()
    Upload.objects.filter(pk=forgotten.pk).update(uploaded_at=now - timedelta(days=8))
    original = made.current.originals.get()
    sweep(now)
    assert set(draft.uploads.all()) == {fresh, original}
    assert not default_storage.exists(forgotten.file.name)
    assert default_storage.exists(original.file.name)  # still young
    sweep(now + timedelta(days=6, hours=23))
    assert default_storage.exists(original.file.name)
    sweep(now + timedelta(days=8))
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
