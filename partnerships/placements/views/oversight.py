"""What schools let pass, for the office that answers for them."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.paging import PAGE_SIZE, page_of
from accounts.readings import ReadingKind
from accounts.roles import Permission
from partnerships.placements.actions.overseeing import Passed, mark_seen
from partnerships.placements.filters.offices import OverrideFilter
from partnerships.placements.models import Override
from partnerships.placements.oversight.letting_pass import (
    Line,
    lines_of,
    looks_of,
    overseen,
    shares_of,
    sums_of,
)
from partnerships.placements.readiness.rules import Rule
from schools.actors import Actor, actor_of
from schools.models import NameAccess, Pupil
from schools.reading_log import note
from schools.views.name_access import opened_in

# Of the page that the marks were set on; nothing else of what was sent is repeated.
KEPT = ("q", "aturan", "status", "dilihat", "sejak", "page")


def office_of(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    if actor.office is None:
        raise Http404
    return actor


def may_mark(actor: Actor) -> bool:
    return actor.office is not None and actor.can(Permission.VERIFY_AGREEMENTS)


def _lines(request: HttpRequest, actor: Actor, rows: Iterable[Override]) -> list[Line]:
    """Each look at a name goes into the school's read log, with the reason that was stated."""
    keys, at = opened_in(request), timezone.now()
    lines = lines_of(rows, Pupil.objects.opened_to(actor, keys=keys, at=at))
    accesses = NameAccess.objects.open_to(actor, keys=keys, at=at).select_related("school")
    for access, count in looks_of(lines, accesses):
        note(request, ReadingKind.LIST, count, school=access.school, reason=access.told)
    return lines


@never_cache
@require_safe
def overrides(request: HttpRequest) -> HttpResponse:
    actor = office_of(request)
    found = OverrideFilter(request.GET, queryset=overseen(actor))
    page = page_of(request, found.qs)
    lines = _lines(request, actor, page.object_list)
    context = {
        "filter": found,
        "page": page,
        "lines": lines,
        "opens_names": actor.can(Permission.OPEN_NAMES),
        "sums": sums_of(found.qs),
        "shares": shares_of(found.qs),
        "may_mark": may_mark(actor),
        "unseen": any(line.override.seen_at is None for line in lines),
        "kept": [(name, request.GET[name]) for name in KEPT if request.GET.get(name)],
        "on": actor.on,
    }
    return render(request, "placements/overrides.html", context)


def ticked(request: HttpRequest) -> list[Passed]:
    keys = [key.partition(".") for key in request.POST.getlist("pilih")]
    known = [Passed(placement, rule) for placement, _dot, rule in keys if rule in Rule.values]
    return [one for one in known if one.placement.isalnum()][:PAGE_SIZE]


@require_POST
def overrides_seen(request: HttpRequest) -> HttpResponse:
    """Those ticked; a second click marks nothing more."""
    actor = office_of(request)
    if not may_mark(actor):
        raise Http404
    marked = mark_seen(passed=ticked(request), by=actor)
    if marked:
        messages.success(request, _("%(count)s ditandai sudah dilihat.") % {"count": marked})
    else:
        messages.info(request, _("Tidak ada yang baru ditandai; centang dahulu yang sudah dibaca."))
    kept = {name: request.POST[name] for name in KEPT if request.POST.get(name)}
    page = reverse("placements:overrides")
    return redirect(f"{page}?{urlencode(kept)}" if kept else page)
