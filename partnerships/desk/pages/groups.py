"""What the page of a group of schools shows."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import (
    QuerySet,
)
from django.shortcuts import get_object_or_404

from partnerships.agreements.models import (
    Agreement,
    CoverageRule,
    Party,
)
from partnerships.desk.pages.answering import Answering, with_office_above
from partnerships.desk.pages.ties import SHOWN, Ties, nearest_end_first
from schools.actors import Actor
from schools.models import (
    GroupMember,
    SchoolGroup,
)
from schools.models.dates import valid_on
from schools.models.groups import SchoolGroupQuerySet


@dataclass
class GroupPage:
    """A group of schools: its members on the day, and what holds for them or was signed by it."""

    group: SchoolGroup
    actor: Actor

    @property
    def answering(self) -> Answering:
        province = self.group.province.name if self.group.province else ""
        return Answering(getattr(self.group, "office_above", "") or "", province)

    @property
    def members(self) -> QuerySet[GroupMember]:
        rows = self.group.members.filter(valid_on(self.actor.on))
        return _in_order_of_schools(rows)

    @cached_property
    def others(self) -> list[GroupMember]:
        """Who was a member, or will be."""
        rows = self.group.members.exclude(valid_on(self.actor.on))
        return list(_in_order_of_schools(rows)[:SHOWN])

    @cached_property
    def ties(self) -> Ties:
        rules = CoverageRule.objects.on(self.actor.on).filter(group=self.group)
        signed = Party.objects.latest_rows().filter(represented_by_group=self.group)
        keys = rules.values("agreement").union(signed.values("agreement"))
        visible = Agreement.objects.visible_to(self.actor).filter(pk__in=keys)
        return Ties(nearest_end_first(visible, on=self.actor.on))


def _in_order_of_schools(rows: QuerySet[GroupMember]) -> QuerySet[GroupMember]:
    related = ["school__regency", "school__province"]
    return rows.select_related(*related).order_by("school__sort_key", "since", "pk")


def found_group(groups: SchoolGroupQuerySet, public_id: str) -> SchoolGroup:
    rows = with_office_above(groups.select_related("province", "regency", "source"))
    return get_object_or_404(rows, public_id=public_id)
