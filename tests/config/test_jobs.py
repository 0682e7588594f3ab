"""The job queue: deferred inside the transaction, taken up again, and found by the worker."""

import asyncio
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from asgiref.sync import async_to_sync
from django.db import DatabaseError, connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import ConnectorException
from psycopg_pool import PoolTimeout

from config.management.commands import run_worker
from config.management.commands.run_worker import work
from config.tasks import MOST_ATTEMPTS, retry_stalled
from tests.config.test_serving import wait_until


def defer() -> int:
    return app.configure_task("config.forget_old").defer(timestamp=0)


def make_stalled(job: int, *, attempts: int) -> None:
    """As a killed worker leaves it: under way, and nobody's."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', attempts = %s WHERE id = %s",
            [attempts, job],
        )


def test_jobs_of_every_app_are_known() -> None:
    names = set(app.tasks)
    assert {"config.retry_stalled", "config.forget_old"} <= names
    # A name of its own survives the move of a module; the queue holds names.
    assert {name for name in names if ".tasks." in name} <= {
        "procrastinate.builtin_tasks.remove_old_jobs",
        "builtin:procrastinate.builtin_tasks.remove_old_jobs",
    }


@pytest.mark.parametrize(
    ("attempts", "status"), [(0, "todo"), (MOST_ATTEMPTS - 1, "todo"), (MOST_ATTEMPTS, "failed")]
)
def test_stalled_job_is_taken_up_again_so_many_times(attempts: int, status: str, db: None) -> None:
    job = defer()
    make_stalled(job, attempts=attempts)
    async_to_sync(retry_stalled.func)(SimpleNamespace(app=app), 0)
    assert ProcrastinateJob.objects.get(pk=job).status == status


def test_job_of_a_transaction_that_fails_was_never_deferred(
    run_jobs: Callable[[], list[str]],
) -> None:
    def fail_after_deferring() -> None:
        with transaction.atomic():
            defer()
            raise LookupError

    with pytest.raises(LookupError):
        fail_after_deferring()
    assert run_jobs() == []


def test_worker_finds_the_database_and_leaves_no_connection(transactional_db: None) -> None:
    """Also the embedded one, whose address only its backend knows."""
    # One runs on the worker's own connections, the other in a thread, on Django's.
    job = defer()
    app.configure_task("agreements.count_register").defer(timestamp=0)
    before = client_connections()
    asyncio.run(work(until_idle=True))
    assert ProcrastinateJob.objects.get(pk=job).status == "succeeded"
    wait_until(lambda: client_connections() <= before)


def client_connections() -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity"
            " WHERE datname = current_database() AND backend_type = 'client backend'"
        )
        return {pid for (pid,) in cursor.fetchall()}


@pytest.mark.parametrize("error", [PoolTimeout, ConnectorException, DatabaseError])
def test_worker_waits_for_a_database_that_is_away_and_says_so_once(
    error: type[Exception], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    tries = []

    async def away() -> None:
        tries.append(error)
        if len(tries) > 2:
            raise asyncio.CancelledError
        raise error

    monkeypatch.setattr(run_worker, "work", away)
    monkeypatch.setattr(run_worker, "PAUSE", 0.0)
    with pytest.raises(asyncio.CancelledError):
        asyncio.run(run_worker.work_on())
    assert len(tries) == 3
    lines = [record.message for record in caplog.records if record.name == "selaras.worker"]
    assert lines == ["database out of reach, worker starts again"] * 2
