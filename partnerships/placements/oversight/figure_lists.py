"""The figures of PKL as rows: of each school or each konsentrasi, in the order asked for."""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from io import StringIO
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from partnerships.agreements.exports import harmless
from partnerships.placements.oversight.figures import Figures, Tally
from partnerships.placements.oversight.stages import IN_ORDER, Stage
from schools.models import Concentration, School
from schools.school_years import label


@dataclass(frozen=True)
class Row:
    """One line of the table; `school` where the line is of one."""

    name: str
    beside: str
    figures: Figures
    school: School | None = None


@dataclass(frozen=True)
class StageBar:
    """How many of all pupils are at that stage."""

    stage: Stage
    part: int
    whole: int

    @property
    def percent(self) -> int:
        return round(100 * self.part / self.whole) if self.whole else 0


def stage_bars(figures: Figures) -> list[StageBar]:
    return [StageBar(stage, figures.stages[stage], figures.pupils) for stage in IN_ORDER]


def school_rows(tally: Tally) -> list[Row]:
    """By name; one query."""
    sums = tally.by_school()
    return [Row(one.name, one.regency.short_name, sums[one.pk], one) for one in _schools(sums)]


def concentration_rows(tally: Tally) -> list[Row]:
    """By name, those whose konsentrasi nobody has told last; one query."""
    sums = tally.by_concentration()
    known = Concentration.objects.filter(pk__in=[key for key in sums if key])
    rows = [Row(one.name, one.code, sums[one.pk]) for one in known.order_by("sort_key", "pk")]
    return rows + ([Row(_("Belum diketahui"), "", sums[None])] if None in sums else [])


KEYS: dict[str, Callable[[Row], Any]] = {
    "tanpa": lambda row: -row.figures.without,
    "bagian": lambda row: row.figures.percent,
    "siswa": lambda row: -row.figures.pupils,
    "kecuali": lambda row: -row.figures.overrides,
}


def in_order(rows: list[Row], order: str) -> list[Row]:
    """Sorted anew where that was asked; equals stay as they were, by name."""
    return sorted(rows, key=KEYS[order]) if order in KEYS else rows


def as_csv(tally: Tally, *, year: int, grade: str, on: date, by_concentration: bool = False) -> str:
    """Each school and konsentrasi in a row, or each konsentrasi of all schools together, as
    Indonesian spreadsheets open it; no sums in it."""
    target = StringIO()
    writer = csv.writer(target, delimiter=";")
    studies = [_("Konsentrasi"), _("Kode konsentrasi")]
    school = [_("Sekolah"), _("NPSN"), _("Kabupaten/kota")]
    writer.writerow(_header(studies if by_concentration else school + studies))
    constant = [label(year), grade]
    for place, figures in _concentrations(tally) if by_concentration else _places(tally):
        counts = [figures.stages[stage] for stage in IN_ORDER]
        sums = [figures.pupils, *counts, figures.overrides, figures.partners]
        writer.writerow([*constant, *map(harmless, place), *sums, on.isoformat(), "Selaras"])
    return "\ufeff" + target.getvalue()


def _header(place: list[str]) -> list[str]:
    stages = [str(stage.label) for stage in IN_ORDER]
    sums = [_("Siswa"), *stages, _("Pengecualian"), _("Mitra")]
    return [
        _("Tahun ajaran"),
        _("Kelas"),
        *place,
        *sums,
        _("Keadaan per tanggal"),
        _("Data dari"),
    ]


def _concentrations(tally: Tally) -> Iterator[tuple[Iterable[str], Figures]]:
    for row in concentration_rows(tally):
        yield [row.name, row.beside], row.figures


def _places(tally: Tally) -> Iterator[tuple[Iterable[str], Figures]]:
    own: dict[int, dict[int | None, Figures]] = defaultdict(dict)
    for (key, studies), figures in tally.cells.items():
        own[key][studies] = figures
    known = list(Concentration.objects.order_by("sort_key", "pk"))
    for school in _schools(own):
        beside = [school.name, school.npsn or "", school.regency.short_name]
        for one in known:
            if one.pk in own[school.pk]:
                yield [*beside, one.name, one.code], own[school.pk][one.pk]
        if None in own[school.pk]:
            yield [*beside, "", ""], own[school.pk][None]


def _schools(keys: Iterable[int]) -> "QuerySet[School]":
    rows = School.objects.filter(pk__in=list(keys)).select_related("regency")
    return rows.order_by("sort_key", "pk")
