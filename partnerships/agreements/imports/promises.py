"""How much of each link-and-match item a row promises: `4 (12 tempat, 6 bulan)`, `PKL 30 siswa`."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from accounts.templatetags.reading import quantity
from partnerships.agreements.forms.amounts import plain_number
from partnerships.agreements.imports.columns import COLUMNS, ITEM_WORDS
from partnerships.agreements.models.kinds import ITEM_UNITS, Item, Unit
from schools.imports.cells import text_of
from schools.imports.tables import heading

# What a word counts; which of them an item has is in ITEM_UNITS, the first of these that fits.
PEOPLE = [Unit.SEATS, Unit.PEOPLE, Unit.CERTIFICATES]
UNIT_WORDS: dict[str, list[Unit]] = {
    "jam": [Unit.HOURS_PER_SEMESTER],
    "jp": [Unit.HOURS_PER_SEMESTER],
    "bulan": [Unit.MONTHS],
    "bln": [Unit.MONTHS],
    "semester": [Unit.MONTHS],
    "tempat": [Unit.SEATS],
    "kursi": [Unit.SEATS],
    "siswa": PEOPLE,
    "murid": PEOPLE,
    "peserta didik": PEOPLE,
    "peserta": PEOPLE,
    "orang": PEOPLE,
    "guru": [Unit.PEOPLE],
    "lulusan": [Unit.PEOPLE],
    "sertifikat": [Unit.CERTIFICATES],
    "kali": [Unit.TIMES],
    "rupiah": [Unit.RUPIAH],
}
MONTHS_OF_SEMESTER = 6
NUMBER = r"\d{1,3}(?:\.\d{3})+|\d{1,9}(?:,\d{1,2})?"
LARGE = r"(?:\s*(?:ribu|rb|juta|jt|miliar)\b)?"
AMOUNT = re.compile(
    rf"rp\.?\s*(?P<money>(?:{NUMBER}){LARGE})(?:,-+)?"
    rf"|(?<![\d.,])(?P<count>(?:{NUMBER}){LARGE})\s*(?:\([a-z ]+\)\s*)?"
    rf"(?P<unit>{'|'.join(sorted(UNIT_WORDS, key=len, reverse=True))})\b"
)
# What is left of an amount once its number is taken: `per semester`, `/tahun`, `setahun`.
PER = re.compile(r"(?:(?:per|tiap|setiap|/)\s*(?:tahun|semester|program|angkatan)|setahun)\b")
OUTSIDE_BRACKETS = re.compile(r"(?:[,;/+&\n]| dan )(?![^(]*\))")
# A comma that stands in a number: `2,5 jam`, `Rp 1.000.000,-`.
INSIDE = re.compile(rf"(?<=\d),(?=\d{{1,2}}\s*(?:{'|'.join(UNIT_WORDS)}))|,(?=-)")


def clauses_of(text: str) -> list[str]:
    """Parts that each name an item, or add to the one before; brackets are not torn apart."""
    safe = INSIDE.sub("\u2063", text.lower())
    parts = OUTSIDE_BRACKETS.split(PER.sub(" ", safe))
    return [part.replace("\u2063", ",").strip() for part in parts if part.strip()]


def without_amounts(part: str) -> str:
    return re.sub(r"\(\s*[,;x]*\s*\)", " ", AMOUNT.sub(" ", part)).strip(" :;,-\u2013")


class Promised:
    """Quantities by item and unit; what counts something that the item does not, is noted."""

    def __init__(self, notes: list[str]) -> None:
        self.notes = notes
        self.amounts: dict[str, dict[str, Decimal]] = {}

    @property
    def told(self) -> dict[str, list[list[str]]]:
        """As it waits in the run: item, then pairs of quantity and unit."""
        return {
            item: [[str(count), unit] for unit, count in units.items()]
            for item, units in sorted(self.amounts.items())
        }

    def read(self, text: str) -> None:
        item = None
        for part in clauses_of(text):
            rest = without_amounts(part)
            numbered, named = numbers_of(rest), named_in(rest, ITEM_WORDS)
            found = [Item(number) for number in numbered] or named
            if heading(rest):
                item = found[0] if len(found) == 1 else None
            for amount in AMOUNT.finditer(part):
                self._add(item, amount)

    def read_columns(self, cells: Mapping[str, Any]) -> None:
        """Columns of their own, which win over words."""
        for name, unit in (("pkl_seats", Unit.SEATS), ("pkl_months", Unit.MONTHS)):
            text = text_of(cells.get(name)).lower()
            number = re.match(rf"(?P<count>{NUMBER})", text)
            count = number_in(number["count"]) if number else None
            if count:
                self.amounts.setdefault(Item.PKL.value, {})[unit.value] = count
            elif text:
                self.notes.append(
                    _("%(column)s tidak terbaca: %(text)s")
                    % {"column": COLUMNS[name].heading, "text": text[:40]}
                )

    def _add(self, item: Item | None, amount: re.Match[str]) -> None:
        count = number_in(amount["money"] or amount["count"])
        units = UNIT_WORDS[amount["unit"]] if amount["unit"] else [Unit.RUPIAH]
        fitting = [unit for unit in units if item and unit in ITEM_UNITS[item]]
        if amount["unit"] == "semester" and count:
            count *= MONTHS_OF_SEMESTER
        if item is None or not fitting or not count:
            self.notes.append(_("Jumlah tidak dapat dipasang pada butir: %s") % amount[0].strip())
            return
        self.amounts.setdefault(item.value, {})[fitting[0].value] = count


def number_in(text: str) -> Decimal | None:
    count = Decimal(plain_number(text).replace(",", "."))
    return count if 0 < count < 10**12 else None


def amounts_in_words(items: list[str], amounts: Mapping[str, Any]) -> str:
    """`1; 4 (12 tempat per tahun, 6 bulan); i`."""
    told = []
    for item in items:
        counted = [
            f"{quantity(Decimal(count))} {Unit(unit).label}"
            for count, unit in amounts.get(item, [])
        ]
        told.append(f"{item} ({', '.join(counted)})" if counted else item)
    return "; ".join(told)


def numbers_of(part: str) -> list[str]:
    """`4`, `butir 4`, `1-3`, `i` as item numbers; nothing for anything else."""
    bare = re.sub(r"^(?:butir|no\.?|nomor)\s*", "", part.strip(" ()."))
    if span := re.fullmatch(r"([1-8])\s*[-\u2013]\s*([1-8])", bare):
        return [str(number) for number in range(int(span[1]), int(span[2]) + 1)]
    return [bare] if bare in {str(item.value) for item in Item} else []


def named_in(text: str, words: Mapping[str, Any]) -> list[Any]:
    """What the words in a text name: longer phrases first, so that no part of one counts twice."""
    rest = f" {heading(text)} "
    found = []
    for word in sorted(words, key=len, reverse=True):
        if f" {word} " in rest:
            rest = rest.replace(f" {word} ", "  ")
            found.append(words[word])
    return list(dict.fromkeys(found))
