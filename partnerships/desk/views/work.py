"""Kerja hari ini: the landing page of everybody who signs in."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.paging import page_of
from accounts.roles import Permission, Role
from partnerships.agreements.queues import QUEUES_BY_KEY
from partnerships.agreements.rows import rows_of
from partnerships.desk.texts import may_pass_on
from partnerships.desk.worklist import work_list
from schools.actors import actor_of


@require_GET
def work(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    context = {
        "actor": actor,
        "work": None if actor.is_visitor else work_list(actor, now=timezone.now()),
        "supervises": actor.role is Role.SUPERVISOR,
        "may_pass_on": may_pass_on(actor),
        "may_record": bool(actor.membership) and actor.can(Permission.WRITE_AGREEMENTS),
    }
    return render(request, "desk/work.html", context)


@require_GET
def pile(request: HttpRequest, key: str) -> HttpResponse:
    """All of one queue; the count on the work list is the number of rows here."""
    actor = actor_of(request)
    queue = QUEUES_BY_KEY.get(key)
    if queue is None or actor.is_visitor:
        raise Http404
    page = page_of(request, queue.of(actor).values_list("pk", flat=True))
    rows = rows_of(page.object_list, on=actor.on)
    return render(request, "desk/pile.html", {"queue": queue, "page": page, "rows": rows})
