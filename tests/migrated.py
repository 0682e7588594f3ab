"""One migrated database that every worker of the tests copies, and the next run again.

Migrating takes a worker ten seconds and more, copying one. The name of the database carries a
stamp of all that could make it another; with the code its stamp changes, and it is made anew.
"""

import hashlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.db.utils import Error
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ["accounts", "schools", "partnerships", "config"]
# Two locks a database: one for whoever makes it, one that all who copy it share.
MAKE, MADE = (
    "SELECT pg_advisory_lock(1, hashtext(%s))",
    "SELECT pg_advisory_unlock(1, hashtext(%s))",
)
USE = "SELECT pg_advisory_lock_shared(2, hashtext(%s))"
IS_UNUSED = "SELECT pg_try_advisory_lock(2, hashtext(%s))"
FORGET = "SELECT pg_advisory_unlock(2, hashtext(%s))"


def stamp() -> str:
    """Of the code and of the packages, in a few characters."""
    files = [path for name in FOLDERS for path in (ROOT / name).rglob("*.py")]
    known = hashlib.sha256(sys.version.encode())
    for path in sorted([*files, ROOT / "requirements/development.txt"]):
        known.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return known.hexdigest()[:12]


@contextmanager
def migrated_database() -> Iterator[str]:
    """Its name, for CREATE DATABASE … TEMPLATE; nobody drops it meanwhile."""
    prefix = f"test_{connection.settings_dict['NAME']}"[:40] + "_migrated_"
    name = prefix + stamp()
    with connection._nodb_cursor() as cursor:
        cursor.execute(USE, [name])
        cursor.execute(MAKE, [name])
        if not _exist(cursor, name):
            _drop_unused(cursor, prefix)
            _make(cursor, name)
        cursor.execute(MADE, [name])
        yield name


def _exist(cursor: Any, pattern: str) -> list[str]:
    escaped = pattern.replace("_", r"\_")
    cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [escaped])
    return [name for (name,) in cursor.fetchall()]


def _drop_unused(cursor: Any, prefix: str) -> None:
    """What earlier code left behind; another run may be making one at this moment."""
    for name in _exist(cursor, f"{prefix}%"):
        cursor.execute(IS_UNUSED, [name.removesuffix("_draft")])
        if cursor.fetchone()[0]:
            with suppress(Error):
                cursor.execute(_sql("DROP DATABASE IF EXISTS {}", name))
            cursor.execute(FORGET, [name.removesuffix("_draft")])


def _make(cursor: Any, name: str) -> None:
    """Whole or not at all: it has its name only once it is migrated."""
    draft = f"{name}_draft"
    cursor.execute(_sql("DROP DATABASE IF EXISTS {} WITH (FORCE)", draft))
    cursor.execute(_sql("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'", draft))
    with _taking(draft):
        call_command("migrate", interactive=False, verbosity=0)
    # Nobody connects any more, no vacuum either: while anybody does, it cannot be copied.
    cursor.execute(_sql("ALTER DATABASE {} ALLOW_CONNECTIONS false", draft))
    cursor.execute(_sql("ALTER DATABASE {} RENAME TO {}", draft, name))


@contextmanager
def _taking(name: str) -> Iterator[None]:
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def _sql(statement: str, *names: str) -> sql.Composed:
    return sql.SQL(statement).format(*map(sql.Identifier, names))
