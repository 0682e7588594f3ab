"""Jobs of schools, run by the worker."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from accounts.clock import today
from accounts.history import history_context
from schools.actions.groups import sync_groups
from schools.actors import Actor
from schools.mailing import NotSentError, mail_invitation


@app.task(
    name="schools.send_invitation_mail",
    retry=RetryStrategy(max_attempts=6, exponential_wait=6, retry_exceptions=[NotSentError]),
)
def send_invitation_mail(*, link: int) -> None:
    mail_invitation(link)


@app.periodic(cron="10 17 * * *")
@app.task(name="schools.sync_groups", queueing_lock="schools.sync_groups")
def sync_groups_daily(timestamp: int) -> None:
    """Just after midnight in Jakarta: memberships that ended by their date close the admin site."""
    with history_context(job="sync_groups"):
        sync_groups(by=Actor.system(on=today(), job="sync_groups"))
