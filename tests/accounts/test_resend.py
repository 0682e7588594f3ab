"""What was typed survives an ended sign-in or an old token, and opens no door to other sites."""

import re
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests import makers

pytestmark = pytest.mark.django_db
HERE = {"origin": "http://testserver"}
PROFILE = "/akun/ubah/"
TYPED = {"name": "Nama <b>Baru</b>", "whatsapp": "0812-3456-7890"}


@pytest.fixture(autouse=True)
def no_limits_left_over() -> None:
    cache.clear()


@pytest.fixture
def strict() -> Client:
    """A client whose forms need their token, as in a browser."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def person() -> User:
    return makers.user("Nama Lama")


def fresh_token(page: str) -> str:
    return page.split('name="csrfmiddlewaretoken" value="')[1].split('"', maxsplit=1)[0]


# The old token ------------------------------------------------------------------------------------


def test_an_old_token_gives_the_fields_back_to_send_again(strict: Client, person: User) -> None:
    strict.force_login(person)
    response = strict.post(PROFILE, TYPED | {"csrfmiddlewaretoken": "x" * 64}, headers=HERE)
    page = response.content.decode()
    assert response.status_code == 403
    assert f'action="{PROFILE}"' in page
    assert "Nama &lt;b&gt;Baru&lt;/b&gt;</textarea>" in page
    assert "<b>Baru" not in page
    assert 'value="' + "x" * 64 not in page
    assert "no-store" in response["Cache-Control"]
    person.refresh_from_db()
    assert person.name == "Nama Lama"


def shown_fields(page: str) -> list[tuple[str, str]]:
    """What the page tells of the form, as labels and values."""
    listed = page.split("<dl", maxsplit=1)[1].split("</dl>", maxsplit=1)[0]
    return re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", listed)


def test_what_was_typed_is_told_by_its_labels(strict: Client, person: User) -> None:
    strict.force_login(person)
    page = strict.post(PROFILE, TYPED, headers=HERE).content.decode()
    assert shown_fields(page) == [
        ("Nama lengkap", "Nama &lt;b&gt;Baru&lt;/b&gt;"),
        ("Nomor WhatsApp", "0812-3456-7890"),
    ]


def test_rows_and_choices_are_told_in_words_and_hidden_ones_not(
    strict: Client, person: User
) -> None:
    strict.force_login(person)
    fields = {
        "revision": "7",
        "kind": "pks",
        "letter_number-12": "421/1",
        "signatory_name-12": "Sari",
        "represented_by-12": "",
    }
    page = strict.post("/kerja/kerja-sama/abc/langkah/pihak/", fields, headers=HERE)
    assert shown_fields(page.content.decode()) == [
        ("Jenis kerja sama", "Perjanjian Kerja Sama (PKS)"),
        ("Nomor surat pihak ini", "421/1"),
        ("Isian lain", "Sari"),
    ]


def test_the_click_on_send_again_does_it(strict: Client, person: User) -> None:
    strict.force_login(person)
    page = strict.post(PROFILE, TYPED, headers=HERE).content.decode()
    strict.post(PROFILE, TYPED | {"csrfmiddlewaretoken": fresh_token(page)}, headers=HERE)
    person.refresh_from_db()
    assert person.name == TYPED["name"]


ATTACKS = {
    "another site": {"origin": "https://jahat.example"},
    "a subdomain": {"origin": "http://jahat.testserver"},
    "another port": {"origin": "http://testserver:8080"},
    "another scheme": {"origin": "https://testserver"},
    "a sandboxed frame": {"origin": "null"},
    "no origin": {},
    "only a referer": {"referer": "http://testserver/akun/ubah/"},
    "a suffix": {"origin": "http://testserver.jahat.example"},
    "a same-site page": {"origin": "http://testserver", "sec-fetch-site": "same-site"},
    "a cross-site page": {"origin": "http://testserver", "sec-fetch-site": "cross-site"},
}


@pytest.mark.parametrize("headers", ATTACKS.values(), ids=ATTACKS)
@pytest.mark.parametrize("is_signed_in", [True, False])
def test_a_forged_form_gets_no_second_chance(
    strict: Client, person: User, headers: dict[str, str], is_signed_in: bool
) -> None:
    if is_signed_in:
        strict.force_login(person)
    response = strict.post(PROFILE, TYPED, headers=headers)
    page = response.content.decode()
    assert response.status_code == 403
    assert TYPED["whatsapp"] not in page
    assert PROFILE not in page
    assert "csrfmiddlewaretoken" not in page.split("<main")[1].split("</main>")[0]
    assert "resend" not in strict.session


@pytest.mark.parametrize(
    "secret",
    [
        "password",
        "new_password1",
        "kata_sandi",
        "credential",
        "otp",
        "client_secret",
        "token",
        "code",
    ],
)
def test_a_form_with_a_secret_is_never_given_back(
    strict: Client, person: User, secret: str
) -> None:
    strict.force_login(person)
    response = strict.post(PROFILE, TYPED | {secret: "sangat-rahasia"}, headers=HERE)
    assert response.status_code == 403
    assert "sangat-rahasia" not in response.content.decode()
    assert TYPED["whatsapp"] not in response.content.decode()


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("account_login", []),
        ("account_change_password", []),
        ("account_email", []),
        ("mfa_authenticate", []),
        ("schools:link_join", ["a" * 26]),
        ("schools:link_typed", []),
    ],
)
def test_pages_of_secrets_are_left_out(strict: Client, name: str, args: list[str]) -> None:
    response = strict.post(reverse(name, args=args), {"name": "ketikan-saya"}, headers=HERE)
    assert response.status_code == 403
    assert "ketikan-saya" not in response.content.decode()
    assert "resend" not in strict.session


@pytest.mark.parametrize(
    "typed",
    [
        {"name": "x" * 64_001},
        {f"field{number}": "x" for number in range(301)},
        {},
    ],
    ids=["too long", "too many", "nothing"],
)
def test_too_much_or_nothing_is_not_given_back(
    strict: Client, person: User, typed: dict[str, str]
) -> None:
    strict.force_login(person)
    response = strict.post(PROFILE, typed, headers=HERE)
    assert response.status_code == 403
    assert "Kirim sekarang" not in response.content.decode()


def test_files_are_named_as_lost(strict: Client, person: User) -> None:
    strict.force_login(person)
    with Path(__file__).open("rb") as file:
        page = strict.post(PROFILE, TYPED | {"photo": file}, headers=HERE).content.decode()
    assert "Berkas tidak ikut tersimpan" in page
    assert "def test_files_are_named_as_lost" not in page


def test_repeated_fields_and_their_order_stay(strict: Client, person: User) -> None:
    strict.force_login(person)
    page = strict.post(PROFILE, {"pick": ["dua", "satu"]}, headers=HERE).content.decode()
    assert page.count('<textarea name="pick"') == 2
    assert page.index("dua</textarea>") < page.index("satu</textarea>")


# The ended sign-in --------------------------------------------------------------------------------


def test_an_ended_sign_in_keeps_the_fields_until_after_it(client: Client, person: User) -> None:
    response = client.post(PROFILE, TYPED, headers=HERE)
    assert response["Location"] == "/masuk/?next=%2Fkirim-ulang%2F"
    assert client.get("/kirim-ulang/")["Location"].startswith("/masuk/")
    client.post(
        "/masuk/",
        {"login": person.username, "password": "rahasia-contoh-2026", "next": "/kirim-ulang/"},
    )
    page = client.get("/kirim-ulang/").content.decode()
    assert f'action="{PROFILE}"' in page
    assert TYPED["whatsapp"] in page
    person.refresh_from_db()
    assert person.name == "Nama Lama"


def test_an_ended_sign_in_of_another_site_keeps_nothing(client: Client) -> None:
    response = client.post(PROFILE, TYPED, headers={"origin": "https://jahat.example"})
    assert response["Location"] == f"/masuk/?next={PROFILE}"
    assert "resend" not in client.session


def test_kept_fields_end_after_half_an_hour(client: Client, person: User) -> None:
    client.post(PROFILE, TYPED, headers=HERE)
    session = client.session
    session["resend"] |= {"at": session["resend"]["at"] - 1801}
    session.save()
    client.force_login(person)
    page = client.get("/kirim-ulang/")
    assert page.status_code == 404
    assert TYPED["whatsapp"] not in page.content.decode()


def test_kept_fields_are_gone_after_signing_out(client: Client, person: User) -> None:
    client.post(PROFILE, TYPED, headers=HERE)
    client.force_login(person)
    client.post("/keluar/")
    assert "resend" not in client.session
    client.force_login(makers.user())
    page = client.get("/kirim-ulang/")
    assert page.status_code == 404
    assert TYPED["whatsapp"] not in page.content.decode()


def test_keeping_is_limited(client: Client) -> None:
    places = [Client().post(PROFILE, TYPED, headers=HERE)["Location"] for _try in range(21)]
    assert places[:20] == ["/masuk/?next=%2Fkirim-ulang%2F"] * 20
    assert places[20] == "/masuk/?next=%2Fkerja%2F"


def test_htmx_is_led_to_the_sign_in_page_as_a_whole(client: Client) -> None:
    response = client.post(PROFILE, TYPED, headers=HERE | {"hx-request": "true"})
    assert response.status_code == 204
    assert response["HX-Redirect"] == "/masuk/?next=%2Fkirim-ulang%2F"
