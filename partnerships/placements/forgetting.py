"""Which words of placements speak of a person, and go when the person is forgotten.

Numbers, states and days stay: they are counted. A word is not emptied but replaced, so that the
rules that ask for a reason still hold.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from partnerships.placements.lifecycle import LOST
from partnerships.placements.models import (
    Assessment,
    DayPresence,
    FinalMark,
    GoalMark,
    JournalEntry,
    JournalRemark,
    Outcome,
    Override,
    Placement,
    PlacementStep,
    PlaceRating,
    ProblemReport,
    ProposedPlace,
    SupervisorMark,
    Visit,
    WeekConfirmation,
)
from schools.models import Pupil
from schools.retention import years_before

GONE = "(dihapus)"


@dataclass(frozen=True)
class Words:
    """Columns of a table, and by which of its references its rows are found."""

    model: Any
    by: str
    columns: tuple[str, ...]


# Found by the pupil, by the placement, by what is found before.
OF_PUPIL = [
    Words(ProposedPlace, "pupil", ("contact_name", "tasks", "reason")),
    Words(FinalMark, "pupil", ("description", "reopened_because")),
]
OF_PLACEMENT = [
    Words(PlacementStep, "placement", ("reason",)),
    Words(Override, "placement", ("reason",)),
    Words(JournalEntry, "placement", ("text",)),
    Words(DayPresence, "placement", ("note",)),
    Words(WeekConfirmation, "placement", ("note", "reopened_because")),
    Words(ProblemReport, "placement", ("text", "outcome", "reopened_because")),
    Words(Assessment, "placement", ("remark",)),
    Words(SupervisorMark, "placement", ("sentence",)),
    Words(PlaceRating, "placement", ("comment",)),
    Words(Outcome, "placement", ("note",)),
]
OF_ENTRY = [Words(JournalRemark, "entry", ("text",))]
OF_ASSESSMENT = [Words(GoalMark, "assessment", ("sentence",))]
OF_VISIT = Words(Visit, "pk", ("met", "findings", "host_remark", "follow_up", "cancelled_because"))
# Of the placement itself, and of its history by `pgh_obj`.
OWN = Words(Placement, "pk", ("note", "insurance_number"))


def needed_on(on: date) -> QuerySet[Pupil]:
    """Pupils whose last placement ended so late that their time has not come."""
    until = years_before(on, settings.SELARAS_PUPIL_RETENTION_YEARS)
    placed: Any = Placement.objects.exclude(state__in=LOST).with_ends()
    return Pupil.objects.filter(pk__in=placed.filter(ends__gt=until).values("pupil"))
