"""The rules of readiness as a province takes them: today, before, and from when on."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.contrib.auth import get_user_model
from django.utils.functional import Promise

from accounts.history import event_model_of
from partnerships.placements.models import RuleChange
from partnerships.placements.readiness.meanings import MEANINGS
from partnerships.placements.readiness.rules import Level, Rule, Standard, standards_on
from schools.actors import Actor
from schools.models import Region


@dataclass(frozen=True)
class Entry:
    """One rule on a day, with all that the province has said of it, the latest first."""

    standard: Standard
    changes: tuple[RuleChange, ...]
    on: date

    @property
    def rule(self) -> Rule:
        return self.standard.rule

    @property
    def meaning(self) -> str | Promise:
        return MEANINGS[self.rule]

    @property
    def coming(self) -> list[RuleChange]:
        """Not yet in effect: the office may still withdraw them."""
        return [change for change in self.changes if change.since > self.on]

    @property
    def now(self) -> RuleChange | None:
        """None where the country's standard holds as it is."""
        return next((change for change in self.changes if self._holds(change)), None)

    @property
    def past(self) -> list[RuleChange]:
        begun = [change for change in self.changes if change.since <= self.on]
        return [change for change in begun if not self._holds(change)]

    def _holds(self, change: RuleChange) -> bool:
        return change.since <= self.on and (change.until is None or self.on <= change.until)

    @property
    def level(self) -> Level:
        return Level(self.now.level) if self.now else self.standard.level

    @property
    def number(self) -> Decimal | None:
        """The threshold that holds, in `standard.unit`."""
        own = self.now.number if self.now else None
        return self.standard.number if own is None else own


def province_of(actor: Actor) -> Region | None:
    """Of the actor's school or office; None for those who belong to no place."""
    place = actor.school or actor.office
    return place.province if place else None


def rulebook(actor: Actor) -> list[Entry]:
    """Every rule as it is today where the actor is; one query."""
    changes = RuleChange.objects.visible_to(actor).for_reading()
    return [*_entries(standards_on(actor.on).values(), changes, on=actor.on)]


def entry_of(actor: Actor, rule: str) -> Entry | None:
    return next((entry for entry in rulebook(actor) if entry.rule == rule), None)


def _entries(
    standards: Iterable[Standard], changes: Iterable[RuleChange], *, on: date
) -> Iterable[Entry]:
    said: dict[str, list[RuleChange]] = defaultdict(list)
    for change in changes:
        said[change.rule].append(change)
    for standard in standards:
        yield Entry(standard, tuple(said[standard.rule]), on)


@dataclass(frozen=True)
class Withdrawn:
    """A change that was taken back before its first day: what it was, when, by whom and why."""

    change: Any
    at: datetime
    who: str
    because: str


def withdrawn(actor: Actor, rule: Rule) -> list[Withdrawn]:
    """Of the actor's province, the latest first, from the history; two queries.

    Nothing but a withdrawal deletes a change with a reason: what falls for another one has none.
    """
    province = province_of(actor)
    if province is None:
        return []
    events = event_model_of(RuleChange).objects.filter(
        province=province, rule=rule, pgh_label="delete", pgh_context__metadata__has_key="reason"
    )
    rows = list(events.select_related("pgh_context", "set_by").order_by("-pgh_id"))
    people = get_user_model()._default_manager.in_bulk(
        {row.pgh_context.metadata.get("user") for row in rows} - {None}
    )
    return [
        Withdrawn(
            change=row,
            at=row.pgh_created_at,
            who=str(people.get(row.pgh_context.metadata.get("user"), "")),
            because=row.pgh_context.metadata["reason"],
        )
        for row in rows
    ]


def last_word(changes: Iterable[RuleChange]) -> str:
    """The latest thing that was said, so that a form can tell what it was shown."""
    return max((change.set_at.isoformat() for change in changes), default="-")
