"""A draft of who goes where: its worth, its pupils, its places."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from accounts.paging import page_of
from accounts.readings import ReadingKind
from partnerships.placements.actions import assignments as actions
from partnerships.placements.drafting.drafts import (
    Silent,
    is_proven,
    levels_of,
    parts_of,
    silent_in,
)
from partnerships.placements.drafting.shortfall import lacking_of
from partnerships.placements.forms.choices import place_label
from partnerships.placements.models import (
    AssignedPlace,
    AssignmentRun,
    Booking,
    Opening,
    PlacementPeriod,
)
from partnerships.placements.models.assignment import CHOSE_NOTHING, AssignedPlaceQuerySet
from partnerships.placements.views.assignment import assigned_period, is_running
from schools.actors import Actor, actor_of
from schools.models import ClassGroup
from schools.models.pupils import Pupil
from schools.reading_log import note

ROWS = 50
TERM_LENGTH = 100


@dataclass(frozen=True)
class Opened:
    """A draft on the page, its period, and who reads it."""

    actor: Actor
    period: PlacementPeriod
    run: AssignmentRun

    @property
    def places(self) -> AssignedPlaceQuerySet:
        return known_places(self.run, self.actor)

    def place_of(self, pupil: str) -> AssignedPlace:
        return get_object_or_404(self.places, pupil__public_id=pupil)


def opened(request: HttpRequest, public_id: str, run: str) -> Opened:
    """Whatever came of it; 404 for whoever does not assign the pupils of the period."""
    actor, period = actor_of(request), assigned_period(request, public_id)
    rows = AssignmentRun.objects.visible_to(actor).filter(period=period)
    rows = rows.select_related("created_by", "parent", "published_by", "failed_on")
    return Opened(actor, period, get_object_or_404(rows, public_id=run))


def opened_done(request: HttpRequest, public_id: str, run: str) -> Opened:
    """One that has places."""
    found = opened(request, public_id, run)
    if not found.run.is_done:
        raise Http404
    return found


def known_places(run: AssignmentRun, actor: Actor) -> AssignedPlaceQuerySet:
    """Of pupils who are known by name and not stopped since."""
    pupils = Pupil.objects.visible_to(actor).processed()
    rows: AssignedPlaceQuerySet = AssignedPlace.objects.filter(
        run=run, pupil__in=pupils.values("pk")
    ).for_reading()
    return rows


# What `?tampil=` shows of the pupils.
SHOWN: dict[str, Callable[[Any], Any]] = {
    "belum": lambda rows: rows.filter(opening__isnull=True),
    "luar": lambda rows: rows.filter(opening__isnull=False, rank__isnull=True).exclude(better=[]),
    "tanpa": lambda rows: rows.filter(CHOSE_NOTHING),
    "tetap": lambda rows: rows.filter(is_fixed=True),
    "bukan-pertama": lambda rows: rows.filter(rank__gt=1),
}


@never_cache
@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, public_id: str, run: str) -> HttpResponse:
    """By POST a search: the name that is looked for stands in no address."""
    found = opened(request, public_id, run)
    if not found.run.is_done:
        return _undone_page(request, found)
    period, current, rows = found.period, found.run, found.places
    chosen = rows.annotate(has_chosen=~CHOSE_NOTHING)
    every = list(chosen.values_list("opening", "rank", "has_chosen"))
    shown, term = request.GET.get("tampil", ""), request.POST.get("cari", "").strip()
    listed = SHOWN[shown](rows) if shown in SHOWN else rows
    if term:
        named = Pupil.objects.visible_to(found.actor).search(term[:TERM_LENGTH])
        listed = rows.filter(pupil__in=[pupil.pk for pupil in named[:ROWS]])
    page = page_of(request, listed, size=ROWS)
    page.object_list = with_classes(list(page.object_list), period)
    note(request, ReadingKind.LIST, len(page.object_list), school=period.school)
    context = {
        "period": period,
        "run": current,
        "parts": parts_of(every),
        "all_pupils": len(every),
        "levels": levels_of(current, silent_in([current]).get(current.pk, Silent())),
        "is_proven": is_proven(current),
        "lacking": lacking_of(current, found.actor),
        "page": page,
        "shown": shown,
        "term": term,
        "is_latest": not AssignmentRun.objects.filter(
            period=period, number__gt=current.number
        ).exists(),
    }
    return render(request, "placements/draft.html", context)


def _undone_page(request: HttpRequest, found: Opened) -> HttpResponse:
    period, run = found.period, found.run
    if run.failed_on:
        note(request, ReadingKind.PAGE, 1, pupil=run.failed_on, school=period.school)
    context = {
        "period": period,
        "run": run,
        "is_running": is_running(run),
        "is_stuck": actions.is_stuck(run),
    }
    return render(request, "placements/draft_waiting.html", context)


@require_GET
def draft_progress(request: HttpRequest, public_id: str, run: str) -> HttpResponse:
    """What htmx asks for anew; once the draft has ended, the page is loaded again."""
    found = opened(request, public_id, run)
    if not is_running(found.run) or actions.is_stuck(found.run):
        return HttpResponse(headers={"HX-Refresh": "true"})
    context = {"period": found.period, "run": found.run}
    return render(request, "placements/_draft_progress.html", context)


@dataclass(frozen=True)
class Row:
    """What a draft gives to a pupil, and the class that the pupil is in."""

    place: AssignedPlace
    group: str


def with_classes(rows: list[AssignedPlace], period: PlacementPeriod) -> list[Row]:
    names = class_names(rows, period)
    return [Row(row, names.get(row.pupil_id, "")) for row in rows]


def class_names(rows: list[AssignedPlace], period: PlacementPeriod) -> dict[int, str]:
    """The class of each pupil in these rows on the first day of the period, by the pupil's key."""
    first = min((block.since for block in period.blocks.all()), default=None)
    if first is None:
        return {}
    pupils: Any = Pupil.objects.filter(pk__in=[row.pupil_id for row in rows]).with_class(first)
    seated: dict[int, int] = dict(pupils.values_list("pk", "class_id"))
    names = dict(ClassGroup.objects.filter(pk__in=seated.values()).values_list("pk", "name"))
    return {pupil: names.get(group, "") for pupil, group in seated.items()}


@dataclass(frozen=True)
class PlaceFilled:
    """A place, the seats that the period has there, and who is given one in the draft."""

    name: str
    opening: Opening
    seats: int
    rows: list[AssignedPlace]

    @property
    def is_over(self) -> bool:
        return len(self.rows) > self.seats


@never_cache
@require_safe
def draft_places(request: HttpRequest, public_id: str, run: str) -> HttpResponse:
    """The same by place: who goes there, and which seats stay empty."""
    found = opened_done(request, public_id, run)
    period, rows = found.period, dict[int, list[AssignedPlace]]()
    for row in found.places:
        if row.opening_id:
            rows.setdefault(row.opening_id, []).append(row)
    taken = Booking.objects.standing().filter(period=period)
    seats = dict(taken.values_list("opening", "seats"))
    openings = Opening.objects.filter(pk__in={*seats, *rows}).select_related(
        "hosting__partner__regency", "site__regency", "concentration"
    )
    places = [
        PlaceFilled(place_label(one), one, seats.get(one.pk, 0), rows.get(one.pk, []))
        for one in openings.order_by("hosting__partner__sort_key", "pk")
    ]
    listed = sum(len(one.rows) for one in places)
    note(request, ReadingKind.LIST, listed, school=period.school)
    context = {
        "period": period,
        "run": found.run,
        "places": places,
        "empty": sum(not one.rows for one in places),
        "listed": listed,
    }
    return render(request, "placements/draft_places.html", context)
