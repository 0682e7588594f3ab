"""Agreements for tests, taken through their life by the same actions as in the portal."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from accounts.roles import Role
from partnerships.agreements.actions import drafts, moves
from partnerships.agreements.actions.acting import acting
from partnerships.agreements.models import Agreement, Item, Kind, Party, Unit
from partnerships.agreements.models.coverage import Extent
from partnerships.agreements.models.documents import Document, DocumentKind
from partnerships.agreements.models.terms import TermKind
from partnerships.partners.models import Partner
from partnerships.partners.vocabulary import Kind as PartnerKind
from schools.actors import Actor
from schools.models import School
from tests import makers
from tests.makers import TODAY


@dataclass
class Place:
    """A school with its admin and its head, as most tests need it."""

    school: School
    admin: Actor
    head: Actor


def place(official_name: str = "SMKN 1 RANGKASBITUNG", *, at: str = "36.02") -> Place:
    school = makers.school(official_name, at=at)
    return Place(school, makers.actor(Role.SCHOOL_ADMIN, school), makers.actor(Role.HEAD, school))


def partner(name: str = "Contoh Makmur", **given: Any) -> Partner:
    """A confirmed company."""
    return Partner.objects.create(
        **{
            "name": name,
            "legal_form": "pt",
            "kind": PartnerKind.COMPANY,
            "state": "confirmed",
            "confirmed_at": makers.NOON,
        }
        | given
    )


def draft(
    where: Place | None = None, *, kind: Kind = Kind.PKS, with_partner: Partner | None = None
) -> Agreement:
    """A draft that holds nothing but its two sides."""
    where = where or place()
    return drafts.start_draft(
        by=where.admin,
        recorder=drafts.Recorder(school=where.school),
        kind=kind,
        partner=with_partner or partner(),
    )


def complete(
    where: Place | None = None,
    *,
    kind: Kind = Kind.PKS,
    with_partner: Partner | None = None,
    signed_on: date = date(2024, 1, 15),
    ends_on: date | None = date(2026, 12, 31),
    months: int | None = None,
) -> Agreement:
    """A draft with everything that a PKS demands."""
    where = where or place()
    agreement = draft(where, kind=kind, with_partner=with_partner)
    term = (
        {"kind": TermKind.MONTHS, "months": months}
        if months
        else ({"kind": TermKind.FIXED, "ends_on": ends_on} if ends_on else {"kind": TermKind.OPEN})
    )
    drafts.change_term(agreement, by=where.admin, values={"signed_on": signed_on, **term})
    for party in agreement.parties.all():
        drafts.change_party(
            party,
            by=where.admin,
            values={"letter_number": f"421/{party.pk}-SMK/2024"},
            signatory={"name": f"Penanda Tangan {party.side}", "position": "Pimpinan"},
        )
    drafts.change_scope(agreement, by=where.admin, values={"concentration_extent": Extent.ALL})
    drafts.change_obligations(
        agreement,
        by=where.admin,
        promises=[drafts.Promise(Item.PKL, Decimal(12), Unit.SEATS, "kelas XII")],
    )
    paper(agreement, by=where.admin)
    agreement.refresh_from_db()
    return agreement


def paper(
    agreement: Agreement, *, by: Actor, kind: DocumentKind = DocumentKind.MANUSCRIPT
) -> Document:
    """The row of a paper without a file: what completeness asks for."""
    with acting("test", by=by):
        return Document.objects.create(agreement=agreement, kind=kind, title="Naskah contoh")


def sign(party: Party, *, by: Actor) -> None:
    """Somebody signed for it."""
    signatory = {"name": "Penanda Tangan", "position": "Pimpinan"}
    drafts.change_party(party, by=by, values={}, signatory=signatory)


def submitted(where: Place, **given: Any) -> Agreement:
    return moves.submit(complete(where, **given), by=where.admin)


def recorded(where: Place | None = None, **given: Any) -> Agreement:
    """Approved by the head, with its number."""
    where = where or place()
    return moves.record(submitted(where, **given), by=where.head)


__all__ = [
    "TODAY",
    "Place",
    "complete",
    "draft",
    "paper",
    "partner",
    "place",
    "recorded",
    "sign",
    "submitted",
]
