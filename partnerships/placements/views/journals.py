"""What pupils wrote of their days, as their school reads and answers it."""

from datetime import date

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.files.handing_out import handed_out
from accounts.files.refusals import FileRefused
from accounts.handling import written
from accounts.readings import ReadingKind
from partnerships.placements.actions import journals as actions
from partnerships.placements.actions.snapshots import keep_snapshot
from partnerships.placements.actions.weeks import remark_on
from partnerships.placements.forms.journals import (
    CorrectionForm,
    RemarkForm,
    WeekForm,
    week_stored,
)
from partnerships.placements.journals.journal_sums import sums_of
from partnerships.placements.journals.weeks import Week, week_named, weeks_of
from partnerships.placements.models import JournalEntry, Placement, PupilLink, Snapshot
from partnerships.placements.models.journals import PresenceState
from partnerships.placements.models.snapshots import SnapshotKind
from partnerships.placements.views.handling import followed_placement
from schools.actors import actor_of
from schools.reading_log import note


@require_safe
def journal(request: HttpRequest, public_id: str) -> HttpResponse:
    """All weeks of one placement: journals, presence, photos, what was said to them."""
    actor = actor_of(request)
    rows = Placement.objects.followed_by(actor).for_reading()
    placement = get_object_or_404(rows, public_id=public_id)
    note(request, ReadingKind.PAGE, 1, pupil=placement.pupil)
    return _journal_page(request, placement)


def _journal_page(
    request: HttpRequest,
    placement: Placement,
    *,
    correction: CorrectionForm | None = None,
    remark: RemarkForm | None = None,
) -> HttpResponse:
    """`correction` or `remark`: what was sent, and refused."""
    actor = actor_of(request)
    weeks = weeks_of(placement, on=actor.on)
    followed = Placement.objects.followed_by(actor).under_way()
    may_write = followed.filter(pk=placement.pk).exists()
    sheets = Snapshot.objects.there().filter(placement=placement, kind=SnapshotKind.SHEET)
    context = {
        "placement": placement,
        "weeks": weeks,
        "sums": sums_of(weeks),
        "may_write": may_write,
        "hands_out_links": may_write and actor.school is not None,
        "pupil_link": PupilLink.objects.held_by(placement.pupil),
        "form": correction or CorrectionForm(initial={"on": actor.on}),
        "refused": remark or correction,
        "sheets": sheets.order_by("-added_at", "-pk"),
    }
    status = 422 if correction or remark else 200
    return render(request, "placements/journal.html", context, status=status)


def _back(placement: Placement, on: date | None = None) -> str:
    address = reverse("placements:journal", args=[placement.public_id])
    return f"{address}#hari-{on.isoformat()}" if on else address


@require_POST
def journal_remark(request: HttpRequest, public_id: str) -> HttpResponse:
    actor = actor_of(request)
    followed = Placement.objects.followed_by(actor).under_way()
    rows = JournalEntry.objects.filter(placement__in=followed.values("pk"))
    entry = get_object_or_404(rows.select_related("placement__period"), public_id=public_id)
    form = RemarkForm(request.POST, entry=entry)
    if written(form, lambda: remark_on(entry=entry, by=actor, **form.cleaned_data)):
        messages.success(request, _("Tanggapan tersimpan; siswa membacanya."))
        return redirect(_back(entry.placement, entry.on))
    placement = followed_placement(request, entry.placement.public_id)
    note(request, ReadingKind.PAGE, 1, pupil=placement.pupil)
    return _journal_page(request, placement, remark=form)


@require_POST
def journal_correct(request: HttpRequest, public_id: str) -> HttpResponse:
    """Presence of a day, by the word of the school, with its reason."""
    actor, placement = actor_of(request), followed_placement(request, public_id)
    form = CorrectionForm(request.POST)
    if not written(
        form,
        lambda: actions.set_presence(placement=placement, by=actor, **form.cleaned_data),
    ):
        note(request, ReadingKind.PAGE, 1, pupil=placement.pupil)
        return _journal_page(request, placement, correction=form)
    messages.success(request, _("Kehadiran tercatat atas nama sekolah."))
    return redirect(_back(placement, form.cleaned_data["on"]))


@require_http_methods(["GET", "POST"])
def journal_week(request: HttpRequest, public_id: str, monday: str) -> HttpResponse:
    """A week entered for the pupil, from paper; the photographed sheet stands beside it."""
    actor, placement = actor_of(request), followed_placement(request, public_id)
    week = _week(placement, monday, on=actor.on)
    sheet = _sheet(placement, request.GET.get("lembar", ""))
    days = list(reversed(week.days))
    form = WeekForm(request.POST or None, days=days, states=PresenceState)
    counts: list[int] = []

    def write() -> None:
        counts.append(
            actions.write_week(placement=placement, days=form.written, by=actor, sheet=sheet)
        )

    if request.method == "POST" and written(form, write):
        messages.success(request, week_stored(counts[0], form))
        return redirect(_back(placement))
    if request.method == "GET":
        note(request, ReadingKind.PAGE, 1, pupil=placement.pupil)
    context = {"placement": placement, "form": form, "week": week, "sheet": sheet}
    status = 422 if form.errors else 200
    return render(request, "placements/journal_for.html", context, status=status)


def _week(placement: Placement, monday: str, *, on: date) -> Week:
    found = week_named(placement, monday, on=on)
    if found is None:
        raise Http404
    return found


def _sheet(placement: Placement, asked: str) -> Snapshot | None:
    rows = Snapshot.objects.there().filter(placement=placement, kind=SnapshotKind.SHEET)
    return rows.filter(public_id=asked.replace("\x00", "")).first()


@require_POST
def journal_sheet(request: HttpRequest, public_id: str, monday: str) -> HttpResponse:
    """The photo of a paper sheet, kept before anything is typed from it."""
    actor, placement = actor_of(request), followed_placement(request, public_id)
    week = _week(placement, monday, on=actor.on)
    address = reverse("placements:journal_week", args=[placement.public_id, week.monday])
    file = request.FILES.get("berkas")
    if not isinstance(file, UploadedFile):
        messages.error(request, _("Pilih foto lembarnya dahulu."))
        return redirect(address)
    school = placement.period.school
    try:
        kept = keep_snapshot(
            file=file, kind=SnapshotKind.SHEET, school=school, placement=placement, by=actor
        )
    except FileRefused as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect(address)
    messages.success(request, _("Foto lembar tersimpan; ketik isinya di sampingnya."))
    return redirect(f"{address}?lembar={kept.public_id}")


@never_cache
@require_safe
def journal_photo(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """A photo of a pupil's work, a doctor's note or a sheet; who opened it is noted."""
    actor = actor_of(request)
    placements = Placement.objects.followed_by(actor).values("pk")
    rows = Snapshot.objects.there().visible_to(actor).filter(placement__in=placements)
    kept = get_object_or_404(rows.select_related("placement__pupil"), public_id=public_id)
    if kept.placement is None:
        raise Http404
    response = handed_out(kept.file, content_type="image/jpeg")
    note(request, ReadingKind.DOCUMENT, 1, pupil=kept.placement.pupil)
    return response
