"""Who goes where: what counts, drafts, and making one of them the plan."""

from tests.house.matrix.lines import Line, changing, reading, sent
from tests.house.matrix.placing import KEEPERS
from tests.house.worlds.words import TOKEN
from tests.house.worlds.world import World

PERIOD, DRAFT, PUPIL = "period to assign", "assignment draft", "pupil in a draft"


def pair(world: World) -> dict[str, object]:
    return {
        "pasangan-one": world.assigned_pupil.public_id,
        "pasangan-other": world.swapped_pupil.public_id,
        "pasangan-kind": "apart",
    }


def settled(world: World) -> dict[str, object]:
    return {
        "tetapan-pupil": world.assigned_pupil.public_id,
        "tetapan-opening": world.assigned_place.public_id,
        "tetapan-kind": "fixed",
    }


def decided(world: World) -> dict[str, object]:
    return {"putusan-opening": world.assigned_place.public_id, "putusan-kind": "fixed"}


def swapped(world: World) -> dict[str, object]:
    return {"tukar-other": world.swapped_pupil.public_id}


def refused(world: World) -> dict[str, object]:
    return {"pupils": [world.assigned_pupil.public_id]}


ASSIGNING = [
    Line("placements:assignment", PERIOD, reads=KEEPERS),
    Line("placements:assignment_start", PERIOD, writes=KEEPERS, body=sent(form_token=TOKEN)),
    changing(
        "placements:assignment_rules",
        PERIOD,
        by=KEEPERS,
        body=sent(agreement="must", distance="off", least_together=2, revision=0),
    ),
    Line("placements:assignment_pair", PERIOD, writes=KEEPERS, body=pair),
    Line("placements:assignment_unpair", "pair of pupils", writes=KEEPERS),
    Line("placements:assignment_settle", PERIOD, writes=KEEPERS, body=settled),
    Line("placements:assignment_unsettle", "rule of a place", writes=KEEPERS),
    Line("placements:draft", DRAFT, reads=KEEPERS, idle=KEEPERS, body=sent(cari="Siswa")),
    *reading("placements:draft_progress placements:draft_places", DRAFT, reads=KEEPERS),
    Line("placements:drafts_compare", PERIOD, reads=KEEPERS),
    Line("placements:draft_again", "failed assignment draft", writes=KEEPERS),
    changing("placements:draft_rest", DRAFT, by=KEEPERS, body=refused),
    Line("placements:draft_pupil", PUPIL, reads=KEEPERS),
    Line("placements:draft_decide", PUPIL, writes=KEEPERS, body=decided),
    Line("placements:draft_swap", PUPIL, writes=KEEPERS, body=swapped),
    changing("placements:draft_publish", DRAFT, by=KEEPERS, body=sent(revision=0)),
    Line("placements:draft_unpublish", "published draft", writes=KEEPERS, body=sent(revision=1)),
]
