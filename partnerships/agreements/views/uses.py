"""What came of an agreement: told by whoever put it to work, and taken back."""

from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.addresses import page_named
from accounts.files.refusals import FileRefused
from accounts.htmx import is_htmx
from accounts.violations import told_in
from partnerships.agreements.actions import uses
from partnerships.agreements.forms.decisions import ReasonForm
from partnerships.agreements.forms.uses import UseForm
from partnerships.agreements.models import Agreement, Document, Use
from partnerships.agreements.views.handling import asked, told, visible
from schools.actors import Actor, actor_of


@require_http_methods(["GET", "POST"])
def record_use(request: HttpRequest, public_id: str) -> HttpResponse:
    """What took place, and what proves it; files that come along are kept in any case."""
    agreement, by = usable(request, public_id), actor_of(request)
    token = token_of(request)
    form = UseForm(
        request.POST or None,
        agreement=agreement,
        actor=by,
        initial={"form_token": token},
    )
    chosen, problem = set(request.POST.getlist("bukti")), ""
    if request.method == "POST":
        arrived, problem = received(request, agreement, token)
        chosen |= arrived
    if request.method == "POST" and form.is_valid() and not problem:
        with told_in(form):
            uses.record_use(agreement, by=by, evidence=chosen, **form.cleaned_data)
        if not form.errors:
            return told(agreement, _("Realisasi dicatat."), request=request)
    return _use_page(request, agreement, form, token=token, chosen=chosen, problem=problem)


@require_POST
def send_evidence(request: HttpRequest, public_id: str) -> HttpResponse:
    """Keep a file beside a form that is still being filled in; what was typed stays as it is."""
    agreement, by = usable(request, public_id), actor_of(request)
    token = token_of(request)
    arrived, problem = received(request, agreement, token)
    if not arrived and not problem:
        problem = _("Pilih berkasnya.")
    chosen = set(request.POST.getlist("bukti")) | arrived
    if is_htmx(request):
        context = evidence_context(request, agreement, token, chosen=chosen, problem=problem)
        return render(request, "agreements/_evidence.html", context)
    typed = request.POST.dict() | {"form_token": token}
    form = UseForm(agreement=agreement, actor=by, initial=typed)
    return _use_page(request, agreement, form, token=token, chosen=chosen, problem=problem)


def usable(request: HttpRequest, public_id: str) -> Agreement:
    agreement = visible(request, public_id)
    if not uses.may_record_use(agreement, actor_of(request)):
        raise PermissionDenied
    return agreement


def token_of(request: HttpRequest) -> UUID:
    """The form's own, by which files find it; a new one where none came."""
    try:
        return UUID(request.POST.get("form_token", ""))
    except ValueError:
        return uuid4()


def received(request: HttpRequest, agreement: Agreement, token: UUID) -> tuple[set[str], str]:
    """The public ids of the files that were kept, and why others were not."""
    kept, problems = set(), []
    for file in request.FILES.getlist("berkas"):
        try:
            row = uses.receive_evidence(agreement, file, by=actor_of(request), form_token=token)
            kept.add(row.public_id)
        except ValidationError as error:
            problems.append(f"{file.name}: {' '.join(error.messages)}")
    if request.META.get("SELARAS_UPLOAD_TOO_LARGE"):
        problems += FileRefused.too_large(settings.SELARAS_UPLOAD_MAX_BYTES).messages
    return kept, " ".join(problems)


def evidence_context(
    request: HttpRequest, agreement: Agreement, token: UUID, *, chosen: set[str], problem: str
) -> dict[str, Any]:
    """What `_evidence.html` takes."""
    return {
        "agreement": agreement,
        "evidence": uses.evidence_of(agreement, token, by=actor_of(request)),
        "chosen": chosen,
        "problem": problem,
        "limit": settings.SELARAS_UPLOAD_MAX_BYTES,
    }


def _use_page(
    request: HttpRequest,
    agreement: Agreement,
    form: UseForm,
    *,
    token: UUID,
    chosen: set[str],
    problem: str,
) -> HttpResponse:
    context = {
        **evidence_context(request, agreement, token, chosen=chosen, problem=problem),
        **_told_before(agreement, actor_of(request)),
        "form": form,
        "next": page_named(request, "next"),
    }
    return render(request, "agreements/use.html", context)


def _told_before(agreement: Agreement, by: Actor) -> dict[str, Any]:
    """The own ones with their proofs: a school under an umbrella has no other page that shows
    them, since the public one shows everybody the same."""
    rows = Use.objects.withdrawable_by(by).filter(agreement=agreement)
    own = list(rows.select_related("school", "document"))
    papers = Document.objects.visible_to(by).filter(pk__in=[row.document_id for row in own])
    return {
        "own_uses": own,
        "openable": set(papers.values_list("pk", flat=True)),
        "withdrawable": {row.public_id for row in own},
    }


@require_http_methods(["GET", "POST"])
def withdraw_use(request: HttpRequest, public_id: str, key: str) -> HttpResponse:
    agreement, by = visible(request, public_id), actor_of(request)
    use = get_object_or_404(
        Use.objects.withdrawable_by(by).select_related("agreement"),
        public_id=key,
        agreement=agreement,
    )
    return asked(
        request=request,
        agreement=agreement,
        form=ReasonForm(request.POST or None),
        title=gettext_lazy("Tarik realisasi"),
        lead=use.note,
        button=gettext_lazy("Tarik"),
        act=lambda values: uses.withdraw_use(use, by=by, reason=values["reason"]),
        done=_("Realisasi ditarik; riwayat tetap menyimpannya."),
    )
