"""Pages of papers: files arrive, are put in order, become documents, and are read."""

from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.files import photos
from accounts.files.handing_out import guarded, handed_out
from accounts.files.refusals import FileRefused
from accounts.htmx import is_htmx
from accounts.violations import told_in
from partnerships.agreements.actions import documents as actions
from partnerships.agreements.actions.drafts import note_sent
from partnerships.agreements.files.handing_out import attachment
from partnerships.agreements.forms.documents import (
    Choices,
    DocumentForm,
    PagesForm,
    ReplacementForm,
    TurnsForm,
    VisibilityForm,
)
from partnerships.agreements.forms.steps import STEPS_BY_SLUG
from partnerships.agreements.models import Agreement, Instrument, State
from partnerships.agreements.models.documents import (
    Document,
    DocumentKind,
    DocumentPage,
    DocumentVersion,
    Upload,
)
from partnerships.agreements.reading import Reading
from partnerships.agreements.views.drafts import frame_of, next_address
from partnerships.agreements.views.handling import editable
from schools.actors import actor_of, may_edit

FIELD = "berkas"


# Files that arrive


@require_safe
def documents(request: HttpRequest, public_id: str) -> HttpResponse:
    """Where files are sent, ordered and made into documents; the first step of a draft."""
    agreement = editable(request, public_id)
    return render(request, "agreements/documents/documents.html", page_of(request, agreement))


def page_of(request: HttpRequest, agreement: Agreement, **more: Any) -> dict[str, Any]:
    actor, step = actor_of(request), STEPS_BY_SLUG["dokumen"]
    context: dict[str, Any] = {
        "agreement": agreement,
        "documents": agreement.documents.visible_to(actor).with_versions(),
        "is_open": agreement.state != State.CANCELLED,
        "limit": settings.SELARAS_UPLOAD_MAX_BYTES,
        "days": settings.SELARAS_UNATTACHED_DAYS,
        **waiting_of(request, agreement, **more),
    }
    if agreement.is_draft:
        context |= frame_of(agreement, step, actor)
    else:
        context["reading"] = Reading(agreement, actor.on)
        context["amendment"] = agreement.instruments.filter(
            kind=Instrument.Kind.AMENDMENT, took_effect_at=None
        ).first()
    return context


def waiting_of(
    request: HttpRequest,
    agreement: Agreement,
    *,
    problem: str = "",
    form: DocumentForm | None = None,
) -> dict[str, Any]:
    """What `_uploads.html` takes; `form` is one that was sent and refused, in its place."""
    waiting = list(agreement.uploads.unattached().order_by("position", "pk"))
    choices = Choices.of(agreement, actor_of(request))

    def form_for(prefix: str) -> DocumentForm:
        if form is not None and form.prefix == prefix:
            return form
        return DocumentForm(prefix=prefix, choices=choices)

    pdfs = [upload for upload in waiting if not upload.is_photo]
    pictures = [upload for upload in waiting if upload.is_photo]
    return {
        "agreement": agreement,
        "photos": pictures,
        "photos_form": form_for(actions.PHOTOS) if pictures else None,
        "usual_kind": DocumentKind(choices.usual_kind).label,
        "is_ambiguous": len(pdfs) + bool(pictures) > 1
        and choices.usual_kind != DocumentKind.ATTACHMENT,
        "pages_form": pages_form(agreement, choices) if pictures else None,
        "photos_key": actions.PHOTOS,
        "pdfs": [(upload, form_for(upload.public_id)) for upload in pdfs],
        "problem": problem,
    }


def pages_form(agreement: Agreement, choices: Choices, data: Any = None) -> PagesForm:
    amendment = choices.amendments.get(choices.usual_amendment)
    papers = actions.growing_papers(agreement, amendment)
    return PagesForm(data, papers=papers, usual_kind=choices.usual_kind)


def _back_to_uploads(request: HttpRequest, agreement: Agreement, problem: str = "") -> HttpResponse:
    """The fragment for htmx, the page for everybody else; what was refused is told in both."""
    if is_htmx(request):
        context = waiting_of(request, agreement, problem=problem)
        return render(request, "agreements/documents/_uploads.html", context)
    if problem:
        messages.error(request, problem)
    return redirect(reverse("agreements:documents", args=[agreement.public_id]) + "#unggahan")


@require_POST
def upload(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take in what was sent: one file with JavaScript, any number without."""
    agreement = editable(request, public_id)
    problems = [*received(request, agreement, request.FILES.getlist(FIELD)).values()]
    if request.META.get("SELARAS_UPLOAD_TOO_LARGE"):
        problems.append(told(FileRefused.too_large(settings.SELARAS_UPLOAD_MAX_BYTES)))
    elif not request.FILES:
        problems.append(_("Pilih berkasnya."))
    return _back_to_uploads(request, agreement, " ".join(problems))


def received(
    request: HttpRequest, agreement: Agreement, files: Sequence[UploadedFile]
) -> dict[str, str]:
    """Keep each file by itself; for those refused, their name and the reason."""
    refused = {}
    for file in files:
        try:
            actions.receive(agreement, file, by=actor_of(request))
        except ValidationError as error:
            refused[str(file.name)] = f"{file.name}: {told(error)}"
    return refused


def told(error: ValidationError) -> str:
    return " ".join(error.messages)


def waiting_upload(request: HttpRequest, public_id: str, key: str) -> Upload:
    uploads = Upload.objects.editable_by(actor_of(request)).unattached()
    return get_object_or_404(
        uploads.select_related("agreement"), agreement__public_id=public_id, public_id=key
    )


def _changed(
    request: HttpRequest, public_id: str, key: str, act: Callable[[Upload], None]
) -> HttpResponse:
    row = waiting_upload(request, public_id, key)
    try:
        act(row)
    except ValidationError as error:
        return _back_to_uploads(request, row.agreement, told(error))
    return _back_to_uploads(request, row.agreement)


@require_POST
def move(request: HttpRequest, public_id: str, key: str) -> HttpResponse:
    places = 1 if request.POST.get("arah") == "turun" else -1
    by = actor_of(request)
    return _changed(
        request, public_id, key, lambda row: actions.move_upload(row, by=by, places=places)
    )


@require_POST
def turn(request: HttpRequest, public_id: str, key: str) -> HttpResponse:
    by = actor_of(request)
    return _changed(request, public_id, key, lambda row: actions.turn_upload(row, by=by))


@require_POST
def discard(request: HttpRequest, public_id: str, key: str) -> HttpResponse:
    by = actor_of(request)
    return _changed(request, public_id, key, lambda row: actions.discard_upload(row, by=by))


@require_safe
def thumbnail(request: HttpRequest, public_id: str, key: str) -> HttpResponseBase:
    """A photo that waits, small and turned as it will be."""
    row = waiting_upload(request, public_id, key)
    if not row.is_photo:
        raise Http404
    with row.file.open("rb") as file:
        content = photos.thumbnail(file.read(), turn=row.turn)
    return guarded(HttpResponse(content, content_type="image/webp"))


@require_POST
def keep(request: HttpRequest, public_id: str) -> HttpResponse:
    """Make the chosen photos, or one PDF, into a document."""
    agreement = editable(request, public_id)
    actor = actor_of(request)
    prefix = request.POST.get("untuk", actions.PHOTOS)
    chosen = agreement.uploads.filter(public_id__in=request.POST.getlist(FIELD))
    choices = Choices.of(agreement, actor)
    form = DocumentForm(request.POST, prefix=prefix, choices=choices)
    pages = pages_form(agreement, choices, request.POST)
    grown = pages.paper if prefix == actions.PHOTOS and pages.is_valid() else None
    if grown:
        try:
            made = actions.add_pages(grown, list(chosen), by=actor)
        except ValidationError as error:
            return _back_to_uploads(request, agreement, told(error))
    elif form.is_valid():
        with told_in(form):
            made = actions.combine_photos(list(chosen), by=actor, **form.cleaned_data)
    if not grown and form.errors:
        context = page_of(request, agreement, form=form)
        return render(request, "agreements/documents/documents.html", context, status=422)
    messages.success(request, _("%(document)s tersimpan.") % {"document": made})
    if agreement.is_draft and not agreement.uploads.unattached().exists():
        return _onward(request, agreement)
    paper = made.instrument
    is_amending = paper and paper.kind == Instrument.Kind.AMENDMENT
    if is_amending and paper and (paper.is_open or "kembali" in request.POST):
        return redirect("agreements:amendment", agreement.public_id, paper.sequence)
    return redirect("agreements:documents", agreement.public_id)


@require_POST
def go_on(request: HttpRequest, public_id: str) -> HttpResponse:
    """Leave the step: what has arrived becomes the paper, unless it must be said which it is."""
    agreement = editable(request, public_id)
    actor = actor_of(request)
    if not agreement.is_draft:
        return redirect(agreement.staff_url)
    problems = [*received(request, agreement, request.FILES.getlist(FIELD)).values()]
    choices = Choices.of(agreement, actor)
    made: list[Document] = []
    try:
        if not problems:
            main = request.POST.get("main", "")
            made = actions.keep_waiting(agreement, by=actor, kind=choices.usual_kind, main=main)
    except ValidationError as error:
        problems = [told(error)]
    if problems:
        context = page_of(request, agreement, problem=" ".join(problems))
        return render(request, "agreements/documents/documents.html", context, status=422)
    for document in made:
        messages.success(request, _("%(document)s tersimpan.") % {"document": document})
    return _onward(request, agreement)


def _onward(request: HttpRequest, agreement: Agreement) -> HttpResponse:
    """To the next step, or away for today; a plain saving stays on the page."""
    note_sent(agreement, by=actor_of(request), steps=["dokumen"])
    if "lanjut" in request.POST:
        return redirect(next_address(agreement, STEPS_BY_SLUG["dokumen"]))
    if "nanti" in request.POST:
        return redirect(agreement.staff_url)
    return redirect("agreements:documents", agreement.public_id)


# Documents


def readable(request: HttpRequest, public_id: str, key: str) -> Document:
    rows = Document.objects.visible_to(actor_of(request)).with_versions()
    return get_object_or_404(
        rows.select_related("agreement__recording_school", "agreement__recording_office"),
        agreement__public_id=public_id,
        public_id=key,
    )


def changeable(request: HttpRequest, public_id: str, key: str) -> Document:
    rows = Document.objects.editable_by(actor_of(request))
    return get_object_or_404(
        rows.select_related("agreement", "instrument"),
        agreement__public_id=public_id,
        public_id=key,
    )


@require_safe
def document(request: HttpRequest, public_id: str, key: str) -> HttpResponse:
    """One paper: its pages, its versions, and what its keeper may do with it."""
    row = readable(request, public_id, key)
    return render(request, "agreements/documents/document.html", document_page(request, row))


def document_page(request: HttpRequest, row: Document, *forms: Any) -> dict[str, Any]:
    actor = actor_of(request)
    sent = {type(form): form for form in forms}
    shown = DocumentVersion.objects.visible_to(actor).filter(document=row)
    return {
        "document": row,
        "agreement": row.agreement,
        "versions": shown.select_related("uploaded_by").order_by("-number"),
        "originals": Upload.objects.filter(version__in=shown, version__document=row)
        if row.is_removable
        else Upload.objects.none(),
        "may_change": may_edit(row, actor),
        "visibility_form": sent.get(VisibilityForm)
        or VisibilityForm(initial={"visibility": row.visibility}, actor=actor),
        "replacement_form": sent.get(ReplacementForm)
        or ReplacementForm(needs_reason=not row.is_removable),
        "limit": settings.SELARAS_UPLOAD_MAX_BYTES,
    }


@require_safe
def pages(request: HttpRequest, public_id: str, key: str) -> HttpResponse:
    """The pages alone, asked again and again until they are drawn."""
    row = readable(request, public_id, key)
    return render(request, "agreements/documents/_pages.html", {"document": row})


def readable_version(
    request: HttpRequest, public_id: str, key: str, number: int
) -> DocumentVersion:
    rows = DocumentVersion.objects.visible_to(actor_of(request))
    return get_object_or_404(
        rows.select_related("document__agreement"),
        document__agreement__public_id=public_id,
        document__public_id=key,
        number=number,
    )


@require_safe
def download(request: HttpRequest, public_id: str, key: str, number: int) -> HttpResponseBase:
    return attachment(readable_version(request, public_id, key, number))


@require_safe
def page(
    request: HttpRequest, public_id: str, key: str, number: int, page_number: int
) -> HttpResponseBase:
    version = readable_version(request, public_id, key, number)
    row = get_object_or_404(DocumentPage, version=version, number=page_number)
    return handed_out(row.file, content_type="image/webp")


@require_POST
def show_to(request: HttpRequest, public_id: str, key: str) -> HttpResponse:
    row = changeable(request, public_id, key)
    form = VisibilityForm(request.POST, actor=actor_of(request))
    if form.is_valid():
        with told_in(form):
            actions.change_visibility(row, by=actor_of(request), **form.cleaned_data)
    if form.errors:
        return _document_refused(request, row, form)
    messages.success(request, _("Tersimpan."))
    return redirect("agreements:document", public_id, key)


def _document_refused(request: HttpRequest, row: Document, form: Any) -> HttpResponse:
    fresh = readable(request, row.agreement.public_id, row.public_id)
    context = document_page(request, fresh, form)
    return render(request, "agreements/documents/document.html", context, status=422)


@require_POST
def replace(request: HttpRequest, public_id: str, key: str) -> HttpResponse:
    """Send a newer file, or several photos of it, for a document."""
    row = changeable(request, public_id, key)
    actor = actor_of(request)
    form = ReplacementForm(request.POST, needs_reason=not row.is_removable)
    if form.is_valid():
        with told_in(form):
            files = request.FILES.getlist(FIELD)
            if request.META.get("SELARAS_UPLOAD_TOO_LARGE"):
                raise FileRefused.too_large(settings.SELARAS_UPLOAD_MAX_BYTES)
            uploads = [actions.receive(row.agreement, file, by=actor) for file in files]
            actions.replace_version(row, uploads, by=actor, **form.cleaned_data)
    if form.errors:
        return _document_refused(request, row, form)
    messages.success(request, _("Versi baru tersimpan; versi lama tetap ada."))
    return redirect("agreements:document", public_id, key)


@require_POST
def turn_pages(request: HttpRequest, public_id: str, key: str) -> HttpResponse:
    """Turn single pages of photos that were put together sideways."""
    row = changeable(request, public_id, key)
    form = TurnsForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        actions.turn_pages(row, by=actor_of(request), **form.cleaned_data)
    except ValidationError as error:
        messages.error(request, told(error))
    else:
        messages.success(request, _("Versi baru tersimpan; versi lama tetap ada."))
    return redirect("agreements:document", public_id, key)


@require_POST
def remove(request: HttpRequest, public_id: str, key: str) -> HttpResponse:
    row = changeable(request, public_id, key)
    keep_photos = "bongkar" in request.POST
    try:
        actions.remove(row, by=actor_of(request), keep_photos=keep_photos)
    except ValidationError as error:
        messages.error(request, told(error))
        return redirect("agreements:document", public_id, key)
    messages.success(
        request,
        _("Dokumen dibongkar; susun lagi fotonya.") if keep_photos else _("Dokumen dihapus."),
    )
    return redirect("agreements:documents", public_id)
