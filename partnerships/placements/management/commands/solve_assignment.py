import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from partnerships.placements.assignment.problem import BrokenInputError
from partnerships.placements.assignment.reading import problem_from
from partnerships.placements.assignment.solving import SECONDS_PER_LEVEL, SEED, solve


class Command(BaseCommand):
    help = "Membagi siswa ke tempat PKL secara optimal; membaca dan mencetak JSON."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", help="berkas JSON, atau - untuk masukan baku")
        parser.add_argument("--seed", type=int, default=SEED, help="benih nomor undian")
        parser.add_argument(
            "--seconds-per-level",
            type=float,
            default=SECONDS_PER_LEVEL,
            metavar="S",
            help="waktu terlama untuk tiap tingkat tujuan",
        )
        parser.add_argument("--threads", type=int, default=1, help="utas pemecah")

    def handle(self, *args: Any, **options: Any) -> None:
        file = options["file"]
        try:
            data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
            solution = solve(
                problem_from(data),
                seed=options["seed"],
                seconds_per_level=options["seconds_per_level"],
                threads=options["threads"],
            )
        except (OSError, BrokenInputError) as error:
            raise CommandError(str(error), returncode=2) from error
        self.stdout.write(json.dumps(solution.as_data(), ensure_ascii=False))
