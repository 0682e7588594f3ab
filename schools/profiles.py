"""What is known of one school, gathered for its page in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import QuerySet

from accounts.presence import may_have
from schools.actors import Actor
from schools.models import (
    GroupMember,
    School,
    SchoolConcentration,
    SchoolContact,
    SchoolFigure,
    SchoolHead,
    SchoolName,
)
from schools.models.facts import FigureKind
from schools.models.groups import members_on

# What most schools have none of here.
SELDOM: dict[str, QuerySet[Any]] = {
    "contacts": SchoolContact.objects.filter(ended_on__isnull=True),
    "figures": SchoolFigure.objects.all(),
    "groups": GroupMember.objects.all(),
    "names": SchoolName.objects.all(),
}


@dataclass(frozen=True)
class Figures:
    """All that sources say about one thing, the latest first."""

    kind: FigureKind
    rows: list[SchoolFigure]

    @property
    def latest(self) -> SchoolFigure:
        return self.rows[0]


@dataclass(frozen=True)
class Profile:
    """The facts of a school as this actor may read them on this day."""

    school: School
    on: date
    names: list[SchoolName]
    heads: list[SchoolHead]
    contacts: list[SchoolContact]
    offers: list[SchoolConcentration]
    past_offers: list[SchoolConcentration]
    figures: list[Figures]
    groups: list[GroupMember]
    is_internal: bool

    @property
    def head(self) -> SchoolHead | None:
        """Who signs for the school today: the definitive head, else who acts for one."""
        current = [head for head in self.heads if holds(head, self.on)]
        return min(current, key=lambda head: head.standing != "definitif", default=None)


def holds(fact: SchoolHead | SchoolConcentration, on: date) -> bool:
    return (fact.since is None or fact.since <= on) and (fact.until is None or on <= fact.until)


def profile_of(school: School, *, actor: Actor) -> Profile:
    """Six queries at most; `school` should come with its regions and its source selected."""
    offers = list(
        school.concentrations.select_related("concentration__program", "source").order_by(
            "concentration__sort_key", "pk"
        )
    )
    return Profile(
        school=school,
        on=actor.on,
        names=names_of(school),
        heads=list(school.heads.select_related("source")),
        contacts=contacts_of(school, actor),
        offers=[offer for offer in offers if holds(offer, actor.on)],
        past_offers=[offer for offer in offers if not holds(offer, actor.on)],
        figures=figures_of(school),
        groups=groups_of(school, on=actor.on),
        is_internal=not actor.is_visitor,
    )


def names_of(school: School) -> list[SchoolName]:
    if not may_have(school, "names"):
        return []
    return list(school.names.select_related("source").order_by("kind", "name", "pk"))


def contacts_of(school: School, actor: Actor) -> list[SchoolContact]:
    """Those in use; visitors read what is meant for them."""
    if not may_have(school, "contacts"):
        return []
    rows = school.contacts.filter(ended_on__isnull=True)
    return list(rows.filter(is_public=True) if actor.is_visitor else rows)


def figures_of(school: School) -> list[Figures]:
    if not may_have(school, "figures"):
        return []
    rows = school.figures.select_related("source").order_by("kind", "-as_of", "pk")
    by_kind = {kind: list(same) for kind, same in groupby(rows, key=lambda row: row.kind)}
    return [Figures(kind, by_kind[kind]) for kind in FigureKind if kind in by_kind]


def groups_of(school: School, *, on: date) -> list[GroupMember]:
    if not may_have(school, "groups"):
        return []
    rows = members_on(on).filter(school=school).select_related("group")
    return list(rows.order_by("group__sort_key", "pk"))
