"""One policy ticked for many, with its scan; and the scan again."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.files.handing_out import scan
from accounts.files.refusals import FileRefused
from accounts.readings import ReadingKind
from partnerships.placements.actions.insurance_papers import insure_many
from partnerships.placements.forms.insurance import PolicyForm, PolicyScanForm
from partnerships.placements.insuring import (
    Cover,
    Covering,
    Wanted,
    in_view,
    packed,
    under,
    unpacked,
)
from partnerships.placements.models import InsurancePaper, Placement, PlacementPeriod
from partnerships.placements.views.handling import period_of
from partnerships.placements.views.insurance import insurable, tell
from schools.actors import actor_of
from schools.reading_log import note


@never_cache
@require_http_methods(["GET", "POST"])
def insurance_many(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ticked are those whose days nobody has covered yet; sent, what that would come to."""
    actor, period = actor_of(request), period_of(request, public_id)
    known = insurable(period, actor)
    chosen = _ticked(request, known)
    form = PolicyForm(request.POST or None, initial=_days_of(known))
    if request.method == "POST" and form.is_valid():
        if chosen:
            wanted = [row.wanted for row in under(form.cover, chosen)]
            return _preview(request, period, wanted, PolicyScanForm())
        form.add_error(None, _("Pilih siswanya dahulu."))
    note(request, ReadingKind.LIST, len(known))
    rows = [(row, row in chosen, Cover.of(row)) for row in known]
    context = {"period": period, "form": form, "rows": rows}
    status = 422 if form.errors else 200
    return render(request, "placements/insurance_many.html", context, status=status)


def _ticked(request: HttpRequest, known: list[Placement]) -> list[Placement]:
    if request.method != "POST":
        return [row for row in known if not Cover.of(row).covers(row)]
    keys = set(request.POST.getlist("penempatan"))
    return [row for row in known if row.public_id in keys]


def _days_of(known: list[Placement]) -> dict[str, Any]:
    """From the first day of anybody to the last of all."""
    if not known:
        return {}
    first, last = min(row.first_day for row in known), max(row.last_day for row in known)
    return {"since": first, "until": last}


def _preview(
    request: HttpRequest, period: PlacementPeriod, wanted: list[Wanted], form: PolicyScanForm
) -> HttpResponse:
    """What was asked for, of those whom the actor may insure, as they are now."""
    after = {one.placement: one.after for one in wanted}
    known = [row for row in insurable(period, actor_of(request)) if row.public_id in after]
    rows = in_view(Covering(row, after[row.public_id]) for row in known)
    note(request, ReadingKind.LIST, len(rows))
    context = {
        "period": period,
        "form": form,
        "rows": rows,
        "counts": {
            "changing": sum(not row.is_same for row in rows),
            "replaced": sum(row.replaces for row in rows),
            "short": sum(row.falls_short for row in rows),
            "same": sum(row.is_same for row in rows),
        },
        "packed": packed([row.wanted for row in rows], period=period),
    }
    status = 422 if form.errors else 200
    return render(request, "placements/insurance_many_preview.html", context, status=status)


@require_POST
def insurance_many_apply(request: HttpRequest, public_id: str) -> HttpResponse:
    """As it was looked at; a scan that is refused is asked for again."""
    actor, period = actor_of(request), period_of(request, public_id)
    try:
        wanted = unpacked(request.POST.get("jaminan", ""), period=period)
    except signing.BadSignature:
        messages.error(request, _("Pratinjau ini sudah kedaluwarsa; pilih siswanya sekali lagi."))
        return redirect("placements:insurance_many", period.public_id)
    form = PolicyScanForm(request.POST, request.FILES)
    if form.is_valid():
        files = form.cleaned_data["scans"]
        try:
            done = insure_many(period=period, wanted=wanted, files=files, by=actor)
        except FileRefused as refusal:
            form.add_error("scans", refusal)
        else:
            tell(request, done)
            return redirect("placements:insurance", period.public_id)
    return _preview(request, period, wanted, form)


@require_GET
def insurance_paper(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """The scan, to be saved; noted in the read log as a document."""
    rows = InsurancePaper.objects.visible_to(actor_of(request)).filter(removed_at__isnull=True)
    paper = get_object_or_404(rows, public_id=public_id)
    response = scan(paper, "jaminan")
    note(request, ReadingKind.DOCUMENT, paper.placements.count())
    return response
