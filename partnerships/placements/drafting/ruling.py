"""What counts in one run of the assignment, as data: a snapshot that later changes do not touch."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from partnerships.placements.models import (
    AssignmentRules,
    PlacementPeriod,
    PlaceRule,
    PupilPair,
)
from partnerships.placements.models.assignment import Demand, Distance, PairKind, PlaceRuleKind

Pair = tuple[str, str]


@dataclass(frozen=True)
class Ruling:
    """Pupils and places by their random addresses. `forbidden`: pupil and place, by the word of
    the school; `lost`: where a pupil was and is not to be again."""

    fits_concentration: bool = True
    agreement: str = Demand.WARN.value
    keeps_conditions: bool = True
    distance: str = Distance.HOME.value
    least_together: int = 1
    together: tuple[Pair, ...] = ()
    apart: tuple[Pair, ...] = ()
    fixed: Mapping[str, str] = field(default_factory=dict)
    forbidden: tuple[Pair, ...] = ()
    lost: tuple[Pair, ...] = ()

    def as_data(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        pairs = {
            name: tuple((one, other) for one, other in data.get(name, ()))
            for name in ("together", "apart", "forbidden", "lost")
        }
        return cls(**{**data, **pairs})


SCALARS = ["fits_concentration", "agreement", "keeps_conditions", "distance", "least_together"]


def rules_of(period: PlacementPeriod) -> AssignmentRules:
    """Those that the school has set, else the defaults, not yet written down."""
    found = AssignmentRules.objects.filter(period=period).first()
    return found or AssignmentRules(period=period)


def ruling_of(period: PlacementPeriod) -> Ruling:
    """All that the school lets count for the period now; three queries."""
    rules = rules_of(period)
    pairs = PupilPair.objects.filter(period=period).order_by("pk")
    told = list(pairs.values_list("kind", "one__public_id", "other__public_id"))
    places = PlaceRule.objects.filter(period=period).order_by("pk")
    hand = list(places.values_list("kind", "pupil__public_id", "opening__public_id"))
    return Ruling(
        **{name: getattr(rules, name) for name in SCALARS},
        together=tuple((one, other) for kind, one, other in told if kind == PairKind.TOGETHER),
        apart=tuple((one, other) for kind, one, other in told if kind == PairKind.APART),
        fixed={pupil: place for kind, pupil, place in hand if kind == PlaceRuleKind.FIXED},
        forbidden=tuple((p, place) for kind, p, place in hand if kind == PlaceRuleKind.FORBIDDEN),
    )
