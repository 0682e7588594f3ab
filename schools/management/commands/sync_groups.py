from typing import Any

from django.core.management.base import BaseCommand

from accounts.clock import today
from accounts.history import history_context
from schools.actions.admin_groups import sync_groups
from schools.actors import Actor


class Command(BaseCommand):
    help = "Write Django's groups and permissions for the admin from the table of roles."

    def handle(self, *args: Any, **options: Any) -> None:
        with history_context(job="sync_groups"):
            done = sync_groups(by=Actor.system(on=today(), job="sync_groups"))
        self.stdout.write(f"{done.groups} groups, {done.people_changed} people brought into line.")
