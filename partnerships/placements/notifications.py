"""Who is told of what happens in PKL, in which words."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Notice, User
from accounts.notices import notify
from accounts.roles import Role
from partnerships.placements.models import Override
from schools.actors import Actor
from schools.models import Office, School
from schools.models.memberships import Membership
from schools.models.offices import OfficeKind

OVERRIDDEN = "rule_overridden"


def reviewers_of_school(school: School, *, by: Actor) -> list[User]:
    """Of the branch that answers for the school; where there is none, of the province."""
    if school.regency is None:
        return []
    offices = Office.objects.of_education().covering(school.regency, on=by.on)
    branches = offices.filter(kind=OfficeKind.BRANCH_EDUCATION)
    nearest = branches if branches.exists() else offices
    held = Membership.objects.valid_on(by.on).filter(role=Role.REVIEWER, office__in=nearest)
    return list(User.objects.filter(pk__in=held.values("user")))


def tell_override(override: Override, *, by: Actor) -> None:
    """The office reads that a school let a rule pass: for whom and why, on the page only.

    Of a class that is let through one by one, one unread notice is enough.
    """
    school = override.placement.period.school
    query = urlencode({"q": school.key, "aturan": override.rule})
    path = f"{reverse('placements:overrides')}?{query}"
    unread = Notice.objects.unread().filter(kind=OVERRIDDEN, path=path)
    told = set(unread.values_list("recipient", flat=True))
    words = {"school": school.name, "rule": override.get_rule_display()}
    notify(
        recipients=[one for one in reviewers_of_school(school, by=by) if one.pk not in told],
        kind=OVERRIDDEN,
        subject=_("%(school)s mengecualikan aturan kesiapan: %(rule)s") % words,
        body=_("Baca alasannya, lalu tandai bahwa dinas sudah melihatnya."),
        path=path,
        by=by,
    )
