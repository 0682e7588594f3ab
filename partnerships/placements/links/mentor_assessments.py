"""Where an instruktur assesses a pupil at the end, and says whether work followed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.handling import written
from partnerships.placements.actions import assessments as actions
from partnerships.placements.forms.assessments import AssessmentForm
from partnerships.placements.forms.outcomes import HostOutcomeForm
from partnerships.placements.guests import MentorGuest
from partnerships.placements.links.mentor_pages import mentor_only, note_guided
from partnerships.placements.marks.assessing import sent_from
from partnerships.placements.models import Outcome, Placement
from partnerships.placements.views.assessments import form_of, page_of, saved_word


def _guided(guest: MentorGuest, public_id: str) -> Placement:
    rows = Placement.objects.visible_to(guest).for_reading()
    return get_object_or_404(rows, public_id=public_id)


@mentor_only
@require_http_methods(["GET", "POST"])
def mentor_assessment(request: HttpRequest, guest: MentorGuest, public_id: str) -> HttpResponse:
    found = _guided(guest, public_id)
    form = form_of(request, found, by=guest)
    if request.method == "POST" and (told := saved_word(request, form, found, by=guest)):
        messages.success(request, told)
        is_sent = "kirim" in request.POST
        back = "mentor_page" if is_sent else "mentor_assessment"
        return redirect(f"placements:{back}", *([] if is_sent else [public_id]))
    return _page(request, guest, found, form)


def _page(
    request: HttpRequest,
    guest: MentorGuest,
    found: Placement,
    form: AssessmentForm,
    outcome: HostOutcomeForm | None = None,
) -> HttpResponse:
    note_guided(request, guest, [found])
    context: dict[str, Any] = page_of(found, form, on=guest.on) | {
        "guest": guest,
        "outcome": outcome or _outcome_form(found),
        "may_tell": guest.on >= sent_from(found),
    }
    status = 422 if form.errors or (outcome and outcome.errors) else 200
    return render(request, "placements/mentor_assessment.html", context, status=status)


def _outcome_form(found: Placement) -> HostOutcomeForm:
    """Beginning with what the host itself has told; what others told is not for its eyes."""
    said = Outcome.objects.filter(placement=found, through_mentor__isnull=False).first()
    names = ("result", "contract", "since", "note")
    return HostOutcomeForm(initial={name: getattr(said, name) for name in names} if said else {})


@mentor_only
@require_POST
def mentor_outcome(request: HttpRequest, guest: MentorGuest, public_id: str) -> HttpResponse:
    found = _guided(guest, public_id)
    form = HostOutcomeForm(request.POST)
    if written(
        form,
        lambda: actions.tell_outcome(placement=found, values=form.cleaned_data, by=guest),
    ):
        messages.success(request, _("Terima kasih, sekolah membacanya."))
        return redirect("placements:mentor_assessment", public_id)
    return _page(request, guest, found, form_of(None, found, by=guest), outcome=form)
