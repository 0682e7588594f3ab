"""PKL in numbers, for an office and for a school: pages, and the same as a file."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_safe

from accounts.paging import PAGE_SIZE
from accounts.readings import ReadingKind
from partnerships.placements.filters.offices import FiguresFilter
from partnerships.placements.models.periods import GRADE_CHOICES, places_pupils
from partnerships.placements.oversight.figure_lists import (
    Row,
    as_csv,
    concentration_rows,
    in_order,
    school_rows,
    stage_bars,
)
from partnerships.placements.oversight.figures import Tally, tally
from partnerships.placements.oversight.stages import IN_ORDER
from schools.actors import Actor, actor_of
from schools.models import School
from schools.reading_log import note
from schools.school_years import label


@dataclass(frozen=True)
class Asked:
    """What the address asks for, counted."""

    actor: Actor
    filter: FiguresFilter
    tally: Tally

    @property
    def year(self) -> str:
        return label(self.filter.year)

    @property
    def grade(self) -> str:
        names = dict(GRADE_CHOICES)
        return ", ".join(str(names[grade]) for grade in self.filter.grades)


def _asked(request: HttpRequest, school: School | None = None) -> Asked:
    """Of all schools that the actor answers for, or of one of them."""
    actor = actor_of(request)
    found = FiguresFilter(request.GET, actor=actor, school=school or actor.school)
    counted = tally(
        found.qs, year=found.year, grades=found.grades, going=found.is_going, on=actor.on
    )
    return Asked(actor, found, counted)


def _demand_counter(actor: Actor) -> None:
    """An office, or who places pupils at the own school."""
    if actor.office is None and not places_pupils(actor):
        raise Http404


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    _demand_counter(actor)
    asked = _asked(request)
    by_school = actor.office is not None and not asked.filter.is_by_concentration
    rows = school_rows(asked.tally) if by_school else concentration_rows(asked.tally)
    context = _context(request, asked, rows) | {"by_school": by_school, "school": actor.school}
    return render(request, "placements/figures.html", context)


@require_safe
def figures_of_school(request: HttpRequest, key: str) -> HttpResponse:
    """The konsentrasi of one school, for its office."""
    actor = actor_of(request)
    if actor.office is None:
        raise Http404
    rows = School.objects.within(actor).by_key(key).filter(merged_into__isnull=True)
    school = get_object_or_404(rows.select_related("regency"))
    asked = _asked(request, school)
    context = _context(request, asked, concentration_rows(asked.tally))
    return render(request, "placements/figures.html", context | {"school": school})


def _context(request: HttpRequest, asked: Asked, rows: list[Row]) -> dict[str, Any]:
    ordered = in_order(rows, asked.filter.order)
    total = asked.tally.total
    return {
        "asked": asked,
        "filter": asked.filter,
        "page": Paginator(ordered, PAGE_SIZE).get_page(request.GET.get("page")),
        "total": total,
        "bars": stage_bars(total),
        "stages": IN_ORDER,
        "on": asked.actor.on,
    }


@require_GET
def figures_file(request: HttpRequest) -> HttpResponse:
    """As a file, with the filter of the page; noted, as every export of what pupils are."""
    actor = actor_of(request)
    _demand_counter(actor)
    asked = _asked(request)
    note(request, ReadingKind.EXPORT, asked.tally.total.pupils)
    by = asked.filter.is_by_concentration
    text = as_csv(
        asked.tally,
        year=asked.filter.year,
        grade=asked.grade,
        on=actor.on,
        by_concentration=by,
    )
    way = "konsentrasi" if by else ""
    name = slugify(f"pkl {asked.year} {asked.grade} {way} {actor.on.isoformat()}")
    return HttpResponse(
        text.encode(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )
