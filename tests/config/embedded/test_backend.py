"""The embedded server behind Django, and its command."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured

from config.embedded.server import Server
from config.environment import Mode, read_database
from tests.config.embedded.handling import (
    ROOT,
    command,
    connect,
    has_ended,
    running,
    script,
    wrapper,
)

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="the embedded PostgreSQL is for Linux only"
)


def test_backend_makes_the_database_that_settings_name(ready: Server, settings: Any) -> None:
    with wrapper(ready.base, settings, "selaras_bench") as made, connect(made) as connection:
        question = "SELECT current_database(), pg_encoding_to_char(encoding) FROM pg_database"
        found = connection.execute(f"{question} WHERE datname = current_database()").fetchone()
        assert found == ("selaras_bench", "UTF8")


def test_backend_leaves_test_databases_to_the_test_runner(ready: Server, settings: Any) -> None:
    with (
        wrapper(ready.base, settings, "test_selaras_demo") as made,
        pytest.raises(psycopg.OperationalError, match="does not exist"),
    ):
        connect(made)


def test_checks_start_nothing(folder: Path) -> None:
    body = """
        execute_from_command_line(["manage.py", "check"])
        execute_from_command_line(["manage.py", "embedded_db", "stop"])
    """
    done = subprocess.run(
        script(folder, body), cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "PostgreSQL bawaan tidak berjalan." in done.stdout
    assert list(folder.iterdir()) == []


def test_named_server_never_meets_the_embedded_one(folder: Path) -> None:
    body = """
        execute_from_command_line(["manage.py", "check"])
        connection.get_connection_params()
        assert not [name for name in sys.modules if name.startswith("config.embedded")]
    """
    engine = "django.db.backends.postgresql"
    subprocess.run(script(folder, body, engine), cwd=ROOT, check=True)
    assert list(folder.iterdir()) == []


def test_production_does_not_fall_back_on_the_embedded_server(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        read_database(Mode.PRODUCTION, is_web=True)


def test_command_tells_the_state_and_stops(ready: Server) -> None:
    stopped = command(ready.base, "status")
    assert (stopped.returncode, "tidak berjalan" in stopped.stdout) == (3, True)
    ready.ensure()
    pid = running(ready)
    told = command(ready.base, "status")
    assert told.returncode == 0
    assert f"PID {pid}" in told.stdout
    assert str(ready.home) in told.stdout
    assert "dihentikan" in command(ready.base, "stop").stdout
    assert has_ended(pid)
    assert "tidak berjalan" in command(ready.base, "stop").stdout


def test_command_psql_asks_the_database_of_settings(ready: Server) -> None:
    done = command(ready.base, "psql", "--", "-Atc", "SELECT current_database(), current_user")
    assert done.stdout == "selaras_demo|selaras\n"


def test_command_removes_the_cluster(ready: Server) -> None:
    ready.ensure()
    pid = running(ready)
    assert command(ready.base, "remove").returncode == 0
    assert not ready.home.exists()
    assert has_ended(pid)


@pytest.mark.parametrize("action", ["stop", "status", "psql", "remove"])
def test_command_has_nothing_to_manage_beside_a_named_server(ready: Server, action: str) -> None:
    ready.ensure()
    pid = running(ready)
    done = command(ready.base, action, engine="django.db.backends.postgresql")
    assert done.returncode == 0
    assert "DATABASE_URL ditetapkan" in done.stdout
    assert running(ready) == pid
