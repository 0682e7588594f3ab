"""Final marks of many at once: looked at before they are settled, and opened again together."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.readings import ReadingKind
from partnerships.placements.actions import marks as actions
from partnerships.placements.actions.marks import Wanted
from partnerships.placements.forms.marks import ReopenMarkForm
from partnerships.placements.marks.mark_sheets import PupilMarks, mark_sheet
from partnerships.placements.models import PlacementPeriod
from partnerships.placements.views.handling import decided
from partnerships.placements.views.marks import followed, kept_period, marks_page, tell_settled
from schools.actors import actor_of
from schools.reading_log import note

# The button that ticks all or nobody, where no script does it.
TICKING = "pilih"


@require_POST
def marks_settle(request: HttpRequest, public_id: str) -> HttpResponse:
    """All that were ticked, each with the mark that the page showed: `siswa=<address>:<mark>`.

    First what it would come to, then, confirmed, the deed.
    """
    actor, period = actor_of(request), kept_period(request, public_id)
    if TICKING in request.POST:
        return marks_page(period, request=request, ticks_all=request.POST[TICKING] == "semua")
    wanted = [one for text in request.POST.getlist("siswa") if (one := _wanted(text))]
    if not wanted:
        messages.error(request, _("Pilih siswanya dahulu."))
    elif request.POST.get("sudah") != "1":
        return _preview(request, period, wanted)
    else:
        tell_settled(request, actions.settle(period=period, wanted=wanted, by=actor))
    return redirect("placements:marks", period.public_id)


def _wanted(text: str) -> Wanted | None:
    pupil, _colon, mark = text.replace("\x00", "").partition(":")
    try:
        seen = Decimal(mark)
    except InvalidOperation:
        return None
    return Wanted(pupil, seen) if seen.is_finite() else None


@dataclass(frozen=True)
class Left:
    """Whose mark will not be settled, and why; `was_ticked` tells that somebody expects it."""

    sheet: PupilMarks
    reason: str
    was_ticked: bool


def _left(sheet: PupilMarks, wanted: dict[str, Wanted]) -> Left | None:
    """None for whom the deed settles, and for who is settled already and was not ticked."""
    one = wanted.get(sheet.pupil.public_id)
    if one:
        reason = actions.refusal_of(sheet, one)
        return Left(sheet, reason, was_ticked=True) if reason else None
    if sheet.final:
        return None
    if sheet.mark is not None:
        return Left(sheet, _("Lengkap, tetapi tidak dipilih."), was_ticked=False)
    told = {"missing": ", ".join(sheet.missing)}
    return Left(sheet, _("Belum lengkap: %(missing)s.") % told, was_ticked=False)


def _preview(request: HttpRequest, period: PlacementPeriod, wanted: list[Wanted]) -> HttpResponse:
    keys = {one.pupil: one for one in wanted}
    sheets = mark_sheet(period, followed(actor_of(request)))
    left = [one for sheet in sheets if (one := _left(sheet, keys))]
    refused = {one.sheet.pupil.pk for one in left if one.was_ticked}
    ticked = [sheet for sheet in sheets if sheet.pupil.public_id in keys]
    note(request, ReadingKind.LIST, len(ticked) + len(left) - len(refused))
    context = {
        "period": period,
        "able": [sheet for sheet in ticked if sheet.pupil.pk not in refused],
        "left": sorted(left, key=lambda one: not one.was_ticked),
    }
    return render(request, "placements/marks_settle.html", context)


@require_POST
def marks_reopen(request: HttpRequest, public_id: str) -> HttpResponse:
    """Those that the page showed (`nilai=<address>` of the final mark), with one reason."""
    actor, period = actor_of(request), kept_period(request, public_id)
    form, reopened = ReopenMarkForm(request.POST), list[int]()
    finals = [key.replace("\x00", "") for key in request.POST.getlist("nilai")]
    if not decided(
        form,
        lambda: reopened.append(
            actions.reopen(
                period=period, finals=finals, reason=form.cleaned_data["reason"], by=actor
            )
        ),
    ):
        return marks_page(period, request=request, form=form)
    _tell_reopened(request, reopened[0])
    return redirect("placements:marks", period.public_id)


def _tell_reopened(request: HttpRequest, count: int) -> None:
    if not count:
        messages.info(request, _("Nilai akhirnya tidak sedang berlaku."))
        return
    told = ngettext(
        "%(count)d nilai akhir dibuka kembali; bagian-bagiannya dapat diubah lagi.",
        "%(count)d nilai akhir dibuka kembali; bagian-bagiannya dapat diubah lagi.",
        count,
    )
    messages.success(request, told % {"count": count})
