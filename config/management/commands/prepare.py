"""Makes the database and the static files ready to serve: after a set-up and after an upgrade."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.translation import gettext as _

from accounts.models import User
from config import migrations
from schools.models import School

OLDEST_SERVER = 15
# Any number, so long as nothing else of ours locks it.
LOCK = 7_352_361


class Command(BaseCommand):
    help = _(
        "Menyiapkan basis data (migrasi, tabel acuan, grup) dan berkas statis;"
        " pada mode demo juga mengisi basis data yang kosong."
    )
    # Checks of the models would only say again what migrating says.
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        self._refuse_unfit_server()
        with alone():
            self._refuse_unknown_migrations()
            self._migrate()
            for command in ("load_reference", "load_rules", "sync_groups"):
                call_command(command, verbosity=0, stdout=StringIO())
            if settings.IS_DEMO and is_empty():
                self._say(_("Mengisi data demo …"))
                call_command("load_demo", stdout=self.stdout)
        if "Manifest" in settings.STORAGES["staticfiles"]["BACKEND"]:
            self._collect_static_files()

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()

    def _refuse_unfit_server(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT current_setting('server_version_num')::int,"
                " current_setting('server_encoding')"
            )
            version, encoding = cursor.fetchone()
        if version < OLDEST_SERVER * 10_000:
            raise CommandError(
                _("Selaras memerlukan PostgreSQL %(oldest)d ke atas.") % {"oldest": OLDEST_SERVER}
            )
        if encoding != "UTF8":
            raise CommandError(
                _(
                    "Basis data memakai %(encoding)s. Buat dengan"
                    " CREATE DATABASE … TEMPLATE template0 ENCODING 'UTF8'."
                )
                % {"encoding": encoding}
            )

    def _refuse_unknown_migrations(self) -> None:
        unknown = migrations.missing()
        if unknown and settings.IS_PRODUCTION:
            raise CommandError(
                _("Basis data ini dibuat oleh versi Selaras yang lebih baru (%(names)s).")
                % {"names": ", ".join(unknown)}
            )
        if not settings.IS_PRODUCTION:
            unknown += migrations.rewritten()
        if unknown:
            raise CommandError(
                _(
                    "Basis data ini dibuat dengan migrasi yang tidak dikenal (%(names)s)."
                    " Jalankan: make demo-reset"
                )
                % {"names": ", ".join(unknown)}
            )

    def _migrate(self) -> None:
        self._say(_("Memeriksa basis data …"))
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        migrations.remember()

    def _collect_static_files(self) -> None:
        """Collects them when they are others than the last time that it was finished."""
        mark = settings.STATIC_ROOT.with_name("static-collected")
        fingerprint = static_fingerprint()
        if not mark.exists() or mark.read_text() != fingerprint:
            self._say(_("Mengumpulkan berkas statis …"))
            call_command("collectstatic", interactive=False, clear=True, verbosity=0)
            mark.write_text(fingerprint)


@contextmanager
def alone() -> Iterator[None]:
    """One preparation of a database at a time; a second one waits, and finds all done."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def is_empty() -> bool:
    """Whether nobody has put anything in yet; reference tables do not count."""
    return not User.objects.exists() and not School.objects.exists()


def static_fingerprint() -> str:
    """Changes with the name, size or time of any static file of ours or of a package."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            found = storage.path(path)
            stat = settings.BASE_DIR.joinpath(found).stat()
            digest.update(f"{path} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()
