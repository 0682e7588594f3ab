"""Asking a cluster, killing it, and acting in processes and as users of their own."""

import os
import pickle
import pwd
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connections

from config.embedded.base import DatabaseWrapper
from config.embedded.server import Server

IS_ROOT = os.geteuid() == 0
ROOT = Path(__file__).resolve().parents[3]
as_root = pytest.mark.skipif(not IS_ROOT, reason="needs root to act as another user")


def ask(socket: Path, question: str, *, user: str = "selaras", dbname: str = "postgres") -> Any:
    target = {"host": str(socket), "user": user, "dbname": dbname}
    with psycopg.connect(**target, autocommit=True) as connection:
        row = connection.execute(question).fetchone()
        return row[0] if row else None


def running(found: Server) -> int:
    pid = found.status().pid
    assert pid is not None
    return pid


def has_ended(pid: int) -> bool:
    """Whether the process is gone, or a zombie, which has no command line."""
    try:
        return not Path(f"/proc/{pid}/cmdline").read_bytes()
    except FileNotFoundError:
        return True


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    while not has_ended(pid):
        time.sleep(0.002)


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


@contextmanager
def wrapper(base: Path, settings: Any, name: str = "selaras_demo") -> Iterator[DatabaseWrapper]:
    settings.SELARAS_DATA_DIR = base
    given = {**connections["default"].settings_dict, "ENGINE": "config.embedded", "NAME": name}
    given |= {"HOST": "", "PORT": "", "USER": "", "PASSWORD": "", "OPTIONS": {}}
    yield DatabaseWrapper(given, alias="embedded_trial")


def connect(made: DatabaseWrapper) -> "psycopg.Connection[Any]":
    return made.get_new_connection(made.get_connection_params())


def script(base: Path, body: str, engine: str = "config.embedded") -> list[str]:
    """A process of its own with a minimal Django on the database of `base`."""
    head = f"""
        import sys
        from pathlib import Path
        import django
        from django.conf import settings
        settings.configure(
            BASE_DIR=Path({str(ROOT)!r}),
            SELARAS_DATA_DIR=Path({str(base)!r}),
            INSTALLED_APPS=["config"],
            LANGUAGE_CODE="id",
            DATABASES={{"default": {{"ENGINE": {engine!r}, "NAME": "selaras_demo"}}}},
        )
        django.setup()
        from django.core.management import execute_from_command_line
        from django.db import connection
    """
    return [sys.executable, "-c", textwrap.dedent(head) + textwrap.dedent(body)]


def command(base: Path, *arguments: str, **options: Any) -> "subprocess.CompletedProcess[str]":
    line = ["manage.py", "embedded_db", *arguments]
    return subprocess.run(
        script(base, f"execute_from_command_line({line!r})", **options),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def as_user(name: str, act: Callable[[], Any]) -> Any:
    """What `act` returns (or the text of what it raises) in a child that is this user."""
    entry = pwd.getpwnam(name)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setgid(entry.pw_gid)
            os.setuid(entry.pw_uid)
            answer = act()
        except BaseException as error:
            answer = f"{type(error).__name__}: {error}"
        os.write(writing, pickle.dumps(answer))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        answer = pipe.read()
    os.waitpid(child, 0)
    return pickle.loads(answer)
