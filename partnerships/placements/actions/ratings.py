"""What a pupil says at the end: how the place was, and what follows."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.placements.actions.outcomes import write_outcome
from partnerships.placements.guests import PupilGuest
from partnerships.placements.journals.ratings import may_rate
from partnerships.placements.lifecycle import UNDER_WAY
from partnerships.placements.models import Outcome, Placement, PlaceRating
from partnerships.placements.voices import held_placement, write_down


def _held(placement: Placement, by: PupilGuest) -> Placement:
    current = held_placement(placement, by)
    if current.state not in UNDER_WAY or not may_rate(current, on=by.on):
        raise ValidationError(_("Penilaian dibuka dua minggu sebelum PKL selesai, selama 30 hari."))
    return current


@transaction.atomic
def rate(*, placement: Placement, values: dict[str, Any], by: PupilGuest) -> PlaceRating:
    """One answer of each placement; said again, it replaces what was said."""
    current = _held(placement, by)
    rating = PlaceRating.objects.filter(placement=current).first()
    rating = rating or PlaceRating(placement=current)
    told = values | {"at": timezone.now()}
    write_down(rating, told, by=by, school=current.period.school_id)
    return rating


@transaction.atomic
def tell_outcome(*, placement: Placement, values: dict[str, Any], by: PupilGuest) -> Outcome:
    """Whether work followed, by the pupil's word; what the school or the host said stays."""
    current = _held(placement, by)
    outcome = Outcome.objects.filter(placement=current).first()
    if outcome and not outcome.is_of_pupil:
        raise ValidationError(_("Hasil PKL-mu sudah dicatat sekolah atau tempat PKL."))
    return write_outcome(current, outcome, values, by=by)
