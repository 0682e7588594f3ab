"""Loads the demo: real cases of five news items, invented examples, people to sign in as."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from accounts.clock import today
from partnerships.desk.demo import loading
from schools.models import Concentration, Region

DISPOSABLE = ("selaras_demo", "selaras_bench", "test_")


class Command(BaseCommand):
    help = _("Mengisi basis data demo; aman diulang, basis data lain ditolak.")

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_other_databases()
        if loading.is_loaded():
            self.stdout.write(_("Data demo sudah ada; tidak ada yang diubah."))
            return
        with transaction.atomic():
            if not (Region.objects.exists() and Concentration.objects.exists()):
                call_command("load_reference", stdout=self.stdout)
            call_command("load_rules", verbosity=0)
            loaded = loading.load(on=today())
        self.stdout.write(summary(loaded))


def refuse_other_databases() -> None:
    """The demo's password is published: it comes into databases that are for trying out only."""
    name = connection.settings_dict["NAME"]
    if settings.IS_PRODUCTION or not name.startswith(DISPOSABLE):
        raise CommandError(
            _("Basis data '%(name)s' bukan basis data demo; tidak ada yang diisi.") % {"name": name}
        )


def summary(loaded: loading.Loaded) -> str:
    world = loaded.world
    return _(
        "Data demo: %(schools)d sekolah, %(offices)d instansi, %(partners)d mitra, "
        "%(known)d kerja sama dari berita, %(examples)d contoh, %(pupils)d siswa rekaan, "
        "%(people)d akun, "
        "%(sources)d sumber."
    ) % {
        "schools": len(world.schools),
        "offices": len(world.offices),
        "partners": len(world.partners),
        "known": len(loaded.known),
        "examples": len(loaded.examples),
        "pupils": len(loaded.pupils),
        "people": len(world.people),
        "sources": len(world.sources),
    }
