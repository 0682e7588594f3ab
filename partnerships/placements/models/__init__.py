from partnerships.placements.models.assessment import (
    Assessment,
    FinalMark,
    GoalMark,
    MarkWeights,
    SupervisorMark,
)
from partnerships.placements.models.assignment import (
    AssignedPlace,
    AssignmentRules,
    AssignmentRun,
    PlaceRule,
    PupilPair,
)
from partnerships.placements.models.choices import Choice, ProposedPlace
from partnerships.placements.models.hosting import Hosting, Opening
from partnerships.placements.models.insurance import InsurancePaper, InsuredPlacement
from partnerships.placements.models.journals import (
    DayPresence,
    JournalEntry,
    JournalRemark,
    WeekConfirmation,
)
from partnerships.placements.models.learning import LearningGoal
from partnerships.placements.models.letters import (
    Letter,
    Letterhead,
    LetterPlacement,
    SignedSheet,
)
from partnerships.placements.models.links import MentorLink, PartnerLink, PupilLink
from partnerships.placements.models.outcomes import Outcome, PlaceRating
from partnerships.placements.models.periods import (
    PeriodBlock,
    PeriodConcentration,
    PeriodSupervisor,
    PlacementPeriod,
)
from partnerships.placements.models.placements import Placement, PlacementStep
from partnerships.placements.models.problems import ProblemReport
from partnerships.placements.models.readiness import Override, RuleChange
from partnerships.placements.models.seats import Booking, SeatGrant
from partnerships.placements.models.snapshots import Snapshot
from partnerships.placements.models.visits import Visit, VisitedPlacement

__all__ = [
    "Assessment",
    "AssignedPlace",
    "AssignmentRules",
    "AssignmentRun",
    "Booking",
    "Choice",
    "DayPresence",
    "FinalMark",
    "GoalMark",
    "Hosting",
    "InsurancePaper",
    "InsuredPlacement",
    "JournalEntry",
    "JournalRemark",
    "LearningGoal",
    "Letter",
    "LetterPlacement",
    "Letterhead",
    "MarkWeights",
    "MentorLink",
    "Opening",
    "Outcome",
    "Override",
    "PartnerLink",
    "PeriodBlock",
    "PeriodConcentration",
    "PeriodSupervisor",
    "PlaceRating",
    "PlaceRule",
    "Placement",
    "PlacementPeriod",
    "PlacementStep",
    "ProblemReport",
    "ProposedPlace",
    "PupilLink",
    "PupilPair",
    "RuleChange",
    "SeatGrant",
    "SignedSheet",
    "Snapshot",
    "SupervisorMark",
    "Visit",
    "VisitedPlacement",
    "WeekConfirmation",
]
