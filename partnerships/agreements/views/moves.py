"""One small POST for each step of an agreement's life; each calls one action."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.violations import told_in
from partnerships.agreements.actions import moves, reviews, suspensions
from partnerships.agreements.forms.decisions import (
    AnswerForm,
    ReasonForm,
    ResolutionForm,
    SuspensionForm,
    TerminationForm,
)
from partnerships.agreements.models import Agreement, Answer
from partnerships.agreements.views.drafts import actor_of


def visible(request: HttpRequest, public_id: str) -> Agreement:
    agreements = Agreement.objects.visible_to(actor_of(request))
    return get_object_or_404(
        agreements.select_related("recording_school", "recording_office"), public_id=public_id
    )


def done(
    request: HttpRequest, agreement: Agreement, act: Callable[[], Any], message: str
) -> HttpResponse:
    """Run an action without a form; what it refuses is told on the agreement's page."""
    try:
        act()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, message)
    following = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(following, allowed_hosts=None)
    return redirect(following if is_ours else agreement.staff_url)


@require_POST
def submit(request: HttpRequest, public_id: str) -> HttpResponse:
    agreement, by = visible(request, public_id), actor_of(request)
    message = _("Diajukan. Kepala sekolah diberi tahu.")
    if moves.may_approve(agreement, by):
        message = _("Disetujui dan tercatat.")

    def act() -> None:
        moves.submit(agreement, by=by)
        if moves.may_approve(agreement, by):
            moves.record(agreement, by=by)

    return done(request, agreement, act, message)


@require_POST
def withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    agreement, by = visible(request, public_id), actor_of(request)
    return done(
        request,
        agreement,
        lambda: moves.withdraw(agreement, by=by),
        _("Ditarik kembali menjadi draf."),
    )


@require_POST
def record(request: HttpRequest, public_id: str) -> HttpResponse:
    agreement, by = visible(request, public_id), actor_of(request)
    return done(
        request, agreement, lambda: moves.record(agreement, by=by), _("Disetujui dan tercatat.")
    )


@require_POST
def verify(request: HttpRequest, public_id: str) -> HttpResponse:
    agreement, by = visible(request, public_id), actor_of(request)
    return done(
        request, agreement, lambda: reviews.verify(agreement, by=by), _("Pemeriksaan dicatat.")
    )


@require_POST
def undo(request: HttpRequest, public_id: str) -> HttpResponse:
    agreement, by = visible(request, public_id), actor_of(request)
    return done(
        request, agreement, lambda: moves.undo(agreement, by=by), _("Langkah terakhir diurungkan.")
    )


@require_POST
def still_running(request: HttpRequest, public_id: str) -> HttpResponse:
    agreement, by = visible(request, public_id), actor_of(request)
    return done(
        request,
        agreement,
        lambda: reviews.say_still_running(agreement, by=by, note=request.POST.get("note", "")),
        _("Dicatat: masih berjalan."),
    )


@require_POST
def resume(request: HttpRequest, public_id: str) -> HttpResponse:
    agreement, by = visible(request, public_id), actor_of(request)
    return done(
        request,
        agreement,
        lambda: suspensions.resume(agreement, by=by, on=by.on),
        _("Penangguhan diakhiri."),
    )


def asked(
    request: HttpRequest,
    agreement: Agreement,
    form: forms.Form,
    *,
    title: str | Promise,
    lead: str | Promise,
    button: str | Promise,
    act: Callable[[dict[str, Any]], Any],
    done: str,
) -> HttpResponse:
    """A page of its own for a step that needs words; refusals stand beside their field."""
    if request.method == "POST" and form.is_valid():
        with told_in(form):
            act(form.cleaned_data)
        if not form.errors:
            messages.success(request, done)
            return redirect(agreement.staff_url)
    context = {
        "agreement": agreement,
        "form": form,
        "title": title,
        "lead": lead,
        "button": button,
    }
    return render(request, "agreements/ask.html", context)


@require_http_methods(["GET", "POST"])
def send_back(request: HttpRequest, public_id: str) -> HttpResponse:
    agreement, by = visible(request, public_id), actor_of(request)
    if not moves.may_approve(agreement, by):
        raise PermissionDenied
    return asked(
        request,
        agreement,
        ReasonForm(request.POST or None),
        title=gettext_lazy("Kembalikan untuk perbaikan"),
        lead=gettext_lazy("Tuliskan apa yang perlu diperbaiki; penyusun langsung diberi tahu."),
        button=gettext_lazy("Kembalikan"),
        act=lambda values: moves.return_to_draft(agreement, by=by, reason=values["reason"]),
        done=_("Dikembalikan kepada penyusun."),
    )


@require_http_methods(["GET", "POST"])
def terminate(request: HttpRequest, public_id: str) -> HttpResponse:
    agreement, by = visible(request, public_id), actor_of(request)
    return asked(
        request,
        agreement,
        TerminationForm(request.POST or None, initial={"ended_on": by.on}),
        title=gettext_lazy("Akhiri kerja sama"),
        lead=gettext_lazy("Bila para pihak mengakhirinya sebelum waktunya. Catatannya tetap ada."),
        button=gettext_lazy("Akhiri"),
        act=lambda values: moves.terminate(agreement, by=by, **values),
        done=_("Kerja sama diakhiri."),
    )


@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, public_id: str) -> HttpResponse:
    agreement, by = visible(request, public_id), actor_of(request)
    return asked(
        request,
        agreement,
        ReasonForm(request.POST or None),
        title=gettext_lazy("Batalkan pencatatan"),
        lead=gettext_lazy(
            "Hanya bila catatan ini seharusnya tidak pernah ada. Halaman publiknya tetap ada dan"
            " menyatakan pembatalan ini."
        ),
        button=gettext_lazy("Batalkan pencatatan"),
        act=lambda values: moves.cancel(agreement, by=by, reason=values["reason"]),
        done=_("Pencatatan dibatalkan."),
    )


@require_http_methods(["GET", "POST"])
def suspend(request: HttpRequest, public_id: str) -> HttpResponse:
    agreement, by = visible(request, public_id), actor_of(request)
    return asked(
        request,
        agreement,
        SuspensionForm(request.POST or None, initial={"since": by.on}),
        title=gettext_lazy("Tangguhkan kerja sama"),
        lead=gettext_lazy("Untuk sementara tidak dijalankan; masa berlakunya tidak berubah."),
        button=gettext_lazy("Tangguhkan"),
        act=lambda values: suspensions.suspend(agreement, by=by, **values),
        done=_("Penangguhan dicatat."),
    )


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, public_id: str) -> HttpResponse:
    agreement, by = visible(request, public_id), actor_of(request)
    if not reviews.may_answer(agreement, by):
        raise PermissionDenied
    return asked(
        request,
        agreement,
        AnswerForm(request.POST or None),
        title=gettext_lazy("Sekolah Anda tercantum di sini"),
        lead=gettext_lazy("Benarkan, atau nyatakan keberatan bila tidak sesuai."),
        button=gettext_lazy("Kirim jawaban"),
        act=lambda values: reviews.answer(agreement, by=by, **values),
        done=_("Jawaban dicatat. Terima kasih."),
    )


@require_http_methods(["GET", "POST"])
def resolve(request: HttpRequest, public_id: str, pk: int) -> HttpResponse:
    agreement, by = visible(request, public_id), actor_of(request)
    row = get_object_or_404(Answer.objects.select_related("school"), pk=pk, agreement=agreement)
    return asked(
        request,
        agreement,
        ResolutionForm(request.POST or None),
        title=_("Keberatan %(school)s") % {"school": row.school},
        lead=row.reason,
        button=gettext_lazy("Catat penyelesaian"),
        act=lambda values: reviews.resolve_objection(row, by=by, **values),
        done=_("Penyelesaian dicatat."),
    )
