"""What the host is asked at the end: by which learning goals, from when, in which words."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from partnerships.placements.models import Assessment, LearningGoal, Placement
from partnerships.placements.models.learning import Element

# The last two weeks: the pupil is still there, and known well enough.
SENT_FROM = timedelta(days=14)
# From which mark on; a school may write others over them.
SENTENCES: list[tuple[int, str | Promise]] = [
    (90, _("Mampu %(goal)s secara mandiri dengan hasil sangat baik.")),
    (80, _("Mampu %(goal)s dengan baik dan hanya sesekali perlu diarahkan.")),
    (70, _("Dapat %(goal)s dengan bimbingan; ketelitiannya masih perlu dilatih.")),
    (0, _("Belum lancar %(goal)s; masih memerlukan latihan dan pendampingan.")),
]


def sent_from(placement: Placement) -> date:
    return placement.last_day - SENT_FROM


def due(placements: Iterable[Placement], *, on: date) -> list[Placement]:
    """Those whose assessment may be sent and is not, who ends first comes first."""
    rows = [row for row in placements if sent_from(row) <= on]
    told = Assessment.objects.filter(placement__in=rows, submitted_at__isnull=False)
    done = set(told.values_list("placement", flat=True))
    return sorted((row for row in rows if row.pk not in done), key=lambda row: row.last_day)


def goals_for(placement: Placement) -> list[LearningGoal]:
    """Those in use that fit, and those that were marked before they were retired."""
    marked = LearningGoal.objects.filter(marks__assessment__placement=placement)
    rows = LearningGoal.objects.fitting(placement)
    return list(rows.filter(Q(retired_at__isnull=True) | Q(pk__in=marked.values("pk"))))


def element_of(goal: LearningGoal) -> str:
    return str(Element(goal.element).label)


def sentence_for(goal: LearningGoal, mark: int) -> str:
    """What such a mark says of the goal, ready to be changed."""
    words = next(words for least, words in SENTENCES if mark >= least)
    return str(words) % {"goal": _within_a_sentence(goal.text)}


def sentences_for(goal: LearningGoal) -> list[str]:
    """One of each band, the best first."""
    return [sentence_for(goal, least) for least, _words in SENTENCES]


def _within_a_sentence(text: str) -> str:
    """`Merawat mesin.` becomes `merawat mesin`; `K3 …` keeps its capital."""
    bare = text.strip().rstrip(".")
    is_word = len(bare) > 1 and bare[1].islower()
    return bare[0].lower() + bare[1:] if is_word else bare
