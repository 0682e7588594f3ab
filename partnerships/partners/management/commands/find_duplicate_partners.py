from typing import Any

from django.core.management.base import BaseCommand

from partnerships.partners.tasks import note_all_pairs


class Command(BaseCommand):
    help = "Mencari mitra yang mungkin tercatat dua kali; aman diulang."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{note_all_pairs()} pasangan mirip")
