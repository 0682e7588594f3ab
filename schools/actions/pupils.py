"""Writes about single pupils: new, changed, in another class, gone, stopped."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.history import history_context
from accounts.revisions import change
from accounts.roles import Permission
from schools.actions.seating import seat
from schools.actors import Actor
from schools.models import ClassGroup, Enrolment, Pupil, School
from schools.models.pupils import PupilQuerySet


def may_keep_pupils(by: Actor) -> bool:
    """Whether this is somebody who writes down pupils of a school of their own."""
    return by.can(Permission.KEEP_PUPILS) and by.school is not None


def locked(by: Actor, pupil: Pupil) -> Pupil:
    """Raises DoesNotExist for a pupil whom the actor may not change (any more)."""
    return Pupil.objects.editable_by(by).select_for_update(of=("self",)).get(pk=pupil.pk)


def require_class(by: Actor, group: ClassGroup, school: School) -> None:
    if group.school_id != school.pk or not ClassGroup.objects.editable_by(by).filter(pk=group.pk):
        raise PermissionDenied


@transaction.atomic
def add_pupil(
    *, by: Actor, values: Mapping[str, Any], group: ClassGroup | None, form_token: UUID | None
) -> Pupil:
    """A new pupil of the actor's school; the same form sent twice gives the first result."""
    school = by.school
    if school is None or not may_keep_pupils(by):
        raise PermissionDenied
    known = Pupil.objects.editable_by(by).filter(form_token=form_token)
    if form_token and (made := known.first()):
        return made
    pupil = Pupil.objects.create(school=school, **values, form_token=form_token)
    if group is not None:
        require_class(by, group, school)
        seat(pupil, group, on=day_in(group, by.on))
    return pupil


def day_in(group: ClassGroup, on: date) -> date:
    """That day, or the nearest one of the class's school year."""
    return min(max(on, group.first_day), group.last_day)


@transaction.atomic
def change_pupil(
    *, by: Actor, pupil: Pupil, values: Mapping[str, Any], revision: int | None
) -> Pupil:
    return change(Pupil.objects.editable_by(by), pupil.pk, values, revision=revision)


@transaction.atomic
def change_class(*, by: Actor, pupil: Pupil, group: ClassGroup, on: date) -> None:
    """Let the pupil sit in that class from that day on; the class until then ends the day before.

    Within the first day of the present class it is put right instead.
    """
    current = locked(by, pupil)
    require_class(by, group, current.school)
    if current.left_on is not None:
        raise ValidationError(_("Siswa ini sudah keluar; batalkan dahulu catatan keluarnya."))
    if not group.first_day <= on <= group.last_day:
        raise ValidationError({"since": _("Hari itu di luar tahun ajaran kelas ini.")})
    if Enrolment.objects.filter(pupil=current, since__gt=on).exists():
        raise ValidationError(
            {"since": _("Sesudah hari itu siswa ini sudah dicatat di kelas lain.")}
        )
    seat(current, group, on=on)


@dataclass(frozen=True)
class Left:
    """How many left, and how many had been recorded as gone before."""

    gone: int
    already: int


@transaction.atomic
def record_leaving(
    *, by: Actor, pupils: Iterable[Pupil], left_on: date, reason: str, why: str = ""
) -> Left:
    """Note their last day and why they go; the class ends with it. Said twice, it is said once."""
    keys = {pupil.pk for pupil in pupils}
    rows = Pupil.objects.editable_by(by).filter(pk__in=keys)
    found = list(rows.select_for_update(of=("self",)).order_by("pk"))
    if len(found) < len(keys):
        raise PermissionDenied
    leaving = [pupil.pk for pupil in found if pupil.left_on is None]
    with history_context(reason=why):
        Pupil.objects.filter(pk__in=leaving).update(left_on=left_on, leaving_reason=reason)
        seats = Enrolment.objects.filter(pupil__in=leaving)
        seats.filter(since__gt=left_on).delete()
        seats.filter(until__isnull=True).update(until=left_on)
        seats.filter(until__gt=left_on).update(until=left_on)
    return Left(len(leaving), len(found) - len(leaving))


@transaction.atomic
def take_back_leaving(*, by: Actor, pupil: Pupil) -> Pupil:
    """The pupil did not go after all, or came back: the class that ended with it goes on."""
    current = locked(by, pupil)
    if current.left_on is None:
        return current
    others = Pupil.objects.filter(school=current.school, left_on__isnull=True)
    if current.nisn and others.filter(nisn=current.nisn).exists():
        raise ValidationError(_("Siswa dengan NISN ini sudah dicatat lagi di sekolah ini."))
    last = Enrolment.objects.filter(pupil=current).order_by("-since").first()
    if last is not None and last.until == current.left_on:
        last.until = None
        last.save()
    current.left_on, current.leaving_reason = None, ""
    current.save()
    return current


@transaction.atomic
def stop_processing(*, by: Actor, pupil: Pupil, reason: str) -> Pupil:
    """Take a pupil out of all work lists and exports (UU 27/2022 article 41): only kept, found by
    the admin. Somebody answers for it, so the system itself cannot."""
    current = locked(by, pupil)
    if not reason.strip():
        raise ValidationError({"reason": _("Tuliskan alasannya.")})
    if current.processing_stopped_at is not None or by.user is None:
        return current
    current.processing_stopped_at, current.processing_stopped_by = timezone.now(), by.user
    with history_context(reason=reason.strip()):
        current.save()
    return current


@transaction.atomic
def resume_processing(*, by: Actor, pupil: Pupil, reason: str) -> Pupil:
    current = locked(by, pupil)
    if not reason.strip():
        raise ValidationError({"reason": _("Tuliskan alasannya.")})
    current.processing_stopped_at = current.processing_stopped_by = None
    with history_context(reason=reason.strip()):
        current.save()
    return current


def of_class(by: Actor, group: ClassGroup) -> PupilQuerySet:
    """Who sits in the class today, for work on the whole class; without those who are stopped."""
    return Pupil.objects.editable_by(by).processed().in_class(group, by.on).in_order()
