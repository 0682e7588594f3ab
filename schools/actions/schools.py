"""Writes about one school and its dated facts."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.revisions import lock_revision
from accounts.roles import Permission
from schools.actors import Actor
from schools.models import (
    School,
    SchoolConcentration,
    SchoolContact,
    SchoolFigure,
    SchoolHead,
    SchoolName,
    Source,
)
from schools.models.facts import NameKind
from schools.models.sources import SourceKind
from schools.search import normalise

F = TypeVar("F", bound=SchoolName | SchoolHead | SchoolContact | SchoolConcentration | SchoolFigure)


def may_add_schools(by: Actor) -> bool:
    """Offices and maintainers add schools; a school's own people edit theirs."""
    return by.can(Permission.EDIT_SCHOOL) and (by.is_unbounded or by.office is not None)


@transaction.atomic
def create_school(*, by: Actor, values: Mapping[str, Any], form_token: UUID | None) -> School:
    """A new school within the actor's regions; the same form sent twice gives the first result."""
    if not may_add_schools(by):
        raise PermissionDenied
    if form_token and (made := School.objects.filter(form_token=form_token).first()):
        return made
    school = School.objects.create(**values, form_token=form_token)
    if not School.objects.within(by).filter(pk=school.pk).exists():
        raise ValidationError({"regency": _("Kabupaten/kota ini di luar wilayah kerja Anda.")})
    return school


@transaction.atomic
def change_school(
    *,
    by: Actor,
    school: School,
    values: Mapping[str, Any],
    revision: int | None,
    renamed_on: date | None = None,
) -> School:
    """Change the named values; with `renamed_on` the old official name stays findable."""
    current = lock_revision(School.objects.editable_by(by), school.pk, revision=revision)
    former = current.official_name
    for name, value in values.items():
        setattr(current, name, value)
    current.save()
    if renamed_on and normalise(former) != normalise(current.official_name):
        SchoolName.objects.get_or_create(
            school=current,
            kind=NameKind.FORMER,
            name=former,
            defaults={"until": renamed_on - timedelta(days=1)},
        )
    return current


@transaction.atomic
def save_fact(*, by: Actor, school: School, fact: F) -> F:
    """Add or change a name, head, contact, konsentrasi or figure of a school."""
    School.objects.editable_by(by).select_for_update(of=("self",)).get(pk=school.pk)
    if fact.pk and not type(fact)._default_manager.filter(pk=fact.pk, school=school.pk).exists():
        raise PermissionDenied
    fact.school = school
    fact.save()
    return fact


def own_source(*, by: Actor, school: School) -> Source:
    """What the school says of itself, as the source of figures that its people type."""
    name = school.name if by.school else str(by.office or _("Pengelola data"))
    kind = SourceKind.SCHOOL if by.school else SourceKind.REGISTER
    return Source.objects.get_or_create(
        publisher=name,
        title=_("Isian %(school)s") % {"school": school.name},
        published_on=None,
        defaults={"kind": kind},
    )[0]
