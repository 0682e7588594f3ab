"""The route sheet of a day: its visits in the order of the way, with whom to ask for there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from partnerships.partners.models import Contact
from partnerships.placements.models import Placement, Visit
from partnerships.placements.models.visits import VisitWay
from partnerships.placements.visits.route import Address, Leg, Point, routed
from schools.actors import Actor

# More than these would fill the sheet of one host.
PEOPLE_AT_MOST = 3
READ = [
    "supervisor__membership__user",
    "supervisor__period__school__regency",
    "supervisor__period__school__district",
    "opening__hosting__partner__regency",
    "opening__hosting__partner__district",
    "opening__site__regency",
    "opening__site__district",
]
Facts = tuple[Visit, list[Placement], list[Contact]]


@dataclass
class Halt:
    """One visit of the route; `number` counts from 1."""

    number: int
    visit: Visit
    leg: Leg
    pupils: list[Placement]
    people: list[Contact] = field(default_factory=list)

    @property
    def place(self) -> Any:
        return place_of(self.visit)

    @property
    def area(self) -> str:
        return ", ".join(part for part in reversed(self.leg.address.area) if part)

    @property
    def coordinates(self) -> str:
        point = self.leg.address.point
        return f"{point[0]:.6f}, {point[1]:.6f}" if point else ""


@dataclass
class RouteSheet:
    halts: list[Halt]
    calls: list[Halt]
    start: Point | None

    @property
    def km(self) -> float:
        """As the crow flies, of the legs that are known."""
        return round(sum(halt.leg.km or 0 for halt in self.halts), 1)

    @property
    def pupils(self) -> int:
        """How many are named."""
        return sum(len(one.pupils) for one in [*self.halts, *self.calls])

    @property
    def unplaced(self) -> list[str]:
        """Hosts whose coordinates are not known: their place in the order is by name only."""
        return [one.visit.host_name for one in self.halts if one.leg.address.point is None]


def place_of(visit: Visit) -> Any:
    """The site, or the partner where no site is named; None for the school's own unit."""
    if visit.opening is None:
        return None
    partner, site = visit.opening.hosting.partner, visit.opening.site
    return site if site and (site.address or site.latitude or site.regency) else partner


def _point(place: Any) -> Point | None:
    if place is None or place.latitude is None or place.longitude is None:
        return None
    return float(place.latitude), float(place.longitude)


def address_of(visit: Visit) -> Address:
    """The own unit is at the school."""
    place = place_of(visit)
    at = visit.supervisor.period.school if place is None else place
    area = (at.regency.name if at.regency else "", at.district.name if at.district else "")
    return Address(visit.public_id, visit.host_name, area, _point(at))


def route_of(rows: "QuerySet[Visit]", *, by: Actor) -> RouteSheet:
    """Of visits of one school; those by telephone stand apart."""
    visits = list(rows.select_related(*READ).order_by("pk"))
    schools = {visit.supervisor.period.school for visit in visits}
    start = _point(schools.pop()) if len(schools) == 1 else None
    there = [address_of(visit) for visit in visits if visit.way == VisitWay.ON_SITE]
    calls = [Leg(address_of(visit), None) for visit in visits if visit.way != VisitWay.ON_SITE]
    facts = _facts(visits, by)
    return RouteSheet(_halts(routed(there, start=start), facts), _halts(calls, facts), start)


def _halts(legs: Iterable[Leg], facts: Mapping[str, Facts]) -> list[Halt]:
    halts = []
    for number, leg in enumerate(legs, start=1):
        visit, pupils, people = facts[leg.address.key]
        halts.append(Halt(number, visit, leg, pupils, people))
    return halts


def _facts(visits: list[Visit], by: Actor) -> dict[str, Facts]:
    """Of each visit (its address) whom it is for and whom to ask for."""
    pupils, people = _pupils(visits, by), _people(visits, by)
    return {
        visit.public_id: (visit, pupils.get(visit.pk, []), _of_host(visit, people))
        for visit in visits
    }


def _pupils(visits: list[Visit], by: Actor) -> dict[int, list[Placement]]:
    """Whom each visit is for, in their order."""
    through = Visit.placements.through.objects.filter(visit__in=visits)
    pairs = list(through.values_list("visit", "placement"))
    keys = {placement for _visit, placement in pairs}
    rows = list(Placement.objects.visible_to(by).filter(pk__in=keys).for_reading())
    whose: dict[int, set[int]] = {}
    for visit, placement in pairs:
        whose.setdefault(visit, set()).add(placement)
    return {key: [row for row in rows if row.pk in held] for key, held in whose.items()}


def _people(visits: list[Visit], by: Actor) -> dict[int, list[Contact]]:
    hosts = {visit.opening.hosting.partner_id for visit in visits if visit.opening}
    found: dict[int, list[Contact]] = {}
    rows = Contact.objects.visible_to(by).filter(partner__in=hosts, left_on__isnull=True)
    for person in rows.order_by("name", "pk"):
        found.setdefault(person.partner_id, []).append(person)
    return found


def _of_host(visit: Visit, people: dict[int, list[Contact]]) -> list[Contact]:
    """Of the site first, then whoever has a telephone."""
    if visit.opening is None:
        return []
    site = visit.opening.site_id
    known = people.get(visit.opening.hosting.partner_id, [])
    fitting = [one for one in known if one.site_id in (None, site)]
    order = sorted(fitting, key=lambda one: (one.site_id is None, not one.phone))
    return order[:PEOPLE_AT_MOST]
