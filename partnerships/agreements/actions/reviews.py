"""What offices and other schools say of a recorded agreement."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.presence import may_have
from accounts.roles import Permission, Role
from partnerships.agreements import notifications
from partnerships.agreements.actions.acting import acting, locked, require_unchanged
from partnerships.agreements.actions.moves import may_oversee, take
from partnerships.agreements.lifecycle import MOVES
from partnerships.agreements.models import (
    Agreement,
    Answer,
    Kind,
    State,
    StillRunning,
    Transition,
    VerificationTask,
)
from partnerships.agreements.models.reviews import Level, Verdict
from partnerships.agreements.verification import Duty, duties_of, home_province, is_own_matter
from schools.actors import Actor, may_edit, stands
from schools.models.memberships import Membership
from schools.models.offices import OfficeKind
from schools.models.regions import Region

STILL_RUNNING_NOTE = 300
TOO_NEAR = gettext_lazy(
    "Pemeriksaan pertama diberikan oleh yang mengundang Anda, atau yang Anda undang. Verifikator"
    " ketiga yang menyelesaikan, atau perannya diberikan lagi oleh orang lain."
)


def open_checks(by: Actor) -> Q:
    """Conditions on VerificationTask: those that this office may do.

    A branch does the branch's share for schools in its region; the province does all of its own.
    """
    if by.is_superuser or by.is_system:
        return Q(done_at__isnull=True)
    if not by.can(Permission.VERIFY_AGREEMENTS) or by.office is None:
        return Q(pk__in=[])
    mine = Q(done_at__isnull=True, province=by.office.province_id)
    if by.office.kind == OfficeKind.BRANCH_EDUCATION:
        mine &= Q(level=Level.BRANCH) & Q(
            agreement__in=Agreement.objects.involving(by).values("pk")
        )
    return mine


def first_by_one_too_near(by: Actor) -> Q:
    """Conditions on VerificationTask: first looks that this person's would be no second pair of
    eyes for.

    The own, and those of who made this person a reviewer or was made one by them: else one alone
    invites the second reviewer who agrees.
    """
    if by.user is None:
        return Q(pk__in=[])
    made = Membership.objects.filter(role=Role.REVIEWER, granted_by__isnull=False)
    near = (
        made.filter(user=by.user)
        .values("granted_by")
        .union(made.filter(granted_by=by.user).values("user"))
    )
    return Q(first_by=by.user) | Q(first_by__in=near)


def held_up_by(agreement: Agreement) -> str:
    """Why it cannot be verified before others have acted; empty where nothing is open."""
    asked = agreement.corrections.filter(outcome="open", direction="to_school")
    if may_have(agreement, "corrections") and asked.exists():
        return _("Perbaikan yang diminta belum selesai.")
    objections = agreement.answers.filter(verdict=Verdict.OBJECTED, resolved_at__isnull=True)
    if may_have(agreement, "answers") and objections.exists():
        return _("Keberatan sekolah lain belum diselesaikan.")
    return ""


def verify(agreement: Agreement, *, by: Actor, revision: int | None = None) -> Agreement:
    """The office has looked. Verified when every province that owes a look has given it.

    Where an office is a party itself, the first reviewer's look waits for a second reviewer's.
    """
    user = _reviewer(by)
    with acting("verify", by=by):
        current = locked(agreement)
        if current.state != State.RECORDED:
            take(MOVES["verify"], current, by=by)
        require_unchanged(current, revision)
        if why := held_up_by(current):
            raise ValidationError(why)
        check = _check_for(current, by=by)
        now = timezone.now()
        if check.needs_second and check.first_by_id is None:
            check.first_by, check.first_at = user, now
            check.save()
            return current
        if check.needs_second and check.first_by_id == user.pk:
            raise ValidationError(
                _("Kantor Anda menjadi pihak: verifikator kedua yang menyelesaikan.")
            )
        if check.needs_second and is_too_near(check, by):
            raise ValidationError(TOO_NEAR)
        check.done_by, check.done_at, check.office = user, now, by.office
        check.save()
        if _is_seen(current):
            take(MOVES["verify"], current, by=by, at=now)
            current.verified_at = now
            current.save()
            notifications.tell_verified(current, by=by)
    return current


def is_too_near(check: VerificationTask, by: Actor) -> bool:
    """Whether the second look waits for somebody else because of who gave the first."""
    row = VerificationTask.objects.filter(pk=check.pk, done_at__isnull=True)
    return row.filter(first_by_one_too_near(by)).exists()


def _reviewer(by: Actor) -> User:
    if by.user is None or not by.can(Permission.VERIFY_AGREEMENTS):
        raise PermissionDenied
    return by.user


def _check_for(agreement: Agreement, *, by: Actor) -> VerificationTask:
    """The open look that this reviewer may give; offices may also look of their own accord."""
    check = (
        VerificationTask.objects.select_for_update(of=("self",))
        .filter(open_checks(by), agreement=agreement)
        .order_by("province")
        .first()
    )
    if check:
        return check
    if _waits_for_others(agreement) or not stands(agreement, by, "in_care_of"):
        raise PermissionDenied
    if agreement.kind == Kind.SURAT_KESEDIAAN:
        raise ValidationError(_("Surat kesediaan tidak diverifikasi."))
    province: Region = home_province(agreement)
    # One given before stands only for what the record said then.
    agreement.checks.filter(province=province).delete()
    return VerificationTask.objects.create(
        agreement=agreement,
        province=province,
        level=Level.BRANCH,
        reason=_("Atas prakarsa kantor"),
        needs_second=is_own_matter(agreement, province),
    )


def _waits_for_others(agreement: Agreement) -> bool:
    return agreement.checks.filter(done_at__isnull=True).exists()


def settle_checks(agreement: Agreement, *, by: Actor, on: date, reason: str) -> None:
    """Fit the looks that are owed to what a corrected record says, by the rules of `on`.

    New ones are added and take a verified record back until they are given; open ones that no
    rule asks for any more are dropped, by whoever could have given them and while nothing is
    open: no office decides for another, nor over an objection. Given ones stay. Inside an action.
    """
    if agreement.state not in {State.RECORDED, State.VERIFIED}:
        return
    duties = duties_of(agreement, on=on)
    due = [duty.province.pk for duty in duties]
    is_held_up = bool(held_up_by(agreement))
    if not is_held_up:
        agreement.checks.filter(open_checks(by)).exclude(province__in=due).delete()
    for duty in duties:
        owe_check(agreement, duty)
    waits = agreement.checks.filter(done_at__isnull=True).exists()
    if agreement.state == State.VERIFIED and waits:
        reopen(agreement, move="correct", by=by, reason=reason)
        notifications.tell_reviewers(agreement, by=by)
    elif agreement.state == State.RECORDED and waits:
        notifications.tell_reviewers(agreement, by=by)
    elif _is_seen(agreement) and not is_held_up:
        take(MOVES["verify"], agreement, by=by, reason=reason)
        agreement.verified_at = timezone.now()
        agreement.save()


def _is_seen(agreement: Agreement) -> bool:
    """Recorded, and all offices that owe a look have given it; a letter is never verified."""
    return (
        agreement.state == State.RECORDED
        and agreement.kind != Kind.SURAT_KESEDIAAN
        and agreement.checks.exists()
        and not agreement.checks.filter(done_at__isnull=True).exists()
    )


def owe_check(agreement: Agreement, duty: Duty) -> None:
    """The look that a duty asks for, unless it has been given."""
    check = agreement.checks.filter(province=duty.province).first() or VerificationTask(
        agreement=agreement, province=duty.province
    )
    if check.done_at:
        return
    check.level, check.reason = duty.level, "; ".join(duty.reasons)[:300]
    check.needs_second = is_own_matter(agreement, duty.province)
    check.save()


def reopen(agreement: Agreement, *, move: str, by: Actor, reason: str) -> None:
    """A verified record says something else now: it is recorded, until somebody has looked."""
    Transition.objects.create(
        agreement=agreement,
        move=move,
        source=State.VERIFIED,
        target=State.RECORDED,
        at=timezone.now(),
        by=by.user,
        role=str(by.label),
        reason=reason,
    )
    agreement.state, agreement.verified_at = State.RECORDED, None
    agreement.save()


def may_verify(agreement: Agreement, by: Actor) -> bool:
    """Whether a button would lead anywhere."""
    if agreement.state != State.RECORDED or not by.can(Permission.VERIFY_AGREEMENTS):
        return False
    if held_up_by(agreement):
        return False
    # A second look is somebody else's than the first.
    if agreement.checks.filter(open_checks(by)).exclude(first_by_one_too_near(by)).exists():
        return True
    return (
        agreement.kind != Kind.SURAT_KESEDIAAN
        and not _waits_for_others(agreement)
        and stands(agreement, by, "in_care_of")
    )


def answer(agreement: Agreement, *, by: Actor, verdict: str, reason: str = "") -> Answer:
    """A named school confirms, or objects and says what is wrong; a later answer replaces it."""
    with acting("answer", by=by, reason=reason):
        current = locked(agreement)
        if not may_answer(current, by) or by.user is None or by.school is None:
            raise PermissionDenied
        row = Answer.objects.filter(agreement=current, school=by.school).first() or Answer(
            agreement=current, school=by.school
        )
        row.verdict, row.reason = verdict, reason.strip()
        row.at, row.by = timezone.now(), by.user
        row.resolved_at, row.resolution = None, ""
        row.full_clean()
        row.save()
        if verdict == Verdict.OBJECTED:
            notifications.tell_objection(row, by=by)
    return row


def may_answer(agreement: Agreement, by: Actor) -> bool:
    """Schools that are named but do not keep the record themselves."""
    return (
        by.school is not None
        and by.can(Permission.EDIT_SCHOOL)
        and by.school.pk != agreement.recording_school_id
        and agreement.parties.filter(school=by.school, during__isempty=False).exists()
    )


def resolve_objection(row: Answer, *, by: Actor, resolution: str) -> Answer:
    """The office says how an objection was settled."""
    with acting("resolve_objection", by=by, reason=resolution):
        # The agreement first, as everywhere: two who wait for each other's row would both fail.
        agreement = locked(row.agreement)
        current = Answer.objects.select_for_update(of=("self",)).get(pk=row.pk)
        if not may_oversee(agreement, by):
            raise PermissionDenied
        if current.verdict != Verdict.OBJECTED or current.resolved_at:
            raise ValidationError(_("Keberatan ini sudah selesai."))
        if not resolution.strip():
            raise ValidationError({"resolution": _("Tuliskan penyelesaiannya.")})
        current.resolved_at, current.resolution = timezone.now(), resolution.strip()
        current.save()
        notifications.tell_resolved(current, by=by)
    return current


def say_still_running(agreement: Agreement, *, by: Actor, note: str = "") -> StillRunning:
    """Once a year somebody says that an open-ended agreement is alive."""
    with acting("still_running", by=by):
        current = locked(agreement)
        if by.user is None or not may_edit(current, by):
            raise PermissionDenied
        if not current.holds_on(by.on):
            raise ValidationError(_("Kerja sama ini sudah tidak berlaku."))
        if len(note.strip()) > STILL_RUNNING_NOTE:
            raise ValidationError(_("Catatan paling panjang %d huruf.") % STILL_RUNNING_NOTE)
        row, _created = StillRunning.objects.get_or_create(
            agreement=current,
            answered_on=by.on,
            defaults={"answered_by": by.user, "note": note.strip()},
        )
    return row
