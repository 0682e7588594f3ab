"""Pupils' choices from a sheet: download it, send it back filled in, look, apply."""

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
from partnerships.placements.actions.choice_imports import apply_choices
from partnerships.placements.forms.choice_imports import ChoiceListForm
from partnerships.placements.imports.choice_sheet import choice_workbook
from partnerships.placements.imports.choices import (
    ChoiceRow,
    Outcome,
    labels_of,
    packed,
    read_choices,
    unpacked,
)
from partnerships.placements.models import PlacementPeriod
from partnerships.placements.pupils import taken_places
from partnerships.placements.views.choices import known_pupils
from partnerships.placements.views.handling import period_of
from schools.actors import actor_of
from schools.imports.tables import TableError
from schools.reading_log import note

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@never_cache
@require_GET
def choice_sheet(request: HttpRequest, public_id: str) -> HttpResponse:
    """The workbook to fill in, with the names of the pupils."""
    actor, period = actor_of(request), period_of(request, public_id)
    pupils = known_pupils(period, actor)
    note(request, ReadingKind.EXPORT, pupils.count())
    headers = {"Content-Disposition": f'attachment; filename="pilihan-{period.public_id}.xlsx"'}
    return HttpResponse(choice_workbook(period, pupils), content_type=XLSX, headers=headers)


@never_cache
@require_http_methods(["GET", "POST"])
def choice_import(request: HttpRequest, public_id: str) -> HttpResponse:
    """The form; or, of a file that was sent, what each of its rows would do."""
    actor, period = actor_of(request), period_of(request, public_id)
    form = ChoiceListForm.sent_by(request)
    rows: list[ChoiceRow] | None = None
    if request.method == "POST" and form.is_valid():
        try:
            data = form.cleaned_data["file"].read()
            rows = read_choices(data, period=period, pupils=known_pupils(period, actor))
        except TableError as error:
            form.add_error("file", str(error))
    if rows is None:
        places = taken_places(period).count()
        context = {"period": period, "form": form, "places": places}
        return render(
            request, "placements/choice_import.html", context, status=422 if form.errors else 200
        )
    note(request, ReadingKind.LIST, sum(row.pupil is not None for row in rows))
    return render(request, "placements/choice_preview.html", preview(rows, period))


def preview(rows: list[ChoiceRow], period: PlacementPeriod) -> dict[str, object]:
    """Rows that cannot be taken, then those that do something; and how many of each kind."""
    counts = Counter(row.outcome for row in rows)
    named = {Outcome.NEW, Outcome.CHANGED, Outcome.REJECTED}
    places = {place for row in rows for place in (*row.before, *row.after)}
    labels = labels_of(list(places))
    return {
        "period": period,
        "rows": [
            (
                row,
                [labels[place.pk] for place in row.before],
                [labels[place.pk] for place in row.after],
            )
            for row in sorted(rows, key=lambda row: row.outcome != Outcome.REJECTED)
            if row.outcome in named or row.note
        ],
        "counts": {str(outcome): counts[outcome] for outcome in Outcome},
        "read": len(rows),
        "to_write": counts[Outcome.NEW] + counts[Outcome.CHANGED],
        "packed": packed(rows, period=period),
    }


@require_POST
def choice_import_apply(request: HttpRequest, public_id: str) -> HttpResponse:
    actor, period = actor_of(request), period_of(request, public_id)
    try:
        wanted = unpacked(request.POST.get("pilihan", ""), period=period)
    except signing.BadSignature:
        messages.error(request, _("Pratinjau ini sudah kedaluwarsa; unggah lembarnya sekali lagi."))
        return redirect("placements:choice_import", period.public_id)
    done = apply_choices(period=period, wanted=wanted, by=actor)
    told = ngettext(
        "Pilihan %(count)d siswa tersimpan.", "Pilihan %(count)d siswa tersimpan.", done.written
    )
    messages.success(request, told % {"count": done.written})
    if done.left:
        left = _("%d siswa dilewati: sejak pratinjau pilihannya atau tempatnya sudah berubah.")
        messages.warning(request, left % done.left)
    return redirect("placements:choices", period.public_id)
