"""Visits to hosts: the teacher whose they are, and who keeps the pupils of the school."""

from tests.house.matrix.lines import (
    ALL_PUPIL_READERS,
    DAY,
    PUPIL_KEEPERS,
    Line,
    changing,
    group,
    reading,
    sent,
)
from tests.house.worlds.words import TOKEN
from tests.house.worlds.world import World

# Whoever may have pupils to visit, at whatever school.
VISITORS = ALL_PUPIL_READERS | group("supervisor", "far supervisor")
# Who goes there, or sees to it that somebody does.
VISITING = PUPIL_KEEPERS | group("supervisor", "superuser")
FOUND = {"way": "call", "done_on": DAY, "findings": "Tertib", "form_token": TOKEN}


def planned(world: World) -> dict[str, object]:
    return {"tempat": world.followed.public_id, "planned_on": "2025-12-01", "way": "on_site"}


def logged(world: World) -> dict[str, object]:
    """The visit as it stands now."""
    visit = world.followed.visits.get(**world.at["visit"])
    return FOUND | {"revision": visit.revision}


VISITS = [
    Line("placements:visits", reads=VISITORS),
    Line(
        "placements:visits_plan",
        writes=VISITING,
        idle=VISITORS - VISITING,
        body=planned,
    ),
    Line("placements:route_sheet", reads=VISITORS),
    Line("placements:route_file", reads=VISITORS),
    *reading("placements:visit placements:visit_sheet", "visit", reads=VISITING),
    changing("placements:visit_new", "placement under way", by=VISITING, body=sent(**FOUND)),
    changing("placements:visit_log", "visit", by=VISITING, body=logged),
    Line(
        "placements:visit_move",
        "planned visit",
        writes=VISITING,
        body=sent(planned_on="2025-12-01"),
    ),
    Line(
        "placements:visit_cancel",
        "planned visit",
        writes=VISITING,
        body=sent(**{"batal-reason": "Tutup"}),
    ),
]
