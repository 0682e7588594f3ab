import json
from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.clock import today
from schools.actions.pupil_imports import (
    Told,
    apply_pupil_import,
    prepare_pupil_import,
    read_list,
)
from schools.actors import Actor
from schools.imports.tables import TableError
from schools.models import PupilImport, School
from schools.models.classes import FIRST_YEAR, LAST_YEAR
from schools.models.imports import RowOutcome

EXIT = 2


class Command(BaseCommand):
    help = (
        "Mengimpor daftar siswa (daftar_pd) dari Dapodik untuk satu sekolah; tidak menghapus"
        " siapa pun. Tidak mencetak nama siswa."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="XLSX, XLS, atau CSV")
        parser.add_argument("--school", required=True, metavar="NPSN")
        parser.add_argument("--dry-run", action="store_true", help="laporkan saja")
        parser.add_argument("--json", action="store_true", help="cetak laporan sebagai JSON")
        parser.add_argument(
            "--school-year",
            type=year_typed,
            metavar="TAHUN",
            help="tahun mulainya, 2026 untuk 2026/2027; bawaannya menurut tanggal unduh",
        )
        parser.add_argument(
            "--class", dest="default_class", default="", help="kelas untuk baris tanpa rombel"
        )
        parser.add_argument(
            "--as-of", type=day_typed, metavar="HARI", help="baca seolah pada hari ini: 2026-07-15"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        by = Actor.system(on=options["as_of"] or today(), job="import_pupils")
        file: Path = options["file"]
        told = Told(options["school_year"], options["default_class"].strip()[:60])
        try:
            school = School.objects.get(npsn=options["school"])
            data = file.read_bytes()
            report = self._report(data, file.name, by=by, school=school, told=told, options=options)
        except School.DoesNotExist as error:
            message = f"Tidak ada sekolah dengan NPSN {options['school']}."
            raise CommandError(message, returncode=EXIT) from error
        except OSError as error:
            message = f"Berkas tidak terbaca: {error.strerror}"
            raise CommandError(message, returncode=EXIT) from error
        except TableError as error:
            raise CommandError(str(error), returncode=EXIT) from error
        if options["json"]:
            self.stdout.write(json.dumps(report, ensure_ascii=False))
        else:
            self._print(report, is_dry=options["dry_run"])

    def _report(
        self,
        data: bytes,
        file_name: str,
        *,
        by: Actor,
        school: School,
        told: Told,
        options: dict[str, Any],
    ) -> dict[str, Any]:
        facts: dict[str, Any] = {
            "by": by, "school": school, "file_name": file_name, "told": told,
        }  # fmt: skip
        if not options["dry_run"]:
            run = prepare_pupil_import(data=data, **facts)
            return report_of(apply_pupil_import(by=by, run=run, tell=self._tell))
        found, plan = read_list(data, **facts)
        counts = plan.counts()
        return {
            "read": counts["read"],
            "new": counts["new"],
            "changed": counts["changed"],
            "gone": len(plan.gone),
            "rejected": [{"row": row.number, "reason": row.reason} for row in plan.rejected],
            "columns_used": list(found.used),
            "columns_ignored": list(found.ignored),
        }

    def _tell(self, done: int, of: int) -> None:
        self.stderr.write(f"{done} dari {of} baris ditulis")

    def _print(self, report: dict[str, Any], *, is_dry: bool) -> None:
        self.stdout.write("Uji coba, tidak ada yang ditulis." if is_dry else "Selesai.")
        self.stdout.write(
            f"{report['read']} dibaca: {report['new']} baru, {report['changed']} berubah, "
            f"{len(report['rejected'])} ditolak; {report['gone']} siswa di kelas-kelas ini tidak"
            " ada dalam berkas."
        )
        for row in report["rejected"]:
            self.stdout.write(f"  baris {row['row']}: {row['reason']}")
        self.stdout.write(f"Kolom yang dibaca: {', '.join(report['columns_used'])}")
        self.stdout.write(f"Kolom yang dibuang: {', '.join(report['columns_ignored'])}")


def report_of(run: PupilImport) -> dict[str, Any]:
    rejected = run.rows.filter(outcome=RowOutcome.REJECTED).order_by("number")
    return {
        "read": run.read,
        "new": run.new,
        "changed": run.changed,
        "gone": run.gone,
        "rejected": [{"row": row.number, "reason": row.reason} for row in rejected],
        "columns_used": run.columns_used,
        "columns_ignored": run.columns_ignored,
    }


def year_typed(text: str) -> int:
    """`2026` and `2026/2027`."""
    year = text.partition("/")[0]
    if not year.isdecimal() or not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise ArgumentTypeError(f"bukan tahun ajaran: {text}")
    return int(year)


def day_typed(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"bukan hari seperti 2026-07-15: {text}") from None
