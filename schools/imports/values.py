"""Cells of school lists as their sources write them, turned into our values.

Every function takes a raw cell and gives an empty value for "not said"; ValueError carries the
sentence for the row that is refused.
"""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from schools.imports.cells import code_of, read_day, text_of
from schools.models.dates import Precision
from schools.models.regions import LATITUDES, LONGITUDES
from schools.models.schools import Accreditation, Owner, SchoolStatus
from schools.search import normalise

# Dapodik's filler for a founding date that nobody typed.
FILLER_DAYS = {date(1910, 1, 1), date(1900, 1, 1), date(1970, 1, 1)}
STATUSES = {
    "n": SchoolStatus.STATE,
    "negeri": SchoolStatus.STATE,
    "s": SchoolStatus.PRIVATE,
    "swasta": SchoolStatus.PRIVATE,
}
GRADES = {
    "a": Accreditation.A,
    "b": Accreditation.B,
    "c": Accreditation.C,
    "tt": Accreditation.NONE,
    "tidak terakreditasi": Accreditation.NONE,
    "belum terakreditasi": Accreditation.NONE,
}
OWNERS = (
    ("yayasan", Owner.FOUNDATION),
    ("perkumpulan", Owner.ASSOCIATION),
    ("organisasi", Owner.ASSOCIATION),
    ("kementerian agama", Owner.RELIGION),
    ("kemenag", Owner.RELIGION),
    ("kementerian pendidikan", Owner.PROVINCE),
    ("pemerintah", Owner.PROVINCE),
    ("kementerian", Owner.MINISTRY),
    ("lain", Owner.OTHER),
)


def number_of(cell: Any) -> tuple[str, str]:
    """NPSN and temporary number; at most one of them is known."""
    code = code_of(cell).upper()
    if re.fullmatch("[0-9]{8}", code):
        return code, ""
    if re.fullmatch("NP[0-9]{6}", code):
        return "", code
    if code:
        raise ValueError(_("NPSN bukan delapan angka: %s") % code[:40])
    return "", ""


def name_of(cell: Any) -> str:
    name = text_of(cell)
    if not name:
        raise ValueError(_("Nama sekolah kosong"))
    if len(name) > 150:
        raise ValueError(_("Nama sekolah lebih dari 150 karakter"))
    return name


def status_of(cell: Any, name: str) -> str:
    """The status, from the name's beginning where the list does not say it."""
    text = text_of(cell)
    if text.lower() in STATUSES:
        return str(STATUSES[text.lower()])
    if text:
        raise ValueError(_("Status bukan negeri atau swasta: %s") % text[:40])
    return status_in_name(name)


def status_in_name(name: str) -> str:
    """What `SMKN …` and `SMKS …` say; empty for a bare `SMK …`."""
    first = normalise(name).split(" ")[0]
    return {"smkn": str(SchoolStatus.STATE), "smks": str(SchoolStatus.PRIVATE)}.get(first, "")


def grade_of(cell: Any) -> str:
    return str(GRADES.get(text_of(cell).lower(), ""))


def owner_of(cell: Any) -> str:
    text = text_of(cell).lower()
    return next((str(owner) for word, owner in OWNERS if word in text), "")


def postal_code_of(cell: Any) -> str:
    code = code_of(cell)
    return code if re.fullmatch("[0-9]{5}", code) else ""


def day_of(cell: Any) -> date | None:
    """A day that is said exactly, without the days that stand for "not typed"."""
    read = read_day(cell)
    if read is None or read.precision != Precision.DAY or read.day in FILLER_DAYS:
        return None
    return read.day


def point_of(latitude: Any, longitude: Any) -> tuple[Decimal, Decimal] | None:
    """A usable point; None for none. Raises ValueError when one is given that cannot be used."""
    degrees = [_degrees(latitude), _degrees(longitude)]
    if degrees == [None, None] or degrees == [0, 0]:
        return None
    north, east = degrees
    if north is None or east is None:
        raise ValueError(_("Titik koordinat tidak lengkap, diabaikan"))
    if north == north.to_integral_value() and east == east.to_integral_value():
        raise ValueError(_("Titik koordinat hanya derajat bulat, diabaikan"))
    inside = LATITUDES[0] <= north <= LATITUDES[1] and LONGITUDES[0] <= east <= LONGITUDES[1]
    if not inside:
        raise ValueError(_("Titik koordinat di luar Indonesia, diabaikan"))
    return north, east


def _degrees(cell: Any) -> Decimal | None:
    try:
        degrees = Decimal(text_of(cell).replace(",", "."))
    except InvalidOperation:
        return None
    # "NaN" and "Infinity" are decimals too; a point is neither.
    return round(degrees, 6) if degrees.is_finite() and abs(degrees) < 1000 else None


def shortened(limit: int) -> Callable[[Any], str]:
    return lambda cell: text_of(cell)[:limit]
