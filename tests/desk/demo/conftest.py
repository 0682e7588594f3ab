"""What the tests of this folder share."""

import io
from collections.abc import Iterator
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from tests.makers import TODAY


@pytest.fixture(scope="package", autouse=True)
def demo(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """Loaded once for this folder, on the builders' today, and rolled back after it."""
    noon = datetime.combine(TODAY, time(12), tzinfo=ZoneInfo("Asia/Jakarta"))
    media = tmp_path_factory.mktemp("media")
    with (
        time_machine.travel(noon, tick=False),
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=media),
        transaction.atomic(),
    ):
        call_command("load_reference", verbosity=0)
        call_command("load_demo", stdout=io.StringIO())
        yield
        transaction.set_rollback(True)
