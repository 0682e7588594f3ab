"""How the embedded server is started, found and shared."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from config.embedded import places
from config.embedded.server import Server
from tests.config.embedded.handling import IS_ROOT, ROOT, ask, mode, running, script

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="the embedded PostgreSQL is for Linux only"
)


def test_server_starts_from_cold_and_is_found_when_warm(folder: Path) -> None:
    socket = Server(folder).ensure()
    pid = running(Server(folder))
    assert Server(folder).ensure() == socket == folder / "postgres" / "run"
    assert running(Server(folder)) == pid
    assert ask(socket, "SHOW server_encoding") == "UTF8"
    assert ask(socket, "SHOW fsync") == "on"
    assert ask(socket, "SHOW listen_addresses") == ""
    assert ask(socket, "SELECT lower('ÉÑ')") == "éñ"
    assert ask(socket, "SELECT to_tsvector('simple', 'Élan')::text") == "'élan':1"
    assert ask(socket, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") is False
    assert ask(socket, "SELECT current_user", user="postgres") == "postgres"


def test_server_has_a_session_of_its_own(ready: Server) -> None:
    ready.ensure()
    assert os.getsid(running(ready)) != os.getsid(0)


def test_server_is_reached_by_nobody_else_through_the_folders(ready: Server) -> None:
    ready.ensure()
    assert mode(ready.home) == (0o710 if IS_ROOT else 0o700)
    assert mode(ready.home / "run") == mode(ready.data) == 0o700
    assert ready.home.stat().st_uid == os.geteuid()


def test_eight_processes_at_once_share_one_server_and_database(folder: Path) -> None:
    body = """
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_database(), pg_postmaster_start_time()")
            print(*cursor.fetchone())
    """
    started = [
        subprocess.Popen(script(folder, body), cwd=ROOT, text=True, stdout=subprocess.PIPE)
        for _ in range(8)
    ]
    answers = [process.communicate(timeout=120)[0] for process in started]
    assert [process.returncode for process in started] == [0] * 8
    assert len(set(answers)) == 1
    assert answers[0].startswith("selaras_demo ")


def test_starter_killed_while_making_the_cluster_leaves_nothing_in_the_way(folder: Path) -> None:
    process = subprocess.Popen(script(folder, "connection.cursor()"), cwd=ROOT)
    drafts = folder / "postgres"
    while not list(drafts.glob("draft-*/base")):
        assert process.poll() is None
        time.sleep(0.002)
    process.kill()
    process.wait()
    assert not (drafts / "data").exists()
    assert ask(Server(folder).ensure(), "SELECT 1") == 1


def test_remains_of_an_interrupted_creation_are_cleared(folder: Path, made: Path) -> None:
    remains = folder / "postgres" / "draft-abc"
    (remains / "base").mkdir(parents=True)
    (remains / "PG_VERSION").write_text("18")
    assert ask(Server(folder).ensure(), "SELECT 1") == 1
    assert not remains.exists()


def test_path_too_long_for_a_socket_listens_elsewhere(ready: Server, folder: Path) -> None:
    long = folder / ("panjang-" * 15) / "var"
    long.mkdir(parents=True)
    ready.home.rename(long / "postgres")
    found = Server(long)
    socket = found.ensure()
    assert len(os.fsencode(socket / places.SOCKET_NAME)) <= places.LONGEST_SOCKET_PATH
    assert mode(socket.parent) == (0o710 if IS_ROOT else 0o700)
    assert found.ensure() == socket
    assert ask(socket, "SHOW data_directory", user="postgres") == str(long / "postgres" / "data")
    found.remove()
    assert not socket.parent.exists()
