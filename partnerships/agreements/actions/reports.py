"""What visitors say is wrong on a public page, and what the office answers them."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.agreements import notifications
from partnerships.agreements.models import Agreement, PublicReport
from partnerships.agreements.models.reviews import ReportOutcome
from schools.actors import Actor
from schools.models.regions import Region

# Within this time the same words about the same page are one report, sent twice.
SENT_TWICE = timedelta(minutes=15)


@transaction.atomic
def report(
    *,
    by: Actor,
    path: str,
    text: str,
    contact: str = "",
    agreement: Agreement | None = None,
    province: Region | None = None,
) -> PublicReport:
    """Put a report into the queue of the office of that province; a second click finds the first.

    `path` is the public page that it is about, beginning with a slash.
    """
    now = timezone.now()
    said = PublicReport(
        path=path,
        text=text.strip(),
        contact=contact.strip(),
        agreement=agreement,
        province=province,
        reported_at=now,
    )
    _one_at_a_time(f"{said.path}\n{said.text}")
    first = PublicReport.objects.filter(
        path=said.path, text=said.text, reported_at__gt=now - SENT_TWICE
    ).first()
    if first:
        return first
    said.full_clean()
    said.save()
    notifications.tell_reported(said, by=by)
    return said


def _one_at_a_time(words: str) -> None:
    """Until the end of the transaction nobody else hands in the same words: there is no row yet
    that could be locked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [words])


@transaction.atomic
def close_report(
    public_report: PublicReport, *, by: Actor, outcome: str, answer: str
) -> PublicReport:
    """The office says what it found; the answer is shown to whoever holds the receipt."""
    current = (
        PublicReport.objects.answerable_by(by)
        .select_for_update(of=("self",))
        .filter(pk=public_report.pk)
        .first()
    )
    if current is None or by.user is None:
        raise PermissionDenied
    if current.outcome != ReportOutcome.OPEN:
        raise ValidationError(_("Laporan ini sudah dijawab."))
    if outcome not in {ReportOutcome.FIXED, ReportOutcome.UNFOUNDED}:
        raise ValidationError({"outcome": _("Pilih hasilnya.")})
    if not answer.strip():
        raise ValidationError({"answer": _("Tuliskan jawaban bagi pelapor.")})
    current.outcome, current.answer = outcome, answer.strip()
    current.closed_at, current.closed_by = timezone.now(), by.user
    current.save()
    return current
