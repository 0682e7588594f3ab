"""A list of agreements: read, decided about, begun, taken back; `import_work` does the work."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.agreements import tasks
from partnerships.agreements.actions import drafts
from partnerships.agreements.actions.import_work import (
    finish,
    finish_undo,
    reason_of,
    recorded_for,
    twin_of,
    undo_batch,
    undo_reason_of,
    work_batch,
)
from partnerships.agreements.imports.planning import Plan, PlannedRow, plan_import
from partnerships.agreements.models import AgreementImport, AgreementImportRow, Kind
from partnerships.agreements.models.imports import may_import
from schools.actions.importing import (
    hand_over,
    importing,
    locked,
    require_silence,
)
from schools.actors import Actor
from schools.imports.copying import copy_in
from schools.models.imports import ImportState, RowOutcome

# More than this is the worker's: a request must answer soon.
AT_ONCE = 200
NEW_PARTNER = "baru"


def prepare_import(
    *,
    by: Actor,
    data: bytes,
    file_name: str,
    default_kind: Kind = Kind.UNKNOWN,
    form_token: UUID | None = None,
) -> AgreementImport:
    """Read the file and keep what its rows say, so that it can be looked at; the file is not kept.

    Raises TableError for a file that is no list of agreements.
    """
    if not may_import(by):
        raise PermissionDenied
    if form_token and (made := made_with(form_token, by)):
        return made
    plan = plan_import(data, by=by, default_kind=default_kind)
    run = AgreementImport(
        file_name=file_name[-200:],
        file_sha256=hashlib.sha256(data).hexdigest(),
        form_token=form_token,
        school=by.school,
        office=by.office,
        default_kind=default_kind,
        unread=list(plan.unread[:50]),
        headings=[list(pair) for pair in plan.headings.items()],
        read=len(plan.rows),
        created_by=by.user,
        created_at=timezone.now(),
    )
    try:
        with importing(by, _("Daftar kerja sama dibaca")):
            run.save(force_insert=True)
            keep_rows(run, plan)
    except IntegrityError:
        if form_token and (made := made_with(form_token, by)):
            return made
        raise
    return run


def made_with(form_token: UUID, by: Actor) -> AgreementImport | None:
    """The run that this form has begun, on its second click."""
    return AgreementImport.objects.visible_to(by).filter(form_token=form_token).first()


def keep_rows(run: AgreementImport, plan: Plan) -> None:
    copy_in(AgreementImportRow, [kept_row(run, row) for row in plan.rows])


def kept_row(run: AgreementImport, row: PlannedRow) -> AgreementImportRow:
    return AgreementImportRow(
        run=run,
        number=row.number,
        outcome=row.outcome.value,
        name=row.name,
        school_id=row.school_id,
        values=row.said.values if row.said else {},
        partner_key=row.partner_key[:250],
        candidates=row.candidates,
        partner_id=row.partner_id,
        is_partner_new=row.is_partner_new,
        is_wanted=row.is_wanted,
        twin_id=row.twin_id,
        twin_row=row.twin_row,
        reason=row.reason,
        notes=row.notes,
    )


@dataclass(frozen=True)
class Decision:
    """What somebody said of one row.

    `partner` is the key of a candidate, NEW_PARTNER, empty for not yet, None where unasked.
    """

    is_wanted: bool
    partner: str | None = None


def decide(*, by: Actor, run: AgreementImport, decisions: Mapping[int, Decision]) -> list[int]:
    """Keep what was said of these rows, by their numbers; a partner is chosen for all of its name.

    Returns the numbers of rows that this choice showed to be recorded already; they are left out
    until somebody ticks them again.
    """
    with importing(by, reason_of(run)):
        run = open_run(run, by)
        rows = list(
            run.rows.filter(number__in=decisions)
            .exclude(outcome=RowOutcome.REJECTED)
            .order_by("number")
            .select_for_update(of=("self",))
        )
        for row in rows:
            row.is_wanted = decisions[row.number].is_wanted
        AgreementImportRow.objects.bulk_update(rows, ["is_wanted"])
        changed = {
            row.partner_key
            for row in rows
            if choose(run, row, partner=decisions[row.number].partner)
        }
        return look_again(run, run.rows.filter(partner_key__in=changed)) if changed else []


def open_run(run: AgreementImport, by: Actor) -> AgreementImport:
    """The prepared run, locked; ValidationError while a job works on it."""
    run = locked(run, by, ImportState.PREPARED)
    if run.worked_at:
        raise ValidationError(_("Impor ini sedang dikerjakan."))
    return run


def choose(run: AgreementImport, row: AgreementImportRow, *, partner: str | None) -> bool:
    """Take over who is meant by this name, in all rows; whether that is another than before."""
    if partner is None:
        return False
    before = NEW_PARTNER if row.is_partner_new else str(row.partner_id or "")
    is_offered = partner in map(str, row.candidates)
    if partner == before or (partner not in {"", NEW_PARTNER} and not is_offered):
        return False
    run.rows.filter(partner_key=row.partner_key).exclude(outcome=RowOutcome.REJECTED).update(
        outcome=RowOutcome.NEW if partner else RowOutcome.WAITING,
        partner=int(partner) if is_offered else None,
        is_partner_new=partner == NEW_PARTNER,
    )
    return True


def look_again(run: AgreementImport, rows: Iterable[AgreementImportRow]) -> list[int]:
    """Which rows are recorded already, now that their partner is another; their numbers."""
    rows = [row for row in rows if row.outcome != RowOutcome.REJECTED]
    recorded = recorded_for(run, rows)
    doubled = []
    for row in rows:
        before, row.twin_id = row.twin_id, twin_of(row, recorded)
        if row.twin_id and row.twin_id != before:
            row.is_wanted = False
            doubled.append(row.number)
    AgreementImportRow.objects.bulk_update(rows, ["twin", "is_wanted"])
    return doubled


class UndecidedError(ValidationError):
    """Rows that wait for somebody to say which partner they mean."""


class Rest(StrEnum):
    """What shall become of rows of which nobody said which partner they mean."""

    ASK = ""
    SKIP = "lewati"
    PROPOSE = "usulkan"


def begin(*, by: Actor, run: AgreementImport, rest: Rest = Rest.ASK) -> AgreementImport:
    """Make the drafts now, or give a long run to the worker: then `worked_at` is set.

    A run that is being worked on is refused, unless its job has fallen silent.
    """
    with importing(by, reason_of(run)):
        run = locked(run, by, ImportState.PREPARED)
        require_silence(run)
        settle_rest(run, rest)
        wanted = run.rows.wanted().count()
        if not wanted:
            raise ValidationError(_("Tidak ada baris yang dicentang."))
        if wanted > AT_ONCE:
            return hand_over(run, tasks.work_import, by=by)
        while work_batch(run, by=by):
            pass
        return finish(run, by=by)


def settle_rest(run: AgreementImport, rest: Rest) -> None:
    undecided = run.rows.undecided()
    if rest is Rest.SKIP:
        undecided.update(is_wanted=False)
    elif rest is Rest.PROPOSE:
        undecided.update(outcome=RowOutcome.NEW, is_partner_new=True)
    elif undecided.exists():
        raise UndecidedError(_("Masih ada baris yang menunggu pilihan mitra."))


def discard_import(*, by: Actor, run: AgreementImport) -> None:
    """Throw away a reading that has made nothing."""
    with importing(by, reason_of(run)):
        run = open_run(run, by)
        if run.rows.filter(is_applied=True).exists():
            raise ValidationError(_("Sebagian baris sudah menjadi draf."))
        run.delete()


def may_undo(run: AgreementImport, by: Actor) -> bool:
    """Whoever made the drafts, or may throw away those of others: see drafts.delete_draft."""
    return run.state == ImportState.APPLIED and drafts.may_delete_of(run.applied_by, by=by)


def begin_undo(*, by: Actor, run: AgreementImport) -> AgreementImport:
    """Take the drafts back now, or mark a long run as being worked on."""
    with importing(by, undo_reason_of(run)):
        run = locked(run, by, ImportState.APPLIED)
        require_silence(run)
        if not may_undo(run, by):
            raise PermissionDenied
        if run.rows.filter(is_applied=True).count() > AT_ONCE:
            return hand_over(run, tasks.undo_import, by=by)
        while undo_batch(run, by=by):
            pass
        return finish_undo(run, by=by)
