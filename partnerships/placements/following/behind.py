"""How far behind the schools of an office are: numbers of each queue, no pupil's name."""

from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count, Value
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from partnerships.placements.following.waiting import WAITS, without_place
from schools.actors import Actor
from schools.models import Pupil, School

WITHOUT_PLACE = "tanpa-tempat"
KEYS = [WITHOUT_PLACE, *(wait.key for wait in WAITS)]
LABELS: list[str | Promise] = [
    _("Tanpa tempat dalam suatu periode"),
    *(wait.title for wait in WAITS),
]


@dataclass(frozen=True)
class Behind:
    """A school and its numbers, in the order of `KEYS`."""

    school: School
    counts: list[int]

    @property
    def total(self) -> int:
        return sum(self.counts)

    @property
    def told(self) -> list[tuple[str | Promise, int]]:
        return list(zip(LABELS, self.counts, strict=True))


def behind_of(actor: Actor) -> list[Behind]:
    """Schools with something waiting, those with most first; two queries, however many."""
    counts: dict[int, dict[str, int]] = {}
    for key, school, count in _counted(actor):
        counts.setdefault(school, {})[key] = count
    schools = School.objects.filter(pk__in=counts).select_related("regency")
    rows = [
        Behind(school, [counts[school.pk].get(key, 0) for key in KEYS])
        for school in schools.order_by("sort_key", "pk")
    ]
    return sorted(rows, key=lambda row: -row.total)


def _counted(actor: Actor) -> Any:
    rows: dict[str, tuple[Any, str]] = {
        wait.key: (wait.counted_by(actor), "period__school") for wait in WAITS
    }
    rows[WITHOUT_PLACE] = without_place(Pupil.objects.countable_by(actor), actor.on), "school"
    parts = [
        found.order_by()
        .annotate(pile=Value(key, output_field=CharField()))
        .values("pile", school)
        .annotate(count=Count("pk"))
        .values_list("pile", school, "count")
        for key, (found, school) in rows.items()
    ]
    return parts[0].union(*parts[1:], all=True)
