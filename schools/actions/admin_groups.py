"""Django's groups, permissions and the door of the admin site, written from the table of roles."""

from collections import defaultdict
from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q

from accounts.models import User
from accounts.roles import ADMIN_CLOSED, ADMIN_PERMISSIONS, ADMIN_VIEW_ONLY, ROLES, Role
from schools.actors import Actor
from schools.models.memberships import Membership


@dataclass(frozen=True)
class Synced:
    groups: int
    people_changed: int


def group_name(role: Role) -> str:
    return f"Selaras: {role.label}"


@transaction.atomic
def sync_groups(*, by: Actor) -> Synced:
    """Idempotent: writes every group anew and brings everybody's into line."""
    wanted = {role: _permissions(role) for role in Role}
    for role, permissions in wanted.items():
        group, _is_new = Group.objects.get_or_create(name=group_name(role))
        group.permissions.set(permissions)
    everybody = User.objects.filter(
        Q(memberships__isnull=False) | Q(is_staff=True) | Q(groups__name__startswith="Selaras: ")
    ).distinct()
    return Synced(len(wanted), sync_people(people=list(everybody), by=by))


def _permissions(role: Role) -> list[Permission]:
    found = []
    for permission in ROLES[role].permissions:
        for place, verbs in ADMIN_PERMISSIONS.get(permission, ()):
            app, _dot, table = place.partition(".")
            opened = Permission.objects.filter(content_type__app_label=app)
            if table:
                opened = opened.filter(content_type__model=table)
            for one in opened.select_related("content_type"):
                verb, _underscore, _model = one.codename.partition("_")
                model = one.content_type.model
                if model.removesuffix("event") in ADMIN_CLOSED:
                    continue
                is_kept_by_machine = model.endswith("event") or (app, model) in ADMIN_VIEW_ONLY
                if verb == "view" or (verb in verbs and not is_kept_by_machine):
                    found.append(one)
    return found


@transaction.atomic
def sync_people(*, people: list[User], by: Actor) -> int:
    """Give each person the groups of the roles held today, and the admin site where one opens it.

    Returns how many were changed. Superusers keep their door whatever they hold.
    """
    held: dict[int, set[Role]] = defaultdict(set)
    rows = Membership.objects.valid_on(by.on).filter(user__in=people)
    for user_id, role in rows.values_list("user", "role"):
        held[user_id].add(Role(role))
    groups = {group.name: group for group in Group.objects.filter(name__startswith="Selaras: ")}
    changed = 0
    for user in User.objects.filter(pk__in=[user.pk for user in people]).prefetch_related("groups"):
        roles = held[user.pk]
        opens = user.is_superuser or any(opens_admin(role) for role in roles)
        names = {group_name(role) for role in roles} & groups.keys()
        ours = {group.name for group in user.groups.all() if group.name in groups}
        if names == ours and user.is_staff == opens:
            continue
        user.groups.remove(*(groups[name] for name in ours - names))
        user.groups.add(*(groups[name] for name in names - ours))
        user.is_staff = opens
        user.save(update_fields=["is_staff"])
        changed += 1
    return changed


def opens_admin(role: Role) -> bool:
    return any(permission in ADMIN_PERMISSIONS for permission in ROLES[role].permissions)
