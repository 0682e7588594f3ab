"""Log lines name routes and ids; never a path, a query or a person."""

import io
import json
import logging
import logging.config
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client

from config import settings as full_settings
from config.logs import JsonFormatter
from tests import makers

pytestmark = pytest.mark.django_db
TOKEN = "abcdefghjkmnpqrstuvwxyz234"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What a real start would write to its standard error."""
    names = ["", *full_settings.LOGGING["loggers"]]
    before = {
        name: (logger.handlers[:], logger.level, logger.propagate)
        for name in names
        for logger in [logging.getLogger(name)]
    }
    logging.config.dictConfig(full_settings.LOGGING)
    stream = io.StringIO()
    for handler in logging.getLogger().handlers:
        handler.setStream(stream)
    yield stream
    for name, (handlers, level, propagate) in before.items():
        logger = logging.getLogger(name)
        logger.handlers, logger.level, logger.propagate = handlers, level, propagate
        logger.manager._clear_cache()


def lines(stream: io.StringIO) -> list[dict]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_request_is_one_line_with_its_route(client: Client, written: io.StringIO) -> None:
    response = client.get(f"/undangan/{TOKEN}/?nama=Siti")
    (line,) = lines(written)
    assert line["route"] == "schools:link_invitation"
    assert (line["method"], line["status"]) == ("GET", 404)
    assert line["request_id"] == response["X-Request-ID"]
    assert TOKEN not in written.getvalue()
    assert "Siti" not in written.getvalue()


def test_a_refused_form_does_not_name_its_path(written: io.StringIO, capfd) -> None:
    Client(enforce_csrf_checks=True).post(f"/undangan/{TOKEN}/akun-baru/", {"name": "Siti"})
    assert {line["logger"] for line in lines(written)} == {
        "django.security.csrf",
        "selaras.request",
    }
    everything = written.getvalue() + "".join(capfd.readouterr())
    assert TOKEN not in everything
    assert "Siti" not in everything


def test_an_unknown_page_and_a_wrong_method_leave_no_path(
    client: Client, written: io.StringIO, capfd
) -> None:
    client.get(f"/tidak-ada/{TOKEN}/")
    client.get(f"/undangan/{TOKEN}/minta-baru/")
    assert [line["route"] for line in lines(written)] == ["-", "schools:link_renewal"]
    assert TOKEN not in written.getvalue() + "".join(capfd.readouterr())


def test_a_wrong_host_is_noted_without_its_name(client: Client, written: io.StringIO) -> None:
    client.get("/masuk/", headers={"host": "siti-aminah.jahat.example"})
    assert "siti-aminah" not in written.getvalue()


def test_a_failure_names_where_but_not_what(
    client: Client, written: io.StringIO, monkeypatch
) -> None:
    def fail(*_args: object, **_kwargs: object) -> None:
        raise ValueError("NIK 3602 milik Siti Aminah")

    monkeypatch.setattr("accounts.views.Paginator", fail)
    client.force_login(makers.user("Siti Aminah"))
    client.raise_request_exception = False
    assert client.get("/kotak-masuk/").status_code == 500
    failure = next(line for line in lines(written) if "exception" in line)
    assert failure["exception"] == "ValueError"
    assert failure["route"] == "accounts:inbox"
    assert any("views.py" in place for place in failure["where"])
    assert "Siti" not in written.getvalue()


def test_a_refusal_is_no_failure(client: Client, written: io.StringIO) -> None:
    client.force_login(makers.user())
    assert client.get("/kerja/mitra/").status_code == 403
    assert client.get("/kerja/mitra/tidakada00/").status_code == 404
    assert [line["message"] for line in lines(written) if line["level"] == "ERROR"] == []


def test_a_failed_sign_in_does_not_name_who(client: Client, written: io.StringIO) -> None:
    client.post("/masuk/", {"login": "siti@contoh.example", "password": "salah-sekali-2026"})
    assert "siti" not in written.getvalue().lower()


def test_a_plain_record_is_json() -> None:
    record = logging.LogRecord("x", logging.WARNING, "f.py", 1, "nilai %d", (5,), None)
    assert json.loads(JsonFormatter().format(record))["message"] == "nilai 5"


def test_the_settings_of_the_tests_are_those_of_a_start() -> None:
    assert settings.MIDDLEWARE[0] == "config.logs.RequestIdMiddleware"
