"""What a list of letters is about: the period, the kind, and whose of it."""

from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.templatetags.filtering import changed
from partnerships.placements.filters.placements import PlacementFilter
from partnerships.placements.letters.gathering import Group
from partnerships.placements.letters.kinds import RULES, LetterRule
from partnerships.placements.models import Letter, Placement, PlacementPeriod
from schools.actors import actor_of
from schools.name_searches import kept_term
from schools.search import normalise

SEARCHES = "letter_searches"


def letter_period(
    request: HttpRequest, public_id: str, *, to_change: bool = False
) -> PlacementPeriod:
    actor, rows = actor_of(request), PlacementPeriod.objects
    found = rows.editable_by(actor) if to_change else rows.followed_by(actor)
    return get_object_or_404(found.for_reading(), public_id=public_id)


def rule_of(kind: str) -> LetterRule:
    if kind not in RULES:
        raise Http404
    return RULES[kind]


class Narrowed:
    """The pupils that the address asks for: of a class, at a host, by a name; else all.

    A letter that several share is whole or not there at all.
    """

    def __init__(self, request: HttpRequest, period: PlacementPeriod) -> None:
        self.period = period
        rows = Placement.objects.visible_to(actor_of(request)).filter(period=period)
        self.filter = PlacementFilter(request.GET, queryset=rows)
        self.term = kept_term(request, store=SEARCHES)
        self.query = changed(request.GET)
        self.is_lost = bool(request.GET.get("hasil")) and not self.term

    @property
    def is_misread(self) -> bool:
        """Whether the address asks for less than is shown, so that nothing is to be handed out."""
        return self.is_lost or bool(self.filter.form.errors)

    @property
    def is_set(self) -> bool:
        return bool(self.term) or self.filter.form.has_changed()

    @cached_property
    def keys(self) -> set[int]:
        """The placements; to be asked for only where something is set."""
        rows: Any = self.filter.qs
        if self.term:
            rows = rows.filter(pupil__search_text__contains=normalise(self.term))
        return set(rows.values_list("pk", flat=True))

    def address(self, rule: LetterRule, **values: str | None) -> str:
        """Of the list of this kind, narrowed as it is now but for these values."""
        address = reverse("placements:letters_of_kind", args=[self.period.public_id, rule.kind])
        query = changed(self.filter.data, **values)
        return f"{address}?{query}" if query else address

    def groups(self, groups: list[Group]) -> list[Group]:
        if not self.is_set:
            return groups
        return [group for group in groups if self.keys & {one.pk for one in group.placements}]

    def letters(self, rows: Any) -> Any:
        if not self.is_set:
            return rows
        links = Letter.placements.through.objects.filter(letter=OuterRef("pk"))
        return rows.filter(Exists(links.filter(placement__in=self.keys)))
