"""Weeks of a placement at the school: which are confirmed, from the signed sheet, opened again."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.files.handing_out import handed_out
from accounts.handling import written
from accounts.readings import ReadingKind
from partnerships.placements.actions import weeks as actions
from partnerships.placements.actions.snapshots import keep_snapshot
from partnerships.placements.forms.mentor import ReopenWeekForm, SignedWeekForm
from partnerships.placements.journals.weeks import Week, lines_of, monday_named, weeks_on
from partnerships.placements.models.snapshots import SnapshotKind
from partnerships.placements.views.handling import followed_placement
from schools.actors import Actor, actor_of
from schools.reading_log import note


def _week(request: HttpRequest, public_id: str, monday: str) -> Week:
    begun, on = monday_named(monday), actor_of(request).on
    found = followed_placement(request, public_id)
    weeks = weeks_on([found], begun, on=on) if begun and begun <= on else []
    if not weeks:
        raise Http404
    return weeks[0]


@require_safe
def placement_weeks(request: HttpRequest, public_id: str) -> HttpResponse:
    found = followed_placement(request, public_id)
    note(request, ReadingKind.PAGE, 1, pupil=found.pupil)
    lines = lines_of(found, on=actor_of(request).on)
    context = {
        "placement": found,
        "lines": lines,
        "waiting": sum(line.waits for line in lines),
    }
    return render(request, "placements/placement_weeks.html", context)


@require_http_methods(["GET", "POST"])
def placement_week(request: HttpRequest, public_id: str, monday: str) -> HttpResponse:
    """One week; confirmed here only from the sheet that the instruktur has signed."""
    actor, week = actor_of(request), _week(request, public_id, monday)
    form = SignedWeekForm(request.POST or None, request.FILES or None, initial={"seen": week.seen})
    if request.method == "POST" and written(form, lambda: _confirm_signed(week, form, actor)):
        messages.success(request, _("Minggu ini dikonfirmasi dari lembar yang ditandatangani."))
        return redirect("placements:placement_weeks", public_id)
    if form.errors:
        form = _as_shown_now(form, week)
    return _week_page(request, week, confirming=form)


def _week_page(
    request: HttpRequest,
    week: Week,
    *,
    confirming: SignedWeekForm | None = None,
    reopening: ReopenWeekForm | None = None,
) -> HttpResponse:
    note(request, ReadingKind.PAGE, 1, pupil=week.placement.pupil)
    form = confirming or SignedWeekForm(initial={"seen": week.seen})
    reopen = reopening or ReopenWeekForm()
    context = {"week": week, "placement": week.placement, "form": form, "reopen": reopen}
    status = 422 if form.errors or reopen.errors else 200
    return render(request, "placements/placement_week.html", context, status=status)


def _as_shown_now(form: SignedWeekForm, week: Week) -> SignedWeekForm:
    """The page shows the week as it is now, so sending again confirms that."""
    sent: Any = form.data
    data = sent.copy()
    data["seen"] = week.seen
    form.data = data
    return form


def _confirm_signed(week: Week, form: SignedWeekForm, actor: Actor) -> None:
    found = week.placement
    sheet = keep_snapshot(
        file=form.cleaned_data["file"],
        kind=SnapshotKind.SHEET,
        school=found.period.school,
        placement=found,
        by=actor,
    )
    actions.confirm_week(
        placement=found,
        monday=week.monday,
        by=actor,
        seen=form.cleaned_data["seen"],
        note=form.cleaned_data["note"],
        sheet=sheet,
    )


@require_POST
def placement_week_reopen(request: HttpRequest, public_id: str, monday: str) -> HttpResponse:
    week, actor = _week(request, public_id, monday), actor_of(request)
    form = ReopenWeekForm(request.POST)
    if not written(form, lambda: _reopen(week, form, actor)):
        return _week_page(request, week, reopening=form)
    messages.success(request, _("Minggu ini dibuka kembali."))
    return redirect("placements:placement_week", public_id, monday)


def _reopen(week: Week, form: ReopenWeekForm, actor: Actor) -> None:
    reason = form.cleaned_data["reason"]
    actions.reopen_week(placement=week.placement, monday=week.monday, reason=reason, by=actor)


@require_safe
def placement_week_sheet(request: HttpRequest, public_id: str, monday: str) -> HttpResponseBase:
    """The signed sheet that the week was confirmed from."""
    week = _week(request, public_id, monday)
    sheet = week.confirmation.sheet if week.confirmation else None
    if sheet is None:
        raise Http404
    response = handed_out(sheet.file, content_type="image/jpeg")
    note(request, ReadingKind.DOCUMENT, 1, pupil=week.placement.pupil)
    return response
