"""PKL in numbers: of the pupils of a class and year who has a place, and how far each is.

Every pupil is counted once, at the furthest of its placements of that year, so that the columns of
a row add up to its pupils and the rows to the total. Partners are counted once in every sum.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from django.db.models import (
    Case,
    Count,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from partnerships.placements.lifecycle import DONE, HOLDING, PlacementState
from partnerships.placements.models import Override, Placement
from partnerships.placements.stages import IN_ORDER, Stage
from schools.models import ClassGroup, Enrolment, Pupil, School
from schools.models.pupils import LeavingReason, PupilQuerySet
from schools.school_years import last_day

K = TypeVar("K", bound=Hashable)


@dataclass
class Figures:
    """How many pupils are at which stage; what was let pass for them; who hosts them."""

    stages: dict[Stage, int] = field(default_factory=lambda: dict.fromkeys(Stage, 0))
    overrides: int = 0
    hosts: set[int] = field(default_factory=set)

    @property
    def pupils(self) -> int:
        return sum(self.stages.values())

    @property
    def without(self) -> int:
        return self.stages[Stage.WITHOUT]

    @property
    def placed(self) -> int:
        return self.pupils - self.without

    @property
    def percent(self) -> int:
        """Of the pupils, those with a place; a hundred only where nobody is without."""
        return 100 * self.placed // self.pupils if self.pupils else 0

    @property
    def partners(self) -> int:
        return len(self.hosts)

    @property
    def counted(self) -> list[tuple[Stage, int]]:
        """In the order in which pages show the stages."""
        return [(stage, self.stages[stage]) for stage in IN_ORDER]

    def add(self, other: "Figures") -> None:
        for stage, count in other.stages.items():
            self.stages[stage] += count
        self.overrides += other.overrides
        self.hosts |= other.hosts


Cell = tuple[int, int | None]


@dataclass(frozen=True)
class Tally:
    """The figures of each school and konsentrasi, by their keys; None: not told yet."""

    cells: dict[Cell, Figures]

    def by_school(self) -> dict[int, Figures]:
        return self._by(lambda cell: cell[0])

    def by_concentration(self) -> dict[int | None, Figures]:
        return self._by(lambda cell: cell[1])

    def _by(self, key: Callable[[Cell], K]) -> dict[K, Figures]:
        sums: dict[K, Figures] = defaultdict(Figures)
        for cell, figures in self.cells.items():
            sums[key(cell)].add(figures)
        return dict(sums)

    @property
    def total(self) -> Figures:
        return total_of(self.cells.values())


def total_of(parts: Iterable[Figures]) -> Figures:
    total = Figures()
    for part in parts:
        total.add(part)
    return total


def tally(schools: "QuerySet[School]", *, year: int, grade: int, on: date) -> Tally:
    """Of the pupils of that class and school year, as their placements stand now; two queries."""
    keys = schools.order_by().values("pk")
    pupils = pupils_of_year(Pupil.objects.filter(school__in=keys), year=year, grade=grade, on=on)
    cells: dict[Cell, Figures] = defaultdict(Figures)
    for row in _counted(pupils, year):
        figures = cells[row["school"], row["studies"]]
        figures.stages[Stage(row["stage"])] += row["counted"]
        figures.overrides += row["passed"] or 0
    for school, studies, partner in _hosts(pupils, year):
        cells[school, studies].hosts.add(partner)
    return Tally(dict(cells))


def pupils_of_year(rows: PupilQuerySet, *, year: int, grade: int, on: date) -> PupilQuerySet:
    """Those who sat in that class that year, with `studies`; who graduated meanwhile included.

    Not those whose processing was stopped; of whom only numbers are left, the numbers count.
    """
    groups = ClassGroup.objects.filter(school_year=year)
    newest = Enrolment.objects.filter(pupil=OuterRef("pk"), class_group__in=groups)
    newest = newest.order_by("-since", "-pk")
    seated = Enrolment.objects.filter(class_group__in=groups.filter(grade=grade))
    until = min(on, last_day(year))
    stayed = Q(left_on__isnull=True) | Q(left_on__gte=until)
    return (
        rows.filter(
            stayed | Q(leaving_reason=LeavingReason.GRADUATED),
            pk__in=seated.values("pupil"),
            processing_stopped_at__isnull=True,
        )
        .annotate(
            year_grade=Subquery(newest.values("class_group__grade")[:1]),
            studies=Coalesce(
                "concentration_id",
                Subquery(newest.values("class_group__concentration")[:1]),
                output_field=IntegerField(),
            ),
        )
        .filter(year_grade=grade)
    )


def _counted(pupils: PupilQuerySet, year: int) -> Any:
    held = Placement.objects.standing().filter(pupil=OuterRef("pk"), period__school_year=year)
    furthest = held.order_by().values("pupil").annotate(far=Max(_stage())).values("far")
    passed = Override.objects.standing().filter(
        placement__pupil=OuterRef("pk"), placement__period__school_year=year
    )
    counts = passed.order_by().values("placement__pupil").annotate(n=Count("pk")).values("n")
    rows: Any = pupils.order_by().annotate(
        stage=Coalesce(Subquery(furthest), Value(int(Stage.WITHOUT))),
        let_pass=Subquery(counts, output_field=IntegerField()),
    )
    grouped = rows.values("school", "studies", "stage")
    return grouped.annotate(counted=Count("pk"), passed=Sum("let_pass"))


def _stage() -> Case:
    state = PlacementState
    return Case(
        When(state=state.RUNNING, then=Value(int(Stage.RUNNING))),
        When(state=state.READY, then=Value(int(Stage.READY))),
        When(state=state.COMPLETED, then=Value(int(Stage.DONE))),
        When(state=state.ENDED_EARLY, then=Value(int(Stage.STOPPED))),
        default=Value(int(Stage.PLANNED)),
        output_field=IntegerField(),
    )


def _hosts(pupils: PupilQuerySet, year: int) -> Any:
    """School, konsentrasi and partner wherever one of the pupils has a place."""
    rows: Any = pupils.order_by().filter(
        placements__state__in=[*HOLDING, *DONE],
        placements__period__school_year=year,
        placements__opening__isnull=False,
    )
    partner = "placements__opening__hosting__partner"
    return rows.values_list("school", "studies", partner).distinct()
