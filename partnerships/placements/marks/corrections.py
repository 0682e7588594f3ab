"""What a school has changed of an assessment that was sent, and why: all who read it read that."""

from accounts.history import Entry, Events
from partnerships.placements.models import Assessment, GoalMark
from schools.history import entries_for

# Which assessment and which goal a mark is of, its line says already.
KNOWN = frozenset({"assessment", "goal"})


def corrections_of(said: Assessment | None) -> list[Entry]:
    """The newest first; nothing but these changes carries a reason."""
    if said is None or said.submitted_at is None:
        return []
    names = dict(said.marks.values_list("pk", "goal__text"))
    marks = Events(GoalMark, {"assessment_id": said.pk}, unread=KNOWN, names=names)
    return [entry for entry in entries_for(said, marks) if entry.reason]
