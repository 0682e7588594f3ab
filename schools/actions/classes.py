"""Writes about classes and the konsentrasi that their names stand for."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from schools.actions.pupils import may_keep_pupils
from schools.actors import Actor
from schools.class_names import stem_of
from schools.models import ClassGroup, ClassGroupMapping, Concentration, School


@transaction.atomic
def add_class(*, by: Actor, values: Mapping[str, Any]) -> ClassGroup:
    """A class of the actor's school. Without a konsentrasi it takes the one of its like."""
    school = by.school
    if school is None or not may_keep_pupils(by):
        raise PermissionDenied
    group = ClassGroup(school=school, **values)
    if group.concentration_id is None:
        group.concentration_id = ClassGroupMapping.objects.known_to(school).concentration_of(
            group.name
        )
    else:
        remember(school, group.name, group.concentration)
    group.save()
    return group


@transaction.atomic
def change_class_facts(*, by: Actor, group: ClassGroup, values: Mapping[str, Any]) -> ClassGroup:
    current = _locked(by, group)
    for name, value in values.items():
        setattr(current, name, value)
    current.save()
    if current.concentration_id is not None:
        remember(current.school, current.name, current.concentration)
    return current


@transaction.atomic
def map_classes(*, by: Actor, chosen: Mapping[ClassGroup, Concentration]) -> int:
    """Say of several classes which konsentrasi they are; remembered for the years to come."""
    for group, concentration in chosen.items():
        current = _locked(by, group)
        current.concentration = concentration
        current.save()
        remember(current.school, current.name, concentration)
    return len(chosen)


def remember(school: School, name: str, concentration: Concentration | None) -> None:
    """What was said last of a name holds."""
    stem = stem_of(name)
    if stem and concentration is not None:
        ClassGroupMapping.objects.update_or_create(
            school=school, stem=stem, defaults={"concentration": concentration}
        )


@transaction.atomic
def remove_class(*, by: Actor, group: ClassGroup) -> None:
    """Take back a class that nobody ever sat in; others are part of their pupils' past."""
    current = _locked(by, group)
    if current.enrolments.exists():
        raise ValidationError(_("Kelas yang pernah berisi siswa tidak dihapus."))
    current.delete()


def _locked(by: Actor, group: ClassGroup) -> ClassGroup:
    return ClassGroup.objects.editable_by(by).select_for_update(of=("self",)).get(pk=group.pk)
