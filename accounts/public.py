"""The demo's mail, which nobody sends: whoever tries the portal reads it here."""

import email
import email.policy
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

# What Django's file backend writes after each message.
SEPARATOR = b"\n" + b"-" * 79 + b"\n"
SHOWN = 100


class Mail(NamedTuple):
    name: str
    to: str
    subject: str
    sent_at: datetime
    body: str


@login_not_required
@require_GET
def mailbox(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/mailbox.html", {"mails": list(_mails())})


@login_not_required
@require_GET
def mail(request: HttpRequest, name: str) -> HttpResponse:
    for found in _mails():
        if found.name == name:
            return render(request, "accounts/mail.html", {"mail": found})
    raise Http404


def _mails() -> Iterator[Mail]:
    """The newest first; outside the demo there is no such page at all."""
    folder = getattr(settings, "EMAIL_FILE_PATH", None)
    if not settings.IS_DEMO or not folder:
        raise Http404
    files = sorted(Path(folder).glob("*.log"), reverse=True)
    for file in files[:SHOWN]:
        messages = file.read_bytes().split(SEPARATOR)
        for index, raw in enumerate(messages):
            if raw.strip():
                yield _read(f"{file.stem}-{index}", raw.lstrip(b"\n"))


def _read(name: str, raw: bytes) -> Mail:
    message = email.message_from_bytes(raw, _class=EmailMessage, policy=email.policy.default)
    part = message.get_body(("plain",))
    return Mail(
        name=name,
        to=str(message["To"]),
        subject=str(message["Subject"]),
        sent_at=_moment(str(message["Date"])),
        body=part.get_content() if part else "",
    )


def _moment(text: str) -> datetime:
    """Django writes UTC as `-0000`, which the standard library reads as no zone at all."""
    parsed = parsedate_to_datetime(text)
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)
