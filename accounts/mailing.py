"""The mail that copies a notice."""

import logging

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string

from accounts.models import MailState, Notice

logger = logging.getLogger("selaras.notices")


def mail_notice(pk: int) -> bool:
    """Send a notice's mail once; False when it could not be sent and is worth another try."""
    with transaction.atomic():
        notice = (
            Notice.objects.select_for_update(of=("self",))
            .select_related("recipient")
            .filter(pk=pk, mail__in=[MailState.WAITING, MailState.FAILED])
            .first()
        )
        if notice is None or not notice.recipient.email:
            return True
        try:
            _message(notice).send()
        except OSError:
            logger.exception("notice mail not sent")
            notice.mail = MailState.FAILED
        else:
            notice.mail = MailState.SENT
        notice.save(update_fields=["mail"])
        return notice.mail == MailState.SENT


def _message(notice: Notice) -> EmailMultiAlternatives:
    context = {
        "notice": notice,
        "address": f"{settings.SELARAS_PUBLIC_URL}{notice.path or '/kotak-masuk/'}",
        "office": settings.SELARAS_OFFICE["name"],
    }
    message = EmailMultiAlternatives(
        subject=f"[Selaras] {' '.join(notice.subject.split())}",
        body=render_to_string("accounts/mail/notice.txt", context),
        to=[notice.recipient.email],
    )
    message.attach_alternative(render_to_string("accounts/mail/notice.html", context), "text/html")
    return message
