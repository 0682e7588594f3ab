"""Writing a draft: begun with a partner and perhaps a photo, completed at any pace."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Exists, Max, OuterRef
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Permission
from partnerships.agreements.actions.acting import acting, drafting, locked, require_editor
from partnerships.agreements.actions.amendments import NEVER, amending, rows_of
from partnerships.agreements.actions.periods import settle_period
from partnerships.agreements.models import (
    ActingStatus,
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
    Witness,
)
from partnerships.agreements.models.coverage import Extent
from partnerships.agreements.models.instruments import always
from partnerships.partners.models import Partner, Site
from schools.actors import Actor
from schools.models.expertise import Concentration
from schools.models.facts import SchoolHead
from schools.models.offices import Office
from schools.models.schools import School
from schools.models.sources import Source

OWN_SIDE = 1
OTHER_SIDE = 2
# A head's standing in the school's list and its twin at signing.
STANDINGS = {
    "definitif": ActingStatus.DEFINITIVE,
    "plt": ActingStatus.PLT,
    "plh": ActingStatus.PLH,
    "pj": ActingStatus.PJ,
}


@dataclass(frozen=True)
class Recorder:
    """Who keeps the record: one school, or one office."""

    school: School | None = None
    office: Office | None = None


def start_draft(
    *,
    by: Actor,
    recorder: Recorder,
    kind: Kind = Kind.PKS,
    partner: Partner | None = None,
    form_token: UUID | None = None,
    source: Source | None = None,
    published_from_source: bool = False,
    reuses_empty: bool = False,
) -> Agreement:
    """Begin a record with sensible defaults: the own side first, its head as signatory.

    A second call with the same form token returns the first result. `reuses_empty` takes up a
    draft that the same person began and left empty, as after "back" in the browser.
    """
    _require_recorder(recorder, by)
    with acting("start", by=by):
        empty = _left_empty(recorder, by) if reuses_empty else None
        if empty:
            return _taken_up(empty, by=by, kind=kind, partner=partner)
        # The token is unique: of two clicks in one moment the second waits, and finds the first.
        agreement, is_new = Agreement.objects.get_or_create(
            form_token=form_token or uuid4(),
            defaults={
                "kind": kind,
                "recording_school": recorder.school,
                "recording_office": recorder.office,
                "created_by": by.user,
                "source": source,
                "published_from_source": published_from_source,
            },
        )
        if not is_new:
            require_editor(agreement, by)
            return agreement
        original = Instrument.objects.create(
            agreement=agreement, kind=Instrument.Kind.ORIGINAL, sequence=0
        )
        Term.objects.create(agreement=agreement, instrument=original, kind=Term.Kind.UNKNOWN)
        Scope.objects.create(agreement=agreement, instrument=original)
        _add_own_party(agreement, original, recorder, on=by.on)
        if partner:
            Party.objects.create(
                agreement=agreement, instrument=original, side=OTHER_SIDE, partner=partner
            )
        return agreement


def _left_empty(recorder: Recorder, by: Actor) -> Agreement | None:
    """A draft of this person there that holds nothing but what every draft begins with."""
    begun = Agreement.objects.open_work_of(
        by.user, school=recorder.school, office=recorder.office
    ).filter(steps_sent=[], title="", source=None, uploads=None, documents=None)
    others = Party.objects.filter(agreement=OuterRef("pk")).exclude(side=OWN_SIDE)
    return begun.filter(~Exists(others)).order_by("-pk").first()


def _taken_up(draft: Agreement, *, by: Actor, kind: Kind, partner: Partner | None) -> Agreement:
    change_facts(draft, by=by, values={"kind": kind})
    if partner:
        add_party(draft, by=by, side=OTHER_SIDE, member=partner)
    draft.refresh_from_db()
    return draft


def _require_recorder(recorder: Recorder, by: Actor) -> None:
    if not by.can(Permission.WRITE_AGREEMENTS):
        raise PermissionDenied
    if recorder.school:
        allowed = School.objects.within(by).filter(pk=recorder.school.pk).exists()
    else:
        allowed = by.is_unbounded or (by.office is not None and by.office == recorder.office)
    if not allowed:
        raise PermissionDenied


def _add_own_party(
    agreement: Agreement, original: Instrument, recorder: Recorder, *, on: date
) -> None:
    party = Party.objects.create(
        agreement=agreement,
        instrument=original,
        side=OWN_SIDE,
        school=recorder.school,
        office=recorder.office,
    )
    if not recorder.school:
        return
    CoverageRule.objects.create(
        agreement=agreement,
        instrument=original,
        kind=CoverageRule.Kind.SCHOOL,
        school=recorder.school,
    )
    if signatory := head_as_signatory(party, on=on):
        signatory.save()


def head_as_signatory(party: Party, *, on: date) -> Signatory | None:
    """The head of a party's school on that day, unsaved, as the signatory one would expect."""
    head = SchoolHead.objects.filter(school=party.school_id).valid_on(on).first()
    if head is None or party.school is None:
        return None
    return Signatory(
        party=party,
        name=head.name,
        position=_("Kepala %(school)s") % {"school": party.school.name},
        acting_status=STANDINGS.get(head.standing, ActingStatus.DEFINITIVE),
        nip=head.nip,
    )


@dataclass(frozen=True)
class Bench:
    """Where somebody writes: the paper and the rows that belong to it."""

    agreement: Agreement
    instrument: Instrument
    is_amendment: bool
    during: DateRange = field(default_factory=always)

    def rows(self, relation: str) -> Any:
        return rows_of(self.agreement, relation, self.instrument if self.is_amendment else None)

    @property
    def belonging(self) -> dict[str, Any]:
        """What a new row carries; an amendment's holds on no day until it takes effect."""
        return {
            "agreement": self.agreement,
            "instrument": self.instrument,
            "during": NEVER if self.is_amendment else self.during,
        }


@contextmanager
def writing(
    agreement: Agreement,
    *,
    by: Actor,
    instrument: Instrument | None = None,
    revision: int | None = None,
) -> Iterator[Bench]:
    """Open a draft, or an amendment that has not taken effect, for its keepers."""
    if instrument is None:
        with drafting(agreement, by=by, revision=revision) as draft:
            yield Bench(draft, draft.instruments.get(sequence=0), is_amendment=False)
    else:
        with amending(instrument, by=by, revision=revision) as current:
            yield Bench(current.agreement, current, is_amendment=True)


def change_facts(
    agreement: Agreement, *, by: Actor, values: Mapping[str, Any], revision: int | None = None
) -> Agreement:
    """Set plain columns of a draft: kind, title, signing, notes, where the original lies."""
    with drafting(agreement, by=by, revision=revision) as draft:
        write_facts(draft, values)
    return draft


def write_facts(agreement: Agreement, values: Mapping[str, Any]) -> None:
    """Inside an action, on a locked agreement: as all `write_…` here."""
    for name, value in values.items():
        setattr(agreement, name, value)
    _check_chain(agreement)
    agreement.full_clean()
    agreement.save()
    settle_period(agreement)


def _check_chain(agreement: Agreement) -> None:
    """A PKS may stand under a Nota Kesepahaman, a Rencana Kerja under either; never in a ring."""
    parent = agreement.parent
    if parent and Kind(parent.kind) not in agreement.possible_parent_kinds:
        raise ValidationError(
            {
                "parent": _("%(kind)s tidak dapat bernaung di bawah %(parent)s.")
                % {"kind": Kind(agreement.kind).label, "parent": Kind(parent.kind).label}
            }
        )
    seen = {agreement.pk}
    while parent:
        if parent.pk in seen:
            raise ValidationError({"parent": _("Kerja sama ini tidak dapat menaungi dirinya.")})
        seen.add(parent.pk)
        parent = parent.parent


def change_term(
    agreement: Agreement,
    *,
    by: Actor,
    values: Mapping[str, Any],
    instrument: Instrument | None = None,
    revision: int | None = None,
) -> Agreement:
    """Say from when until when; with it, in a draft, when and where it was signed."""
    with writing(agreement, by=by, instrument=instrument, revision=revision) as bench:
        write_term(bench, values)
    return bench.agreement


def write_term(bench: Bench, values: Mapping[str, Any]) -> None:
    on_agreement = {"signed_on", "signed_on_precision", "signed_on_text", "signed_at"}
    term, agreement = bench.rows("terms").get(), bench.agreement
    for name, value in values.items():
        setattr(agreement if name in on_agreement else term, name, value)
    term.full_clean()
    term.save()
    if not bench.is_amendment:
        agreement.full_clean()
        agreement.save()
        settle_period(agreement)


def change_scope(
    agreement: Agreement,
    *,
    by: Actor,
    values: Mapping[str, Any],
    concentrations: Iterable[Concentration] = (),
    sites: Iterable[Site] = (),
    instrument: Instrument | None = None,
    revision: int | None = None,
) -> Agreement:
    """Say which konsentrasi and which sites of the partner are covered, and what is promised."""
    with writing(agreement, by=by, instrument=instrument, revision=revision) as bench:
        write_scope(bench, values, concentrations=concentrations, sites=sites)
    return bench.agreement


def write_scope(
    bench: Bench,
    values: Mapping[str, Any],
    *,
    concentrations: Iterable[Any] | None = None,
    sites: Iterable[Any] | None = None,
) -> None:
    """Rows or their keys; None leaves what is named as it is."""
    scope = bench.rows("scopes").get()
    for name, value in values.items():
        setattr(scope, name, value)
    scope.full_clean()
    scope.save()
    named = Extent.NAMED
    if concentrations is not None:
        scope.concentrations.set(concentrations if scope.concentration_extent == named else [])
    if sites is not None:
        scope.sites.set(sites if scope.site_extent == named else [])


@dataclass(frozen=True)
class Promise:
    """One link-and-match item as a person states it; quantity and unit come together.

    Twelve seats for six months are two of the same item.
    """

    item: Item
    quantity: Decimal | None = None
    unit: str = ""
    detail: str = ""


def change_obligations(
    agreement: Agreement,
    *,
    by: Actor,
    promises: Iterable[Promise],
    instrument: Instrument | None = None,
    revision: int | None = None,
) -> Agreement:
    """Replace the link-and-match items by these."""
    with writing(agreement, by=by, instrument=instrument, revision=revision) as bench:
        write_obligations(bench, promises)
    return bench.agreement


def write_obligations(bench: Bench, promises: Iterable[Promise]) -> None:
    wanted = {(promise.item, promise.unit): promise for promise in promises}
    known = {(row.item, row.unit): row for row in bench.rows("obligations")}
    # First, since a row without a quantity stands beside no other of its item.
    gone = [row.pk for key, row in known.items() if key not in wanted]
    bench.rows("obligations").filter(pk__in=gone).delete()
    for key, promise in wanted.items():
        row = known.get(key) or Obligation(item=promise.item, unit=promise.unit, **bench.belonging)
        row.quantity, row.detail = promise.quantity, promise.detail
        row.full_clean()
        row.save()


def note_sent(agreement: Agreement, *, by: Actor, steps: Iterable[str]) -> None:
    """Remember which steps of the form somebody has sent, if only to leave them empty."""
    with acting("draft", by=by):
        draft = locked(agreement)
        require_editor(draft, by)
        new = [step for step in steps if step not in draft.steps_sent]
        if draft.is_draft and new:
            draft.steps_sent = [*draft.steps_sent, *new]
            draft.save(update_fields=["steps_sent"])


def add_party(
    agreement: Agreement,
    *,
    by: Actor,
    side: int,
    member: School | Partner | Office,
    instrument: Instrument | None = None,
) -> Party:
    """Name one more party; a school among them is covered as well."""
    with writing(agreement, by=by, instrument=instrument) as bench:
        rows = bench.rows("parties")
        name = type(member)._meta.model_name or ""
        if rows.filter(**{name: member}).exists():
            raise ValidationError(_("Pihak ini sudah tercantum."))
        last = rows.filter(side=side).aggregate(last=Max("position"))["last"]
        party = Party(
            side=side,
            position=0 if last is None else last + 1,
            **{name: member},
            **bench.belonging,
        )
        party.full_clean()
        party.save()
        if isinstance(member, School) and not bench.is_amendment:
            CoverageRule.objects.get_or_create(
                agreement=bench.agreement,
                kind=CoverageRule.Kind.SCHOOL,
                school=member,
                defaults={"instrument": bench.instrument},
            )
    return party


def paper_of(row: Party | CoverageRule) -> Instrument | None:
    """The amendment that a row waits for; None for a row of the draft itself."""
    return row.instrument if row.during.isempty else None


def change_party(
    party: Party,
    *,
    by: Actor,
    values: Mapping[str, Any],
    signatory: Mapping[str, Any] | None = None,
    revision: int | None = None,
) -> Party:
    """Set a party's number, day of signing and representative, and its first signatory.

    A signatory without a name is taken away.
    """
    paper = paper_of(party)
    with writing(party.agreement, by=by, instrument=paper, revision=revision) as bench:
        current = bench.rows("parties").select_for_update(of=("self",)).get(pk=party.pk)
        write_party(current, values)
        if signatory is not None:
            _set_signatory(current, signatory)
    return current


def write_party(party: Party, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(party, name, value)
    party.letter_number = meaningful_number(party.letter_number)
    party.full_clean()
    party.save()


def _set_signatory(party: Party, values: Mapping[str, Any]) -> None:
    row = party.signatories.order_by("pk").first() or Signatory(party=party)
    if not values.get("name"):
        if row.pk:
            row.delete()
        return
    for name, value in values.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()


def meaningful_number(text: str) -> str:
    """The letter number as written; placeholders such as `-`, `12.-` or `…/…` count as none."""
    number = " ".join(text.split())
    letters = [part for part in number.replace("…", ".").split("/") if part.strip(" .-_")]
    only_stub = number.rstrip(" .").endswith("-") and len(letters) <= 1
    return "" if not letters or only_stub else number


def remove_party(party: Party, *, by: Actor) -> None:
    """Take a party out; the recording school or office itself stays."""
    with writing(party.agreement, by=by, instrument=paper_of(party)) as bench:
        draft = bench.agreement
        own = (party.school_id and party.school_id == draft.recording_school_id) or (
            party.office_id and party.office_id == draft.recording_office_id
        )
        if own:
            raise ValidationError(_("Pihak pencatat tidak dapat dihapus."))
        if party.school_id and not bench.is_amendment:
            draft.coveragerules.filter(school=party.school_id).delete()
        bench.rows("parties").filter(pk=party.pk).delete()


def change_coverage(
    agreement: Agreement,
    *,
    by: Actor,
    rules: Iterable[CoverageRule],
    instrument: Instrument | None = None,
    revision: int | None = None,
) -> Agreement:
    """Replace for which schools it holds; the rules come unsaved, without an agreement."""
    with writing(agreement, by=by, instrument=instrument, revision=revision) as bench:
        bench.rows("coveragerules").delete()
        for rule in rules:
            for name, value in bench.belonging.items():
                setattr(rule, name, value)
            rule.full_clean()
            rule.save()
    return bench.agreement


def add_coverage(
    agreement: Agreement, *, by: Actor, rule: CoverageRule, instrument: Instrument | None = None
) -> CoverageRule:
    """One more rule, given unsaved."""
    with writing(agreement, by=by, instrument=instrument) as bench:
        for name, value in bench.belonging.items():
            setattr(rule, name, value)
        rule.full_clean()
        rule.save()
    return rule


def remove_coverage(rule: CoverageRule, *, by: Actor) -> None:
    """Take a rule out of a draft; it may be the last one, when others are added after it."""
    with writing(rule.agreement, by=by, instrument=paper_of(rule)) as bench:
        bench.rows("coveragerules").filter(pk=rule.pk).delete()


def write_witnesses(agreement: Agreement, witnesses: Iterable[tuple[str, str]]) -> None:
    """Replace the witnesses, given as name and position."""
    agreement.witnesses.all().delete()
    for name, position in witnesses:
        witness = Witness(agreement=agreement, name=name, position=position)
        witness.full_clean()
        witness.save()


def delete_draft(agreement: Agreement, *, by: Actor) -> None:
    """Throw a draft away: only its author may, and the office of an author who has left."""
    with acting("delete_draft", by=by):
        draft = locked(agreement)
        require_editor(draft, by)
        if not may_delete_of(draft.created_by, by=by):
            raise PermissionDenied
        if draft.transitions.exists():
            raise ValidationError(_("Draf yang pernah diajukan disimpan sebagai riwayat."))
        if draft.children.exists() or draft.successors.exists():
            raise ValidationError(_("Kerja sama lain merujuk pada draf ini."))
        draft.parties.all().delete()
        draft.delete()


def may_delete_of(author: User | None, *, by: Actor) -> bool:
    """Whether `by` may throw away drafts of this author."""
    is_author = author is not None and by.user is not None and author.pk == by.user.pk
    return is_author or by.is_unbounded or by.can(Permission.VERIFY_AGREEMENTS)
