"""What the boxes of several lists offer."""

from django.db.models import Q, QuerySet

from partnerships.placements.models import Opening
from schools.actors import Actor
from schools.models import Concentration, Region, SchoolConcentration


def concentrations_asked(actor: Actor) -> QuerySet[Concentration]:
    """What the actor's school offers; of others, what is offered a seat anywhere."""
    if actor.school:
        taught = SchoolConcentration.objects.valid_on(actor.on).filter(school=actor.school)
        known = Q(pk__in=taught.values("concentration"))
    else:
        offers = Opening.objects.visible_to(actor).filter(concentration__isnull=False)
        known = Q(pk__in=offers.values("concentration"))
    return Concentration.objects.filter(known).order_by("sort_key", "pk")


def regencies_near(actor: Actor) -> QuerySet[Region]:
    """Kabupaten/kota of the province of the school or office; all 514 would weigh too much."""
    place = actor.school or actor.office
    if place is None or place.province_id is None:
        return Region.objects.none()
    return Region.objects.regencies().filter(parent=place.province_id)


def offered_to(concentration: Concentration, *, prefix: str = "") -> Q:
    """Seats for that konsentrasi, or for any."""
    return Q(**{f"{prefix}concentration": concentration}) | Q(
        **{f"{prefix}concentration__isnull": True}
    )
