"""How many seats of an opening are not free: the one rule that pages and triggers ask."""

from django.db import migrations

# Of each school what it has taken on a day or what the partner keeps for it, whichever is more;
# for the asking school only what it has taken. The days on which the sum can be highest are those
# on which some booking begins a run of days, and the first ones of the days asked about.
LOAD = """
CREATE FUNCTION placements_load(opening bigint, asking bigint, within datemultirange)
RETURNS integer LANGUAGE sql STABLE AS $$
    WITH taken AS (
        SELECT period.school_id, booking.seats, booking.days FROM placements_booking booking
          JOIN placements_placementperiod period ON period.id = booking.period_id
         WHERE booking.opening_id = opening AND booking.released_at IS NULL
    ), given AS (
        SELECT seatgrant.school_id, seatgrant.seats FROM placements_seatgrant seatgrant
         WHERE seatgrant.opening_id = opening AND seatgrant.school_id IS DISTINCT FROM asking
    ), day AS (
        SELECT lower(run) AS first FROM taken, unnest(taken.days) run
         WHERE within IS NULL OR within @> lower(run)
        UNION SELECT lower(run) FROM unnest(within) run
        UNION SELECT since FROM placements_opening WHERE id = opening AND within IS NULL
    ), school AS (
        SELECT school_id FROM taken UNION SELECT school_id FROM given
    ), held AS (
        SELECT day.first,
               GREATEST(
                   COALESCE((SELECT sum(taken.seats) FROM taken
                              WHERE taken.school_id = school.school_id
                                AND taken.days @> day.first), 0),
                   COALESCE((SELECT given.seats FROM given
                              WHERE given.school_id = school.school_id), 0)) AS seats
          FROM day CROSS JOIN school
    ), total AS (
        SELECT sum(held.seats) AS seats FROM held GROUP BY held.first
    )
    SELECT COALESCE(max(total.seats), 0)::integer FROM total
$$
"""


class Migration(migrations.Migration):
    dependencies = [("placements", "0001_initial")]

    operations = [
        migrations.RunSQL(
            LOAD, reverse_sql="DROP FUNCTION placements_load(bigint, bigint, datemultirange)"
        )
    ]
