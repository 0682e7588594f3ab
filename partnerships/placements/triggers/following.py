"""Rules of what follows a placement that only a trigger can hold: days and confirmed weeks."""

import pgtrigger
from django.utils.translation import gettext_lazy as _

OWN_DAY = _("Tanggal ini di luar hari PKL siswa di tempat itu.")
WEEK_OPEN = _("Minggu ini sudah dikonfirmasi; buka kembali dahulu bila ada yang keliru.")
SETTLED = _("Nilai akhirnya sudah ditetapkan; buka kembali dahulu.")

ON_OWN_DAY = """
    IF NOT (SELECT days @> NEW."on" FROM placements_placement WHERE id = NEW.placement_id) THEN
        RAISE EXCEPTION 'not a day of this placement' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'placements_{table}_own_day', TABLE = 'placements_{table}';
    END IF;
    RETURN NEW;
"""
# What was confirmed stands as it was confirmed, until the person is forgotten.
WEEK_NOT_CONFIRMED = """
    IF EXISTS (
        SELECT 1 FROM placements_weekconfirmation week
          JOIN placements_placement placement ON placement.id = week.placement_id
          JOIN schools_pupil pupil ON pupil.id = placement.pupil_id
         WHERE week.reopened_at IS NULL AND pupil.anonymised_at IS NULL
           AND (TG_OP <> 'INSERT' AND week.placement_id = OLD.placement_id
                    AND OLD."on" BETWEEN week.monday AND week.monday + 6
                OR TG_OP <> 'DELETE' AND week.placement_id = NEW.placement_id
                    AND NEW."on" BETWEEN week.monday AND week.monday + 6)) THEN
        RAISE EXCEPTION 'the week is confirmed' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'placements_{table}_week_open', TABLE = 'placements_{table}';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
"""
# Whoever marks and whoever settles wait for each other at the placement, which both lock.
MARK_NOT_SETTLED = """
    IF EXISTS (
        SELECT 1 FROM placements_finalmark settled
          JOIN placements_placement placement
            ON placement.period_id = settled.period_id AND placement.pupil_id = settled.pupil_id
          JOIN schools_pupil pupil ON pupil.id = placement.pupil_id
         WHERE settled.reopened_at IS NULL AND pupil.anonymised_at IS NULL AND placement.id = (
             CASE WHEN TG_OP = 'DELETE' THEN {old} ELSE {new} END)) THEN
        RAISE EXCEPTION 'the final mark stands' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'placements_{table}_not_settled', TABLE = 'placements_{table}';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
"""


def on_own_day(table: str) -> pgtrigger.Trigger:
    """It says of a day on which the pupil is at that host."""
    return pgtrigger.Trigger(
        name="own_day",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("on", "placement_id"),
        func=ON_OWN_DAY.format(table=table),
    )


def week_open(table: str, *facts: str) -> pgtrigger.Trigger:
    """Its week is not confirmed: neither the day nor these facts of it change."""
    return pgtrigger.Trigger(
        name="week_open",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Delete | pgtrigger.UpdateOf("on", *facts),
        func=WEEK_NOT_CONFIRMED.format(table=table),
    )


def not_settled(
    table: str,
    *,
    placement: str = "{row}.placement_id",
    facts: tuple[str, ...] = ("mark",),
) -> pgtrigger.Trigger:
    """The final mark that rests on it does not stand yet; `placement` finds its placement."""
    return pgtrigger.Trigger(
        name="not_settled",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Delete | pgtrigger.UpdateOf(*facts),
        func=MARK_NOT_SETTLED.format(
            table=table, old=placement.format(row="OLD"), new=placement.format(row="NEW")
        ),
    )
