"""Which hosts to visit next: those that wait, one day for several, and the route sheet."""

from collections import Counter
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.days import typed_day
from accounts.files.contents import ContentType
from accounts.files.handing_out import made
from accounts.handling import written
from accounts.paging import PAGE_SIZE
from accounts.readings import ReadingKind
from partnerships.placements.actions import visits as actions
from partnerships.placements.filters.visits import NO_LONGER, VisitFilter, wanted_stops
from partnerships.placements.forms.visits import PlanForm
from partnerships.placements.letters.heads import letterhead_of
from partnerships.placements.letters.route_papers import route_paper
from partnerships.placements.models import Letterhead, PlacementPeriod, Visit
from partnerships.placements.models.periods import follows_pupils
from partnerships.placements.visits.route_sheets import RouteSheet, route_of
from partnerships.placements.visits.stops import stops_of, to_visit
from partnerships.placements.visits.visiting import Due
from schools.actors import Actor, actor_of
from schools.reading_log import note

DAYS_SHOWN = 14


@require_safe
def visits(request: HttpRequest) -> HttpResponse:
    """The hosts of the own pupils, those that wait longest first; head and admin see all."""
    actor = actor_of(request)
    if not follows_pupils(actor):
        raise Http404
    return render(request, "placements/visits.html", _list(request, actor))


def _list(request: HttpRequest, actor: Actor, form: PlanForm | None = None) -> dict[str, Any]:
    asked = request.GET.get("periode", "").replace("\x00", "")
    period = PlacementPeriod.objects.followed_by(actor).filter(public_id=asked).first()
    found = VisitFilter(request.GET, queryset=to_visit(actor), actor=actor, period=period)
    status = found.asked
    stops = stops_of(found.qs, on=actor.on)
    current = [stop for stop in stops if stop.is_current]
    shown = wanted_stops(stops if status == NO_LONGER else current, status)
    page = Paginator(shown, PAGE_SIZE).get_page(request.GET.get("page"))
    note(request, ReadingKind.LIST, sum(len(stop.placements) for stop in page.object_list))
    counts = Counter(stop.standing[0] for stop in current if stop.standing)
    return {
        "filter": found,
        "period": period,
        "of_period": f"&periode={period.public_id}" if period else "",
        "page": page,
        "overdue": counts[Due.OVERDUE],
        "due": counts[Due.DUE],
        "done": counts[Due.DONE],
        "planned": sum(bool(stop.planned) for stop in current),
        "form": form or PlanForm(stops=[], initial={"planned_on": actor.on}),
        "has_any": bool(stops) or bool(found.form.has_changed()),
        "has_plans": any(stop.planned for stop in current),
    }


@require_POST
def visits_plan(request: HttpRequest) -> HttpResponse:
    """One day for all hosts that were ticked."""
    actor = actor_of(request)
    if not follows_pupils(actor):
        raise Http404
    form = PlanForm(request.POST, stops=stops_of(to_visit(actor), on=actor.on))
    made: list[Visit] = []

    def plan() -> None:
        data = form.cleaned_data
        made.extend(
            actions.plan_visits(
                placements=form.placements, on=data["planned_on"], way=data["way"], by=actor
            )
        )

    if not written(form, plan):
        context = _list(request, actor, form)
        return render(request, "placements/visits.html", context, status=422)
    told = ngettext(
        "%(count)d kunjungan direncanakan.", "%(count)d kunjungan direncanakan.", len(made)
    )
    messages.success(request, told % {"count": len(made)})
    return redirect("placements:visits")


def _route(request: HttpRequest) -> tuple[RouteSheet, date]:
    """Of the day asked for, else of the next one that has visits."""
    actor = actor_of(request)
    if not follows_pupils(actor):
        raise Http404
    planned = Visit.objects.visible_to(actor).planned()
    on = typed_day(request.GET.get("tanggal", "")) or next(iter(_days(actor)), actor.on)
    return route_of(planned.filter(planned_on=on), by=actor), on


def _days(actor: Actor) -> list[date]:
    """The next ones with visits."""
    rows = Visit.objects.visible_to(actor).planned().filter(planned_on__gte=actor.on)
    days = rows.order_by("planned_on").values_list("planned_on", flat=True)
    return [day for day in days.distinct()[:DAYS_SHOWN] if day]


@require_safe
def route_sheet(request: HttpRequest) -> HttpResponse:
    """The visits of a day in the order of the way: addresses, people, telephones."""
    sheet, on = _route(request)
    actor = actor_of(request)
    note(request, ReadingKind.LIST, sheet.pupils)
    context = {"sheet": sheet, "on": on, "days": _days(actor), "school": actor.school}
    return render(request, "placements/route_sheet.html", context)


@never_cache
@require_safe
def route_file(request: HttpRequest) -> HttpResponseBase:
    """The same on paper, under the letterhead of the school."""
    sheet, on = _route(request)
    school = actor_of(request).school
    head = letterhead_of(school, on=on) if school else Letterhead()
    note(request, ReadingKind.DOCUMENT, sheet.pupils)
    content = route_paper(sheet, head=head, on=on)
    return made(content, content_type=ContentType.PDF, file_name=f"lembar-rute-{on:%Y-%m-%d}.pdf")
