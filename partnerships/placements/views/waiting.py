"""What waits in the placements of a school, list by list, and the texts that remind of it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.counting import counts_of
from accounts.notices import record_hand_sent
from accounts.paging import PAGE_SIZE, page_of
from accounts.readings import ReadingKind
from accounts.roles import Permission
from partnerships.placements.filters.waiting import WaitingFilter
from partnerships.placements.following.behind import LABELS, WITHOUT_PLACE, behind_of
from partnerships.placements.following.reminders import (
    Reminder,
    about_of,
    kind_of,
    reminders_of,
    unreached,
    with_reach,
)
from partnerships.placements.following.waiting import (
    WAITS,
    WAITS_BY_KEY,
    Wait,
    Whom,
    in_work_order,
    sums_of,
    waits_of,
    with_last_journal,
    without_place_of,
)
from partnerships.placements.lifecycle import BADGES
from partnerships.placements.models.periods import follows_pupils, places_pupils
from schools.actors import Actor, actor_of
from schools.models import ClassGroup
from schools.reading_log import note

# Nobody passes on more by hand in one go; the filter narrows the rest.
TEXTS_AT_MOST = 60


def _may_read(actor: Actor) -> bool:
    return actor.school is not None and follows_pupils(actor)


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """All queues with their counts; an office reads its schools' numbers."""
    actor = actor_of(request)
    if actor.office is not None:
        return _of_office(request, actor)
    if not _may_read(actor):
        raise PermissionDenied
    waits = waits_of(actor)
    queues: dict[str, Any] = {wait.key: wait.of(actor) for wait in waits}
    counts = counts_of(queues | {WITHOUT_PLACE: without_place_of(actor)})
    context = {
        "piles": [(wait, counts[wait.key]) for wait in waits if counts.get(wait.key)],
        "without": counts.get(WITHOUT_PLACE, 0),
        "is_clear": not counts,
    }
    return render(request, "placements/waiting.html", context)


def _of_office(request: HttpRequest, actor: Actor) -> HttpResponse:
    schools = behind_of(actor)
    sums = [sum(column) for column in zip(*(row.counts for row in schools), strict=True)]
    page = Paginator(schools, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "waits": WAITS,
        "totals": list(zip(LABELS, sums, strict=False)),
        "on": actor.on,
    }
    return render(request, "placements/waiting_schools.html", context)


def _wait(key: str, actor: Actor) -> Wait:
    wait = WAITS_BY_KEY.get(key)
    if wait is None or not _may_read(actor) or not wait.is_for(actor):
        raise Http404
    return wait


def _filtered(request: HttpRequest, wait: Wait, actor: Actor) -> WaitingFilter:
    rows = with_reach(wait, wait.of(actor).for_reading(), by=actor, now=timezone.now())
    return WaitingFilter(request.GET, in_work_order(rows), actor=actor)


@require_safe
def waiting_list(request: HttpRequest, key: str) -> HttpResponse:
    actor = actor_of(request)
    wait = _wait(key, actor)
    listed = _filtered(request, wait, actor)
    is_silent = wait.whom is Whom.PUPIL
    page = page_of(request, with_last_journal(listed.qs) if is_silent else listed.qs)
    note(request, ReadingKind.LIST, len(page.object_list))
    context = {
        "wait": wait,
        "filter": listed,
        "page": page,
        "lines": [(row, wait.opens(row)) for row in page.object_list],
        "has_texts": wait.whom is not None and listed.qs.filter(is_reached=True).exists(),
        "is_silent": is_silent,
        "asks_mentor": wait.whom is Whom.MENTOR,
        "may_place": actor.can(Permission.PLACE_PUPILS),
        "badges": BADGES,
        "query": request.GET.urlencode(),
    }
    return render(request, "placements/waiting_list.html", context)


@require_safe
def without_place(request: HttpRequest) -> HttpResponse:
    """Pupils for whom a period is, and who have no place in it."""
    actor = actor_of(request)
    if not _may_read(actor):
        raise Http404
    lacking = without_place_of(actor)
    page = page_of(request, lacking.in_order())
    groups = ClassGroup.objects.in_bulk({pupil.class_id for pupil in page.object_list})
    note(request, ReadingKind.LIST, len(page.object_list))
    rows = [(pupil, groups.get(pupil.class_id)) for pupil in page.object_list]
    context = {
        "page": page,
        "rows": rows,
        "sums": sums_of(lacking) if rows else [],
        "counts_pupils": places_pupils(actor),
    }
    return render(request, "placements/without_place.html", context)


def _texts(request: HttpRequest, wait: Wait, actor: Actor) -> list[Reminder]:
    if wait.whom is None:
        raise Http404
    rows = _filtered(request, wait, actor).qs.filter(is_reached=True)
    return reminders_of(wait, rows, by=actor)


@require_safe
def waiting_texts(request: HttpRequest, key: str) -> HttpResponse:
    """The ready texts for everybody on this list."""
    actor = actor_of(request)
    wait = _wait(key, actor)
    texts = _texts(request, wait, actor)
    note(request, ReadingKind.LIST, len(texts) if wait.whom is Whom.PUPIL else 0)
    unsent = [text for text in texts if not text.is_sent]
    context = {
        "wait": wait,
        "texts": unsent[:TEXTS_AT_MOST],
        "more": max(0, len(unsent) - TEXTS_AT_MOST),
        "unreached": unreached(wait, _filtered(request, wait, actor).qs).count(),
        "sent": [text for text in texts if text.is_sent],
        "query": request.GET.urlencode(),
    }
    return render(request, "placements/waiting_texts.html", context)


@require_POST
def waiting_text_sent(request: HttpRequest, key: str, whom: str) -> HttpResponse:
    """Noted, so that a colleague does not send it again; a pupil's name is not noted."""
    actor = actor_of(request)
    wait = _wait(key, actor)
    query = request.GET.urlencode()
    back = reverse("placements:waiting_texts", args=[key]) + (f"?{query}" if query else "")
    text = next((one for one in _texts(request, wait, actor) if one.key == whom), None)
    if text is None:
        messages.info(request, _("Sudah tidak menunggu lagi."))
        return redirect(back)
    group = _("Siswa") if wait.whom is Whom.PUPIL else text.name[:100]
    record_hand_sent(kind=kind_of(wait), about=about_of(text.key, actor), group=group, by=actor)
    messages.success(request, _("Dicatat sebagai sudah dikirim."))
    return redirect(back)
