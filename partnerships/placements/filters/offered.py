"""What the boxes of several lists offer."""

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django_filters import Filter

from accounts.roles import Permission
from partnerships.placements.models import Opening
from schools.actors import Actor
from schools.forms.pupils import concentrations_for
from schools.models import Concentration, Region


def concentrations_asked(actor: Actor) -> QuerySet[Concentration]:
    """What the actor's school teaches; of others, what is offered a seat anywhere."""
    if actor.school:
        taught: QuerySet[Concentration] = concentrations_for(actor.school, actor)
        return taught
    offers = Opening.objects.visible_to(actor).filter(concentration__isnull=False)
    known = Concentration.objects.filter(pk__in=offers.values("concentration"))
    return known.order_by("sort_key", "pk")


def offer_concentrations(box: Filter, actor: Actor) -> None:
    """What the box offers; a school of which none is known is told where to record them."""
    box.queryset = concentrations_asked(actor)
    if actor.school and not box.queryset.exists():
        box.extra["help_text"] = none_known(actor)


def none_known(actor: Actor) -> SafeString:
    told = _("Sekolah belum mencatat konsentrasi keahliannya.")
    if actor.school is None or not actor.can(Permission.EDIT_SCHOOL):
        return format_html("{}", told)
    there = reverse("schools:add_fact", args=[actor.school.key, "konsentrasi"])
    return format_html('{} <a href="{}">{}</a>', told, there, _("Catat konsentrasi"))


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
