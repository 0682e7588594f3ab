"""Working off a decided list, and taking it back: a batch in each transaction, a savepoint a row.

`actions.imports` begins it, in the request or as a job of the worker.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DataError, IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.violations import violation_of
from partnerships.agreements.actions import drafts
from partnerships.agreements.actions.transcribing import transcribe
from partnerships.agreements.imports.twins import Recorded, mark_of
from partnerships.agreements.models import Agreement, AgreementImport, AgreementImportRow
from partnerships.partners.actions.partners import propose_partner, withdraw_partner
from partnerships.partners.models import Partner
from partnerships.partners.models.partners import State as PartnerState
from partnerships.partners.vocabulary import Country
from partnerships.partners.vocabulary import Kind as PartnerKind
from schools.actions.importing import importing
from schools.actors import Actor
from schools.models.imports import ImportState, RowOutcome, RowUndo

BATCH = 25


def reason_of(run: AgreementImport) -> str:
    return _("Impor daftar kerja sama %s") % run.file_name


def undo_reason_of(run: AgreementImport) -> str:
    return _("Pembatalan impor %s") % run.file_name


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


def work(*, by: Actor, run: AgreementImport) -> AgreementImport:
    """Make the drafts of a run that `begin` has marked, a batch in each transaction.

    Begun again after an interruption, it goes on where it stopped; two jobs do not disturb each
    other, for each batch locks the run.
    """
    while True:
        with importing(by, reason_of(run)):
            run = AgreementImport.objects.select_for_update(of=("self",)).get(pk=run.pk)
            if run.state != ImportState.PREPARED:
                return run
            if not work_batch(run, by=by):
                return finish(run, by=by)
            run.worked_at = timezone.now()
            run.save(update_fields=["worked_at"])


def work_batch(run: AgreementImport, *, by: Actor) -> int:
    """Write some of the rows that are left; how many they were."""
    left = run.rows.wanted().filter(is_applied=False).order_by("number", "pk")
    rows = list(left.select_related("school__merged_into", "partner__merged_into")[:BATCH])
    for row in rows:
        if row.is_partner_new and row.partner_id is None:
            row.partner = entered_meanwhile(row, run)
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
            row.agreement = transcribe(row, run=run, by=by)
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


def work_undo(*, by: Actor, run: AgreementImport) -> AgreementImport:
    """Take back the drafts of a run that `begin_undo` has marked."""
    while True:
        with importing(by, undo_reason_of(run)):
            run = AgreementImport.objects.select_for_update(of=("self",)).get(pk=run.pk)
            if run.state != ImportState.APPLIED:
                return run
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
    for row in proposed.order_by("partner_id", "number").distinct("partner_id"):
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
