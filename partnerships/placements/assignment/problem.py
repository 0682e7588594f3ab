"""What is to be assigned, as the school states it; `checking.check` says whether it makes sense."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

Place = tuple[float, float]
"""Latitude and longitude in degrees."""


class BrokenInputError(ValueError):
    """`place`: the path of what is wrong in the input, such as `pupils[3].choices[1]`."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}" if place else reason)
        self.place = place
        self.reason = reason


@dataclass(frozen=True)
class Pupil:
    """`choices`: ids of sites, best first; `fixed`: the site that was settled by hand."""

    id: str
    concentration: str
    choices: tuple[str, ...] = ()
    home: Place | None = None
    fixed: str | None = None

    @cached_property
    def ranks(self) -> dict[str, int]:
        """The first choice has rank 1."""
        return {site: rank for rank, site in enumerate(self.choices, 1)}


@dataclass(frozen=True)
class Site:
    """`seats` by konsentrasi; whoever takes anyone takes at least `minimum`, of all konsentrasi."""

    id: str
    seats: Mapping[str, int]
    location: Place | None = None
    minimum: int = 0

    @cached_property
    def all_seats(self) -> int:
        return sum(self.seats.values())


@dataclass(frozen=True)
class Problem:
    """`together`, `apart`: pairs of pupils; `forbidden`: pupil and site."""

    pupils: tuple[Pupil, ...]
    sites: tuple[Site, ...]
    together: tuple[tuple[str, str], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    forbidden: tuple[tuple[str, str], ...] = ()

    @cached_property
    def pupil_by_id(self) -> dict[str, Pupil]:
        return {pupil.id: pupil for pupil in self.pupils}

    @cached_property
    def site_by_id(self) -> dict[str, Site]:
        return {site.id: site for site in self.sites}

    @cached_property
    def barred(self) -> dict[str, frozenset[str]]:
        """The sites where a pupil must not go, of those who have any."""
        sites: dict[str, set[str]] = {}
        for pupil, site in self.forbidden:
            sites.setdefault(pupil, set()).add(site)
        return {pupil: frozenset(of_pupil) for pupil, of_pupil in sites.items()}

    def is_barred(self, pupil: str, site: str) -> bool:
        return site in self.barred.get(pupil, ())
