"""History kept by database triggers, and the context that says who did it and why."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import Any, TypeVar

import pghistory
from django.db import models

M = TypeVar("M", bound=type[models.Model])


def track(*, exclude: Iterable[str] = ()) -> Callable[[M], M]:
    """Record every insert, update and deletion of the model, those of bulk writes too.

    Row-level triggers: statement-level ones were 20 to 100 times slower on large updates.
    """
    return pghistory.track(  # type: ignore[no-any-return]
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=list(exclude),
    )


def history_context(
    *,
    user: int | None = None,
    membership: int | None = None,
    view: str = "",
    reason: str = "",
    job: str = "",
) -> AbstractContextManager[Any]:
    """Attach who, in which role, on which page and why to all events within.

    No path and no query: paths may carry tokens.
    """
    given = {"user": user, "membership": membership, "view": view, "reason": reason, "job": job}
    return pghistory.context(  # type: ignore[no-any-return]
        **{key: value for key, value in given.items() if value}
    )
