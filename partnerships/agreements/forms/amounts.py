"""Amounts and lengths of time, typed as people and papers write them."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from partnerships.agreements.imports.terms import MONTHS_MAX, length_of
from partnerships.agreements.models import Unit

# Below a year a bare number is as likely one of years: a paper says "3 (tiga) tahun".
BARE_MONTHS_MIN = 12
GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d*)?")
LARGE = {"ribu": 10**3, "rb": 10**3, "juta": 10**6, "jt": 10**6, "miliar": 10**9}
# What people write behind a number though the field says it: "30 siswa", "6 bln".
PEOPLE = ("siswa", "murid", "peserta", "orang", "guru")
COUNTED = {
    Unit.HOURS_PER_SEMESTER: ("jam", "jp"),
    Unit.MONTHS: ("bulan", "bln"),
    Unit.SEATS: ("tempat", "kursi", *PEOPLE),
    Unit.CERTIFICATES: ("sertifikat", *PEOPLE),
    Unit.PEOPLE: PEOPLE,
    Unit.TIMES: ("kali", "x"),
}
IN_LARGE = re.compile(rf"(?P<count>\d+(?:[.,]\d+)?)(?P<word>{'|'.join(LARGE)})")


def plain_number(text: str) -> str:
    """`Rp 25.000.000,-`, `25 juta` and `2.000` as a number field takes them."""
    bare = re.sub(r"^rp\.?|,-+$|\s", "", text.strip().lower())
    if large := IN_LARGE.fullmatch(bare):
        count = Decimal(large["count"].replace(",", "."))
        return f"{(count * LARGE[large['word']]).normalize():f}".replace(".", ",")
    return bare.replace(".", "") if GROUPED.fullmatch(bare) else bare


class CountField(forms.DecimalField):
    """How many, or how much: with the points of thousands or without, and with its unit."""

    def __init__(self, *, unit: Unit | None = None, **kwargs: Any) -> None:
        self.words = COUNTED.get(unit, ()) if unit else ()
        kwargs.setdefault(
            "widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        )
        super().__init__(max_digits=15, decimal_places=2, localize=True, **kwargs)

    def to_python(self, value: Any) -> Any:
        return super().to_python(self._bare(value) if isinstance(value, str) else value)

    def _bare(self, text: str) -> str:
        number = text.strip().lower()
        for word in self.words:
            number = number.removesuffix(word)
        return plain_number(number)

    def prepare_value(self, value: Any) -> Any:
        """With its points, whether read from the record or just typed."""
        try:
            number = self.to_python(value)
        except ValidationError:
            return value
        if number is None:
            return value
        whole = number == number.to_integral_value()
        shown = f"{number:,.0f}" if whole else f"{number.normalize():,f}"
        return shown.translate(str.maketrans(",.", ".,"))


class LengthField(forms.Field):
    """A number of months, typed as `3 tahun`, `36 bulan`, `tiga tahun` or `36`."""

    widget = forms.TextInput
    default_error_messages = {
        "invalid": _("Tulis lamanya, misalnya 3 tahun atau 36 bulan."),
        "bare": _("Tulis satuannya: %(count)s tahun atau %(count)s bulan?"),
    }

    def to_python(self, value: Any) -> int | None:
        text = str(value if value is not None else "").strip()
        if not text:
            return None
        months = int(text) if re.fullmatch(r"\d{1,3}", text) else length_of(text)
        if months is None or not 1 <= months <= MONTHS_MAX:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        if text.isdigit() and isinstance(value, str) and months < BARE_MONTHS_MIN:
            raise ValidationError(
                self.error_messages["bare"], code="bare", params={"count": months}
            )
        return months

    def prepare_value(self, value: Any) -> Any:
        try:
            months = self.to_python(value)
        except ValidationError:
            return value
        if months is None:
            return value
        years, rest = divmod(months, 12)
        return _("%d bulan") % months if rest else _("%d tahun") % years
