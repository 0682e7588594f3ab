"""Why a pupil got what a draft gives, and what the school decides on it by hand."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.readings import ReadingKind
from partnerships.placements.actions import assignments as actions
from partnerships.placements.drafting.drafts import place_names
from partnerships.placements.drafting.reasons import sentences_for, told_to_school
from partnerships.placements.forms.assignment import DecideForm, SwapForm
from partnerships.placements.forms.choices import place_label
from partnerships.placements.models import AssignedPlace
from partnerships.placements.models.assignment import PlaceRuleKind
from partnerships.placements.pupils import taken_places
from partnerships.placements.views.draft_steps import next_draft
from partnerships.placements.views.drafts import Opened, class_names, opened_done
from schools.reading_log import note


@never_cache
@require_safe
def draft_pupil(request: HttpRequest, public_id: str, run: str, pupil: str) -> HttpResponse:
    """Why this pupil got what it got, and what the school can still decide."""
    found = opened_done(request, public_id, run)
    row, period = found.place_of(pupil), found.period
    places, names = place_names(period), _names_in(found)
    note(request, ReadingKind.PAGE, 1, pupil=row.pupil, school=period.school)
    context = {
        "period": period,
        "run": found.run,
        "row": row,
        "place": place_label(row.opening) if row.opening else "",
        "group": class_names([row], period).get(row.pupil_id, ""),
        "better": told_to_school(row, places, names),
        "sentences": sentences_for(row, places),
        "decide": DecideForm(places=taken_places(period)),
        "swap": _swap_form(found, row) if row.opening else None,
    }
    return render(request, "placements/draft_pupil.html", context)


def _names_in(found: Opened) -> Mapping[str, str]:
    return dict(found.places.values_list("pupil__public_id", "pupil__name"))


def _swap_form(found: Opened, row: AssignedPlace, data: Any = None) -> SwapForm:
    elsewhere = found.places.filter(opening__isnull=False)
    others = elsewhere.exclude(opening=row.opening_id)
    return SwapForm(data, pupils=[other.pupil for other in others])


@require_POST
def draft_decide(request: HttpRequest, public_id: str, run: str, pupil: str) -> HttpResponse:
    """This pupil there, or anywhere but there: the next draft keeps to it."""
    found = opened_done(request, public_id, run)
    row = found.place_of(pupil)
    back = ("placements:draft_pupil", public_id, run, pupil)
    form = DecideForm(request.POST, places=taken_places(found.period))
    if not form.is_valid():
        messages.error(request, _("Pilih tempatnya."))
        return redirect(back[0], *back[1:])
    decision = (row.pupil, form.cleaned_data["opening"], PlaceRuleKind(form.cleaned_data["kind"]))
    return next_draft(
        lambda: actions.settle_and_start(
            run=found.run,
            decisions=[decision],
            by=found.actor,
            form_token=form.cleaned_data["form_token"],
        ),
        back=back,
        request=request,
    )


@require_POST
def draft_swap(request: HttpRequest, public_id: str, run: str, pupil: str) -> HttpResponse:
    found = opened_done(request, public_id, run)
    row = found.place_of(pupil)
    back = ("placements:draft_pupil", public_id, run, pupil)
    form = _swap_form(found, row, request.POST)
    if not form.is_valid():
        messages.error(request, _("Pilih siswa yang bertukar."))
        return redirect(back[0], *back[1:])
    return next_draft(
        lambda: actions.swap_and_start(
            run=found.run,
            one=row.pupil,
            other=form.cleaned_data["other"],
            by=found.actor,
            form_token=form.cleaned_data["form_token"],
        ),
        back=back,
        request=request,
    )
