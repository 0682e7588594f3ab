"""What schools let pass, as their office reads it: rows and sums.

No pupil's name, unless the office has opened the names of that school for a recorded reason.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from partnerships.placements.models import Override
from partnerships.placements.models.readiness import OverrideQuerySet
from partnerships.placements.readiness.rules import Rule
from schools.actors import Actor
from schools.models import NameAccess, Pupil


def overseen(actor: Actor) -> OverrideQuerySet:
    """The latest first, with all that a row names."""
    rows = Override.objects.overseen_by(actor).select_related(
        "placement__period__school__regency", "placement__concentration", "by", "seen_by"
    )
    return rows.order_by("-at", "-pk")


@dataclass(frozen=True)
class Line:
    """One of the list; the pupil's name only where the office has opened the school's names."""

    override: Override
    name: str = ""


def lines_of(rows: Iterable[Override], opened: "QuerySet[Pupil]") -> list[Line]:
    """In the order given; `opened` are the pupils whose names the office may read now."""
    listed = list(rows)
    keys = [one.placement.pupil_id for one in listed]
    names = dict(opened.filter(pk__in=keys).values_list("pk", "name"))
    return [Line(one, names.get(one.placement.pupil_id, "")) for one in listed]


def looks_of(lines: Iterable[Line], accesses: Iterable[NameAccess]) -> list[tuple[NameAccess, int]]:
    """How many pupils' names were shown by which opening, for the read log."""
    shown: dict[int, set[int]] = defaultdict(set)
    for line in lines:
        if line.name:
            placement = line.override.placement
            shown[placement.period.school_id].add(placement.pupil_id)
    return [(one, len(shown[one.school_id])) for one in accesses if one.school_id in shown]


@dataclass(frozen=True)
class Sums:
    """Over all that the list holds: in force, not looked at yet, of how many schools, withdrawn."""

    standing: int
    unseen: int
    schools: int
    withdrawn: int


def sums_of(rows: "QuerySet[Any]") -> Sums:
    standing = Q(withdrawn_at__isnull=True)
    counts = rows.order_by().aggregate(
        standing=Count("pk", filter=standing),
        unseen=Count("pk", filter=standing & Q(seen_at__isnull=True)),
        schools=Count("placement__period__school", filter=standing, distinct=True),
        withdrawn=Count("pk", filter=~standing),
    )
    return Sums(**counts)


@dataclass(frozen=True)
class RuleShare:
    """How many of those in force are of this rule."""

    rule: Rule
    part: int
    whole: int

    @property
    def percent(self) -> int:
        return round(100 * self.part / self.whole)


def shares_of(rows: "QuerySet[Any]") -> list[RuleShare]:
    """Rules that were let pass at all, the commonest first."""
    standing = rows.filter(withdrawn_at__isnull=True).order_by()
    counts = dict(standing.values("rule").annotate(n=Count("pk")).values_list("rule", "n"))
    whole = sum(counts.values())
    shares = [RuleShare(rule, counts[rule], whole) for rule in Rule if rule in counts]
    return sorted(shares, key=lambda share: -share.part)
