"""Rules of placements that only a trigger can hold; each raises under a name of its own, which the
models explain in `trigger_violations`."""

import pgtrigger

WITHOUT_OPENINGS = """
    IF EXISTS (SELECT 1 FROM placements_opening WHERE hosting_id = NEW.id) THEN
        RAISE EXCEPTION 'seats are still offered' USING
            ERRCODE = 'check_violation', CONSTRAINT = 'placements_hosting_without_openings',
            TABLE = 'placements_hosting';
    END IF;
    RETURN NEW;
"""
SITE_OF_PARTNER = """
    IF NEW.site_id IS NOT NULL AND
       (SELECT partner_id FROM partners_site WHERE id = NEW.site_id) IS DISTINCT FROM
       (SELECT partner_id FROM placements_hosting WHERE id = NEW.hosting_id) THEN
        RAISE EXCEPTION 'the site is of another partner' USING
            ERRCODE = 'check_violation', CONSTRAINT = 'placements_opening_site_of_partner',
            TABLE = 'placements_opening';
    END IF;
    RETURN NEW;
"""
# The partner said no, or not yet: there is nothing to take a seat of.
OFFERED_BY_HOST = """
    IF (SELECT answer FROM placements_hosting WHERE id = NEW.hosting_id FOR SHARE) = 'no' THEN
        RAISE EXCEPTION 'the partner takes nobody' USING
            ERRCODE = 'check_violation', CONSTRAINT = 'placements_opening_of_a_host',
            TABLE = 'placements_opening';
    END IF;
    RETURN NEW;
"""
# An offer keeps what was taken of it: its days cover every standing booking, and it is not
# withdrawn from under one.
HOLDS_BOOKINGS = """
    IF EXISTS (SELECT 1 FROM placements_booking
                WHERE opening_id = NEW.id AND released_at IS NULL
                  AND NOT datemultirange(daterange(NEW.since, NEW.until, '[]')) @> days) THEN
        RAISE EXCEPTION 'days outside the offer' USING
            ERRCODE = 'check_violation', CONSTRAINT = 'placements_opening_holds_bookings',
            TABLE = 'placements_opening';
    END IF;
    IF NEW.withdrawn_at IS NOT NULL AND EXISTS (
            SELECT 1 FROM placements_booking
             WHERE opening_id = NEW.id AND released_at IS NULL) THEN
        RAISE EXCEPTION 'seats are taken' USING
            ERRCODE = 'check_violation', CONSTRAINT = 'placements_opening_withdrawn_unbooked',
            TABLE = 'placements_opening';
    END IF;
    RETURN NEW;
"""
BOOKED_AS_OFFERED = """
    -- What is read of the offer below must not change before this booking stands.
    PERFORM 1 FROM placements_opening WHERE id = NEW.opening_id FOR UPDATE;
    IF EXISTS (SELECT 1 FROM placements_opening opening
                 JOIN placements_hosting hosting ON hosting.id = opening.hosting_id
                WHERE opening.id = NEW.opening_id
                  AND hosting.told_to_school_id <>
                      (SELECT school_id FROM placements_placementperiod WHERE id = NEW.period_id)
              ) THEN
        RAISE EXCEPTION 'the seats were offered to another school' USING
            ERRCODE = 'check_violation', CONSTRAINT = 'placements_booking_offered_to_school',
            TABLE = 'placements_booking';
    END IF;
    IF NEW.released_at IS NULL AND EXISTS (
            SELECT 1 FROM placements_opening
             WHERE id = NEW.opening_id AND withdrawn_at IS NOT NULL) THEN
        RAISE EXCEPTION 'the offer was withdrawn' USING
            ERRCODE = 'check_violation', CONSTRAINT = 'placements_booking_opening_stands',
            TABLE = 'placements_booking';
    END IF;
    IF NOT (SELECT datemultirange(daterange(since, until, '[]')) @> NEW.days
              FROM placements_opening WHERE id = NEW.opening_id) THEN
        RAISE EXCEPTION 'days outside the offer' USING
            ERRCODE = 'check_violation', CONSTRAINT = 'placements_booking_within_offer',
            TABLE = 'placements_booking';
    END IF;
    RETURN NEW;
"""
COUNT_SEATS = """
    -- Whoever else counts the same seats waits here.
    SELECT seats INTO offered FROM placements_opening WHERE id = {opening} FOR UPDATE;
    IF placements_load({opening}, NULL, NULL) > offered THEN
        RAISE EXCEPTION 'more seats than the partner offers' USING
            ERRCODE = 'check_violation', CONSTRAINT = '{rule}', TABLE = '{table}';
    END IF;
    RETURN NULL;
"""


def seats_suffice(
    table: str, *, opening: str = "NEW.opening_id", columns: tuple[str, ...]
) -> pgtrigger.Trigger:
    """Refuses the row after which an opening would need more seats than it has, on any day."""
    return pgtrigger.Trigger(
        name="seats_suffice",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf(*columns),
        declare=[("offered", "integer")],
        func=COUNT_SEATS.format(opening=opening, rule=f"{table}_seats_suffice", table=table),
    )


def without_openings() -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name="without_openings",
        when=pgtrigger.Before,
        operation=pgtrigger.UpdateOf("answer"),
        condition=pgtrigger.Condition("NEW.answer = 'no'"),
        func=WITHOUT_OPENINGS,
    )


def site_of_partner() -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name="site_of_partner",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("site_id", "hosting_id"),
        func=SITE_OF_PARTNER,
    )


def offered_by_host() -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name="offered_by_host",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("hosting_id"),
        func=OFFERED_BY_HOST,
    )


def holds_bookings() -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name="holds_bookings",
        when=pgtrigger.Before,
        operation=pgtrigger.UpdateOf("since", "until", "withdrawn_at"),
        func=HOLDS_BOOKINGS,
    )


def booked_as_offered() -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name="booked_as_offered",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("opening_id", "period_id", "days"),
        func=BOOKED_AS_OFFERED,
    )


CHOSEN_WITHIN_SCHOOL = """
    IF (SELECT school_id FROM schools_pupil WHERE id = NEW.pupil_id) IS DISTINCT FROM
       (SELECT school_id FROM placements_placementperiod WHERE id = NEW.period_id) THEN
        RAISE EXCEPTION 'the pupil is of another school' USING
            ERRCODE = 'check_violation', CONSTRAINT = 'placements_choice_within_school',
            TABLE = 'placements_choice';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM placements_booking
                    WHERE opening_id = NEW.opening_id AND period_id = NEW.period_id
                      AND released_at IS NULL) THEN
        RAISE EXCEPTION 'no seats are taken there' USING
            ERRCODE = 'check_violation', CONSTRAINT = 'placements_choice_of_taken_seats',
            TABLE = 'placements_choice';
    END IF;
    RETURN NEW;
"""


def chosen_within_school() -> pgtrigger.Trigger:
    """Pupils choose among the seats that their school has taken for the period."""
    return pgtrigger.Trigger(
        name="chosen_within_school",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("pupil_id", "period_id", "opening_id"),
        func=CHOSEN_WITHIN_SCHOOL,
    )
