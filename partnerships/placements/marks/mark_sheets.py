"""The marks of a period: of every pupil the parts, the mark they come to, or what is missing."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from django.db.models import Count, Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.placements.lifecycle import PlacementState
from partnerships.placements.marks.describing import Achieved, described
from partnerships.placements.marks.reckoning import (
    DEFAULT,
    Missing,
    Part,
    Reckoned,
    Stay,
    Weights,
    reckon,
)
from partnerships.placements.models import (
    Assessment,
    DayPresence,
    FinalMark,
    GoalMark,
    MarkWeights,
    Placement,
    PlacementPeriod,
    SupervisorMark,
)
from partnerships.placements.models.days import count
from partnerships.placements.models.journals import PresenceState
from partnerships.placements.models.learning import Element
from partnerships.placements.models.placements import PlacementQuerySet
from schools.models import Pupil

PART_NAMES = {
    Part.HOST: gettext_lazy("Dunia kerja"),
    Part.SUPERVISOR: gettext_lazy("Pembimbingan"),
    Part.REPORT: gettext_lazy("Laporan"),
    Part.PRESENCE: gettext_lazy("Kehadiran"),
}
Absences = dict[str, int]


@dataclass
class PupilMarks:
    """One pupil of the period: the stays in their order, what was given, what stands."""

    pupil: Pupil
    weights: Weights
    placements: list[Placement] = field(default_factory=list)
    assessments: dict[int, Assessment] = field(default_factory=dict)
    given: dict[int, SupervisorMark] = field(default_factory=dict)
    presence: dict[int, Absences] = field(default_factory=dict)
    final: FinalMark | None = None

    @property
    def stays(self) -> list[Stay]:
        return [self._stay(one) for one in self.placements]

    def _stay(self, one: Placement) -> Stay:
        given, days = self.given.get(one.pk), self.presence.get(one.pk, {})
        counted = sum(days.values()) - days.get(PresenceState.DAY_OFF, 0)
        return Stay(
            days=count(one.days),
            goals=[row.mark for row in self.goal_marks(one)],
            supervisor=given.mark if given else None,
            report=given.report if given else None,
            present=days.get(PresenceState.PRESENT, 0),
            recorded=counted,
        )

    def goal_marks(self, one: Placement) -> list[GoalMark]:
        """Of an assessment that was sent, in the order of the elements."""
        found = self.assessments.get(one.pk)
        if found is None or found.submitted_at is None:
            return []
        places = {value: place for place, value in enumerate(Element.values)}
        rows = list(found.marks.all())
        return sorted(rows, key=lambda row: (places[row.goal.element], row.goal.position, row.pk))

    @cached_property
    def reckoned(self) -> Reckoned:
        return reckon(self.stays, self.weights)

    def without_host(self) -> Reckoned:
        return reckon(self.stays, self.weights, without={Part.HOST})

    @property
    def running(self) -> list[Placement]:
        return [one for one in self.placements if one.state == PlacementState.RUNNING]

    @property
    def has_ended_early(self) -> bool:
        """At the last host; who moved to another has not."""
        return self.placements[-1].state == PlacementState.ENDED_EARLY

    @property
    def mark(self) -> Decimal | None:
        """What it comes to now; None while something is missing."""
        return None if self.running else self.reckoned.mark

    @property
    def missing(self) -> list[str]:
        """What stands in the way of settling, in words."""
        running = [
            _("PKL di %(host)s masih berjalan") % {"host": one.host_name} for one in self.running
        ]
        return [*running, *(self._named(one) for one in self.reckoned.missing)]

    def _named(self, missing: Missing) -> str:
        if missing.stay is None:
            return {
                Part.SUPERVISOR: _("nilai pembimbingan"),
                Part.REPORT: _("nilai laporan"),
                Part.PRESENCE: _("kehadiran"),
                Part.HOST: _("penilaian dunia kerja"),
            }[missing.part]
        return _("penilaian dari %(host)s") % {"host": self.placements[missing.stay].host_name}

    @property
    def lacks_host(self) -> bool:
        """Nothing but the word of a host is missing: the school may go on without it, and why."""
        parts = {one.part for one in self.reckoned.missing}
        return not self.running and parts == {Part.HOST} and self.without_host().mark is not None

    @property
    def bars(self) -> list[tuple[str, Decimal | None, Decimal]]:
        """Each part that weighs: name, mark, weight in per cent."""
        parts = self.reckoned
        return [
            (str(PART_NAMES[part]), parts.parts[part], weight)
            for part, weight in parts.weights.items()
        ]

    @property
    def description(self) -> str:
        """Proposed from the marks of the goals; a goal marked by two hosts by its mean."""
        marks: dict[tuple[str, str], list[int]] = {}
        for one in self.placements:
            for row in self.goal_marks(one):
                key = (str(row.goal.get_element_display()), row.goal.text)
                marks.setdefault(key, []).append(row.mark)
        means = [Achieved(*key, sum(rows) / len(rows)) for key, rows in marks.items()]
        order = [str(label) for label in Element.labels]
        return described(sorted(means, key=lambda one: order.index(one.element)))

    @property
    def absences(self) -> Absences:
        """Days of each kind over all placements."""
        total: Absences = {}
        for days in self.presence.values():
            for state, number in days.items():
                total[state] = total.get(state, 0) + number
        return total


def weights_of(period: PlacementPeriod) -> Weights:
    row = MarkWeights.objects.filter(period=period).first()
    return {part: getattr(row, part.value) for part in Part} if row else DEFAULT


def mark_sheet(period: PlacementPeriod, rows: PlacementQuerySet) -> list[PupilMarks]:
    """Of these placements of the period, pupils in their order; a handful of queries."""
    known = rows.begun().filter(period=period).for_reading()
    weights = weights_of(period)
    found: dict[int, PupilMarks] = {}
    for one in known:
        found.setdefault(one.pupil_id, PupilMarks(one.pupil, weights)).placements.append(one)
    for sheet in found.values():
        sheet.placements.sort(key=lambda one: (one.first_day, one.pk))
    whose = {one.pk: sheet for sheet in found.values() for one in sheet.placements}
    _read_marks(whose)
    finals = FinalMark.objects.standing().filter(period=period, pupil__in=found)
    for final in finals.select_related("settled_by"):
        found[final.pupil_id].final = final
    return list(found.values())


def _read_marks(whose: dict[int, PupilMarks]) -> None:
    marks = Prefetch("marks", GoalMark.objects.select_related("goal"))
    for told in Assessment.objects.filter(placement__in=whose).prefetch_related(marks):
        whose[told.placement_id].assessments[told.placement_id] = told
    for given in SupervisorMark.objects.filter(placement__in=whose):
        whose[given.placement_id].given[given.placement_id] = given
    for key, days in presence_of(whose).items():
        whose[key].presence[key] = days


def presence_of(placements: Iterable[int]) -> dict[int, Absences]:
    """Of each placement (its key) how many days of each kind were recorded."""
    rows = DayPresence.objects.filter(placement__in=placements).order_by()
    counted = rows.values_list("placement", "state").annotate(days=Count("pk"))
    found: dict[int, Absences] = {}
    for placement, state, days in counted:
        found.setdefault(placement, {})[state] = days
    return found
