"""PKL: periods of a school, what partners answered, seats."""

from tests.house.matrix.lines import (
    DAY,
    FAR_SCHOOL,
    INVOLVED,
    MEMBERS,
    NEWCOMER,
    PROPOSING_SCHOOL,
    SCHOOL_KEEPERS,
    SIGNED_IN,
    Line,
    changing,
    group,
    sent,
)
from tests.house.worlds.words import TOKEN

# Who places the pupils of the school, and who does so of any school.
PLACERS = PROPOSING_SCHOOL | group("superuser")
PLANNERS = PROPOSING_SCHOOL | FAR_SCHOOL | group("named admin")
# A kaprog plans for the own konsentrasi, and changes a period of none but these.
KAPROGS = group("kaprog", "far kaprog")
CHANGERS = PLACERS - KAPROGS
PERIOD = {
    "name": "Gelombang baru",
    "school_year": 2025,
    "grade": 12,
    "hours_per_day": 8,
    "since_0": "2026-01-05",
    "until_0": "2026-06-26",
    # The school has other periods of these pupils on these days.
    "is_meant": "on",
}
PLACEMENTS = [
    Line("placements:overview", reads=MEMBERS, barred=NEWCOMER),
    Line("placements:periods", reads=MEMBERS, barred=NEWCOMER),
    Line("placements:period", "period", reads=INVOLVED),
    Line(
        "placements:period_new",
        reads=PLANNERS,
        writes=PLANNERS - KAPROGS,
        idle=KAPROGS,
        barred=SIGNED_IN - PLANNERS,
        body=sent(**PERIOD, form_token=TOKEN),
    ),
    Line(
        "placements:period_new",
        query="?konsentrasi=milik-sendiri",
        reads=PLANNERS,
        # It is offered to those who lead it, and where classes of the school learn it.
        writes=KAPROGS | SCHOOL_KEEPERS,
        idle=PLANNERS - KAPROGS - SCHOOL_KEEPERS,
        barred=SIGNED_IN - PLANNERS,
        body=lambda world: PERIOD | {"concentrations": [world.led.pk], "form_token": TOKEN},
    ),
    changing("placements:period_edit", "period", by=CHANGERS, body=sent(**PERIOD, revision=0)),
    Line("placements:period_drop", "empty period", writes=CHANGERS),
    Line("placements:hostings", reads=MEMBERS, barred=NEWCOMER),
    Line("placements:hosting_chosen", reads=PLANNERS, barred=SIGNED_IN - PLANNERS),
    Line("placements:hosting", "year of the partner", reads=MEMBERS),
    changing(
        "placements:hosting_answer",
        "year of the partner",
        by=PLANNERS,
        body=sent(answer="undecided", answered_on=DAY, revision=0, form_token=TOKEN),
    ),
    Line("placements:hosting_unsay", "bare answer", writes=PROPOSING_SCHOOL),
    changing(
        "placements:offer_new",
        "year of the partner",
        by=PROPOSING_SCHOOL,
        body=sent(seats=3, since="2026-01-05", until="2026-06-26", form_token=TOKEN),
    ),
    Line("placements:offers_copy", "bare answer", writes=PROPOSING_SCHOOL),
    changing(
        "placements:offer_edit",
        "opening",
        by=PLACERS,
        body=sent(seats=3, since="2026-01-05", until="2026-06-26", revision=0),
    ),
    Line("placements:offer_withdraw", "opening", writes=PLACERS),
    Line("placements:openings", reads=MEMBERS, barred=NEWCOMER),
    Line("placements:opening", "opening", reads=INVOLVED),
    Line(
        "placements:book",
        "opening",
        writes=PROPOSING_SCHOOL,
        body=lambda world: {"periode": world.at["period"]["public_id"], "seats": "2"},
    ),
    Line("placements:release", "booking", writes=PLACERS),
]
