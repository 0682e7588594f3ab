"""An agreement as somebody reads it: what held, by its papers, on one day."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Prefetch, Q, Value

from accounts.presence import may_have
from accounts.templatetags.reading import known_day
from partnerships.agreements.actions.amendments import rows_of
from partnerships.agreements.completeness import Completeness, Gap, known_gaps
from partnerships.agreements.covering import schools_under
from partnerships.agreements.models import (
    Agreement,
    CoverageRule,
    Instrument,
    Item,
    Kind,
    Obligation,
    Party,
    Scope,
    Signatory,
    Suspension,
    Term,
)
from partnerships.agreements.models.coverage import CoverageKind
from partnerships.agreements.models.instruments import Subject
from partnerships.agreements.naming import NAMES_AT_MOST, name_of, side_in_words
from partnerships.agreements.rows import end_precision, start_precision


@dataclass(frozen=True)
class Side:
    """One side of an agreement: PIHAK PERTAMA, KEDUA, …"""

    number: int
    parties: list[Party]

    @property
    def is_crowd(self) -> bool:
        """A consortium: read as one list, not as so many partners."""
        return len(self.parties) > NAMES_AT_MOST

    @property
    def count_in_words(self) -> str:
        return side_in_words(list(self.parties))

    @property
    def ordinal(self) -> str:
        return ORDINALS.get(self.number, str(self.number))


ORDINALS = {1: "pertama", 2: "kedua", 3: "ketiga", 4: "keempat", 5: "kelima", 6: "keenam"}


@dataclass(frozen=True)
class PromisedItem:
    """One of the nine link-and-match items, and what this agreement says of it, if anything.

    One row for each unit, in the order in which the units of an item are named.
    """

    item: Item
    obligations: list[Obligation]

    @property
    def quantities(self) -> list[Obligation]:
        return [row for row in self.obligations if row.quantity is not None]

    @property
    def details(self) -> list[str]:
        return list(dict.fromkeys(row.detail for row in self.obligations if row.detail))


@dataclass(frozen=True)
class Reach:
    """How many schools the rules of coverage reach, and how many of them signed themselves."""

    count: int
    direct: int

    @property
    def under_umbrella(self) -> int:
        return self.count - self.direct


@dataclass
class Reading:
    """Reads what an agreement says on `on`; each part is one query, made when it is asked for."""

    agreement: Agreement
    on: date
    # An amendment that has not taken effect: read as if it had.
    waiting: Instrument | None = None

    def rows(self, relation: str, subject: str) -> Any:
        if self.waiting and subject in self.waiting.subjects:
            return rows_of(self.agreement, relation, self.waiting)
        return getattr(self.agreement, relation).on(self.on)

    @cached_property
    def parties(self) -> list[Party]:
        rows = self.rows("parties", Subject.PARTIES).with_names()
        rows = rows.select_related("school__regency")
        signatories = Prefetch("signatories", queryset=Signatory.objects.order_by("pk"))
        return list(rows.prefetch_related(signatories).order_by("side", "position", "pk"))

    @cached_property
    def sides(self) -> list[Side]:
        return [
            Side(number, list(rows))
            for number, rows in groupby(self.parties, key=lambda party: party.side)
        ]

    @property
    def name(self) -> str:
        return name_of(self.agreement, self.parties)

    @property
    def signed(self) -> str:
        """When it was signed in its source's words, as a quotation, else as exactly as is known."""
        quoted = self.agreement.signed_on_text
        known = known_day(self.agreement.signed_on, self.agreement.signed_on_precision)
        return f"\u201c{quoted}\u201d" if quoted else known

    @property
    def kind(self) -> str:
        return str(Kind(self.agreement.kind).label)

    @cached_property
    def term(self) -> Term | None:
        return self.rows("terms", Subject.TERM).first()

    @property
    def last_day(self) -> date | None:
        """The last day that the term in question names, before any ending or successor."""
        return self.term.last_day(self.agreement.signed_on) if self.term else None

    @property
    def cut_short_on(self) -> date | None:
        """Its last day, if an ending or a successor came before the one that its term names."""
        ends_on, agreed = self.agreement.ends_on, self.last_day
        if ends_on is None or ends_on > self.on:
            return None
        return ends_on if agreed is None or ends_on < agreed else None

    @property
    def start_precision(self) -> str:
        return start_precision(self.agreement, self.term)

    @property
    def end_precision(self) -> str:
        return end_precision(self.agreement, self.term)

    @cached_property
    def scope(self) -> Scope | None:
        """With the names of its konsentrasi; sites are asked for where they are named."""
        names = ArrayAgg(
            "concentrations__name",
            filter=Q(concentrations__isnull=False),
            order_by=("concentrations__sort_key", "concentrations__pk"),
            default=Value([]),
        )
        found: Scope | None = (
            self.rows("scopes", Subject.SCOPE).annotate(concentration_names=names).first()
        )
        return found

    @cached_property
    def items(self) -> list[PromisedItem]:
        rows = sorted(
            self.rows("obligations", Subject.OBLIGATIONS), key=lambda row: row.place_of_unit
        )
        return [PromisedItem(item, [row for row in rows if row.item == item]) for item in Item]

    @property
    def promised(self) -> list[PromisedItem]:
        return [promised for promised in self.items if promised.obligations]

    @cached_property
    def coverage(self) -> list[CoverageRule]:
        return list(self.rows("coveragerules", Subject.COVERAGE).with_names())

    @cached_property
    def signing_schools(self) -> set[int]:
        return {party.school_id for party in self.parties if party.school_id}

    @cached_property
    def reach(self) -> Reach | None:
        """How many schools its rules reach on the day; None where it lists them one by one."""
        if all(rule.kind == CoverageKind.SCHOOL for rule in self.coverage):
            return None
        schools = schools_under(self.coverage, on=self.on).order_by()
        signed = Q(pk__in=self.signing_schools)
        found = schools.aggregate(all=Count("pk"), signed=Count("pk", filter=signed))
        return Reach(found["all"], found["signed"])

    @property
    def covers_its_parties(self) -> bool:
        """Whether it holds for the schools that made it, and these are several: a consortium."""
        covered = {rule.school_id for rule in self.coverage}
        return len(self.signing_schools) > 1 and covered == self.signing_schools

    @cached_property
    def instruments(self) -> list[Instrument]:
        return list(self.agreement.instruments.order_by("sequence"))

    @property
    def amendments(self) -> list[Instrument]:
        if not may_have(self.agreement, "amendments"):
            return []
        return [row for row in self.instruments if row.kind == Instrument.Kind.AMENDMENT]

    @cached_property
    def suspensions(self) -> list[Suspension]:
        if not may_have(self.agreement, "suspensions"):
            return []
        return list(self.agreement.suspensions.all())

    @cached_property
    def suspension(self) -> Suspension | None:
        """The one that holds on the day."""
        return next((row for row in self.suspensions if self.on in row.during), None)

    @cached_property
    def completeness(self) -> Completeness:
        return Completeness(known_gaps(self.agreement))

    @property
    def gaps(self) -> list[Gap]:
        return self.completeness.gaps

    @property
    def required_gaps(self) -> list[Gap]:
        return self.completeness.required
