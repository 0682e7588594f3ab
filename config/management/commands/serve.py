"""Serves the portal: the web server and one job worker under one process that ends both."""

import os
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils.translation import gettext as _

from accounts.models import User
from config.serve import Portal, StopError, listen
from schools.models import Membership

HERE = {"127.0.0.1", "::1", "localhost"}
DEMO_PASSWORD = "selaras-demo-2026"  # noqa: S105 # published, and refused by production


class Command(BaseCommand):
    help = _("Menjalankan server web dan satu pekerja; HOST dan PORT dari lingkungan.")
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--reload", action="store_true", help=_("memulai lagi pada setiap perubahan kode")
        )

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
        try:
            listener = listen(host, port)
        except OSError as error:
            raise CommandError(
                _(
                    "Alamat %(host)s:%(port)s tidak dapat dipakai (%(reason)s)."
                    " Pilih porta lain, misalnya: PORT=8001 make run"
                )
                % {"host": host, "port": port, "reason": error.strerror or error}
            ) from error
        portal = Portal(
            listener,
            on_ready=lambda status: self._announce(host, port, status),
            is_reloading=options["reload"],
        )
        try:
            portal.run()
        except StopError as reason:
            raise CommandError(str(reason)) from reason

    def _announce(self, host: str, port: str, status: int) -> None:
        lines = [_("Selaras siap: http://localhost:%s") % port]
        if host not in HERE:
            lines.append(_("(menerima sambungan di %s)") % host)
        if status != 200:
            lines.append(_("Peringatan: /healthz menjawab %d.") % status)
        elif settings.IS_DEMO:
            lines += demo_accounts()
        lines.append(_("Ctrl-C untuk berhenti."))
        self.stdout.write("\n".join(lines))
        self.stdout.flush()


def demo_accounts() -> Iterator[str]:
    """Who can sign in, as the database has it."""
    users = User.objects.filter(is_demo=True, is_active=True).order_by("pk")
    memberships = Membership.objects.select_related("school", "office").order_by("pk")
    roles: dict[int, list[str]] = {}
    for membership in memberships.filter(user__in=users):
        place = membership.school or membership.office
        role = " · ".join(filter(None, [membership.get_role_display(), str(place or "")]))
        roles.setdefault(membership.user_id, []).append(role)
    if users:
        yield _("Akun demo, semuanya dengan kata sandi %s:") % DEMO_PASSWORD
    for user in users:
        what = roles.get(user.pk) or [_("superuser")]
        yield f"  {user.email or user.username:39} {'; '.join(what)}"
    # The parent only watches from here on.
    connection.close()
