"""What the host is asked at the end: by which learning goals, from when, in which words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from partnerships.placements.lifecycle import BEFORE_END
from partnerships.placements.marks.describing import (
    BANDS,
    EXCELLENT,
    FAIR,
    GOOD,
    WEAK,
    band_of,
    within_a_sentence,
)
from partnerships.placements.models import Assessment, LearningGoal, Placement
from partnerships.placements.models.learning import Element

# A school may write others over them.
SENTENCES: dict[int, str | Promise] = {
    EXCELLENT: _("Mampu %(goal)s secara mandiri dengan hasil sangat baik."),
    GOOD: _("Mampu %(goal)s dengan baik dan hanya sesekali perlu diarahkan."),
    FAIR: _("Dapat %(goal)s dengan bimbingan; ketelitiannya masih perlu dilatih."),
    WEAK: _("Belum lancar %(goal)s; masih memerlukan latihan dan pendampingan."),
}


def sent_from(placement: Placement) -> date:
    return placement.last_day - BEFORE_END


def due(placements: Iterable[Placement], *, on: date) -> list[Placement]:
    """Those whose assessment may be sent and is not, who ends first comes first."""
    rows = [row for row in placements if sent_from(row) <= on]
    told = Assessment.objects.filter(placement__in=rows, submitted_at__isnull=False)
    done = set(told.values_list("placement", flat=True))
    return sorted((row for row in rows if row.pk not in done), key=lambda row: row.last_day)


@dataclass(frozen=True)
class Progress:
    """How far an assessment is: goals marked, of how many, and since when it is sent."""

    marked: int
    asked: int
    sent_at: datetime | None


def progress_of(placements: Iterable[Placement]) -> dict[int, Progress]:
    """Of those whose assessment was begun (by their keys), counting the goals of `goals_for`."""
    rows = {row.pk: row for row in placements}
    fits = Q(marks__goal__concentration__isnull=True) | Q(
        marks__goal__concentration=F("placement__concentration")
    )
    retired = fits & Q(marks__goal__retired_at__isnull=False)
    told = Assessment.objects.filter(placement__in=rows).annotate(
        marked=Count("marks", filter=fits), retired=Count("marks", filter=retired)
    )
    schools = {row.period.school_id for row in rows.values()}
    in_use = LearningGoal.objects.in_use().filter(school__in=schools)
    goals = list(in_use.values_list("school", "concentration"))
    found = {}
    for said in told:
        row = rows[said.placement_id]
        fitting = ((row.period.school_id, None), (row.period.school_id, row.concentration_id))
        asked = sum(goal in fitting for goal in goals) + said.retired
        found[row.pk] = Progress(said.marked, asked, said.submitted_at)
    return found


def goals_for(placement: Placement) -> list[LearningGoal]:
    """Those in use that fit, and those that were marked before they were retired."""
    marked = LearningGoal.objects.filter(marks__assessment__placement=placement)
    rows = LearningGoal.objects.fitting(placement)
    return list(rows.filter(Q(retired_at__isnull=True) | Q(pk__in=marked.values("pk"))))


def element_of(goal: LearningGoal) -> str:
    return str(Element(goal.element).label)


def sentence_for(goal: LearningGoal, mark: int) -> str:
    """What such a mark says of the goal, ready to be changed."""
    return str(SENTENCES[band_of(mark)]) % {"goal": within_a_sentence(goal.text)}


def sentences_for(goal: LearningGoal) -> list[str]:
    """One of each band, the best first."""
    return [sentence_for(goal, least) for least in BANDS]
