"""By what a list of what waits is narrowed; names are never searched for in an address."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from accounts.filtering import ListFilter
from partnerships.placements.models import PeriodSupervisor, Placement, PlacementPeriod
from schools.actors import Actor


class WaitingFilter(ListFilter):
    """By period, supervising teacher and class."""

    periode = django_filters.ChoiceFilter(
        field_name="period__public_id", label=_("Periode"), empty_label=_("Semua periode")
    )
    pembimbing = django_filters.ChoiceFilter(
        field_name="supervisor__membership__public_id",
        label=_("Guru pembimbing"),
        empty_label=_("Semua guru pembimbing"),
    )
    kelas = django_filters.ChoiceFilter(
        field_name="class_name", label=_("Kelas"), empty_label=_("Semua kelas")
    )

    class Meta:
        model = Placement
        fields: list[str] = []

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = Placement.objects.visible_to(actor)
        periods = PlacementPeriod.objects.filter(pk__in=seen.values("period"))
        teachers = PeriodSupervisor.objects.filter(pk__in=seen.values("supervisor"))
        self.filters["periode"].extra["choices"] = list(
            periods.order_by("-school_year", "name").values_list("public_id", "name")
        )
        named = teachers.values_list("membership__public_id", "membership__user__name")
        self.filters["pembimbing"].extra["choices"] = sorted(set(named), key=lambda pair: pair[1])
        classes = seen.exclude(class_name="").order_by("class_name")
        self.filters["kelas"].extra["choices"] = [
            (name, name) for name in classes.values_list("class_name", flat=True).distinct()
        ]
