"""What an assignment would begin with: pupils, seats, wishes, and what is missing before it."""

from collections.abc import Sequence
from dataclasses import dataclass

from partnerships.placements.drafting.posing import Posed, Seats, location_of
from partnerships.placements.models import PlacementPeriod, PlaceRule, ProposedPlace
from partnerships.placements.models.assignment import Demand, Distance, PlaceRuleKind
from partnerships.placements.models.choices import ProposalState
from partnerships.placements.pupils import studies_of
from schools.models.pupils import Pupil


@dataclass(frozen=True)
class Outlook:
    """Pupils and places of a period, told by what each lacks."""

    pupils: Sequence[Pupil]
    places: Sequence[Seats]
    undecided: Sequence[Pupil]
    nowhere: Sequence[Pupil]
    unclassed: Sequence[Pupil]
    unborn: Sequence[Pupil]
    homeless: Sequence[Pupil]
    unplaceable: Sequence[Seats]
    unagreed: Sequence[Seats]
    too_small: Sequence[Seats]
    by_regency: bool

    @property
    def seats(self) -> int:
        return sum(one.seats for one in self.places)

    @property
    def decided(self) -> int:
        return len(self.pupils) - len(self.undecided)

    @property
    def missing(self) -> int:
        """Seats short of the pupils, whoever may take them."""
        return max(0, len(self.pupils) - self.seats)

    @property
    def can_begin(self) -> bool:
        return bool(self.pupils and self.places)


def outlook_of(posed: Posed) -> Outlook:
    ruling, pupils, places = posed.ruling, list(posed.pupils.values()), list(posed.seats.values())
    bound = ruling.fits_concentration and any(one.opening.concentration_id for one in places)
    aged = ruling.keeps_conditions and any(one.opening.least_age for one in places)
    from_home = ruling.distance == Distance.HOME
    is_measured = ruling.distance != Distance.OFF
    return Outlook(
        pupils=pupils,
        places=places,
        undecided=[one for key, one in posed.pupils.items() if key not in posed.choices],
        nowhere=[posed.pupils[key] for key in posed.nowhere] if places else [],
        unclassed=[one for one in pupils if bound and studies_of(one) is None],
        unborn=[one for one in pupils if aged and one.born_on is None],
        homeless=[one for one in pupils if from_home and one.district is None],
        unplaceable=[one for one in places if is_measured and location_of(one.opening) is None],
        unagreed=[
            one
            for one in places
            if ruling.agreement != Demand.OFF
            and not posed.is_agreed(one.opening, one.opening.concentration_id)
        ],
        too_small=[one for one in places if one.seats < ruling.least_together],
        by_regency=from_home
        and any(one.district and one.district.latitude is None for one in pupils),
    )


@dataclass(frozen=True)
class FoundPlace:
    """A place that a pupil found and the school agreed to; `rule` holds its seat for the pupil."""

    proposed: ProposedPlace
    rule: PlaceRule | None


def found_places(period: PlacementPeriod) -> list[FoundPlace]:
    """Those whose seats are still booked; held ones and those that the school has let go; 2
    queries."""
    rows = ProposedPlace.objects.filter(
        period=period,
        state=ProposalState.APPROVED,
        opening__bookings__period=period,
        opening__bookings__released_at__isnull=True,
    ).select_related("pupil", "opening__hosting__partner", "opening__site")
    rules = PlaceRule.objects.filter(period=period, kind=PlaceRuleKind.FIXED)
    held: dict[tuple[int, int | None], PlaceRule] = {
        (rule.pupil_id, rule.opening_id): rule for rule in rules
    }
    return [
        FoundPlace(row, held.get((row.pupil_id, row.opening_id)))
        for row in rows.order_by("pupil__sort_key", "pk")
    ]
