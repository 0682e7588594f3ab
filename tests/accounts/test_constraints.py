"""Every rule that the database holds for people, memberships and links, broken past the forms."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from accounts.models import HandSent, Notice, Reading, User
from accounts.roles import Role
from schools.models import AccessLink, Membership
from tests import makers

OWN: list[type[models.Model]] = [User, Notice, HandSent, Reading, Membership, AccessLink]


def user(**given: Any) -> User:
    """Saved as a bulk write would, past save() and forms."""
    return User.objects.bulk_create([User(**{"username": "satu.dua", "name": "Satu"} | given)])[0]


def notice(**given: Any) -> None:
    Notice.objects.create(
        **{
            "recipient": makers.user(),
            "kind": "x",
            "subject": "Perihal",
            "created_at": timezone.now(),
        }
        | given
    )


def reading(**given: Any) -> Reading:
    facts = {"what": "list", "label": "Admin sekolah", "view": "schools:pupils", "count": 3}
    return Reading.objects.create(**{"at": timezone.now()} | facts | given)


def member(**given: Any) -> Membership:
    return makers.membership(Role.KAPROG, makers.school(), **given)


def link(**given: Any) -> None:
    now = timezone.now()
    AccessLink.objects.create(
        **{
            "kind": "invitation",
            "token_hash": "a" * 64,
            "role": Role.HEAD,
            "school": makers.school(),
            "created_at": now,
            "expires_at": now + timedelta(days=1),
        }
        | given
    )


def two_users(first: dict[str, str], second: dict[str, str]) -> None:
    user(**first)
    user(**second)


def same_role_twice() -> None:
    held = member()
    makers.membership(Role.KAPROG, held.school, user=held.user)


CASES: dict[str, Callable[[], Any]] = {
    "accounts_user_username_shape": lambda: user(username="siti@contoh.example"),
    "accounts_user_email_once": lambda: two_users(
        {"username": "satu", "email": "Siti@contoh.example"},
        {"username": "dua2", "email": "siti@contoh.example"},
    ),
    "accounts_user_name_given": lambda: user(name=""),
    "accounts_notice_mail_listed": lambda: notice(mail="pigeon"),
    "accounts_notice_path_local": lambda: notice(path="//jahat.example/"),
    "accounts_handsent_group_named": lambda: HandSent.objects.create(
        kind="x", about="y", group="", sent_by=makers.user(), sent_at=timezone.now()
    ),
    "accounts_reading_what_listed": lambda: reading(what="x"),
    "accounts_reading_says_who_and_where": lambda: reading(label=""),
    "accounts_reading_append_only": lambda: Reading.objects.filter(pk=reading().pk).update(count=0),
    "schools_membership_role_listed": lambda: Membership.objects.filter(pk=member().pk).update(
        role="king"
    ),
    "schools_membership_scope_fits_role": lambda: Membership.objects.filter(pk=member().pk).update(
        role=Role.REVIEWER
    ),
    "schools_membership_since_before_until": lambda: member(
        since=date(2025, 7, 2), until=date(2025, 7, 1)
    ),
    "schools_membership_once": same_role_twice,
    "schools_accesslink_kind_listed": lambda: link(kind="gift"),
    "schools_accesslink_role_listed": lambda: link(role="king"),
    "schools_accesslink_mail_listed": lambda: link(mail="pigeon"),
    "schools_accesslink_kind_complete": lambda: link(kind="reset", role="", school=None),
    "schools_accesslink_scope_fits_role": lambda: link(role=Role.REVIEWER),
    "schools_accesslink_used_by_somebody": lambda: link(used_at=timezone.now()),
    "schools_accesslink_created_before_expiry": lambda: link(
        expires_at=timezone.now() - timedelta(days=1)
    ),
}
# Two rules refuse the same row; which the database names first is its own affair.
TWO_AT_ONCE = {
    "schools_membership_role_listed": {"schools_membership_scope_fits_role"},
    "schools_accesslink_role_listed": {"schools_accesslink_scope_fits_role"},
    "schools_accesslink_kind_listed": {"schools_accesslink_kind_complete"},
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", CASES)
def test_the_database_refuses(name: str) -> None:
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        CASES[name]()
    assert refusal.value.__cause__.diag.constraint_name in {name} | TWO_AT_ONCE.get(name, set())


def test_every_constraint_has_its_case() -> None:
    named = {constraint.name for model in OWN for constraint in model._meta.constraints}
    # One is raised by a trigger, so not among Meta.constraints.
    assert named == set(CASES) - {"accounts_reading_append_only"}


def test_every_constraint_says_in_indonesian_what_is_wrong() -> None:
    for model in OWN:
        for constraint in model._meta.constraints:
            assert constraint.violation_error_message != constraint.default_violation_error_message


@pytest.mark.django_db
def test_a_user_name_in_capitals_is_nobody_elses() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        two_users({"username": "satu"}, {"username": "SATU"})
    with pytest.raises(IntegrityError), transaction.atomic():
        two_users({"username": "satu"}, {"username": "satu"})


@pytest.mark.django_db
def test_people_without_an_address_stand_side_by_side() -> None:
    two_users({"username": "satu"}, {"username": "dua2"})
    assert User.objects.filter(email="").count() == 2


@pytest.mark.django_db
def test_a_role_can_be_held_again_after_it_was_revoked() -> None:
    held = member(revoked_at=timezone.now())
    makers.membership(Role.KAPROG, held.school, user=held.user)
    assert held.user.memberships.count() == 2


@pytest.mark.django_db
def test_a_line_of_the_read_log_is_not_taken_away() -> None:
    reading()
    with pytest.raises(IntegrityError), transaction.atomic():
        Reading.objects.all().delete()
    assert Reading.objects.count() == 1
