"""Jobs of accounts, run by the worker."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from accounts.mailing import mail_notice


class NotSentError(Exception):
    """The mail server did not take it; the job is tried again, later each time."""


@app.task(
    name="accounts.send_notice_mail",
    retry=RetryStrategy(max_attempts=6, exponential_wait=6, retry_exceptions=[NotSentError]),
)
def send_notice_mail(*, notice: int) -> None:
    if not mail_notice(notice):
        raise NotSentError
