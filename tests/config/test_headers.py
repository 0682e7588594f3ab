"""Each answer carries its policies."""

import pytest
from django.test import Client

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
