"""Links of instruktur: who hands them out, and the pages of whoever holds one."""

from tests.house.matrix.lines import (
    EVERYBODY,
    MEMBERS,
    MENTOR_GUEST,
    PROPOSING_SCHOOL,
    Line,
    group,
    opened,
)
from tests.house.matrix.placements import PLACERS, PLANNERS

SHUT = {"barred": EVERYBODY - MENTOR_GUEST}
BY_LINK = [
    opened("placements:mentor_link", "link of an instruktur", reads=EVERYBODY, idle=EVERYBODY),
    opened("placements:mentor_link", "unknown link"),
    opened("placements:mentor_page", reads=MENTOR_GUEST, **SHUT),
    opened("placements:mentor_leave", idle=EVERYBODY),
]
HANDING_OUT = [
    Line("placements:mentor_links", "period under way", reads=PLACERS),
    Line(
        "placements:mentor_links_issue",
        "period under way",
        writes=PROPOSING_SCHOOL,
        barred=group("superuser"),
        body=lambda _world: {"semua": "1"},
    ),
    Line(
        "placements:mentor_link_issue",
        "instruktur",
        writes=PLANNERS,
        barred=MEMBERS - PLANNERS,
    ),
    Line("placements:mentor_link_revoke", "held link of an instruktur", writes=PLACERS),
]
MENTORS = [*BY_LINK, *HANDING_OUT]
