"""Accounts in the admin site, and what its people must not do there."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from accounts.actions import set_address
from accounts.models import Notice, User
from accounts.notices import notify
from tests import makers

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(client: Client) -> User:
    user = makers.user("Pengelola", is_superuser=True, is_staff=True)
    client.force_login(user)
    return user


def test_an_address_typed_by_a_superuser_is_verified(client: Client, boss: User) -> None:
    person = makers.user("Siti Aminah", email="lama@contoh.example")
    EmailAddress.objects.create(user=person, email=person.email, primary=True)
    client.post(
        reverse("admin:accounts_user_change", args=[person.pk]),
        {"username": person.username, "name": person.name, "email": "Baru@contoh.example",
         "whatsapp": "", "is_active": "on", "is_staff": "on", "change_reason": "Salah ketik"},
    )  # fmt: skip
    person.refresh_from_db()
    assert (person.email, person.is_staff) == ("baru@contoh.example", False)
    address = EmailAddress.objects.get(user=person)
    assert (address.email, address.verified, address.primary) == (person.email, True, True)


def test_taking_an_address_away_leaves_none() -> None:
    person = makers.user(email="lama@contoh.example")
    set_address(user=person, email="lama@contoh.example")
    set_address(user=person, email="")
    assert not EmailAddress.objects.exists()


def test_nobody_is_deleted_there(client: Client, boss: User) -> None:
    person = makers.user()
    assert client.get(reverse("admin:accounts_user_delete", args=[person.pk])).status_code == 403
    client.post(
        reverse("admin:accounts_user_changelist"),
        {"action": "delete_selected", "_selected_action": [person.pk], "post": "yes"},
    )
    assert User.objects.filter(pk=person.pk).exists()


@pytest.mark.parametrize("name", ["notice", "handsent"])
def test_what_the_portal_writes_is_only_looked_at(client: Client, boss: User, name: str) -> None:
    notify(recipients=[makers.user()], kind="x", subject="Perihal", by=makers.system())
    add = reverse(f"admin:accounts_{name}_add")
    listed = client.get(reverse(f"admin:accounts_{name}_changelist")).content.decode()
    assert add not in listed
    assert client.get(add).status_code == 403
    assert Notice.objects.get().subject == "Perihal"


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_accounts_asks_a_constant_number_of_queries(
    client: Client, boss: User, django_assert_max_num_queries, count: int
) -> None:
    for _number in range(count):
        makers.user()
    with django_assert_max_num_queries(9):
        client.get(reverse("admin:accounts_user_changelist"))
