"""Insurance numbers by a sheet: download it, send it back filled in, look, apply."""

from collections import Counter

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.readings import ReadingKind
from partnerships.placements.actions.insurance import Applied, apply_insurance
from partnerships.placements.forms.insurance import InsuranceListForm
from partnerships.placements.imports.insurance import InsuranceRow, Outcome, read_insurance
from partnerships.placements.imports.insurance_sheet import insurance_workbook
from partnerships.placements.insuring import Cover, packed, unpacked
from partnerships.placements.models import Placement, PlacementPeriod
from partnerships.placements.views.handling import period_of
from schools.actors import Actor, actor_of
from schools.imports.tables import TableError
from schools.models.pupils import Pupil
from schools.reading_log import note

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def insurable(period: PlacementPeriod, actor: Actor) -> list[Placement]:
    """Those that keep their days, pupils in their order."""
    rows = Placement.objects.editable_by(actor).standing().filter(period=period)
    return list(rows.filter(pupil__in=Pupil.objects.processed().values("pk")).for_reading())


@never_cache
@require_GET
def insurance_sheet(request: HttpRequest, public_id: str) -> HttpResponse:
    """The workbook for the insurer, with the names of the pupils."""
    actor, period = actor_of(request), period_of(request, public_id)
    rows = insurable(period, actor)
    note(request, ReadingKind.EXPORT, len(rows))
    headers = {"Content-Disposition": f'attachment; filename="jaminan-{period.public_id}.xlsx"'}
    return HttpResponse(insurance_workbook(rows), content_type=XLSX, headers=headers)


@never_cache
@require_http_methods(["GET", "POST"])
def insurance(request: HttpRequest, public_id: str) -> HttpResponse:
    """How far the period is insured, and the form; of a sent file, what its rows would do."""
    actor, period = actor_of(request), period_of(request, public_id)
    form = InsuranceListForm.sent_by(request)
    known = insurable(period, actor)
    rows: list[InsuranceRow] | None = None
    if request.method == "POST" and form.is_valid():
        try:
            data = form.cleaned_data["file"].read()
            rows = read_insurance(data, placements=known, rest=form.rest)
        except TableError as error:
            form.add_error("file", str(error))
    if rows is None:
        context = {"period": period, "form": form, **standing(known)}
        status = 422 if form.errors else 200
        return render(request, "placements/insurance.html", context, status=status)
    note(request, ReadingKind.LIST, sum(bool(row.changes) for row in rows))
    return render(request, "placements/insurance_preview.html", preview(rows, period))


def standing(known: list[Placement]) -> dict[str, int]:
    covers = [(Cover.of(row), row) for row in known]
    return {
        "total": len(known),
        "numbered": sum(bool(cover.number) for cover, _row in covers),
        "covered": sum(cover.covers(row) for cover, row in covers),
    }


def preview(rows: list[InsuranceRow], period: PlacementPeriod) -> dict[str, object]:
    """Rows that cannot be taken, then those that do something or are pointed out."""
    counts = Counter(row.outcome for row in rows)
    named = {Outcome.NEW, Outcome.CHANGED, Outcome.REJECTED}
    return {
        "period": period,
        "rows": [
            row
            for row in sorted(rows, key=lambda row: row.outcome != Outcome.REJECTED)
            if row.outcome in named or row.notes
        ],
        "counts": {str(outcome): counts[outcome] for outcome in Outcome},
        "read": len(rows),
        "to_write": sum(bool(row.differing) for row in rows),
        "packed": packed([one for row in rows for one in row.wanted], period=period),
    }


@require_POST
def insurance_apply(request: HttpRequest, public_id: str) -> HttpResponse:
    actor, period = actor_of(request), period_of(request, public_id)
    try:
        wanted = unpacked(request.POST.get("jaminan", ""), period=period)
    except signing.BadSignature:
        messages.error(request, _("Pratinjau ini sudah kedaluwarsa; unggah lembarnya sekali lagi."))
        return redirect("placements:insurance", period.public_id)
    tell(request, apply_insurance(period=period, wanted=wanted, by=actor))
    return redirect("placements:insurance", period.public_id)


def tell(request: HttpRequest, done: Applied) -> None:
    told = ngettext(
        "Jaminan %(count)d penempatan tersimpan.",
        "Jaminan %(count)d penempatan tersimpan.",
        done.written,
    )
    messages.success(request, told % {"count": done.written})
    if done.left:
        left = _("%d penempatan dilewati: sejak pratinjau jaminan atau statusnya sudah berubah.")
        messages.warning(request, left % done.left)
