"""In which order a day's visits are made: area by area, in each the nearest one next.

Areas are kabupaten and kecamatan. What has no coordinates comes last in its area, by name, and is
said not to be known; no distance is guessed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from partnerships.placements.assignment.legs import kilometres

Point = tuple[float, float]
Area = tuple[str, str]


@dataclass(frozen=True)
class Address:
    """Where one visit is made; `area` is (kabupaten, kecamatan), each empty where not known."""

    key: str
    name: str
    area: Area = ("", "")
    point: Point | None = None


@dataclass(frozen=True)
class Leg:
    """One visit of the route; `km` from the one before, as the crow flies."""

    address: Address
    km: float | None


def routed(addresses: Sequence[Address], *, start: Point | None) -> list[Leg]:
    """All of them, each once, in the order of the way; ties go by name and key."""
    areas: dict[Area, list[Address]] = {}
    for address in sorted(addresses, key=lambda one: (one.name, one.key)):
        areas.setdefault(address.area, []).append(address)
    legs: list[Leg] = []
    here = start
    while areas:
        area = _nearest_area(areas, here)
        for address in _through(areas.pop(area), here):
            far = kilometres(here, address.point) if here and address.point else None
            legs.append(Leg(address, None if far is None else round(far, 1)))
            here = address.point or here
    return legs


def _nearest_area(
    areas: dict[tuple[str, str], list[Address]], here: Point | None
) -> tuple[str, str]:
    def distance(area: tuple[str, str]) -> tuple[bool, float, bool, tuple[str, str]]:
        points = [one.point for one in areas[area] if one.point]
        far = min((kilometres(here, point) for point in points), default=0.0) if here else 0.0
        # Without a start the order is that of the names; what is nowhere comes last.
        return not points, far, area == ("", ""), area

    return min(areas, key=distance)


def _through(addresses: list[Address], here: Point | None) -> list[Address]:
    """Of one area, from `here` on."""
    known = [one for one in addresses if one.point]
    found: list[Address] = []
    while known:
        nearest = known[0] if here is None else min(known, key=lambda one: _far(here, one))
        known.remove(nearest)
        found.append(nearest)
        here = nearest.point
    return [*found, *(one for one in addresses if one.point is None)]


def _far(here: Point | None, address: Address) -> float:
    return kilometres(here, address.point) if here and address.point else 0.0
