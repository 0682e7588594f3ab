"""Rules of a placement that only a trigger can hold; the model explains them beside its fields."""

import pgtrigger

from partnerships.placements.lifecycle import HOLDING, PlacementState, allowed_pairs

HOLDS = ", ".join(f"'{state}'" for state in HOLDING)


def _refuse(rule: str, message: str, table: str = "placements_placement") -> str:
    return (
        f"RAISE EXCEPTION '{message}' USING ERRCODE = 'check_violation', "
        f"CONSTRAINT = '{rule}', TABLE = '{table}';"
    )


# The most who sit at one place on one day: it changes only where somebody's days begin.
SEATED = """    SELECT max(sitting.seated) INTO taken FROM (
        SELECT count(*) AS seated
          FROM (SELECT DISTINCT lower(unnest(days)) AS first FROM placements_placement
                 WHERE opening_id = {row}.opening_id AND period_id = {row}.period_id
                   AND state IN ({holds})) turn
          JOIN placements_placement other
            ON other.opening_id = {row}.opening_id AND other.period_id = {row}.period_id
           AND other.state IN ({holds}) AND other.days @> turn.first
         GROUP BY turn.first) sitting;
"""
WITHIN_SCHOOL = """
    IF (SELECT school_id FROM schools_pupil WHERE id = NEW.pupil_id) IS DISTINCT FROM
       (SELECT school_id FROM placements_placementperiod WHERE id = NEW.period_id) THEN
        {within_school}
    END IF;
    IF NEW.supervisor_id IS NOT NULL AND NEW.period_id IS DISTINCT FROM
       (SELECT period_id FROM placements_periodsupervisor WHERE id = NEW.supervisor_id) THEN
        {supervisor_of_period}
    END IF;
    IF NEW.mentor_id IS NOT NULL AND NEW.opening_id IS NOT NULL AND
       (SELECT partner_id FROM partners_contact WHERE id = NEW.mentor_id) IS DISTINCT FROM
       (SELECT hosting.partner_id FROM placements_opening opening
          JOIN placements_hosting hosting ON hosting.id = opening.hosting_id
         WHERE opening.id = NEW.opening_id) THEN
        {mentor_of_host}
    END IF;
    IF isempty(NEW.days) THEN
        {days_of_period}
    END IF;
    RETURN NEW;
"""
# Every day of a seat is counted by itself: two half periods make one seat.
AS_BOOKED = """
    -- Whoever else sits down at this place waits here.
    SELECT seats, days INTO booked, bookable FROM placements_booking
     WHERE opening_id = NEW.opening_id AND period_id = NEW.period_id AND released_at IS NULL
       FOR UPDATE;
    IF booked IS NULL THEN
        {as_booked}
    END IF;
    IF NOT bookable @> NEW.days THEN
        {days_of_period}
    END IF;
{seated_new}    IF taken > booked THEN
        {seats_suffice}
    END IF;
    RETURN NULL;
"""
KEEPS_PLACED = """
{seated_old}    IF taken > (CASE WHEN NEW.released_at IS NULL THEN NEW.seats ELSE 0 END) THEN
        {keeps_placed}
    END IF;
    RETURN NEW;
"""
RULES = {
    "within_school": _refuse(
        "placements_placement_within_school", "the pupil is of another school"
    ),
    "supervisor_of_period": _refuse(
        "placements_placement_supervisor_of_period", "a supervisor of another period"
    ),
    "mentor_of_host": _refuse("placements_placement_mentor_of_host", "a mentor of another partner"),
    "days_of_period": _refuse("placements_placement_days_of_period", "days outside the booking"),
    "as_booked": _refuse("placements_placement_as_booked", "no seats are taken there"),
    "seats_suffice": _refuse("placements_placement_seats_suffice", "more pupils than seats"),
    "keeps_placed": _refuse(
        "placements_booking_keeps_placed", "pupils sit there", "placements_booking"
    ),
    "holds": HOLDS,
    "seated_new": SEATED.format(row="NEW", holds=HOLDS),
    "seated_old": SEATED.format(row="OLD", holds=HOLDS),
}


def within_school() -> pgtrigger.Trigger:
    """Pupil, supervisor and mentor belong to the school, the period and the host."""
    return pgtrigger.Trigger(
        name="within_school",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert
        | pgtrigger.UpdateOf(
            "pupil_id", "period_id", "supervisor_id", "mentor_id", "opening_id", "days"
        ),
        func=WITHIN_SCHOOL.format(**RULES),
    )


def follows_moves() -> pgtrigger.Trigger:
    """A placement begins as planned, and its state follows the table of moves."""
    pairs = ", ".join(f"('{a}', '{b}')" for a, b in sorted(allowed_pairs()))
    return pgtrigger.Trigger(
        name="follows_moves",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("state"),
        func=f"""
            IF TG_OP = 'INSERT' THEN
                IF NEW.state <> '{PlacementState.PLANNED}' THEN
                    {_refuse("placements_placement_born_planned", "a placement begins as planned")}
                END IF;
            ELSIF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN ({pairs}) THEN
                {_refuse("placements_placement_lifecycle", "no such step")}
            END IF;
            RETURN NEW;
        """,
    )


def placed_as_booked() -> pgtrigger.Trigger:
    """Nobody sits where the school has not taken a seat for the period on that day."""
    return pgtrigger.Trigger(
        name="placed_as_booked",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("opening_id", "period_id", "days", "state"),
        condition=pgtrigger.Condition(f"NEW.opening_id IS NOT NULL AND NEW.state IN ({HOLDS})"),
        declare=[("booked", "integer"), ("bookable", "datemultirange"), ("taken", "integer")],
        func=AS_BOOKED.format(**RULES),
    )


def keeps_placed() -> pgtrigger.Trigger:
    """A seat on which somebody sits is neither given back nor cut."""
    return pgtrigger.Trigger(
        name="keeps_placed",
        when=pgtrigger.Before,
        operation=pgtrigger.UpdateOf("seats", "released_at"),
        declare=[("taken", "integer")],
        func=KEEPS_PLACED.format(**RULES),
    )
