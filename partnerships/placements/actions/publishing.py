"""Making a draft the plan of a period, and taking it back while nothing has come of it."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.revisions import lock_revision, locked
from partnerships.placements.actions.placements import plan_placements, withdraw_plan
from partnerships.placements.models import (
    AssignedPlace,
    AssignmentRun,
    Letter,
    Placement,
    PlacementPeriod,
)
from schools.actors import Actor


def _locked(run: AssignmentRun, by: Actor, revision: int | None) -> AssignmentRun:
    """The draft as the page showed it, and its period: two who publish take turns."""
    if by.user is None:
        raise PermissionDenied
    locked(PlacementPeriod.objects.assignable_by(by), run.period_id)
    return lock_revision(AssignmentRun.objects.editable_by(by), run.pk, revision=revision)


def places_of(run: AssignmentRun) -> dict[int, int]:
    """The opening of each pupil who has one, by keys; without those stopped since."""
    rows = AssignedPlace.objects.filter(
        run=run,
        opening__isnull=False,
        pupil__processing_stopped_at__isnull=True,
        pupil__anonymised_at__isnull=True,
    )
    return dict(rows.values_list("pupil", "opening"))


@transaction.atomic
def publish(*, run: AssignmentRun, by: Actor, revision: int | None) -> AssignmentRun:
    """Plan a placement for everybody whom the draft gives a place; pupils read it by their links.

    A later draft that leaves everybody where they are takes the place of the one before. Raises
    StaleRecordError, ValidationError, and IntegrityError where a seat is not free any more.
    """
    current = _locked(run, by, revision)
    if not current.is_done:
        raise ValidationError(_("Draf ini belum selesai dihitung."))
    if current.is_published:
        raise ValidationError(_("Draf ini sudah diterbitkan."))
    places = places_of(current)
    if not places:
        raise ValidationError(_("Draf ini tidak memberi tempat kepada siapa pun."))
    _demand_unmoved(current, places)
    plan_placements(period=current.period, places=places, by=by)
    for before in AssignmentRun.objects.filter(period=current.period_id).published():
        _unmark(before)
    current.published_at, current.published_by = timezone.now(), by.user
    current.save(update_fields=["published_at", "published_by", "revision", "updated_at"])
    return current


def _demand_unmoved(run: AssignmentRun, places: dict[int, int]) -> None:
    seated = Placement.objects.standing().filter(period=run.period_id, pupil__in=places)
    moved = sum(places[pupil] != place for pupil, place in seated.values_list("pupil", "opening"))
    if moved:
        told = _("%(count)s siswa sudah direncanakan di tempat lain; tarik dahulu rencana itu.")
        raise ValidationError(told % {"count": moved})


@transaction.atomic
def unpublish(*, run: AssignmentRun, by: Actor, revision: int | None) -> AssignmentRun:
    """Take the plan back: nothing is left of it. Raises StaleRecordError, and ValidationError once
    a letter was made or a placement has gone further: then placements are cancelled one by one."""
    current = _locked(run, by, revision)
    if not current.is_published:
        raise ValidationError(_("Draf ini tidak sedang diterbitkan."))
    planned = _planned_by(current)
    if Letter.objects.filter(placements__in=planned).exists():
        raise ValidationError(_("Surat untuk penempatan ini sudah dibuat; batalkan satu per satu."))
    withdraw_plan(placements=planned, by=by)
    _unmark(current)
    return current


def _planned_by(run: AssignmentRun) -> list[Placement]:
    places = places_of(run)
    rows = Placement.objects.standing().filter(period=run.period_id, pupil__in=places)
    return [row for row in rows if places[row.pupil_id] == row.opening_id]


def _unmark(run: AssignmentRun) -> None:
    run.published_at = run.published_by = None
    run.revision += 1
    run.save(update_fields=["published_at", "published_by", "revision", "updated_at"])
