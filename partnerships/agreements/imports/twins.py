"""Rows that are likely the same agreement as one already recorded, or as an earlier row."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Value
from django.db.models.functions import Replace, Upper

from partnerships.agreements.imports.reading import days_of
from partnerships.agreements.models import Agreement, Party, State
from partnerships.agreements.models.kinds import Kind
from partnerships.agreements.models.terms import Term
from schools.search import normalise

# Who keeps the record (a school's key, or None for the office itself), and with which partner.
Pairing = tuple[int | None, int]


@dataclass(frozen=True)
class Mark:
    """By what two papers between the same two are told apart."""

    kind: str
    title: str
    # Of either side: people copy the one that their own copy of the paper shows first.
    numbers: frozenset[str]
    signed_on: date | None
    starts_on: date | None
    ends_on: date | None

    @property
    def keys(self) -> set[tuple[Any, ...]]:
        """Two papers that share one of these are likely the same."""
        keys: set[tuple[Any, ...]] = {("number", number) for number in self.numbers}
        if self.signed_on:
            keys.add(("signed", self.signed_on))
        if self.starts_on:
            keys.add(("runs", self.starts_on, self.ends_on))
        elif self.ends_on:
            keys.add(("ends", self.ends_on))
        return keys or {("title", normalise(self.title))}

    def resembles(self, other: "Mark") -> bool:
        """A Nota Kesepahaman and a PKS of the same day are two papers."""
        kinds = {self.kind, other.kind} - {Kind.UNKNOWN}
        return len(kinds) < 2 and bool(self.keys & other.keys)


def mark_of(values: Mapping[str, Any]) -> Mark:
    numbers = bare_numbers([values["number"], values.get("partner_number", "")])
    return Mark(values["kind"], values["title"], numbers, *days_of(values))


def bare_numbers(numbers: Iterable[str]) -> frozenset[str]:
    return frozenset(bare_number(number) for number in numbers if number)


def bare_number(number: str) -> str:
    return "".join(number.split()).upper()


class Recorded:
    """What is recorded between keepers and partners; three queries whatever their number."""

    def __init__(self, *, schools: Iterable[int], office: int | None) -> None:
        self.schools = sorted(set(schools))
        self.office = office
        self.marks: dict[Pairing, list[tuple[int, Mark]]] = defaultdict(list)

    def load(self, partners: Iterable[int]) -> None:
        theirs = Party.objects.latest_rows().filter(partner__in=set(partners))
        kept = [self._kept_by("recording_school", self.schools)]
        if self.office:
            kept.append(self._kept_by("recording_office", [self.office]))
        for agreements in kept:
            rows = theirs.filter(agreement__in=agreements.values("pk"))
            self._note(list(rows.values_list("agreement", "partner")))

    @staticmethod
    def _kept_by(recorder: str, ids: list[int]) -> Any:
        return Agreement.objects.filter(**{f"{recorder}__in": ids}).exclude(state=State.CANCELLED)

    def _note(self, pairs: list[tuple[int, int]]) -> None:
        ids = {agreement for agreement, _partner in pairs}
        numbers: dict[int, set[str]] = defaultdict(set)
        told = Party.objects.latest_rows().filter(agreement__in=ids).exclude(letter_number="")
        for agreement, number in told.values_list("agreement", "letter_number"):
            numbers[agreement].add(number)
        terms = {
            term.agreement_id: term for term in Term.objects.latest_rows().filter(agreement__in=ids)
        }
        agreements = Agreement.objects.filter(pk__in=ids).only(
            "kind", "title", "signed_on", "recording_school"
        )
        marks = {
            row.pk: (row.recording_school_id, mark_recorded(row, terms.get(row.pk), numbers))
            for row in agreements
        }
        for agreement, partner in pairs:
            school, mark = marks[agreement]
            self.marks[school, partner].append((agreement, mark))

    def twin(self, pairing: Pairing, mark: Mark) -> int | None:
        """The key of the recorded agreement that this is likely to be."""
        for agreement, known in self.marks.get(pairing, []):
            if known.resembles(mark):
                return agreement
        return None


def mark_recorded(row: Agreement, term: Any, numbers: Mapping[int, Iterable[str]]) -> Mark:
    """As its papers say, whether or not that comes to a period yet."""
    starts_on = term.start(row.signed_on) if term else row.signed_on
    ends_on = term.last_day(row.signed_on) if term else None
    told = bare_numbers(numbers.get(row.pk, ()))
    return Mark(row.kind, row.title, told, row.signed_on, starts_on, ends_on)


def numbers_recorded(schools: Iterable[int], numbers: Iterable[str]) -> set[tuple[int, str]]:
    """Which of these letter numbers a school has already given to another record."""
    bare = Upper(Replace("letter_number", Value(" "), Value("")))
    wanted = {bare_number(number) for number in numbers}
    rows = Party.objects.filter(school__in=set(schools)).annotate(bare=bare)
    found = rows.filter(bare__in=wanted, agreement__recording_school=F("school"))
    return {(school, number) for school, number in found.values_list("school", "bare") if school}
