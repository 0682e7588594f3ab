"""What was answered to a pupil's report, and why it was opened again: each word in its order."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accounts.history import event_model_of
from partnerships.placements.models import ProblemReport


@dataclass(frozen=True)
class Turn:
    """The school closed the report with these words, or opened it again because of them."""

    at: datetime
    who: str
    text: str
    is_closing: bool


def with_turns(reports: Iterable[ProblemReport]) -> list[ProblemReport]:
    """Each with `turns`, the first word first; one query for all.

    The row holds the last answer only: what was answered before is read in its history.
    """
    told: Any = list(reports)
    kept: dict[int, list[Any]] = defaultdict(list)
    events = event_model_of(ProblemReport).objects.filter(pgh_obj__in=[row.pk for row in told])
    for event in events.select_related("closed_by", "reopened_by").order_by("pgh_id"):
        kept[event.pgh_obj_id].append(event)
    for row in told:
        row.turns = _turns([*kept[row.pk], row])
    return list(told)


def _turns(versions: list[Any]) -> list[Turn]:
    first, was_closed = versions[0], False
    turns = [_reopening(first)] if first.reopened_at else []
    for version in versions:
        is_closed = version.closed_at is not None
        if is_closed and not was_closed:
            who = version.closed_by.name
            turns.append(Turn(version.closed_at, who, version.outcome, is_closing=True))
        elif was_closed and not is_closed and version.reopened_at:
            turns.append(_reopening(version))
        was_closed = is_closed
    return turns


def _reopening(version: Any) -> Turn:
    who, why = version.reopened_by.name, version.reopened_because
    return Turn(version.reopened_at, who, why, is_closing=False)
