"""Numbers of insured pupils as sheets hold them: which are taken, and which are something else."""

import re

from django.utils.translation import gettext as _

from partnerships.placements.imports.refusals import RefusedRowError
from partnerships.placements.models import Placement
from schools.models.pupils import Pupil

LONGEST: int = Placement._meta.get_field("insurance_number").max_length or 0
# `1.23457E+10`: how a spreadsheet shows, and saves as CSV, a long number that it took for one.
ROUNDED = re.compile(r"\d(?:[.,]\d+)?e\+?\d+", re.IGNORECASE)
USUAL = re.compile(r"[\w ./()-]+")
# Six digits of the region, then the day of birth (of women plus 40), month and year, four more.
NIK = re.compile(r"\d{6}(?:[04][1-9]|[1256]\d|[37][01])(?:0[1-9]|1[0-2])\d{6}")


def number_of(text: str, *, pupil: Pupil) -> str:
    """As it is recorded; empty for none. Raises RefusedRowError for what is no such number."""
    demand_usual(text)
    if text and _digits(text) == pupil.nisn:
        raise RefusedRowError(_("Ini NISN siswa, bukan nomor peserta."))
    return text


def demand_usual(text: str) -> None:
    """Raises RefusedRowError for a text that stands for no number of an insurer."""
    if not text:
        return
    if ROUNDED.fullmatch(text.replace(" ", "")):
        raise RefusedRowError(
            _("Nomornya dibulatkan oleh Excel; jadikan kolomnya teks, lalu isi kembali.")
        )
    if len(text) > LONGEST:
        raise RefusedRowError(_("Nomor lebih dari %d tanda.") % LONGEST)
    if not any(sign.isdecimal() for sign in text):
        raise RefusedRowError(_("Nomor tanpa angka: %s.") % text)
    if not USUAL.fullmatch(text):
        raise RefusedRowError(_("Nomor memuat tanda yang tidak lazim: %s.") % text)
    if NIK.fullmatch(_digits(text)):
        raise RefusedRowError(_("Ini tampak seperti NIK, yang tidak disimpan Selaras."))


def _digits(text: str) -> str:
    return re.sub(r"[ .-]", "", text)
