"""Two people, or two clicks, in one moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What each returns or is refused with, all begun together on connections of their own.

    For tests marked `django_db(transaction=True)`.
    """
    start = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            start.wait(timeout=20)
            return act()
        except (ValidationError, PermissionDenied) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))
