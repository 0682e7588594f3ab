"""Partners as points on a map."""

from dataclasses import dataclass

from partnerships.partners.models import Partner, Site
from schools.actors import Actor
from schools.models.regions import Region


@dataclass(frozen=True)
class Point:
    latitude: float
    longitude: float
    label: str
    url: str


def partner_points(*, actor: Actor, region: Region | None = None, limit: int = 1000) -> list[Point]:
    """Where partners and their open sites are, in the region (a province or kabupaten/kota) or
    everywhere; `url` is the public page for visitors, else the one at work."""
    within = {region.level: region} if region else {}
    partners = Partner.objects.visible_to(actor).current().open_on(actor.on)
    located = partners.filter(latitude__isnull=False, **within).order_by("sort_key", "pk")
    located = located.only("name", "legal_form", "public_id", "latitude", "longitude")
    points = [_point(partner, partner, "", actor) for partner in located[:limit]]
    sites = Site.objects.visible_to(actor).open_on(actor.on).select_related("partner")
    shown = sites.filter(latitude__isnull=False, partner__in=partners, **within)
    rest = max(limit - len(points), 0)
    columns = ["name", "latitude", "longitude"]
    columns += [f"partner__{name}" for name in ("name", "legal_form", "public_id")]
    listed = shown.order_by("partner__sort_key", "name", "pk").only(*columns)[:rest]
    return points + [_point(site, site.partner, f", {site.name}", actor) for site in listed]


def _point(place: Partner | Site, partner: Partner, suffix: str, actor: Actor) -> Point:
    return Point(
        latitude=float(place.latitude or 0),
        longitude=float(place.longitude or 0),
        label=f"{partner.printed_name}{suffix}",
        url=partner.get_absolute_url() if actor.is_visitor else partner.staff_url,
    )
