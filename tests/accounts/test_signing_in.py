"""Signing in: by either name, by nobody else, not too often, nowhere without it."""

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.test import Client, override_settings
from django.urls import NoReverseMatch, get_resolver, reverse

from accounts.models import User
from tests import makers

PASSWORD = "rahasia-contoh-2026"
pytestmark = pytest.mark.django_db

# Everything that may be opened without having signed in, each for its reason.
OPEN_TO_ALL = {
    # signing in, resetting, confirming an address: allauth's own
    "account_login",
    "account_logout",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_confirm_email",
    "account_email_verification_sent",
    "mfa_authenticate",
    "mfa_login_webauthn",
    # the demo's mail, 404 elsewhere
    "accounts:mailbox",
    "accounts:mail",
    # holders of a link
    "schools:link_typed",
    "schools:link_invitation",
    "schools:link_join",
    "schools:link_renewal",
    "schools:link_reset",
    "healthz",
}


@pytest.fixture(autouse=True)
def no_limits_left_over() -> None:
    cache.clear()


@pytest.fixture
def siti() -> User:
    user = makers.user("Siti Aminah, S.Pd.", username="siti.aminah", email="siti@contoh.example")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def sign_in(client: Client, login: str, password: str = PASSWORD) -> str:
    response = client.post(reverse("account_login"), {"login": login, "password": password})
    return response.content.decode() if response.status_code == 200 else response["Location"]


@pytest.mark.parametrize("login", ["siti.aminah", "SITI.Aminah", "siti@contoh.example"])
def test_sign_in_takes_user_name_or_email(client: Client, siti: User, login: str) -> None:
    assert sign_in(client, login) == "/kerja/"
    assert client.session["_auth_user_id"] == str(siti.pk)


def test_sign_in_refuses_a_wrong_password_in_indonesian(client: Client, siti: User) -> None:
    page = sign_in(client, "siti.aminah", "salah-sekali-2026")
    assert "_auth_user_id" not in client.session
    assert "tidak benar" in page


def test_sign_in_is_locked_after_five_failures_even_for_the_right_password(
    client: Client, siti: User
) -> None:
    for _attempt in range(5):
        sign_in(client, "siti.aminah", "salah-sekali-2026")
    page = sign_in(client, "siti.aminah")
    assert "Terlalu banyak percobaan" in page
    assert "_auth_user_id" not in client.session


def test_sign_in_refuses_an_inactive_account(client: Client, siti: User) -> None:
    User.objects.update(is_active=False)
    assert sign_in(client, "siti.aminah") == reverse("account_inactive")
    assert "_auth_user_id" not in client.session


def test_sign_in_does_not_lead_to_another_site(client: Client, siti: User) -> None:
    response = client.post(
        reverse("account_login"),
        {"login": "siti.aminah", "password": PASSWORD, "next": "https://jahat.example/"},
    )
    assert response["Location"] == "/kerja/"


def test_sign_out_needs_a_click(client: Client, siti: User) -> None:
    client.force_login(siti)
    client.get(reverse("account_logout"))
    assert "_auth_user_id" in client.session
    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session


def test_signing_up_is_not_there(client: Client) -> None:
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")


def test_reset_mails_only_known_addresses_and_answers_the_same(client: Client, siti: User) -> None:
    unknown = client.post(reverse("account_reset_password"), {"email": "lain@contoh.example"})
    assert mail.outbox == []
    known = client.post(reverse("account_reset_password"), {"email": siti.email})
    assert known["Location"] == unknown["Location"]
    assert [message.to for message in mail.outbox] == [[siti.email]]
    assert "/lupa-kata-sandi/" in mail.outbox[0].body


def test_mailed_links_lead_to_the_public_address_whatever_the_request_said(
    client: Client, siti: User
) -> None:
    here = {"HTTP_HOST": "localhost:6666"}
    client.post(reverse("account_reset_password"), {"email": siti.email}, **here)
    sign_in(client, "siti.aminah")
    address = {"email": "siti.baru@contoh.example", "action_add": ""}
    client.post(reverse("account_email"), address, **here)
    assert len(mail.outbox) == 2
    for message in mail.outbox:
        assert f"{settings.SELARAS_PUBLIC_URL}/" in message.body
        assert "6666" not in message.body


def test_reset_link_from_mail_sets_the_password(client: Client, siti: User) -> None:
    client.post(reverse("account_reset_password"), {"email": siti.email})
    address = next(word for word in mail.outbox[0].body.split() if "/lupa-kata-sandi/" in word)
    form = client.get(address.removeprefix("http://testserver"), follow=True)
    assert "Kata sandi baru" in form.content.decode()
    client.post(
        form.redirect_chain[-1][0],
        {"password1": "sandi-yang-baru-7", "password2": "sandi-yang-baru-7"},
    )
    siti.refresh_from_db()
    assert siti.check_password("sandi-yang-baru-7")


def test_a_broken_mail_server_stops_nobody(client: Client, siti: User, monkeypatch) -> None:
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
    response = client.post(reverse("account_reset_password"), {"email": siti.email})
    assert response["Location"] == reverse("account_reset_password_done")


def test_admin_signs_in_where_everybody_does(client: Client, siti: User) -> None:
    assert client.get("/admin/login/?next=/admin/")["Location"].startswith("/masuk/?next=")
    client.force_login(siti)
    assert client.get("/admin/login/").status_code == 403


def test_only_the_written_list_opts_out_of_signing_in() -> None:
    """Of the rooms of people; `desk` and the registers have their own list in tests/."""
    found = set()
    for name, view in named_views(get_resolver().url_patterns, ""):
        mine = name.startswith(("account", "mfa_", "usersessions", "schools:link_", "healthz"))
        if mine and not getattr(view, "login_required", True):
            found.add(name)
    assert found == OPEN_TO_ALL


def named_views(patterns, namespace):
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from named_views(pattern.url_patterns, inner)
        elif pattern.name:
            yield f"{namespace}{pattern.name}", pattern.callback


def test_passkey_is_offered_at_a_name_and_explained_at_an_ip_address(client: Client) -> None:
    assert "passkey_login" in client.get(reverse("account_login")).content.decode()
    page = client.get(reverse("account_login"), headers={"host": "127.0.0.1:8000"}).content.decode()
    assert "passkey_login" not in page
    assert "alamat IP" in page


def test_demo_accounts_are_shown_only_in_the_demo(client: Client) -> None:
    makers.user("Verifikator Contoh", email="dinas@demo.example", is_demo=True)
    assert "dinas@demo.example" not in client.get(reverse("account_login")).content.decode()
    with override_settings(IS_DEMO=True):
        assert "dinas@demo.example" in client.get(reverse("account_login")).content.decode()


@pytest.mark.parametrize(
    "name",
    [
        "accounts:profile",
        "accounts:profile_edit",
        "accounts:inbox",
        "account_email",
        "account_change_password",
        "account_logout",
        "mfa_index",
        "mfa_list_webauthn",
        "usersessions_list",
    ],
)
def test_own_pages_are_in_our_frame_and_language(client: Client, siti: User, name: str) -> None:
    client.force_login(siti)
    page = client.get(reverse(name)).content.decode()
    assert page.count("<h1") == 1
    assert "css/selaras.css" in page
    assert not {"Sign In", "Sign Out", "Two-Factor", "Password:", "Email address"} & set(
        page.replace("<", ">").split(">")
    )


def test_profile_changes_name_and_whatsapp(client: Client, siti: User) -> None:
    client.force_login(siti)
    client.post(
        reverse("accounts:profile_edit"),
        {"name": "Siti \u202eAminah\r\n", "whatsapp": "0812-3456-7890"},
    )
    siti.refresh_from_db()
    assert siti.name == "Siti Aminah"
    assert siti.whatsapp == "+6281234567890"


def test_a_look_at_the_own_address_writes_nothing(client: Client) -> None:
    """An address that an admin typed has no row of its own until its owner asks for mail."""
    person = makers.user("Budi", username="budi", email="budi@contoh.example")
    client.force_login(person)

    page = client.get(reverse("account_email")).content.decode()

    assert "budi@contoh.example" in page
    assert "Kirim surel pemastian" in page
    assert not EmailAddress.objects.exists()
    sent = {"email": "budi@contoh.example", "action_send": ""}
    assert client.post(reverse("account_email"), sent).status_code == 302
    assert EmailAddress.objects.get().email == "budi@contoh.example"
    assert mail.outbox[0].to == ["budi@contoh.example"]


@pytest.mark.parametrize("known", ["budi@contoh.example", "Budi@Contoh.example"])
def test_an_address_typed_in_capitals_opens_and_sends(client: Client, known: str) -> None:
    person = makers.user("Budi", username="budi", email="Budi@Contoh.example")
    EmailAddress.objects.create(user=person, email=known)
    client.force_login(person)

    assert known in client.get(reverse("account_email")).content.decode()
    sent = {"email": "budi@contoh.example", "action_send": ""}
    assert client.post(reverse("account_email"), sent).status_code == 302
    [message] = mail.outbox
    assert [one.lower() for one in message.to] == ["budi@contoh.example"]
