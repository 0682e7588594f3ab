"""Looks after the embedded PostgreSQL: `manage.py embedded_db stop|status|psql|remove`."""

import os
from argparse import REMAINDER
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils.translation import gettext as _

from config.embedded.base import configured_server
from config.embedded.places import UnavailableError

NOT_RUNNING = 3  # as pg_ctl status has it


class Command(BaseCommand):
    help = _("Mengurus PostgreSQL bawaan: berhenti, keadaan, psql, atau hapus beserta isinya.")
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["stop", "status", "psql", "remove"])
        parser.add_argument("arguments", nargs=REMAINDER, help=_("diteruskan kepada psql"))

    def handle(self, *args: Any, **options: Any) -> None:
        if connection.settings_dict["ENGINE"] != "config.embedded":
            self.stdout.write(_("DATABASE_URL ditetapkan: tidak ada PostgreSQL bawaan di sini."))
            return
        try:
            getattr(self, options["action"])(options["arguments"])
        except (UnavailableError, OSError) as error:
            raise CommandError(str(error)) from error

    def stop(self, arguments: list[str]) -> None:
        if configured_server().stop():
            self.stdout.write(_("PostgreSQL bawaan dihentikan."))
        else:
            self.stdout.write(_("PostgreSQL bawaan tidak berjalan."))

    def status(self, arguments: list[str]) -> None:
        found = configured_server().status()
        self.stdout.write(_("Folder: %(home)s") % {"home": found.home})
        self.stdout.write(_("Versi: %(major)s") % {"major": found.major or "-"})
        if found.socket is None:
            self.stdout.write(_("PostgreSQL bawaan tidak berjalan."))
            raise SystemExit(NOT_RUNNING)
        self.stdout.write(_("Soket: %(socket)s") % {"socket": found.socket})
        self.stdout.write(_("PostgreSQL bawaan berjalan, PID %(pid)d.") % {"pid": found.pid})

    def psql(self, arguments: list[str]) -> None:
        connection.ensure_connection()  # starts the server and makes the database when missing
        connection.close()
        command, environment = connection.client.settings_to_cmd_args_env(
            connection.settings_dict, [part for part in arguments if part != "--"]
        )
        os.execve(command[0], list(command), {**os.environ, **(environment or {})})  # noqa: S606 # the operator's own command

    def remove(self, arguments: list[str]) -> None:
        configured_server().remove()
        self.stdout.write(_("PostgreSQL bawaan dihentikan dan isinya dihapus."))
