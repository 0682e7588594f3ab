"""What followed PKL at a partner, in sums of those pupils whom the reader may know of."""

from dataclasses import dataclass

from django.db.models import Count, Q

from partnerships.partners.models import Partner
from partnerships.placements.models import Placement
from partnerships.placements.models.outcomes import OutcomeResult
from schools.actors import Actor


@dataclass(frozen=True)
class Afterwards:
    """Of the pupils of the own school: how many were there, of how many it is known what followed,
    how many work there or were offered to."""

    done: int
    told: int
    hired: int
    offered: int


def afterwards(partner: Partner, *, actor: Actor) -> Afterwards | None:
    """None for who belongs to no school, and where none of its pupils has been there."""
    if actor.school is None:
        return None
    rows = Placement.objects.visible_to(actor).done().filter(opening__hosting__partner=partner)
    sums = rows.aggregate(
        done=Count("pk"),
        told=Count("outcome"),
        hired=Count("pk", filter=Q(outcome__result=OutcomeResult.HIRED)),
        offered=Count("pk", filter=Q(outcome__result=OutcomeResult.OFFERED)),
    )
    return Afterwards(**sums) if sums["done"] else None
