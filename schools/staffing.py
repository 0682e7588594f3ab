"""Whether a school's work goes on when one person is replaced: each should have two admins."""

from datetime import date
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.roles import Role
from schools.models import AccessLink, Membership
from schools.models.schools import School, SchoolQuerySet

ENOUGH = 2


def short_of_admins(schools: SchoolQuerySet, *, on: date) -> Any:
    """Those of these schools with fewer than two admins, as `with_admins` tells them."""
    return with_admins(schools, on=on).filter(admins__lt=ENOUGH)


def with_admins(schools: SchoolQuerySet, *, on: date) -> Any:
    """Those of these schools that are open and of this province's own.

    `admins` says how many people each has.
    """
    people = (
        Membership.objects.valid_on(on)
        .filter(role=Role.SCHOOL_ADMIN, school=OuterRef("pk"))
        .order_by()
        .values("school")
        .annotate(people=Count("user", distinct=True))
        .values("people")
    )
    admins = Coalesce(Subquery(people, output_field=IntegerField()), 0)
    counted = schools.open_on(on).filter(merged_into__isnull=True, is_reference=False)
    return counted.annotate(admins=admins)


def with_invited(schools: Any) -> Any:
    """`is_invited` says of each whether an invitation of an admin is open."""
    waiting = AccessLink.objects.invitations().open_at(timezone.now())
    is_invited = Exists(waiting.filter(role=Role.SCHOOL_ADMIN, school=OuterRef("pk")))
    return schools.annotate(is_invited=is_invited)


def has_head(school: School, *, on: date) -> bool:
    """Whether somebody may approve as its head on that day."""
    heads = Membership.objects.valid_on(on).filter(school=school, role=Role.HEAD)
    return heads.exists()
