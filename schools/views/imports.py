"""The office's page for lists of schools: upload, look, decide, apply, undo."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.handling import acted
from accounts.paging import page_of
from accounts.roles import Permission
from accounts.violations import told_in
from schools.actions.imports import begin_import, begin_undo, decide_row, prepare_import
from schools.actors import Actor, actor_of
from schools.forms.imports import ListForm
from schools.imports.planning import FIELDS, REGIONS
from schools.imports.progress import progress_of
from schools.imports.tables import TableError
from schools.models import ImportRow, ImportRun, School
from schools.models.imports import ImportState, RowOutcome, RowUndo
from schools.views.import_rows import Change, changes_of, kept_of, region_names

SHOWN_MISSING = 200


def importer(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    if not actor.can(Permission.IMPORT_LISTS):
        raise PermissionDenied
    return actor


@require_http_methods(["GET", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """Runs so far, and the form that begins one."""
    actor = importer(request)
    form = ListForm.sent_by(request)
    if request.method == "POST" and form.is_valid():
        run = _prepared(form, actor)
        if run:
            return redirect("schools:import_run", run.public_id)
    runs = ImportRun.objects.visible_to(actor).select_related(
        "created_by", "office", "applied_by", "undone_by"
    )
    shown = request.GET.get("lihat", "")
    if shown == "berlaku":
        runs = runs.exclude(state=ImportState.UNDONE)
    context = {
        "form": form,
        "shown": shown,
        "has_undone": runs.filter(state=ImportState.UNDONE).exists() if not shown else True,
        "page": page_of(request, runs.order_by("-created_at", "-pk")),
    }
    return render(request, "schools/imports.html", context)


def _prepared(form: ListForm, actor: Actor) -> ImportRun | None:
    file = form.cleaned_data["file"]
    run = None
    try:
        with told_in(form):
            run = prepare_import(
                by=actor,
                data=file.read(),
                file_name=file.name,
                form_token=form.cleaned_data["form_token"],
            )
    except TableError as error:
        form.add_error("file", str(error))
    return run


@dataclass(frozen=True)
class ShownRow:
    row: ImportRow
    changes: list[Change]
    kept: str


def shown(page: "Page[ImportRow]") -> list[ShownRow]:
    """Rows with the names of fields and regions instead of keys and codes; one query."""
    rows = list(page.object_list)
    names = region_names(rows, REGIONS)

    def told(name: str, value: str) -> str:
        return names.get(value, value) if name in REGIONS else value

    return [ShownRow(row, changes_of(row, FIELDS, told), kept_of(row, FIELDS)) for row in rows]


@require_GET
def import_run(request: HttpRequest, public_id: str) -> HttpResponse:
    """The change report of one run, one outcome at a time."""
    actor = importer(request)
    run = find_run(actor, public_id)
    outcome = request.GET.get("hasil", "")
    rows = run.rows.select_related("school").order_by("number", "pk")
    if outcome == RowOutcome.REJECTED:
        # Waiting rows are counted among those not taken.
        rows = rows.filter(outcome__in=[RowOutcome.REJECTED, RowOutcome.WAITING])
    elif outcome in RowOutcome.values:
        rows = rows.filter(outcome=outcome)
    page = page_of(request, rows)
    missing = School.objects.visible_to(actor).filter(pk__in=run.missing_schools)
    context = {
        "run": run,
        "page": page,
        "rows": shown(page),
        "outcome": outcome,
        "waiting": run.rows.filter(outcome=RowOutcome.WAITING).count(),
        "kept": run.rows.filter(undo=RowUndo.KEPT).count()
        if run.state == ImportState.UNDONE
        else 0,
        "missing": missing.select_related("regency").order_by("sort_key", "pk")[:SHOWN_MISSING]
        if outcome == "missing"
        else None,
        "progress": progress_of(run) if run.worked_at else None,
        "may_apply": run.state == ImportState.PREPARED and run.worked_at is None,
        "may_undo": run.state == ImportState.APPLIED and run.worked_at is None,
    }
    return render(request, "schools/import_run.html", context)


def find_run(actor: Actor, public_id: str) -> ImportRun:
    runs = ImportRun.objects.visible_to(actor)
    return get_object_or_404(runs.select_related("created_by"), public_id=public_id)


@require_GET
def import_progress(request: HttpRequest, public_id: str) -> HttpResponse:
    """The line that htmx asks for anew; once the job has ended, the page is loaded again."""
    run = find_run(importer(request), public_id)
    if run.worked_at is None:
        return HttpResponse(headers={"HX-Refresh": "true"})
    context = {"run": run, "progress": progress_of(run)}
    return render(request, "schools/_import_progress.html", context)


@require_POST
def import_apply(request: HttpRequest, public_id: str) -> HttpResponse:
    actor = importer(request)
    run = find_run(actor, public_id)
    try:
        run = begin_import(by=actor, run=run)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        if run.worked_at is None:
            messages.success(request, _("Daftar diterapkan; impor ini dapat dibatalkan."))
    return redirect("schools:import_run", public_id)


@require_http_methods(["GET", "POST"])
def import_undo(request: HttpRequest, public_id: str) -> HttpResponse:
    """Thousands of schools change back at one click, so it is asked first."""
    actor = importer(request)
    run = find_run(actor, public_id)
    if request.method == "GET":
        if run.state != ImportState.APPLIED or run.worked_at:
            return redirect("schools:import_run", public_id)
        return render(request, "schools/import_undo.html", {"run": run})
    try:
        run = begin_undo(by=actor, run=run)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        if run.worked_at is None:
            messages.success(
                request, _("Impor dibatalkan; yang sudah diubah orang lain dibiarkan.")
            )
    return redirect("schools:import_run", public_id)


@require_POST
def import_decide(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    actor = importer(request)
    run = find_run(actor, public_id)
    get_object_or_404(run.rows, number=number, outcome=RowOutcome.WAITING)
    is_same = request.POST.get("sama") == "ya"
    acted(
        request,
        lambda: decide_row(by=actor, run=run, number=number, is_same=is_same),
        done=_("Keputusan tersimpan."),
    )
    return redirect("schools:import_run", public_id)
