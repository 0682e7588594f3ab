"""A school's learning goals of PKL: writing, ordering, retiring them."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.revisions import locked
from accounts.roles import Permission
from partnerships.placements.journals.starting_goals import STARTING_GOALS
from partnerships.placements.models import LearningGoal
from schools.actors import Actor
from schools.models import School


def _held_school(by: Actor) -> School:
    """The actor's own, locked: two who write goals of it wait for each other."""
    if by.school is None or not by.can(Permission.PLACE_PUPILS):
        raise PermissionDenied
    return locked(School.objects, by.school.pk)


def _held_goal(goal: LearningGoal, by: Actor) -> LearningGoal:
    locked(School.objects, goal.school_id)
    rows = LearningGoal.objects.editable_by(by)
    return locked(rows, goal.pk)


@transaction.atomic
def add_goal(*, values: dict[str, Any], by: Actor) -> LearningGoal:
    """At the end of its element; the very same again is the one that is there."""
    school = _held_school(by)
    known = LearningGoal.objects.in_use().filter(school=school, **values).first()
    goal = known or LearningGoal(school=school, **values)
    if known is None:
        goal.position = _next_position(school, goal.element)
        goal.save()
    # A kaprog writes for the own konsentrasi only.
    if not LearningGoal.objects.editable_by(by).filter(pk=goal.pk).exists():
        raise ValidationError({"concentration": _("Pilih konsentrasi yang Anda pimpin.")})
    return goal


def _next_position(school: School, element: str) -> int:
    last = LearningGoal.objects.filter(school=school, element=element).order_by("position").last()
    return last.position + 1 if last else 1


@transaction.atomic
def change_goal(*, goal: LearningGoal, values: dict[str, Any], by: Actor) -> LearningGoal:
    current = _held_goal(goal, by)
    element = values.get("element", current.element)
    told = (values.get("text", current.text), element)
    if told != (current.text, current.element) and current.marks.exists():
        raise ValidationError(
            {"text": _("Sudah ada nilai untuk tujuan ini: hentikan, lalu tulis yang baru.")}
        )
    if element != current.element:
        current.position = _next_position(current.school, element)
    for name, value in values.items():
        setattr(current, name, value)
    current.save()
    if not LearningGoal.objects.editable_by(by).filter(pk=current.pk).exists():
        raise ValidationError({"concentration": _("Pilih konsentrasi yang Anda pimpin.")})
    return current


@transaction.atomic
def move_goal(*, goal: LearningGoal, up: bool, by: Actor) -> None:
    """One place up or down among those of its element that the actor orders."""
    current = _held_goal(goal, by)
    rows = LearningGoal.objects.in_use().filter(school=current.school_id, element=current.element)
    ordered = list(rows.order_by("position", "pk"))
    own = set(rows.filter(pk__in=LearningGoal.objects.editable_by(by).values("pk")))
    places = [place for place, row in enumerate(ordered) if row in own]
    here = places.index(ordered.index(current)) if current in own else -1
    there = here - 1 if up else here + 1
    if here < 0 or not 0 <= there < len(places):
        return
    one, other = places[here], places[there]
    ordered[one], ordered[other] = ordered[other], ordered[one]
    _renumber(ordered)


def _renumber(ordered: list[LearningGoal]) -> None:
    for position, row in enumerate(ordered, 1):
        if row.position != position:
            row.position = position
            row.save(update_fields=["position"])


@transaction.atomic
def retire_goal(*, goal: LearningGoal, by: Actor) -> LearningGoal:
    """No longer offered; what was written and marked under it stays."""
    current = _held_goal(goal, by)
    if current.retired_at is None:
        current.retired_at = timezone.now()
        current.save()
    return current


@transaction.atomic
def restore_goal(*, goal: LearningGoal, by: Actor) -> LearningGoal:
    current = _held_goal(goal, by)
    current.retired_at = None
    current.save()
    return current


@transaction.atomic
def take_over_starting_goals(*, by: Actor) -> int:
    """The starting set for all konsentrasi; gives how many of them were not there yet."""
    school = _held_school(by)
    if not by.can(Permission.KEEP_PUPILS):
        raise PermissionDenied
    rows = LearningGoal.objects.in_use().filter(school=school, concentration=None)
    there = set(rows.values_list("element", "text"))
    missing = [
        (element, str(text))
        for element, texts in STARTING_GOALS.items()
        for text in texts
        if (element.value, str(text)) not in there
    ]
    for element, text in missing:
        position = _next_position(school, element)
        LearningGoal.objects.create(school=school, element=element, text=text, position=position)
    return len(missing)
