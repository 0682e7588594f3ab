"""Lists of agreements: upload, look, decide row by row, make the drafts, take them back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.paging import page_of
from accounts.violations import told_in
from partnerships.agreements.actions import imports as actions
from partnerships.agreements.actions.imports import UndecidedError
from partnerships.agreements.forms.imports import (
    AgreementListForm,
    RestForm,
    decisions_in,
    place_in,
)
from partnerships.agreements.imports.showing import (
    columns_read,
    cuts,
    parts_of,
    progress_of,
    shown,
)
from partnerships.agreements.imports.template import FILE_NAME, template_workbook
from partnerships.agreements.models import AgreementImport, Kind
from partnerships.agreements.models.imports import may_import
from schools.actors import Actor, actor_of
from schools.imports.tables import TableError
from schools.models.imports import ImportState

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def importer(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    if not may_import(actor):
        raise Http404
    return actor


def find_run(actor: Actor, public_id: str) -> AgreementImport:
    runs = AgreementImport.objects.visible_to(actor).select_related("created_by", "applied_by")
    return get_object_or_404(runs, public_id=public_id)


@require_http_methods(["GET", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """Runs so far, and the form that begins one."""
    actor = importer(request)
    form = AgreementListForm.sent_by(request)
    if request.method == "POST" and form.is_valid():
        run = _prepared(form, actor)
        if run:
            return redirect("agreements:import_run", run.public_id)
    made = Count("rows", filter=Q(rows__is_applied=True))
    runs = AgreementImport.objects.visible_to(actor).select_related("created_by")
    runs = runs.annotate(made=made).order_by("-created_at", "-pk")
    context = {"form": form, "page": page_of(request, runs), "is_office": actor.school is None}
    return render(request, "agreements/imports.html", context)


def _prepared(form: AgreementListForm, actor: Actor) -> AgreementImport | None:
    file = form.cleaned_data["file"]
    run = None
    try:
        with told_in(form):
            run = actions.prepare_import(
                by=actor,
                data=file.read(),
                file_name=file.name,
                default_kind=Kind(form.cleaned_data["default_kind"]),
                form_token=form.cleaned_data["form_token"],
            )
    except TableError as error:
        form.add_error("file", str(error))
    return run


@require_GET
def template(request: HttpRequest) -> HttpResponse:
    """The workbook to fill in."""
    actor = importer(request)
    data = template_workbook(is_office=actor.school is None)
    headers = {"Content-Disposition": f'attachment; filename="{FILE_NAME}"'}
    return HttpResponse(data, content_type=XLSX, headers=headers)


@require_GET
def import_run(request: HttpRequest, public_id: str) -> HttpResponse:
    """Before: the rows, with what each needs of somebody. Afterwards: what became of them."""
    actor = importer(request)
    run = find_run(actor, public_id)
    chosen = request.GET.get("hasil", "")
    rows = run.rows.select_related("run", "school", "twin").order_by("number", "pk")
    page = page_of(request, cuts(rows).get(chosen, rows))
    parts = parts_of(run)
    counts = {part.key: part.count for part in parts}
    context = {
        "run": run,
        "page": page,
        "rows": shown(run, page, actor.on),
        "columns": columns_read(run),
        "parts": parts,
        "chosen": chosen,
        "counts": counts,
        "progress": progress_of(run) if run.worked_at else None,
        "may_change": run.state == ImportState.PREPARED and run.worked_at is None,
        "may_undo": actions.may_undo(run, actor) and run.worked_at is None,
        "at_once": actions.AT_ONCE,
    }
    return render(request, "agreements/import_run.html", context)


@require_GET
def import_progress(request: HttpRequest, public_id: str) -> HttpResponse:
    """The line that htmx asks for anew; once the job has ended, the page is loaded again."""
    run = find_run(importer(request), public_id)
    if run.worked_at is None:
        return HttpResponse(headers={"HX-Refresh": "true"})
    context = {"run": run, "progress": progress_of(run)}
    return render(request, "agreements/_import_progress.html", context)


@require_POST
def import_decide(request: HttpRequest, public_id: str) -> HttpResponse:
    """Keep what the page says of its rows, then show the part that the button names."""
    actor = importer(request)
    run = find_run(actor, public_id)
    if _decided(request, actor, run):
        messages.success(request, _("Pilihan tersimpan."))
    return redirect(address_of(run, place_in(request.POST.get("ke", ""))))


def _decided(request: HttpRequest, actor: Actor, run: AgreementImport) -> bool:
    try:
        doubled = actions.decide(by=actor, run=run, decisions=decisions_in(request.POST))
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return False
    if doubled:
        told = ", ".join(map(str, doubled[:20]))
        messages.warning(
            request, _("Ternyata sudah tercatat, jadi tidak dicentang: baris %s.") % told
        )
    return True


def address_of(run: AgreementImport, query: str = "") -> str:
    return reverse("agreements:import_run", args=[run.public_id]) + query


@require_POST
def import_apply(request: HttpRequest, public_id: str) -> HttpResponse:
    """Make the drafts; what the page says of its rows is kept first, whatever comes of it."""
    actor = importer(request)
    run = find_run(actor, public_id)
    if "baris" in request.POST and not _decided(request, actor, run):
        return redirect(address_of(run))
    try:
        run = actions.begin(by=actor, run=run, rest=RestForm(request.POST).choice)
    except UndecidedError as error:
        messages.error(request, error.messages[0])
        return redirect(address_of(run, "?hasil=waiting"))
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect(address_of(run))
    if run.worked_at is None:
        messages.success(request, _("Draf sudah dibuat; impor ini dapat dibatalkan."))
    return redirect(address_of(run))


@require_POST
def import_undo(request: HttpRequest, public_id: str) -> HttpResponse:
    actor = importer(request)
    run = find_run(actor, public_id)
    try:
        run = actions.begin_undo(by=actor, run=run)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    except PermissionDenied:
        messages.error(request, _("Hanya pembuat draf dan kantornya yang dapat membatalkan."))
    else:
        if run.worked_at is None:
            messages.success(request, _("Impor dibatalkan; draf yang sudah diubah dibiarkan."))
    return redirect(address_of(run))


@require_POST
def import_discard(request: HttpRequest, public_id: str) -> HttpResponse:
    actor = importer(request)
    run = find_run(actor, public_id)
    try:
        actions.discard_import(by=actor, run=run)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect(address_of(run))
    messages.success(request, _("Bacaan daftar itu dibuang; tidak ada draf yang dibuat."))
    return redirect("agreements:imports")
