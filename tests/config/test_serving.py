"""The parent of web server and worker, with stand-ins for the two: real processes all the same."""

import logging
import os
import signal
import socket
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from config.serve import Portal, StopError, answer, listen, watched_files
from config.web import WithoutAddresses

ROOT = Path(__file__).resolve().parents[2]
SLEEPER = "import time; time.sleep(60)"
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"


class StandIns(Portal):
    """A portal whose two children run the given lines of Python."""

    def __init__(self, *lines: str) -> None:
        super().__init__(listen("127.0.0.1", "0"), on_ready=lambda status: None)
        self.lines = lines
        self.pids: list[int] = []

    def _start(self) -> None:
        self.listener.close()
        for number, line in enumerate(self.lines):
            self._launch(f"anak {number}", sys.executable, "-c", line)
        self.pids = [child.pid for child in self.children.values()]


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0] != "Z"
    except FileNotFoundError:
        return False


def wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_death_of_one_child_ends_the_other() -> None:
    portal = StandIns(SLEEPER, "raise SystemExit(3)")
    with pytest.raises(StopError, match=r"anak 1 berhenti sendiri \(kode 3\)"):
        portal.run()
    assert [pid for pid in portal.pids if is_running(pid)] == []


def test_told_to_stop_ends_both(monkeypatch: pytest.MonkeyPatch) -> None:
    portal = StandIns(SLEEPER, SLEEPER)
    threading.Timer(0.5, os.kill, [os.getpid(), signal.SIGTERM]).start()
    portal.run()
    assert len(portal.pids) == 2
    assert [pid for pid in portal.pids if is_running(pid)] == []


def test_child_that_will_not_end_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("config.serve.PATIENCE", 0.5)
    portal = StandIns(STUBBORN, SLEEPER)
    threading.Timer(1.0, portal.told.set).start()
    portal.run()
    assert [pid for pid in portal.pids if is_running(pid)] == []


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's help is Linux' own")
def test_killed_parent_leaves_no_orphan() -> None:
    script = textwrap.dedent(
        """
        import django, sys
        django.setup()
        from tests.config.test_serving import SLEEPER, StandIns
        portal = StandIns(SLEEPER, SLEEPER)
        portal._start()
        print(*portal.pids, flush=True)
        sys.stdin.read()
        """
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert parent.stdout is not None
    assert parent.stdin is not None
    children = [int(pid) for pid in parent.stdout.readline().split()]
    assert len(children) == 2
    parent.kill()
    parent.wait()
    parent.stdout.close()
    parent.stdin.close()
    wait_until(lambda: not any(is_running(pid) for pid in children))


def test_busy_port_is_said_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setenv("PORT", str(taken.getsockname()[1]))
        monkeypatch.setenv("HOST", "127.0.0.1")
        with pytest.raises(CommandError, match=r"tidak dapat dipakai.*PORT=8001 make run"):
            call_command("serve")


@pytest.mark.parametrize("port", ["http", "70000", ""])
def test_nonsense_for_a_port_is_refused(port: str) -> None:
    with pytest.raises(OSError, match="bukan nomor porta"):
        listen("127.0.0.1", port)


def test_nobody_answers_at_a_closed_port() -> None:
    listener = listen("127.0.0.1", "0")
    port = listener.getsockname()[1]
    listener.close()
    assert answer("127.0.0.1", port) is None


def test_reloading_watches_the_code_and_not_what_it_made() -> None:
    watched = watched_files()
    assert str(ROOT / "config" / "serve.py") in watched
    assert str(ROOT / "templates" / "base.html") in watched
    inner = {Path(name).relative_to(ROOT).parts[0] for name in watched}
    assert inner & {".venv", "var", "tests"} == set()


@pytest.mark.parametrize(
    ("message", "arguments", "expected"),
    [
        ("Error handling request %s %s", ("GET", "/cari/?q=Budi"), "Error handling request"),
        ("Invalid request from ip=10.1.1.1: /undangan/rahasia", (), "Invalid request"),
        ("Worker (pid:%s) exited with code %s.", (7, 1), "Worker (pid:7) exited with code 1."),
    ],
)
def test_log_of_gunicorn_keeps_no_address(
    message: str, arguments: tuple[object, ...], expected: str
) -> None:
    record = logging.LogRecord("gunicorn.error", logging.ERROR, "", 0, message, arguments, None)
    assert WithoutAddresses().filter(record)
    assert record.getMessage() == expected
