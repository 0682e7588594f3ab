"""What people look for groups of schools by."""

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.filtering import ListFilter
from schools.actors import Actor
from schools.models import Region, SchoolGroup
from schools.models.groups import GroupKind, SchoolGroupQuerySet


class GroupFilter(ListFilter):
    q = django_filters.CharFilter(label=_("Nama kelompok"), method="search")
    kind = django_filters.ChoiceFilter(
        label=_("Jenis"), choices=GroupKind.choices, empty_label=_("Semua jenis")
    )
    province = django_filters.ModelChoiceFilter(
        label=_("Provinsi"),
        queryset=Region.objects.none(),
        to_field_name="code",
        empty_label=_("Semua provinsi"),
    )
    state = django_filters.ChoiceFilter(
        label=_("Keadaan"),
        choices=[("over", _("Sudah tidak ada")), ("all", _("Semua"))],
        empty_label=_("Masih ada"),
        method="standing",
    )

    class Meta:
        model = SchoolGroup
        fields: list[str] = []

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        named = SchoolGroup.objects.filter(province=OuterRef("pk"))
        self.filters["province"].queryset = Region.objects.provinces().filter(Exists(named))

    def filter_queryset(self, queryset: QuerySet[SchoolGroup]) -> QuerySet[SchoolGroup]:
        if not self.form.cleaned_data.get("state"):
            queryset = queryset.exclude(until__lt=self.actor.on)
        return super().filter_queryset(queryset)

    def search(self, rows: SchoolGroupQuerySet, _name: str, text: str) -> SchoolGroupQuerySet:
        return rows.search(text) if text.strip() else rows

    def standing(self, rows: QuerySet[SchoolGroup], _name: str, what: str) -> QuerySet[SchoolGroup]:
        return rows.filter(until__lt=self.actor.on) if what == "over" else rows
