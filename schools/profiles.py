"""What is known of one school, gathered for its page in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

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
    """Six queries; `school` should come with regency, province, district and source selected."""
    is_internal = not actor.is_visitor
    contacts = school.contacts.filter(ended_on__isnull=True)
    offers = list(
        school.concentrations.select_related("concentration__program", "source").order_by(
            "concentration__sort_key", "pk"
        )
    )
    figures = school.figures.select_related("source").order_by("kind", "-as_of", "pk")
    by_kind = {kind: list(rows) for kind, rows in groupby(figures, key=lambda row: row.kind)}
    return Profile(
        school=school,
        on=actor.on,
        names=list(school.names.select_related("source").order_by("kind", "name", "pk")),
        heads=list(school.heads.select_related("source")),
        contacts=list(contacts if is_internal else contacts.filter(is_public=True)),
        offers=[offer for offer in offers if holds(offer, actor.on)],
        past_offers=[offer for offer in offers if not holds(offer, actor.on)],
        figures=[Figures(kind, by_kind[kind]) for kind in FigureKind if kind in by_kind],
        groups=list(
            members_on(actor.on)
            .filter(school=school)
            .select_related("group")
            .order_by("group__sort_key", "pk")
        ),
        is_internal=is_internal,
    )
