"""What only triggers can hold of an assignment: pupils of the own school, places it has booked."""

import pgtrigger

PERIOD = "NEW.period_id"
PERIOD_OF_RUN = "(SELECT period_id FROM placements_assignmentrun WHERE id = NEW.run_id)"
WITHIN_SCHOOL = """
    IF EXISTS (SELECT 1 FROM schools_pupil WHERE id IN ({pupils}) AND school_id IS DISTINCT FROM
               (SELECT school_id FROM placements_placementperiod WHERE id = {period})) THEN
        RAISE EXCEPTION 'the pupil is of another school' USING
            ERRCODE = 'check_violation', CONSTRAINT = '{table}_within_school', TABLE = '{table}';
    END IF;
    RETURN NEW;
"""
OF_TAKEN_SEATS = """
    IF NEW.opening_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM placements_booking
             WHERE opening_id = NEW.opening_id AND period_id = {period}
               AND released_at IS NULL) THEN
        RAISE EXCEPTION 'no seats are taken there' USING
            ERRCODE = 'check_violation', CONSTRAINT = '{table}_of_taken_seats', TABLE = '{table}';
    END IF;
    RETURN NEW;
"""


def of_own_pupils(table: str, *pupils: str, is_of_run: bool = False) -> pgtrigger.Trigger:
    """The pupils in these columns are of the school of the period, or of the run's period."""
    period, column = _period(is_of_run)
    named = ", ".join(f"NEW.{pupil}" for pupil in pupils)
    return pgtrigger.Trigger(
        name="within_school",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf(*pupils, column),
        func=WITHIN_SCHOOL.format(pupils=named, period=period, table=table),
    )


def of_booked_places(table: str, *, is_of_run: bool = False) -> pgtrigger.Trigger:
    """The school has seats there for the period, at the moment of writing."""
    period, column = _period(is_of_run)
    return pgtrigger.Trigger(
        name="of_taken_seats",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("opening_id", column),
        func=OF_TAKEN_SEATS.format(period=period, table=table),
    )


def _period(is_of_run: bool) -> tuple[str, str]:
    return (PERIOD_OF_RUN, "run_id") if is_of_run else (PERIOD, "period_id")
