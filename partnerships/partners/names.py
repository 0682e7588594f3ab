"""Names, numbers and telephones of partners, from the many ways in which people write them.

None of these functions raises: what they cannot read they leave as it is, or empty.
"""

import re
from dataclasses import dataclass

from django.db import models
from django.db.models import Case, F, Value, When
from django.db.models.functions import Concat, Trim
from django.utils.translation import gettext_lazy as _


class LegalForm(models.TextChoices):
    """The legal form as it stands before or behind a name; empty when there is none or unknown."""

    PT = "pt", _("PT")
    PT_STATE = "pt_persero", _("PT (Persero)")
    PT_LISTED = "pt_tbk", _("PT Tbk")
    PT_STATE_LISTED = "pt_persero_tbk", _("PT (Persero) Tbk")
    PT_REGIONAL = "pt_perseroda", _("PT (Perseroda)")
    CV = "cv", _("CV")
    FIRM = "firma", _("Firma")
    UD = "ud", _("UD")
    PD = "pd", _("PD")
    COOPERATIVE = "koperasi", _("Koperasi")
    PERUM = "perum", _("Perum")
    PERUMDA = "perumda", _("Perumda")
    BUMDES = "bumdes", _("BUMDes")
    FOUNDATION = "yayasan", _("Yayasan")
    SOCIETY = "perkumpulan", _("Perkumpulan")


PREFIXES: tuple[tuple[str, LegalForm], ...] = (
    (r"p\.? ?t", LegalForm.PT),
    (r"perseroan terbatas", LegalForm.PT),
    (r"c\.? ?v", LegalForm.CV),
    (r"u\.? ?d", LegalForm.UD),
    (r"p\.? ?d", LegalForm.PD),
    (r"firma|fa", LegalForm.FIRM),
    (r"koperasi|kop", LegalForm.COOPERATIVE),
    (r"perumda|perusahaan umum daerah", LegalForm.PERUMDA),
    (r"perum", LegalForm.PERUM),
    (r"bum ?des(?:a)?", LegalForm.BUMDES),
    (r"yayasan|yay", LegalForm.FOUNDATION),
    (r"perkumpulan", LegalForm.SOCIETY),
)
# `PT Astra` and `PT.Astra`, but neither `PTPN` nor `PT-Astra Honda` read as one word.
FORM_BEFORE = [
    (re.compile(rf"^(?:{pattern})(?:\.\s*,?|,|(?=\s))\s*", re.IGNORECASE), form)
    for pattern, form in PREFIXES
]
# Lists sorted by name write `Astra International, PT`.
FORM_BEHIND = [
    (re.compile(rf",\s*(?:{pattern})\.?$", re.IGNORECASE), form) for pattern, form in PREFIXES
]
LISTED = re.compile(r"[\s,]+\(?tbk\.?\)?$", re.IGNORECASE)
STATE = re.compile(r"(?:[\s,]*\(persero\)|[\s,]+persero)\.?$", re.IGNORECASE)
REGIONAL = re.compile(r"(?:[\s,]*\(perseroda\)|[\s,]+perseroda)\.?$", re.IGNORECASE)
LAYERS = 8
LEADING_STATE = re.compile(r"^\(persero\)\.?\s*", re.IGNORECASE)


@dataclass(frozen=True)
class FormedName:
    """A name taken apart: `PT Timah (Persero) Tbk` is `pt_persero_tbk` and `Timah`."""

    form: str
    bare: str

    @property
    def printed(self) -> str:
        return printed_name(self.form, self.bare)


def printed_name(form: str, bare: str) -> str:
    """The name as letters and lists print it, with its legal form."""
    if not form:
        return bare
    before, _space, behind = str(LegalForm(form).label).partition(" ")
    return " ".join(part for part in (before, bare, behind) if part)


def printed_name_sql(prefix: str = "") -> Trim:
    """`printed_name` for queries that read no whole partner; `prefix` leads to the partner."""
    column = f"{prefix}legal_form"

    def part(place: int) -> Case:
        words = {form.value: str(form.label).partition(" ")[place] for form in LegalForm}
        told = [When(**{column: form}, then=Value(word)) for form, word in words.items() if word]
        return Case(*told, default=Value(""))

    return Trim(Concat(part(0), Value(" "), F(f"{prefix}name"), Value(" "), part(2)))


def split_name(text: str) -> FormedName:
    """Legal form and bare name of a name as printed; a name that is only a form stays whole."""
    name = _split(" ".join(text.replace("\x00", " ").split()))
    for _layer in range(LAYERS):
        # `Astra International Tbk, PT` shows its Tbk only once the PT stands before it.
        again = _split(name.printed)
        if again == name:
            break
        name = again
    return name


def _split(whole: str) -> FormedName:
    bare, listed, state, regional = _without_endings(whole)
    form, bare = _without_form(bare)
    if form in ("", LegalForm.PT):
        bare, state = _without_leading_state(bare, state)
        form = _company_form(form, listed=listed, state=state, regional=regional)
    elif listed or state or regional:
        # `Koperasi … Tbk` is no form that exists: the ending belongs to the name.
        form, bare = _without_form(whole)
    return FormedName(form, bare) if bare else FormedName("", whole)


def _without_endings(name: str) -> tuple[str, bool, bool, bool]:
    found = {}
    for key, pattern in (("listed", LISTED), ("state", STATE), ("regional", REGIONAL)):
        shorter = pattern.sub("", name)
        found[key] = bool(shorter) and shorter != name
        name = shorter if found[key] else name
    return name, found["listed"], found["state"], found["regional"]


def _without_leading_state(name: str, state: bool) -> tuple[str, bool]:
    """`PT (Persero) Pelabuhan Indonesia` is written too."""
    shorter = LEADING_STATE.sub("", name)
    return (shorter, True) if shorter and shorter != name else (name, state)


def _without_form(name: str) -> tuple[str, str]:
    for patterns in (FORM_BEFORE, FORM_BEHIND):
        for pattern, form in patterns:
            bare = pattern.sub("", name).strip(" ,")
            if bare and bare != name and pattern.search(name):
                # `PT. PT Astra`: typed twice, once by the form and once by hand.
                again, rest = _without_form(bare)
                return str(form), rest if again == form else bare
    return "", name


def _company_form(form: str, *, listed: bool, state: bool, regional: bool) -> str:
    if state and listed:
        return LegalForm.PT_STATE_LISTED.value
    if state:
        return LegalForm.PT_STATE.value
    if regional:
        return LegalForm.PT_REGIONAL.value
    return LegalForm.PT_LISTED.value if listed else form


def searched_name(text: str) -> str:
    """A search without PT, CV and the like, which half of all names have in common."""
    formed = split_name(text)
    return formed.bare if formed.form.partition("_")[0] in {"pt", "cv", "ud", "pd"} else text


def digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)


def npwp_digits(text: str) -> str:
    """The 16 digits in use since 2024; the 15 of before are given their leading zero."""
    bare = digits(text)
    return f"0{bare}" if len(bare) == 15 else bare


def npwp_printed(npwp: str) -> str:
    """`01.234.567.8-901.000` for a number of the old shape, plain digits for a new one."""
    if len(npwp) != 16 or not npwp.startswith("0"):
        return npwp
    old = npwp[1:]
    return f"{old[:2]}.{old[2:5]}.{old[5:8]}.{old[8]}-{old[9:12]}.{old[12:]}"
