"""A school's list of pupils from Dapodik: upload, look, say what its classes are, apply, undo.

Only the school's own head and admins; each look at names is noted in the read log.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.paging import page_of
from accounts.readings import ReadingKind
from accounts.roles import Permission
from accounts.violations import told_in as refusals_told_in
from schools.actions.pupil_imports import (
    AT_ONCE,
    begin_pupil_import,
    begin_pupil_undo,
    decide_pupil_import,
    discard_pupil_import,
    prepare_pupil_import,
    settled_classes,
)
from schools.actors import Actor, actor_of
from schools.class_names import HIGHEST_GRADE, LOWEST_GRADE, NUMERALS, grade_of
from schools.forms.pupil_imports import PupilListForm, field_of, told_in, years_offered
from schools.imports.progress import progress_of
from schools.imports.pupils.planning import LABELS, told_value
from schools.imports.tables import TableError
from schools.models import (
    ClassGroup,
    Concentration,
    Pupil,
    PupilImport,
    PupilImportClass,
    PupilImportRow,
    School,
    SchoolConcentration,
)
from schools.models.imports import ImportState, RowOutcome, RowUndo
from schools.models.pupil_imports import PREVIEW_KEPT, UNDO_KEPT
from schools.reading_log import note
from schools.school_years import school_year_of
from schools.search import normalise
from schools.views.import_rows import Change, changes_of, kept_of, region_names

GONE, NOTED = "gone", "noted"


def importer(request: HttpRequest) -> tuple[Actor, School]:
    """Who asks and the school whose pupils they keep; for all others there is no such page."""
    actor = actor_of(request)
    if actor.school is None or not actor.can(Permission.KEEP_PUPILS):
        raise Http404
    return actor, actor.school


def find_run(actor: Actor, public_id: str) -> PupilImport:
    runs = PupilImport.objects.visible_to(actor)
    runs = runs.select_related("school", "created_by", "applied_by", "undone_by")
    return get_object_or_404(runs, public_id=public_id)


@require_http_methods(["GET", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """Runs so far, and the form that begins one."""
    actor, school = importer(request)
    form = PupilListForm.sent_by(request)
    form.offer_years(actor)
    if request.method == "POST" and form.is_valid():
        run = _prepared(form, actor, school)
        if run:
            return redirect("schools:pupil_import", run.public_id)
    runs = PupilImport.objects.visible_to(actor).select_related("created_by")
    context = {
        "form": form,
        "page": page_of(request, runs.order_by("-created_at", "-pk")),
        "preview_days": PREVIEW_KEPT.days,
        "undo_days": UNDO_KEPT.days,
    }
    return render(request, "schools/pupil_imports.html", context)


def _prepared(form: PupilListForm, actor: Actor, school: School) -> PupilImport | None:
    file = form.cleaned_data["file"]
    run = None
    try:
        with refusals_told_in(form):
            run = prepare_pupil_import(
                by=actor,
                school=school,
                data=file.read(),
                file_name=file.name,
                told=form.told(),
                form_token=form.cleaned_data["form_token"],
            )
    except TableError as error:
        form.add_error("file", str(error))
    return run


@never_cache
@require_GET
def import_run(request: HttpRequest, public_id: str) -> HttpResponse:
    """Before: what each row would do, and what the classes are. Afterwards: what became of it."""
    actor, _school = importer(request)
    run = find_run(actor, public_id)
    part = request.GET.get("hasil", "")
    page = page_of(request, rows_of(run, part, actor))
    note(request, ReadingKind.LIST, len(page.object_list))
    may_change = run.state == ImportState.PREPARED and run.worked_at is None
    context = {
        "run": run,
        "part": part,
        "page": page,
        "rows": [] if part == GONE else shown(list(page.object_list)),
        "classes": shown_classes(run, actor) if may_change else [],
        "years": years_offered(actor, also=run.school_year),
        "warnings": warnings_of(run, on=actor.on) if may_change else [],
        "noted": noted(run).count(),
        "kept": run.rows.filter(undo=RowUndo.KEPT).count(),
        "progress": progress_of(run) if run.worked_at else None,
        "may_change": may_change,
        "may_undo": run.state == ImportState.APPLIED and not (run.worked_at or run.wiped_at),
        "preview_until": run.created_at + PREVIEW_KEPT,
        "undo_until": run.applied_at + UNDO_KEPT if run.applied_at else None,
        "is_long": run.new + run.changed > AT_ONCE,
        "grades": [(n, NUMERALS[n]) for n in range(LOWEST_GRADE, HIGHEST_GRADE + 1)],
    }
    return render(request, "schools/pupil_import.html", context)


def noted(run: PupilImport) -> Any:
    return run.rows.exclude(outcome=RowOutcome.REJECTED).exclude(notes=[])


def rows_of(run: PupilImport, part: str, actor: Actor) -> Any:
    """The rows of one part of the list; for those who are not in it, the pupils."""
    rows = run.rows.select_related("pupil").order_by("number", "pk")
    if part == GONE:
        gone = Pupil.objects.visible_to(actor).filter(pk__in=run.gone_pupils)
        return gone.order_by("sort_key", "pk")
    if part == NOTED:
        return noted(run).select_related("pupil").order_by("number", "pk")
    return rows.filter(outcome=part) if part in RowOutcome.values else rows


@dataclass(frozen=True)
class ShownRow:
    row: PupilImportRow
    changes: list[Change]
    kept: str

    @property
    def name(self) -> str:
        """That of the file as long as it is kept, else the pupil's."""
        return self.row.name or (self.row.pupil.name if self.row.pupil else "")


def shown(rows: list[PupilImportRow]) -> list[ShownRow]:
    """Rows with words for columns and kecamatan; one query."""
    names = region_names(rows, ["district"])

    def told(name: str, value: str) -> str:
        return told_value(name, value, names)

    return [ShownRow(row, changes_of(row, LABELS, told), kept_of(row, LABELS)) for row in rows]


@dataclass(frozen=True)
class ShownClass:
    """A class of the list with the fields that ask about it."""

    named: PupilImportClass
    is_settled: bool
    asks_grade: bool
    grade_field: str
    concentration_field: str

    @property
    def numeral(self) -> str:
        return NUMERALS.get(self.named.grade or 0, "")


def shown_classes(run: PupilImport, actor: Actor) -> dict[str, Any]:
    settled = settled_classes(run)
    rows = [
        ShownClass(
            named,
            named.class_key in settled,
            not named.is_known and grade_of(named.name) is None,
            field_of("tingkat", named),
            field_of("konsentrasi", named),
        )
        for named in run.classes.select_related("concentration").order_by("name", "pk")
    ]
    offered, others = concentrations_for(run, actor)
    return {
        "rows": rows,
        "offered": offered,
        "others": others,
        "without_grade": sum(one.named.grade is None for one in rows),
        "without_concentration": sum(one.named.concentration_id is None for one in rows),
    }


def concentrations_for(
    run: PupilImport, actor: Actor
) -> tuple[list[Concentration], list[Concentration]]:
    """Those that the school offers or has used, with what the classes are proposed to be; where it
    says of none that it offers them, all others beside."""
    offers = SchoolConcentration.objects.valid_on(actor.on).filter(school=run.school)
    keys = set(offers.values_list("concentration", flat=True))
    used = ClassGroup.objects.filter(school=run.school).exclude(concentration=None)
    near = keys | set(used.values_list("concentration", flat=True))
    near |= set(run.classes.exclude(concentration=None).values_list("concentration", flat=True))
    rows = Concentration.objects.valid_on(actor.on)
    return list(rows.filter(pk__in=near)), [] if keys else list(rows.exclude(pk__in=near))


def warnings_of(run: PupilImport, *, on: date) -> list[str]:
    """What somebody should look at before applying."""
    found = []
    if run.school_year < school_year_of(on):
        found.append(
            _("Daftar ini dari tahun ajaran %s, yang sudah lewat. Pastikan berkasnya benar.")
            % run.year_label
        )
    own = {normalise(run.school.name), normalise(run.school.official_name)}
    if run.school_in_file and normalise(run.school_in_file) not in own:
        found.append(
            _("Berkas ini menyebut %(file)s, bukan %(school)s. Pastikan berkasnya benar.")
            % {"file": run.school_in_file, "school": run.school.name}
        )
    if run.other_lists:
        found.append(
            _("%d lembar lain dalam buku kerja ini juga memuat daftar dan tidak dibaca.")
            % run.other_lists
        )
    if not run.has_classes and not run.default_class:
        found.append(
            _("Berkas tidak memuat kolom Rombel Saat Ini. Isi kelasnya di bawah, bila satu kelas.")
        )
    return found


@require_GET
def import_progress(request: HttpRequest, public_id: str) -> HttpResponse:
    """The line that htmx asks for anew; once the job has ended, the page is loaded again."""
    actor, _school = importer(request)
    run = find_run(actor, public_id)
    if run.worked_at is None:
        return HttpResponse(headers={"HX-Refresh": "true"})
    context = {"run": run, "progress": progress_of(run)}
    return render(request, "schools/_pupil_import_progress.html", context)


def _decided(request: HttpRequest, actor: Actor, run: PupilImport) -> bool:
    """Keep what the form says; whether rows now do something else than was shown."""
    near, others = concentrations_for(run, actor)
    offered = {one.pk for one in (*near, *others)}
    told = told_in(request.POST, run, actor=actor, offered=offered)
    return decide_pupil_import(by=actor, run=run, told=told)


@require_POST
def import_decide(request: HttpRequest, public_id: str) -> HttpResponse:
    """Keep what was said of year and classes, and compare anew."""
    actor, _school = importer(request)
    run = find_run(actor, public_id)
    try:
        _decided(request, actor, run)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("Pilihan tersimpan."))
    return redirect("schools:pupil_import", public_id)


@require_POST
def import_apply(request: HttpRequest, public_id: str) -> HttpResponse:
    """Write what was shown; where the form changes that, it is shown again first."""
    actor, _school = importer(request)
    run = find_run(actor, public_id)
    try:
        is_stuck = run.worked_at is not None
        if not is_stuck and _decided(request, actor, run):
            messages.warning(request, _("Pilihan Anda mengubah isinya: periksa, lalu terapkan."))
            return redirect("schools:pupil_import", public_id)
        run = begin_pupil_import(by=actor, run=run)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        if run.worked_at is None:
            messages.success(request, _("Daftar siswa diterapkan; impor ini dapat dibatalkan."))
    return redirect("schools:pupil_import", public_id)


@require_http_methods(["GET", "POST"])
def import_undo(request: HttpRequest, public_id: str) -> HttpResponse:
    """A whole school's pupils change back at one click, so it is asked first."""
    actor, _school = importer(request)
    run = find_run(actor, public_id)
    if request.method == "GET":
        if run.state != ImportState.APPLIED or run.worked_at or run.wiped_at:
            return redirect("schools:pupil_import", public_id)
        return render(request, "schools/pupil_import_undo.html", {"run": run})
    try:
        run = begin_pupil_undo(by=actor, run=run)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        if run.worked_at is None:
            messages.success(request, _("Impor dibatalkan; yang sudah diubah sejak itu dibiarkan."))
    return redirect("schools:pupil_import", public_id)


@require_POST
def import_discard(request: HttpRequest, public_id: str) -> HttpResponse:
    actor, _school = importer(request)
    run = find_run(actor, public_id)
    try:
        discard_pupil_import(by=actor, run=run)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("schools:pupil_import", public_id)
    messages.success(request, _("Bacaan daftar itu dibuang; tidak ada yang ditulis."))
    return redirect("schools:pupil_imports")
