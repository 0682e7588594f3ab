"""What a list of agreements would make, worked out without making anything."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.agreements.imports.columns import COLUMNS, LEAST, NEEDED
from partnerships.agreements.imports.keepers import Keepers
from partnerships.agreements.imports.reading import (
    RowReader,
    Said,
    Words,
    begins_signatures,
    is_bare,
    is_example,
)
from partnerships.agreements.imports.twins import (
    Mark,
    Recorded,
    bare_number,
    mark_of,
    numbers_recorded,
)
from partnerships.agreements.models.kinds import Kind
from partnerships.partners.duplicates import PAIR_LIKENESS, Asked, Candidate, candidates_of_each
from partnerships.partners.models.pairs import Reason, Verdict
from partnerships.partners.names import LegalForm
from schools.actors import Actor
from schools.imports.cells import text_of
from schools.imports.tables import Row, TableError, heading, read_table
from schools.models.facts import SchoolConcentration
from schools.models.imports import RowOutcome
from schools.models.schools import School

MOST_ROWS = 5000
IDENTICAL = 0.999
BELOW_THE_LIST = gettext_lazy("Di bawah daftar; bukan mitra")
# The ministry gives the name of a PT to one company in the country; others' names recur.
UNIQUE_FORMS = {form.value for form in LegalForm if form.value.startswith("pt")}
HEADINGS = {name: [heading(column.heading), *column.others] for name, column in COLUMNS.items()}


@dataclass
class PlannedRow:
    """What one row of the file would make."""

    number: int
    name: str
    outcome: RowOutcome = RowOutcome.NEW
    school: School | None = None
    said: Said | None = None
    partner_key: str = ""
    candidates: list[int] = field(default_factory=list)
    partner_id: int | None = None
    twin_id: int | None = None
    twin_row: int | None = None
    reason: str = ""

    @property
    def notes(self) -> list[str]:
        return self.said.notes if self.said else []

    @property
    def school_id(self) -> int | None:
        return self.school.pk if self.school else None

    @property
    def is_partner_new(self) -> bool:
        return self.outcome is RowOutcome.NEW and self.partner_id is None

    @property
    def is_wanted(self) -> bool:
        is_double = self.twin_id is not None or self.twin_row is not None
        return self.outcome is not RowOutcome.REJECTED and not is_double


@dataclass(frozen=True)
class Plan:
    rows: list[PlannedRow]
    unread: tuple[str, ...]
    headings: Mapping[str, str]


def plan_import(data: bytes, *, by: Actor, default_kind: Kind = Kind.UNKNOWN) -> Plan:
    """Raises TableError when the file is not a list of agreements."""
    table = read_table(data, columns=HEADINGS, needed=NEEDED, least=LEAST, most_rows=MOST_ROWS)
    rows = [row for row in table.rows if not is_example(row)]
    if not rows:
        raise TableError(_("Daftar ini tidak memuat satu baris pun di bawah judul kolomnya."))
    return Plan(Planner(by, default_kind).plan(rows), table.unread, table.headings)


class Planner:
    """Compares rows with what is recorded; some fifteen queries whatever their number."""

    def __init__(self, by: Actor, default_kind: Kind) -> None:
        self.by = by
        self.default_kind = default_kind

    def plan(self, rows: list[Row]) -> list[PlannedRow]:
        planned = self._read(rows)
        taken = [row for row in planned if row.said]
        self._find_partners(taken)
        self._find_twins(taken)
        self._note_numbers(taken)
        return planned

    def _read(self, rows: list[Row]) -> list[PlannedRow]:
        keepers = Keepers(self.by, rows)
        words = Words.load(on=self.by.on)
        planned = [self._kept(row, keepers) for row in rows]
        offered = self._offered({row.school_id for row in planned if row.school_id})
        is_below = False
        for row, one in zip(rows, planned, strict=True):
            begins = begins_signatures(row)
            is_below = is_below or begins
            if begins or (is_below and is_bare(row)):
                one.outcome, one.reason = RowOutcome.REJECTED, str(BELOW_THE_LIST)
            if one.outcome is RowOutcome.REJECTED:
                continue
            taught = offered[one.school_id or 0]
            reader = RowReader(row, words=words, offered=taught, default_kind=self.default_kind)
            try:
                one.said = reader.read()
            except ValueError as reason:
                one.outcome, one.reason = RowOutcome.REJECTED, str(reason)[:300]
        return planned

    @staticmethod
    def _kept(row: Row, keepers: Keepers) -> PlannedRow:
        planned = PlannedRow(row.number, text_of(row.cells.get("partner"))[:200])
        try:
            planned.school = keepers.find(row.cells)
        except ValueError as reason:
            planned.outcome, planned.reason = RowOutcome.REJECTED, str(reason)[:300]
        return planned

    def _offered(self, schools: Iterable[int]) -> dict[int, set[int]]:
        offered: dict[int, set[int]] = defaultdict(set)
        rows = SchoolConcentration.objects.valid_on(self.by.on).filter(school__in=set(schools))
        for school, concentration in rows.values_list("school", "concentration"):
            offered[school].add(concentration)
        return offered

    def _find_partners(self, rows: list[PlannedRow]) -> None:
        asked = {row.number: asked_of(row) for row in rows}
        found = candidates_of_each(asked.values())
        for row in rows:
            one = asked[row.number]
            likely = [each for each in found[one] if is_likely(each)]
            row.partner_key = partner_key(one, row)
            row.candidates = [each.partner.pk for each in found[one]]
            certain = the_one(row, likely)
            if certain:
                row.partner_id = certain.partner.pk
            elif likely:
                row.outcome = RowOutcome.WAITING

    def _find_twins(self, rows: list[PlannedRow]) -> None:
        recorded = Recorded(
            schools={row.school_id for row in rows if row.school_id},
            office=self.by.office.pk if self.by.office else None,
        )
        recorded.load({row.partner_id for row in rows if row.partner_id})
        earlier: dict[tuple[Any, ...], list[tuple[int, Mark]]] = defaultdict(list)
        for row in rows:
            if row.said is None:
                continue
            mark = mark_of(row.said.values)
            if row.partner_id:
                row.twin_id = recorded.twin((row.school_id, row.partner_id), mark)
            row.twin_row = self._twin_above(row, mark, earlier)

    @staticmethod
    def _twin_above(
        row: PlannedRow, mark: Mark, earlier: dict[tuple[Any, ...], list[tuple[int, Mark]]]
    ) -> int | None:
        who = (row.school_id, row.partner_id or row.partner_key)
        above = [pair for key in mark.keys for pair in earlier[*who, key]]
        for key in mark.keys:
            earlier[*who, key].append((row.number, mark))
        return min((number for number, known in above if known.resembles(mark)), default=None)

    @staticmethod
    def _note_numbers(rows: list[PlannedRow]) -> None:
        """The same number twice in one school is a slip of the pen, or one paper listed twice."""
        numbered = [row for row in rows if row.said and row.said.number and row.school_id]
        recorded = numbers_recorded(
            {row.school_id for row in numbered if row.school_id},
            [row.said.number for row in numbered if row.said],
        )
        first: dict[tuple[int | None, str], int] = {}
        for row in numbered:
            if row.said is None or row.school_id is None:
                continue
            number = row.school_id, bare_number(row.said.number)
            if number in recorded:
                row.notes.append(_("Nomor surat ini sudah tercatat pada kerja sama lain"))
            above = first.setdefault(number, row.number)
            if above != row.number:
                row.notes.append(_("Nomor surat sama dengan baris %d") % above)


def asked_of(row: PlannedRow) -> Asked:
    if row.said is None:
        raise ValueError("a row that was refused asks for no partner")
    partner = row.said.values["partner"]
    regency = row.school.regency if row.school else None
    return Asked(partner["name"], partner["npwp"], partner["nib"], partner["phone"], regency)


def partner_key(asked: Asked, row: PlannedRow) -> str:
    """Rows with one key mean one partner; a CV is not the PT of the same name."""
    form = row.said.values["partner"]["legal_form"] if row.said else ""
    return f"{asked.key} {form}" if form and form not in UNIQUE_FORMS else asked.key


def is_likely(candidate: Candidate) -> bool:
    told_by_number = candidate.reasons & {Reason.NIB, Reason.NPWP, Reason.PHONE}
    return bool(told_by_number) or candidate.likeness >= PAIR_LIKENESS


def the_one(row: PlannedRow, likely: list[Candidate]) -> Candidate | None:
    """The partner meant beyond doubt: by its number, or alone of its name and form."""
    by_number = [each for each in likely if each.reasons & {Reason.NIB, Reason.NPWP}]
    if len(by_number) == 1 and is_number_trusted(by_number[0]):
        return by_number[0]
    form = row.said.values["partner"]["legal_form"] if row.said else ""
    named = [each for each in likely if each.likeness >= IDENTICAL]
    # Beside one of the very same name and form, one that lacks its form is a doublet to merge.
    named = [each for each in named if form and each.partner.legal_form == form] or named
    if len(named) != 1 or by_number:
        return None
    partner = named[0].partner
    is_other_form = form and partner.legal_form and not same_form(form, partner.legal_form)
    may_recur = form not in UNIQUE_FORMS or partner.legal_form not in UNIQUE_FORMS
    is_elsewhere = named[0].verdict is Verdict.OTHER_SITE
    return None if is_other_form or (is_elsewhere and may_recur) else named[0]


def is_number_trusted(candidate: Candidate) -> bool:
    """Numbers are public: whoever proposes a partner can give it somebody else's. It counts alone
    where an office has looked, else beside a name that is alike."""
    return candidate.partner.confirmed_at is not None or candidate.likeness >= PAIR_LIKENESS


def same_form(one: str, other: str) -> bool:
    """A list that says PT means the PT Tbk as well."""
    return one == other or {one, other} <= UNIQUE_FORMS
