"""A list of agreements: read, decided about, turned into drafts, and taken back."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DataError, IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.violations import violation_of
from partnerships.agreements.actions import drafts
from partnerships.agreements.imports.planning import Plan, PlannedRow, plan_import
from partnerships.agreements.imports.twins import Recorded, mark_of
from partnerships.agreements.imports.writing import write_draft
from partnerships.agreements.models import Agreement, AgreementImport, AgreementImportRow, Kind
from partnerships.agreements.models.imports import may_import
from partnerships.partners.actions.partners import propose_partner, withdraw_partner
from partnerships.partners.models import Partner
from partnerships.partners.models.partners import State as PartnerState
from partnerships.partners.vocabulary import Country
from partnerships.partners.vocabulary import Kind as PartnerKind
from schools.actions.importing import importing, locked
from schools.actors import Actor
from schools.imports.copying import copy_in
from schools.models.imports import ImportState, RowOutcome, RowUndo

# More than this is the worker's: a request must answer soon.
AT_ONCE = 200
BATCH = 25
# A job that has given no sign of life for so long is thought dead.
SILENCE = timedelta(minutes=10)
NEW_PARTNER = "baru"


def reason_of(run: AgreementImport) -> str:
    return _("Impor daftar kerja sama %s") % run.file_name


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
    is_offered = partner.isdigit() and int(partner) in row.candidates
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


def recorded_for(run: AgreementImport, rows: Sequence[AgreementImportRow]) -> Recorded:
    recorded = Recorded(
        schools={row.school_id for row in rows if row.school_id}, office=run.office_id
    )
    recorded.load({row.partner_id for row in rows if row.partner_id})
    return recorded


def twin_of(row: AgreementImportRow, recorded: Recorded) -> int | None:
    if row.partner_id is None:
        return None
    return recorded.twin((row.school_id, row.partner_id), mark_of(row.says))


class UndecidedError(ValidationError):
    """Rows that wait for somebody to say which partner they mean."""


def begin(*, by: Actor, run: AgreementImport, leave_undecided: bool = False) -> AgreementImport:
    """Make the drafts now, or mark a long run as being worked on: then `worked_at` is set.

    A run that somebody else began is refused, unless its job has fallen silent.
    """
    with importing(by, reason_of(run)):
        run = locked(run, by, ImportState.PREPARED)
        require_silence(run)
        if leave_undecided:
            run.rows.undecided().update(is_wanted=False)
        elif run.rows.undecided().exists():
            raise UndecidedError(_("Masih ada baris yang menunggu pilihan mitra."))
        wanted = run.rows.wanted().count()
        if not wanted:
            raise ValidationError(_("Tidak ada baris yang dicentang."))
        if wanted > AT_ONCE:
            run.worked_at = timezone.now()
            run.save(update_fields=["worked_at"])
            return run
        while work_batch(run, by=by):
            pass
        return finish(run, by=by)


def require_silence(run: AgreementImport) -> None:
    if run.worked_at and timezone.now() - run.worked_at < SILENCE:
        raise ValidationError(_("Impor ini sedang dikerjakan."))


def work(*, by: Actor, run: AgreementImport) -> AgreementImport:
    """Make the drafts of a run that `begin` has marked, a batch in each transaction.

    Begun again after an interruption, it goes on where it stopped.
    """
    while True:
        with importing(by, reason_of(run)):
            run = locked(run, by, ImportState.PREPARED)
            if not work_batch(run, by=by):
                return finish(run, by=by)
            run.worked_at = timezone.now()
            run.save(update_fields=["worked_at"])


def work_batch(run: AgreementImport, *, by: Actor) -> int:
    """Write some of the rows that are left; how many they were."""
    left = run.rows.wanted().filter(is_applied=False).order_by("number", "pk")
    rows = list(left.select_related("school__merged_into", "partner__merged_into")[:BATCH])
    recorded = recorded_for(run, rows)
    proposed: dict[str, Partner] = {}
    for row in rows:
        if row.is_partner_new and row.partner_id is None:
            row.partner = proposed.get(row.partner_key)
        if row.twin_id is None and row.twin_row is None:
            row.twin_id = twin_of(row, recorded)
            if row.twin_id:
                leave_out(row, _("Sementara itu sudah tercatat"))
                continue
        write_row(row, run=run, by=by)
        if row.is_applied and row.is_partner_new and row.partner:
            proposed[row.partner_key] = row.partner
    return len(rows)


def leave_out(row: AgreementImportRow, reason: str) -> None:
    row.is_wanted, row.reason = False, reason[:300]
    row.save(update_fields=["is_wanted", "reason", "twin"])


def write_row(row: AgreementImportRow, *, run: AgreementImport, by: Actor) -> None:
    """Make the draft of one row in a savepoint; what refuses it is told on the row."""
    try:
        with transaction.atomic():
            row.partner = partner_of(row, run=run, by=by)
            row.agreement = write_draft(row, run=run, by=by)
            row.made_revision = row.agreement.revision
            row.is_applied = True
            row.save(update_fields=["partner", "agreement", "made_revision", "is_applied"])
    except (ValidationError, IntegrityError, DataError, PermissionDenied) as error:
        row.agreement, row.made_revision, row.is_applied = None, None, False
        row.outcome, row.is_wanted = RowOutcome.REJECTED, False
        row.partner, row.is_partner_new = None, False
        row.reason = sentence_of(error)[:300]
        row.save()


def sentence_of(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    violation = violation_of(error) if isinstance(error, IntegrityError) else None
    if violation:
        return str(violation.message)
    if isinstance(error, PermissionDenied):
        return _("Anda tidak berwenang mencatat untuk sekolah ini.")
    return _("Isi baris ini tidak dapat disimpan.")


def partner_of(row: AgreementImportRow, *, run: AgreementImport, by: Actor) -> Partner:
    """The partner that was found or chosen, else the one proposed for the rows of this name."""
    if row.partner:
        return row.partner.merged_into or row.partner
    if not row.is_partner_new:
        raise ValidationError(_("Mitra yang dipilih sudah tidak ada."))
    partner = entered_meanwhile(row, run)
    if partner is None:
        partner = propose_partner(
            by=by, values=partner_values(row.says["partner"]), on_behalf_of=row.school
        )
    same_name = run.rows.filter(
        partner_key=row.partner_key, is_partner_new=True, partner__isnull=True, is_applied=False
    )
    same_name.exclude(outcome=RowOutcome.REJECTED).update(partner=partner)
    return partner


def entered_meanwhile(row: AgreementImportRow, run: AgreementImport) -> Partner | None:
    """A partner of this very name and school that was entered after the list was read."""
    said = row.says["partner"]
    return (
        Partner.objects.current()
        .filter(
            name__iexact=said["name"],
            legal_form=said["legal_form"],
            proposed_by_school=row.school_id,
            created_at__gte=run.created_at,
        )
        .exclude(pk__in=row.candidates)
        .exclude(proposed_by_school=None)
        .order_by("pk")
        .first()
    )


def partner_values(said: Mapping[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = dict(said)
    if said["kind"] == PartnerKind.FOREIGN_COMPANY:
        values["country"] = Country.OTHER.value
    return values


def finish(run: AgreementImport, *, by: Actor) -> AgreementImport:
    run.state = ImportState.APPLIED
    run.applied_at, run.applied_by = timezone.now(), by.user
    run.worked_at = None
    run.save()
    return run


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
    with importing(by, _("Pembatalan impor %s") % run.file_name):
        run = locked(run, by, ImportState.APPLIED)
        require_silence(run)
        if not may_undo(run, by):
            raise PermissionDenied
        if run.rows.filter(is_applied=True).count() > AT_ONCE:
            run.worked_at = timezone.now()
            run.save(update_fields=["worked_at"])
            return run
        while undo_batch(run, by=by):
            pass
        return finish_undo(run, by=by)


def work_undo(*, by: Actor, run: AgreementImport) -> AgreementImport:
    """Take back the drafts of a run that `begin_undo` has marked."""
    while True:
        with importing(by, _("Pembatalan impor %s") % run.file_name):
            run = locked(run, by, ImportState.APPLIED)
            if not undo_batch(run, by=by):
                return finish_undo(run, by=by)
            run.worked_at = timezone.now()
            run.save(update_fields=["worked_at"])


def undo_batch(run: AgreementImport, *, by: Actor) -> int:
    made = run.rows.filter(is_applied=True, undo="").order_by("number", "pk")
    rows = list(made.select_related("agreement")[:BATCH])
    for row in rows:
        row.kept = delete_untouched(row, by=by)
        row.undo = RowUndo.KEPT if row.kept else RowUndo.RESTORED
        row.save(update_fields=["undo", "kept"])
    return len(rows)


def delete_untouched(row: AgreementImportRow, *, by: Actor) -> list[str]:
    """Delete the row's draft, or say why it stays."""
    agreement = row.agreement
    if agreement is None:
        return []
    if why := touched(agreement, row):
        return [why]
    try:
        with transaction.atomic():
            drafts.delete_draft(agreement, by=by)
    except PermissionDenied:
        return [_("hanya pembuatnya yang dapat menghapus draf ini")]
    except ValidationError as error:
        return error.messages
    except ProtectedError:
        return [_("catatan lain sudah merujuk draf ini")]
    row.agreement = None
    return []


def touched(agreement: Agreement, row: AgreementImportRow) -> str:
    if not agreement.is_draft:
        return _("sudah diajukan")
    if agreement.revision != row.made_revision:
        return _("sudah diubah")
    if agreement.documents.exists() or agreement.uploads.exists():
        return _("sudah berisi naskah")
    return ""


def finish_undo(run: AgreementImport, *, by: Actor) -> AgreementImport:
    """Withdraw the partners that the run proposed and nobody uses; note those that stay."""
    proposed = run.rows.filter(is_applied=True, is_partner_new=True, partner__isnull=False)
    for row in proposed.order_by("partner", "number").distinct("partner"):
        if why := withdraw_unused(row, by=by):
            row.notes = [*row.notes, why]
            row.save(update_fields=["notes"])
    run.state = ImportState.UNDONE
    run.undone_at, run.undone_by = timezone.now(), by.user
    run.worked_at = None
    run.save()
    return run


def withdraw_unused(row: AgreementImportRow, *, by: Actor) -> str:
    partner = row.partner
    if partner is None:
        return ""
    stays = _("Mitra %(name)s tetap ada: %(why)s")
    if partner.state != PartnerState.PROPOSED or partner.revision:
        return stays % {"name": partner, "why": _("sudah diubah atau dikonfirmasi")}
    try:
        with transaction.atomic():
            withdraw_partner(by=by, partner=partner)
    except (ValidationError, Partner.DoesNotExist):
        return stays % {"name": partner, "why": _("sudah dipakai catatan lain")}
    return ""


def is_silent(run: AgreementImport, *, at: datetime) -> bool:
    """Whether a job that worked on it seems to have died."""
    return run.worked_at is not None and at - run.worked_at >= SILENCE
