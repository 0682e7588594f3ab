"""What anybody may read of PKL: counts from five up, so that nobody is found in them.

Pupils whose PKL has begun, each once; a plan is nobody's business. Only of today: what a count was
on another day would tell by the difference who came and went.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from accounts.presence import may_have
from partnerships.partners.models import Partner
from partnerships.placements.models import Placement
from partnerships.placements.models.placements import PlacementQuerySet
from schools.disclosure import disclosed, is_small, said_alone, said_in_list
from schools.models import School
from schools.school_years import label, school_year_of

YEARS_OF_PARTNER = 5


@dataclass(frozen=True)
class Told:
    """One count in words, with what it is of."""

    label: str
    said: str


@dataclass(frozen=True)
class SchoolCounts:
    """Of a school's pupils on PKL this school year; `total` is empty where it would tell of few."""

    year: str
    rows: list[Told]
    total: str
    partners: str


def begun() -> PlacementQuerySet:
    """Placements whose first day has been, of pupils who may be counted."""
    return Placement.objects.begun().filter(pupil__processing_stopped_at__isnull=True)


def counts_of_school(school: School, *, on: date) -> SchoolCounts | None:
    """None where no PKL of the year has begun; one query."""
    if not may_have(school, "placement_periods"):
        return None
    year = school_year_of(on)
    rows: Any = begun().filter(period__school=school, period__school_year=year).order_by("pk")
    names = ("pupil", "concentration__name", "opening__hosting__partner")
    placed = list(rows.values_list(*names))
    if not placed:
        return None
    # Who was at several places is of the konsentrasi of the latest.
    studies = {pupil: name or _("Konsentrasi lain") for pupil, name, _partner in placed}
    told = disclosed(Counter(studies.values()))
    partners = {partner for _pupil, _name, partner in placed if partner}
    return SchoolCounts(
        label(year),
        [Told(name, said_in_list(count)) for name, count in sorted(told.counts.items())],
        "" if told.total is None else str(told.total),
        "" if told.total is None or not partners else said_alone(len(partners)),
    )


def years_of_partner(partner: Partner, *, on: date) -> list[Told]:
    """Pupils hosted in each of the last school years, from five up; smaller ones are not named."""
    if not may_have(partner, "hostings"):
        return []
    now = school_year_of(on)
    years = range(now - YEARS_OF_PARTNER + 1, now + 1)
    rows: Any = begun().filter(
        opening__hosting__partner=partner.pk, period__school_year__in=list(years)
    )
    counts = rows.order_by().values("period__school_year").annotate(n=Count("pupil", distinct=True))
    told = counts.order_by("-period__school_year").values_list("period__school_year", "n")
    return [Told(label(year), str(count)) for year, count in told if not is_small(count)]
