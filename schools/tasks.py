"""Jobs of schools, run by the worker."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from accounts.clock import today
from accounts.history import history_context
from schools.actions import import_work
from schools.actions.admin_groups import sync_groups
from schools.actors import Actor
from schools.mailing import NotSentError, mail_invitation
from schools.models import ImportRun


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


@app.periodic(cron="10 17 * * *")
@app.task(name="schools.sync_groups", queueing_lock="schools.sync_groups")
def sync_groups_daily(timestamp: int) -> None:
    """Just after midnight in Jakarta: memberships that ended by their date close the admin site."""
    with history_context(job="sync_groups"):
        sync_groups(by=Actor.system(on=today(), job="sync_groups"))
