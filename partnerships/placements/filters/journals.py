"""By what a school looks through the journals of a period; names are searched for by POST."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.filtering import ListFilter
from partnerships.placements.models import Placement
from partnerships.placements.writing import silent
from schools.actors import Actor


class WriterFilter(ListFilter):
    """By supervising teacher, host and class, each of the placements given; and who is silent."""

    guru = django_filters.ChoiceFilter(
        field_name="supervisor__membership__public_id",
        label=_("Guru pembimbing"),
        empty_label=_("Semua guru"),
    )
    tempat = django_filters.ChoiceFilter(
        field_name="opening__public_id", label=_("Tempat"), empty_label=_("Semua tempat")
    )
    kelas = django_filters.ChoiceFilter(
        field_name="class_name", label=_("Kelas"), empty_label=_("Semua kelas")
    )
    diam = django_filters.ChoiceFilter(
        method="fallen_silent",
        label=_("Menulis"),
        empty_label=_("Menulis atau diam"),
        choices=[("1", _("Diam seminggu"))],
    )
    NAMES = {
        "guru": "supervisor__membership__user__name",
        "tempat": "opening__hosting__partner__name",
        "kelas": "class_name",
    }

    class Meta:
        model = Placement
        fields: list[str] = []

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        for box, name in self.NAMES.items():
            self.filters[box].extra["choices"] = self._offered(self.filters[box].field_name, name)

    def _offered(self, key: str, name: str) -> list[tuple[str, str]]:
        told = self.queryset.exclude(**{f"{key}__isnull": True}).order_by(name, key)
        return list(dict.fromkeys(told.values_list(key, name)))

    def fallen_silent(self, rows: QuerySet[Any], _name: str, _value: str) -> QuerySet[Any]:
        return silent(rows, on=self.actor.on)
