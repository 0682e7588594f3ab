"""Fixtures that every folder of tests may use."""

import os
from collections.abc import Callable, Iterator
from datetime import datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.template import engines
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django.plugin import DjangoDbBlocker

from tests import makers
from tests.makers import TODAY
from tests.migrated import migrated_database
from tests.strictness import StrictClient, UndefinedVariable

# How long it takes to make an example says how busy the machine is, nothing about the code.
hypothesis_settings.register_profile(
    "selaras", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("selaras")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of public reference data beside the project; tests that need it skip without."""
    folder = Path(os.environ.get("SELARAS_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip("no ../shared beside the project and SELARAS_SHARED is not set")
    return folder


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Each worker's database begins as a copy of one that is migrated already."""
    with django_db_blocker.unblock(), migrated_database() as name:
        connection.settings_dict["TEST"]["TEMPLATE"] = name
        yield


@pytest.fixture
def client() -> StrictClient:
    """In the place of Django's; see tests/strictness.py."""
    return StrictClient()


@pytest.fixture(autouse=True, scope="session")
def undefined_variables_fail() -> Iterator[None]:
    engine = engines["django"].engine
    before, engine.string_if_invalid = engine.string_if_invalid, UndefinedVariable("%s")
    yield
    engine.string_if_invalid = before


@pytest.fixture(autouse=True)
def files_of_tests(tmp_path: Path, settings: pytest.FixtureRequest) -> None:
    """No test leaves files with those of the installation."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def frozen_today() -> Iterator[time_machine.Traveller]:
    """Noon in Jakarta on the day that the builders take for today."""
    noon = datetime.combine(TODAY, time(12), tzinfo=ZoneInfo("Asia/Jakarta"))
    with time_machine.travel(noon, tick=False) as traveller:
        yield traveller


@pytest.fixture
def provinces_in_use(db: None) -> None:
    """An education office in each province of the builders: their schools count as "all SMK"."""
    for code in makers.REGIONS:
        if len(code) == 2:
            makers.office(code)


@pytest.fixture
def reference(db: None) -> None:
    """The reference tables whole, as they are shipped; inside the test's own transaction."""
    call_command("load_reference", verbosity=0)


@pytest.fixture(autouse=True)
def jobs_end_with_their_test(
    request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """A test that commits leaves no job behind: flushing passes over tables of unmanaged models."""
    yield
    if {"transactional_db", "live_server"} & set(request.fixturenames) or commits(request.node):
        tables = ("procrastinate_jobs", "procrastinate_workers", "procrastinate_periodic_defers")
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {', '.join(tables)} CASCADE")


def commits(test: pytest.Item) -> bool:
    marker = test.get_closest_marker("django_db")
    return bool(marker and (marker.kwargs.get("transaction") or marker.args[:1] == (True,)))


@pytest.fixture
def run_jobs(db: None) -> Callable[[], list[str]]:
    """Runs what was deferred in this test, in order, and returns the names of the tasks.

    Jobs are real rows in the test's transaction: what a rollback takes away was never deferred.
    """

    def run() -> list[str]:
        waiting = ProcrastinateJob.objects.filter(status="todo").order_by("pk")
        done = []
        for job in waiting:
            app.tasks[job.task_name](**job.args)
            done.append(job.task_name)
            with connection.cursor() as cursor:
                cursor.execute("DELETE FROM procrastinate_jobs WHERE id = %s", [job.pk])
        return done

    return run
