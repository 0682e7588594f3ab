from typing import Any

from django.core.management.base import BaseCommand

from accounts.clock import today
from accounts.history import history_context
from partnerships.agreements.rules import load_rules
from schools.actors import Actor


class Command(BaseCommand):
    help = "Memuat aturan verifikasi awal; aturan yang sudah ada atau diakhiri dibiarkan."

    def handle(self, *args: Any, **options: Any) -> None:
        with history_context(job="load_rules"):
            made = load_rules(by=Actor.system(on=today(), job="load_rules"))
        if options["verbosity"] > 0:
            self.stdout.write(f"aturan verifikasi: {len(made)} baru")
