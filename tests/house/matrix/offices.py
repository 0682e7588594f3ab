"""PKL as an office keeps an eye on it: rules, what schools let pass, counts."""

from tests.house.matrix.lines import (
    ALL_COUNTERS,
    COUNTERS,
    DAY,
    MEMBERS,
    NEWCOMER,
    OTHER_OFFICES,
    OWN_OFFICE,
    Line,
    changing,
    group,
    sent,
)
from tests.house.matrix.placements import PLANNERS
from tests.house.worlds.world import World


def ticked(world: World) -> dict[str, object]:
    return {"pilih": f"{world.placement.public_id}.abroad_licence"}


# Who places pupils at whatever school counts its own.
FIGURERS = ALL_COUNTERS | PLANNERS
RULERS = group("province", "far province")
OFFICES = [
    Line("placements:rules", reads=MEMBERS, barred=NEWCOMER),
    Line("placements:rule", "rule", reads=MEMBERS),
    changing(
        "placements:rule_change",
        "rule",
        by=RULERS,
        body=sent(level="block", number="7,5", since=DAY, because="SE 5/2025", later="drop"),
    ),
    Line(
        "placements:rule_withdraw",
        "planned rule",
        writes=group("province"),
        idle=group("far province"),
        body=sent(reason="Salah tanggal"),
    ),
    Line("placements:figures", reads=FIGURERS),
    Line("placements:figures_file", reads=FIGURERS),
    Line("placements:figures_of_school", "school", reads=COUNTERS),
    Line("placements:overrides", reads=ALL_COUNTERS),
    Line("placements:overrides_seen", writes=OWN_OFFICE, idle=OTHER_OFFICES, body=ticked),
]
