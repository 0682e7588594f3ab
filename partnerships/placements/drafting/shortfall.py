"""What is in the way of placing all, and what would help: written down with a draft, and read."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.placements.assignment.shortage import Shortage
from partnerships.placements.drafting.drafts import places_known
from partnerships.placements.forms.choices import place_label
from partnerships.placements.models import AssignmentRun, Opening
from schools.actors import Actor
from schools.models.pupils import Pupil


def shortage_data(shortage: Shortage | None) -> dict[str, Any] | None:
    if shortage is None:
        return None
    return {
        "unplaced": list(shortage.unplaced),
        "crowds": [
            {"pupils": list(one.pupils), "sites": list(one.sites), "seats": one.seats}
            for one in shortage.crowds
        ],
        "without": shortage.without,
        "extra": [{"site": one.site, "seats": one.seats} for one in shortage.extra],
        "remaining": list(shortage.remaining),
        "proven": shortage.is_proven,
    }


@dataclass(frozen=True)
class Crowd:
    """Pupils who share too few seats: all that any of them can go to."""

    pupils: list[str]
    count: int
    places: list[str]
    seats: int


@dataclass(frozen=True)
class Lacking:
    """What is in the way of placing all, and what would help."""

    unplaced: int
    crowds: list[Crowd]
    without: list[tuple[str, int]]
    extra: list[tuple[str, int]]
    seats: int
    remaining: int
    is_proven: bool


WITHOUT = {
    "minimum": gettext_lazy("paling sedikit siswa di satu tempat"),
    "pairs": gettext_lazy("siswa yang harus bersama atau terpisah"),
    "forbidden": gettext_lazy("larangan, syarat mitra, dan konsentrasi"),
    "fixed": gettext_lazy("tempat yang ditetapkan sekolah"),
}


def lacking_of(run: AssignmentRun, actor: Actor) -> Lacking | None:
    told = run.result.get("shortage")
    if not told:
        return None
    places = {key: _with_studies(row) for key, row in places_known(run.period).items()}
    named = {pupil for crowd in told["crowds"] for pupil in crowd["pupils"]}
    known = Pupil.objects.visible_to(actor).processed().filter(public_id__in=named)
    names = dict(known.in_order().values_list("public_id", "name"))
    return Lacking(
        unplaced=len(told["unplaced"]),
        crowds=[
            Crowd(
                [names[key] for key in one["pupils"] if key in names],
                len(one["pupils"]),
                [places.get(key, _("tempat lain")) for key in one["sites"]],
                one["seats"],
            )
            for one in told["crowds"]
        ],
        without=[(str(WITHOUT[rule]), count) for rule, count in told["without"].items()],
        extra=[(places.get(o["site"], _("tempat lain")), o["seats"]) for o in told["extra"]],
        seats=sum(one["seats"] for one in told["extra"]),
        remaining=len(told["remaining"]),
        is_proven=told["proven"],
    )


def _with_studies(opening: Opening) -> str:
    """`PT Baja, Kota Cilegon (Teknik Pengelasan)`."""
    studies = str(opening.concentration or _("semua konsentrasi"))
    return f"{place_label(opening)} ({studies})"
