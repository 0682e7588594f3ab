"""What pupils write of their days at work, and what their school reads and says of it."""

from tests.house.matrix.lines import (
    ALL_PUPIL_KEEPERS,
    BOUNDLESS,
    Line,
    changing,
    group,
    sent,
)
from tests.house.matrix.placements import PLACERS, PLANNERS
from tests.house.worlds import SCHOOL_ROLES

TEACHERS = group(*SCHOOL_ROLES, *(f"far {name}" for name in SCHOOL_ROLES), "named admin")
GOAL = {"element": "hard", "text": "Menyetel mesin diesel"}
OWN_GOAL = PLACERS - group("kaprog") - BOUNDLESS

LEARNING = [
    Line("placements:learning_goals", reads=TEACHERS),
    # A kaprog has to say for which konsentrasi.
    Line(
        "placements:learning_goal_new",
        reads=PLANNERS,
        writes=ALL_PUPIL_KEEPERS,
        idle=PLANNERS - ALL_PUPIL_KEEPERS,
        body=sent(**GOAL),
    ),
    Line("placements:learning_goals_start", writes=ALL_PUPIL_KEEPERS),
    changing("placements:learning_goal_edit", "learning goal", by=OWN_GOAL, body=sent(**GOAL)),
    Line(
        "placements:learning_goal_move",
        "second learning goal",
        writes=OWN_GOAL | group("superuser"),
        body=sent(arah="naik"),
    ),
    Line("placements:learning_goal_retire", "learning goal", writes=OWN_GOAL | group("superuser")),
    Line(
        "placements:learning_goal_restore",
        "retired learning goal",
        writes=OWN_GOAL | group("superuser"),
    ),
]
JOURNALS = [*LEARNING]
