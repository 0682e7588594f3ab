"""Jobs of schools, run by the worker."""

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from accounts.clock import today
from accounts.history import history_context
from schools.actions import import_work
from schools.actions.admin_groups import sync_groups
from schools.actions.pupil_import_wiping import wipe_pupil_imports
from schools.actions.pupil_import_work import PupilListWork
from schools.actors import Actor
from schools.mailing import NotSentError, mail_invitation
from schools.models import ImportRun, PupilImport


@app.task(
    name="schools.send_invitation_mail",
    retry=RetryStrategy(max_attempts=6, exponential_wait=6, retry_exceptions=[NotSentError]),
)
def send_invitation_mail(*, link: int) -> None:
    mail_invitation(link)


# Begun again after a failure it goes on where it stopped: what is written stays written.
GOES_ON = RetryStrategy(max_attempts=3, wait=30)


@app.task(name="schools.apply_import", retry=GOES_ON)
def apply_import(*, run: int, by: int, membership: int) -> None:
    """Write a long list of schools; `by` is the user and in which membership."""
    actor = Actor.recalled(user=by, membership=membership, on=today())
    import_work.work_import(by=actor, run=ImportRun.objects.get(pk=run))


@app.task(name="schools.undo_import", retry=GOES_ON)
def undo_import(*, run: int, by: int, membership: int) -> None:
    """Take a long list of schools back."""
    actor = Actor.recalled(user=by, membership=membership, on=today())
    import_work.work_undo(by=actor, run=ImportRun.objects.get(pk=run))


@app.task(name="schools.apply_pupil_import", retry=GOES_ON)
def apply_pupil_import(*, run: int, by: int, membership: int) -> None:
    """Write a long list of pupils."""
    actor = Actor.recalled(user=by, membership=membership, on=today())
    PupilListWork(PupilImport.objects.get(pk=run), by=actor).apply_in_steps()


@app.task(name="schools.undo_pupil_import", retry=GOES_ON)
def undo_pupil_import(*, run: int, by: int, membership: int) -> None:
    """Take a long list of pupils back."""
    actor = Actor.recalled(user=by, membership=membership, on=today())
    PupilListWork(PupilImport.objects.get(pk=run), by=actor).undo_in_steps()


@app.periodic(cron="10 17 * * *")
@app.task(name="schools.sync_groups", queueing_lock="schools.sync_groups")
def sync_groups_daily(timestamp: int) -> None:
    """Just after midnight in Jakarta: memberships that ended by their date close the admin site."""
    with history_context(job="sync_groups"):
        sync_groups(by=Actor.system(on=today(), job="sync_groups"))


@app.periodic(cron="20 17 * * *")
@app.task(name="schools.wipe_pupil_imports", queueing_lock="schools.wipe_pupil_imports")
def wipe_pupil_imports_daily(timestamp: int) -> None:
    """Lists of pupils are kept no longer than they are needed."""
    by = Actor.system(on=today(), job="wipe_pupil_imports")
    wipe_pupil_imports(by=by, at=timezone.now())
