"""The admin site's groups follow the table of roles, and close with the membership."""

from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from accounts.models import User
from accounts.roles import Role
from schools.actions import inviting
from schools.actions import memberships as actions
from schools.actions.admin_groups import sync_groups
from schools.actors import Actor
from schools.models import Membership
from tests import makers

pytestmark = pytest.mark.django_db


def test_the_maintainer_gets_the_admin_site_and_nobody_else(capsys) -> None:
    maintainer = makers.membership(Role.MAINTAINER)
    others = [
        makers.membership(role, place)
        for place, roles in (
            (makers.school(), [Role.SCHOOL_ADMIN, Role.HEAD]),
            (makers.office("36"), [Role.REVIEWER, Role.OFFICE_VIEWER]),
        )
        for role in roles
    ]
    call_command("sync_groups")
    staff = set(User.objects.filter(is_staff=True))
    assert staff == {maintainer.user}
    assert {str(group) for group in maintainer.user.groups.all()} == {"Selaras: Pengelola data"}
    assert str(others[0].user.groups.get()) == "Selaras: Admin sekolah"
    assert "9 groups, 5 people" in capsys.readouterr().out


def test_a_second_run_changes_nothing() -> None:
    makers.membership(Role.MAINTAINER)
    by = makers.system()
    sync_groups(by=by)
    assert sync_groups(by=by).people_changed == 0


def test_a_maintainer_edits_schools_but_neither_members_nor_people() -> None:
    user = makers.membership(Role.MAINTAINER).user
    sync_groups(by=makers.system())
    user = User.objects.get(pk=user.pk)
    assert user.has_perms(
        ["schools.change_school", "schools.view_membership", "accounts.view_user"]
    )
    for refused in (
        "schools.change_membership",
        "schools.add_membership",
        "schools.add_accesslink",
        "schools.delete_school",
        "schools.change_schoolevent",
        "accounts.change_user",
    ):
        assert not user.has_perm(refused), refused


def test_an_ended_maintainer_loses_the_admin_site_at_once() -> None:
    membership = makers.membership(Role.MAINTAINER)
    sync_groups(by=makers.system())
    by = Actor.superuser(makers.user(is_superuser=True), on=makers.TODAY)
    actions.revoke(membership=membership, by=by)
    user = User.objects.get(pk=membership.user.pk)
    assert (user.is_staff, user.groups.count()) == (False, 0)


def test_a_membership_that_ran_out_closes_it_with_the_nightly_run() -> None:
    membership = makers.membership(Role.MAINTAINER)
    sync_groups(by=makers.system())
    Membership.objects.update(until=date(2025, 11, 1))
    sync_groups(by=makers.system())
    assert not User.objects.get(pk=membership.user.pk).is_staff


def test_joining_as_maintainer_opens_it() -> None:
    sync_groups(by=makers.system())
    by = Actor.superuser(makers.user(is_superuser=True), on=makers.TODAY)
    issued = inviting.invite(
        invited=inviting.Invited(role=Role.MAINTAINER, place=None, name="Budi"), by=by
    )
    person = makers.user()
    inviting.accept(link=issued.link, user=person, on=makers.TODAY)
    assert User.objects.get(pk=person.pk).is_staff


def test_superusers_and_foreign_groups_are_left_alone() -> None:
    boss = makers.user(is_superuser=True, is_staff=True)
    foreign = Group.objects.create(name="Tamu")
    boss.groups.add(foreign)
    makers.membership(Role.SCHOOL_READER, makers.school(), user=boss)
    sync_groups(by=makers.system())
    boss = User.objects.get(pk=boss.pk)
    assert boss.is_staff
    assert foreign in boss.groups.all()
