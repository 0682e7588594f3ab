"""Placements of pupils: who reads of them, who takes their steps, who lets a rule pass."""

from tests.house.matrix.choices import DECIDERS
from tests.house.matrix.lines import PUPIL_READERS, Line, changing, csv, group, sent
from tests.house.matrix.placements import PLACERS
from tests.house.worlds import World

READERS = PUPIL_READERS | group("supervisor")
KEEPERS = PUPIL_READERS - group("kaprog")


def chosen(world: World) -> dict[str, object]:
    return {"siswa": world.placement.public_id, "step": "request", "sudah": "1"}


def moved(world: World) -> dict[str, object]:
    return {
        "opening": world.placed_at.public_id,
        "first_day": "2026-03-02",
        "reason": "Bengkel tutup",
    }


def numbers(_world: World) -> dict[str, object]:
    return {"file": csv("NISN,Nomor peserta\n0091234501,11012345678\n")}


def insured(world: World) -> dict[str, object]:
    return {"jaminan": world.insurance_to_apply}


def policy(world: World) -> dict[str, object]:
    return {"penempatan": world.placement.public_id, "number": "POLIS-7", "since": "2026-01-05"}


PLACING = [
    Line("placements:placements", "placements", reads=READERS),
    Line("placements:placements_many", "placements", writes=DECIDERS, body=chosen),
    Line(
        "placements:insurance_many",
        "placements",
        reads=PLACERS,
        writes=DECIDERS,
        idle=PLACERS - DECIDERS,
        body=policy,
    ),
    Line("placements:insurance_paper", "proof of insurance", reads=PUPIL_READERS),
    Line("placements:insurance_sheet", "placements", reads=PLACERS),
    # A sheet is only looked at until it is applied.
    Line("placements:insurance", "placements", reads=PLACERS, idle=PLACERS, body=numbers),
    Line(
        "placements:insurance_apply",
        "placements",
        writes=DECIDERS,
        idle=PLACERS - DECIDERS,
        body=insured,
    ),
    Line("placements:supervisors_share", "placements", idle=DECIDERS),
    Line("placements:placement", "placement", reads=READERS),
    Line("placements:placement", "placement with a step", reads=READERS),
    changing(
        "placements:placement_edit", "placement", by=DECIDERS, body=sent(revision=1, work="Servis")
    ),
    changing("placements:placement_move", "placement to move", by=DECIDERS, body=moved),
    Line("placements:placement_undo", "placement with a step", writes=DECIDERS),
    Line("placements:placement_step", "step of a placement", writes=DECIDERS),
    Line(
        "placements:placement_override",
        "placement to move",
        writes=KEEPERS,
        barred=group("kaprog"),
        body=sent(rule="abroad_licence", reason="Izin sedang diperpanjang"),
    ),
    Line(
        "placements:placement_override_end",
        "override",
        writes=KEEPERS,
        barred=group("kaprog"),
    ),
]
