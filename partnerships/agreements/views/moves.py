"""One small POST for each step of an agreement's life; each calls one action."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from partnerships.agreements.actions import endings, moves, reviews, suspensions
from partnerships.agreements.forms.decisions import (
    AnswerForm,
    LetEndForm,
    PublicReasonForm,
    ReasonForm,
    ResolutionForm,
    SuspensionForm,
    TerminationForm,
)
from partnerships.agreements.models import Answer
from partnerships.agreements.views.handling import (
    asked,
    done,
    editable,
    handed_in_words,
    papers_beside,
    shown_revision,
    visible,
)
from schools.actors import actor_of


@require_POST
def submit(request: HttpRequest, public_id: str) -> HttpResponse:
    agreement, by = editable(request, public_id), actor_of(request)
    decides = moves.may_approve(agreement, by)
    message = _("Disetujui dan tercatat.") if decides else handed_in_words(agreement, by)

    def act() -> None:
        handed_in = moves.submit(
            agreement, by=by, revision=shown_revision(request) if decides else None
        )
        if decides:
            moves.record(agreement, by=by, revision=handed_in.revision)

    return done(request=request, agreement=agreement, act=act, message=message)


@require_POST
def withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    agreement, by = editable(request, public_id), actor_of(request)
    return done(
        request=request,
        agreement=agreement,
        act=lambda: moves.withdraw(agreement, by=by),
        message=_("Ditarik kembali menjadi draf."),
    )


@require_POST
def record(request: HttpRequest, public_id: str) -> HttpResponse:
    agreement, by = visible(request, public_id), actor_of(request)
    return done(
        request=request,
        agreement=agreement,
        act=lambda: moves.record(agreement, by=by, revision=shown_revision(request)),
        message=_("Disetujui dan tercatat."),
    )


@require_POST
def verify(request: HttpRequest, public_id: str) -> HttpResponse:
    agreement, by = visible(request, public_id), actor_of(request)
    return done(
        request=request,
        agreement=agreement,
        act=lambda: reviews.verify(agreement, by=by, revision=shown_revision(request)),
        message=_("Pemeriksaan dicatat."),
    )


@require_POST
def undo(request: HttpRequest, public_id: str) -> HttpResponse:
    agreement, by = visible(request, public_id), actor_of(request)
    return done(
        request=request,
        agreement=agreement,
        act=lambda: moves.undo(agreement, by=by),
        message=_("Langkah terakhir diurungkan."),
    )


@require_POST
def still_running(request: HttpRequest, public_id: str) -> HttpResponse:
    agreement, by = editable(request, public_id), actor_of(request)
    return done(
        request=request,
        agreement=agreement,
        act=lambda: reviews.say_still_running(agreement, by=by, note=request.POST.get("note", "")),
        message=_("Dicatat: masih berjalan."),
    )


@require_http_methods(["GET", "POST"])
def let_end(request: HttpRequest, public_id: str) -> HttpResponse:
    """Nothing is to follow: it leaves the work lists of endings."""
    agreement, by = editable(request, public_id), actor_of(request)
    return asked(
        request=request,
        agreement=agreement,
        form=LetEndForm(request.POST or None),
        title=gettext_lazy("Biarkan berakhir"),
        lead=gettext_lazy(
            "Kerja sama tetap berlaku sampai tanggal akhirnya, lalu berakhir tanpa penerus."
            " Ia tidak lagi diingatkan; keputusan ini dapat diurungkan."
        ),
        button=gettext_lazy("Biarkan berakhir"),
        act=lambda values: endings.let_end(agreement, by=by, reason=values["reason"]),
        done=_("Dicatat: dibiarkan berakhir."),
    )


@require_POST
def follow_up_again(request: HttpRequest, public_id: str) -> HttpResponse:
    agreement, by = editable(request, public_id), actor_of(request)
    return done(
        request=request,
        agreement=agreement,
        act=lambda: endings.follow_up_again(agreement, by=by),
        message=_("Berakhirnya kembali diingatkan."),
    )


@require_POST
def resume(request: HttpRequest, public_id: str) -> HttpResponse:
    agreement, by = editable(request, public_id), actor_of(request)
    return done(
        request=request,
        agreement=agreement,
        act=lambda: suspensions.resume(agreement, by=by, on=by.on),
        message=_("Penangguhan diakhiri."),
    )


@require_http_methods(["GET", "POST"])
def send_back(request: HttpRequest, public_id: str) -> HttpResponse:
    agreement, by = visible(request, public_id), actor_of(request)
    if not moves.may_approve(agreement, by):
        raise PermissionDenied
    return asked(
        request=request,
        agreement=agreement,
        form=ReasonForm(request.POST or None),
        title=gettext_lazy("Kembalikan untuk perbaikan"),
        lead=gettext_lazy("Tuliskan apa yang perlu diperbaiki; penyusun langsung diberi tahu."),
        button=gettext_lazy("Kembalikan"),
        act=lambda values: moves.return_to_draft(
            agreement, by=by, reason=values["reason"], revision=shown_revision(request)
        ),
        done=_("Dikembalikan kepada penyusun."),
        papers=lambda: papers_beside(agreement, by),
    )


@require_http_methods(["GET", "POST"])
def terminate(request: HttpRequest, public_id: str) -> HttpResponse:
    agreement, by = editable(request, public_id), actor_of(request)
    if not moves.may_terminate(agreement, by):
        raise PermissionDenied
    return asked(
        request=request,
        agreement=agreement,
        form=TerminationForm(request.POST or None, initial={"ended_on": by.on}),
        title=gettext_lazy("Akhiri kerja sama"),
        lead=gettext_lazy("Bila para pihak mengakhirinya sebelum waktunya. Catatannya tetap ada."),
        button=gettext_lazy("Akhiri"),
        act=lambda values: moves.terminate(agreement, by=by, **values),
        done=_("Kerja sama diakhiri."),
    )


@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, public_id: str) -> HttpResponse:
    agreement, by = visible(request, public_id), actor_of(request)
    if not moves.may_oversee(agreement, by):
        raise PermissionDenied
    return asked(
        request=request,
        agreement=agreement,
        form=PublicReasonForm(request.POST or None),
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
    agreement, by = editable(request, public_id), actor_of(request)
    return asked(
        request=request,
        agreement=agreement,
        form=SuspensionForm(request.POST or None, initial={"since": by.on}),
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
        request=request,
        agreement=agreement,
        form=AnswerForm(request.POST or None),
        title=gettext_lazy("Sekolah Anda tercantum di sini"),
        lead=gettext_lazy("Benarkan, atau nyatakan keberatan bila tidak sesuai."),
        button=gettext_lazy("Kirim jawaban"),
        act=lambda values: reviews.answer(agreement, by=by, **values),
        done=_("Jawaban dicatat. Terima kasih."),
        papers=lambda: papers_beside(agreement, by),
    )


@require_http_methods(["GET", "POST"])
def resolve(request: HttpRequest, public_id: str, pk: int) -> HttpResponse:
    agreement, by = visible(request, public_id), actor_of(request)
    if not moves.may_oversee(agreement, by):
        raise PermissionDenied
    row = get_object_or_404(Answer.objects.select_related("school"), pk=pk, agreement=agreement)
    return asked(
        request=request,
        agreement=agreement,
        form=ResolutionForm(request.POST or None),
        title=_("Keberatan %(school)s") % {"school": row.school},
        lead=row.reason,
        button=gettext_lazy("Catat penyelesaian"),
        act=lambda values: reviews.resolve_objection(row, by=by, **values),
        done=_("Penyelesaian dicatat."),
        papers=lambda: papers_beside(agreement, by),
    )
