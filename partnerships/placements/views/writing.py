"""The journals of a period at a glance: who writes, and who has fallen silent."""

import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.paging import page_of
from accounts.readings import ReadingKind
from partnerships.placements.models import Placement, PlacementPeriod
from partnerships.placements.writing import silent, with_last, writers_of
from schools.actors import actor_of
from schools.reading_log import note
from schools.search import normalise

SEARCHES = "journal_searches"
SEARCHES_KEPT, TERM_LENGTH = 5, 100
# What the list is narrowed by: the word in the address, the label, column of key and of name.
NARROWED_BY = [
    (
        "guru",
        _("Guru pembimbing"),
        "supervisor__membership__public_id",
        "supervisor__membership__user__name",
    ),
    ("tempat", _("Tempat"), "opening__public_id", "opening__hosting__partner__name"),
    ("kelas", _("Kelas"), "class_name", "class_name"),
]


def _period(request: HttpRequest, public_id: str) -> PlacementPeriod:
    rows = PlacementPeriod.objects.followed_by(actor_of(request))
    return get_object_or_404(rows, public_id=public_id)


@never_cache
@require_safe
def journals(request: HttpRequest, public_id: str) -> HttpResponse:
    actor, period = actor_of(request), _period(request, public_id)
    known: Any = Placement.objects.visible_to(actor).under_way().filter(period=period)
    term = request.session.get(SEARCHES, {}).get(request.GET.get("hasil", ""), "")
    rows: Any = with_last(_narrowed(request, known))
    rows = rows.for_reading()
    if term:
        rows = rows.filter(pupil__search_text__contains=normalise(term))
    if request.GET.get("diam"):
        rows = silent(rows, on=actor.on)
    page = page_of(request, rows)
    note(request, ReadingKind.LIST, len(page.object_list))
    context = {
        "period": period,
        "page": page,
        "writers": writers_of(list(page.object_list), on=actor.on),
        "term": term,
        "may_write": actor.school is not None,
        "only_silent": bool(request.GET.get("diam")),
        "boxes": [
            (word, label, _offered(known, *columns), request.GET.get(word, ""))
            for word, label, *columns in NARROWED_BY
        ],
        "on": actor.on,
    }
    return render(request, "placements/journals.html", context)


def _narrowed(request: HttpRequest, rows: Any) -> Any:
    for word, _label, key, _name in NARROWED_BY:
        if asked := request.GET.get(word, "").replace("\x00", ""):
            rows = rows.filter(**{key: asked})
    return rows


def _offered(rows: Any, key: str, name: str) -> list[tuple[str, str]]:
    told = rows.exclude(**{f"{key}__isnull": True}).order_by(name, key)
    return list(dict.fromkeys(told.values_list(key, name)))


@require_POST
def journal_search(request: HttpRequest, public_id: str) -> HttpResponse:
    """The term is a person's name: the session keeps it, and the address only says which."""
    period = _period(request, public_id)
    address = reverse("placements:journals", args=[period.public_id])
    term = request.POST.get("cari", "").replace("\x00", "").strip()[:TERM_LENGTH]
    if not term:
        return redirect(address)
    kept = dict(list(request.session.get(SEARCHES, {}).items())[-SEARCHES_KEPT + 1 :])
    key = secrets.token_urlsafe(6)
    request.session[SEARCHES] = kept | {key: term}
    return redirect(f"{address}?hasil={key}")
