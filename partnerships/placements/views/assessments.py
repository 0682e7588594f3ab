"""The host's assessment at the school: read, or typed in from the paper sheet."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.readings import ReadingKind
from accounts.revisions import StaleRecordError
from accounts.violations import told_in
from partnerships.placements.actions import assessments as actions
from partnerships.placements.forms.assessments import AssessmentForm
from partnerships.placements.marks.assessing import goals_for, sent_from
from partnerships.placements.marks.corrections import corrections_of
from partnerships.placements.models import Assessment, FinalMark, Outcome, Placement
from partnerships.placements.views.handling import followed_placement
from schools.actors import actor_of
from schools.reading_log import note


def form_of(
    request: HttpRequest | None, found: Placement, *, by: actions.Assessor
) -> AssessmentForm:
    """With what was typed, or with what is stored."""
    sent = request.POST if request is not None and request.method == "POST" else None
    said = Assessment.objects.filter(placement=found).prefetch_related("marks").first()
    asks_reason = actions.asks_reason(said, by)
    return AssessmentForm(sent, goals=goals_for(found), said=said, asks_reason=asks_reason)


def saved_word(
    request: HttpRequest, form: AssessmentForm, found: Placement, *, by: actions.Assessor
) -> str:
    """Saves what was typed; the words that say so, or none where the form says why not.

    `lengkapi` gives ready-made sentences where there is none, `kirim` sends.
    """
    send, complete = "kirim" in request.POST, "lengkapi" in request.POST

    if not form.is_valid():
        return ""
    try:
        with told_in(form):
            actions.save_assessment(
                placement=found,
                word=form.word(complete=complete),
                by=by,
                revision=form.cleaned_data["revision"],
                send=send,
                reason=form.cleaned_data.get("reason", ""),
            )
    except Placement.DoesNotExist:
        raise Http404 from None
    except StaleRecordError:
        form.show_both(Assessment.objects.prefetch_related("marks").get(placement=found))
        form.add_error(None, _("Orang lain baru menyimpan perubahan; periksa, lalu simpan lagi."))
    if form.errors:
        return ""
    if form.is_sent:
        return _("Perubahan tersimpan.")
    return _("Penilaian terkirim. Terima kasih.") if send else _("Penilaian tersimpan.")


def page_of(found: Placement, form: AssessmentForm, *, on: date) -> dict[str, Any]:
    known = Assessment.objects.filter(placement=found)
    said = known.select_related("through_mentor__issued_by").first()
    settled = FinalMark.objects.standing().filter(period=found.period_id, pupil=found.pupil_id)
    return {
        "placement": found,
        "form": form,
        "said": said,
        "is_settled": settled.exists(),
        "sent_from": sent_from(found),
        "may_send": on >= sent_from(found),
        "corrections": corrections_of(said),
    }


@require_http_methods(["GET", "POST"])
def placement_assessment(request: HttpRequest, public_id: str) -> HttpResponse:
    actor, found = actor_of(request), followed_placement(request, public_id)
    form = form_of(request, found, by=actor)
    if request.method == "POST" and (told := saved_word(request, form, found, by=actor)):
        messages.success(request, told)
        return redirect("placements:placement_assessment", public_id)
    note(request, ReadingKind.PAGE, 1, pupil=found.pupil)
    context = page_of(found, form, on=actor.on) | {
        "outcome": Outcome.objects.visible_to(actor).filter(placement=found).first(),
    }
    status = 422 if form.errors else 200
    return render(request, "placements/placement_assessment.html", context, status=status)
