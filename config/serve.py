"""The web server and one job worker as children of one process (`manage.py serve`).

It ends the other when one ends, and both when it is told to; should it be killed, the kernel
tells them. Reloading is for developers: Django's own server in gunicorn's place, and both anew at
each change of the code.
"""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Collection
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

PATIENCE = 15.0  # seconds for children to end by themselves
TICK = 0.2
PR_SET_PDEATHSIG = 1
ANY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}  # noqa: S104 # shown, not bound
WATCHED = (".py", ".html")
UNWATCHED = {".venv", ".git", "var", "tests"}


class StopError(Exception):
    """The whole ends, for the reason in the message."""


def listen(host: str, port: str) -> socket.socket:
    """The socket that gunicorn inherits, so that nobody can take the port in between."""
    if not port.isdecimal() or int(port) > 65535:
        raise OSError(_("PORT bukan nomor porta"))
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, int(port)), family=family, backlog=256)


class Portal:
    """The two children and what happens to them."""

    def __init__(
        self,
        listener: socket.socket,
        *,
        on_ready: Callable[[int], None],
        is_reloading: bool = False,
    ) -> None:
        """`on_ready` is called once, with the status that /healthz answered first."""
        self.listener = listener
        self.on_ready = on_ready
        self.is_reloading = is_reloading
        self.host, self.port = listener.getsockname()[:2]
        self.told = threading.Event()
        self.children: dict[str, subprocess.Popen[bytes]] = {}

    def run(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, lambda *_received: self.told.set())
        is_ready = False
        try:
            self._start()
            while not self.told.wait(TICK):
                self._look_after()
                if not is_ready and (status := answer(self.host, self.port)):
                    is_ready = True
                    self.on_ready(status)
        finally:
            self._end()

    def _start(self) -> None:
        python = sys.executable
        if self.is_reloading:
            self.listener.close()
            own = (python, "manage.py", "runserver", "--noreload")
            self._launch(_("Server web"), *own, f"{self.host}:{self.port}")
        else:
            web = (python, "-m", "gunicorn", "-c", "python:config.web", "config.wsgi", "--bind")
            listener = self.listener.fileno()
            self._launch(_("Server web"), *web, f"fd://{listener}", keeps=[listener])
            # From here on only gunicorn holds it: were we to, a dead server's port would still
            # take connections and never answer.
            self.listener.close()
        self._launch(_("Pekerja"), python, "manage.py", "run_worker")
        self.seen = watched_files() if self.is_reloading else {}

    def _launch(self, name: str, *command: str, keeps: Collection[int] = ()) -> None:
        """Starts a child in a session of its own: Ctrl-C is ours to pass on, in order."""
        parent = os.getpid()
        self.children[name] = subprocess.Popen(  # noqa: S603 # our own commands
            command,
            cwd=settings.BASE_DIR,
            stdin=subprocess.DEVNULL,
            pass_fds=keeps,
            start_new_session=True,
            preexec_fn=lambda: end_with(parent),  # we have a single thread
        )

    def _look_after(self) -> None:
        if self.is_reloading and (now := watched_files()) != self.seen:
            print(_("Kode berubah; memulai lagi …"), flush=True)  # noqa: T201 # for who looks at the terminal
            self._end()
            self._start()
            self.seen = now
        for name, child in self.children.items():
            if child.poll() is not None and not self.is_reloading:
                raise StopError(
                    _("%(name)s berhenti sendiri (kode %(code)d); seluruhnya dihentikan.")
                    % {"name": name, "code": child.returncode}
                )

    def _end(self) -> None:
        """Tells the children to stop; whoever does not in time is killed with all of its own."""
        for child in self.children.values():
            if child.poll() is None:
                child.terminate()
        deadline = time.monotonic() + PATIENCE
        for child in self.children.values():
            try:
                child.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()
        self.children.clear()


def end_with(parent: int) -> None:
    """Asks the kernel to end this process when its parent dies; runs between fork and exec."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)


def answer(host: str, port: int) -> int | None:
    """The status of /healthz, None when nobody answers yet."""
    asked = HTTPConnection(ANY_ADDRESS.get(host, host), port, timeout=3)
    try:
        asked.request("GET", "/healthz", headers={"Host": settings.ALLOWED_HOSTS[0]})
        return asked.getresponse().status
    except (OSError, HTTPException):
        return None
    finally:
        asked.close()


def watched_files() -> dict[str, int]:
    """When each file of the code was last changed."""
    found = {}
    for folder, folders, names in os.walk(settings.BASE_DIR):
        folders[:] = [name for name in folders if name not in UNWATCHED]
        for name in names:
            if name.endswith(WATCHED):
                path = Path(folder, name)
                found[str(path)] = path.stat().st_mtime_ns
    return found
