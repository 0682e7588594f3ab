"""What one row says, in our values: no database but the konsentrasi, which are read once.

The values are plain JSON, for they wait in the run until somebody has looked at them.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from accounts.telephones import phone_e164
from partnerships.agreements.actions.drafts import meaningful_number
from partnerships.agreements.imports.columns import (
    COLUMNS,
    ITEM_WORDS,
    KIND_WORDS,
    LEGAL_FORM_WORDS,
    PARTNER_KIND_WORDS,
)
from partnerships.agreements.imports.promises import (
    Promised,
    clauses_of,
    named_in,
    numbers_of,
    without_amounts,
)
from partnerships.agreements.imports.terms import TermReader, last_day_of
from partnerships.agreements.models.coverage import Extent
from partnerships.agreements.models.kinds import Item, Kind
from partnerships.partners.names import digits, npwp_digits, split_name
from partnerships.partners.vocabulary import Kind as PartnerKind
from partnerships.partners.vocabulary import Sector
from schools.imports.cells import code_of, text_of
from schools.imports.tables import Row, heading
from schools.models.expertise import Concentration

EXAMPLE = "contoh"
EVERYTHING = {"semua", "seluruh", "all", "semua jurusan", "seluruh jurusan", "semua konsentrasi"}
BROKEN_FORMULA = re.compile(r"#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NUM!|NULL!)", re.IGNORECASE)
YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
NPWP_LENGTHS = (15, 16)
# What stands below a school's own list, in the column of the partner as often as not.
SIGNATURE = re.compile(
    r"(?:mengetahui|menyetujui|kepala sekolah|kepala smk|wakasek|waka|wakil kepala|nip)\b"
)
SUM = re.compile(r"(?:jumlah|total)\b")
PLACE_AND_DAY = re.compile(r"[^\d,]{3,40}, *\d{1,2} [a-z]{3,9} (?:19|20)\d\d", re.IGNORECASE)


@dataclass
class Words:
    """The konsentrasi by every name, read once; those taught today before those of the past."""

    by_name: dict[str, list[Concentration]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def load(cls, *, on: date) -> "Words":
        words = cls()
        current = set(Concentration.objects.valid_on(on).values_list("pk", flat=True))
        rows = sorted(
            Concentration.objects.order_by("sort_key", "pk"), key=lambda row: row.pk not in current
        )
        for row in rows:
            for name in {row.code, row.name, row.name_2022, *row.synonyms} - {""}:
                known = words.by_name[heading(name)]
                if not known or (known[0].pk in current) == (row.pk in current):
                    known.append(row)
        return words

    def find(self, text: str, offered: Iterable[int]) -> list[Concentration]:
        """Those that the text may mean: one that the school offers before the others."""
        known = self.by_name.get(heading(text), [])
        taught = [row for row in known if row.pk in set(offered)]
        return taught or known


@dataclass
class Said:
    """One row read: its values, and what is doubtful about them."""

    values: dict[str, Any]
    notes: list[str]

    @property
    def name(self) -> str:
        return str(self.values["partner"]["name"])

    @property
    def number(self) -> str:
        return str(self.values["number"])

    @property
    def days(self) -> tuple[date | None, date | None, date | None]:
        """Signing, first and last day, by which two papers of the same partner are told apart."""
        return days_of(self.values)


def days_of(values: Mapping[str, Any]) -> tuple[date | None, date | None, date | None]:
    signed, start, end = (
        date.fromisoformat(values[name]) if values[name] else None
        for name in ("signed_on", "starts_on", "ends_on")
    )
    return signed, start or signed, end


def is_example(row: Row) -> bool:
    """The example that our own template brings along, or a header that stands there again."""
    if heading(row.cells.get("mark")) == EXAMPLE:
        return True
    partner = heading(row.cells.get("partner"))
    return partner == heading(COLUMNS["partner"].heading) or partner in COLUMNS["partner"].others


def is_bare(row: Row) -> bool:
    """Nothing stands in it but the name."""
    return not any(text_of(cell) for name, cell in row.cells.items() if name != "partner")


def begins_signatures(row: Row) -> bool:
    """`Mengetahui,` below the list, or its sum: what follows names people, not partners."""
    partner = row.cells.get("partner")
    if SUM.match(heading(partner)):
        others = [text_of(cell) for name, cell in row.cells.items() if name != "partner"]
        return not any(re.search(r"[^\W\d]", text) for text in others)
    signed = SIGNATURE.match(heading(partner)) or PLACE_AND_DAY.fullmatch(text_of(partner))
    return is_bare(row) and bool(signed)


class RowReader:
    """Reads one row; ValueError carries the sentence for the row that is refused."""

    def __init__(
        self, row: Row, *, words: Words, offered: Iterable[int] = (), default_kind: Kind
    ) -> None:
        self.words = words
        self.offered = offered
        self.default_kind = default_kind
        self.notes: list[str] = []
        self.cells = {name: self._sound(cell) for name, cell in row.cells.items()}

    def _sound(self, cell: Any) -> Any:
        """A formula counts as what it came to; one that failed counts as nothing."""
        if isinstance(cell, str) and BROKEN_FORMULA.fullmatch(cell.strip()):
            self.notes.append(_("Rumus gagal dihitung: %s") % cell.strip())
            return None
        return cell

    def text(self, name: str, limit: int = 0) -> str:
        text = text_of(self.cells.get(name))
        if limit and len(text) > limit:
            self.notes.append(
                _("%(column)s dipotong menjadi %(limit)d karakter")
                % {"column": COLUMNS[name].heading, "limit": limit}
            )
            return text[:limit].rstrip()
        return text

    def read(self) -> Said:
        partner = self._partner()
        times = TermReader(self.cells, self.notes)
        signed = times.day("signed_on")
        term = times.read(signed_on=signed)
        items, commitment = self._items()
        promised = Promised(self.notes)
        promised.read(self.text("items", 2000))
        promised.read_columns(self.cells)
        kind, said_items = self._kind()
        number = self._number("number")
        ends_on = last_day_of(term, signed.day if signed else None)
        values = {
            "partner": partner,
            "kind": kind.value,
            "title": self.text("title", 300),
            "number": number,
            "partner_number": self._number("partner_number"),
            "signed_on": signed.day.isoformat() if signed else "",
            "signed_precision": signed.precision.value if signed else "",
            "term": {
                "kind": term.kind.value,
                "effective_on": term.effective_on.isoformat() if term.effective_on else "",
                "ends_on": term.ends_on.isoformat() if term.ends_on else "",
                "months": term.months,
                "activity": term.activity,
            },
            "starts_on": term.effective_on.isoformat() if term.effective_on else "",
            "ends_on": ends_on.isoformat() if ends_on else "",
            **self._scope(),
            "items": sorted({*items, *said_items, *promised.amounts}),
            "amounts": promised.told,
            "commitment": commitment,
            "signer": self.text("signer", 200),
            "signer_position": self.text("signer_position", 200),
            "partner_signer": self.text("partner_signer", 200),
            "partner_signer_position": self.text("partner_signer_position", 200),
            "location": self.text("location", 200),
            "notes": self._notes(),
        }
        told = [signed.day if signed else None, term.effective_on]
        self._compare_years(number, {told_day.year for told_day in told if told_day})
        return Said(values, list(dict.fromkeys(self.notes)))

    def _partner(self) -> dict[str, str]:
        """Who it is with; only the name must be there."""
        name = self.text("partner", 200)
        if not name:
            raise ValueError(_("Nama mitra kosong"))
        formed = split_name(name)
        if not any(character.isalnum() for character in formed.bare):
            raise ValueError(_("Nama mitra tanpa huruf: %s") % name[:40])
        if formed.bare.replace(" ", "").replace(".", "").isdigit():
            raise ValueError(_("Nama mitra hanya angka: %s") % name[:40])
        return {
            "name": formed.bare,
            "legal_form": formed.form or LEGAL_FORM_WORDS.get(heading(self.text("legal_form")), ""),
            "kind": self._listed("partner_kind", PARTNER_KIND_WORDS, PartnerKind.UNKNOWN),
            "npwp": self._digits("npwp", NPWP_LENGTHS),
            "nib": self._digits("nib", (13,)),
            "phone": self._phone(),
            "address": self.text("address", 250),
            "sector": self._sector(),
        }

    def _listed(self, name: str, words: Mapping[str, PartnerKind], unknown: PartnerKind) -> str:
        text = self.text(name)
        labelled = [kind for kind in PartnerKind if heading(str(kind.label)) == heading(text)]
        found = labelled or named_in(text, words)
        if text and len(found) != 1:
            self.notes.append(
                _("%(column)s tidak dikenali: %(text)s")
                % {"column": COLUMNS[name].heading, "text": text[:40]}
            )
        return str(found[0].value if len(found) == 1 else unknown.value)

    def _digits(self, name: str, lengths: tuple[int, ...]) -> str:
        """A number of a fixed length; what a spreadsheet made of it is given its zeros back."""
        cell = self.cells.get(name)
        number = digits(code_of(cell))
        if isinstance(cell, float | int) and 0 < lengths[0] - len(number) < 3:
            number = number.zfill(lengths[0])
        if not number or len(number) in lengths:
            return npwp_digits(number) if name == "npwp" else number
        self.notes.append(
            _("%(column)s tidak terdiri atas %(lengths)s angka, diabaikan: %(text)s")
            % {
                "column": COLUMNS[name].heading,
                "lengths": _(" atau ").join(map(str, lengths)),
                "text": code_of(cell)[:40],
            }
        )
        return ""

    def _phone(self) -> str:
        text = code_of(self.cells.get("phone"))
        number = phone_e164(text)
        if digits(text) and not number:
            self.notes.append(_("Telepon tidak dikenali, diabaikan: %s") % text[:40])
        return number

    def _sector(self) -> str:
        text = heading(self.text("sector"))
        for sector in Sector:
            label = heading(str(sector.label).partition(". ")[2])
            if text and (text in label or label in text or text == sector.value.lower()):
                return sector.value
        return ""

    def _kind(self) -> tuple[Kind, list[str]]:
        """The form of the paper; a form of cooperation in its place names an item instead."""
        text = self.text("kind")
        if not text:
            return self.default_kind, []
        found = named_in(text, KIND_WORDS)
        labelled = [kind for kind in Kind if heading(str(kind.label)) == heading(text)]
        if len(found) == 1 or labelled:
            return (labelled or found)[0], []
        items = [item.value for item in named_in(text, ITEM_WORDS)]
        if not items:
            self.notes.append(_("Jenis kerja sama tidak dikenali: %s") % text[:60])
        return self.default_kind, items

    def _number(self, name: str) -> str:
        return meaningful_number(self.text(name, 80))

    def _compare_years(self, number: str, years: set[int]) -> None:
        """A letter that bears another year than its signing is often a slip (domain: soft)."""
        told = {int(year) for year in YEAR.findall(number)}
        if told and years and not told & years:
            self.notes.append(
                _("Tahun pada nomor (%(number)s) berbeda dari tahun tanggalnya (%(years)s)")
                % {
                    "number": ", ".join(map(str, sorted(told))),
                    "years": ", ".join(map(str, sorted(years))),
                }
            )

    def _scope(self) -> dict[str, Any]:
        text = self.text("concentrations")
        if heading(text) in EVERYTHING:
            return {"extent": Extent.ALL.value, "concentrations": []}
        found = self._concentrations(text)
        extent = Extent.NAMED if found else Extent.UNKNOWN
        return {"extent": extent.value, "concentrations": [row.pk for row in found]}

    def _concentrations(self, text: str) -> list[Concentration]:
        """Names hold commas and slashes themselves, so the whole is tried before its parts."""
        found: dict[int, Concentration] = {}
        for part in parts_of(text, "[;\n]"):
            is_whole = self.words.find(part, self.offered)
            wholes = [part] if is_whole else parts_of(part, r"[,/+&]|\bdan\b")
            for name in wholes:
                rows = self.words.find(name, self.offered)
                if len(rows) == 1:
                    found[rows[0].pk] = rows[0]
                elif rows:
                    self.notes.append(_("Beberapa konsentrasi bernama %s") % name[:60])
                else:
                    self.notes.append(_("Konsentrasi tidak dikenali: %s") % name[:60])
        return list(found.values())

    def _items(self) -> tuple[list[str], str]:
        """Items by number or word; a sentence besides is kept as the promise in words."""
        text = self.text("items", 2000)
        if heading(text) in EVERYTHING:
            return [str(item.value) for item in Item], ""
        parts = [without_amounts(part) for part in clauses_of(text)]
        numbered = [numbers_of(part) for part in parts if heading(part)]
        if all(numbered):
            return [number for numbers in numbered for number in numbers], ""
        return [item.value for item in named_in(text, ITEM_WORDS)], text

    def _notes(self) -> str:
        """Remarks, and whom to ask at the partner: papers of the keeper only."""
        contact = ", ".join(
            part
            for part in (
                self.text("contact"),
                self.text("contact_position"),
                code_of(self.cells.get("contact_phone")),
            )
            if part
        )
        lines = [self.text("notes", 2000), _("Narahubung: %s") % contact if contact else ""]
        return "\n".join(line for line in lines if line)


def parts_of(text: str, separators: str) -> list[str]:
    return [part.strip() for part in re.split(separators, text) if part.strip()]
