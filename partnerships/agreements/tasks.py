"""Jobs of agreements, run by the worker."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from accounts.clock import today
from accounts.history import history_context
from partnerships.agreements.actions import import_work, pages
from partnerships.agreements.actions.figures import keep_figures
from partnerships.agreements.actions.partner_changes import settle_after_partners
from partnerships.agreements.models import AgreementImport
from partnerships.agreements.models.documents import DocumentVersion
from schools.actors import Actor


@app.task(name="agreements.draw_pages", retry=RetryStrategy(max_attempts=3, exponential_wait=10))
def draw_pages(*, version: int, by: int | None) -> None:
    """Draw the pages of a stored version; `by` is the user who put it there."""
    with history_context(user=by, job="agreements.draw_pages"):
        pages.draw(version)


@app.periodic(cron="17 19 * * *")
@app.task(name="agreements.sweep_files")
def sweep_files(timestamp: int) -> None:
    """Every night (02.17 WIB): forgotten uploads, orphaned files, pages that were never drawn."""
    now = datetime.fromtimestamp(timestamp, tz=UTC)
    with history_context(job="agreements.sweep_files"):
        pages.purge_uploads(before=now - timedelta(days=settings.SELARAS_UNATTACHED_DAYS))
        pages.sweep_orphans(before=now - timedelta(days=1))
        late = DocumentVersion.objects.waiting_for_pages().filter(
            uploaded_at__lt=now - timedelta(hours=1)
        )
        for version in late:
            ask_again(version)


@app.periodic(cron="*/10 * * * *")
@app.task(name="agreements.count_register", queueing_lock="agreements.count_register")
def count_register(timestamp: int) -> None:
    """Every ten minutes: the figures that the front page and the maps of a large register show."""
    by = Actor.system(on=today(), job="agreements.count_register")
    keep_figures(by=by, at=datetime.fromtimestamp(timestamp, tz=UTC))


@app.periodic(cron="*/10 * * * *")
@app.task(name="agreements.settle_partners", queueing_lock="agreements.settle_partners")
def settle_partners(timestamp: int) -> None:
    """Every ten minutes: looks that are owed since a partner's kind or country changed."""
    by = Actor.system(on=today(), job="agreements.settle_partners")
    settle_after_partners(by=by, at=datetime.fromtimestamp(timestamp, tz=UTC))


def ask_again(version: DocumentVersion) -> None:
    """Defer the drawing once more, unless that job already waits."""
    job = draw_pages.configure(queueing_lock=f"agreements.draw_pages:{version.pk}")
    try:
        with transaction.atomic():
            job.defer(version=version.pk, by=version.uploaded_by_id)
    except AlreadyEnqueued:
        return


# Begun again after a failure it goes on where it stopped: what is made stays made.
GOES_ON = RetryStrategy(max_attempts=3, wait=30)


@app.task(name="agreements.work_import", retry=GOES_ON)
def work_import(*, run: int, by: int, membership: int) -> None:
    """Make the drafts of a long list; `by` is the user and in which membership."""
    import_work.work(by=importer(by, membership), run=AgreementImport.objects.get(pk=run))


@app.task(name="agreements.undo_import", retry=GOES_ON)
def undo_import(*, run: int, by: int, membership: int) -> None:
    """Take the drafts of a long list back."""
    import_work.work_undo(by=importer(by, membership), run=AgreementImport.objects.get(pk=run))


def importer(user: int, membership: int) -> Actor:
    return Actor.recalled(user=user, membership=membership, on=today())
