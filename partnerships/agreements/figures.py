"""Counts of the whole register on one day, each with the definition that its page states."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from accounts.clock import end_of
from partnerships.agreements.models import (
    Agreement,
    Party,
    ProvinceCoverage,
    RegisterFigures,
    Suspension,
)
from partnerships.agreements.models.coverage import Extent
from partnerships.agreements.models.kinds import STANDING_STATES
from partnerships.agreements.statuses import ENDING_DAYS
from schools.models import Office, OfficeRegion, Region, School, SchoolConcentration
from schools.models.dates import DatedQuerySet
from schools.models.offices import OfficeKind
from schools.models.schools import SchoolQuerySet

# With no more agreements than this the whole register is counted in some milliseconds.
EXACT_UP_TO = 5000


def figures_on(on: date) -> RegisterFigures:
    """How the register stands: counted now while it is small (then `counted_at` is None), from
    then on as the job has counted it last."""
    kept = RegisterFigures.objects.filter(on__lte=on).first() if is_large() else None
    return kept or counted_on(on)


def is_large() -> bool:
    return Agreement.objects.order_by()[: EXACT_UP_TO + 1].count() > EXACT_UP_TO


def counted_on(on: date) -> RegisterFigures:
    pauses = Suspension.objects.filter(agreement=OuterRef("pk"), during__contains=on)
    held = Agreement.objects.in_force_on(on).aggregate(
        recorded=Count("pk"),
        verified=Count("pk", filter=Q(verified_at__lt=end_of(on))),
        suspended=Count("pk", filter=Exists(pauses)),
    )
    schools = counted_schools(on).aggregate(
        schools=Count("pk"), provinces=Count("province", distinct=True)
    )
    offers = offers_on(on).aggregate(
        offers=Count("pk"), telling_schools=Count("school", distinct=True)
    )
    return RegisterFigures(
        on=on,
        **held,
        **schools,
        **offers,
        ending=Agreement.objects.ending_within(on, ENDING_DAYS).count(),
        from_sources=Agreement.objects.filter(published_from_source=True).count(),
        signing_schools=signing_schools(on).count(),
        covered_offers=covered_offers(on).count(),
    )


def counted_schools(on: date) -> SchoolQuerySet:
    """What "all SMK" means in every share: open ones of the provinces that use the portal.

    Those are the provinces whose education office is here and still answers for a region: the
    list of a whole nation's schools may be loaded long before its provinces come.
    """
    answering = OfficeRegion.objects.filter(Q(until__isnull=True) | Q(until__gte=on))
    offices = Office.objects.filter(
        kind=OfficeKind.PROVINCE_EDUCATION, pk__in=answering.values("office")
    )
    return School.objects.open_on(on).filter(
        merged_into__isnull=True,
        is_reference=False,
        province__in=offices.order_by().values("province"),
    )


def signing_schools(on: date) -> SchoolQuerySet:
    """Counted schools that sign an agreement in force themselves; umbrellas are left out."""
    held = Agreement.objects.in_force_on(on).filter(pk=OuterRef("agreement"))
    signed = Party.objects.on(on).filter(Exists(held), school__isnull=False)
    return counted_schools(on).filter(pk__in=signed.values("school"))


def offers_on(on: date) -> DatedQuerySet:
    """Konsentrasi that counted schools teach: one row a school and konsentrasi."""
    return SchoolConcentration.objects.valid_on(on).filter(school__in=counted_schools(on))


def covered_offers(
    on: date, *, province: Region | None = None
) -> QuerySet[SchoolConcentration, dict[str, Any]]:
    """Keys of the offers that an agreement in force, signed by that school itself, names the
    konsentrasi of or holds for all of; of one province, or of all.

    Two joins of whole tables: asked row by row, the offers of a nation take seconds.
    """
    held = Party.objects.on(on).filter(
        school__isnull=False,
        agreement__state__in=STANDING_STATES,
        agreement__runs__contains=on,
    )
    offers = offers_on(on).order_by()
    if province:
        held = held.filter(school__province=province)
        offers = offers.filter(school__province=province)
    whole = held.filter(
        agreement__scopes__during__contains=on,
        agreement__scopes__concentration_extent=Extent.ALL,
    )
    named = held.filter(
        school=OuterRef("school"),
        agreement__scopes__during__contains=on,
        agreement__scopes__concentration_extent=Extent.NAMED,
        agreement__scopes__concentrations=OuterRef("concentration"),
    )
    of_all = offers.filter(school__in=whole.values("school"))
    return of_all.values("pk").union(offers.filter(Exists(named)).values("pk"))


def coverage_kept(on: date, *, province: Region) -> ProvinceCoverage | None:
    """What the job counted last, without the keys themselves; None where the register is small."""
    rows = ProvinceCoverage.objects.filter(province=province, on__lte=on)
    return rows.defer("offers").first()


def coverage_counted(on: date) -> dict[int, list[int]]:
    """Keys of the covered offers by province; of every province with counted schools."""
    used = counted_schools(on).order_by().values_list("province", flat=True).distinct()
    found: dict[int, list[int]] = defaultdict(list, {province: [] for province in used})
    covered = SchoolConcentration.objects.filter(pk__in=covered_offers(on)).order_by("pk")
    for province, offer in covered.values_list("school__province", "pk"):
        found[province].append(offer)
    return dict(found)
