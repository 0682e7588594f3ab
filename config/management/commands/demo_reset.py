"""Throws the data of a demo away: its database and the files that belong to it."""

import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection
from django.utils.translation import gettext as _

from config.embedded.base import configured_server
from config.embedded.places import UnavailableError
from partnerships.desk.management.commands.load_demo import DISPOSABLE


class Command(BaseCommand):
    help = _("Menghapus seluruh data demo; basis data selain demo ditolak.")
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        name = connection.settings_dict["NAME"]
        if settings.IS_PRODUCTION or not name.startswith(DISPOSABLE):
            raise CommandError(
                _("Basis data '%(name)s' bukan basis data demo; tidak ada yang dihapus.")
                % {"name": name}
            )
        self._refuse_while_in_use()
        if connection.settings_dict["ENGINE"] == "config.embedded":
            self._remove_server()
        else:
            empty_schema()
        for folder in (settings.SELARAS_VAR_DIR / "media", settings.SELARAS_VAR_DIR / "mail"):
            shutil.rmtree(folder, ignore_errors=True)
        if not Path(settings.MEDIA_ROOT).is_relative_to(settings.SELARAS_VAR_DIR):
            self.stdout.write(
                _("Berkas di %(folder)s dibiarkan.") % {"folder": settings.MEDIA_ROOT}
            )
        self.stdout.write(_("Data demo dihapus."))

    def _refuse_while_in_use(self) -> None:
        try:
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT count(*) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                    " AND backend_type = 'client backend'"
                )
                others = cursor.fetchone()[0]
        except OperationalError:
            # A cluster of another version of PostgreSQL: nobody can be using it.
            return
        if others:
            raise CommandError(
                _("Basis data sedang dipakai (%(others)d sambungan). Hentikan Selaras dahulu.")
                % {"others": others}
            )

    def _remove_server(self) -> None:
        connection.close()
        try:
            configured_server().remove()
        except UnavailableError as error:
            raise CommandError(str(error)) from error


def empty_schema() -> None:
    """Drops all that is in the database, which its owner may do without leave to create others."""
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
