"""What followed PKL, typed by the school for a whole period."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.handling import acted
from accounts.readings import ReadingKind
from accounts.revisions import StaleRecordError
from partnerships.placements.actions.outcomes import record_outcomes
from partnerships.placements.forms.outcomes import OutcomeRowForm
from partnerships.placements.models import Outcome, Placement
from partnerships.placements.views.marks import kept_period
from schools.actors import Actor, actor_of
from schools.reading_log import note

PAGE = 40


@require_http_methods(["GET", "POST"])
def outcomes(request: HttpRequest, public_id: str) -> HttpResponse:
    """Those whose PKL is over, a page at a time; each page is saved by itself."""
    actor, period = actor_of(request), kept_period(request, public_id)
    rows = Placement.objects.followed_by(actor).done().filter(period=period)
    page = Paginator(rows.for_reading(), PAGE).get_page(request.GET.get("page"))
    known = {one.placement_id: one for one in Outcome.objects.filter(placement__in=rows)}
    forms = [
        OutcomeRowForm(_sent(request, one), one, known.get(one.pk)) for one in page.object_list
    ]
    wrong = [form for form in forms if form.is_bound and not form.is_valid()]
    if request.method == "POST" and not wrong and _recorded(request, forms, actor):
        return redirect(request.get_full_path())
    note(request, ReadingKind.LIST, len(forms))
    context = {"period": period, "page": page, "forms": forms, "failed": bool(wrong)}
    return render(request, "placements/outcomes.html", context, status=422 if wrong else 200)


def _sent(request: HttpRequest, placement: Placement) -> object:
    """Nothing for a row that the form did not have."""
    is_there = f"{placement.public_id}-result" in request.POST
    return request.POST if is_there else None


def _recorded(request: HttpRequest, forms: list[OutcomeRowForm], actor: Actor) -> bool:
    told = [form.told for form in forms if form.is_bound]
    try:
        return acted(
            request,
            lambda: record_outcomes(told=told, by=actor),
            done=_("Hasil PKL tersimpan."),
        )
    except StaleRecordError:
        messages.error(request, _("Salah satu hasil baru diubah orang lain; muat lagi halamannya."))
        return False
