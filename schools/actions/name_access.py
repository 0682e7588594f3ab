"""Opening the names of a school's pupils to an office, with a stated reason, and closing them."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.roles import Permission
from schools.actors import Actor
from schools.models import NameAccess, School
from schools.models.memberships import Membership
from schools.models.name_access import OPEN_FOR
from schools.notifications import tell_opened


def may_open(by: Actor, school: School) -> bool:
    if by.membership is None or not by.can(Permission.OPEN_NAMES):
        return False
    return School.objects.within(by).filter(pk=school.pk).exists()


@transaction.atomic
def open_names(
    *, by: Actor, school: School, ground: str, reason: str, keys: Iterable[str], at: datetime
) -> NameAccess:
    """From now on for some hours; what this session (`keys`) has open already stays as it is."""
    if by.membership is None or not may_open(by, school):
        raise PermissionDenied
    Membership.objects.select_for_update(of=("self",)).get(pk=by.membership.pk)
    standing = NameAccess.objects.open_to(by, keys=keys, at=at).filter(school=school).first()
    if standing:
        return standing
    access = NameAccess.objects.create(
        membership=by.membership,
        school=school,
        ground=ground,
        reason=" ".join(reason.split()),
        opened_at=at,
        until=at + OPEN_FOR,
    )
    tell_opened(access, by=by)
    return access


@transaction.atomic
def close_names(*, by: Actor, school: School, keys: Iterable[str], at: datetime) -> int:
    """Before their time; how many were open."""
    rows = NameAccess.objects.open_to(by, keys=keys, at=at).filter(school=school)
    return rows.update(closed_at=at)
