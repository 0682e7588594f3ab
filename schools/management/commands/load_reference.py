from typing import Any

from django.core.management.base import BaseCommand

from accounts.history import history_context
from schools.reference.loader import load_reference


class Command(BaseCommand):
    help = "Memuat tabel acuan resmi (wilayah, spektrum keahlian, teks persetujuan); aman diulang."

    def handle(self, *args: Any, **options: Any) -> None:
        with history_context(job="load_reference"):
            reports = load_reference()
        for report in reports:
            line = f"{report.table}: {report.new} baru, {report.changed} berubah, "
            self.stdout.write(line + f"{report.unchanged} tetap, {report.extra} di luar tabel")
