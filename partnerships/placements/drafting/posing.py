"""The pupils, places and wishes of a period as a problem of the solver.

A site of the solver is an opening, with the seats that the school has booked there. What keeps a
pupil from a place (konsentrasi, conditions, agreement, a word of the school) makes the pair
forbidden, which is exact also where a place takes any konsentrasi. Pupils and places between whom
no chain of allowed pairs leads have nothing to do with each other: each such island is a
"konsentrasi" of its own to the solver.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any, Protocol

from partnerships.placements.assignment import problem as solver
from partnerships.placements.assignment.units import Leaders
from partnerships.placements.bases import Bases, bases_of
from partnerships.placements.drafting.ruling import Ruling
from partnerships.placements.models import Booking, Choice, Opening, PlacementPeriod
from partnerships.placements.models.assignment import Demand, Distance
from partnerships.placements.models.days import spans
from partnerships.placements.pupils import pupils_of, studies_of
from schools.models.pupils import Pupil


class Bar(StrEnum):
    """Why a pupil cannot go to a place at all; the first that holds is told."""

    HAND = "hand"
    LOST = "lost"
    CONCENTRATION = "concentration"
    AGREEMENT = "agreement"
    SEX = "sex"
    AGE = "age"


@dataclass(frozen=True)
class Seats:
    """A place with the seats of the period."""

    opening: Opening
    seats: int
    location: solver.Place | None


class Pointed(Protocol):
    latitude: Any
    longitude: Any


def point(*known: Pointed | None) -> solver.Place | None:
    """The first of these whose coordinates are known."""
    for one in known:
        if one is not None and one.latitude is not None and one.longitude is not None:
            return float(one.latitude), float(one.longitude)
    return None


def location_of(opening: Opening) -> solver.Place | None:
    """The point of the site, or of its kecamatan or kabupaten; without a site, of the partner."""
    where = opening.site or opening.hosting.partner
    return point(where, where.district, where.regency)


def home_of(pupil: Pupil) -> solver.Place | None:
    """The middle of the kecamatan, or of its kabupaten: no more of the home is known."""
    district = pupil.district
    return point(district, district.parent) if district else None


def age_on(born: date, on: date) -> int:
    """In whole years; who was born on 29 February has the birthday on 1 March."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


class Posed:
    """A period as it stands now under a ruling; `kept`: places that are not up for assignment.

    Reads as many queries for one pupil as for three hundred.
    """

    def __init__(
        self, period: PlacementPeriod, ruling: Ruling, kept: Mapping[str, str] | None = None
    ) -> None:
        self.period = period
        self.ruling = ruling
        days = spans(period.days)
        self.first, self.last = days[0][0], days[-1][1]
        self.pupils = _pupils(period)
        self.seats = self._seats()
        settled = {**ruling.fixed, **(kept or {})}
        self.fixed = {
            pupil: place
            for pupil, place in settled.items()
            if pupil in self.pupils and place in self.seats
        }
        self.choices = self._choices()

    def _seats(self) -> dict[str, Seats]:
        taken = Booking.objects.standing().filter(
            period=self.period, opening__withdrawn_at__isnull=True
        )
        rows = taken.select_related(
            "opening__hosting__partner__district",
            "opening__hosting__partner__regency",
            "opening__site__district",
            "opening__site__regency",
            "opening__concentration",
        ).order_by("opening__hosting__partner__sort_key", "opening")
        return {
            row.opening.public_id: Seats(row.opening, row.seats, location_of(row.opening))
            for row in rows
        }

    @cached_property
    def _bases(self) -> Bases:
        return bases_of(self.period, [there.opening for there in self.seats.values()])

    def is_agreed(self, opening: Opening, concentration: int | None) -> bool:
        """Whether an agreement covers the place and the konsentrasi on all days."""
        return self._bases.covers(opening, concentration)

    def _choices(self) -> dict[str, list[str]]:
        rows = Choice.objects.filter(period=self.period).order_by("pupil", "rank")
        chosen: dict[str, list[str]] = {}
        for pupil, opening in rows.values_list("pupil__public_id", "opening__public_id"):
            if pupil in self.pupils and opening in self.seats:
                chosen.setdefault(pupil, []).append(opening)
        return chosen

    @cached_property
    def _told_off(self) -> frozenset[tuple[str, str]]:
        return frozenset(self.ruling.forbidden)

    @cached_property
    def _lost(self) -> frozenset[tuple[str, str]]:
        return frozenset(self.ruling.lost)

    def bar(self, pupil: str, place: str) -> Bar | None:
        """Why the pupil cannot go there; what is fixed can, unless forbidden by hand."""
        if (pupil, place) in self._told_off:
            return Bar.HAND
        if (pupil, place) in self._lost:
            return Bar.LOST
        if self.fixed.get(pupil) == place:
            return None
        opening, who, ruling = self.seats[place].opening, self.pupils[pupil], self.ruling
        studies = studies_of(who)
        if ruling.fits_concentration and opening.concentration_id not in {None, studies}:
            return Bar.CONCENTRATION
        if ruling.agreement == Demand.MUST and not self.is_agreed(opening, studies):
            return Bar.AGREEMENT
        return self._unmet(who, opening) if ruling.keeps_conditions else None

    def _unmet(self, pupil: Pupil, opening: Opening) -> Bar | None:
        """A birthday that nobody knows bars from nothing; the page before the run tells of it."""
        if opening.sex and opening.sex != pupil.sex:
            return Bar.SEX
        if opening.least_age and pupil.born_on:
            return Bar.AGE if age_on(pupil.born_on, self.first) < opening.least_age else None
        return None

    @cached_property
    def bars(self) -> dict[tuple[str, str], Bar]:
        """Every pair that cannot be."""
        return {
            (pupil, place): bar
            for pupil in self.pupils
            for place in self.seats
            if (bar := self.bar(pupil, place)) is not None
        }

    @cached_property
    def nowhere(self) -> list[str]:
        """Pupils for whom there is no place at all."""
        return [
            pupil
            for pupil in self.pupils
            if all((pupil, place) in self.bars for place in self.seats)
        ]

    @cached_property
    def islands(self) -> Leaders:
        """Pupils as `p:…` and places as `s:…`, joined where a pupil can go to the place."""
        joined = Leaders()
        for place in self.seats:
            for pupil in self.pupils:
                if (pupil, place) not in self.bars:
                    joined.join(f"p:{pupil}", f"s:{place}")
        return joined

    def home(self, pupil: Pupil) -> solver.Place | None:
        match self.ruling.distance:
            case Distance.HOME:
                return home_of(pupil)
            case Distance.SCHOOL:
                school = self.period.school
                return point(school, school.district, school.regency)
        return None

    @cached_property
    def problem(self) -> solver.Problem:
        """Pairs and what is fixed of pupils who are no longer here are left out."""
        names = _short(
            [self.islands.of(f"p:{pupil}") for pupil in self.pupils]
            + [self.islands.of(f"s:{place}") for place in self.seats]
        )
        return solver.Problem(
            pupils=tuple(
                solver.Pupil(
                    key,
                    names[self.islands.of(f"p:{key}")],
                    tuple(self.choices.get(key, ())),
                    self.home(pupil),
                    self.fixed.get(key),
                )
                for key, pupil in self.pupils.items()
            ),
            sites=tuple(
                solver.Site(
                    key,
                    {names[self.islands.of(f"s:{key}")]: there.seats},
                    there.location,
                    self._least(key),
                )
                for key, there in self.seats.items()
            ),
            together=self._known(self.ruling.together),
            apart=self._known(self.ruling.apart),
            forbidden=tuple(
                (pupil, place)
                for pupil, place in self.bars
                if self.islands.of(f"p:{pupil}") == self.islands.of(f"s:{place}")
            ),
        )

    def _least(self, place: str) -> int:
        """How many at least; none where all seats are held, as of a workshop that a pupil found."""
        least = self.ruling.least_together
        held = sum(there == place for there in self.fixed.values())
        return least if least > 1 and held < self.seats[place].seats else 0

    def _known(self, pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
        return tuple(pair for pair in pairs if set(pair) <= self.pupils.keys())


def _pupils(period: PlacementPeriod) -> dict[str, Pupil]:
    rows: Any = pupils_of(period).select_related("district__parent")
    return {pupil.public_id: pupil for pupil in rows}


def _short(labels: Iterable[str]) -> dict[str, str]:
    """Small numbers for long names, in the order of their first appearance."""
    return {label: str(n) for n, label in enumerate(dict.fromkeys(labels), 1)}
