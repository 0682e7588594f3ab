"""Pupils' choices of a whole sheet, each by the action for one."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.roles import Permission
from partnerships.placements.actions.choices import choose
from partnerships.placements.imports.choices import Wanted, chosen_in
from partnerships.placements.models import PlacementPeriod
from partnerships.placements.pupils import pupils_of, taken_places
from schools.actors import Actor
from schools.models.pupils import Pupil


@dataclass(frozen=True)
class Applied:
    """How many have the choices of the sheet now, and how many were left as they are."""

    written: int
    left: int


@transaction.atomic
def apply_choices(*, period: PlacementPeriod, wanted: Sequence[Wanted], by: Actor) -> Applied:
    """Write what was seen. Who has chosen otherwise since then, or cannot go there any more, is
    left alone; applied once more, it changes nothing."""
    if not by.can(Permission.PLACE_PUPILS):
        raise PermissionDenied
    pupils = _locked(period, wanted, by)
    now = _chosen(period)
    places = {place.public_id: place for place in taken_places(period)}
    written = 0
    for one in wanted:
        pupil, current = pupils.get(one.pupil), now.get(one.pupil, [])
        if pupil is None or current not in (one.before, one.after):
            continue
        if not set(one.after) <= places.keys():
            continue
        if current == one.after:
            written += 1
            continue
        try:
            with transaction.atomic():
                choose(period=period, pupil=pupil, places=[places[key] for key in one.after], by=by)
        except (ValidationError, Pupil.DoesNotExist):
            continue
        written += 1
    return Applied(written, len(wanted) - written)


def _locked(period: PlacementPeriod, wanted: Sequence[Wanted], by: Actor) -> dict[str, Pupil]:
    """Pupils choose under the lock of their own row, so that nobody chooses meanwhile."""
    meant = Pupil.objects.visible_to(by).filter(public_id__in=[one.pupil for one in wanted])
    rows = Pupil.objects.filter(
        pk__in=meant.values("pk"), school=period.school_id
    ).select_for_update(of=("self",))
    known = set(pupils_of(period).order_by().values_list("pk", flat=True))
    return {row.public_id: row for row in rows.order_by("pk") if row.pk in known}


def _chosen(period: PlacementPeriod) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in chosen_in(period).select_related("pupil", "opening"):
        found.setdefault(one.pupil.public_id, []).append(one.opening.public_id)
    return found
