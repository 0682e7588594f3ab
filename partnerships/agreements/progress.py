"""Which steps of the form of a draft are done."""

from partnerships.agreements.models import Agreement, Scope, Term
from partnerships.agreements.models.coverage import Extent
from partnerships.agreements.reading import Reading


def done_steps(reading: Reading) -> set[str]:
    """Steps that nothing required is missing of, and that hold something or were sent empty."""
    agreement = reading.agreement
    lacking = {gap.demand.step for gap in reading.required_gaps}
    filled = {
        "dokumen": agreement.documents.exists(),
        "pihak": any(party.side != 1 for party in reading.parties),
        "waktu": _has_time(agreement, reading.term),
        "cakupan": _has_scope(reading.scope),
        "isi": bool(reading.promised),
        "arsip": _has_archive(agreement),
    }
    touched = {step for step, has in filled.items() if has} | set(agreement.steps_sent)
    return touched - lacking


def _has_time(agreement: Agreement, term: Term | None) -> bool:
    return agreement.signed_on is not None or (term is not None and term.kind != Term.Kind.UNKNOWN)


def _has_scope(scope: Scope | None) -> bool:
    return scope is not None and bool(
        scope.concentration_extent != Extent.UNKNOWN
        or scope.site_extent == Extent.NAMED
        or scope.purpose
        or scope.commitment
    )


def _has_archive(agreement: Agreement) -> bool:
    return bool(agreement.has_materai is not None or agreement.original_location or agreement.notes)
