"""PKL in numbers: of the pupils of a class and year who has a place, and how far each is.

Every pupil is counted once, at the furthest of its placements of that year, so that the columns of
a row add up to its pupils and the rows to the total. Partners are counted once in every sum.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from partnerships.placements.lifecycle import HOLDING, STANDING, PlacementState
from partnerships.placements.models import Placement, PlacementPeriod
from partnerships.placements.oversight.stages import IN_ORDER, Stage
from schools.models import Enrolment, School
from schools.models.pupils import LeavingReason
from schools.school_years import last_day

K = TypeVar("K", bound=Hashable)
# Who goes where nobody has said otherwise.
USUAL_GRADE = 12


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


def tally(
    schools: "QuerySet[School]",
    *,
    year: int,
    grades: Collection[int],
    on: date,
    going: bool = False,
) -> Tally:
    """Of the pupils of those classes and school year, as their placements stand now; three
    queries. `going`: of those classes who goes that year, see `_goes`."""
    seats = seats_of_year(schools, year=year, grades=grades, on=on)
    if going and set(grades) != {USUAL_GRADE}:
        seats = seats.filter(_goes(year))
    cells: dict[Cell, Figures] = defaultdict(Figures)
    for school, studies, stage, count in _staged(seats, year):
        cells[school, studies].stages[Stage(stage)] += count
    for school, studies, count in _passed(seats, year):
        cells[school, studies].overrides += count
    for school, studies, partner in _hosts(seats, year):
        cells[school, studies].hosts.add(partner)
    return Tally(dict(cells))


def grades_going(schools: "QuerySet[School]", year: int) -> list[int]:
    """The classes for which one of the schools has a period that year, else the usual one."""
    periods = PlacementPeriod.objects.filter(
        school_year=year, school__in=schools.order_by().values("pk")
    )
    grades = periods.order_by().values_list("grade", flat=True).distinct()
    return sorted(grades) or [USUAL_GRADE]


def _goes(year: int) -> Q:
    """For whose class and konsentrasi the school has a period that year; class XII as well where
    the school has none for it, unless another class goes in its stead."""
    periods = PlacementPeriod.objects.filter(school=OuterRef("pupil__school"), school_year=year)
    meant = periods.filter(
        Q(concentrations__isnull=True) | Q(concentrations=OuterRef("studies")),
        grade=OuterRef("class_group__grade"),
    )
    expected = Exists(periods.filter(grade=USUAL_GRADE)) | ~Exists(periods)
    return Q(Exists(meant)) | (Q(class_group__grade=USUAL_GRADE) & Q(expected))


def seats_of_year(
    schools: "QuerySet[School]", *, year: int, grades: Collection[int], on: date
) -> Any:
    """The last seat of that year of each who sat in those classes then, with `studies`; who
    graduated meanwhile included.

    Not those whose processing was stopped; of whom only numbers are left, the numbers count.
    """
    later = Enrolment.objects.filter(pupil=OuterRef("pupil"), class_group__school_year=year).filter(
        Q(since__gt=OuterRef("since")) | Q(since=OuterRef("since"), pk__gt=OuterRef("pk"))
    )
    stayed = Q(pupil__left_on__isnull=True) | Q(pupil__left_on__gte=min(on, last_day(year)))
    seats = Enrolment.objects.filter(
        stayed | Q(pupil__leaving_reason=LeavingReason.GRADUATED),
        ~Exists(later),
        class_group__school_year=year,
        class_group__grade__in=grades,
        pupil__processing_stopped_at__isnull=True,
        pupil__school__in=schools.order_by().values("pk"),
    )
    studies = Coalesce("pupil__concentration_id", "class_group__concentration_id")
    return seats.order_by().annotate(studies=studies)


def _staged(seats: Any, year: int) -> Any:
    """School, konsentrasi, stage, how many."""
    held = Placement.objects.filter(period__school_year=year, pupil=OuterRef("pupil")).order_by()
    at = [When(Exists(held.filter(state__in=states)), then=stage) for stage, states in REACHED]
    staged = seats.annotate(
        stage=Case(*at, default=Value(int(Stage.WITHOUT)), output_field=IntegerField())
    )
    counts = staged.values("pupil__school", "studies", "stage").annotate(counted=Count("pk"))
    return counts.values_list("pupil__school", "studies", "stage", "counted")


# The first that fits: what is still ahead goes before what is over.
REACHED = [
    (Value(int(Stage.RUNNING)), [PlacementState.RUNNING]),
    (Value(int(Stage.READY)), [PlacementState.READY]),
    (Value(int(Stage.PLANNED)), HOLDING),
    (Value(int(Stage.DONE)), [PlacementState.COMPLETED]),
    (Value(int(Stage.STOPPED)), [PlacementState.ENDED_EARLY]),
]


def _passed(seats: Any, year: int) -> Any:
    """School, konsentrasi, how many rules are let pass."""
    rows = seats.filter(
        pupil__placements__period__school_year=year,
        pupil__placements__overrides__isnull=False,
        pupil__placements__overrides__withdrawn_at__isnull=True,
    )
    counts = rows.values("pupil__school", "studies")
    counts = counts.annotate(counted=Count("pupil__placements__overrides"))
    return counts.values_list("pupil__school", "studies", "counted")


def _hosts(seats: Any, year: int) -> Any:
    """School, konsentrasi and partner wherever one of the pupils has a place."""
    rows = seats.filter(
        pupil__placements__state__in=STANDING,
        pupil__placements__period__school_year=year,
        pupil__placements__opening__isnull=False,
    )
    partner = "pupil__placements__opening__hosting__partner"
    return rows.values_list("pupil__school", "studies", partner).distinct()
