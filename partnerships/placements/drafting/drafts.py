"""What a draft of the assignment gives and is worth, read for pages."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.templatetags.reading import number
from partnerships.placements.forms.choices import place_label
from partnerships.placements.models import AssignedPlace, AssignmentRun, Opening, PlacementPeriod
from partnerships.placements.models.assignment import CHOSE_NOTHING
from schools.models.pupils import Pupil

# No aim of its own: to the solver whoever chose nothing is outside of the choices wherever it goes.
SILENT = "silent"
LEVELS = {
    "unplaced": gettext_lazy("Belum mendapat tempat"),
    "outside": gettext_lazy("Di luar pilihan"),
    SILENT: gettext_lazy("Tidak memilih, mendapat tempat"),
    "worst_rank": gettext_lazy("Urutan pilihan terburuk"),
    "sum_rank": gettext_lazy("Jumlah urutan pilihan"),
    "km": gettext_lazy("Jarak seluruhnya (km)"),
}


@dataclass(frozen=True)
class LevelShown:
    """One aim: `value` was reached, less than `bound` is impossible; as texts.

    `bound` is empty for what is no aim but follows from another.
    """

    label: str
    value: str
    bound: str
    is_proven: bool


@dataclass(frozen=True)
class Silent:
    """How many in a draft chose nothing, and how many of them have a place."""

    pupils: int = 0
    placed: int = 0


def silent_in(runs: Iterable[AssignmentRun]) -> dict[int, Silent]:
    """By the key of each draft in which somebody chose nothing; one query."""
    rows = AssignedPlace.objects.filter(CHOSE_NOTHING, run__in=[run.pk for run in runs])
    counted = rows.order_by().values_list("run").annotate(Count("pk"), Count("opening"))
    return {run: Silent(pupils, placed) for run, pupils, placed in counted}


def levels_of(run: AssignmentRun, silent: Silent) -> list[LevelShown]:
    """The aims in the order of their weight, whoever chose nothing counted apart; the drawing of
    lots is left out."""
    shown: list[LevelShown] = []
    for one in run.result.get("levels", ()):
        name, value, bound = one["name"], one["value"], one["bound"]
        if name == "outside":
            # Another draft may place all who chose nothing: what is impossible is less by as many.
            value, bound = value - silent.placed, max(0, bound - silent.pupils)
        if name in LEVELS:
            told = as_text(name, value), as_text(name, bound)
            shown.append(LevelShown(str(LEVELS[name]), *told, is_proven=one["proven"]))
        if name == "outside":
            placed = as_text(SILENT, silent.placed)
            shown.append(LevelShown(str(LEVELS[SILENT]), placed, "", is_proven=False))
    return shown


def as_text(level: str, value: float) -> str:
    """Kilometres are told as the rough figure that they are."""
    return f"± {number(value, 1)}" if level == "km" else number(value, 0)


def is_proven(run: AssignmentRun) -> bool:
    return bool(run.result.get("levels")) and all(one["proven"] for one in run.result["levels"])


def worth_of(run: AssignmentRun) -> tuple[float, ...]:
    """To compare drafts: the lower the better."""
    objective = run.result.get("objective", {})
    return tuple(objective.get(name, 0) for name in LEVELS if name != SILENT)


def shown_worth_of(run: AssignmentRun, silent: Silent) -> tuple[float, ...]:
    """The same in the order of `LEVELS`, whoever chose nothing counted apart."""
    unplaced, outside, *further = worth_of(run)
    return (unplaced, outside - silent.placed, silent.placed, *further)


@dataclass(frozen=True)
class Part:
    """A stretch of the bar: how many pupils, from where and how wide, in hundredths."""

    key: str
    label: str
    pupils: int
    start: float
    width: float


PART_LABELS = {
    "a-luar": gettext_lazy("Di luar pilihan"),
    "a-tanpa": gettext_lazy("Tidak memilih"),
    "belum": gettext_lazy("Belum mendapat tempat"),
}


def parts_of(rows: list[tuple[Any, Any, bool]]) -> list[Part]:
    """Pupils by the choice that they got; `rows` are opening, rank and whether any was made."""
    counts = Counter(_key(*row) for row in rows)
    parts, start = [], 0.0
    for key in sorted(counts):
        width = 100 * counts[key] / len(rows)
        parts.append(Part(key, _part_label(key), counts[key], start, width))
        start += width
    return parts


def _key(opening: Any, rank: Any, has_chosen: bool) -> str:
    if opening is None:
        return "belum"
    if rank:
        return str(rank)
    return "a-luar" if has_chosen else "a-tanpa"


def _part_label(key: str) -> str:
    return str(PART_LABELS[key]) if key in PART_LABELS else _("Pilihan ke-%s") % key


def published_place(pupil: Pupil, period: PlacementPeriod) -> AssignedPlace | None:
    """What the published draft of the period gives to the pupil; one query."""
    rows = AssignedPlace.objects.filter(
        pupil=pupil, run__period=period, run__published_at__isnull=False
    )
    return rows.for_reading().select_related("run").first()


def places_known(period: PlacementPeriod) -> dict[str, Opening]:
    """All places that the school has ever booked for the period, by their random addresses."""
    rows = Opening.objects.filter(bookings__period=period).distinct()
    rows = rows.select_related("hosting__partner__regency", "site__regency", "concentration")
    return {row.public_id: row for row in rows}


def place_names(period: PlacementPeriod) -> dict[str, str]:
    return {key: place_label(row) for key, row in places_known(period).items()}


@dataclass(frozen=True)
class Difference:
    """A pupil to whom two drafts give different places."""

    one: AssignedPlace | None
    other: AssignedPlace | None

    @property
    def pupil(self) -> Any:
        row = self.one or self.other
        return row.pupil if row else None


def differences(one: Iterable[AssignedPlace], other: Iterable[AssignedPlace]) -> list[Difference]:
    """In the order of the pupils' names."""
    first = {row.pupil_id: row for row in one}
    second = {row.pupil_id: row for row in other}
    found = [
        Difference(first.get(pupil), second.get(pupil))
        for pupil in {**first, **second}
        if _opening(first.get(pupil)) != _opening(second.get(pupil))
    ]
    return sorted(found, key=lambda row: (row.pupil.sort_key, row.pupil.pk))


def _opening(row: AssignedPlace | None) -> int | None:
    return row.opening_id if row else None
