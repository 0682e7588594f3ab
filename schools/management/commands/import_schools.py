import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.clock import today
from schools.actions.import_work import apply_import
from schools.actions.imports import prepare_import
from schools.actors import Actor
from schools.imports.planning import plan_import
from schools.imports.tables import TableError
from schools.models import ImportRun
from schools.models.imports import RowOutcome


class Command(BaseCommand):
    help = "Mengimpor daftar sekolah dari CSV atau XLSX; tidak menghapus apa pun."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="laporkan saja")
        parser.add_argument("--json", action="store_true", help="cetak laporan sebagai JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        by = Actor.system(on=today(), job="import_schools")
        file: Path = options["file"]
        try:
            data = file.read_bytes()
            if options["dry_run"]:
                report = plan_import(data, by=by).report()
            else:
                report = self._imported(data, file.name, by)
        except (OSError, TableError) as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(json.dumps(report, ensure_ascii=False))
        else:
            self._print(report, is_dry=options["dry_run"])

    def _imported(self, data: bytes, name: str, by: Actor) -> dict[str, Any]:
        run = prepare_import(by=by, data=data, file_name=name)
        apply_import(by=by, run=run, tell=self._tell)
        return report_of(run)

    def _tell(self, done: int, of: int) -> None:
        self.stderr.write(f"{done} dari {of} sekolah ditulis")

    def _print(self, report: dict[str, Any], *, is_dry: bool) -> None:
        self.stdout.write("Uji coba, tidak ada yang ditulis." if is_dry else "Selesai.")
        self.stdout.write(
            f"{report['read']} dibaca: {report['new']} baru, {report['changed']} berubah, "
            f"{report['unchanged']} tetap, {len(report['rejected'])} ditolak; "
            f"{report['missing']} sekolah tercatat tidak ada dalam berkas."
        )
        for row in report["rejected"]:
            self.stdout.write(f"  baris {row['row']}: {row['reason']}")


def report_of(run: ImportRun) -> dict[str, Any]:
    rejected = run.rows.filter(outcome__in=[RowOutcome.REJECTED, RowOutcome.WAITING])
    return {
        "read": run.read,
        "new": run.new,
        "changed": run.changed,
        "unchanged": run.unchanged,
        "missing": run.missing,
        "rejected": [
            {"row": row.number, "reason": row.reason} for row in rejected.order_by("number")
        ],
    }
