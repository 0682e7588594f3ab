"""Which seats a school may choose from for one of its periods, and how well they fit.

What is compared in SQL is compared there only: the badge of a row and the filter of the list read
the same columns.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    BooleanField,
    Exists,
    ExpressionWrapper,
    F,
    FloatField,
    Func,
    OuterRef,
    Prefetch,
    Q,
    Value,
)
from django.db.models.functions import ASin, Coalesce, Cos, Power, Radians, Sin, Sqrt
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from psycopg.types.range import DateRange

from partnerships.agreements.covering import covering
from partnerships.agreements.models import Agreement, Kind, Party, Scope
from partnerships.agreements.models.coverage import Extent
from partnerships.agreements.models.kinds import UMBRELLAS
from partnerships.partners.models.places import EARTH_RADIUS_KM
from partnerships.placements.models import Booking, Opening, PlacementPeriod
from partnerships.placements.models.days import spans
from partnerships.placements.models.hosting import HostingAnswer, load
from schools.actors import Actor
from schools.models import School

# Beyond a day's journey: the pupil lodges there, and the supervisor hardly visits.
FAR_KM = 300


@dataclass(frozen=True)
class Fit:
    """How the agreements with a host stand to a period; `kind` is that of the badge."""

    key: str
    kind: str
    label: str | Promise
    meaning: str | Promise


COVERED = Fit("berlaku", "ok", _("Kerja sama berlaku"), _("Mencakup seluruh tanggal periode."))
TO_AMEND = Fit(
    "adendum",
    "warning",
    _("Perlu adendum"),
    _("Tanggal, konsentrasi, atau lokasinya belum tercakup."),
)
TO_CONTRACT = Fit(
    "mou", "warning", _("Baru nota kesepahaman"), _("PKL memerlukan PKS di bawahnya.")
)
NONE = Fit("tanpa", "neutral", _("Tanpa kerja sama"), _("Cukup surat balasan, atau buat PKS."))
FITS = [COVERED, TO_AMEND, TO_CONTRACT, NONE]


@dataclass(frozen=True)
class Run:
    """The first and the last day of a period."""

    first: date
    last: date

    @classmethod
    def of(cls, period: PlacementPeriod) -> "Run | None":
        days = spans(period.days)
        return cls(days[0][0], days[-1][1]) if days else None

    @property
    def whole(self) -> DateRange:
        return DateRange(self.first, self.last + timedelta(days=1), "[)")


def offered(actor: Actor) -> Any:
    """Standing seats of partners that take pupils, as far as the actor may know of them."""
    rows = Opening.objects.visible_to(actor).standing()
    return rows.filter(hosting__answer=HostingAnswer.YES).select_related(
        "hosting__partner__regency", "hosting__partner__province", "hosting__told_to_school",
        "site__regency", "concentration",
    )  # fmt: skip


def fitting(rows: Any, period: PlacementPeriod, run: Run) -> Any:
    """Those whose days and konsentrasi are those of the period."""
    rows = rows.filter(since__lte=run.first, until__gte=run.last)
    named = [row.pk for row in period.concentrations.all()]
    if named:
        rows = rows.filter(Q(concentration__isnull=True) | Q(concentration__in=named))
    return rows


def with_seats(rows: Any, *, school: School | None, period: PlacementPeriod | None) -> Any:
    """Each with `held` over all schools, `free` to the school on the days asked about, and
    `here`: what the period has taken."""
    days = period.days if period else None
    mine = Booking.objects.standing().filter(period=period) if period else Booking.objects.none()
    return (
        rows.with_free(asking=school, within=days)
        .annotate(held=load(within=days))
        .prefetch_related(Prefetch("bookings", mine, to_attr="here"))
    )


def with_fit(rows: Any, *, school: School, run: Run, on: date) -> Any:
    """Each with `is_covered`, `is_contracted` and `is_agreed`: by an agreement that holds for the
    school over all the days, konsentrasi and site; by any contract; by anything at all, today or
    while the period lasts."""
    days = sorted({on, run.first, run.last})
    first, *others = (
        covering(Agreement.objects.all(), school, on=day).values("pk") for day in days
    )
    known = first.union(*others)
    parties = Party.objects.in_effect().filter(
        partner=OuterRef("hosting__partner"), agreement__in=known
    )
    contracts = parties.exclude(agreement__kind__in=[kind.value for kind in NO_CONTRACTS])
    scopes = (
        Scope.objects.on(run.first)
        .filter(agreement=OuterRef("agreement"))
        .filter(
            ~Q(concentration_extent=Extent.NAMED)
            | Q(concentrations=OuterRef(OuterRef("concentration")))
            | Q(ExpressionWrapper(_is_null("concentration"), BooleanField()))
        )
        .filter(~Q(site_extent=Extent.NAMED) | Q(sites=OuterRef(OuterRef("site"))))
    )
    whole = contracts.filter(agreement__runs__contains=run.whole)
    return rows.annotate(
        is_covered=Exists(whole.filter(Exists(scopes))),
        is_contracted=Exists(contracts),
        is_agreed=Exists(parties),
    )


NO_CONTRACTS: list[Kind] = UMBRELLAS


def _is_null(column: str) -> Func:
    """Whether the opening, two queries above, names none."""
    return Func(OuterRef(OuterRef(column)), template="(%(expressions)s IS NULL)")


def fit_of(row: Any) -> Fit:
    if row.is_covered:
        return COVERED
    if row.is_contracted:
        return TO_AMEND
    return TO_CONTRACT if row.is_agreed else NONE


def fit_condition(key: str) -> Q:
    conditions = {
        COVERED.key: Q(is_covered=True),
        TO_AMEND.key: Q(is_covered=False, is_contracted=True),
        TO_CONTRACT.key: Q(is_contracted=False, is_agreed=True),
        NONE.key: Q(is_agreed=False),
    }
    return conditions[key]


def with_distance(rows: Any, school: School | None) -> Any:
    """Each with `km`, great-circle, from the school to the site or else the partner's address."""
    if school is None or school.latitude is None or school.longitude is None:
        return rows.annotate(km=Value(None, output_field=FloatField()))
    place = {
        name: Coalesce(F(f"site__{name}"), F(f"hosting__partner__{name}"))
        for name in ("latitude", "longitude")
    }
    here = float(school.latitude), float(school.longitude)
    return rows.annotate(km=_haversine(here, place["latitude"], place["longitude"]))


def _haversine(here: tuple[float, float], latitude: Any, longitude: Any) -> Any:
    def as_float(value: Any) -> Any:
        return Func(value, template="(%(expressions)s)::float8", output_field=FloatField())

    lat, lon = (Radians(as_float(part)) for part in (latitude, longitude))
    lat0, lon0 = (Radians(Value(part, output_field=FloatField())) for part in here)
    half = Power(Sin((lat - lat0) / 2.0), 2.0) + Cos(lat0) * Cos(lat) * Power(
        Sin((lon - lon0) / 2.0), 2.0
    )
    return ExpressionWrapper(2.0 * EARTH_RADIUS_KM * ASin(Sqrt(half)), FloatField())


def periods_to_fill(actor: Actor) -> list[PlacementPeriod]:
    """The school's periods that have not ended, those to come before those that run; else its
    latest one."""
    if actor.school is None:
        return []
    rows = PlacementPeriod.objects.filter(school=actor.school).for_reading()
    dated = [(run, row) for row in rows if (run := Run.of(row))]
    dated.sort(key=lambda pair: (pair[0].first, pair[1].pk))
    ahead = [row for run, row in dated if run.first > actor.on]
    running = [row for run, row in dated if run.first <= actor.on <= run.last]
    return ahead + running or [row for _run, row in dated[-1:]]
