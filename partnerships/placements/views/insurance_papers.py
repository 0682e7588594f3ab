"""One policy ticked for many, with its scan; and the scan again."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts.files.handing_out import scan
from accounts.files.refusals import FileRefused
from accounts.readings import ReadingKind
from partnerships.placements.actions.insurance_papers import insure_many
from partnerships.placements.forms.insurance import PolicyForm
from partnerships.placements.imports.insurance import Cover
from partnerships.placements.models import InsurancePaper, Placement, PlacementPeriod
from partnerships.placements.views.handling import period_of
from partnerships.placements.views.insurance import insurable
from schools.actors import Actor, actor_of
from schools.reading_log import note


@never_cache
@require_http_methods(["GET", "POST"])
def insurance_many(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ticked are those whose days nobody has covered yet."""
    actor, period = actor_of(request), period_of(request, public_id)
    known = insurable(period, actor)
    chosen = _ticked(request, known)
    form = PolicyForm(request.POST or None, request.FILES or None, initial=_days_of(known))
    if request.method == "POST" and form.is_valid():
        changed = _written(form, period, chosen, actor)
        if changed is not None:
            told = ngettext(
                "Jaminan %(count)d penempatan tersimpan.",
                "Jaminan %(count)d penempatan tersimpan.",
                changed,
            )
            messages.success(request, told % {"count": changed})
            return redirect("placements:insurance", period.public_id)
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


def _written(
    form: PolicyForm, period: PlacementPeriod, chosen: list[Placement], actor: Actor
) -> int | None:
    """How many changed; None where the form says what is missing."""
    if not chosen:
        form.add_error(None, _("Pilih siswanya dahulu."))
        return None
    try:
        return insure_many(
            period=period,
            placements=chosen,
            cover=form.cover,
            files=form.cleaned_data["scans"],
            by=actor,
        )
    except FileRefused as refusal:
        form.add_error("scans", refusal)
        return None


@require_GET
def insurance_paper(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """The scan, to be saved; noted in the read log as a document."""
    rows = InsurancePaper.objects.visible_to(actor_of(request)).filter(removed_at__isnull=True)
    paper = get_object_or_404(rows, public_id=public_id)
    response = scan(paper, "jaminan")
    note(request, ReadingKind.DOCUMENT, paper.placements.count())
    return response
