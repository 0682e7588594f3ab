"""The journals of a period at a glance: who writes, and who has fallen silent."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.paging import page_of
from accounts.readings import ReadingKind
from partnerships.placements.filters.journals import WriterFilter
from partnerships.placements.journals.writing import with_last, writers_of
from partnerships.placements.models import Placement, PlacementPeriod
from schools.actors import actor_of
from schools.name_searches import kept_term, searched
from schools.reading_log import note
from schools.search import normalise

SEARCHES = "journal_searches"


def _period(request: HttpRequest, public_id: str) -> PlacementPeriod:
    rows = PlacementPeriod.objects.followed_by(actor_of(request))
    return get_object_or_404(rows, public_id=public_id)


@never_cache
@require_safe
def journals(request: HttpRequest, public_id: str) -> HttpResponse:
    actor, period = actor_of(request), _period(request, public_id)
    known: Any = Placement.objects.visible_to(actor).under_way().filter(period=period)
    listed = WriterFilter(request.GET, known, actor=actor)
    rows: Any = with_last(listed.qs)
    rows, term = rows.for_reading(), kept_term(request, store=SEARCHES)
    if term:
        rows = rows.filter(pupil__search_text__contains=normalise(term))
    page = page_of(request, rows)
    note(request, ReadingKind.LIST, len(page.object_list))
    context = {
        "period": period,
        "filter": listed,
        "page": page,
        "writers": writers_of(list(page.object_list), on=actor.on),
        "term": term,
        "may_write": actor.school is not None,
        "on": actor.on,
    }
    return render(request, "placements/journals.html", context)


@require_POST
def journal_search(request: HttpRequest, public_id: str) -> HttpResponse:
    address = reverse("placements:journals", args=[_period(request, public_id).public_id])
    return searched(request, store=SEARCHES, address=address)
