"""What is typed next elsewhere: looked at first, then downloaded."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.readings import ReadingKind
from partnerships.placements.exports.industry_practice import industry_practice
from partnerships.placements.exports.report_cards import report_cards
from partnerships.placements.exports.tables import Table, workbook
from partnerships.placements.marks.mark_sheets import mark_sheet
from partnerships.placements.models import Placement, PlacementPeriod
from partnerships.placements.models.placements import PlacementQuerySet
from partnerships.placements.views.insurance import XLSX
from partnerships.placements.views.marks import kept_period
from schools.actors import actor_of
from schools.models import Pupil
from schools.reading_log import note


@dataclass(frozen=True)
class Export:
    """One list for another system."""

    key: str
    label: str | Promise
    sentence: str | Promise
    table: Callable[[PlacementPeriod, PlacementQuerySet], Table]


def _dapodik(_period: PlacementPeriod, rows: PlacementQuerySet) -> Table:
    return industry_practice(rows.begun().for_reading())


EXPORTS = {
    one.key: one
    for one in [
        Export(
            "rapor",
            _("e-Rapor PKL"),
            _("Satu baris tiap siswa dan tujuan pembelajaran: nilai, deskripsi, ketidakhadiran."),
            lambda period, rows: report_cards(mark_sheet(period, rows)),
        ),
        Export(
            "dapodik",
            _("Dapodik: Praktek Industri"),
            _("Satu baris tiap siswa, dengan kolom seperti formulir SMK pada Dapodik."),
            _dapodik,
        ),
    ]
}


def _asked(
    request: HttpRequest, public_id: str, kind: str
) -> tuple[PlacementPeriod, Export, Table]:
    period = kept_period(request, public_id)
    export = EXPORTS.get(kind)
    if export is None:
        raise Http404
    rows = Placement.objects.editable_by(actor_of(request)).filter(period=period)
    processed = rows.filter(pupil__in=Pupil.objects.processed().values("pk"))
    return period, export, export.table(period, processed)


@never_cache
@require_safe
def export_preview(request: HttpRequest, public_id: str, kind: str) -> HttpResponse:
    """What would be refused there and why, before anything is downloaded."""
    period, export, table = _asked(request, public_id, kind)
    note(request, ReadingKind.LIST, len({line.name for line in table.lines}))
    context = {
        "period": period,
        "export": export,
        "exports": list(EXPORTS.values()),
        "table": table,
    }
    return render(request, "placements/export.html", context)


@never_cache
@require_safe
def export_file(request: HttpRequest, public_id: str, kind: str) -> HttpResponse:
    period, export, table = _asked(request, public_id, kind)
    note(request, ReadingKind.EXPORT, len({line.name for line in table.lines}))
    content = workbook(table, refused=_("Belum dapat"), because=_("Mengapa"))
    name = f"{export.key}-{period.public_id}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=XLSX, headers=headers)
