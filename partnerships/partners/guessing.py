"""What a partner's name tells of its kind."""

import re

from partnerships.partners.names import LegalForm, split_name
from partnerships.partners.vocabulary import Kind

# Before the legal form: a polytechnic may be a PT, an LPK a foundation's.
WORDS: tuple[tuple[str, Kind], ...] = (
    (r"\blpk\b|\blembaga pelatihan kerja\b", Kind.LPK),
    (r"\bkawasan industri\b", Kind.ESTATE),
    (
        r"^(?:politeknik|universitas|institut|akademi|sekolah tinggi|poltek\w*|stmik|stie)\b",
        Kind.UNIVERSITY,
    ),
    (r"^(?:blk|bbpvp|bpvp|balai (?:besar )?(?:latihan|pelatihan))\b", Kind.TRAINING_CENTRE),
    (r"^(?:asosiasi|himpunan|forum|kadin|apindo|gapensi|ikatan)\b", Kind.ASSOCIATION),
    (r"^(?:dinas|badan|kementerian|pemerintah|kantor wilayah)\b", Kind.GOVERNMENT),
    (r"^(?:umkm)\b", Kind.COOPERATIVE),
)
FORMS: dict[str, Kind] = {
    LegalForm.CV: Kind.COMPANY,
    LegalForm.FIRM: Kind.COMPANY,
    LegalForm.UD: Kind.COMPANY,
    LegalForm.PD: Kind.COMPANY,
    LegalForm.PERUM: Kind.COMPANY,
    LegalForm.PERUMDA: Kind.COMPANY,
    LegalForm.BUMDES: Kind.COMPANY,
    LegalForm.COOPERATIVE: Kind.COOPERATIVE,
    LegalForm.FOUNDATION: Kind.FOUNDATION,
}


def guessed_kind(name: str, *, legal_form: str = "") -> Kind:
    """The kind that words or the legal form of a name give away; UNKNOWN where they do not."""
    formed = split_name(name)
    for pattern, kind in WORDS:
        if re.search(pattern, formed.bare, re.IGNORECASE):
            return kind
    form = formed.form or legal_form
    if form.partition("_")[0] == LegalForm.PT:
        return Kind.COMPANY
    return FORMS.get(form, Kind.UNKNOWN)
