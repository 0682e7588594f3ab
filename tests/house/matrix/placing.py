"""Placements of pupils: who reads of them, who takes their steps, who lets a rule pass."""

from tests.house.matrix.choices import DECIDERS
from tests.house.matrix.lines import PUPIL_READERS, Line, changing, csv, group, sent
from tests.house.matrix.placements import PLACERS
from tests.house.worlds.world import World

READERS = PUPIL_READERS | group("supervisor")
KEEPERS = PUPIL_READERS - group("kaprog")


def chosen(world: World) -> dict[str, object]:
    return {"siswa": world.placement.public_id, "step": "request", "sudah": "1"}


def edited(world: World) -> dict[str, object]:
    """As it stands now: what the world does to it counts its revision up."""
    world.placement.refresh_from_db()
    return {"revision": world.placement.revision, "work": "Servis"}


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


def other_days(world: World) -> dict[str, object]:
    return {"siswa": world.placement.public_id, "how": "own", "first": "2026-02-02"}


def looked_at(world: World) -> dict[str, object]:
    seen = f"{world.placement.public_id}.{world.placement.revision}"
    return {"dilihat": seen, "how": "own", "first": "2026-02-02"}


def redated(world: World) -> dict[str, object]:
    return {"pada": world.redated_at}


PLACING = [
    # Looked at only until it is applied; who sees none of the pupils is told so in the form.
    Line("placements:dates", "placements", reads=PLACERS, idle=PLACERS, body=other_days),
    Line(
        "placements:dates_apply",
        "placements",
        writes=DECIDERS,
        idle=PLACERS - DECIDERS,
        body=looked_at,
    ),
    Line(
        "placements:dates_undo",
        "period with other days",
        writes=DECIDERS,
        idle=PLACERS - DECIDERS,
        body=redated,
    ),
    Line("placements:placements", "placements", reads=READERS, writes=DECIDERS, body=chosen),
    Line("placements:placement_search", "placements", idle=READERS, body=sent(cari="Siswa")),
    # A policy is only looked at until it is applied; who sees none of the pupils is told so.
    Line("placements:insurance_many", "placements", reads=PLACERS, idle=PLACERS, body=policy),
    Line(
        "placements:insurance_many_apply",
        "placements",
        writes=DECIDERS,
        idle=PLACERS - DECIDERS,
        body=insured,
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
    changing("placements:placement_edit", "placement", by=DECIDERS, body=edited),
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
