"""How far those who work together are from each other."""

from collections.abc import Iterable
from dataclasses import dataclass

from partnerships.desk.pictures import Place, PointMap
from partnerships.partners.models import Partner
from partnerships.partners.models.places import distance_km
from schools.models import School


@dataclass(frozen=True)
class Neighbour:
    """Somebody of the running agreements, and how far away in a straight line."""

    label: str
    url: str
    km: float


@dataclass(frozen=True)
class Surroundings:
    """A record and those it works with, where they lie; the nearest first."""

    map: PointMap
    neighbours: list[Neighbour]


def surroundings(
    centre: School | Partner, others: Iterable[School | Partner], *, at_work: bool
) -> Surroundings | None:
    """Nothing where the record itself has no point, or none of the others in the country."""
    known = [other for other in others if _is_located(other)]
    if not (_is_located(centre) and known):
        return None
    places = [_place(record) for record in (centre, *known)]
    here = (places[0].latitude, places[0].longitude)
    neighbours = [
        Neighbour(
            place.label,
            record.staff_url if at_work else record.get_absolute_url(),
            distance_km(here, (place.latitude, place.longitude)),
        )
        for record, place in zip(known, places[1:], strict=True)
    ]
    return Surroundings(
        PointMap(places, width=300, tallest=260), sorted(neighbours, key=lambda one: one.km)
    )


def _is_located(record: School | Partner) -> bool:
    return record.latitude is not None and getattr(record, "country", "ID") == "ID"


def _place(where: School | Partner) -> Place:
    return Place(
        latitude=float(where.latitude or 0),
        longitude=float(where.longitude or 0),
        label=str(where),
        url=where.get_absolute_url(),
        kind="school" if isinstance(where, School) else "partner",
    )
