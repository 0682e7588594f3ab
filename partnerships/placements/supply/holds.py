"""Seats that the school holds for the pupils who found their places, whoever else plans there.

A hold is the school's word that the pupil goes there (`PlaceRule`); it lasts until the pupil has a
place in the period, or the school lets go of it.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from psycopg.types.multirange import DateMultirange

from partnerships.placements.lifecycle import LOST
from partnerships.placements.models import (
    Booking,
    Opening,
    Placement,
    PlacementPeriod,
    PlaceRule,
    ProposedPlace,
)
from partnerships.placements.models.assignment import PlaceRuleKind
from partnerships.placements.models.choices import ProposalState
from partnerships.placements.models.days import dates_of


def waiting_rules(period: PlacementPeriod) -> QuerySet[PlaceRule]:
    """Of pupils who are to go somewhere by the school's word and have no place yet."""
    placed = Placement.objects.standing().filter(period=period)
    rules = PlaceRule.objects.filter(period=period, kind=PlaceRuleKind.FIXED)
    return rules.exclude(pupil__in=placed.values("pupil"))


def in_use(period: PlacementPeriod, opening: int, *, without: int | None = None) -> int:
    """Seats that somebody sits on, at most on one day, or that wait for whom the school fixed;
    `without` one pupil (key) who waits."""
    waiting = waiting_rules(period).filter(opening=opening).exclude(pupil=without)
    return _seated(period, opening) + waiting.count()


def _seated(period: PlacementPeriod, opening: int, *, on: Iterable[date] | None = None) -> int:
    """The most on one day; of these days, if told."""
    sitting = Placement.objects.holding().filter(period=period, opening=opening)
    days = [dates_of(found) for found in sitting.values_list("days", flat=True)]
    asked = set().union(*days) if on is None else on
    return max((sum(one in found for found in days) for one in asked), default=0)


def found_by(period: PlacementPeriod) -> set[tuple[int, int | None]]:
    """Pupils and the places that they found and the school agreed to, by keys."""
    rows = ProposedPlace.objects.filter(period=period, state=ProposalState.APPROVED)
    return set(rows.values_list("pupil", "opening"))


def demand_unheld(
    period: PlacementPeriod, places: Mapping[int, int], *, days: DateMultirange
) -> None:
    """ValidationError where pupils (keys), now seated at openings (keys) on these days, sit on a
    seat that is held for who found the place. The caller holds the period: no hold is new."""
    found = found_by(period)
    told = waiting_rules(period).filter(opening__in=set(places.values()))
    holds = [rule for rule in told.values_list("pupil", "opening") if rule in found]
    comers = {place for pupil, place in places.items() if (pupil, place) not in found}
    for opening in Opening.objects.filter(pk__in=comers & {place for _pupil, place in holds}):
        held = sum(place == opening.pk for _pupil, place in holds)
        booked = Booking.objects.standing().filter(period=period, opening=opening).seats()
        if _seated(period, opening.pk, on=dates_of(days)) + held > booked:
            raise ValidationError({"opening": _told(opening)})


def _told(opening: Opening) -> str:
    return _(
        "Kursi yang tersisa di %(host)s ditahan bagi siswa yang menemukan tempat itu. Lepaskan"
        " dahulu pada halaman Pembagian, atau pesan satu kursi lagi di sana."
    ) % {"host": opening.told_name}


def demand_with_finders(period: PlacementPeriod, places: Mapping[int, int]) -> None:
    """ValidationError where pupils (keys) would go to openings (keys) other than the one that they
    found and that is held for them; whoever has lost that may go anywhere."""
    found = found_by(period)
    rows = Placement.objects.filter(period=period, state__in=LOST)
    lost = set(rows.values_list("pupil", "opening"))
    told = waiting_rules(period).filter(pupil__in=places).values_list("pupil", "opening")
    passed = sum(rule in found and places[rule[0]] != rule[1] and rule not in lost for rule in told)
    if passed:
        raise ValidationError(
            _(
                "%(count)s siswa menemukan tempatnya sendiri dan kursinya ditahan: bagi lagi, atau"
                " lepaskan kursinya pada halaman Pembagian."
            )
            % {"count": passed}
        )
