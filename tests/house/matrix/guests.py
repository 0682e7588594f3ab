"""Links of partners: who hands them out, and the pages of whoever holds one."""

from tests.house.matrix.lines import (
    EVERYBODY,
    GUEST,
    MEMBERS,
    PROPOSING_SCHOOL,
    SIGNED_IN,
    Line,
    group,
    opened,
    sent,
)
from tests.house.matrix.placements import PLANNERS
from tests.house.worlds.words import TOKEN
from tests.house.worlds.world import World

SHUT = {"barred": EVERYBODY - GUEST}
OFFER = {"seats": "3", "since": "2026-01-05", "until": "2026-06-26", "form_token": TOKEN}


def asked_pupil(world: World) -> dict[str, object]:
    return {world.asked_of_host.public_id: "accept"}


BY_LINK = [
    opened("placements:partner_link", "link of a partner", reads=EVERYBODY, idle=EVERYBODY),
    opened("placements:partner_link", "unknown link"),
    opened(
        "placements:partner_page",
        reads=GUEST,
        writes=GUEST,
        body=sent(answer="undecided", revision=0),
        **SHUT,
    ),
    opened("placements:partner_offer", reads=GUEST, writes=GUEST, body=sent(**OFFER), **SHUT),
    opened(
        "placements:partner_offer_edit",
        "own offer",
        reads=GUEST,
        writes=GUEST,
        body=sent(**OFFER, revision=0),
        **SHUT,
    ),
    opened("placements:partner_offer_edit", "offer of another", **SHUT),
    opened("placements:partner_offer_withdraw", "own offer", writes=GUEST, **SHUT),
    opened(
        "placements:partner_grants",
        "own offer",
        reads=GUEST,
        writes=GUEST,
        body=lambda world: {"school": world.school.public_id, "seats": "2"},
        **SHUT,
    ),
    opened("placements:partner_requests", reads=GUEST, writes=GUEST, body=asked_pupil, **SHUT),
    opened("placements:partner_leave", idle=EVERYBODY),
]
HANDING_OUT = [
    Line("placements:partner_links", "host", reads=PLANNERS, barred=SIGNED_IN - PLANNERS),
    Line(
        "placements:partner_link_issue",
        "contact of the host",
        writes=PLANNERS,
        barred=MEMBERS - PLANNERS,
    ),
    Line(
        "placements:partner_link_revoke",
        "held link",
        writes=PROPOSING_SCHOOL | group("superuser"),
    ),
]
GUESTS = [*BY_LINK, *HANDING_OUT]
