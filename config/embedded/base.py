"""The Django backend of the embedded PostgreSQL: the stock one, its server started when needed."""

import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.db import OperationalError
from django.db.backends.base.creation import TEST_DATABASE_PREFIX
from django.db.backends.postgresql import base, client
from psycopg import sql
from psycopg.conninfo import make_conninfo
from psycopg.pq import PGconn, Ping

from config.embedded import places
from config.embedded.cluster import ROLE
from config.embedded.server import PATIENCE, SETTINGS, Server


def configured_server() -> Server:
    return Server(Path(settings.SELARAS_DATA_DIR or settings.BASE_DIR / "var"))


def endpoint() -> dict[str, Any]:
    """How to reach the running server, started first when it is not running."""
    try:
        socket = configured_server().ensure()
    except places.UnavailableError as error:
        raise OperationalError(str(error)) from error
    return {"host": str(socket), "port": SETTINGS["port"], "user": ROLE}


class DatabaseClient(client.DatabaseClient):
    @classmethod
    def settings_to_cmd_args_env(
        cls, settings_dict: dict[str, Any], parameters: Iterable[str]
    ) -> tuple[list[str], dict[str, str] | None]:
        here = {name.upper(): value for name, value in endpoint().items()}
        arguments, environment = super().settings_to_cmd_args_env(
            {**settings_dict, **here}, parameters
        )
        return [str(places.installed_binaries() / "psql"), *arguments[1:]], environment


class DatabaseWrapper(base.DatabaseWrapper):
    client_class = DatabaseClient

    def get_connection_params(self) -> dict[str, Any]:
        # Here and not when connecting, because the job queue opens its own connections with these.
        return super().get_connection_params() | endpoint()

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connects; a server that was killed or recovers and a missing database are mended."""
        for _attempt in range(2):
            try:
                return super().get_new_connection(conn_params)
            except psycopg.OperationalError as error:
                conn_params |= _accepting_endpoint()
                self._make_missing_database(str(error), conn_params["dbname"])
        return super().get_new_connection(conn_params)

    def _make_missing_database(self, error: str, name: str) -> None:
        is_missing = f'database "{name}" does not exist' in error
        if not is_missing or name.startswith(TEST_DATABASE_PREFIX):
            return
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'")
        with (
            psycopg.connect(**endpoint(), dbname="postgres", autocommit=True) as connection,
            suppress(psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation),
        ):  # another process may be quicker
            connection.execute(statement.format(sql.Identifier(name)))


def _accepting_endpoint() -> dict[str, Any]:
    """The endpoint once it takes connections: while it recovers from a crash it refuses them."""
    deadline = time.monotonic() + PATIENCE
    while True:
        here = endpoint()
        target = make_conninfo("", **here, dbname="postgres").encode()
        if PGconn.ping(target) == Ping.OK or time.monotonic() > deadline:
            return here
        time.sleep(0.05)
