"""A decided row as a draft, written through the same door as by the form."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from partnerships.agreements.actions import drafts
from partnerships.agreements.actions.periods import settle_period
from partnerships.agreements.imports.reading import days_of
from partnerships.agreements.models import (
    ActingStatus,
    Agreement,
    AgreementImport,
    AgreementImportRow,
    Kind,
    Obligation,
    Party,
    Signatory,
)
from schools.actors import Actor
from schools.models.dates import Precision
from schools.models.expertise import Concentration
from schools.models.facts import SchoolHead
from schools.search import normalise

ACTING = re.compile(r"^(plt|plh|pj)\.?\s+", re.IGNORECASE)


def transcribe(row: AgreementImportRow, *, run: AgreementImport, by: Actor) -> Agreement:
    """The draft of this row, whose partner must be known by now.

    Written in one opening of the draft: the form's steps, one by one, ask the database some three
    hundred questions for each row. What they check, its constraints check here.
    """
    says = row.says
    school = row.school and (row.school.merged_into or row.school)
    agreement = drafts.start_draft(
        by=by,
        recorder=drafts.Recorder(school=school, office=None if school else run.office),
        kind=Kind(says["kind"]),
        partner=row.partner,
        form_token=row.form_token,
    )
    with drafts.writing(agreement, by=by) as bench:
        draft = bench.agreement
        write_facts(draft, says)
        write_term(bench, says)
        write_scope(bench, says)
        Obligation.objects.bulk_create(
            Obligation(item=item, quantity=quantity, unit=unit, **bench.belonging)
            for item, quantity, unit in promises_in(says)
        )
        for party in bench.rows("parties").select_related("school"):
            write_party(party, says)
        settle_period(draft)
    return agreement


def promises_in(says: Mapping[str, Any]) -> list[tuple[str, Decimal | None, str]]:
    """Item, quantity and unit; an item of which no quantity is said is one promise without."""
    amounts = says["amounts"]
    return [
        (item, Decimal(count) if count else None, unit)
        for item in says["items"]
        for count, unit in amounts.get(item, [["", ""]])
    ]


def write_facts(draft: Agreement, says: Mapping[str, Any]) -> None:
    """Plain columns; `writing` saves them when it closes."""
    draft.title, draft.notes = says["title"], says["notes"]
    draft.original_location = says["location"]
    draft.signed_on = day_in(says["signed_on"])
    draft.signed_on_precision = says["signed_precision"] or Precision.DAY


def write_term(bench: drafts.Bench, says: Mapping[str, Any]) -> None:
    said = says["term"]
    term = bench.rows("terms").get()
    term.kind, term.months = said["kind"], said["months"]
    term.effective_on, term.ends_on = day_in(said["effective_on"]), day_in(said["ends_on"])
    term.activity = said["activity"]
    term.save()


def day_in(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def write_scope(bench: drafts.Bench, says: Mapping[str, Any]) -> None:
    scope = bench.rows("scopes").get()
    scope.concentration_extent, scope.commitment = says["extent"], says["commitment"]
    scope.save()
    if says["concentrations"]:
        scope.concentrations.set(Concentration.objects.filter(pk__in=says["concentrations"]))


def write_party(party: Party, says: Mapping[str, Any]) -> None:
    is_own = party.side == drafts.OWN_SIDE
    number = says["number" if is_own else "partner_number"]
    if number:
        party.letter_number = number
        party.save()
    if is_own:
        party.signatories.all().delete()
        signatory = own_signatory(party, says)
    else:
        signatory = named_signatory(says["partner_signer"], says["partner_signer_position"])
    if signatory:
        Signatory.objects.create(party=party, **signatory)


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
