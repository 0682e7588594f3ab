"""PKL as an office keeps an eye on it: rules, what schools let pass, counts."""

from tests.house.matrix.lines import DAY, MEMBERS, NEWCOMER, Line, changing, group, sent

RULERS = group("province", "far province")
OFFICES = [
    Line("placements:rules", reads=MEMBERS, barred=NEWCOMER),
    Line("placements:rule", "rule", reads=MEMBERS),
    changing(
        "placements:rule_change",
        "rule",
        by=RULERS,
        body=sent(level="block", number="7,5", since=DAY, because="SE 5/2025"),
    ),
    Line(
        "placements:rule_withdraw",
        "planned rule",
        writes=group("province"),
        idle=group("far province"),
    ),
]
