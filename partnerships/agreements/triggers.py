"""Rules of agreements that only a trigger can hold; each raises under a name of its own.

What a name means to somebody who fills in a form stands in VIOLATIONS.
"""

from collections.abc import Mapping

import pgtrigger
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from partnerships.agreements.lifecycle import allowed_pairs
from partnerships.agreements.models.kinds import Kind, State
from schools.search import normalised_sql

# Actions set this for their transaction; see partnerships.agreements.actions.acting.
IN_ACTION = "COALESCE(current_setting('selaras.action', true), '') <> ''"


_CLOSED = _("Kerja sama ini sudah diajukan; ubahlah lewat halaman kerjanya.")
# The tables whose rows hang on an agreement, as their triggers name them.
CHILDREN = [
    "instrument", "party", "signatory", "witness", "term", "scope", "named_concentration",
    "named_site", "coveragerule", "obligation", "suspension",
]  # fmt: skip
# As accounts.violations reads them from the model: {name: (field, message)}.
VIOLATIONS: Mapping[str, tuple[str, str | Promise]] = {
    "agreements_agreement_born_as_draft": ("state", _("Kerja sama dimulai sebagai draf.")),
    "agreements_agreement_state_by_action": (
        "state",
        _("Status diubah lewat langkah di halaman kerjanya."),
    ),
    "agreements_agreement_lifecycle": ("state", _("Langkah ini tidak ada untuk status itu.")),
    "agreements_agreement_closed": ("state", _CLOSED),
    "agreements_agreement_kept": ("state", _("Yang sudah diajukan tidak dihapus.")),
    "agreements_agreement_two_sides": (
        "parties",
        _("Kerja sama yang diajukan memiliki paling sedikit dua pihak."),
    ),
} | {f"agreements_{table}_closed": ("agreement", _CLOSED) for table in CHILDREN}


def _refuse(name: str, message: str) -> str:
    return f"RAISE EXCEPTION '{message}' USING ERRCODE = 'check_violation', CONSTRAINT = '{name}';"


def born_as_draft() -> pgtrigger.Trigger:
    """An agreement begins as a draft, however it is inserted."""
    return pgtrigger.Trigger(
        name="born_as_draft",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        condition=pgtrigger.Condition(f"NEW.state <> '{State.DRAFT}'"),
        func=_refuse("agreements_agreement_born_as_draft", "an agreement begins as a draft"),
    )


def follows_lifecycle() -> pgtrigger.Trigger:
    """State changes follow the table of moves, and only inside an action."""
    pairs = ", ".join(f"('{a}', '{b}')" for a, b in sorted(allowed_pairs()))
    return pgtrigger.Trigger(
        name="follows_lifecycle",
        when=pgtrigger.Before,
        operation=pgtrigger.UpdateOf("state"),
        condition=pgtrigger.Condition("OLD.state IS DISTINCT FROM NEW.state"),
        func=f"""
            IF NOT ({IN_ACTION}) THEN
                {_refuse("agreements_agreement_state_by_action", "state changes need an action")}
            END IF;
            IF (OLD.state, NEW.state) NOT IN ({pairs}) THEN
                {_refuse("agreements_agreement_lifecycle", "no such transition")}
            END IF;
            RETURN NEW;
        """,
    )


def closed_after_draft() -> pgtrigger.Trigger:
    """What has been handed in is changed by actions only; notes of the archive stay open."""
    return pgtrigger.Trigger(
        name="closed_after_draft",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        condition=pgtrigger.Condition("OLD.state <> 'draft'"),
        func=f"""
            IF NOT ({IN_ACTION}) THEN
                {_refuse("agreements_agreement_closed", "a handed-in agreement needs an action")}
            END IF;
            RETURN NEW;
        """,
    )


def kept_after_draft() -> pgtrigger.Trigger:
    """Nothing that was handed in is deleted."""
    return pgtrigger.Trigger(
        name="kept_after_draft",
        when=pgtrigger.Before,
        operation=pgtrigger.Delete,
        condition=pgtrigger.Condition("OLD.state <> 'draft'"),
        func=_refuse("agreements_agreement_kept", "a handed-in agreement is kept"),
    )


def children_closed_after_draft(
    table: str, *, of: tuple[str, str] | None = None
) -> pgtrigger.Trigger:
    """Rows of a handed-in agreement are written by actions only.

    `of` names the table between and the column that leads there, for rows of rows.
    """
    agreement = "COALESCE(NEW.agreement_id, OLD.agreement_id)"
    if of:
        between, key = of
        agreement = (
            f"(SELECT agreement_id FROM {between} WHERE id = COALESCE(NEW.{key}, OLD.{key}))"  # noqa: S608 - nothing from outside
        )
    return pgtrigger.Trigger(
        name="closed_after_draft",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("parent_state", "text")],
        func=f"""
            SELECT state INTO parent_state FROM agreements_agreement
             WHERE id = {agreement};
            IF parent_state <> '{State.DRAFT}' AND NOT ({IN_ACTION}) THEN
                {_refuse(f"agreements_{table}_closed", "a handed-in agreement needs an action")}
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """,  # noqa: S608 - nothing from outside
    )


def two_sides(table: str) -> pgtrigger.Trigger:
    """From `submitted` on an agreement has at least two sides; asked when all is written."""
    key = "id" if table == "agreement" else "agreement_id"
    rows = f"COALESCE(NEW.{key}, OLD.{key})"
    return pgtrigger.Trigger(
        name="two_sides",
        when=pgtrigger.After,
        operation=(
            pgtrigger.UpdateOf("state")
            if table == "agreement"
            else pgtrigger.Update | pgtrigger.Delete
        ),
        timing=pgtrigger.Deferred,
        declare=[("parent_state", "text"), ("sides", "integer")],
        func=f"""
            SELECT state INTO parent_state FROM agreements_agreement WHERE id = {rows};
            IF parent_state IS NULL OR parent_state = '{State.DRAFT}' THEN RETURN NULL; END IF;
            SELECT count(DISTINCT side) INTO sides FROM agreements_party
             WHERE agreement_id = {rows} AND upper_inf(during);
            IF sides < 2 THEN
                {_refuse("agreements_agreement_two_sides", "an agreement has two sides")}
            END IF;
            RETURN NULL;
        """,  # noqa: S608 - nothing from outside
    )


# The words by which people ask for a kind, as `schools.search.normalise` writes them.
KIND_WORDS = {
    Kind.NOTA_KESEPAHAMAN: "mou nota kesepahaman",
    Kind.KESEPAKATAN_BERSAMA: "kesepakatan bersama",
    Kind.NOTA_KESEPAKATAN: "nota kesepakatan",
    Kind.PKS: "pks perjanjian",
    Kind.RENCANA_KERJA: "rencana kerja",
    Kind.SURAT_KESEDIAAN: "surat kesediaan balasan",
    Kind.UNKNOWN: "",
}
# What the record and its papers say in their own words. What an amendment says that has not taken
# effect, with an empty `during`, is nobody's business yet, here and in all that follows. All that
# is put together has an order, so that the same record has the same text however it was planned.
OWN_TEXT = """concat_ws(' ', NEW.title,
    (SELECT string_agg(concat_ws(' ', office.name, office.short_name), ' ' ORDER BY party.id)
       FROM agreements_party party JOIN schools_office office ON office.id = party.office_id
      WHERE party.agreement_id = NEW.id AND NOT isempty(party.during)),
    (SELECT string_agg(concat_ws(' ', taught.name, taught.name_2022,
                                 array_to_string(taught.synonyms, ' ')), ' '
                       ORDER BY named.id)
       FROM agreements_scope scope
       JOIN agreements_scope_concentrations named ON named.scope_id = scope.id
       JOIN schools_concentration taught ON taught.id = named.concentration_id
      WHERE scope.agreement_id = NEW.id AND NOT isempty(scope.during)))"""
# The numbers of the record and its letters: each whole, as `421_12_smk_2024`, and in parts, of
# which short digits are left out. They are many, and would answer whoever asks for "SMKN 5".
NUMBERS = f"""(
    SELECT string_agg(concat(replace(spelled, ' ', '_'), ' ',
                             regexp_replace(spelled, '\\y[0-9]{{1,3}}\\y', '', 'g')), ' '
                      ORDER BY spelled)
      FROM (SELECT {normalised_sql("paper.number")} AS spelled
              FROM (SELECT NEW.registration_number AS number
                     UNION ALL
                    SELECT party.letter_number
                      FROM agreements_party party
                     WHERE party.agreement_id = NEW.id AND NOT isempty(party.during)
                     UNION ALL
                    SELECT instrument.number
                      FROM agreements_instrument instrument
                     WHERE instrument.agreement_id = NEW.id
                       AND (instrument.kind = 'original' OR instrument.took_effect_at IS NOT NULL)
                   ) paper) numbers)"""  # noqa: S608 - nothing from outside
# Schools and partners bring all their names, other names and places, already normalised.
NAMES_OF_PARTIES = """(
    SELECT string_agg(concat(school.search_text, partner.search_text, head_office.search_text,
                             circle.search_text), '' ORDER BY party.id)
      FROM agreements_party party
      LEFT JOIN schools_school school ON school.id = party.school_id
      LEFT JOIN partners_partner partner ON partner.id = party.partner_id
      LEFT JOIN partners_partner head_office ON head_office.id = party.represented_by_id
      LEFT JOIN schools_schoolgroup circle ON circle.id = party.represented_by_group_id
     WHERE party.agreement_id = NEW.id AND NOT isempty(party.during))"""
# So do the groups and foundations for whose schools it holds; those on paper only, their name.
NAMES_OF_COVERED = f"""(
    SELECT string_agg(concat(circle.search_text, patron.search_text,
                             {normalised_sql("rule.name")}, ' '), '' ORDER BY rule.id)
      FROM agreements_coveragerule rule
      LEFT JOIN schools_schoolgroup circle ON circle.id = rule.group_id
      LEFT JOIN partners_partner patron ON patron.id = rule.foundation_id
     WHERE rule.agreement_id = NEW.id AND rule.kind IN ('group', 'foundation')
       AND NOT isempty(rule.during))"""  # noqa: S608 - nothing from outside

# What it is for, in the words of the paper: purpose, promise, details of its items.
CONTENT = """concat_ws(' ',
    (SELECT string_agg(concat_ws(' ', scope.purpose, scope.commitment), ' ' ORDER BY scope.id)
       FROM agreements_scope scope
      WHERE scope.agreement_id = NEW.id AND NOT isempty(scope.during)),
    (SELECT string_agg(promised.detail, ' ' ORDER BY promised.id)
       FROM agreements_obligation promised
      WHERE promised.agreement_id = NEW.id AND NOT isempty(promised.during)))"""

# The first of the other side, by whose name lists can be ordered.
KEY_OF_PARTNER = """(
    SELECT COALESCE(partner.sort_key, school.sort_key, office.sort_key)
      FROM agreements_party party
      LEFT JOIN partners_partner partner ON partner.id = party.partner_id
      LEFT JOIN schools_school school ON school.id = party.school_id
      LEFT JOIN schools_office office ON office.id = party.office_id
     WHERE party.agreement_id = NEW.id AND party.side > 1 AND upper_inf(party.during)
     ORDER BY party.side, party.position, party.id LIMIT 1)"""
# Provinces and kabupaten/kota of the schools that record or sign it.
PLACES_OF_RECORDER = """
    SELECT unnest(ARRAY[school.regency_id, school.province_id])
      FROM schools_school school WHERE school.id = NEW.recording_school_id"""
PLACES_OF_SCHOOLS = f"""ARRAY({PLACES_OF_RECORDER}
     UNION
    SELECT unnest(ARRAY[school.regency_id, school.province_id])
      FROM agreements_party party JOIN schools_school school ON school.id = party.school_id
     WHERE party.agreement_id = NEW.id AND NOT isempty(party.during))"""  # noqa: S608 - nothing from outside
# A rule for a province holds in each of its kabupaten/kota, one for a kabupaten is in a province.
PLACES = """ARRAY(
    SELECT unnest(NEW.school_regions)
     UNION
    SELECT office.province_id
      FROM agreements_party party JOIN schools_office office ON office.id = party.office_id
     WHERE party.agreement_id = NEW.id AND office.province_id IS NOT NULL
       AND NOT isempty(party.during)
     UNION
    SELECT unnest(ARRAY[area.id, area.parent_id])
      FROM agreements_coveragerule rule JOIN schools_region area ON area.id = rule.region_id
     WHERE rule.agreement_id = NEW.id AND area.parent_id IS NOT NULL
       AND NOT isempty(rule.during)
     UNION
    SELECT area.id
      FROM agreements_coveragerule rule JOIN schools_region area
           ON rule.region_id IN (area.id, area.parent_id)
     WHERE rule.agreement_id = NEW.id AND area.level IN ('province', 'regency')
       AND NOT isempty(rule.during)
     UNION
    SELECT place
      FROM agreements_coveragerule rule JOIN schools_schoolgroup circle ON circle.id = rule.group_id
     CROSS JOIN LATERAL unnest(ARRAY[circle.regency_id, circle.province_id]) AS place
     WHERE rule.agreement_id = NEW.id AND place IS NOT NULL AND NOT isempty(rule.during))"""


def keep_search_text() -> pgtrigger.Trigger:
    """Write what lists search, filter and order by: text, places, the key of the partner.

    Whoever changes a name or place elsewhere touches the text. Parties and papers of an earlier
    time stay in it: people ask by the names that they know. What an agreement is for is kept
    apart from whom it names, so that names come first and are as quick to find as before.
    """
    kinds = " ".join(f"WHEN '{kind}' THEN '{words}'" for kind, words in KIND_WORDS.items())
    return pgtrigger.Trigger(
        name="keep_search_text",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert
        | pgtrigger.UpdateOf(
            "kind", "title", "registration_number", "recording_school_id", "search_text"
        ),
        # Nothing hangs on a new row yet; what comes touches it. So the look-ups below are never
        # planned for tables that are still empty, a plan that a session would keep.
        func=f"""
            IF TG_OP = 'INSERT' THEN
                NEW.search_text := concat(
                    ' ', CASE NEW.kind {kinds} END, ' ', {normalised_sql("NEW.title")}, ' ');
                NEW.school_regions := ARRAY({PLACES_OF_RECORDER});
                NEW.regions := NEW.school_regions;
                RETURN NEW;
            END IF;
            NEW.search_text := concat(
                ' ', CASE NEW.kind {kinds} END, ' ', {normalised_sql(OWN_TEXT)}, ' ',
                {NUMBERS}, ' ', {NAMES_OF_PARTIES}, ' ', {NAMES_OF_COVERED});
            NEW.content_text := concat(' ', {normalised_sql(CONTENT)}, ' ');
            NEW.partner_key := {KEY_OF_PARTNER};
            NEW.school_regions := {PLACES_OF_SCHOOLS};
            NEW.regions := {PLACES};
            RETURN NEW;
        """,
    )


def touches_search(*columns: str, only: str = "true") -> list[pgtrigger.Trigger]:
    """For rows of an agreement whose `columns` are searched with it; `only` says which rows have
    anything to be found by at all.

    Once a statement, not once a row: an import writes thousands of parties. The function
    `agreements_touch_search` comes from the second migration.
    """
    was, now = (", ".join(f"{side}.{name}" for name in columns) for side in ("was", "now"))
    changed = f"""
        SELECT now.agreement_id FROM new_rows now JOIN old_rows was ON was.id = now.id
         WHERE ({was}) IS DISTINCT FROM ({now})"""  # noqa: S608 - nothing from outside
    gone, come = (f"SELECT agreement_id FROM {side}_rows WHERE {only}" for side in ("old", "new"))  # noqa: S608 - nothing from outside
    rows = {
        "insert": (come, {"new": "new_rows"}),
        "update": (changed, {"old": "old_rows", "new": "new_rows"}),
        "delete": (gone, {"old": "old_rows"}),
    }
    operations = {
        "insert": pgtrigger.Insert,
        "update": pgtrigger.Update,
        "delete": pgtrigger.Delete,
    }
    return [
        pgtrigger.Trigger(
            name=f"touch_search_{name}",
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=operations[name],
            referencing=pgtrigger.Referencing(**tables),
            func=f"PERFORM agreements_touch_search(ARRAY({query})); RETURN NULL;",
        )
        for name, (query, tables) in rows.items()
    ]
