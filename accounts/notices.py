"""Telling people something: a notice in the portal's inbox, a mail as its copy, a WhatsApp text."""

from collections.abc import Iterable
from typing import NamedTuple, Protocol
from urllib.parse import quote

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from phonenumber_field.phonenumber import PhoneNumber
from phonenumbers import NumberParseException

from accounts.models import HandSent, MailState, Notice, User
from accounts.tasks import send_notice_mail


class Doer(Protocol):
    """Whoever acts: `schools.actors.Actor`, which this app cannot name."""

    @property
    def user(self) -> User | None: ...


@transaction.atomic
def notify(
    *,
    recipients: Iterable[User],
    kind: str,
    subject: str,
    by: Doer,
    body: str = "",
    path: str = "",
) -> list[Notice]:
    """Write one notice per active person, never to the one who acts; mail is sent after commit.

    `path` is the portal's page that the notice leads to, beginning with a slash.
    """
    doer = by.user.pk if by.user else None
    people = {user.pk: user for user in recipients if user.is_active and user.pk != doer}
    now = timezone.now()
    notices = Notice.objects.bulk_create(
        Notice(
            recipient=user,
            kind=kind,
            subject=subject[:200],
            body=body,
            path=path,
            created_at=now,
            mail=MailState.WAITING if user.email else MailState.NONE,
        )
        for user in people.values()
    )
    for notice in notices:
        if notice.mail == MailState.WAITING:
            send_notice_mail.defer(notice=notice.pk)
    return notices


class WhatsAppText(NamedTuple):
    """A text ready to copy, and the link that opens WhatsApp with it."""

    text: str
    url: str


def letter_text(name: str, *paragraphs: str, signed: Iterable[str]) -> str:
    """A letter in the polite form, signed line by line with the person and where they work."""
    ends = [_("Terima kasih."), *(line for line in signed if line)]
    return "\n\n".join([_("Yth. %s,") % name, *paragraphs, "\n".join(ends)])


def whatsapp_text(text: str, *, to: PhoneNumber | str | None = None) -> WhatsAppText:
    """To one number, or without one to whichever chat or group the sender then chooses."""
    return WhatsAppText(text, f"https://wa.me/{_international(to)}?text={quote(text)}")


def _international(number: PhoneNumber | str | None) -> str:
    """`62812…` from `0812…` or `+62 812…`, as wa.me wants it; nothing from what is no number."""
    if not number:
        return ""
    try:
        parsed = PhoneNumber.from_string(str(number), region="ID")
    except NumberParseException:
        return ""
    return parsed.as_e164.removeprefix("+")


@transaction.atomic
def record_hand_sent(*, kind: str, about: str, group: str, by: Doer) -> HandSent:
    """Log that somebody passed a text on by hand; `about` names what, e.g. a register number."""
    if by.user is None:
        raise ValueError("Only a person sends by hand.")
    return HandSent.objects.create(
        kind=kind, about=about, group=group, sent_by=by.user, sent_at=timezone.now()
    )
