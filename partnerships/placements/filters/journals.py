"""By what a school looks through the journals of a period; names are searched for by POST."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from partnerships.placements.filters.placements import PlacementFilter
from partnerships.placements.journals.writing import silent
from schools.actors import Actor


class WriterFilter(PlacementFilter):
    """By supervising teacher, host and class; and who is silent."""

    diam = django_filters.ChoiceFilter(
        method="fallen_silent",
        label=_("Menulis"),
        empty_label=_("Menulis atau diam"),
        choices=[("1", _("Diam seminggu"))],
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def fallen_silent(self, rows: QuerySet[Any], _name: str, _value: str) -> QuerySet[Any]:
        return silent(rows, on=self.actor.on)
