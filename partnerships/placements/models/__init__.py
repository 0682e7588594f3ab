from partnerships.placements.models.hosting import Hosting, Opening
from partnerships.placements.models.links import PartnerLink
from partnerships.placements.models.periods import (
    PeriodBlock,
    PeriodConcentration,
    PeriodSupervisor,
    PlacementPeriod,
)
from partnerships.placements.models.seats import Booking, SeatGrant

__all__ = [
    "Booking",
    "Hosting",
    "Opening",
    "PartnerLink",
    "PeriodBlock",
    "PeriodConcentration",
    "PeriodSupervisor",
    "PlacementPeriod",
    "SeatGrant",
]
