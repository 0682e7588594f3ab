"""What people look for schools by; addresses carry codes, so that they can be shared."""

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.lookups import IsNull
from django.utils.translation import gettext_lazy as _

from accounts.filtering import ListFilter
from schools.actors import Actor
from schools.forms.schools import concentrations_by_field
from schools.models import Region, School, SchoolConcentration, SchoolHead
from schools.models.schools import SchoolQuerySet, SchoolStatus
from schools.staffing import short_of_admins


def with_schools(regions: "QuerySet[Region]", column: str) -> "QuerySet[Region]":
    """Regions in which there is a listed school, found through its `column`.

    Asked for the first of each region by the index: an EXISTS made PostgreSQL read all schools.
    """
    schools = School.objects.filter(merged_into__isnull=True, **{column: OuterRef("pk")})
    first = Subquery(schools.order_by().values("pk")[:1])
    return regions.filter(IsNull(first, False))


class SchoolFilter(ListFilter):
    q = django_filters.CharFilter(label=_("Nama sekolah atau NPSN"), method="search")
    province = django_filters.ModelChoiceFilter(
        label=_("Provinsi"),
        queryset=Region.objects.none(),
        to_field_name="code",
        empty_label=_("Semua provinsi"),
    )
    regency = django_filters.ModelChoiceFilter(
        label=_("Kabupaten/kota"),
        queryset=Region.objects.none(),
        to_field_name="code",
        empty_label=_("Semua kabupaten/kota"),
    )
    status = django_filters.ChoiceFilter(
        label=_("Status"), choices=SchoolStatus.choices, empty_label=_("Negeri dan swasta")
    )
    concentration = django_filters.ChoiceFilter(
        label=_("Konsentrasi (jurusan)"),
        choices=lambda: concentrations_by_field(key="code")[1:],
        empty_label=_("Semua konsentrasi"),
        method="offering",
    )

    class Meta:
        model = School
        fields: list[str] = []

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        provinces = with_schools(Region.objects.provinces(), "province")
        self.filters["province"].queryset = provinces
        only = self._only(provinces)
        chosen = str(self.data.get("province") or "") or only
        if only and not self.data.get("province"):
            # A choice of one is none.
            del self.filters["province"]
        if chosen:
            regencies = Region.objects.regencies().filter(parent__code=chosen)
            self.filters["regency"].queryset = with_schools(regencies, "regency")
        else:
            # 514 kabupaten/kota are no choice; a province brings its own.
            del self.filters["regency"]

    @staticmethod
    def _only(provinces: "QuerySet[Region]") -> str:
        codes = list(provinces.values_list("code", flat=True)[:2])
        return codes[0] if len(codes) == 1 else ""

    def search(self, rows: SchoolQuerySet, _name: str, text: str) -> SchoolQuerySet:
        return rows.search(text) if text.strip() else rows

    def offering(self, rows: QuerySet[School], _name: str, code: str) -> QuerySet[School]:
        offers = SchoolConcentration.objects.valid_on(self.actor.on).filter(
            school=OuterRef("pk"), concentration__code=code
        )
        return rows.filter(Exists(offers))


class StaffSchoolFilter(SchoolFilter):
    scope = django_filters.ChoiceFilter(
        label=_("Lingkup"),
        choices=[("all", _("Semua sekolah di Selaras"))],
        empty_label=_("Tanggung jawab saya"),
        method="scoped",
    )
    lacking = django_filters.ChoiceFilter(
        label=_("Yang belum ada"),
        choices=[
            ("npsn", _("NPSN")),
            ("point", _("Titik koordinat")),
            ("head", _("Kepala sekolah")),
            ("admins", _("Dua admin")),
        ],
        empty_label=_("Tanpa syarat"),
        method="lacks",
    )

    def filter_queryset(self, queryset: SchoolQuerySet) -> SchoolQuerySet:
        if self.form.cleaned_data.get("scope") != "all":
            queryset = queryset.within(self.actor)
        return super().filter_queryset(queryset)

    def scoped(self, rows: QuerySet[School], _name: str, _value: str) -> QuerySet[School]:
        """Already narrowed, or not, before the other filters."""
        return rows

    def lacks(self, rows: QuerySet[School], _name: str, what: str) -> QuerySet[School]:
        if what == "npsn":
            return rows.filter(npsn__isnull=True)
        if what == "point":
            return rows.filter(latitude__isnull=True)
        if what == "head":
            heads = SchoolHead.objects.valid_on(self.actor.on)
            return rows.exclude(pk__in=heads.values("school"))
        short = short_of_admins(School.objects.all(), on=self.actor.on)
        return rows.filter(pk__in=short.values("pk"))
