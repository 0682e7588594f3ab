"""What followed PKL, as the school learns it: for many at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.revisions import StaleRecordError
from accounts.roles import Permission
from partnerships.placements.guests import Follower
from partnerships.placements.lifecycle import DONE
from partnerships.placements.models import Outcome, Placement
from partnerships.placements.voices import held_placement, write_down
from schools.actors import Actor


@dataclass(frozen=True)
class Told:
    """What is told of one pupil; `seen` is what the page showed, as `seen_of` writes it."""

    placement: Placement
    result: str
    contract: str
    since: date | None
    seen: str


def seen_of(outcome: Outcome | None) -> str:
    """What stands, in one line: whoever changes it must have seen it."""
    if outcome is None:
        return ""
    return f"{outcome.result}:{outcome.contract}:{outcome.since or ''}"


@transaction.atomic
def record_outcomes(*, told: Sequence[Told], by: Actor) -> int:
    """Write those that differ, all or none; how many did.

    Raises StaleRecordError where the host or a colleague has told something else meanwhile.
    """
    if not by.can(Permission.KEEP_PUPILS):
        raise PermissionDenied
    ordered = sorted(told, key=lambda one: one.placement.pk)
    return sum(_recorded(one, by) for one in ordered)


def _recorded(one: Told, by: Actor) -> bool:
    placement = held_placement(one.placement, by)
    if placement.state not in DONE:
        raise ValidationError(_("Hasil PKL dicatat setelah PKL-nya selesai."))
    row = Outcome.objects.filter(placement=placement).first()
    wanted = f"{one.result}:{one.contract}:{one.since or ''}"
    if not one.result or seen_of(row) == wanted:
        return False
    if seen_of(row) != one.seen:
        raise StaleRecordError
    # A note was another's word on what stood before.
    told = {"result": one.result, "contract": one.contract, "since": one.since, "note": ""}
    write_outcome(placement, row, told, by=by)
    return True


def write_outcome(
    placement: Placement, known: Outcome | None, values: Mapping[str, Any], *, by: Follower
) -> Outcome:
    """Of a placement that is locked: what is told now takes the place of what was known."""
    row = known or Outcome(placement=placement)
    told = {**values, "at": timezone.now()}
    write_down(row, told, by=by, school=placement.period.school_id)
    return row
