"""Amendments on their way: described, with their paper, in effect."""

from datetime import date

from partnerships.agreements.actions import amendments, drafts
from partnerships.agreements.actions.acting import acting
from partnerships.agreements.models import Agreement
from partnerships.agreements.models.documents import Document, DocumentKind
from partnerships.agreements.models.instruments import Subject
from tests.agreements import scenes


def amended(
    where: scenes.Place, agreement: Agreement, *, is_written: bool = True, **described: object
) -> object:
    """Described, and where it is about the term a later end written: 2028 by the first."""
    instrument = amendments.start_amendment(agreement, by=where.admin)
    instrument = amendments.describe_amendment(
        instrument,
        by=where.admin,
        **{
            "number": "01/ADD/2025",
            "signed_on": date(2025, 6, 1),
            "effective_on": date(2025, 7, 1),
            "subjects": [Subject.TERM],
            "summary": "Diperpanjang dua tahun",
        }
        | described,
    )
    if is_written and Subject.TERM in instrument.subjects:
        drafts.change_term(
            agreement,
            by=where.admin,
            values={"ends_on": date(2027 + instrument.sequence, 12, 31)},
            instrument=instrument,
        )
    return instrument


def paper_of(instrument: object, *, by: object, kind: str = DocumentKind.AMENDMENT) -> None:
    with acting("test", by=by):
        Document.objects.create(
            agreement=instrument.agreement, instrument=instrument, kind=kind, title="Adendum"
        )


def in_effect(instrument: object, where: scenes.Place) -> object:
    """Handed in by the admin, approved by the head."""
    amendments.submit_amendment(instrument, by=where.admin)
    return amendments.put_into_effect(instrument, by=where.head)


def joining(where: scenes.Place, *members: object) -> object:
    """An amendment with its paper that brings these parties, none of them signed for."""
    agreement = scenes.recorded(where)
    instrument = amended(where, agreement, subjects=[Subject.PARTIES])
    paper_of(instrument, by=where.admin)
    for side, member in enumerate(members, start=2):
        drafts.add_party(agreement, by=where.admin, side=side, member=member, instrument=instrument)
    return instrument
