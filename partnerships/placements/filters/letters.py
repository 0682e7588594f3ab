"""By what a school looks through the letters of a period; names are searched for by POST."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.filtering import ListFilter
from partnerships.placements.models import Placement

OWN_UNIT = "unit-"


class LetterFilter(ListFilter):
    """Whom letters are about: of a class, at a host. Names are looked for by POST."""

    kelas = django_filters.ChoiceFilter(
        field_name="class_name", label=_("Kelas"), empty_label=_("Semua kelas")
    )
    tempat = django_filters.ChoiceFilter(
        method="at_host", label=_("Tempat PKL"), empty_label=_("Semua tempat")
    )

    class Meta:
        model = Placement
        fields = ["kelas", "tempat"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows: Any = self.queryset
        classes = rows.exclude(class_name="").order_by("class_name")
        names = classes.values_list("class_name", flat=True).distinct()
        self.filters["kelas"].extra["choices"] = [(name, name) for name in names]
        host = "opening__hosting__partner"
        hosts = rows.filter(opening__isnull=False).order_by(f"{host}__name", f"{host}__pk")
        units = rows.exclude(own_unit="").order_by("own_unit").values_list("own_unit", flat=True)
        self.filters["tempat"].extra["choices"] = [
            *hosts.values_list(f"{host}__public_id", f"{host}__name").distinct(),
            *((f"{OWN_UNIT}{name}", name) for name in units.distinct()),
        ]

    def at_host(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        if value.startswith(OWN_UNIT):
            return rows.filter(own_unit=value.removeprefix(OWN_UNIT))
        return rows.filter(opening__hosting__partner__public_id=value)
