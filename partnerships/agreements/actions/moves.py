"""The steps of an agreement's life, each one row of the table in `lifecycle`."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Permission, Role
from partnerships.agreements import notifications
from partnerships.agreements.actions.acting import (
    acting,
    locked,
    require_editor,
    require_unchanged,
)
from partnerships.agreements.actions.periods import settle_period
from partnerships.agreements.completeness import gaps_of
from partnerships.agreements.lifecycle import MOVES, Move
from partnerships.agreements.models import (
    Agreement,
    RegistrationCounter,
    State,
    Transition,
    VerificationTask,
)
from partnerships.agreements.models.documents import DocumentKind
from partnerships.agreements.verification import duties_of, home_province, is_own_matter
from schools.actors import Actor, may_edit, stands
from schools.staffing import has_head


def take(
    move: Move,
    agreement: Agreement,
    *,
    by: Actor,
    reason: str = "",
    revision: int | None = None,
    at: datetime | None = None,
) -> None:
    """Change the state of a locked agreement and write down who did it and why.

    `revision` is what the deciding page showed; see `require_unchanged`. `at` is the moment of
    what led to it, so that undoing finds that again.
    """
    if agreement.state not in move.sources:
        raise ValidationError(
            _("Langkah ini tidak dapat dilakukan: statusnya sudah %(state)s.")
            % {"state": State(agreement.state).label}
        )
    require_unchanged(agreement, revision)
    if move.needs_reason and not reason.strip():
        raise ValidationError({"reason": _("Tuliskan alasannya.")})
    Transition.objects.create(
        agreement=agreement,
        move=move.name,
        source=agreement.state,
        target=move.target,
        at=at or timezone.now(),
        by=by.user,
        role=str(by.label),
        reason=reason.strip(),
    )
    agreement.state = move.target
    agreement.revision += 1


def submit(agreement: Agreement, *, by: Actor, revision: int | None = None) -> Agreement:
    """Hand a complete draft to the head of the school for approval."""
    with acting("submit", by=by):
        draft = locked(agreement)
        require_editor(draft, by)
        _require_complete(draft)
        _require_nothing_waiting(draft)
        draft.published_from_source, draft.state_reason = False, ""
        take(MOVES["submit"], draft, by=by, revision=revision)
        draft.submitted_at = timezone.now()
        draft.save()
        settle_period(draft)
        notifications.tell_submitted(draft, by=by)
    return draft


def _require_complete(agreement: Agreement) -> None:
    missing = [str(gap.demand.label) for gap in gaps_of(agreement) if gap.is_required]
    if missing:
        raise ValidationError(
            _("Belum dapat diajukan. Lengkapi dahulu: %(missing)s.")
            % {"missing": ", ".join(missing)}
        )


def _require_nothing_waiting(agreement: Agreement) -> None:
    """Whoever approves sees documents only: a file that waits would be left behind unseen."""
    count = agreement.uploads.unattached().count()
    if count:
        raise ValidationError(
            _("%(count)d berkas belum disimpan sebagai dokumen: simpan atau buang dahulu.")
            % {"count": count}
        )


def withdraw(agreement: Agreement, *, by: Actor) -> Agreement:
    """Take a handed-in draft back while the head has not decided."""
    with acting("withdraw", by=by):
        current = locked(agreement)
        require_editor(current, by)
        take(MOVES["withdraw"], current, by=by)
        current.save()
    return current


def may_approve(agreement: Agreement, by: Actor) -> bool:
    """The head of the recording school; for an office's own record, its reviewers."""
    if by.is_superuser or by.is_system:
        return True
    if agreement.recording_school_id:
        return by.role is Role.HEAD and by.school == agreement.recording_school
    return by.can(Permission.VERIFY_AGREEMENTS) and by.office == agreement.recording_office


# Who answers for a record before others; a kaprog writes for the own konsentrasi only.
ANSWERING = frozenset({Role.SCHOOL_ADMIN, Role.HEAD, Role.REVIEWER})


def may_bring_statement(agreement: Agreement, by: Actor) -> bool:
    """Whoever keeps the record may say that a photo is the head's signed statement."""
    return by.role in {Role.SCHOOL_ADMIN, Role.REVIEWER} and may_edit(agreement, by)


def lacks_head(agreement: Agreement, *, on: date) -> bool:
    """Whether nobody here can approve it, and no signed statement stands in for that."""
    school = agreement.recording_school
    if school is None or has_head(school, on=on):
        return False
    return not agreement.documents.filter(kind=DocumentKind.APPROVAL).exists()


def may_record_with_statement(agreement: Agreement, by: Actor) -> bool:
    """Whoever keeps the record, with a photo of the head's signed statement beside it."""
    return (
        may_bring_statement(agreement, by)
        and agreement.documents.filter(kind=DocumentKind.APPROVAL).exists()
    )


def return_to_draft(
    agreement: Agreement, *, by: Actor, reason: str, revision: int | None = None
) -> Agreement:
    """The head sends it back, saying what to mend."""
    with acting("return", by=by, reason=reason):
        current = locked(agreement)
        if not may_approve(current, by):
            raise PermissionDenied
        take(MOVES["return"], current, by=by, reason=reason, revision=revision)
        current.state_reason = reason.strip()
        current.save()
        notifications.tell_returned(current, by=by, reason=reason)
    return current


def record(agreement: Agreement, *, by: Actor, revision: int | None = None) -> Agreement:
    """The head approves: the agreement gets its number for ever, and offices their duties.

    `revision` is that of the page on which it was read: what was never seen is not approved.
    """
    with acting("record", by=by):
        current = locked(agreement)
        if not (may_approve(current, by) or may_record_with_statement(current, by)):
            raise PermissionDenied
        _require_complete(current)
        take(MOVES["record"], current, by=by, revision=revision)
        current.recorded_at = timezone.now()
        current.state_reason = ""
        current.registration_number = _next_registration_number(
            home_province(current).code, by.on.year
        )
        current.save()
        original = current.instruments.get(sequence=0)
        original.took_effect_at, original.took_effect_by = current.recorded_at, by.user
        original.signed_on, original.effective_on = current.signed_on, current.starts_on
        original.save()
        settle_period(current)
        _assign_checks(current, on=by.on)
        notifications.tell_recorded(current, by=by)
    return current


def _next_registration_number(province: str, year: int) -> str:
    """`SLR/36/2026/000123`; the counter's row is locked, so no number is given twice."""
    RegistrationCounter.objects.get_or_create(province=province, year=year)
    counter = RegistrationCounter.objects.select_for_update().get(province=province, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return f"SLR/{province}/{year}/{counter.last:06d}"


def _assign_checks(agreement: Agreement, *, on: date) -> None:
    for duty in duties_of(agreement, on=on):
        VerificationTask.objects.create(
            agreement=agreement,
            province=duty.province,
            level=duty.level,
            reason="; ".join(duty.reasons)[:300],
            needs_second=is_own_matter(agreement, duty.province),
        )


def may_terminate(agreement: Agreement, by: Actor) -> bool:
    """The school's admin or head, or the office; a kaprog asks them."""
    return (by.is_unbounded or by.role in ANSWERING) and may_edit(agreement, by)


def terminate(agreement: Agreement, *, by: Actor, ended_on: date, reason: str) -> Agreement:
    """The parties ended it before its time, on a day and for a reason."""
    with acting("terminate", by=by, reason=reason):
        current = locked(agreement)
        if not may_terminate(current, by):
            raise PermissionDenied
        if ended_on > by.on:
            raise ValidationError({"ended_on": _("Tanggal ini belum tiba.")})
        if current.starts_on and ended_on < current.starts_on:
            raise ValidationError({"ended_on": _("Tanggal ini sebelum kerja sama berlaku.")})
        take(MOVES["terminate"], current, by=by, reason=reason)
        current.ended_on, current.state_reason = ended_on, reason.strip()
        current.save()
        settle_period(current)
        notifications.tell_ended(current, by=by)
    return current


def cancel(agreement: Agreement, *, by: Actor, reason: str) -> Agreement:
    """The office strikes a record that should never have been; its page stays and says so."""
    with acting("cancel", by=by, reason=reason):
        current = locked(agreement)
        if not may_oversee(current, by):
            raise PermissionDenied
        take(MOVES["cancel"], current, by=by, reason=reason)
        current.state_reason = reason.strip()
        current.save()
        settle_period(current)
        notifications.tell_ended(current, by=by)
    return current


def may_oversee(agreement: Agreement, by: Actor) -> bool:
    """The office in whose care the record lies; never the school."""
    return by.can(Permission.VERIFY_AGREEMENTS) and stands(agreement, by, "in_care_of")


def undo(agreement: Agreement, *, by: Actor) -> Agreement:
    """Take back the last step, by the one who took it and while the table still allows."""
    with acting("undo", by=by):
        current = locked(agreement)
        last = current.transitions.filter(undone_at__isnull=True).first()
        if last and not may_take_back(last, by=by):
            raise PermissionDenied
        move = MOVES.get(last.move) if last else None
        if last is None or move is None or not can_undo(last, by=by):
            raise ValidationError(_("Langkah terakhir tidak dapat diurungkan lagi."))
        last.undone_at = timezone.now()
        last.save(update_fields=["undone_at"])
        current.state = State(last.source)
        current.revision += 1
        if move.name == "verify":
            current.verified_at = None
            checks_given_with(last).update(done_by=None, done_at=None, office=None)
        if move.name == "terminate":
            current.ended_on, current.state_reason = None, ""
        current.save()
        settle_period(current)
    return current


def checks_given_with(transition: Transition) -> QuerySet[VerificationTask]:
    """The look that made the record verified; those of others, a first one too, stay given."""
    return transition.agreement.checks.filter(done_by=transition.by, done_at=transition.at)


def can_undo(transition: Transition, *, by: Actor) -> bool:
    move = MOVES.get(transition.move)
    if move is None or move.undo_within is None or transition.undone_at:
        return False
    in_time = timezone.now() - transition.at <= move.undo_within
    return in_time and may_take_back(transition, by=by)


def may_take_back(transition: Transition, *, by: Actor) -> bool:
    """The same person, while role and place would still allow the step itself."""
    if by.user is None or transition.by_id != by.user.pk:
        return False
    move, agreement = MOVES.get(transition.move), transition.agreement
    if move is not None and not by.can(move.permission):
        return False
    if move is MOVES["verify"]:
        return checks_given_with(transition).filter(office=by.office).exists()
    return may_terminate(agreement, by)
