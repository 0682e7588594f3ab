"""A list of pupils: read, decided about, begun, taken back, emptied; `pupil_import_work` does the
work."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Permission
from schools import tasks
from schools.actions.importing import importing, locked, require_silence
from schools.actions.list_work import Tell, silent
from schools.actions.pupil_import_work import PupilListWork
from schools.actors import Actor
from schools.imports.copying import copy_in
from schools.imports.pupils.planning import (
    Choices,
    Plan,
    PlannedClass,
    PlannedRow,
    day_of,
    kept,
    plan_pupils,
    unkept,
    year_of,
)
from schools.imports.pupils.reading import PupilList, read_pupils
from schools.models.classes import ClassGroup
from schools.models.imports import ImportState
from schools.models.pupil_imports import PupilImport, PupilImportClass, PupilImportRow
from schools.models.schools import School

# More than this is the worker's: a request must answer soon.
AT_ONCE = 500
LABELS_KEPT = 200


@dataclass(frozen=True)
class ClassChoice:
    """What somebody said of a class: its grade, and the key of its konsentrasi; None for unsaid."""

    grade: int | None
    concentration_id: int | None


@dataclass(frozen=True)
class Told:
    """What is said beside a file; a year of None is the one that the file speaks of."""

    school_year: int | None = None
    default_class: str = ""
    classes: Mapping[str, ClassChoice] = field(default_factory=dict)


def may_import_pupils(by: Actor, school: School) -> bool:
    """The head and the admins of the school; and the command."""
    own = by.school is not None and by.school.pk == school.pk
    return by.is_system or (own and by.can(Permission.KEEP_PUPILS))


def read_list(
    data: bytes, *, by: Actor, school: School, file_name: str, told: Told
) -> tuple[PupilList, Plan]:
    """The file and what it would change. Raises TableError for a file that is no such list."""
    if not may_import_pupils(by, school):
        raise PermissionDenied
    found = read_pupils(data, on=by.on, file_name=file_name)
    year = told.school_year or year_of(found, on=by.on)
    plan = plan_pupils(
        found.rows,
        school=school,
        choices=Choices(year, told.default_class),
        as_of=day_of(found.downloaded_on, year, on=by.on),
        on=by.on,
    )
    return found, plan


def prepare_pupil_import(
    *,
    by: Actor,
    school: School,
    data: bytes,
    file_name: str,
    told: Told = Told(),
    form_token: UUID | None = None,
) -> PupilImport:
    """Read the file and keep what its rows say, so that it can be looked at; the file is not kept.

    Raises TableError for a file that is no list of pupils.
    """
    if not may_import_pupils(by, school):
        raise PermissionDenied
    if form_token and (made := made_with(form_token, by)):
        return made
    found, plan = read_list(data, by=by, school=school, file_name=file_name, told=told)
    run = PupilImport(
        school=school,
        file_name=file_name[-200:],
        file_sha256=hashlib.sha256(data).hexdigest(),
        form_token=form_token,
        created_by=by.user,
        created_at=timezone.now(),
        default_class=told.default_class,
        downloaded_on=found.downloaded_on,
        school_in_file=found.school_name,
        columns_used=list(found.used[:LABELS_KEPT]),
        columns_ignored=list(found.ignored[:LABELS_KEPT]),
        has_classes="class" in found.columns,
        skipped=found.skipped,
        other_lists=found.other_lists,
        said=kept(found.rows),
    )
    set_counts(run, plan)
    try:
        with importing(by, _("Daftar siswa dibaca")):
            run.save(force_insert=True)
            keep_rows(run, plan)
            PupilImportClass.objects.bulk_create(kept_class(run, one) for one in plan.classes)
    except IntegrityError:
        if form_token and (made := made_with(form_token, by)):
            return made
        raise
    return run


def made_with(form_token: UUID, by: Actor) -> PupilImport | None:
    """The run that this form has begun, on its second click."""
    return PupilImport.objects.visible_to(by).filter(form_token=form_token).first()


def set_counts(run: PupilImport, plan: Plan) -> None:
    run.school_year, run.as_of = plan.school_year, plan.as_of
    run.gone, run.gone_pupils = len(plan.gone), plan.gone
    for name, count in plan.counts().items():
        setattr(run, name, count)


def keep_rows(run: PupilImport, plan: Plan) -> None:
    copy_in(PupilImportRow, [kept_row(run, row) for row in plan.rows if row.outcome])


def kept_row(run: PupilImport, row: PlannedRow) -> PupilImportRow:
    return PupilImportRow(
        run=run,
        number=row.number,
        outcome=str(row.outcome),
        name=row.name[:200],
        pupil_id=row.pupil_id,
        before=row.before,
        after=row.after,
        reason=row.reason,
        notes=row.notes,
    )


def kept_class(run: PupilImport, one: PlannedClass) -> PupilImportClass:
    return PupilImportClass(
        run=run,
        class_key=one.key,
        name=one.name,
        grade=one.grade,
        concentration_id=one.concentration_id,
        is_known=one.is_known,
        is_guessed=one.is_guessed,
        pupils=one.pupils,
    )


def decide_pupil_import(*, by: Actor, run: PupilImport, told: Told) -> bool:
    """Keep what was said of the list. Where that changes what its rows do, they are compared anew,
    with what is recorded by now; True then, so that somebody looks again."""
    with importing(by, _("Daftar siswa dibaca")):
        run = open_run(run, by)
        named = {one.class_key: one for one in run.classes.all()}
        if is_another_plan(run, named, told):
            plan_anew(run, told, on=by.on)
            return True
        for one in chosen(named.values(), told, but=settled_classes(run)):
            one.save(update_fields=["concentration", "is_guessed"])
        return False


def is_another_plan(run: PupilImport, named: Mapping[str, PupilImportClass], told: Told) -> bool:
    grades = {key: choice.grade for key, choice in told.classes.items() if choice.grade}
    return (
        (told.school_year or run.school_year) != run.school_year
        or told.default_class != run.default_class
        or any(
            key in named and not named[key].is_known and named[key].grade != grade
            for key, grade in grades.items()
        )
    )


def plan_anew(run: PupilImport, told: Told, *, on: date) -> None:
    year = told.school_year or run.school_year
    grades = {key: choice.grade for key, choice in told.classes.items() if choice.grade}
    plan = plan_pupils(
        unkept(run.said),
        school=run.school,
        choices=Choices(year, told.default_class, grades),
        as_of=day_of(run.downloaded_on, year, on=on),
        on=on,
    )
    rows = [kept_class(run, one) for one in plan.classes]
    run.school_year = year
    chosen(rows, told, but=settled_classes(run))
    run.rows.all().delete()
    run.classes.all().delete()
    run.default_class = told.default_class
    set_counts(run, plan)
    run.save()
    keep_rows(run, plan)
    PupilImportClass.objects.bulk_create(rows)


def settled_classes(run: PupilImport) -> set[str]:
    """Those that are recorded with their konsentrasi: a list does not change it."""
    recorded = ClassGroup.objects.filter(school=run.school_id).of_year(run.school_year)
    return set(recorded.exclude(concentration=None).values_list("name_key", flat=True))


def chosen(
    classes: Iterable[PupilImportClass], told: Told, *, but: set[str]
) -> list[PupilImportClass]:
    """Those of which somebody has said another konsentrasi than is there; with it."""
    changed = []
    for one in classes:
        choice = told.classes.get(one.class_key)
        if choice and one.class_key not in but and one.concentration_id != choice.concentration_id:
            one.concentration_id, one.is_guessed = choice.concentration_id, False
            changed.append(one)
    return changed


def open_run(run: PupilImport, by: Actor) -> PupilImport:
    """The prepared run, locked; ValidationError while a job works on it."""
    run = locked(run, by, ImportState.PREPARED)
    require_silence(run)
    if run.worked_at:
        raise ValidationError(_("Impor ini sudah mulai diterapkan; lanjutkan dulu."))
    return run


def begin_pupil_import(*, by: Actor, run: PupilImport) -> PupilImport:
    """Write the list now, or give a long one to the worker: then `worked_at` is set."""
    return PupilListWork(run, by=by).begin(tasks.apply_pupil_import, at_once=AT_ONCE)


def begin_pupil_undo(*, by: Actor, run: PupilImport) -> PupilImport:
    """Take the list back now, or let the worker do it; while what that needs is kept."""
    if run.wiped_at:
        raise ValidationError(_("Impor ini sudah dikosongkan dan tidak dapat dibatalkan lagi."))
    return PupilListWork(run, by=by).begin_undo(tasks.undo_pupil_import, at_once=AT_ONCE)


def apply_pupil_import(*, by: Actor, run: PupilImport, tell: Tell = silent) -> PupilImport:
    """Write the list at once, whatever its length."""
    return PupilListWork(run, by=by).apply(tell)


def discard_pupil_import(*, by: Actor, run: PupilImport) -> None:
    """Forget a preview that nobody applied, with all that it says of pupils."""
    with importing(by, _("Bacaan daftar siswa dibuang")):
        open_run(run, by).delete()
