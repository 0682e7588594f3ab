"""Pupils' ranked choices, and the places that they found themselves."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.revisions import locked, saved_once
from accounts.roles import Permission
from partnerships.placements.guests import PupilGuest, remembered
from partnerships.placements.models import (
    AssignmentRun,
    Choice,
    Opening,
    PlacementPeriod,
    ProposedPlace,
)
from partnerships.placements.models.choices import MOST_CHOICES, ProposalState
from partnerships.placements.pupils import places_for, pupils_of, studies_of
from schools.actors import Actor
from schools.models.pupils import Pupil


def _of_period(period: PlacementPeriod, pupil: Pupil, by: Actor | PupilGuest) -> Pupil:
    """The pupil, locked, if the period is for it and the actor may speak for it."""
    known = Pupil.objects.filter(pk__in=pupils_of(period).order_by().values("pk"))
    if isinstance(by, PupilGuest):
        known = known.filter(pk=by.pupil.pk)
    elif by.can(Permission.PLACE_PUPILS):
        known = known.filter(pk__in=Pupil.objects.visible_to(by).values("pk"))
    else:
        raise PermissionDenied
    return locked(known, pupil.pk)


@transaction.atomic
def choose(
    *,
    period: PlacementPeriod,
    pupil: Pupil,
    places: Sequence[Opening],
    by: Actor | PupilGuest,
) -> None:
    """The places that the pupil would like to go to, best first; what was chosen before is gone."""
    current = _of_period(period, pupil, by)
    if (
        isinstance(by, PupilGuest)
        and AssignmentRun.objects.published().filter(period=period).exists()
    ):
        raise ValidationError(_("Sekolah sudah membagi tempat; pilihan tidak dapat diubah lagi."))
    studies = studies_of(pupils_of(period).get(pk=current.pk))
    open_to = {place.pk for place in places_for(period, concentration=studies)}
    wanted = [place.pk for place in places]
    if len(wanted) > MOST_CHOICES or len(set(wanted)) != len(wanted):
        raise ValidationError(_("Paling banyak lima tempat, masing-masing sekali."))
    if not set(wanted) <= open_to:
        raise ValidationError(_("Salah satu tempat tidak ditawarkan lagi; pilih ulang."))
    rows = Choice.objects.filter(period=period, pupil=current)
    if list(rows.order_by("rank").values_list("opening", flat=True)) == wanted:
        return
    with remembered(by):
        rows.delete()
        Choice.objects.bulk_create(
            Choice(period=period, pupil=current, opening_id=place, rank=rank)
            for rank, place in enumerate(wanted, 1)
        )


@transaction.atomic
def propose_place(
    *,
    period: PlacementPeriod,
    pupil: Pupil,
    values: dict[str, Any],
    by: Actor | PupilGuest,
    form_token: UUID | None = None,
) -> ProposedPlace:
    """A place that the pupil found; the same form sent twice is one."""
    current = _of_period(period, pupil, by)
    proposed = ProposedPlace(
        period=period,
        pupil=current,
        proposed_at=timezone.now(),
        form_token=form_token,
        **values,
    )
    with remembered(by):
        return saved_once(proposed, ProposedPlace.objects.filter(pupil=current))


def undecided(proposed: ProposedPlace, by: Actor) -> ProposedPlace:
    """The proposal under a lock, while the school has not answered; else ValidationError."""
    if not by.can(Permission.PLACE_PUPILS):
        raise PermissionDenied
    current = locked(ProposedPlace.objects.visible_to(by), proposed.pk)
    if current.state != ProposalState.WAITING:
        raise ValidationError(_("Usulan ini sudah diputuskan."))
    return current


@transaction.atomic
def refuse_place(*, proposed: ProposedPlace, reason: str, by: Actor) -> ProposedPlace:
    """No, and why; the pupil may propose another."""
    current = undecided(proposed, by)
    if not reason.strip():
        raise ValidationError({"reason": _("Tuliskan alasannya agar siswa mengerti.")})
    current.state, current.reason = ProposalState.REFUSED, reason.strip()
    current.decided_at, current.decided_by = timezone.now(), by.user
    current.save()
    return current
