from partnerships.placements.models.assignment import (
    AssignedPlace,
    AssignmentRules,
    AssignmentRun,
    PlaceRule,
    PupilPair,
)
from partnerships.placements.models.choices import Choice, ProposedPlace
from partnerships.placements.models.hosting import Hosting, Opening
from partnerships.placements.models.letters import (
    Letter,
    Letterhead,
    LetterPlacement,
    SignedSheet,
)
from partnerships.placements.models.links import PartnerLink, PupilLink
from partnerships.placements.models.periods import (
    PeriodBlock,
    PeriodConcentration,
    PeriodSupervisor,
    PlacementPeriod,
)
from partnerships.placements.models.placements import Placement, PlacementStep
from partnerships.placements.models.readiness import Override, RuleChange
from partnerships.placements.models.seats import Booking, SeatGrant

__all__ = [
    "AssignedPlace",
    "AssignmentRules",
    "AssignmentRun",
    "Booking",
    "Choice",
    "Hosting",
    "Letter",
    "LetterPlacement",
    "Letterhead",
    "Opening",
    "Override",
    "PartnerLink",
    "PeriodBlock",
    "PeriodConcentration",
    "PeriodSupervisor",
    "PlaceRule",
    "Placement",
    "PlacementPeriod",
    "PlacementStep",
    "ProposedPlace",
    "PupilLink",
    "PupilPair",
    "RuleChange",
    "SeatGrant",
    "SignedSheet",
]
