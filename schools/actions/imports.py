"""A list of schools: read, decided about, begun, taken back; `import_work` does the work."""

import hashlib
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Permission
from schools import tasks
from schools.actions.import_work import SchoolListWork
from schools.actions.importing import importing, locked
from schools.actors import Actor
from schools.imports.copying import copy_in
from schools.imports.planning import (
    Plan,
    PlannedRow,
    plan_import,
    text_in,
)
from schools.models import ImportRow, ImportRun, School
from schools.models.imports import ImportState, RowOutcome

# More than this is the worker's: a request must answer soon.
AT_ONCE = 2000


def prepare_import(
    *, by: Actor, data: bytes, file_name: str, form_token: UUID | None = None
) -> ImportRun:
    """Read the file and keep the change report, so that it can be looked at before applying.

    Raises TableError for a file that is no list of schools.
    """
    if not by.can(Permission.IMPORT_LISTS):
        raise PermissionDenied
    if form_token and (made := ImportRun.objects.filter(form_token=form_token).first()):
        return made
    plan = plan_import(data, by=by)
    with transaction.atomic():
        run = ImportRun.objects.create(
            file_name=file_name[-200:],
            file_sha256=hashlib.sha256(data).hexdigest(),
            form_token=form_token,
            office=by.office,
            created_by=by.user,
            created_at=timezone.now(),
            provinces=plan.provinces,
            missing_schools=plan.missing,
            **counts_of(plan),
        )
        kept = [kept_row(run, row) for row in plan.rows if row.outcome]
        copy_in(ImportRow, kept)
    return run


def counts_of(plan: Plan) -> dict[str, int]:
    report = plan.report()
    return report | {"rejected": len(report["rejected"])}


def kept_row(run: ImportRun, row: PlannedRow) -> ImportRow:
    return ImportRow(
        run=run,
        number=row.number,
        outcome=str(row.outcome),
        name=row.name,
        school_id=row.school_id,
        before=row.before,
        after=row.after,
        reason=row.reason,
        notes=row.notes,
    )


def begin_import(*, by: Actor, run: ImportRun) -> ImportRun:
    """Write the list now, or give a long one to the worker: then `worked_at` is set."""
    return SchoolListWork(run, by=by).begin(tasks.apply_import, at_once=AT_ONCE)


def begin_undo(*, by: Actor, run: ImportRun) -> ImportRun:
    """Take the list back now, or let the worker do it."""
    return SchoolListWork(run, by=by).begin_undo(tasks.undo_import, at_once=AT_ONCE)


def decide_row(*, by: Actor, run: ImportRun, number: int, is_same: bool) -> ImportRow:
    """Say of a waiting row whether it is the school that it resembles or one of its own."""
    work = SchoolListWork(run, by=by)
    with importing(by, work.reason()):
        run = locked(run, by, ImportState.PREPARED)
        if run.worked_at:
            raise ValidationError(_("Impor ini sedang dikerjakan."))
        row = run.rows.select_for_update(of=("self",)).get(
            number=number, outcome=RowOutcome.WAITING
        )
        if is_same:
            school = School.objects.get(pk=row.school_id or 0)
            codes = {region.pk: region.code for region in work.regions.by_code.values()}
            read = {n: v for n, v in row.after.items() if text_in(school, n, codes) != v}
            row.before = {name: text_in(school, name, codes) for name in read}
            row.after, row.outcome = read, RowOutcome.CHANGED
            run.changed += 1
        else:
            row.school, row.outcome = None, RowOutcome.NEW
            run.new += 1
        row.reason = ""
        run.rejected -= 1
        run.save()
        row.save()
    return row
