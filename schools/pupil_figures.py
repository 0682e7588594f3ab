"""How many pupils a school has, for its office: classes and konsentrasi, no names."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from schools.actors import Actor
from schools.models import ClassGroup, Concentration, Consent, Pupil, School
from schools.models.consents import ConsentKind
from schools.models.pupils import PupilQuerySet


@dataclass(frozen=True)
class Figure:
    """One line: of a class or a konsentrasi how many pupils, and how many may go on PKL."""

    label: str
    beside: str
    pupils: int
    agreed: int


def schools_with_pupils(actor: Actor) -> "QuerySet[School]":
    """Schools of the office that recorded pupils, each with `pupil_count` and `agreed_count`."""
    here = present(actor).filter(school=OuterRef("pk"))
    rows = School.objects.within(actor).filter(Exists(here), merged_into__isnull=True)
    return (
        rows.annotate(
            pupil_count=_counted(here), agreed_count=_counted(here.filter(has_agreed(actor)))
        )
        .select_related("regency")
        .order_by("sort_key", "pk")
    )


def _counted(rows: PupilQuerySet) -> Any:
    counts = rows.order_by().values("school").annotate(counted=Count("pk")).values("counted")
    return Coalesce(Subquery(counts, output_field=IntegerField()), 0)


def present(actor: Actor) -> PupilQuerySet:
    return Pupil.objects.countable_by(actor).present_on(actor.on)


def has_agreed(actor: Actor) -> Exists:
    agreed = Consent.objects.standing_on(actor.on).to(ConsentKind.PLACEMENT)
    return Exists(agreed.filter(pupil=OuterRef("pk")))


def by_class(actor: Actor, school: School) -> list[Figure]:
    """Per class as it is today, those without a class last; three queries."""
    counts = _grouped(actor, school, "class_id")
    groups = ClassGroup.objects.filter(pk__in=[key for key in counts if key])
    ordered: list[ClassGroup | None] = [*groups.select_related("concentration").in_order()]
    if None in counts:
        ordered.append(None)
    return [
        Figure(
            group.name if group else "",
            str(group.concentration or "") if group else "",
            *counts[group.pk if group else None],
        )
        for group in ordered
    ]


def by_concentration(actor: Actor, school: School) -> list[Figure]:
    counts = _grouped(actor, school, "studies")
    known = Concentration.objects.filter(pk__in=[key for key in counts if key])
    figures = [
        Figure(one.name, one.code, *counts[one.pk]) for one in known.order_by("sort_key", "pk")
    ]
    return figures + ([Figure("", "", *counts[None])] if None in counts else [])


def _grouped(actor: Actor, school: School, column: str) -> dict[int | None, tuple[int, int]]:
    """Of each value the pupils, and those of them who may go on PKL."""
    rows: Any = present(actor).filter(school=school).with_class(actor.on).order_by()
    found: dict[int | None, tuple[int, int]] = {}
    for key, agreed, pupils in (
        rows.annotate(agreed=has_agreed(actor))
        .values(column, "agreed")
        .annotate(pupils=Count("pk"))
        .values_list(column, "agreed", "pupils")
    ):
        before = found.get(key, (0, 0))
        found[key] = (before[0] + pupils, before[1] + (pupils if agreed else 0))
    return found
