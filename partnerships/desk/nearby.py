"""How far those who work together are from each other."""

from collections.abc import Iterable
from dataclasses import dataclass

from partnerships.desk.pictures import Place, PointMap
from partnerships.partners.models import Partner
from partnerships.partners.models.places import distance_km
from schools.models import School

# Farther than a day's visit; one such point would squeeze all others into a blot.
DRAWN_KM = 150


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

    @property
    def not_drawn(self) -> int:
        """How many lie beyond the picture, the record itself not counted."""
        return len(self.neighbours) - (len(self.map.places) - 1)


def surroundings(
    centre: School | Partner, others: Iterable[School | Partner], *, at_work: bool
) -> Surroundings | None:
    """Nothing where the record itself has no point, or none of the others in the country."""
    known = [other for other in others if _is_located(other)]
    if not (_is_located(centre) and known):
        return None
    here = _place(centre)
    found = [
        (distance_km((here.latitude, here.longitude), (place.latitude, place.longitude)), place)
        for place in map(_place, known)
    ]
    neighbours = [
        Neighbour(place.label, record.staff_url if at_work else place.url, km)
        for record, (km, place) in zip(known, found, strict=True)
    ]
    near = [place for km, place in found if km <= DRAWN_KM] or [place for _km, place in found]
    # The record itself comes last, so that no other lies over it.
    picture = PointMap([*near, here], width=300, tallest=260)
    return Surroundings(picture, sorted(neighbours, key=lambda one: one.km))


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
