"""By what a school looks through what its pupils reported."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.filtering import ListFilter
from partnerships.placements.models import ProblemReport
from partnerships.placements.models.problems import ProblemKind


class ProblemFilter(ListFilter):
    """By whether it is closed, and what it is about."""

    status = django_filters.ChoiceFilter(
        method="closed_or_not",
        label=_("Status"),
        empty_label=_("Ditutup atau belum"),
        choices=[("terbuka", _("Belum ditutup")), ("tutup", _("Ditutup"))],
    )
    tentang = django_filters.ChoiceFilter(
        field_name="kind",
        label=_("Tentang"),
        empty_label=_("Apa pun"),
        choices=ProblemKind.choices,
    )

    class Meta:
        model = ProblemReport
        fields: list[str] = []

    def closed_or_not(self, rows: QuerySet[Any], _name: str, wanted: str) -> QuerySet[Any]:
        return rows.filter(closed_at__isnull=wanted == "terbuka")
