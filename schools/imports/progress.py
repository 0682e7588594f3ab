"""How far a job on a list has come, for whoever looks at its page meanwhile."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from schools.actions.importing import is_busy
from schools.models.imports import ComparedRun, ImportState, RowOutcome


@dataclass(frozen=True)
class Progress:
    """Rows done of all; `is_stuck` when the job gives no sign of life any more."""

    done: int
    total: int
    is_undo: bool
    is_stuck: bool


def progress_of(run: ComparedRun) -> Progress:
    is_undo = run.state == ImportState.APPLIED
    written = Q(outcome__in=[RowOutcome.NEW, RowOutcome.CHANGED])
    done = Count("pk", filter=Q(number__lte=run.worked_to))
    rows: Any = run.rows  # type: ignore[attr-defined]  # each kind of run has rows of its kind
    rows = rows.filter(Q(is_applied=True) if is_undo else written)
    found = rows.aggregate(total=Count("pk"), done=done)
    return Progress(found["done"], found["total"], is_undo, not is_busy(run))
