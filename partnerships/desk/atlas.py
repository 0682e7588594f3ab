"""Where schools and partners are, and which jurusan nobody works with: a province at a time."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Q, QuerySet

from partnerships.agreements.figures import counted_schools, covered_offers, offers_on
from partnerships.desk.pictures import Label, Place, PointMap, ShareBar
from partnerships.partners.maps import Point, partner_points
from partnerships.partners.models import Partner
from schools.actors import Actor
from schools.models import Region, School, SchoolConcentration

# Beyond this a picture says no more; the tables beside it count all.
DRAWN_AT_MOST = 2000


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

    @cached_property
    def regencies(self) -> list[Region]:
        return list(Region.objects.regencies().filter(parent=self.province))

    @cached_property
    def schools(self) -> list[School]:
        rows = counted_schools(self.actor.on).filter(province=self.province)
        located = rows.filter(latitude__isnull=False).select_related("regency")
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
        return PointMap([*schools, *partners], self._labels())

    def _labels(self) -> list[Label]:
        return [
            Label(float(row.latitude), float(row.longitude), row.short_name)
            for row in self.regencies
            if row.latitude is not None and row.longitude is not None
        ]

    def _nearest(self, point: Point) -> str:
        """The kabupaten/kota whose seat is nearest; only groups of points are named by it."""
        seats = [row for row in self.regencies if row.latitude is not None]
        if not seats:
            return str(self.province)
        return min(
            seats,
            key=lambda row: (
                (float(row.latitude or 0) - point.latitude) ** 2
                + (float(row.longitude or 0) - point.longitude) ** 2
            ),
        ).short_name

    @cached_property
    def areas(self) -> list[AreaLine]:
        """All schools and partners of each kabupaten/kota, with a point or without."""
        schools = _by_regency(counted_schools(self.actor.on).filter(province=self.province))
        partners = _by_regency(
            Partner.objects.visible_to(self.actor).current().filter(province=self.province)
        )
        return [
            AreaLine(row, schools[row.pk], partners[row.pk])
            for row in self.regencies
            if schools[row.pk] or partners[row.pk]
        ]

    @cached_property
    def shares(self) -> list[ShareBar]:
        """Covered konsentrasi a program, the least covered first."""
        on = self.actor.on
        covered = covered_offers(on, province=self.province)
        rows = (
            offers_on(on)
            .filter(school__province=self.province)
            .values("concentration__program__name")
            .annotate(whole=Count("pk"), part=Count("pk", filter=Q(pk__in=covered)))
        )
        bars = [
            ShareBar(row["concentration__program__name"], row["part"], row["whole"]) for row in rows
        ]
        return sorted(bars, key=lambda bar: (bar.percent, -bar.whole, bar.label))

    def uncovered(self, *, regency: str = "") -> QuerySet[SchoolConcentration]:
        """Each konsentrasi of each school that no agreement of the school itself reaches."""
        on = self.actor.on
        rows = offers_on(on).filter(school__province=self.province)
        if regency:
            rows = rows.filter(school__regency__code=regency)
        return (
            rows.exclude(pk__in=covered_offers(on, province=self.province))
            .select_related("school__regency", "concentration__program")
            .order_by("concentration__sort_key", "concentration", "school__sort_key", "pk")
        )


def _by_regency(rows: "QuerySet[School] | QuerySet[Partner]") -> Counter[int]:
    counted = rows.order_by().values("regency").annotate(count=Count("pk"))
    return Counter({row["regency"]: row["count"] for row in counted if row["regency"]})


def atlas_of(code: str, actor: Actor, *, home: str) -> Atlas:
    """Of the province with this code; else of the office's own, else of the first with schools."""
    used = counted_schools(actor.on).order_by().values("province").distinct()
    provinces = list(Region.objects.provinces().filter(pk__in=used))
    by_code = {province.code: province for province in provinces}
    province = by_code.get(code) or by_code.get(home) or next(iter(provinces), None)
    return Atlas(province, provinces, actor)
