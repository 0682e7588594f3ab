"""Starts, finds and stops the embedded PostgreSQL.

Two locked files decide, not process numbers, which are reused and differ between containers:
`lock` is held by whoever starts or stops the server; `alive` is inherited, locked, by the
postmaster and all its children, so it is free exactly when nothing of the server is left.
"""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext as _

from config.embedded import cluster, places
from config.embedded.places import Account, UnavailableError

PATIENCE = 60.0  # seconds for a start with crash recovery, or for a shutdown
LOG_LIMIT = 1_000_000  # bytes
SETTINGS = {
    "listen_addresses": "",
    "port": "5432",  # names the socket only
    "unix_socket_permissions": "0700",
    # Statements carry personal data, and the application reports its own errors.
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_checkpoints": "off",
}


class LockFile(NamedTuple):
    """What a postmaster writes of itself into `postmaster.pid`."""

    pid: int
    socket: Path
    is_ready: bool


class Status(NamedTuple):
    home: Path
    pid: int | None
    socket: Path | None
    major: str | None


class Server:
    """The one embedded server that keeps its cluster in (or, by a pointer, for) `base`."""

    def __init__(self, base: Path) -> None:
        self.base = base.resolve()

    @property
    def home(self) -> Path:
        return places.known_home(self.base)

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.home / "server.log"

    def ensure(self) -> Path:
        """The folder of the running server's socket; starts the server when it is not running."""
        if sys.platform != "linux":
            raise UnavailableError(
                _(
                    "PostgreSQL bawaan hanya tersedia di Linux."
                    " Tetapkan DATABASE_URL ke server PostgreSQL."
                )
            )
        try:
            self._bound_log()
            return self._listening() or self._bring_up()
        except (OSError, subprocess.SubprocessError) as error:
            raise UnavailableError(
                _(
                    "PostgreSQL bawaan tidak dapat dijalankan: %(error)s."
                    " Perbaiki, atau tetapkan DATABASE_URL ke server PostgreSQL."
                )
                % {"error": error}
            ) from error

    def stop(self) -> bool:
        """Stops our own server, rolling back what is open; False when none was running."""
        if not self.home.is_dir():
            return False
        with self._locked():
            pid = self._postmaster()
            if pid is None:
                return False
            self._interrupt(pid)
            deadline = time.monotonic() + PATIENCE
            while (alive := self._try_alive()) is None:
                if time.monotonic() > deadline:
                    raise UnavailableError(
                        _("PostgreSQL bawaan (PID %(pid)d) tidak berhenti dalam %(seconds)d detik.")
                        % {"pid": pid, "seconds": PATIENCE}
                    )
                time.sleep(0.02)
            os.close(alive)
            return True

    def remove(self) -> None:
        """Stops the server and deletes its cluster with all its data."""
        self.stop()
        if self.home.is_dir():
            with self._locked():
                if (alive := self._try_alive()) is None:
                    raise self._still_used()
                shutil.rmtree(self.home)
                os.close(alive)
        for folder in places.shelters(self.base):
            shutil.rmtree(folder)
        (self.base / places.POINTER_NAME).unlink(missing_ok=True)

    def status(self) -> Status:
        pid = self._postmaster()
        version = self.data / "PG_VERSION"
        major = version.read_text().strip() if version.exists() else None
        return Status(self.home, pid, self._listening(), major)

    # Finding it

    def _lock_file(self) -> LockFile | None:
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
            return LockFile(int(lines[0]), Path(lines[4]), lines[7].strip() == "ready")
        except (FileNotFoundError, IndexError, ValueError):
            return None

    def _postmaster(self) -> int | None:
        """The process number of our postmaster; None when the file names somebody else's."""
        found = self._lock_file()
        return found.pid if found and self._is_ours(found.pid) else None

    def _is_ours(self, pid: int) -> bool:
        """Whether the process is a postmaster working in our data folder (a zombie is not)."""
        try:
            arguments = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
            if Path(os.fsdecode(arguments[0])).name != "postgres" or b"-D" not in arguments:
                return False
            named = Path(os.fsdecode(arguments[arguments.index(b"-D") + 1]))
            try:
                return Path(f"/proc/{pid}/cwd").samefile(self.data)
            except PermissionError:  # root in a container may not look into others' processes
                return named == self.data
        except (OSError, IndexError):
            return False

    def _listening(self) -> Path | None:
        """The socket folder of our server when it takes connections at its present place."""
        found = self._lock_file()
        if found and found.is_ready and self._is_ours(found.pid) and self._is_here(found.socket):
            return found.socket
        return None

    def _is_here(self, socket: Path) -> bool:
        """False when the clone was moved or renamed below its running server."""
        return socket.parent == self.home or socket.parent.name == places.shelter_name(self.base)

    # Starting and ending it

    def _bring_up(self) -> Path:
        account = Account.fitting()
        places.settle_home(self.base, account)
        with self._locked():
            deadline = time.monotonic() + PATIENCE
            launched = False
            while time.monotonic() < deadline:
                if socket := self._listening():
                    return socket
                if (alive := self._try_alive()) is not None:
                    if launched:
                        os.close(alive)
                        raise UnavailableError(self._failure())
                    self._launch(account, alive)
                    launched = True
                elif not launched:
                    self._end_if_moved()
                time.sleep(0.01)
        raise self._still_used()

    def _launch(self, account: Account, alive: int) -> None:
        """Starts the postmaster in its own session, so that Ctrl-C of ours does not reach it.

        The shell ends at once and leaves the postmaster to init: no zombie of it stays with us.
        """
        try:
            binaries = places.usable_binaries(self.home, account)
            cluster.prepare(self.home, binaries, account)
            run = places.socket_folder(self.base, self.home, account)
            # Nobody holds `alive`, so what an earlier server left behind is void.
            for leftover in (
                self.data / "postmaster.pid",
                run / places.SOCKET_NAME,
                run / f"{places.SOCKET_NAME}.lock",
            ):
                leftover.unlink(missing_ok=True)
            settings = SETTINGS | cluster.write_access(self.home)
            settings["unix_socket_directories"] = f'"{run}"'
            options = [part for pair in settings.items() for part in ("-c", "=".join(pair))]
            self.log.touch(mode=0o600)
            with self.log.open("ab") as log:
                account.run(
                    *("sh", "-c", '"$@" &', "sh", binaries / "postgres", "-D", self.data),
                    *options,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    pass_fds=[alive],
                    check=True,
                )
        finally:
            os.close(alive)

    def _end_if_moved(self) -> None:
        found = self._lock_file()
        if found and not self._is_here(found.socket) and self._is_ours(found.pid):
            self._interrupt(found.pid)

    def _interrupt(self, pid: int) -> None:
        """Asks our postmaster for a fast shutdown, by a handle that a reused number cannot fool."""
        try:
            handle = os.pidfd_open(pid)
        except ProcessLookupError:
            return
        try:
            if self._is_ours(pid):
                signal.pidfd_send_signal(handle, signal.SIGINT)
        finally:
            os.close(handle)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with (self.home / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.flock(lock, fcntl.LOCK_UN)

    def _try_alive(self) -> int | None:
        """The locked `alive`, open; None while a process of the server holds it."""
        alive = os.open(self.home / "alive", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(alive, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(alive)
            return None
        return alive

    def _still_used(self) -> UnavailableError:
        return UnavailableError(
            _(
                "PostgreSQL bawaan di %(folder)s belum siap, atau proses server sebelumnya"
                " (mungkin di dalam kontainer) masih memakainya. Cobalah lagi nanti."
            )
            % {"folder": self.home}
        )

    # Its log

    def _bound_log(self) -> None:
        """Empties a log grown too long; the server appends, so it goes on from the start."""
        try:
            if self.log.stat().st_size > LOG_LIMIT:
                os.truncate(self.log, 0)
        except FileNotFoundError:
            pass

    def _failure(self) -> str:
        tail = "\n".join(self.log.read_text(errors="replace").splitlines()[-12:])
        return _("PostgreSQL bawaan berhenti saat dijalankan; akhir %(log)s:\n%(tail)s") % {
            "log": self.log,
            "tail": tail,
        }
