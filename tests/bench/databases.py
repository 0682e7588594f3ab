"""The bench's own databases: made empty, and taken in turns by everything that reads."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from typing import Any

import psycopg
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.utils import Error
from psycopg import sql

PREFIX = "selaras_bench"
HUNDREDTH = "_hundredth"


class RefusedError(Exception):
    """The database is not one that the bench may throw away."""


def own_name() -> str:
    name = str(connection.settings_dict["NAME"])
    if not name.startswith(PREFIX):
        raise RefusedError(
            f"The bench throws its database away and fills it anew; {name!r} is not its own."
            f" The name must begin with {PREFIX!r} (SELARAS_DB_NAME or DATABASE_URL)."
        )
    return name


def wrapper_of(name: str) -> Any:
    """A connection to the database of that name, for `taking`."""
    made = connections.create_connection(DEFAULT_DB_ALIAS)
    made.settings_dict = {**made.settings_dict, "NAME": name, "CONN_HEALTH_CHECKS": False}
    return made


@contextmanager
def taking(wrapper: Any) -> Iterator[None]:
    """Within, all of Django reads that database."""
    before = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = wrapper
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = before


def bare_connection(wrapper: Any) -> "psycopg.Connection[Any]":
    """psycopg and nothing else, to the same database."""
    params = wrapper.get_connection_params()
    return psycopg.connect(
        **{key: params[key] for key in ("host", "port", "user", "password", "dbname", "options")
           if params.get(key)},
        autocommit=True,
        prepare_threshold=None,
    )  # fmt: skip


def make_empty(large: str, small: str) -> None:
    """Both databases anew, migrated and with the reference tables; the second copies the first."""
    connection.close()
    _recreate(small, None)
    _recreate(large, None)
    call_command("migrate", interactive=False, verbosity=0)
    for command in ("createcachetable", "load_reference", "load_rules", "sync_groups"):
        call_command(command, verbosity=0, stdout=StringIO())
    connection.close()
    _recreate(small, large)


def _recreate(name: str, template: str | None) -> None:
    try:
        with connection._nodb_cursor() as cursor:
            cursor.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
            )
            cursor.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {} ENCODING 'UTF8'").format(
                    sql.Identifier(name), sql.Identifier(template or "template0")
                )
            )
    except Error as error:
        raise RefusedError(f"The database {name} could not be made anew: {error}") from error


def drop(*names: str) -> None:
    """They take gigabytes."""
    connection.close()
    with connection._nodb_cursor() as cursor:
        for name in names:
            cursor.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
            )
