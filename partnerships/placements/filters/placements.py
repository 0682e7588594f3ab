"""By what placements of a period are narrowed; names of pupils are searched for by POST."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.filtering import ListFilter
from partnerships.placements.lifecycle import CHECKED, PlacementState
from partnerships.placements.models import Placement, PlacementPeriod
from partnerships.placements.readiness.checks import Standing
from partnerships.placements.readiness.gathering import check_lists

OWN_UNIT = "unit-"
COLUMNS = (
    "class_name",
    "opening__hosting__partner__public_id",
    "opening__hosting__partner__name",
    "own_unit",
    "supervisor__membership__public_id",
    "supervisor__membership__user__name",
)


class PlacementFilter(ListFilter):
    """Of a class, at a host, with a teacher: each of those that the given placements have."""

    kelas = django_filters.ChoiceFilter(
        field_name="class_name", label=_("Kelas"), empty_label=_("Semua kelas")
    )
    tempat = django_filters.ChoiceFilter(
        method="at_host", label=_("Tempat PKL"), empty_label=_("Semua tempat")
    )
    guru = django_filters.ChoiceFilter(
        field_name="supervisor__membership__public_id",
        label=_("Guru pembimbing"),
        empty_label=_("Semua guru"),
    )

    class Meta:
        model = Placement
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows: Any = self.queryset
        # All choices in one query: a period has few classes, hosts and teachers.
        told = list(rows.order_by().values_list(*COLUMNS).distinct())
        offered = {
            "kelas": {(name, name) for name, *_rest in told},
            "tempat": {
                (key or f"{OWN_UNIT}{unit}", name or unit) for _, key, name, unit, *_ in told
            },
            "guru": {(key, name) for *_rest, key, name in told},
        }
        for box, pairs in offered.items():
            known = sorted((name, key) for key, name in pairs if name)
            self.filters[box].extra["choices"] = [(key, name) for name, key in known]

    def at_host(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        if value.startswith(OWN_UNIT):
            return rows.filter(own_unit=value.removeprefix(OWN_UNIT))
        return rows.filter(opening__hosting__partner__public_id=value)


class RosterFilter(PlacementFilter):
    """The list of a period: by state too, and by what the check list says."""

    status = django_filters.ChoiceFilter(
        field_name="state",
        label=_("Status"),
        empty_label=_("Semua status"),
        choices=PlacementState.choices,
    )
    kesiapan = django_filters.ChoiceFilter(
        method="checked",
        label=_("Kesiapan"),
        empty_label=_("Semua"),
        choices=[
            (Standing.BLOCK.value, _("Terhalang")),
            (Standing.WARN.value, _("Ada peringatan")),
            (Standing.OK.value, _("Lengkap")),
        ],
    )

    def __init__(self, *args: Any, period: PlacementPeriod, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.period = period

    def checked(self, rows: Any, _name: str, value: str) -> Any:
        checks = check_lists(self.period, list(rows.filter(state__in=CHECKED).for_reading()))
        return rows.filter(pk__in=[key for key, one in checks.items() if one.standing == value])
