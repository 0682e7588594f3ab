"""A pupil's days at the host, by the own link: presence by one tap, a journal, photos, a week.

Everything that is typed waits in the browser until it has been stored (`drafts.js`); photos are
stored at once, before the form that names them.
"""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.days import is_iso
from accounts.files.handing_out import handed_out
from accounts.files.refusals import FileRefused
from accounts.handling import acted, written
from accounts.templatetags.reading import day as day_words
from partnerships.placements.actions import journals as actions
from partnerships.placements.actions.snapshots import keep_snapshot
from partnerships.placements.forms.journals import (
    DayPresenceForm,
    EntryForm,
    WeekForm,
    week_stored,
)
from partnerships.placements.guests import PupilGuest
from partnerships.placements.journals.journal_sums import sums_of
from partnerships.placements.journals.weeks import week_named, weeks_of
from partnerships.placements.lifecycle import UNDER_WAY
from partnerships.placements.links.pupil_pages import MAY_LOCATE, pupil_only
from partnerships.placements.models import DayPresence, JournalEntry, Placement, Snapshot
from partnerships.placements.models.snapshots import SnapshotKind
from partnerships.placements.views.handling import made_before

KINDS = {"foto": SnapshotKind.JOURNAL, "surat": SnapshotKind.ABSENCE}


def may_locate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The page may ask the browser for the position, which only a click does."""

    @wraps(view)
    def allowed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["Permissions-Policy"] = MAY_LOCATE
        return response

    return allowed


def own_placement(guest: PupilGuest, public_id: str) -> Placement:
    rows = Placement.objects.visible_to(guest).under_way()
    return get_object_or_404(rows.for_reading(), public_id=public_id)


def _own_entry(guest: PupilGuest, public_id: str) -> JournalEntry:
    rows = JournalEntry.objects.visible_to(guest).select_related("placement__period", "photo")
    return get_object_or_404(rows.filter(placement__state__in=UNDER_WAY), public_id=public_id)


def _asked_day(request: HttpRequest, guest: PupilGuest) -> date:
    asked = request.GET.get("hari", "")
    return date.fromisoformat(asked) if is_iso(asked) else guest.on


@pupil_only
@require_safe
def pupil_days(request: HttpRequest, guest: PupilGuest, public_id: str) -> HttpResponse:
    """All days so far, by week."""
    placement = own_placement(guest, public_id)
    weeks = weeks_of(placement, on=guest.on)
    context = {"guest": guest, "placement": placement, "weeks": weeks, "sums": sums_of(weeks)}
    return render(request, "placements/journal_days.html", context)


@pupil_only
@require_http_methods(["GET", "POST"])
def pupil_entry_new(request: HttpRequest, guest: PupilGuest, public_id: str) -> HttpResponse:
    placement = own_placement(guest, public_id)
    rows = JournalEntry.objects.filter(placement=placement)
    if made_before(rows, request):
        return _stored(request)
    blank = JournalEntry(placement=placement, on=_asked_day(request, guest))
    return _entry_page(request, guest, blank)


@pupil_only
@require_http_methods(["GET", "POST"])
def pupil_entry(request: HttpRequest, guest: PupilGuest, public_id: str) -> HttpResponse:
    return _entry_page(request, guest, _own_entry(guest, public_id))


def _entry_page(request: HttpRequest, guest: PupilGuest, entry: JournalEntry) -> HttpResponse:
    kept, refusal = sent_photo(request, guest, entry.placement, "foto")
    form = EntryForm(with_photo(request, kept), instance=entry, kept=kept)
    if refusal:
        form.add_error("berkas", refusal)
    if request.method == "POST" and written(form, lambda: _write(form, entry, guest, kept)):
        return _stored(request, with_presence_of=form.instance)
    context = {"guest": guest, "placement": entry.placement, "form": form, "entry": entry}
    status = 422 if form.errors else 200
    return render(request, "placements/journal_entry.html", context, status=status)


def _write(
    form: EntryForm, entry: JournalEntry, guest: PupilGuest, kept: Snapshot | None
) -> JournalEntry:
    values = form.values | {"photo": kept}
    if entry.pk is None:
        token = form.cleaned_data["form_token"]
        return actions.write_entry(
            placement=entry.placement, values=values, by=guest, form_token=token
        )
    revision = form.cleaned_data["revision"]
    return actions.change_entry(entry=entry, values=values, by=guest, revision=revision)


def _stored(request: HttpRequest, *, with_presence_of: JournalEntry | None = None) -> HttpResponse:
    messages.success(request, _("Jurnalmu tersimpan."))
    if (entry := with_presence_of) and (said := _said_of(entry)):
        words = {"day": day_words(entry.on), "state": said.get_state_display()}
        messages.info(request, _("Kehadiran %(day)s: %(state)s.") % words)
    return redirect("placements:pupil_page")


def _said_of(entry: JournalEntry) -> DayPresence | None:
    return DayPresence.objects.filter(placement=entry.placement, on=entry.on).first()


def sent_photo(
    request: HttpRequest, guest: PupilGuest, placement: Placement, name: str
) -> tuple[Snapshot | None, FileRefused | None]:
    """The photo that the form brings, or names because it was stored before; a refused one is
    told, and the rest of the form goes on."""
    if request.method != "POST":
        return None, None
    kind = KINDS[name]
    if request.POST.get("hapus-foto"):
        return None, None
    known = Snapshot.objects.there().visible_to(guest).filter(placement=placement, kind=kind)
    kept = known.filter(public_id=request.POST.get("photo", "").replace("\x00", "")).first()
    file = request.FILES.get("berkas")
    if not isinstance(file, UploadedFile):
        return kept, None
    try:
        return _keep(file, kind, placement, guest), None
    except FileRefused as refusal:
        return kept, refusal


def _keep(
    file: UploadedFile, kind: SnapshotKind, placement: Placement, guest: PupilGuest
) -> Snapshot:
    school = placement.period.school
    return keep_snapshot(file=file, kind=kind, school=school, placement=placement, by=guest)


def with_photo(request: HttpRequest, kept: Snapshot | None) -> Any:
    """What was posted, naming the photo that is stored by now."""
    if request.method != "POST":
        return None
    data = request.POST.copy()
    data["photo"] = kept.public_id if kept else ""
    return data


@pupil_only
@require_POST
def pupil_entry_drop(request: HttpRequest, guest: PupilGuest, public_id: str) -> HttpResponse:
    entry = _own_entry(guest, public_id)
    acted(
        request,
        lambda: actions.drop_entry(entry=entry, by=guest),
        done=_("Jurnal %(day)s dihapus.") % {"day": day_words(entry.on)},
    )
    return redirect("placements:pupil_page")


@may_locate
@pupil_only
@require_http_methods(["GET", "POST"])
def pupil_presence(request: HttpRequest, guest: PupilGuest, public_id: str) -> HttpResponse:
    """Presence of a day: by one tap on the first page, or here with a note and a photo."""
    placement = own_placement(guest, public_id)
    kept, refusal = sent_photo(request, guest, placement, "surat")
    start = _presence_so_far(request, guest, placement)
    form = DayPresenceForm(with_photo(request, kept), initial=start, kept=kept)
    if refusal:
        form.add_error("berkas", refusal)
    if request.method == "POST" and written(form, lambda: _be(form, placement, guest, kept)):
        messages.success(request, _("Kehadiranmu tercatat."))
        return redirect("placements:pupil_page")
    context = {"guest": guest, "placement": placement, "form": form}
    status = 422 if form.errors else 200
    return render(request, "placements/journal_presence.html", context, status=status)


def _presence_so_far(
    request: HttpRequest, guest: PupilGuest, placement: Placement
) -> dict[str, Any]:
    on = _asked_day(request, guest)
    known = DayPresence.objects.filter(placement=placement, on=on).first()
    state = request.GET.get("status", known.state if known else "")
    return {"on": on, "state": state, "note": known.note if known else ""}


def _be(
    form: DayPresenceForm, placement: Placement, guest: PupilGuest, kept: Snapshot | None
) -> DayPresence:
    data = form.cleaned_data
    return actions.set_presence(
        placement=placement,
        on=data["on"],
        state=data["state"],
        note=data["note"],
        position=form.position,
        paper=kept,
        by=guest,
    )


@pupil_only
@require_http_methods(["GET", "POST"])
def pupil_week(
    request: HttpRequest, guest: PupilGuest, public_id: str, monday: str
) -> HttpResponse:
    """Seven days in one form, for those whose host locks telephones away."""
    placement = own_placement(guest, public_id)
    week = week_named(placement, monday, on=guest.on)
    if week is None:
        raise Http404
    form = WeekForm(request.POST or None, days=reversed(week.days))
    counts: list[int] = []

    def write() -> None:
        counts.append(actions.write_week(placement=placement, days=form.written, by=guest))

    if request.method == "POST" and written(form, write):
        messages.success(request, week_stored(counts[0], form))
        return redirect("placements:pupil_days", placement.public_id)
    context = {
        "guest": guest,
        "placement": placement,
        "form": form,
        "week": week,
    }
    status = 422 if form.errors else 200
    return render(request, "placements/journal_week.html", context, status=status)


@pupil_only
@require_POST
def pupil_photo_add(
    request: HttpRequest, guest: PupilGuest, public_id: str, kind: str
) -> HttpResponse:
    """One photo, stored at once; the script puts its address into the form."""
    placement = own_placement(guest, public_id)
    file = request.FILES.get("berkas")
    if kind not in KINDS or not isinstance(file, UploadedFile):
        raise Http404
    try:
        kept = _keep(file, KINDS[kind], placement, guest)
    except FileRefused as refusal:
        return JsonResponse({"error": " ".join(refusal.messages)}, status=422)
    return JsonResponse({"photo": kept.public_id})


@pupil_only
@require_safe
def pupil_photo(request: HttpRequest, guest: PupilGuest, public_id: str) -> HttpResponseBase:
    """An own photo, on a page of one's own."""
    rows = Snapshot.objects.there().visible_to(guest)
    found = get_object_or_404(rows, public_id=public_id)
    return handed_out(found.file, content_type="image/jpeg")
