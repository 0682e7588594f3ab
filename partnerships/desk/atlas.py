"""Where schools and partners are, and which jurusan nobody works with: a province at a time."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Count, Q, QuerySet

from partnerships.agreements.figures import (
    counted_schools,
    coverage_kept,
    covered_offers,
    offers_on,
)
from partnerships.agreements.models import ProvinceCoverage
from partnerships.desk.pictures import Label, Place, PointMap, ShareBar
from partnerships.partners.maps import Point, partner_points
from partnerships.partners.models import Partner
from schools.actors import Actor
from schools.models import Region, School, SchoolConcentration

# Beyond this a picture says no more; the tables beside it count all.
DRAWN_AT_MOST = 2000
DRAWN = ["name", "npsn", "public_id", "latitude", "longitude", "regency__short_name"]


@dataclass(frozen=True)
class AreaLine:
    region: Region
    schools: int
    partners: int


@dataclass
class Atlas:
    province: Region | None
    provinces: list[Region]
    actor: Actor
    is_today: bool = True
    # Whether the address asked for a province that is none, or has no schools here.
    is_unknown: bool = False

    @cached_property
    def kept(self) -> ProvinceCoverage | None:
        """The last count of a large register; it is of today, other days are counted anew."""
        if self.province is None or not self.is_today:
            return None
        return coverage_kept(self.actor.on, province=self.province)

    @property
    def covered_on(self) -> date:
        """The day of the count that is shown: after midnight yesterday's, until the next."""
        return self.kept.on if self.kept else self.actor.on

    @property
    def _covered(self) -> Any:
        if self.kept:
            return self.kept.keys
        return covered_offers(self.actor.on, province=self.province)

    def regency(self, code: str) -> Region | None:
        return next((row for row in self.regencies if row.code == code), None)

    @cached_property
    def regencies(self) -> list[Region]:
        return list(Region.objects.regencies().filter(parent=self.province))

    @cached_property
    def schools(self) -> list[School]:
        rows = counted_schools(self.actor.on).filter(province=self.province)
        located = rows.filter(latitude__isnull=False).select_related("regency").only(*DRAWN)
        return list(located.order_by("sort_key", "pk")[:DRAWN_AT_MOST])

    @cached_property
    def map(self) -> PointMap:
        points = partner_points(actor=self.actor, region=self.province, limit=DRAWN_AT_MOST)
        partners = [
            Place(p.latitude, p.longitude, p.label, p.url, "partner", self._nearest(p))
            for p in points
        ]
        schools = [
            Place(
                float(school.latitude or 0),
                float(school.longitude or 0),
                str(school),
                school.get_absolute_url(),
                "school",
                school.regency.short_name,
            )
            for school in self.schools
        ]
        return PointMap([*schools, *partners], self._seats)

    @cached_property
    def _seats(self) -> list[Label]:
        return [
            Label(float(row.latitude), float(row.longitude), row.short_name)
            for row in self.regencies
            if row.latitude is not None and row.longitude is not None
        ]

    def _nearest(self, point: Point) -> str:
        """The kabupaten/kota whose seat is nearest; only groups of points are named by it."""
        if not self._seats:
            return str(self.province)
        return min(
            self._seats,
            key=lambda seat: (
                (seat.latitude - point.latitude) ** 2 + (seat.longitude - point.longitude) ** 2
            ),
        ).text

    @cached_property
    def areas(self) -> list[AreaLine]:
        """All schools and partners of each kabupaten/kota, with a point or without."""
        schools = _by_regency(counted_schools(self.actor.on).filter(province=self.province))
        partners = _by_regency(
            Partner.objects.visible_to(self.actor)
            .current()
            .open_on(self.actor.on)
            .filter(province=self.province)
        )
        return [
            AreaLine(row, schools[row.pk], partners[row.pk])
            for row in self.regencies
            if schools[row.pk] or partners[row.pk]
        ]

    @cached_property
    def shares(self) -> list[ShareBar]:
        """Covered konsentrasi a program, the least covered first."""
        rows = (
            self.offers()
            .values("concentration__program__name")
            .annotate(whole=Count("pk"), part=Count("pk", filter=Q(pk__in=self._covered)))
        )
        bars = [
            ShareBar(row["concentration__program__name"], row["part"], row["whole"]) for row in rows
        ]
        return sorted(bars, key=lambda bar: (bar.percent, -bar.whole, bar.label))

    def offers(self, *, regency: Region | None = None) -> QuerySet[SchoolConcentration]:
        """What schools are known to teach; what they have not told is not there."""
        rows = offers_on(self.actor.on).filter(school__province=self.province)
        return rows.filter(school__regency=regency) if regency else rows

    def uncovered(self, *, regency: Region | None = None) -> QuerySet[SchoolConcentration]:
        """Each konsentrasi of each school that no agreement of the school itself reaches."""
        return (
            self.offers(regency=regency)
            .exclude(pk__in=self._covered)
            .select_related("school__regency", "concentration__program")
            .order_by("concentration__sort_key", "concentration", "school__sort_key", "pk")
        )


def _by_regency(rows: "QuerySet[School] | QuerySet[Partner]") -> Counter[int]:
    counted = rows.order_by().values("regency").annotate(count=Count("pk"))
    return Counter({row["regency"]: row["count"] for row in counted if row["regency"]})


def atlas_of(code: str, actor: Actor, *, home: str, is_today: bool = True) -> Atlas:
    """Of the province with this code; else of the office's own, else of the first with schools."""
    used = counted_schools(actor.on).order_by().values("province").distinct()
    provinces = list(Region.objects.provinces().filter(pk__in=used))
    by_code = {province.code: province for province in provinces}
    province = by_code.get(code) or by_code.get(home) or next(iter(provinces), None)
    return Atlas(province, provinces, actor, is_today, bool(code) and code not in by_code)
