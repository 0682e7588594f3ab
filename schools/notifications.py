"""Who of a school is told of what happens to its pupils' data, in which words."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.notices import notify
from accounts.roles import ROLES, Permission
from schools.actors import Actor
from schools.models import NameAccess, School
from schools.models.memberships import Membership


def keepers_of_pupils(school: School, *, by: Actor) -> list[User]:
    """Its head and admins: who answers for the pupils' data."""
    roles = [role for role, rule in ROLES.items() if Permission.KEEP_PUPILS in rule.permissions]
    held = Membership.objects.valid_on(by.on).filter(school=school, role__in=roles)
    return list(User.objects.filter(pk__in=held.values("user")))


def tell_opened(access: NameAccess, *, by: Actor) -> None:
    """An office reads the names: for how long and on what ground; its reason, on the page only."""
    words = {"office": by.office, "ground": access.get_ground_display()}
    notify(
        recipients=keepers_of_pupils(access.school, by=by),
        kind="names_opened",
        subject=_("%(office)s membuka nama siswa sekolah Anda") % words,
        body=_(
            "Dasarnya: %(ground)s. Terbuka paling lama tiga jam; siapa yang membukanya, alasannya, "
            "dan apa yang dibaca tercatat di sini."
        )
        % words,
        path=reverse("schools:readings"),
        by=by,
    )
