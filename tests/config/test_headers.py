"""Each answer carries its policies."""

import pytest
from django.test import Client

from accounts.roles import Role
from tests import makers

pytestmark = pytest.mark.django_db
EXPECTED = {
    "Content-Security-Policy": "default-src 'self'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=()",
}


@pytest.mark.parametrize("path", ["/masuk/", "/tidak-ada/", "/healthz", "/kotak-masuk/", "/admin/"])
@pytest.mark.parametrize("name", EXPECTED)
def test_policies_are_on_every_answer(client: Client, path: str, name: str) -> None:
    assert EXPECTED[name] in client.get(path)[name]


def test_nothing_inline_is_allowed(client: Client) -> None:
    policy = client.get("/masuk/")["Content-Security-Policy"]
    assert "unsafe" not in policy
    for part in ("object-src 'none'", "frame-ancestors 'none'", "base-uri 'self'"):
        assert part in policy


def test_pages_of_one_person_are_not_kept(client: Client) -> None:
    client.force_login(makers.user())
    assert client.get("/akun/")["Cache-Control"] == "private, no-store"


def test_a_visitor_sets_no_session(client: Client) -> None:
    assert "sessionid" not in client.get("/undangan/").cookies


@pytest.mark.parametrize(
    "path",
    [
        "/sekolah/%00/",
        "/mitra/%00/",
        "/kelompok/%00/",
        "/kerja-sama/%00/",
        "/kerja-sama/%00/qr.svg",
        "/laporan/%00/",
        "/sekolah/?province=%00",
        "/kerja/anggota/undang/?sekolah=%00",
        "/kerja/kerja-sama/baru/?mitra=%00",
        "/kerja/sekolah/?province=%00",
    ],
)
def test_a_nul_in_an_address_is_refused_plainly(client: Client, path: str) -> None:
    client.force_login(makers.membership(Role.SCHOOL_ADMIN, makers.school()).user)
    response = client.get(path)
    assert response.status_code == 400
    assert "Permintaan" in response.content.decode()


def test_a_nul_in_a_field_is_refused_plainly(client: Client) -> None:
    client.force_login(makers.membership(Role.SCHOOL_ADMIN, makers.school()).user)
    before = dict(client.session)
    assert client.post("/kerja/peran/", {"membership": "\0"}).status_code == 400
    assert dict(client.session) == before
