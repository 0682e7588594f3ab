"""Marks of a period: the supervisor's table, the sheet of the class, settling and opening again."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.handling import acted, written
from accounts.readings import ReadingKind
from accounts.revisions import StaleRecordError
from accounts.roles import Permission
from partnerships.placements.actions import marks as actions
from partnerships.placements.actions.marks import Settled, Wanted
from partnerships.placements.forms.marks import (
    GivenTable,
    ReopenMarkForm,
    SettleMarkForm,
    WeightsForm,
)
from partnerships.placements.marks.corrections import corrections_of
from partnerships.placements.marks.mark_sheets import PupilMarks, mark_sheet, weights_of
from partnerships.placements.models import (
    FinalMark,
    MarkWeights,
    Placement,
    PlacementPeriod,
    SupervisorMark,
)
from partnerships.placements.models.placements import PlacementQuerySet
from partnerships.placements.views.handling import decided
from schools.actors import Actor, actor_of
from schools.reading_log import note

Rows = list[tuple[Placement, SupervisorMark | None]]


def _period(request: HttpRequest, public_id: str) -> PlacementPeriod:
    rows = PlacementPeriod.objects.followed_by(actor_of(request)).for_reading()
    return get_object_or_404(rows, public_id=public_id)


def kept_period(request: HttpRequest, public_id: str) -> PlacementPeriod:
    """Of those who settle: whoever keeps the pupils of the school."""
    actor = actor_of(request)
    if not actor.can(Permission.KEEP_PUPILS):
        raise Http404
    rows = PlacementPeriod.objects.editable_by(actor).for_reading()
    return get_object_or_404(rows, public_id=public_id)


def followed(actor: Actor) -> PlacementQuerySet:
    return Placement.objects.followed_by(actor)


@require_safe
def marks(request: HttpRequest, public_id: str) -> HttpResponse:
    """Of every pupil whom the actor follows the parts and the mark, or what is missing."""
    return marks_page(_period(request, public_id), request=request)


def marks_page(
    period: PlacementPeriod,
    *,
    request: HttpRequest,
    ticks_all: bool = False,
    form: ReopenMarkForm | None = None,
) -> HttpResponse:
    """`form` is the one that opens again what was settled last, with its errors."""
    actor = actor_of(request)
    sheets = mark_sheet(period, followed(actor))
    settled = [one for one in sheets if one.final]
    complete = [one for one in sheets if one.final is None and one.mark is not None]
    note(request, ReadingKind.LIST, len(sheets))
    context = {
        "period": period,
        "sheets": sheets,
        "settled": len(settled),
        "complete": complete,
        "incomplete": len(sheets) - len(settled) - len(complete),
        "weights": _told_weights(period),
        "may_settle": actor.can(Permission.KEEP_PUPILS),
        "ticks_all": ticks_all,
        "latest": _settled_last(settled),
        "reopen_form": form or ReopenMarkForm(),
    }
    status = 422 if form and form.errors else 200
    return render(request, "placements/marks.html", context, status=status)


def _settled_last(settled: list[PupilMarks]) -> list[PupilMarks]:
    """Those who were settled by one deed, the latest of those that stand."""
    moments = {one.final.settled_at for one in settled if one.final}
    return [one for one in settled if one.final and one.final.settled_at == max(moments)]


def _told_weights(period: PlacementPeriod) -> dict[str, int]:
    return {part.value: weight for part, weight in weights_of(period).items()}


@require_http_methods(["GET", "POST"])
def marks_give(request: HttpRequest, public_id: str) -> HttpResponse:
    """The supervisor's own marks: a table of all pupils, or of the one that `?siswa=` names."""
    actor, period = actor_of(request), _period(request, public_id)
    rows = _to_give(request, period, actor)
    table = GivenTable(request.POST if request.method == "POST" else None, rows)
    if request.method == "POST" and table.is_valid() and _given(request, table, actor):
        return redirect(_after_giving(request, period, rows))
    note(request, ReadingKind.LIST, len(rows))
    failed = any(form.errors for form in table)
    context = {
        "period": period,
        "table": table,
        "failed": failed,
        "back": _of_one(request, period, rows),
    }
    return render(request, "placements/marks_give.html", context, status=422 if failed else 200)


def _of_one(request: HttpRequest, period: PlacementPeriod, rows: Rows) -> str:
    """The marks of the one pupil whom the page is about; none where it is about all."""
    if not request.GET.get("siswa") or not rows:
        return ""
    return reverse("placements:marks_of", args=[period.public_id, rows[0][0].pupil.public_id])


def _after_giving(request: HttpRequest, period: PlacementPeriod, rows: Rows) -> str:
    table = reverse("placements:marks_give", args=[period.public_id])
    return _of_one(request, period, rows) or table


def _to_give(request: HttpRequest, period: PlacementPeriod, actor: Actor) -> Rows:
    known = followed(actor).begun().filter(period=period).for_reading()
    if key := request.GET.get("siswa", "").replace("\x00", ""):
        known = known.filter(public_id=key)
    given = {row.placement_id: row for row in SupervisorMark.objects.filter(placement__in=known)}
    return [(one, given.get(one.pk)) for one in known]


def _given(request: HttpRequest, table: GivenTable, actor: Actor) -> bool:
    try:
        return acted(
            request,
            lambda: actions.give_marks(given=table.given, by=actor),
            done=_("Nilai tersimpan."),
        )
    except StaleRecordError:
        messages.error(request, _("Orang lain baru mengubah salah satu nilai ini; muat lagi."))
        return False


@require_http_methods(["GET", "POST"])
def marks_weights(request: HttpRequest, public_id: str) -> HttpResponse:
    actor, period = actor_of(request), kept_period(request, public_id)
    row = MarkWeights.objects.filter(period=period).first() or MarkWeights(period=period)
    form = WeightsForm(request.POST or None, instance=row)
    if request.method == "POST" and written(
        form,
        lambda: actions.change_weights(
            period=period, values=form.values, by=actor, revision=form.cleaned_data["revision"]
        ),
    ):
        messages.success(request, _("Bobot tersimpan."))
        return redirect("placements:marks", period.public_id)
    standing = FinalMark.objects.visible_to(actor).standing().filter(period=period).count()
    context = {"period": period, "form": form, "standing": standing}
    status = 422 if form.errors else 200
    return render(request, "placements/marks_weights.html", context, status=status)


def _sheet(period: PlacementPeriod, actor: Actor, pupil: str) -> PupilMarks:
    found = mark_sheet(period, followed(actor).filter(pupil__public_id=pupil))
    if not found:
        raise Http404
    return found[0]


@require_safe
def marks_of(request: HttpRequest, public_id: str, pupil: str) -> HttpResponse:
    """One pupil: what each part is, the proposed description, and the mark to settle."""
    actor, period = actor_of(request), _period(request, public_id)
    sheet = _sheet(period, actor, pupil)
    return _of_pupil(request, period, sheet)


def _of_pupil(
    request: HttpRequest, period: PlacementPeriod, sheet: PupilMarks, **forms: Any
) -> HttpResponse:
    actor = actor_of(request)
    note(request, ReadingKind.PAGE, 1, pupil=sheet.pupil)
    offered = sheet.without_host().mark if sheet.lacks_host else sheet.mark
    context = {
        "period": period,
        "sheet": sheet,
        "stays": [
            (
                one,
                sheet.goal_marks(one),
                sheet.given.get(one.pk),
                sheet.assessments.get(one.pk),
                corrections_of(sheet.assessments.get(one.pk)),
            )
            for one in sheet.placements
        ],
        "offered": offered,
        "may_settle": actor.can(Permission.KEEP_PUPILS),
        "earlier": FinalMark.objects.visible_to(actor)
        .filter(period=period, pupil=sheet.pupil, reopened_at__isnull=False)
        .order_by("-settled_at", "-pk"),
        "settle_form": SettleMarkForm(
            initial={"mark": offered, "description": sheet.description},
            lacks_host=sheet.lacks_host,
        ),
        "reopen_form": ReopenMarkForm(),
        **forms,
    }
    status = 422 if any(form.errors for form in forms.values()) else 200
    return render(request, "placements/marks_of.html", context, status=status)


@require_POST
def mark_settle(request: HttpRequest, public_id: str, pupil: str) -> HttpResponse:
    actor, period = actor_of(request), kept_period(request, public_id)
    sheet = _sheet(period, actor, pupil)
    form = SettleMarkForm(request.POST, lacks_host=sheet.lacks_host)
    if not form.is_valid():
        if sheet.final is None:
            return _of_pupil(request, period, sheet, settle_form=form)
        return redirect("placements:marks_of", period.public_id, pupil)
    data = form.cleaned_data
    wanted = Wanted(pupil, data["mark"], data["description"], data.get("without_host", ""))
    tell_settled(request, actions.settle(period=period, wanted=[wanted], by=actor))
    return redirect("placements:marks_of", period.public_id, pupil)


def tell_settled(request: HttpRequest, result: Settled) -> None:
    if result.done:
        count = len(result.done)
        told = ngettext(
            "%(count)d nilai akhir ditetapkan.", "%(count)d nilai akhir ditetapkan.", count
        )
        messages.success(request, told % {"count": count})
    for name, reason in result.left:
        messages.error(request, f"{name}: {reason}")


@require_POST
def mark_reopen(request: HttpRequest, public_id: str, pupil: str) -> HttpResponse:
    actor, period = actor_of(request), kept_period(request, public_id)
    sheet = _sheet(period, actor, pupil)
    form = ReopenMarkForm(request.POST)
    final = sheet.final
    if final is None:
        messages.info(request, _("Nilai akhirnya tidak sedang berlaku."))
    elif decided(
        form,
        lambda: actions.reopen(
            period=period,
            finals=[final.public_id],
            reason=form.cleaned_data["reason"],
            by=actor,
        ),
    ):
        messages.success(request, _("Dibuka kembali; bagian-bagiannya dapat diubah lagi."))
    else:
        return _of_pupil(request, period, sheet, reopen_form=form)
    return redirect("placements:marks_of", period.public_id, pupil)
