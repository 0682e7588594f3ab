"""The marks that stand on an assessment sheet and on a certificate, where there are any."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from accounts.templatetags.reading import day, number
from partnerships.placements.letters import texts
from partnerships.placements.marks.mark_sheets import presence_of
from partnerships.placements.marks.reckoning import Part, Stay
from partnerships.placements.models import (
    Assessment,
    FinalMark,
    GoalMark,
    LearningGoal,
    Placement,
)
from partnerships.placements.models.journals import PresenceState
from partnerships.placements.models.learning import Element

ABSENT = [PresenceState.SICK, PresenceState.EXCUSED, PresenceState.ABSENT]


class Marking:
    """What is known of these placements, one school's, read at once."""

    def __init__(self, placements: Iterable[Placement]) -> None:
        rows = list(placements)
        keys = [one.pk for one in rows]
        marks = Prefetch("marks", GoalMark.objects.select_related("goal"))
        told = Assessment.objects.filter(placement__in=keys, submitted_at__isnull=False)
        told = told.select_related("through_mentor__issued_by")
        self.told = {one.placement_id: one for one in told.prefetch_related(marks)}
        schools = {one.period.school_id for one in rows}
        self.goals = list(LearningGoal.objects.in_use().filter(school__in=schools).in_order())
        final = FinalMark.objects.standing().filter(pupil__in=[one.pupil_id for one in rows])
        self.final = {(one.period_id, one.pupil_id): one for one in final}
        self.presence = presence_of(keys)

    def elements(self, one: Placement) -> list[dict[str, Any]]:
        """Element by element what is marked; else what is to be marked, the school's own goals
        before the general ones."""
        rows = self._marked(one) or self._goals(one)
        if not rows:
            return [
                {"name": group["name"], "goals": [_row(str(goal)) for goal in group["goals"]]}
                for group in texts.ELEMENTS
            ]
        return [
            {"name": str(element.label), "goals": goals}
            for element in Element
            if (goals := [row for kind, row in rows if kind == element])
        ]

    def _marked(self, one: Placement) -> list[tuple[str, dict[str, str]]]:
        told = self.told.get(one.pk)
        rows = sorted(told.marks.all(), key=lambda row: (row.goal.position, row.pk)) if told else []
        return [
            (row.goal.element, _row(row.goal.text, str(row.mark), row.sentence)) for row in rows
        ]

    def _goals(self, one: Placement) -> list[tuple[str, dict[str, str]]]:
        fitting = [
            goal for goal in self.goals if goal.concentration_id in (None, one.concentration_id)
        ]
        return [(goal.element, _row(goal.text)) for goal in fitting]

    def mean(self, one: Placement) -> str:
        """Of the goals, to two places; empty where nothing is marked."""
        told = self.told.get(one.pk)
        marks = [row.mark for row in told.marks.all()] if told else []
        mean = Stay(days=1, goals=marks).part(Part.HOST)
        return "" if mean is None else number(float(mean), 2)

    def absences(self, one: Placement) -> list[str]:
        """Days ill, excused and without a word; empty texts where no day was recorded."""
        days = self.presence.get(one.pk)
        return [str(days.get(state, 0)) if days else "" for state in ABSENT]

    def remark(self, one: Placement) -> str:
        told = self.told.get(one.pk)
        return told.remark if told else ""

    def voice(self, one: Placement) -> str:
        """How the marks came: by the link of the instruktur, which somebody at the school made."""
        told = self.told.get(one.pk)
        if told is None or told.submitted_at is None or told.through_mentor is None:
            return ""
        link = told.through_mentor
        words = {
            "sent": day(told.submitted_at),
            "who": link.issued_by.name,
            "made": day(link.issued_at),
        }
        return _("Diisi %(sent)s lewat tautan yang dibuat oleh %(who)s pada %(made)s.") % words

    def final_mark(self, one: Placement) -> str:
        """As it was settled for the period."""
        found = self.final.get((one.period_id, one.pupil_id))
        return number(found.mark, 2) if found else ""


def _row(text: str, mark: str = "", sentence: str = "") -> dict[str, str]:
    return {"text": text, "mark": mark, "sentence": sentence}
