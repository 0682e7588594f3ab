"""People whose role demands a second factor come nowhere without one."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import (
    TOTP,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from accounts.second_factor import has_second_factor, new_code_sheet
from tests import makers

PASSWORD = "rahasia-contoh-2026"
pytestmark = pytest.mark.django_db
INDEX = "/akun/verifikasi-dua-langkah/"


@pytest.fixture(autouse=True)
def demanded(settings) -> None:
    settings.SELARAS_REQUIRE_SECOND_FACTOR = True
    cache.clear()


@pytest.mark.parametrize(
    ("role", "is_demanded"),
    [(Role.REVIEWER, True), (Role.OFFICE_VIEWER, True), (Role.PENGAWAS, False)],
)
@pytest.mark.parametrize("name", ["accounts:inbox", "schools:members", "accounts:profile"])
def test_office_people_are_sent_to_set_up(
    client: Client, role: Role, is_demanded: bool, name: str
) -> None:
    client.force_login(makers.membership(role, makers.office("36")).user)
    response = client.get(reverse(name))
    assert (response.headers.get("Location") == INDEX) is is_demanded


@pytest.mark.parametrize("flags", [{"is_superuser": True}, {"is_staff": True}])
def test_the_admin_site_is_behind_it_too(client: Client, flags: dict[str, bool]) -> None:
    client.force_login(makers.user(**flags))
    assert client.get("/admin/")["Location"] == INDEX
    assert client.post("/admin/accounts/user/add/", {})["Location"] == INDEX


def test_choosing_a_lesser_membership_does_not_open_the_admin_site(client: Client) -> None:
    reader = makers.membership(Role.SCHOOL_READER, makers.school(), user=makers.user(is_staff=True))
    client.force_login(reader.user)
    client.post(reverse("schools:membership_switch"), {"membership": reader.public_id})
    assert client.get("/admin/")["Location"] == INDEX


def test_the_way_to_set_up_and_out_is_open(client: Client) -> None:
    client.force_login(makers.membership(Role.REVIEWER, makers.office("36")).user)
    page = client.get(INDEX).content.decode()
    assert "Peran Anda mewajibkan" in page
    assert client.get(reverse("mfa_activate_totp"))["Location"].startswith("/masuk/pastikan/")
    assert client.post(reverse("account_logout"))["Location"] == "/"


def test_nobody_is_asked_where_the_setting_is_off(client: Client, settings) -> None:
    settings.SELARAS_REQUIRE_SECOND_FACTOR = False
    client.force_login(makers.membership(Role.REVIEWER, makers.office("36")).user)
    page = client.get(reverse("accounts:inbox"))
    assert "Location" not in page.headers
    assert "Peran Anda mewajibkan" not in page.content.decode()


def sign_in(client: Client, user) -> str:
    return client.post(reverse("account_login"), {"login": user.username, "password": PASSWORD})[
        "Location"
    ]


def test_a_code_sheet_alone_is_a_second_factor(client: Client) -> None:
    user = makers.membership(Role.REVIEWER, makers.office("36")).user
    codes = new_code_sheet(user)
    assert has_second_factor(user)
    assert sign_in(client, user) == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session
    page = client.get(reverse("mfa_authenticate")).content.decode()
    assert "lembar kode" in page
    wrong = client.post(reverse("mfa_authenticate"), {"code": "00000000"})
    assert wrong.status_code == 200
    assert client.post(reverse("mfa_authenticate"), {"code": codes[0]})["Location"] == "/kerja/"
    assert client.get(reverse("accounts:inbox")).status_code == 200
    again = Client()
    sign_in(again, user)
    again.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert "_auth_user_id" not in again.session


def test_an_authenticator_app_is_set_up_without_an_address(client: Client) -> None:
    user = makers.membership(Role.REVIEWER, makers.office("36")).user
    sign_in(client, user)
    form = client.get(reverse("mfa_activate_totp"))
    assert 'src="data:image/svg+xml' in form.content.decode()
    secret = form.context["form"].secret
    code = current_code(secret)
    assert client.post(reverse("mfa_activate_totp"), {"code": code})["Location"] == reverse(
        "mfa_view_recovery_codes"
    )
    assert client.get(reverse("accounts:inbox")).status_code == 200
    assert "Matikan" in client.get(INDEX).content.decode()


def test_security_pages_ask_again_when_the_sign_in_is_old(client: Client) -> None:
    user = makers.user()
    sign_in(client, user)
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        answer = client.get(reverse("mfa_activate_totp"))["Location"]
        assert answer.startswith(reverse("account_reauthenticate"))
        client.post(answer, {"password": PASSWORD})
        assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_a_stolen_password_alone_does_not_open_the_account(client: Client) -> None:
    user = makers.membership(Role.REVIEWER, makers.office("36")).user
    TOTP.activate(user, generate_totp_secret())
    assert sign_in(client, user) == reverse("mfa_authenticate")
    assert client.get(reverse("accounts:inbox"))["Location"].startswith("/masuk/")
    client.post(reverse("mfa_authenticate"), {"code": "123456"})
    assert "_auth_user_id" not in client.session


def current_code(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return f"{hotp_value(secret, counter):06}"
