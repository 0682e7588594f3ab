"""Marks of PKL: who gives them, who reads them, who settles what a pupil is worth."""

from partnerships.placements.models import FinalMark
from tests.house.matrix.lines import (
    PUPIL_KEEPERS,
    PUPIL_READERS,
    Line,
    changing,
    group,
    reading,
    sent,
)
from tests.house.worlds.world import World

# Whoever follows pupils at the school; kaprog those of the own konsentrasi.
FOLLOWERS = PUPIL_READERS | group("supervisor")
SETTLERS = PUPIL_KEEPERS | group("superuser")


def given(world: World) -> dict[str, object]:
    key, row = world.finished.public_id, world.finished.supervisor_mark
    told = {"mark": "71", "report": "72", "sentence": "Baik", "revision": row.revision}
    return {f"{key}-{name}": value for name, value in told.items()}


def settled(world: World) -> dict[str, object]:
    return {"siswa": f"{world.finished.pupil.public_id}:77.00", "sudah": "1"}


def opened_again(world: World) -> dict[str, object]:
    standing = FinalMark.objects.standing().filter(period=world.finished.period)
    return {"nilai": standing.get().public_id, "reason": "Salah"}


def hired(world: World) -> dict[str, object]:
    return {f"{world.finished.public_id}-result": "hired"}


MARKS_OF_PUPILS = [
    changing("placements:outcomes", "period under way", by=SETTLERS, body=hired),
    *reading("placements:marks", "period under way", reads=FOLLOWERS),
    changing("placements:marks_give", "period under way", by=FOLLOWERS, body=given),
    changing(
        "placements:marks_weights",
        "period under way",
        by=SETTLERS,
        body=sent(host=50, supervisor=20, report=20, presence=10, revision=0),
    ),
    *reading("placements:export_preview placements:export_file", "export", reads=SETTLERS),
    Line("placements:marks_settle", "period under way", writes=SETTLERS, body=settled),
    Line("placements:marks_reopen", "period under way", writes=SETTLERS, body=opened_again),
    *reading("placements:marks_of", "settled pupil", reads=FOLLOWERS),
    *reading("placements:marks_of", "finished pupil", reads=FOLLOWERS),
    Line("placements:mark_settle", "finished pupil", writes=SETTLERS, body=sent(mark="77.00")),
    Line("placements:mark_reopen", "settled pupil", writes=SETTLERS, body=sent(reason="Salah")),
]
