"""By what a teacher looks through hosts to visit."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.filtering import ListFilter
from accounts.roles import Permission
from partnerships.placements.models import Placement, PlacementPeriod
from partnerships.placements.visits.stops import Stop
from partnerships.placements.visits.visiting import Due
from schools.actors import Actor
from schools.school_years import label

PLANNED, NO_LONGER = "planned", "past"
VISIT_STATES = [
    (Due.OVERDUE, _("Terlewat")),
    (Due.DUE, _("Perlu dikunjungi")),
    (Due.DONE, _("Sudah dikunjungi")),
    (PLANNED, _("Sudah direncanakan")),
    (NO_LONGER, _("Siswanya sudah selesai")),
]


def wanted_stops(stops: list[Stop], status: str) -> list[Stop]:
    """Those of a state of `VISIT_STATES`; all where none is asked for."""
    if status == PLANNED:
        return [stop for stop in stops if stop.planned]
    if status == NO_LONGER:
        return [stop for stop in stops if not stop.is_current]
    if not status:
        return stops
    return [stop for stop in stops if stop.standing and stop.standing[0] == status]


class VisitFilter(ListFilter):
    """Hosts to visit: by name, period and state; head and admin also by teacher.

    `period`: one that the reader comes from, offered though nothing in it waits for a visit.
    """

    q = django_filters.CharFilter(method="of_host", label=_("Nama tempat"))
    status = django_filters.ChoiceFilter(
        method="kept", choices=VISIT_STATES, label=_("Kunjungan"), empty_label=_("Semua")
    )
    periode = django_filters.ChoiceFilter(
        field_name="period__public_id", label=_("Periode"), empty_label=_("Semua periode")
    )
    guru = django_filters.ChoiceFilter(
        field_name="supervisor__membership__public_id",
        label=_("Guru pembimbing"),
        empty_label=_("Semua guru"),
    )

    class Meta:
        model = Placement
        fields = ["q", "status", "periode", "guru"]

    def __init__(
        self, *args: Any, actor: Actor, period: PlacementPeriod | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        rows: Any = self.queryset
        periods = rows.values_list("period__public_id", "period__name", "period__school_year")
        periods = periods.order_by("-period__school_year", "period__name").distinct()
        offered = [(key, f"{name} {label(year)}") for key, name, year in periods]
        if period and period.public_id not in dict(offered):
            offered.append((period.public_id, f"{period.name} {period.year_label}"))
        self.filters["periode"].extra["choices"] = offered
        if not (actor.is_superuser or actor.can(Permission.KEEP_PUPILS)):
            del self.filters["guru"]
            return
        teacher = "supervisor__membership"
        people = rows.values_list(f"{teacher}__public_id", f"{teacher}__user__name")
        people = people.order_by(f"{teacher}__user__name", f"{teacher}__public_id").distinct()
        self.filters["guru"].extra["choices"] = list(people)

    def of_host(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return rows.filter(
            Q(opening__hosting__partner__name__icontains=value) | Q(own_unit__icontains=value)
        )

    def kept(self, rows: QuerySet[Any], _name: str, _value: str) -> QuerySet[Any]:
        """The dates of all visits say it, not a column: see `wanted_stops`."""
        return rows

    @property
    def asked(self) -> str:
        return (self.form.cleaned_data.get("status") or "") if self.form.is_valid() else ""
