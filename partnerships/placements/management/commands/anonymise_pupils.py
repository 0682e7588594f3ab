import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.clock import today
from partnerships.placements.actions.forgetting import forget_due
from schools.actors import Actor


class Command(BaseCommand):
    help = (
        "Menganonimkan siswa yang masa simpannya habis (SELARAS_PUPIL_RETENTION_YEARS tahun setelah"
        " hari terakhir PKL atau sekolahnya). Aman diulang; berjalan sendiri setiap malam."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="hanya menghitung")
        parser.add_argument(
            "--on", metavar="HARI", help="menurut keadaan pada hari itu, yyyy-mm-dd; bukan nanti"
        )
        parser.add_argument("--json", action="store_true", help="laporan sebagai JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        by = Actor.system(on=day_of(options["on"]), job="anonymise_pupils")
        report = forget_due(by=by, is_dry=options["dry_run"])
        if options["json"]:
            self.stdout.write(json.dumps(report.told() | {"dry_run": options["dry_run"]}))
            return
        if options["dry_run"]:
            self.stdout.write(f"{report.due} siswa akan dianonimkan; belum ada yang diubah.")
        else:
            line = f"{report.pupils} siswa dianonimkan, {report.papers} berkas dihapus, "
            self.stdout.write(line + f"{report.forgotten} baris riwayat dibersihkan.")
        for school, count in sorted(report.schools.items()):
            self.stdout.write(f"  {school}: {count}")


def day_of(text: str | None) -> date:
    """Raises CommandError for what is no day, and for one that has not come: it would anonymise
    people too early, and that cannot be taken back."""
    if text is None:
        return today()
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"--on: {text} bukan tanggal yyyy-mm-dd.") from None
    if day > today():
        raise CommandError("--on: hari itu belum tiba.")
    return day
