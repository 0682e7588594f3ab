"""Runs deferred jobs until it is told to stop; a database that went away is waited for."""

import asyncio
import logging
import signal
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import psycopg
from asgiref.sync import sync_to_async
from django.core.management.base import BaseCommand
from django.db import DatabaseError, connections
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException

logger = logging.getLogger("selaras.worker")

CONCURRENCY = 2
PATIENCE = 8.0  # seconds that a job may still take when the worker is told to stop
PAUSE = 2.0  # seconds between two tries to reach the database


class Command(BaseCommand):
    help = _("Menjalankan pekerjaan yang ditangguhkan sampai dihentikan.")

    def handle(self, *args: Any, **options: Any) -> None:
        with suppress(asyncio.CancelledError):
            asyncio.run(work_until_told())


async def work_until_told() -> None:
    """Cancelled by SIGTERM or SIGINT: jobs under way then have PATIENCE to end."""
    working = asyncio.ensure_future(work_on())
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, working.cancel)
    await working


async def work_on() -> None:
    while True:
        try:
            await work()
            logger.warning("worker starts again")
        except (ConnectorException, DatabaseError, psycopg.OperationalError):
            logger.exception("database out of reach, worker starts again")
        await asyncio.sleep(PAUSE)


async def work(*, until_idle: bool = False) -> None:
    """Runs jobs for as long as the database answers, or until none is left.

    The worker is a second app beside Django's: what a job, or the clock, defers still goes through
    Django's own connection, so that it belongs to the transaction it is deferred in.
    """
    try:
        worker = app.with_connector(app.connector.get_worker_connector())  # type: ignore[attr-defined]  # the connector of Django has it
        async with worker.open_async():
            await worker.run_worker_async(
                wait=not until_idle,
                concurrency=CONCURRENCY,
                shutdown_graceful_timeout=PATIENCE,
                install_signal_handlers=False,
                task_middleware=[leave_no_connection],
            )
    finally:
        await sync_to_async(connections.close_all)()


def leave_no_connection(call_next: Callable[[], Any], *_context_and_worker: Any) -> Any:
    """Around each job: the pool's threads outlive it, and end without closing what is theirs."""
    try:
        return call_next()
    finally:
        connections.close_all()
