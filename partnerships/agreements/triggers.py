"""Rules of agreements that only a trigger can hold; each raises under a name of its own.

The names stand beside their messages in `violations.py`, like those of constraints.
"""

import pgtrigger

from partnerships.agreements.lifecycle import allowed_pairs
from partnerships.agreements.models.kinds import State

# Actions set this for their transaction; see partnerships.agreements.actions.acting.
IN_ACTION = "COALESCE(current_setting('selaras.action', true), '') <> ''"


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


def children_closed_after_draft(table: str) -> pgtrigger.Trigger:
    """Rows of a handed-in agreement are written by actions only."""
    return pgtrigger.Trigger(
        name="closed_after_draft",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("parent_state", "text")],
        func=f"""
            SELECT state INTO parent_state FROM agreements_agreement
             WHERE id = COALESCE(NEW.agreement_id, OLD.agreement_id);
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
