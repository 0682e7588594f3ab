"""What the operator is told when the embedded server cannot do its work."""

import sys
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import OperationalError

from config.embedded import server
from config.embedded.places import UnavailableError
from config.embedded.server import Server
from tests.config.embedded.handling import ask, wrapper

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="the embedded PostgreSQL is for Linux only"
)


def test_missing_binaries_name_the_way_out(
    folder: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PG_BIN", str(folder / "none"))
    with (
        wrapper(folder, settings) as made,
        pytest.raises(OperationalError, match=r"tidak ditemukan.*DATABASE_URL"),
    ):
        made.get_connection_params()


def test_other_systems_name_the_way_out(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(UnavailableError, match=r"hanya tersedia di Linux.*DATABASE_URL"):
        Server(folder).ensure()


def test_cluster_of_another_major_version_is_recognised(ready: Server) -> None:
    (ready.data / "PG_VERSION").write_text("16\n")
    with pytest.raises(UnavailableError, match=r"PostgreSQL 16, .*make demo-reset"):
        ready.ensure()
    assert ready.status().pid is None


def test_failing_start_shows_the_end_of_the_log(ready: Server) -> None:
    (ready.data / "postgresql.auto.conf").write_text("shared_buffers = 'banyak'\n")
    with pytest.raises(UnavailableError, match="shared_buffers"):
        ready.ensure()


def test_log_is_emptied_when_too_long_and_written_on(ready: Server) -> None:
    socket = ready.ensure()
    with ready.log.open("ab") as log:
        log.write(b"x" * (server.LOG_LIMIT + 1))
    ready.ensure()
    assert ready.log.stat().st_size == 0
    with pytest.raises(psycopg.OperationalError):
        ask(socket, "SELECT 1", dbname="missing")
    assert 0 < ready.log.stat().st_size < 1000
