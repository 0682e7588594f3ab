"""What is put right in a recorded agreement, and what follows it: corrections and renewal."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.addresses import page_named
from accounts.violations import told_in
from partnerships.agreements.actions import (
    correctables,
    corrections,
    renewals,
)
from partnerships.agreements.actions.periods import gap_before
from partnerships.agreements.forms.changes import (
    DecisionForm,
    MendingForm,
)
from partnerships.agreements.forms.corrections import form_for
from partnerships.agreements.models import Agreement, Correction
from partnerships.agreements.models.reviews import CorrectionOutcome
from partnerships.agreements.reading import Reading
from partnerships.agreements.views.handling import (
    asked,
    done,
    editable,
    papers_beside,
    told,
    visible,
)
from schools.actors import actor_of


@require_GET
def correct(request: HttpRequest, public_id: str) -> HttpResponse:
    """What the record says, part by part, each with a way to its correction."""
    agreement, by = editable(request, public_id), actor_of(request)
    waiting = agreement.corrections.filter(outcome=CorrectionOutcome.OPEN)
    context = {
        "agreement": agreement,
        "reading": Reading(agreement, by.on),
        "parts": [(part, part.words(agreement)) for part in correctables.parts_of(agreement)],
        "waiting": set(waiting.values_list("field", flat=True)),
        "is_open": agreement.state in corrections.CORRECTABLE_STATES,
        "at_once": corrections.may_decide(agreement, by),
        "next": page_named(request, "next"),
    }
    return render(request, "agreements/correct.html", context)


@require_http_methods(["GET", "POST"])
def correct_part(request: HttpRequest, public_id: str, key: str) -> HttpResponse:
    """The school asks for a correction of one part; the office makes one."""
    agreement, by = editable(request, public_id), actor_of(request)
    part = correctables.part_of(agreement, key)
    if part is None:
        raise Http404
    if agreement.state not in corrections.CORRECTABLE_STATES:
        return redirect(agreement.staff_url)
    at_once = corrections.may_decide(agreement, by)
    form = form_for(part, request.POST or None, agreement=agreement, actor=by)
    if request.method == "POST" and form.is_valid():
        with told_in(form):
            corrections.propose_correction(
                agreement,
                by=by,
                key=key,
                values=form.proposal(),
                reason=form.cleaned_data["reason"],
            )
        if not form.errors:
            asked_for = _("Koreksi diajukan ke kantor dinas; catatan belum berubah.")
            message = _("Koreksi tercatat.") if at_once else asked_for
            return told(agreement, message, request=request)
    context = {
        "agreement": agreement,
        "reading": Reading(agreement, by.on),
        "part": part,
        "words": part.words(agreement),
        "form": form,
        "at_once": at_once,
        "documents": papers_beside(agreement, by),
        "next": page_named(request, "next"),
    }
    return render(request, "agreements/correct_part.html", context)


@require_http_methods(["GET", "POST"])
def ask_mending(request: HttpRequest, public_id: str) -> HttpResponse:
    """The office asks the school to mend something."""
    agreement, by = visible(request, public_id), actor_of(request)
    if not corrections.may_decide(agreement, by):
        raise PermissionDenied
    return asked(
        request=request,
        agreement=agreement,
        form=MendingForm(request.POST or None, agreement=agreement),
        title=gettext_lazy("Minta perbaikan"),
        lead=gettext_lazy("Catatan tetap tercatat; sekolah diberi tahu apa yang perlu diperbaiki."),
        button=gettext_lazy("Minta perbaikan"),
        act=lambda values: corrections.request_correction(
            agreement, by=by, key=values["field"], reason=values["reason"]
        ),
        done=_("Permintaan dikirim ke sekolah."),
        papers=lambda: papers_beside(agreement, by),
    )


@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, public_id: str, key: str) -> HttpResponse:
    """Accept or refuse one correction, its old and new value side by side."""
    agreement, by = visible(request, public_id), actor_of(request)
    correction = get_object_or_404(
        Correction.objects.select_related("asked_by"), public_id=key, agreement=agreement
    )
    if not corrections.may_decide(agreement, by):
        raise PermissionDenied
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with told_in(form):
            corrections.decide_correction(
                correction,
                by=by,
                accept=request.POST.get("verdict") == "accept",
                note=form.cleaned_data["note"],
            )
        if not form.errors:
            return told(agreement, _("Keputusan dicatat."), request=request)
    part = correctables.part_of(agreement, correction.field)
    context = {
        "agreement": agreement,
        "correction": correction,
        "label": part.label if part else _("Lainnya"),
        "group": part.group if part else "",
        "weighs": bool(part and part.weighs),
        "form": form,
        "documents": papers_beside(agreement, by),
        "next": page_named(request, "next"),
    }
    return render(request, "agreements/decide_correction.html", context)


@require_POST
def withdraw_correction(request: HttpRequest, public_id: str, key: str) -> HttpResponse:
    agreement, by = visible(request, public_id), actor_of(request)
    correction = get_object_or_404(Correction, public_id=key, agreement=agreement)
    return done(
        request=request,
        agreement=agreement,
        act=lambda: corrections.withdraw_correction(correction, by=by),
        message=_("Koreksi ditarik."),
    )


# Renewal


@require_POST
def renew(request: HttpRequest, public_id: str) -> HttpResponse:
    agreement, by = editable(request, public_id), actor_of(request)
    try:
        successor = renewals.renew(agreement, by=by)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(agreement.staff_url)
    return redirect("agreements:comparison", successor.public_id)


@require_GET
def comparison(request: HttpRequest, public_id: str) -> HttpResponse:
    """A renewal beside what it renews, the differences marked."""
    agreement, by = visible(request, public_id), actor_of(request)
    before = (
        Agreement.objects.visible_to(by).filter(pk=agreement.predecessor_id).first()
        if agreement.predecessor_id
        else None
    )
    if before is None:
        raise Http404
    context = {
        "agreement": agreement,
        "reading": Reading(agreement, by.on),
        "before": Reading(before, by.on),
        "gap": gap_before(agreement),
    }
    return render(request, "agreements/comparison.html", context)
