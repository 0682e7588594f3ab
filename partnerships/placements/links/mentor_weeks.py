"""Where an instruktur reads a week of one pupil or of all, mends the presence, and confirms."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.files.handing_out import handed_out
from accounts.handling import written
from accounts.readings import ReadingKind, record_reading
from partnerships.placements.actions import weeks as actions
from partnerships.placements.forms.journals import RemarkForm
from partnerships.placements.forms.mentor import ConfirmForm, WeekPresenceForm
from partnerships.placements.guests import MentorGuest
from partnerships.placements.journals.weeks import Week, monday_named, weeks_on
from partnerships.placements.links.mentor_pages import guided_by, mentor_only, note_guided
from partnerships.placements.models import JournalEntry, Placement, Snapshot
from partnerships.placements.models.snapshots import SnapshotKind


@dataclass(frozen=True)
class Shown:
    """A week on the page, and the form that mends its presence."""

    week: Week
    form: WeekPresenceForm


def week_begun(text: str, guest: MentorGuest) -> date:
    """The Monday in the address; weeks to come are not there."""
    monday = monday_named(text)
    if monday is None or monday > guest.on:
        raise Http404
    return monday


def _guided(guest: MentorGuest, public_id: str) -> Placement:
    rows = Placement.objects.visible_to(guest).for_reading()
    return get_object_or_404(rows, public_id=public_id)


@mentor_only
@require_http_methods(["GET", "POST"])
def mentor_week(
    request: HttpRequest, guest: MentorGuest, monday: str, public_id: str = ""
) -> HttpResponse:
    """All pupils' week, or one's; what is sent back names whose weeks were read, and how they
    read."""
    begun = week_begun(monday, guest)
    rows = [_guided(guest, public_id)] if public_id else guided_by(guest)
    if request.method != "POST":
        return _page(request, guest, begun, rows, public_id=public_id)
    unmarked = _unmarked(weeks_on(rows, begun, on=guest.on))
    form = ConfirmForm(request.POST, unmarked=unmarked)
    if written(form, lambda: _confirm(request, guest, begun, rows, form.cleaned_data["note"])):
        messages.success(request, _("Minggu ini dikonfirmasi. Terima kasih."))
        return redirect("placements:mentor_page")
    return _page(request, guest, begun, rows, confirm=form, public_id=public_id)


def _unmarked(weeks: list[Week]) -> int:
    """Days without presence in all weeks that are confirmed together."""
    return sum(week.unmarked_days for week in weeks if week.waits)


def _confirm(
    request: HttpRequest, guest: MentorGuest, monday: date, rows: list[Placement], note: str
) -> None:
    known = {row.public_id: row for row in rows}
    seen: dict[Placement, str] = {}
    for told in request.POST.getlist("siswa"):
        public_id, _colon, digest = told.partition(":")
        if public_id not in known:
            raise Placement.DoesNotExist
        seen[known[public_id]] = digest
    if not seen:
        raise Placement.DoesNotExist
    actions.confirm_weeks(seen=seen, monday=monday, by=guest, note=note)


def _page(
    request: HttpRequest,
    guest: MentorGuest,
    monday: date,
    rows: list[Placement],
    *,
    confirm: ConfirmForm | None = None,
    mending: WeekPresenceForm | None = None,
    remark: RemarkForm | None = None,
    public_id: str = "",
) -> HttpResponse:
    weeks = weeks_on(rows, monday, on=guest.on)
    note_guided(request, guest, [week.placement for week in weeks])
    shown = [Shown(week, mending or WeekPresenceForm(week=week, on=guest.on)) for week in weeks]
    form = confirm or ConfirmForm(unmarked=_unmarked(weeks))
    is_refused = any(sent.errors for sent in (form, mending, remark) if sent)
    context: dict[str, Any] = {
        "guest": guest,
        "monday": monday,
        "sunday": monday + timedelta(6),
        "before": monday - timedelta(7),
        "after": monday + timedelta(7) if monday + timedelta(7) <= guest.on else None,
        "shown": shown,
        "waiting": [week for week in weeks if week.waits],
        "confirm": form,
        "mending": mending,
        "refused": remark,
        "one": public_id,
    }
    status = 422 if is_refused else 200
    return render(request, "placements/mentor_week.html", context, status=status)


@mentor_only
@require_POST
def mentor_presence(
    request: HttpRequest, guest: MentorGuest, monday: str, public_id: str
) -> HttpResponse:
    begun, row = week_begun(monday, guest), _guided(guest, public_id)
    week = next(iter(weeks_on([row], begun, on=guest.on)), None)
    if week is None:
        raise Http404
    form = WeekPresenceForm(request.POST, week=week, on=guest.on)
    if written(form, lambda: actions.correct_presence(placement=row, days=form.told, by=guest)):
        messages.success(request, _("Kehadiran tersimpan."))
        return redirect("placements:mentor_week", monday)
    return _page(request, guest, begun, [row], mending=form, public_id=public_id)


@mentor_only
@require_POST
def mentor_remark(
    request: HttpRequest, guest: MentorGuest, monday: str, public_id: str
) -> HttpResponse:
    """Something said to one day of the journal (`jurnal`)."""
    begun, row = week_begun(monday, guest), _guided(guest, public_id)
    entries = JournalEntry.objects.visible_to(guest).filter(placement=row)
    entry = get_object_or_404(entries, public_id=request.POST.get("jurnal", "").replace("\x00", ""))
    form = RemarkForm(request.POST, entry=entry)
    if written(form, lambda: actions.remark_on(entry=entry, by=guest, **form.cleaned_data)):
        messages.success(request, _("Tanggapan tersimpan; siswa membacanya."))
        return redirect("placements:mentor_week", monday)
    return _page(request, guest, begun, [row], remark=form, public_id=public_id)


@mentor_only
@require_safe
def mentor_photo(request: HttpRequest, guest: MentorGuest, public_id: str) -> HttpResponseBase:
    """A photo of work; papers about absence are the school's."""
    rows = Snapshot.objects.visible_to(guest).there().filter(kind=SnapshotKind.JOURNAL)
    found = get_object_or_404(rows.select_related("school"), public_id=public_id)
    response = handed_out(found.file, content_type="image/jpeg")
    record_reading(
        request,
        what=ReadingKind.DOCUMENT,
        count=1,
        label=_("Tautan instruktur"),
        place=found.school.public_id,
    )
    return response
