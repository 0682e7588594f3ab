"""The mail that carries an invitation."""

import logging

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.history import history_context
from accounts.models import MailState
from schools.models.memberships import AccessLink
from schools.tokens import address, hash_of, new_token

logger = logging.getLogger("selaras.invitations")


class NotSentError(Exception):
    """The mail server did not take it; the job is tried again, later each time."""


def mail_invitation(pk: int) -> None:
    """Send the mailed link of an open invitation.

    Its token is made here, so that no job and no log ever holds one.
    """
    with history_context(job="schools.send_invitation_mail"), transaction.atomic():
        link = (
            AccessLink.objects.open_at(timezone.now())
            .select_for_update(of=("self",))
            .for_reading()
            .filter(pk=pk, mail__in=[MailState.WAITING, MailState.FAILED])
            .first()
        )
        if link is None:
            return
        token = new_token()
        is_sent = _send(link, token)
        link.mail = MailState.SENT if is_sent else MailState.FAILED
        link.mail_token_hash = hash_of(token) if is_sent else None
        link.save(update_fields=["mail", "mail_token_hash"])
    if not is_sent:
        raise NotSentError


def _send(link: AccessLink, token: str) -> bool:
    context = {
        "link": link,
        "address": address(reverse("schools:link_invitation", args=[token])),
        "office": settings.SELARAS_OFFICE["name"],
    }
    message = EmailMultiAlternatives(
        subject=_("[Selaras] Undangan: %s") % link.label,
        body=render_to_string("schools/mail/invitation.txt", context),
        to=[link.email],
    )
    html = render_to_string("schools/mail/invitation.html", context)
    message.attach_alternative(html, "text/html")
    try:
        message.send()
    except OSError:
        logger.exception("invitation mail not sent")
        return False
    return True
