"""What goes wrong at a host: told by the pupil, taken up and closed by the school."""

from datetime import timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.revisions import locked
from partnerships.placements.guests import PupilGuest, remembered
from partnerships.placements.models import Placement, ProblemReport
from partnerships.placements.notifications import tell_problem, tell_reopened
from partnerships.placements.voices import held_placement, said_by
from schools.actors import Actor

REPORTS_A_DAY = 5


@transaction.atomic
def report_problem(
    *, placement: Placement, kind: str, text: str, by: PupilGuest, form_token: UUID | None = None
) -> ProblemReport:
    """It reaches the school at once; the same form sent twice is one report."""
    current = held_placement(placement, by)
    made = ProblemReport.objects.filter(placement=current, form_token=form_token)
    if form_token and (first := made.first()):
        return first
    _demand_few(current)
    with remembered(by):
        report = ProblemReport.objects.create(
            placement=current,
            kind=kind,
            text=text.strip(),
            at=timezone.now(),
            form_token=form_token,
            **said_by(by, school=current.period.school_id),
        )
    tell_problem(report, on=by.on)
    return report


def _demand_few(placement: Placement) -> None:
    """Each wakes several people: whoever plays with a found telephone is stopped."""
    since = timezone.now() - timedelta(days=1)
    if placement.problems.filter(at__gte=since).count() >= REPORTS_A_DAY:
        raise ValidationError(
            _("Laporanmu hari ini sudah diterima sekolah. Bila mendesak, telepon gurumu atau 112.")
        )


def _held(report: ProblemReport, by: Actor) -> ProblemReport:
    current = locked(ProblemReport.objects.visible_to(by), report.pk)
    if not Placement.objects.followed_by(by).filter(pk=current.placement_id).exists():
        raise PermissionDenied
    return current


@transaction.atomic
def take_up(*, report: ProblemReport, by: Actor) -> ProblemReport:
    """ "Saya tangani": the pupil reads who does; the first who says so stands there."""
    current = _held(report, by)
    if current.seen_at is None:
        current.seen_at, current.seen_by = timezone.now(), by.user
        current.save()
    return current


@transaction.atomic
def close(*, report: ProblemReport, outcome: str, by: Actor) -> ProblemReport:
    """What the school did, in words that the pupil reads; the second word is refused."""
    current = _held(report, by)
    if current.closed_at is not None:
        raise ValidationError(_("Laporan ini sudah ditutup."))
    now = timezone.now()
    if current.seen_at is None:
        current.seen_at, current.seen_by = now, by.user
    current.closed_at, current.closed_by, current.outcome = now, by.user, outcome.strip()
    current.save()
    return current


@transaction.atomic
def reopen(*, report: ProblemReport, reason: str, by: Actor) -> ProblemReport:
    """What was closed too early waits again, handled by who opens it; the others hear of it."""
    current = _held(report, by)
    if current.closed_at is None:
        raise ValidationError(_("Laporan ini tidak (lagi) ditutup."))
    now = timezone.now()
    current.closed_at, current.closed_by, current.outcome = None, None, ""
    current.seen_at, current.seen_by = now, by.user
    current.reopened_at, current.reopened_by = now, by.user
    current.reopened_because = reason.strip()
    current.save()
    tell_reopened(current, by=by)
    return current
