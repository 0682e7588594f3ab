"""Where PKL begins: a school's year at a glance, or the sums of the schools of an office."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.paging import page_of
from partnerships.placements.models import PlacementPeriod
from partnerships.placements.models.periods import places_pupils
from partnerships.placements.signposts import boards_of
from partnerships.placements.supply.overview import (
    answer_bars,
    schools_at_work,
    seat_sums,
    with_seats,
)
from partnerships.placements.years import asked_year, year_choices
from schools.actors import actor_of


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    if actor.is_visitor:
        raise PermissionDenied
    year = asked_year(request, on=actor.on)
    context = {
        "year": year,
        "years": year_choices(year, on=actor.on),
        "bars": answer_bars(actor, year),
        "may_plan": places_pupils(actor),
        "boards": boards_of(actor, year),
        "school": actor.school,
        "on": actor.on,
    }
    if actor.school:
        periods = PlacementPeriod.objects.visible_to(actor).filter(school_year=year)
        context["periods"] = with_seats(periods.for_reading()).order_by("first_on", "name", "pk")
        context["seats"] = seat_sums(actor, year)
    else:
        context["page"] = page_of(request, schools_at_work(actor, year))
    return render(request, "placements/overview.html", context)
