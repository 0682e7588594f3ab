"""What tables from the schools up share in the admin site: roles in histories, word searches."""

from collections.abc import Mapping
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.maintenance.records import ReadOnlyAdmin, RecordAdmin, ReferenceAdmin
from schools.history import membership_labels
from schools.models import Region
from schools.search import normalise


class WithRoles:
    """Histories that name in which role each person acted."""

    def labels(self, pks: set[int]) -> Mapping[int, str]:
        return membership_labels(pks)


class SchoolsRecordAdmin(WithRoles, RecordAdmin):
    pass


class SchoolsReferenceAdmin(WithRoles, ReferenceAdmin):
    pass


class SchoolsReadOnlyAdmin(WithRoles, ReadOnlyAdmin):
    pass


class SearchedByText(admin.ModelAdmin):
    """Finds every word in `search_text`, which an index holds; or one row by its random address."""

    search_fields = ["search_text"]

    def get_search_results(
        self, request: HttpRequest, queryset: "QuerySet[Any]", search_term: str
    ) -> "tuple[QuerySet[Any], bool]":
        if not search_term.strip():
            return queryset, False
        if (one := queryset.filter(public_id=search_term.strip().lower())).exists():
            return one, False
        words = normalise(search_term).split()
        for word in words:
            queryset = queryset.filter(search_text__contains=word)
        return (queryset if words else queryset.none()), False


class ProvinceFilter(admin.SimpleListFilter):
    """One province of the row's own column; the choices cost one query whatever there is."""

    title = _("provinsi")
    parameter_name = "provinsi"
    column = "province"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        rows = Region.objects.provinces().values_list("code", "short_name")
        return [(code, name) for code, name in rows]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        if not self.value():
            return queryset
        return queryset.filter(**{f"{self.column}__code": self.value()})


def province_filter(column: str) -> type[ProvinceFilter]:
    """The same, by a column further away."""
    return type("ProvinceFilter", (ProvinceFilter,), {"column": column})
