"""One letter: its page and its file, withdrawn or replaced, and the signed sheet that came back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST, require_safe

from accounts.files.contents import ContentType
from accounts.files.handing_out import handed_out, scan
from accounts.files.refusals import FileRefused
from accounts.handling import acted
from accounts.readings import ReadingKind
from accounts.violations import told_in
from partnerships.placements.actions import letters as actions
from partnerships.placements.forms.letters import ReasonForm, ReissueForm, SignedForm
from partnerships.placements.models import Letter, SignedSheet
from schools.actors import actor_of
from schools.reading_log import note


def _letter(request: HttpRequest, public_id: str, *, to_change: bool = False) -> Letter:
    actor = actor_of(request)
    rows = Letter.objects.editable_by(actor) if to_change else Letter.objects.visible_to(actor)
    return get_object_or_404(rows.for_reading(), public_id=public_id)


@never_cache
@require_safe
def letter(request: HttpRequest, public_id: str) -> HttpResponse:
    found = _letter(request, public_id)
    return _letter_page(request, found)


def _letter_page(request: HttpRequest, found: Letter, **forms: Any) -> HttpResponse:
    actor = actor_of(request)
    placements = list(
        found.placements.select_related("pupil", "concentration").order_by("pupil__sort_key", "pk")
    )
    note(request, ReadingKind.LIST, len(placements))
    may_change = Letter.objects.editable_by(actor).filter(pk=found.pk).exists()
    context = {
        "letter": found,
        "placements": placements,
        "sheets": found.signed_sheets.filter(removed_at__isnull=True).select_related("added_by"),
        "may_change": may_change,
        "may_reissue": may_change and not found.is_void and bool(placements),
        "replacement": Letter.objects.filter(replaces=found).first(),
        "void_form": ReasonForm(prefix="cabut"),
        "reissue_form": ReissueForm(letter=found, actor=actor),
        "signed_form": SignedForm(),
        "is_overdue": found.is_overdue(actor.on),
        **forms,
    }
    is_refused = any(getattr(form, "errors", None) for form in forms.values())
    return render(request, "placements/letter.html", context, status=422 if is_refused else 200)


@never_cache
@require_GET
def letter_file(request: HttpRequest, public_id: str) -> HttpResponseBase:
    found = _letter(request, public_id)
    response = handed_out(found.file, content_type=ContentType.PDF, file_name=found.file_name)
    note(request, ReadingKind.DOCUMENT, found.placements.count())
    return response


@require_POST
def letter_void(request: HttpRequest, public_id: str) -> HttpResponse:
    actor, found = actor_of(request), _letter(request, public_id, to_change=True)
    form = ReasonForm(request.POST, prefix="cabut")
    if form.is_valid():
        with told_in(form):
            actions.void_letter(letter=found, reason=form.cleaned_data["reason"], by=actor)
    if form.errors:
        return _letter_page(request, found, void_form=form)
    messages.success(request, _("Surat dicabut."))
    return redirect("placements:letter", found.public_id)


@require_POST
def letter_reissue(request: HttpRequest, public_id: str) -> HttpResponse:
    actor, found = actor_of(request), _letter(request, public_id, to_change=True)
    form = ReissueForm(request.POST, letter=found, actor=actor)
    made: list[Letter] = []
    if form.is_valid():
        with told_in(form):
            made.append(
                actions.reissue_letter(
                    letter=found,
                    wording=form.wording,
                    reason=form.cleaned_data["reason"],
                    by=actor,
                )
            )
    if form.errors:
        return _letter_page(request, found, reissue_form=form)
    messages.success(request, _("Surat pengganti dibuat; yang lama dicabut."))
    return redirect("placements:letter", made[0].public_id)


@require_POST
def letter_sign(request: HttpRequest, public_id: str) -> HttpResponse:
    """Attach the photo of the signed sheet."""
    actor, found = actor_of(request), _letter(request, public_id, to_change=True)
    form = SignedForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            actions.attach_signed(letter=found, files=form.cleaned_data["scans"], by=actor)
        except FileRefused as refusal:
            form.add_error("scans", refusal)
    if form.errors:
        return _letter_page(request, found, signed_form=form)
    messages.success(request, _("Lembar bertanda tangan dilampirkan."))
    return redirect("placements:letter", found.public_id)


def _sheet(request: HttpRequest, public_id: str, letters: Any) -> SignedSheet:
    rows = SignedSheet.objects.filter(removed_at__isnull=True, letter__in=letters.values("pk"))
    return get_object_or_404(rows.select_related("letter"), public_id=public_id)


@never_cache
@require_GET
def signed_file(request: HttpRequest, public_id: str) -> HttpResponseBase:
    found = _sheet(request, public_id, Letter.objects.visible_to(actor_of(request)))
    response = scan(found, "lembar")
    note(request, ReadingKind.DOCUMENT, found.letter.placements.count())
    return response


@require_POST
def signed_remove(request: HttpRequest, public_id: str) -> HttpResponse:
    actor = actor_of(request)
    found = _sheet(request, public_id, Letter.objects.editable_by(actor))
    acted(
        request,
        lambda: actions.remove_signed(sheet=found, reason=_("Salah berkas"), by=actor),
        done=_("Lampiran dihapus."),
    )
    return redirect("placements:letter", found.letter.public_id)
