"""The parts of a recorded agreement that a correction may name, one field or group at a time.

Each part reads as words what the record says, and writes what it should say into the rows in
force; `Values` are the plain values of its form. What is asked for waits as JSON (`stored`), and
is typed again by the columns it is for.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.templatetags.reading import day, known_day, quantity
from partnerships.agreements.actions.drafts import (
    Bench,
    Promise,
    write_facts,
    write_obligations,
    write_party,
    write_scope,
    write_term,
    write_witnesses,
)
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
    Term,
)
from partnerships.agreements.models.coverage import Extent
from partnerships.agreements.models.instruments import Subject
from partnerships.agreements.models.kinds import KIND_PARENTS
from schools.models.dates import Precision

Values = Mapping[str, Any]

FACTS = gettext_lazy("Kerja sama")
TIME = gettext_lazy("Waktu")
CONTENT = gettext_lazy("Cakupan dan isi")
ARCHIVE = gettext_lazy("Arsip")


@dataclass(frozen=True)
class Part:
    """One part of the record: how it reads, and how it is written.

    `subject` is what an amendment calls it, where its rows are versions in time. `weighs` marks
    those on which it depends who must verify.
    """

    key: str
    label: str | Lazy
    group: str | Lazy
    words: Callable[[Agreement], str]
    write: Callable[[Bench, Values], None]
    subject: str = ""
    weighs: bool = False

    @property
    def sort(self) -> str:
        """Which form it takes: the key without the row."""
        return self.key.partition("-")[0]

    @property
    def full_label(self) -> str:
        """With the party that it is of."""
        return f"{self.label}, {self.group}" if self.row else str(self.label)

    @property
    def row(self) -> int | None:
        number = self.key.partition("-")[2]
        return int(number) if number.isdecimal() else None


def stored(value: Any) -> Any:
    """A form's value as JSON holds it: days as ISO, rows as their keys."""
    match value:
        case date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case models.Model():
            return value.pk
        case Mapping():
            return {name: stored(row) for name, row in value.items()}
        case str() | int() | bool() | None:
            return value
        case Iterable():
            return [stored(row) for row in value]
    raise TypeError(type(value))


def typed(model: type[models.Model], values: Values) -> dict[str, Any]:
    """Stored values as the columns of the model take them; rows stay keys."""
    return {
        column.attname: column.to_python(values[column.name])
        for column in model._meta.concrete_fields
        if column.name in values
    }


# What the record says, in words


def column_in_words(row: Any, name: str) -> str:
    """A plain column as a person reads it; empty for nothing."""
    value = getattr(row, name)
    column = row._meta.get_field(name)
    if isinstance(column, models.BooleanField):
        return {True: _("Ya"), False: _("Tidak"), None: _("Tidak tahu")}[value]
    if column.choices:
        return str(getattr(row, f"get_{name}_display")())
    return day(value) if isinstance(value, date) else str(value or "")


def _fact(name: str) -> Callable[[Agreement], str]:
    return lambda agreement: column_in_words(agreement, name)


def _scope_words(name: str) -> Callable[[Agreement], str]:
    return lambda agreement: column_in_words(_scope(agreement), name)


def _scope(agreement: Agreement) -> Scope:
    row: Scope = agreement.scopes.latest_rows().get()
    return row


def _parent_words(agreement: Agreement) -> str:
    return agreement.parent.label if agreement.parent else _("Berdiri sendiri")


def _signing_words(agreement: Agreement) -> str:
    known = known_day(agreement.signed_on, agreement.signed_on_precision)
    return ", ".join(
        part for part in (agreement.signed_on_text or known, agreement.signed_at) if part
    )


def _term_words(agreement: Agreement) -> str:
    term: Term | None = agreement.terms.latest_rows().first()
    if term is None:
        return ""
    told = [str(term.get_kind_display())]
    if term.effective_on:
        told.append(_("sejak %(day)s") % {"day": day(term.effective_on)})
    if term.ends_on:
        told.append(_("sampai dengan %(day)s") % {"day": day(term.ends_on)})
    if term.months:
        told.append(_("%(count)d bulan") % {"count": term.months})
    return ", ".join([*told, *([term.activity] if term.activity else [])])


def _concentration_words(agreement: Agreement) -> str:
    scope = _scope(agreement)
    if scope.concentration_extent != Extent.NAMED:
        return str(scope.get_concentration_extent_display())
    return "; ".join(row.name for row in scope.concentrations.order_by("sort_key", "pk"))


def _site_words(agreement: Agreement) -> str:
    scope = _scope(agreement)
    if scope.site_extent != Extent.NAMED:
        return str(scope.get_site_extent_display())
    return "; ".join(str(row) for row in scope.sites.order_by("name", "pk"))


def _item_words(agreement: Agreement) -> str:
    rows = sorted(
        agreement.obligations.latest_rows(), key=lambda row: (row.item, row.place_of_unit, row.pk)
    )
    return "\n".join(
        _promise_words(Item(item), list(promised))
        for item, promised in groupby(rows, key=lambda row: row.item)
    )


def _promise_words(item: Item, rows: list[Obligation]) -> str:
    """`4. PKL atau magang: 12 tempat per tahun, 6 bulan (kelas XII)`."""
    amounts = [f"{quantity(row.quantity)} {row.get_unit_display()}" for row in rows if row.quantity]
    details = [row.detail for row in rows if row.detail]
    return (
        f"{item}. {item.label}"
        + (f": {', '.join(amounts)}" if amounts else "")
        + (f" ({'; '.join(details)})" if details else "")
    )


def _coverage_words(agreement: Agreement) -> str:
    return "\n".join(str(rule.sentence) for rule in _rules(agreement))


def _rules(agreement: Agreement) -> list[CoverageRule]:
    return list(agreement.coveragerules.latest_rows().with_names().order_by("pk"))


def _witness_words(agreement: Agreement) -> str:
    rows = agreement.witnesses.order_by("pk")
    return "\n".join(", ".join(part for part in (row.name, row.position) if part) for row in rows)


def _party(agreement: Agreement, pk: int) -> Party:
    row: Party = agreement.parties.latest_rows().with_names().get(pk=pk)
    return row


def _number_words(party: Party) -> str:
    signed = _("ditandatangani %(day)s") % {"day": day(party.signed_on)} if party.signed_on else ""
    return ", ".join(part for part in (party.letter_number, signed) if part)


def _member_words(party: Party) -> str:
    if party.representative is None:
        return party.name
    return _("%(name)s, diwakili oleh %(by)s") % {"name": party.name, "by": party.representative}


def _representative_words(party: Party) -> str:
    return str(party.representative) if party.representative else _("Tidak diwakili")


def _signatory_words(party: Party) -> str:
    return "\n".join(signatory_in_words(row) for row in party.signatories.order_by("pk"))


def signatory_in_words(row: Signatory) -> str:
    nip = f"NIP {row.nip}" if row.nip else ""
    return ", ".join(part for part in (row.name, row.full_position, nip) if part)


# What the record should say, written


def _write_facts(bench: Bench, values: Values) -> None:
    write_facts(bench.agreement, typed(Agreement, values))


def _write_kind(bench: Bench, values: Values) -> None:
    kind = Kind(values["kind"])
    if kind == Kind.UNKNOWN:
        raise ValidationError({"kind": _("Kerja sama yang tercatat berbentuk tertentu.")})
    for child in bench.agreement.children.all():
        if kind not in KIND_PARENTS[Kind(child.kind)]:
            raise ValidationError(
                {
                    "kind": _("%(child)s bernaung di bawahnya: tidak mungkin di bawah %(kind)s.")
                    % {"child": child.label, "kind": kind.label}
                }
            )
    _write_facts(bench, values)


def _write_signing(bench: Bench, values: Values) -> None:
    """A day that somebody read on the paper takes the place of what a source said of it."""
    facts = {"signed_on_text": "", "signed_on_precision": Precision.DAY, **values}
    _write_facts(bench, facts)


def _write_term(bench: Bench, values: Values) -> None:
    write_term(bench, typed(Term, values))


def _write_scope(bench: Bench, values: Values) -> None:
    write_scope(
        bench,
        typed(Scope, values),
        concentrations=values.get("concentrations"),
        sites=values.get("sites"),
    )


def _write_items(bench: Bench, values: Values) -> None:
    write_obligations(bench, [promise_from(row) for row in values["promises"]])


def promise_from(row: Values) -> Promise:
    amount = row["quantity"]
    return Promise(
        Item(row["item"]), Decimal(amount) if amount else None, row["unit"], row["detail"]
    )


def _write_coverage(bench: Bench, values: Values) -> None:
    """Rules that stay, by their keys, and one that was left out."""
    bench.rows("coveragerules").exclude(pk__in=values["kept"]).delete()
    if values.get("added"):
        rule = CoverageRule(**typed(CoverageRule, values["added"]), **bench.belonging)
        rule.full_clean()
        rule.save()
    if not bench.rows("coveragerules").exists():
        raise ValidationError({"kept": _("Sisakan satu, atau tambahkan yang benar.")})


def _write_witnesses(bench: Bench, values: Values) -> None:
    write_witnesses(bench.agreement, [(row["name"], row["position"]) for row in values["rows"]])


def _write_columns(bench: Bench, party: Party, values: Values) -> None:
    write_party(party, typed(Party, values))


def _write_member(bench: Bench, party: Party, values: Values) -> None:
    """Another partner than the one recorded; named sites of the wrong one go with it."""
    write_party(party, typed(Party, values))
    partners = bench.rows("parties").exclude(partner=None).values("partner")
    scope = bench.rows("scopes").get()
    scope.sites.remove(*scope.sites.exclude(partner__in=partners))
    if scope.site_extent == Extent.NAMED and not scope.sites.exists():
        scope.site_extent = Extent.UNKNOWN
        scope.save()


def _write_signatories(bench: Bench, party: Party, values: Values) -> None:
    party.signatories.all().delete()
    for row in values["rows"]:
        signatory = Signatory(party=party, **typed(Signatory, row))
        signatory.full_clean()
        signatory.save()


# The table

# What gives each thing that a record may lack; a paper is no part but a document.
PART_OF_DEMAND = {
    "kind": "kind",
    "signed_on": "signing",
    "term": "term",
    "concentrations": "concentrations",
    "items": "items",
    "authority": "authority",
    "original": "original",
}


def parts_of(agreement: Agreement) -> list[Part]:
    """Everything of this agreement that may be corrected, in the order in which it is read."""
    found = [
        Part("kind", _("Jenis"), FACTS, _fact("kind"), _write_kind, weighs=True),
        Part("title", _("Judul"), FACTS, _fact("title"), _write_facts),
        Part("parent", _("Bernaung di bawah"), FACTS, _parent_words, _write_facts),
        Part("authority", _("Surat kuasa"), FACTS, _fact("authority_document"), _write_facts),
    ]
    for party in agreement.parties.latest_rows().with_names().order_by("side", "position", "pk"):
        found += _parts_of_party(party)
    found += [
        Part("witnesses", _("Saksi"), _("Saksi"), _witness_words, _write_witnesses),
        Part("signing", _("Penandatanganan"), TIME, _signing_words, _write_signing),
        Part("term", _("Masa berlaku"), TIME, _term_words, _write_term, Subject.TERM),
        Part(
            "coverage",
            _("Cakupan sekolah"),
            CONTENT,
            _coverage_words,
            _write_coverage,
            Subject.COVERAGE,
            weighs=True,
        ),
        Part(
            "concentrations",
            _("Konsentrasi keahlian"),
            CONTENT,
            _concentration_words,
            _write_scope,
            Subject.SCOPE,
        ),
        Part("sites", _("Lokasi mitra"), CONTENT, _site_words, _write_scope, Subject.SCOPE),
        Part(
            "purpose",
            _("Maksud dan tujuan"),
            CONTENT,
            _scope_words("purpose"),
            _write_scope,
            Subject.SCOPE,
        ),
        Part(
            "commitment",
            _("Isi janji para pihak"),
            CONTENT,
            _scope_words("commitment"),
            _write_scope,
            Subject.SCOPE,
        ),
        Part(
            "items",
            _("Butir link and match"),
            CONTENT,
            _item_words,
            _write_items,
            Subject.OBLIGATIONS,
        ),
        Part(
            "original",
            _("Tempat naskah asli"),
            ARCHIVE,
            _fact("original_location"),
            _write_facts,
        ),
        Part("materai", _("Bermeterai"), ARCHIVE, _fact("has_materai"), _write_facts),
        Part("notes", _("Catatan intern"), ARCHIVE, _fact("notes"), _write_facts),
    ]
    return found


def _parts_of_party(party: Party) -> list[Part]:
    pk, name = party.pk, party.name

    def words(told: Callable[[Party], str]) -> Callable[[Agreement], str]:
        return lambda record: told(_party(record, pk))

    def write(written: Callable[[Bench, Party, Values], None]) -> Callable[[Bench, Values], None]:
        return lambda bench, values: written(bench, bench.rows("parties").get(pk=pk), values)

    member = Part(
        f"member-{pk}",
        _("Mitra"),
        name,
        words(_member_words),
        write(_write_member),
        Subject.PARTIES,
        weighs=True,
    )
    represented = Part(
        f"representative-{pk}",
        _("Diwakili oleh"),
        name,
        words(_representative_words),
        write(_write_columns),
        Subject.PARTIES,
    )
    return [
        member if party.partner_id else represented,
        Part(
            f"number-{pk}",
            _("Nomor surat"),
            name,
            words(_number_words),
            write(_write_columns),
            Subject.PARTIES,
        ),
        Part(
            f"signatories-{pk}",
            _("Penanda tangan"),
            name,
            words(_signatory_words),
            write(_write_signatories),
            Subject.PARTIES,
        ),
    ]


def part_of(agreement: Agreement, key: str) -> Part | None:
    return next((part for part in parts_of(agreement) if part.key == key), None)


def bench_of(agreement: Agreement, part: Part) -> Bench:
    """The rows in force, to be changed where they are; one that was left out begins with them."""
    effective = agreement.instruments.filter(took_effect_at__isnull=False)
    last = (
        effective.filter(kind=Instrument.Kind.AMENDMENT, subjects__contains=[part.subject])
        .order_by("-sequence")
        .first()
        if part.subject
        else None
    )
    if last is None:
        return Bench(agreement, agreement.instruments.get(sequence=0), is_amendment=False)
    since = DateRange(last.effective_on, None, "[)")
    return Bench(agreement, last, is_amendment=False, during=since)


# Of which party something is missing, by `Demand.key`, and the sort of part that gives it.
PARTY_LACKS: dict[str, tuple[str, Callable[[Party], bool]]] = {
    "own_number": ("number", lambda row: not (row.partner_id or row.letter_number)),
    "numbers": ("number", lambda row: not row.letter_number),
    "signatories": ("signatories", lambda row: not row.signatories.all()),
}


def key_for(parties: Iterable[Party], demand: str) -> str:
    """The part whose correction gives what is missing (`Demand.key`); empty where none does.

    The parties are those in force, in their order, with their signatories.
    """
    if demand not in PARTY_LACKS:
        return PART_OF_DEMAND.get(demand, "")
    sort, lacks = PARTY_LACKS[demand]
    latest = (row for row in parties if row.during.upper_inf)
    return next((f"{sort}-{row.pk}" for row in latest if lacks(row)), "")
