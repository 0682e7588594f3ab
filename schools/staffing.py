"""Whether a school's work goes on when one person is replaced: each should have two admins."""

from datetime import date
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from accounts.roles import Role
from schools.models import Membership
from schools.models.schools import SchoolQuerySet

ENOUGH = 2


def short_of_admins(schools: SchoolQuerySet, *, on: date) -> Any:
    """Those of these schools, open and of this province's own, with fewer than two admins.

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
    return counted.annotate(admins=admins).filter(admins__lt=ENOUGH)
