"""What only triggers can hold of papers: a letter or a scan is about placements of its own school
or period."""

import pgtrigger

OF_OWN = """
    IF (SELECT period.{column} FROM placements_placement placement
          JOIN placements_placementperiod period ON period.id = placement.period_id
         WHERE placement.id = NEW.placement_id) IS DISTINCT FROM
       (SELECT {paper_column} FROM {papers} WHERE id = NEW.{paper}_id) THEN
        RAISE EXCEPTION 'the placement is not of this paper' USING
            ERRCODE = 'check_violation', CONSTRAINT = '{rule}', TABLE = '{table}';
    END IF;
    RETURN NEW;
"""
PERIOD_OF_SCHOOL = """
    IF NEW.school_id IS DISTINCT FROM
       (SELECT school_id FROM placements_placementperiod WHERE id = NEW.period_id) THEN
        RAISE EXCEPTION 'the period is of another school' USING
            ERRCODE = 'check_violation', CONSTRAINT = 'placements_letter_period_of_school',
            TABLE = 'placements_letter';
    END IF;
    RETURN NEW;
"""


def letter_of_school() -> pgtrigger.Trigger:
    """Whom a letter names is placed by the school that writes it; several periods may be in one."""
    return pgtrigger.Trigger(
        name="of_own_school",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("letter_id", "placement_id"),
        func=OF_OWN.format(
            column="school_id",
            paper_column="school_id",
            papers="placements_letter",
            paper="letter",
            rule="placements_letterplacement_of_school",
            table="placements_letter_placements",
        ),
    )


def proof_of_period() -> pgtrigger.Trigger:
    """Whose insurance a scan proves is placed in the period for which it was sent in."""
    return pgtrigger.Trigger(
        name="of_own_period",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("insurancepaper_id", "placement_id"),
        func=OF_OWN.format(
            column="id",
            paper_column="period_id",
            papers="placements_insurancepaper",
            paper="insurancepaper",
            rule="placements_insuredplacement_of_period",
            table="placements_insurancepaper_placements",
        ),
    )


def period_of_school() -> pgtrigger.Trigger:
    """When it is written; schools that are merged move their periods and letters one by one."""
    return pgtrigger.Trigger(
        name="period_of_school",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("period_id"),
        func=PERIOD_OF_SCHOOL,
    )
