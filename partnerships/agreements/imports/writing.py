"""A decided row as a draft, through the same actions as the form's."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from partnerships.agreements.actions import drafts
from partnerships.agreements.imports.reading import days_of
from partnerships.agreements.models import (
    ActingStatus,
    Agreement,
    AgreementImport,
    AgreementImportRow,
    Item,
    Kind,
    Party,
)
from partnerships.agreements.models.terms import TermKind
from schools.actors import Actor
from schools.models.dates import Precision
from schools.models.expertise import Concentration
from schools.models.facts import SchoolHead
from schools.search import normalise

ACTING = re.compile(r"^(plt|plh|pj)\.?\s+", re.IGNORECASE)


def write_draft(row: AgreementImportRow, *, run: AgreementImport, by: Actor) -> Agreement:
    """The draft of this row; its partner must be known by now."""
    says = row.says
    school = row.school and (row.school.merged_into or row.school)
    agreement = drafts.start_draft(
        by=by,
        recorder=drafts.Recorder(school=school, office=None if school else run.office),
        kind=Kind(says["kind"]),
        partner=row.partner,
        form_token=row.form_token,
    )
    facts = {
        "title": says["title"],
        "notes": says["notes"],
        "original_location": says["location"],
    }
    if any(facts.values()):
        drafts.change_facts(agreement, by=by, values=facts)
    drafts.change_term(agreement, by=by, values=term_values(says))
    write_scope(agreement, says, by=by)
    promises = [drafts.Promise(Item(item)) for item in says["items"]]
    if promises:
        drafts.change_obligations(agreement, by=by, promises=promises)
    for party in Party.objects.filter(agreement=agreement).select_related("school"):
        write_party(party, says, by=by)
    agreement.refresh_from_db(fields=["revision"])
    return agreement


def term_values(says: Mapping[str, Any]) -> dict[str, Any]:
    term = says["term"]
    return {
        "kind": TermKind(term["kind"]),
        "effective_on": day_in(term["effective_on"]),
        "ends_on": day_in(term["ends_on"]),
        "months": term["months"],
        "activity": term["activity"],
        "signed_on": day_in(says["signed_on"]),
        "signed_on_precision": says["signed_precision"] or Precision.DAY,
    }


def day_in(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def write_scope(agreement: Agreement, says: Mapping[str, Any], *, by: Actor) -> None:
    drafts.change_scope(
        agreement,
        by=by,
        values={"concentration_extent": says["extent"], "commitment": says["commitment"]},
        concentrations=Concentration.objects.filter(pk__in=says["concentrations"]),
    )


def write_party(party: Party, says: Mapping[str, Any], *, by: Actor) -> None:
    is_own = party.side == drafts.OWN_SIDE
    number = says["number" if is_own else "partner_number"]
    if is_own:
        signatory = own_signatory(party, says)
    else:
        signatory = named_signatory(says["partner_signer"], says["partner_signer_position"])
    if number or is_own or signatory:
        drafts.change_party(
            party, by=by, values={"letter_number": number}, signatory=signatory or {"name": ""}
        )


def own_signatory(party: Party, says: Mapping[str, Any]) -> dict[str, Any]:
    """Who signed for the school: as the list says, else the head of that day if it is known.

    Today's head, the usual default, did not sign the papers of a cabinet.
    """
    head = head_then(party, says)
    if not says["signer"]:
        return head
    is_head = head and normalise(head["name"]) == normalise(says["signer"])
    usual = head["position"] if is_head else ""
    named = named_signatory(says["signer"], says["signer_position"] or usual)
    if not named["position"] and party.school:
        named["position"] = _("Kepala %(school)s") % {"school": party.school.name}
    return named | {"nip": head["nip"] if is_head else ""}


def head_then(party: Party, says: Mapping[str, Any]) -> dict[str, Any]:
    signed, start, _end = days_of(says)
    day = signed or start
    if day is None or party.school_id is None:
        return {}
    heads = list(SchoolHead.objects.filter(school=party.school_id).valid_on(day)[:2])
    if len(heads) != 1 or heads[0].since is None:
        return {}
    signatory = drafts.head_as_signatory(party, on=day)
    if signatory is None:
        return {}
    return {
        "name": signatory.name,
        "position": signatory.position,
        "acting_status": signatory.acting_status,
        "nip": signatory.nip,
    }


def named_signatory(name: str, position: str) -> dict[str, Any]:
    """Name and position as a list has them; `Plt. Kepala …` tells the standing too."""
    if not name:
        return {}
    acting = ACTING.match(position)
    return {
        "name": name,
        "position": position[acting.end() :] if acting else position,
        "acting_status": ActingStatus(acting[1].lower()) if acting else ActingStatus.DEFINITIVE,
        "nip": "",
    }
