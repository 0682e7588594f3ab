"""What the record of each kind of agreement should hold, and what of it is missing.

A draft may lack anything; handing in demands what is required here. The table is data in one
place. Each demand is a condition on agreements, so that the page of one, the list of many and
the filter "yang belum lengkap" cannot disagree.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    BooleanField,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Q,
    QuerySet,
)
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.records import some
from partnerships.agreements.models import (
    Agreement,
    Kind,
    Obligation,
    Party,
    Scope,
    Signatory,
    Term,
)
from partnerships.agreements.models.coverage import Extent
from partnerships.agreements.models.documents import Document, DocumentKind
from schools.models.offices import OfficeKind

# What counts as the paper of an agreement.
PAPERS = [DocumentKind.MANUSCRIPT, DocumentKind.REPLY]
# Bodies of government whose agreements are the province's own.
PROVINCIAL = [OfficeKind.PROVINCE_EDUCATION, OfficeKind.SECRETARIAT]


def rows(model: type[Any]) -> QuerySet[Any]:
    """Rows of the agreement at hand that no amendment has replaced."""
    return model.objects.filter(agreement=OuterRef("pk"), during__upper_inf=True)


def lacks_kind() -> Q:
    return Q(kind=Kind.UNKNOWN)


def lacks_other_side() -> Q:
    return ~some(rows(Party).filter(side=1)) | ~some(rows(Party).exclude(side=1))


def lacks_own_number() -> Q:
    numbered = rows(Party).exclude(letter_number="").exclude(school=None, office=None)
    return ~some(numbered)


def lacks_some_number() -> Q:
    return some(rows(Party).filter(letter_number=""))


def lacks_signatory() -> Q:
    signed = Signatory.objects.filter(party=OuterRef("pk"))
    return some(rows(Party).filter(~Exists(signed)))


def lacks_signing_day() -> Q:
    return Q(signed_on__isnull=True)


def lacks_term() -> Q:
    return some(rows(Term).filter(kind=Term.Kind.UNKNOWN)) | ~some(rows(Term))


def lacks_concentrations() -> Q:
    named = Extent.NAMED
    return ~some(rows(Scope).exclude(concentration_extent=Extent.UNKNOWN)) | some(
        rows(Scope).filter(concentration_extent=named, concentrations=None)
    )


def lacks_items() -> Q:
    return ~some(rows(Obligation))


def lacks_paper() -> Q:
    papers = Document.objects.filter(agreement=OuterRef("pk"), kind__in=PAPERS)
    return ~some(papers)


def lacks_authority() -> Q:
    """A power of attorney is asked of the province's own agreements, never of a head's (PP 28/2018,
    Permendagri 22/2020)."""
    provincial = rows(Party).filter(office__kind__in=PROVINCIAL)
    return some(provincial) & Q(authority_document="")


def lacks_original_place() -> Q:
    return Q(original_location="")


@dataclass(frozen=True)
class Demand:
    """One thing a record should hold; `step` names the page of the form where it is given."""

    key: str
    label: str | Promise
    step: str
    lacking: Callable[[], Q]
    required_of: frozenset[Kind]
    wished_of: frozenset[Kind] = frozenset()


ALL = frozenset(Kind)
LETTER = frozenset({Kind.SURAT_KESEDIAAN})
UNKNOWN = frozenset({Kind.UNKNOWN})
AGREED = ALL - LETTER - UNKNOWN
BINDING = frozenset({Kind.PKS, Kind.RENCANA_KERJA})
NOBODY: frozenset[Kind] = frozenset()

DEMANDS = [
    Demand("kind", _("Jenis kerja sama"), "pihak", lacks_kind, UNKNOWN),
    Demand("sides", _("Mitra di pihak lain"), "pihak", lacks_other_side, ALL),
    Demand("paper", _("Foto atau berkas naskah"), "dokumen", lacks_paper, AGREED | LETTER, UNKNOWN),
    Demand("signed_on", _("Tanggal penandatanganan"), "waktu", lacks_signing_day, AGREED | LETTER),
    Demand("term", _("Masa berlaku"), "waktu", lacks_term, BINDING, AGREED | LETTER),
    Demand("own_number", _("Nomor surat pihak sendiri"), "pihak", lacks_own_number, AGREED),
    Demand("numbers", _("Nomor surat semua pihak"), "pihak", lacks_some_number, NOBODY, AGREED),
    Demand("signatories", _("Penanda tangan tiap pihak"), "pihak", lacks_signatory, AGREED, LETTER),
    Demand(
        "concentrations", _("Konsentrasi keahlian"), "cakupan", lacks_concentrations, BINDING, ALL
    ),
    Demand("items", _("Butir link and match"), "isi", lacks_items, BINDING, ALL),
    Demand("authority", _("Surat kuasa"), "pihak", lacks_authority, AGREED),
    Demand(
        "original",
        _("Tempat naskah asli"),
        "arsip",
        lacks_original_place,
        NOBODY,
        AGREED | LETTER,
    ),
]
DEMANDS_BY_KEY = {demand.key: demand for demand in DEMANDS}


@dataclass(frozen=True)
class Gap:
    """Something missing in one record, and whether handing in waits for it."""

    demand: Demand
    is_required: bool


@dataclass(frozen=True)
class Completeness:
    """What one record lacks, in the words that its page and every list use."""

    gaps: list[Gap]

    @property
    def required(self) -> list[Gap]:
        return [gap for gap in self.gaps if gap.is_required]

    @property
    def wished(self) -> list[Gap]:
        return [gap for gap in self.gaps if not gap.is_required]

    @property
    def is_lacking(self) -> bool:
        """Whether something is missing that its kind requires."""
        return bool(self.required)

    @property
    def label(self) -> str:
        if self.required:
            return _t("Kurang %(count)d") % {"count": len(self.required)}
        if self.gaps:
            return _t("Sebaiknya diisi %(count)d") % {"count": len(self.gaps)}
        return _t("Lengkap")


def with_gaps(agreements: QuerySet[Agreement]) -> QuerySet[Agreement, Any]:
    """Each with whether it lacks what any kind requires or wishes for; see `gaps_in`."""
    flags = {f"lacks_{demand.key}": _as_flag(demand.lacking()) for demand in DEMANDS}
    return agreements.annotate(**flags)


def gaps_in(agreement: Agreement) -> list[Gap]:
    """What a record read by `with_gaps` lacks of what its kind asks for, the required first."""
    kind = Kind(agreement.kind)
    lacking = [demand for demand in DEMANDS if getattr(agreement, f"lacks_{demand.key}")]
    required = [Gap(demand, is_required=True) for demand in lacking if kind in demand.required_of]
    wished = [
        Gap(demand, is_required=False)
        for demand in lacking
        if kind in demand.wished_of - demand.required_of
    ]
    return required + wished


def known_gaps(agreement: Agreement) -> list[Gap]:
    """The same for one record at hand: as its row tells if it does, else one query."""
    return gaps_in(agreement) if hasattr(agreement, "lacks_kind") else gaps_of(agreement)


def gaps_of(agreement: Agreement) -> list[Gap]:
    """The same for one record as it is now. One query."""
    return gaps_in(with_gaps(Agreement.objects.filter(pk=agreement.pk)).get())


def _as_flag(condition: Q) -> Any:
    return ExpressionWrapper(condition, output_field=BooleanField())


def incomplete() -> Q:
    """Agreements that lack something their kind requires."""
    condition = Q(pk__in=[])
    for demand in DEMANDS:
        condition |= Q(demand.lacking(), kind__in=sorted(demand.required_of))
    return condition
