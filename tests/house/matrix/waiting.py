"""What waits in the placements, and the texts that remind of it."""

from tests.house.matrix.lines import (
    ALL_COUNTERS,
    PROPOSING_SCHOOL,
    SIGNED_IN,
    Line,
    group,
)

# Who follows placements at whatever school; which, the lists say.
FOLLOWERS = PROPOSING_SCHOOL | group("supervisor", "named admin")
FOLLOWERS |= group("far admin", "far head", "far kaprog", "far supervisor")
WAITING = [
    Line(
        "placements:waiting",
        reads=FOLLOWERS | ALL_COUNTERS,
        barred=SIGNED_IN - FOLLOWERS - ALL_COUNTERS,
    ),
    Line("placements:without_place", reads=FOLLOWERS),
    Line("placements:waiting_list", "silent pupils", reads=FOLLOWERS),
    Line("placements:waiting_texts", "silent pupils", reads=FOLLOWERS),
    Line(
        "placements:waiting_text_sent",
        "text to a silent pupil",
        writes=PROPOSING_SCHOOL | group("supervisor"),
        idle=FOLLOWERS - PROPOSING_SCHOOL - group("supervisor"),
    ),
]
