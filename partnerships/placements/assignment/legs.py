"""The way from a pupil's home to a site."""

import math

from partnerships.placements.assignment.problem import Place

EARTH_RADIUS_KM = 6371.0088


def leg_tenths(home: Place | None, location: Place | None) -> int:
    """Great-circle distance in tenths of a kilometre; an unknown end counts as no way at all."""
    if home is None or location is None:
        return 0
    return round(10 * round(kilometres(home, location), 1))


def kilometres(one: Place, other: Place) -> float:
    """Haversine, on a sphere of the mean radius."""
    latitude, other_latitude = math.radians(one[0]), math.radians(other[0])
    north = math.sin((other_latitude - latitude) / 2) ** 2
    east = math.sin(math.radians(other[1] - one[1]) / 2) ** 2
    half_chord = north + math.cos(latitude) * math.cos(other_latitude) * east
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, half_chord)))
