"""By what an office or a school looks through its periods."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.filtering import ListFilter
from partnerships.placements.models import PlacementPeriod
from partnerships.placements.models.periods import GRADE_CHOICES
from schools.actors import Actor
from schools.models import School
from schools.school_years import label


class SchoolField(forms.CharField):
    """A school by its name or its key."""

    def prepare_value(self, value: Any) -> Any:
        """In the box too stands its name. What is typed there is not judged yet: text that no
        column can hold is shown as it is."""
        return self.label_from_instance(value) if value and value.isprintable() else value

    def label_from_instance(self, value: str) -> str:
        """Its name, where the address has a key: nobody knows schools by their numbers."""
        named = School.objects.by_key(value).first()
        return named.name if named else value


class SchoolFilter(django_filters.CharFilter):
    field_class = SchoolField


class PeriodFilter(ListFilter):
    """By name, year and class; an office also by school."""

    q = django_filters.CharFilter(
        field_name="name", lookup_expr="icontains", label=_("Nama periode")
    )
    tahun = django_filters.ChoiceFilter(
        field_name="school_year",
        label=_("Tahun ajaran"),
        empty_label=_("Semua tahun ajaran"),
    )
    kelas = django_filters.ChoiceFilter(
        field_name="grade", choices=GRADE_CHOICES, label=_("Kelas"), empty_label=_("Semua kelas")
    )
    sekolah = SchoolFilter(method="of_school", label=_("Nama sekolah"))

    class Meta:
        model = PlacementPeriod
        fields = ["q", "tahun", "kelas", "sekolah"]

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = PlacementPeriod.objects.visible_to(actor).order_by("-school_year")
        self.filters["tahun"].extra["choices"] = [
            (year, label(year)) for year in years.values_list("school_year", flat=True).distinct()
        ]
        if actor.school:
            del self.filters["sekolah"]

    def of_school(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        """Of one that is meant exactly, else of all that the words may mean."""
        exact = School.objects.by_key(text) | School.objects.filter(name__iexact=text)
        named = exact if exact.exists() else School.objects.search(text)
        return rows.filter(school__in=named.order_by().values("pk"))
