"""Runs deferred jobs until it is told to stop; a database that went away is waited for."""

import asyncio
import logging
import signal
from contextlib import suppress
from typing import Any

from django.core.management.base import BaseCommand
from django.db import OperationalError
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
    work = asyncio.ensure_future(work_on())
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, work.cancel)
    await work


async def work_on() -> None:
    while True:
        try:
            # A second app beside the first: what a job defers still goes through Django's own
            # connection, so that it belongs to the job's transaction.
            worker = app.with_connector(app.connector.get_worker_connector())
            async with worker.open_async():
                await worker.run_worker_async(
                    concurrency=CONCURRENCY,
                    shutdown_graceful_timeout=PATIENCE,
                    install_signal_handlers=False,
                )
        except (ConnectorException, OperationalError):
            logger.exception("database out of reach")
        logger.warning("worker starts again")
        await asyncio.sleep(PAUSE)
