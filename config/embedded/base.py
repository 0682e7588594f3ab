"""The Django backend of the embedded PostgreSQL: the stock one, its server started when needed."""

import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.db import OperationalError
from django.db.backends.base.creation import TEST_DATABASE_PREFIX
from django.db.backends.postgresql import base, client
from psycopg import sql

from config.embedded import places
from config.embedded.cluster import ROLE
from config.embedded.server import PATIENCE, SETTINGS, Server


def configured_server() -> Server:
    return Server(Path(settings.SELARAS_DATA_DIR or settings.BASE_DIR / "var"))


def endpoint() -> dict[str, str]:
    """How to reach the running server, started first when it is not running."""
    try:
        socket = configured_server().ensure()
    except places.UnavailableError as error:
        raise OperationalError(str(error)) from error
    return {"host": str(socket), "port": SETTINGS["port"], "user": ROLE}


class DatabaseClient(client.DatabaseClient):
    @classmethod
    def settings_to_cmd_args_env(
        cls, settings_dict: dict[str, Any], parameters: list[str]
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
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                return super().get_new_connection(conn_params)
            except psycopg.OperationalError as error:
                if time.monotonic() > deadline or not self._remedied(error, conn_params):
                    raise

    def _remedied(self, error: psycopg.OperationalError, conn_params: dict[str, Any]) -> bool:
        """Whether trying once more makes sense: the server recovers, or the database was made."""
        name = conn_params["dbname"]
        here = endpoint()
        target = psycopg.conninfo.make_conninfo("", **here, dbname="postgres").encode()
        if psycopg.pq.PGconn.ping(target) != psycopg.pq.Ping.OK:
            time.sleep(0.05)
            return True
        if f'database "{name}" does not exist' not in str(error):
            return False
        return not name.startswith(TEST_DATABASE_PREFIX) and _create_database(name, here)


def _create_database(name: str, here: dict[str, str]) -> bool:
    statement = sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'")
    with (
        psycopg.connect(**here, dbname="postgres", autocommit=True) as connection,
        suppress(psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation),
    ):  # another process may be quicker
        connection.execute(statement.format(sql.Identifier(name)))
    return True
