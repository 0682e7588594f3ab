"""What agreements are found by follows the names and places of those that they name.

The triggers stand on tables of lower apps, which know nothing of agreements: hence here and not
beside their models. Each fires once a statement and reads the rows that really changed, so that
an import of thousands of schools stays one pass.
"""

from django.db import migrations

# Handed-in agreements are closed to writes outside an action: the setting is opened for this one
# write and put back. (A SET clause on the function would need a right that owners lack.) Without
# sequential scans for as long: an import into an empty database would plan its look-ups for empty
# tables and keep that plan, which made 5,000 rows take minutes.
FUNCTIONS = """
CREATE FUNCTION agreements_touch_search(ids bigint[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    outer_action text := COALESCE(current_setting('selaras.action', true), '');
    outer_scans text := current_setting('enable_seqscan');
BEGIN
    IF cardinality(ids) > 0 THEN
        PERFORM set_config('selaras.action', 'search', true);
        PERFORM set_config('enable_seqscan', 'off', true);
        UPDATE agreements_agreement SET search_text = '' WHERE id = ANY(ids);
        PERFORM set_config('enable_seqscan', outer_scans, true);
        PERFORM set_config('selaras.action', outer_action, true);
    END IF;
END $$;

CREATE FUNCTION agreements_school_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM agreements_touch_search(ARRAY(
        SELECT party.agreement_id
          FROM new_rows now
          JOIN old_rows was ON was.id = now.id
               AND (was.search_text, was.regency_id) <> (now.search_text, now.regency_id)
          JOIN agreements_party party ON party.school_id = now.id
         UNION
        SELECT agreement.id
          FROM new_rows now
          JOIN old_rows was ON was.id = now.id
               AND (was.search_text, was.regency_id) <> (now.search_text, now.regency_id)
          JOIN agreements_agreement agreement ON agreement.recording_school_id = now.id));
    RETURN NULL;
END $$;

CREATE FUNCTION agreements_partner_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM agreements_touch_search(ARRAY(
        SELECT party.agreement_id
          FROM new_rows now
          JOIN old_rows was ON was.id = now.id AND was.search_text <> now.search_text
          JOIN agreements_party party ON party.partner_id = now.id
         UNION
        SELECT party.agreement_id
          FROM new_rows now
          JOIN old_rows was ON was.id = now.id AND was.search_text <> now.search_text
          JOIN agreements_party party ON party.represented_by_id = now.id
         UNION
        SELECT rule.agreement_id
          FROM new_rows now
          JOIN old_rows was ON was.id = now.id AND was.search_text <> now.search_text
          JOIN agreements_coveragerule rule ON rule.foundation_id = now.id));
    RETURN NULL;
END $$;

CREATE FUNCTION agreements_group_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM agreements_touch_search(ARRAY(
        SELECT party.agreement_id
          FROM new_rows now
          JOIN old_rows was ON was.id = now.id AND was.search_text <> now.search_text
          JOIN agreements_party party ON party.represented_by_group_id = now.id
         UNION
        SELECT rule.agreement_id
          FROM new_rows now
          JOIN old_rows was ON was.id = now.id AND was.search_text <> now.search_text
          JOIN agreements_coveragerule rule ON rule.group_id = now.id));
    RETURN NULL;
END $$;

CREATE FUNCTION agreements_office_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM agreements_touch_search(ARRAY(
        SELECT DISTINCT party.agreement_id
          FROM new_rows now
          JOIN old_rows was ON was.id = now.id
               AND (was.name, was.short_name, was.province_id)
                   IS DISTINCT FROM (now.name, now.short_name, now.province_id)
          JOIN agreements_party party ON party.office_id = now.id));
    RETURN NULL;
END $$;

CREATE FUNCTION agreements_concentration_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM agreements_touch_search(ARRAY(
        SELECT DISTINCT scope.agreement_id
          FROM new_rows now
          JOIN old_rows was ON was.id = now.id
               AND (was.name, was.name_2022, was.synonyms)
                   IS DISTINCT FROM (now.name, now.name_2022, now.synonyms)
          JOIN agreements_scope_concentrations named ON named.concentration_id = now.id
          JOIN agreements_scope scope ON scope.id = named.scope_id));
    RETURN NULL;
END $$;

CREATE FUNCTION agreements_concentrations_named() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM agreements_touch_search(ARRAY(
        SELECT DISTINCT scope.agreement_id
          FROM changed_rows JOIN agreements_scope scope ON scope.id = changed_rows.scope_id));
    RETURN NULL;
END $$;
"""
RENAMED = [
    ("schools_school", "agreements_school_renamed"),
    ("partners_partner", "agreements_partner_renamed"),
    ("schools_office", "agreements_office_renamed"),
    ("schools_schoolgroup", "agreements_group_renamed"),
    ("schools_concentration", "agreements_concentration_renamed"),
]
TRIGGERS = "".join(
    f"""
CREATE TRIGGER {function} AFTER UPDATE ON {table}
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION {function}();
"""
    for table, function in RENAMED
) + "".join(
    f"""
CREATE TRIGGER agreements_concentrations_{operation} AFTER {operation}
    ON agreements_scope_concentrations
    REFERENCING {side} TABLE AS changed_rows
    FOR EACH STATEMENT EXECUTE FUNCTION agreements_concentrations_named();
"""
    for operation, side in [("insert", "NEW"), ("delete", "OLD")]
)
UNDO = "".join(
    [
        *(f"DROP TRIGGER {function} ON {table};\n" for table, function in RENAMED),
        *(f"DROP FUNCTION {function}();\n" for _table, function in RENAMED),
        "DROP TRIGGER agreements_concentrations_insert ON agreements_scope_concentrations;\n",
        "DROP TRIGGER agreements_concentrations_delete ON agreements_scope_concentrations;\n",
        "DROP FUNCTION agreements_concentrations_named();\n",
        "DROP FUNCTION agreements_touch_search(bigint[]);\n",
    ]
)


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0001_initial"),
        ("partners", "0001_initial"),
        ("schools", "0001_initial"),
    ]

    operations = [migrations.RunSQL(FUNCTIONS + TRIGGERS, UNDO)]
