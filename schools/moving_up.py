"""What a school's move into the next year would do, class by class and pupil by pupil."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from schools import school_years
from schools.actors import Actor
from schools.class_names import class_key, grade_of, name_in
from schools.models import ClassGroup, Enrolment, MoveUp, Pupil, School
from schools.models.moving_up import Fate
from schools.models.pupils import LeavingReason, PupilQuerySet

# A konsentrasi of four years has a class XIII; all others end with XII.
LAST_GRADE, LAST_GRADE_OF_FOUR = 12, 13
# From then on a school decides who goes up; until then the plan of the year before is history.
SEASON = 4


@dataclass(frozen=True)
class Step:
    """One pupil's way: into the class `name`, out for the reason `leaving`, or nowhere yet."""

    pupil: Pupil
    group: ClassGroup
    name: str = ""
    grade: int = 0
    leaving: str = ""
    is_exception: bool = False

    @property
    def leaving_label(self) -> str:
        return str(LeavingReason(self.leaving).label)


@dataclass(frozen=True)
class Arrival:
    """A class of the new year, and from which classes how many come."""

    name: str
    sources: list[tuple[str, int]]

    @property
    def total(self) -> int:
        return sum(count for _name, count in self.sources)


def year_to_leave(by: Actor) -> int | None:
    """The school year out of which the school's classes go up next; None while none has to.

    That is the one before the present one as long as pupils still sit in its classes and it was
    not moved up, else the present one; not months before its end, where a move was just done.
    """
    now = school_years.school_year_of(by.on)
    done = set(MoveUp.objects.editable_by(by).done().values_list("from_year", flat=True))
    for year in (now - 1, now):
        if year not in done and _members(by, year).exists():
            is_early = year == now and not is_season(by.on) and now - 1 in done
            return None if is_early else year
    return None


def is_season(on: date) -> bool:
    return SEASON <= on.month < school_years.FIRST_MONTH


def _members(by: Actor, year: int) -> PupilQuerySet:
    """Who sits in a class of the year with no other after it; those whose processing is stopped
    stay where they are."""
    open_seats = Enrolment.objects.filter(until__isnull=True, class_group__school_year=year)
    rows = Pupil.objects.editable_by(by).filter(school=by.school, left_on__isnull=True)
    return rows.processed().filter(pk__in=open_seats.values("pupil"))


def planned(by: Actor, school: School) -> MoveUp | None:
    """The plan for the year that is to be left."""
    year = year_to_leave(by)
    if year is None:
        return None
    of_year = MoveUp.objects.editable_by(by).filter(from_year=year).order_by("-pk")
    return of_year.drafts().first() or _begun(school, year, of_year.first())


def _begun(school: School, year: int, former: MoveUp | None) -> MoveUp:
    """A plan nobody saved yet; after an undoing it begins with what had been decided."""
    begun = MoveUp(school=school, from_year=year, graduates_on=school_years.last_day(year))
    if former is not None:
        begun.graduates_on = former.graduates_on
        begun.classes, begun.exceptions = former.classes, former.exceptions
    return begun


def groups_of(by: Actor, move_up: MoveUp) -> list[ClassGroup]:
    """The classes that go up; the highest first, who make room for the others."""
    seats = Enrolment.objects.filter(pupil__in=_members(by, move_up.from_year), until__isnull=True)
    groups = ClassGroup.objects.editable_by(by).of_year(move_up.from_year).in_order()
    return list(groups.filter(pk__in=seats.values("class_group")).select_related("concentration"))


def choice_of(move_up: MoveUp, group: ClassGroup) -> dict[str, str]:
    """What was decided about the class, else what its name and konsentrasi propose."""
    decided: dict[str, str] | None = move_up.classes.get(group.public_id)
    return decided or proposed(group)


def proposed(group: ClassGroup) -> dict[str, str]:
    is_long = group.concentration is not None and group.concentration.years == 4
    if group.grade >= (LAST_GRADE_OF_FOUR if is_long else LAST_GRADE):
        return {"fate": Fate.OUT.value, "to": LeavingReason.GRADUATED.value}
    later = name_in(group.grade + 1, group.name)
    if class_key(later) == class_key(group.name):
        # The name says no grade: nobody but the school knows what it is called next.
        return {"fate": Fate.WAIT.value, "to": ""}
    return {"fate": Fate.UP.value, "to": later}


def steps_of(by: Actor, move_up: MoveUp) -> list[Step]:
    """Every pupil's way, in order of their names; three queries, however many they are."""
    groups = {group.pk: group for group in groups_of(by, move_up)}
    seats = Enrolment.objects.filter(class_group__in=groups, until__isnull=True)
    class_of = dict(seats.values_list("pupil", "class_group"))
    rows: Iterable[Any] = _members(by, move_up.from_year).in_order()
    return [
        _step(pupil, groups[class_of[pupil.pk]], move_up) for pupil in rows if pupil.pk in class_of
    ]


def _step(pupil: Pupil, group: ClassGroup, move_up: MoveUp) -> Step:
    own = move_up.exceptions.get(pupil.public_id)
    choice = own or choice_of(move_up, group)
    match choice["fate"]:
        case Fate.UP:
            grade = grade_of(choice["to"]) or group.grade + 1
            return Step(pupil, group, name=choice["to"], grade=grade, is_exception=bool(own))
        case Fate.STAY:
            return Step(pupil, group, name=group.name, grade=group.grade, is_exception=True)
        case Fate.OUT:
            return Step(pupil, group, leaving=choice["to"], is_exception=bool(own))
        case _:
            return Step(pupil, group, is_exception=bool(own))


def arrivals(steps: Iterable[Step]) -> list[Arrival]:
    """The classes of the new year, the highest first."""
    found: dict[str, tuple[Step, Counter[str]]] = {}
    for step in steps:
        if step.name:
            found.setdefault(class_key(step.name), (step, Counter()))[1][step.group.name] += 1
    order = sorted(found, key=lambda key: (-found[key][0].grade, key))
    return [Arrival(found[key][0].name, sorted(found[key][1].items())) for key in order]


def departures(steps: Iterable[Step]) -> list[tuple[str, int]]:
    """How many leave for which reason, in words."""
    counts = Counter(step.leaving for step in steps if step.leaving)
    return [(str(LeavingReason(reason).label), counts[reason]) for reason in sorted(counts)]
