"""What the embedded server outlives: kills, foreign processes, copied and moved clones."""

import fcntl
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psycopg
import pytest

from config.embedded import places, server
from config.embedded.places import UnavailableError
from config.embedded.server import Server
from tests.config.embedded.handling import (
    ROOT,
    ask,
    connect,
    has_ended,
    kill,
    running,
    script,
    wrapper,
)

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="the embedded PostgreSQL is for Linux only"
)


def test_killed_postmaster_is_replaced_and_data_kept(ready: Server) -> None:
    socket = ready.ensure()
    first = running(ready)
    target = {"host": str(socket), "user": "selaras", "dbname": "postgres", "autocommit": True}
    with psycopg.connect(**target) as connection:
        connection.execute("CREATE DATABASE selaras_kept")
        kill(first)
        assert ask(ready.ensure(), "SELECT current_database()", dbname="selaras_kept")
        with pytest.raises(psycopg.OperationalError):
            connection.execute("SELECT 1")
    assert running(ready) != first


def test_killed_client_leaves_the_server_usable(ready: Server) -> None:
    socket = ready.ensure()
    body = "connection.cursor(); print('open', flush=True); sys.stdin.read()"
    client = subprocess.Popen(
        script(ready.base, body), cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with client:
        assert client.stdout is not None
        assert client.stdout.readline() == b"open\n"
        pid = running(ready)
        client.kill()
    assert ask(socket, "SELECT 1") == 1
    assert running(ready) == pid


def test_backend_waits_while_the_server_recovers(ready: Server, settings: Any) -> None:
    with wrapper(ready.base, settings) as made:
        with connect(made) as connection:
            os.kill(connection.info.backend_pid, signal.SIGKILL)
            with pytest.raises(psycopg.OperationalError):
                connection.execute("SELECT 1")
        with connect(made) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)


def test_backend_replaces_a_server_killed_a_moment_ago(ready: Server, settings: Any) -> None:
    with wrapper(ready.base, settings) as made:
        connect(made).close()
        for _time in range(5):
            os.kill(running(ready), signal.SIGKILL)
            with connect(made) as connection:
                assert connection.execute("SELECT 1").fetchone() == (1,)


def zombie() -> "subprocess.Popen[bytes]":
    ended = subprocess.Popen(["true"])
    while "Z" not in Path(f"/proc/{ended.pid}/stat").read_text().rpartition(")")[2]:
        time.sleep(0.002)
    return ended


def stranger() -> "subprocess.Popen[bytes]":
    return subprocess.Popen(["sleep", "300"])


def namesake(data: Path) -> "subprocess.Popen[bytes]":
    """Looks like our postmaster by its command line, but does not work in our folder."""
    line = ["postgres", "-c", "sleep 300; :", "-D", str(data)]
    return subprocess.Popen(line, executable="/bin/sh", start_new_session=True)


@pytest.mark.parametrize("kind", ["zombie", "stranger", "namesake"])
def test_foreign_process_in_a_stale_lock_file_is_let_alone(ready: Server, kind: str) -> None:
    ready.ensure()
    record = (ready.data / "postmaster.pid").read_text().splitlines()
    ready.stop()
    foreign = {"zombie": zombie, "stranger": stranger}.get(kind, lambda: namesake(ready.data))()
    try:
        stale = "\n".join([str(foreign.pid), *record[1:]]) + "\n"
        (ready.data / "postmaster.pid").write_text(stale)
        (ready.home / "run" / f"{places.SOCKET_NAME}.lock").write_text(stale)
        assert ready.stop() is False
        assert ask(ready.ensure(), "SELECT 1") == 1
        assert running(ready) != foreign.pid
        assert ready.stop() is True
        assert foreign.poll() is None or kind == "zombie"
    finally:
        if kind == "namesake":
            os.killpg(foreign.pid, signal.SIGKILL)
        foreign.kill()
        foreign.wait()


def test_nothing_is_started_while_an_earlier_process_holds_the_cluster(
    ready: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "PATIENCE", 0.2)
    with (ready.home / "alive").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(UnavailableError, match="masih memakainya"):
            ready.ensure()
        with pytest.raises(UnavailableError, match="masih memakainya"):
            ready.remove()
    assert not (ready.data / "postmaster.pid").exists()
    assert (ready.data / "PG_VERSION").exists()


def test_copied_clone_gets_a_server_of_its_own(ready: Server, folder: Path) -> None:
    original = ready.ensure()
    pid = running(ready)
    copy = folder / "salinan" / "var"
    copy.mkdir(parents=True)
    subprocess.run(["cp", "-a", ready.home, copy], check=True)
    assert Server(copy).stop() is False
    assert Server(copy).ensure() != original
    assert running(Server(copy)) != pid
    assert running(ready) == pid


def test_clone_moved_below_its_running_server_is_served_at_its_new_place(
    ready: Server, folder: Path
) -> None:
    ready.ensure()
    pid = running(ready)
    moved = folder / "pindah" / "var"
    moved.mkdir(parents=True)
    ready.home.rename(moved / "postgres")
    socket = Server(moved).ensure()
    assert ask(socket, "SHOW data_directory", user="postgres") == str(moved / "postgres" / "data")
    assert has_ended(pid)
