"""Which pupils a period is for, and which of its places fit whom."""

from django.db.models import Q, QuerySet

from partnerships.placements.models import Opening, PlacementPeriod
from schools.models.classes import ClassGroup
from schools.models.pupils import Enrolment, Pupil, PupilQuerySet


def pupils_of(period: PlacementPeriod) -> PupilQuerySet:
    """Those of the period's grade and year and of its konsentrasi, still at school, processed.

    Each with `studies` and `class_id` as of the first day of the period.
    """
    first = min((block.since for block in period.blocks.all()), default=None)
    groups = ClassGroup.objects.filter(
        school=period.school_id, school_year=period.school_year, grade=period.grade
    )
    seated = Enrolment.objects.filter(class_group__in=groups)
    if first is not None:
        seated = seated.filter(Q(until__isnull=True) | Q(until__gte=first))
    rows = Pupil.objects.filter(school=period.school_id, pk__in=seated.values("pupil")).processed()
    if first is not None:
        rows = rows.present_on(first).with_class(first)
        if wanted := [row.pk for row in period.concentrations.all()]:
            fits = Q(studies__in=wanted)
            rows = rows.filter(fits)
    return rows.in_order()


def studies_of(pupil: Pupil) -> int | None:
    """The konsentrasi of a pupil read by `pupils_of`; None while nobody has told it."""
    found: int | None = getattr(pupil, "studies", None)
    return found


def taken_places(period: PlacementPeriod) -> QuerySet[Opening]:
    """Places whose seats the school has taken for the period."""
    rows = Opening.objects.filter(
        bookings__period=period, bookings__released_at__isnull=True, withdrawn_at__isnull=True
    )
    read = rows.select_related("hosting__partner__regency", "site__regency", "concentration")
    return read.order_by("hosting__partner__sort_key", "pk")


def places_for(period: PlacementPeriod, *, concentration: int | None) -> list[Opening]:
    """Those of the taken places that fit the konsentrasi.

    A pupil whose konsentrasi nobody has told yet fits only where all are welcome.
    """
    fits = Q(concentration__isnull=True) | Q(concentration=concentration)
    return list(taken_places(period).filter(fits))
