"""Classes that go up into the next school year: decided, done in one go, and taken back."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError, RestrictedError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.history import history_context
from accounts.revisions import lock_revision
from schools.actions.pupils import may_keep_pupils, record_leaving
from schools.actors import Actor
from schools.class_names import HIGHEST_GRADE, class_key
from schools.models import ClassGroup, ClassGroupMapping, Enrolment, MoveUp, Pupil, School
from schools.models.moving_up import Fate
from schools.models.pupils import LeavingReason
from schools.moving_up import Step, choice_of, groups_of, planned, steps_of

REASON = "Naik kelas"
Choices = Mapping[str, Mapping[str, str]]


@transaction.atomic
def decide_classes(*, by: Actor, choices: Choices, graduates_on: date) -> MoveUp:
    """Say of classes, by their random address, what becomes of them."""
    current = _draft(by)
    current.classes |= {key: dict(choice) for key, choice in choices.items()}
    current.graduates_on = graduates_on
    current.save()
    return current


@transaction.atomic
def decide_pupils(*, by: Actor, members: Iterable[Pupil], choices: Choices) -> MoveUp:
    """What becomes of single pupils among these members of a class; the others go with it."""
    current = _draft(by)
    for pupil in members:
        current.exceptions.pop(pupil.public_id, None)
        if pupil.public_id in choices:
            current.exceptions[pupil.public_id] = dict(choices[pupil.public_id])
    current.save()
    return current


def _draft(by: Actor) -> MoveUp:
    """The plan of the year to leave, locked; made with the first decision."""
    if by.school is None or not may_keep_pupils(by):
        raise PermissionDenied
    school = School.objects.select_for_update(of=("self",)).get(pk=by.school.pk)
    current = planned(by, school)
    if current is None:
        raise ValidationError(_("Tidak ada kelas yang menunggu kenaikan."))
    current.revision += 1
    return current


@transaction.atomic
def apply(*, by: Actor, move_up: MoveUp, revision: int | None) -> MoveUp:
    """Do what is planned, in one go. A second click finds it done.

    Raises StaleRecordError when the plan is not the one that was looked at.
    """
    drafts = MoveUp.objects.editable_by(by).select_for_update(of=("self",))
    if drafts.get(pk=move_up.pk).applied_at is not None:
        return move_up
    current = lock_revision(MoveUp.objects.editable_by(by), move_up.pk, revision=revision)
    if by.user is None:
        raise PermissionDenied
    present = Pupil.objects.editable_by(by).filter(left_on__isnull=True).order_by("pk")
    list(present.select_for_update(of=("self",)).values_list("pk"))
    require_decided(by, current)
    steps = steps_of(by, current)
    with history_context(reason=REASON):
        _seat_all([step for step in steps if step.name], current)
        _leave_all([step for step in steps if step.leaving], current, by)
    current.applied_at, current.applied_by = timezone.now(), by.user
    current.save()
    return current


def require_decided(by: Actor, move_up: MoveUp) -> None:
    """The year is left as a whole: single pupils may wait, a class may not."""
    groups = groups_of(by, move_up)
    open_ones = [one.name for one in groups if choice_of(move_up, one)["fate"] == Fate.WAIT]
    if open_ones:
        raise ValidationError(_("Putuskan dahulu kelas %s.") % ", ".join(open_ones))
    if not groups:
        raise ValidationError(_("Tidak ada kelas yang menunggu kenaikan."))


def _seat_all(going: list[Step], move_up: MoveUp) -> None:
    """End the seats of the old year with its last day, and open those of the new one."""
    targets = _targets(going, move_up)
    old = Enrolment.objects.filter(pupil__in=[step.pupil for step in going], until__isnull=True)
    was = dict(old.values_list("pupil", "pk"))
    old.update(until=move_up.first_day - timedelta(days=1))
    made = Enrolment.objects.bulk_create(
        Enrolment(
            pupil=step.pupil, class_group=targets[class_key(step.name)], since=move_up.first_day
        )
        for step in going
    )
    move_up.moved = [[was[one.pupil_id], one.pk, one.class_group_id] for one in made]


def _targets(going: list[Step], move_up: MoveUp) -> dict[str, ClassGroup]:
    """The classes of the next year by their key; those that are not there are made."""
    groups = ClassGroup.objects.filter(school=move_up.school, school_year=move_up.to_year)
    found = {group.name_key: group for group in groups}
    known = ClassGroupMapping.objects.known_to(move_up.school)
    for step in going:
        key = class_key(step.name)
        if key not in found:
            meant = known.concentration_of(step.name) or step.group.concentration_id
            found[key] = ClassGroup.objects.create(
                school=move_up.school,
                school_year=move_up.to_year,
                name=step.name,
                grade=min(step.grade, HIGHEST_GRADE),
                concentration_id=meant,
            )
            move_up.made.append(found[key].pk)
    return found


def _leave_all(leaving: list[Step], move_up: MoveUp, by: Actor) -> None:
    rows = Enrolment.objects.filter(pupil__in=[step.pupil for step in leaving], until__isnull=True)
    seats = dict(rows.values_list("pupil", "pk"))
    move_up.left = [[step.pupil.pk, seats[step.pupil.pk], step.leaving] for step in leaving]
    for reason in LeavingReason.values:
        gone = [step.pupil for step in leaving if step.leaving == reason]
        record_leaving(by=by, pupils=gone, left_on=move_up.graduates_on, reason=reason, why=REASON)


@transaction.atomic
def undo(*, by: Actor, move_up: MoveUp) -> MoveUp:
    """Put everybody back where they were, while nothing was built on it.

    Raises ValidationError, and changes nothing, once the class or the leaving of one of them was
    changed since.
    """
    current = MoveUp.objects.editable_by(by).select_for_update(of=("self",)).get(pk=move_up.pk)
    if current.applied_at is None or current.undone_at is not None:
        return current
    try:
        with transaction.atomic(), history_context(reason=f"{REASON} diurungkan"):
            if not (_unseat_all(current) and _bring_back_all(current)):
                raise ValidationError(_refusal())
            _remove_empty(current.made)
    except (IntegrityError, ProtectedError, RestrictedError) as error:
        raise ValidationError(_refusal()) from error
    current.undone_at, current.undone_by = timezone.now(), by.user
    current.save()
    return current


def _refusal() -> str:
    return _(
        "Tidak dapat diurungkan lagi: kelas atau catatan keluar sebagian siswa sudah diubah"
        " sesudahnya. Perbaiki siswa yang keliru satu per satu."
    )


def _unseat_all(done: MoveUp) -> bool:
    """Whether all new seats were as they had been made; they are gone then."""
    made = {now: group for _was, now, group in done.moved}
    seats = Enrolment.objects.filter(
        pk__in=made, since=done.first_day, until__isnull=True, pupil__left_on__isnull=True
    )
    rows = dict(seats.values_list("pk", "class_group"))
    if rows != made:
        return False
    seats.delete()
    old = Enrolment.objects.filter(
        pk__in=[was for was, _now, _group in done.moved],
        until=done.first_day - timedelta(days=1),
    )
    return old.update(until=None) == len(done.moved)


def _bring_back_all(done: MoveUp) -> bool:
    """Whether those who left were as they had been recorded; they are present again then."""
    for reason in LeavingReason.values:
        gone = [pupil for pupil, _seat, why in done.left if why == reason]
        rows = Pupil.objects.named().filter(
            pk__in=gone, left_on=done.graduates_on, leaving_reason=reason
        )
        if rows.update(left_on=None, leaving_reason="") != len(gone):
            return False
    seats = Enrolment.objects.filter(
        pk__in=[seat for _pupil, seat, _why in done.left], until=done.graduates_on
    )
    return seats.update(until=None) == len(done.left)


def _remove_empty(keys: list[Any]) -> None:
    """Classes that the move made, unless somebody sits in them by now or refers to them."""
    for group in ClassGroup.objects.filter(pk__in=keys, enrolments__isnull=True):
        try:
            with transaction.atomic():
                group.delete()
        except (ProtectedError, RestrictedError):
            continue
