"""Jobs of schools, run by the worker."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from schools.mailing import NotSentError, mail_invitation


@app.task(
    name="schools.send_invitation_mail",
    retry=RetryStrategy(max_attempts=6, exponential_wait=6, retry_exceptions=[NotSentError]),
)
def send_invitation_mail(*, link: int) -> None:
    mail_invitation(link)
