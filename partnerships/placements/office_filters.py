"""By what an office looks through what its schools did."""

from datetime import date
from typing import Any

import django_filters
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.days import DayInput
from accounts.filtering import ListFilter
from partnerships.placements.models import Override
from partnerships.placements.models.periods import FIRST_YEAR, LAST_YEAR
from partnerships.placements.readiness.rules import Rule
from schools.models import School


def named(text: str, school: str) -> Q:
    """Of a school with that name, NPSN or random address."""
    by_name = School.objects.search(text).order_by().values("pk")
    by_key = School.objects.by_key(text).values("pk")
    return Q(**{f"{school}__in": by_name}) | Q(**{f"{school}__in": by_key})


class OverrideFilter(ListFilter):
    """What schools let pass: by school, rule, day, whether it still holds, whether it was seen."""

    q = django_filters.CharFilter(method="find", label=_("Sekolah, NPSN, atau kode penempatan"))
    aturan = django_filters.ChoiceFilter(
        field_name="rule", choices=Rule.choices, label=_("Aturan"), empty_label=_("Semua aturan")
    )
    status = django_filters.ChoiceFilter(
        method="in_force",
        label=_("Status"),
        empty_label=_("Berlaku atau ditarik"),
        choices=[("berlaku", _("Berlaku")), ("ditarik", _("Ditarik sekolah"))],
    )
    dilihat = django_filters.ChoiceFilter(
        method="looked_at",
        label=_("Dilihat dinas"),
        empty_label=_("Sudah atau belum"),
        choices=[("belum", _("Belum dilihat")), ("sudah", _("Sudah dilihat"))],
    )
    sejak = django_filters.DateFilter(
        field_name="at",
        lookup_expr="date__gte",
        label=_("Ditulis sejak"),
        validators=[
            MinValueValidator(date(FIRST_YEAR, 1, 1)),
            MaxValueValidator(date(LAST_YEAR, 12, 31)),
        ],
        widget=DayInput(),
    )

    class Meta:
        model = Override
        fields: list[str] = []

    def find(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        return rows.filter(named(text, "placement__period__school") | Q(placement__public_id=text))

    def in_force(self, rows: QuerySet[Any], _name: str, wanted: str) -> QuerySet[Any]:
        return rows.filter(withdrawn_at__isnull=wanted == "berlaku")

    def looked_at(self, rows: QuerySet[Any], _name: str, wanted: str) -> QuerySet[Any]:
        return rows.filter(seen_at__isnull=wanted == "belum")
