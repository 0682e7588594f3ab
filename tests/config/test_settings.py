"""Unsafe or missing values stop the start, and say which."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from config import environment
from config.environment import Mode

SECRET = "k3y-Zq7!vT0x_Lw9#Rb2@Ns5%Hd8^Jf1&Gc4*Pm6(Ya)Ue+oi=Wt"
PRODUCTION = {
    "SELARAS_MODE": "production",
    "SELARAS_SECRET_KEY": SECRET,
    "SELARAS_PUBLIC_URL": "https://selaras.contoh.go.id",
    "DATABASE_URL": "postgres://selaras:x@db.contoh.go.id/selaras",
}


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [*os.environ]:
        if name.startswith("SELARAS_") or name in {"DATABASE_URL", "EMAIL_URL", "PORT"}:
            monkeypatch.delenv(name)


def test_a_start_without_a_word_is_production() -> None:
    assert environment.read_mode() is Mode.PRODUCTION


def test_an_unknown_mode_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SELARAS_MODE", "debug")
    with pytest.raises(ImproperlyConfigured, match="SELARAS_MODE='debug'"):
        environment.read_mode()


@pytest.mark.parametrize("key", ["", "short", "a" * 60, "abcabcabc" * 9])
def test_production_wants_a_random_key(monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    monkeypatch.setenv("SELARAS_SECRET_KEY", key)
    with pytest.raises(ImproperlyConfigured, match="SELARAS_SECRET_KEY"):
        environment.read_secret_key(Mode.PRODUCTION)


def test_a_demo_makes_its_key_once_and_keeps_it_to_itself(
    monkeypatch: pytest.MonkeyPatch, tmp_path
) -> None:
    monkeypatch.setenv("SELARAS_VAR_DIR", str(tmp_path))
    first = environment.read_secret_key(Mode.DEMO)
    assert environment.read_secret_key(Mode.DEMO) == first
    assert len(first) > 50
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


def test_an_empty_key_file_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    monkeypatch.setenv("SELARAS_VAR_DIR", str(tmp_path))
    (tmp_path / "secret_key").touch()
    with pytest.raises(ImproperlyConfigured, match="secret_key is empty"):
        environment.read_secret_key(Mode.DEMO)


@pytest.mark.parametrize(
    "url", ["", "http://selaras.contoh.go.id", "selaras.contoh.go.id", "ftp://contoh", "https://"]
)
def test_production_wants_a_public_address_under_https(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("SELARAS_PUBLIC_URL", url)
    with pytest.raises(ImproperlyConfigured, match="SELARAS_PUBLIC_URL"):
        environment.read_public_url(Mode.PRODUCTION)


def test_the_public_address_has_no_trailing_slash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SELARAS_PUBLIC_URL", "https://selaras.contoh.go.id/")
    assert environment.read_public_url(Mode.PRODUCTION) == "https://selaras.contoh.go.id"


def test_hosts_are_named_and_local_ones_only_outside_production(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    url = "https://selaras.contoh.go.id"
    assert environment.read_allowed_hosts(Mode.PRODUCTION, url) == ["selaras.contoh.go.id"]
    assert "localhost" in environment.read_allowed_hosts(Mode.DEMO, url)
    monkeypatch.setenv("SELARAS_ALLOWED_HOSTS", "*")
    with pytest.raises(ImproperlyConfigured, match="SELARAS_ALLOWED_HOSTS"):
        environment.read_allowed_hosts(Mode.PRODUCTION, url)


@pytest.mark.parametrize("url", ["", "sqlite:///selaras.db", "mysql://x@y/z"])
def test_production_wants_a_postgresql_server(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(ImproperlyConfigured, match="PostgreSQL"):
        environment.read_database(Mode.PRODUCTION, is_web=True)


def test_only_web_connections_have_short_timeouts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", PRODUCTION["DATABASE_URL"])
    web = environment.read_database(Mode.PRODUCTION, is_web=True)
    job = environment.read_database(Mode.PRODUCTION, is_web=False)
    assert "statement_timeout=15s" in str(web["OPTIONS"])
    assert "statement_timeout" not in str(job["OPTIONS"])
    for options in (web["OPTIONS"], job["OPTIONS"]):
        assert "pgtrigger.ignore={}" in str(options)


def start(**given: str) -> subprocess.CompletedProcess[str]:
    """A process of its own, as the server's: its settings and Django's deployment check."""
    clean = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("SELARAS_") and name not in {"DATABASE_URL", "EMAIL_URL"}
    }
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=settings.BASE_DIR,
        env=clean | {"DJANGO_SETTINGS_MODULE": "config.settings"} | given,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_production_passes_the_deployment_check(tmp_path) -> None:
    done = start(**PRODUCTION, SELARAS_VAR_DIR=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"SELARAS_SECRET_KEY": "x"}, "SELARAS_SECRET_KEY must hold at least 50"),
        (
            {"SELARAS_PROXY_SSL_HEADER": "X-Forwarded-Proto"},
            "SELARAS_PROXY_SSL_HEADER has the",
        ),
    ],
)
def test_a_refused_start_says_why_in_its_last_line(
    change: dict[str, str], said: str, tmp_path
) -> None:
    done = start(**PRODUCTION | {"SELARAS_VAR_DIR": str(tmp_path)} | change)
    assert done.returncode != 0
    assert said in done.stderr.strip().splitlines()[-1]


def test_cookies_and_policies_of_these_settings() -> None:
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.SELARAS_REQUIRE_SECOND_FACTOR is False
    assert settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["default-src"] == ["'self'"]
