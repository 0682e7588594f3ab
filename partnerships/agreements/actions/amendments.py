"""Amendments: an instrument beside the original, whose rows wait until it takes effect.

While it is being written, its rows lie beside the ones in force with an empty `during`, so that
they hold on no day. Taking effect closes the old rows on that day and opens the new ones.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.agreements import notifications
from partnerships.agreements.actions.acting import (
    acting,
    locked,
    require_editor,
    require_unchanged,
    shown_anew,
)
from partnerships.agreements.actions.moves import may_approve, may_bring_statement
from partnerships.agreements.actions.periods import settle_period
from partnerships.agreements.actions.reviews import owe_check, reopen
from partnerships.agreements.completeness import DEMANDS_BY_KEY, PROVINCIAL
from partnerships.agreements.models import (
    Agreement,
    Instrument,
    Kind,
    Party,
    Scope,
    State,
)
from partnerships.agreements.models.documents import DocumentKind
from partnerships.agreements.models.instruments import Subject, Versioned
from partnerships.agreements.verification import duties_of
from schools.actors import Actor

NEVER = DateRange(empty=True)
AMENDABLE = {State.RECORDED, State.VERIFIED}
# The rows that each subject of an amendment replaces, as relations of the agreement.
RELATIONS: dict[str, str] = {
    Subject.TERM: "terms",
    Subject.SCOPE: "scopes",
    Subject.COVERAGE: "coveragerules",
    Subject.PARTIES: "parties",
    Subject.OBLIGATIONS: "obligations",
}
# Subjects of which a record holds all that a paper can say. Of the others a paper may change words
# that no row holds, such as a bank account of a party.
HELD_WHOLE = {Subject.TERM, Subject.COVERAGE}
# Whose a row is and when it holds, not what it says.
NOT_CONTENT = {"id", "agreement", "instrument", "party", "during"}


def rows_of(agreement: Agreement, relation: str, instrument: Instrument | None = None) -> Any:
    """The rows that a form shows and writes: the record's own, or those that wait for an
    amendment to take effect."""
    rows = getattr(agreement, relation)
    if instrument is None:
        return rows.latest_rows()
    return rows.filter(instrument=instrument, during__isempty=True)


def staged(instrument: Instrument, subject: str) -> Any:
    return rows_of(instrument.agreement, RELATIONS[subject], instrument)


@contextmanager
def amending(
    instrument: Instrument, *, by: Actor, revision: int | None = None
) -> Iterator[Instrument]:
    """The amendment, its agreement locked, while it has not taken effect.

    `revision` is the agreement's, which grows with every change of the amendment.
    """
    with acting("amend", by=by):
        agreement = locked(instrument.agreement)
        require_editor(agreement, by)
        current = Instrument.objects.select_for_update(of=("self",)).get(pk=instrument.pk)
        if current.took_effect_at or current.kind != Instrument.Kind.AMENDMENT:
            raise ValidationError(_("Adendum ini sudah berlaku dan tidak dapat diubah lagi."))
        if current.submitted_at:
            raise ValidationError(
                _("Adendum ini sudah diajukan; tarik kembali dahulu untuk mengubahnya.")
            )
        require_unchanged(agreement, revision)
        current.agreement = agreement
        yield current
        shown_anew(agreement)


def start_amendment(agreement: Agreement, *, by: Actor) -> Instrument:
    """Begin an amendment; one that is still being written is taken up again."""
    with acting("start_amendment", by=by):
        current = locked(agreement)
        require_editor(current, by)
        if current.state not in AMENDABLE:
            raise ValidationError(_("Hanya kerja sama yang tercatat dapat diadendum."))
        open_one = current.instruments.filter(
            kind=Instrument.Kind.AMENDMENT, took_effect_at__isnull=True
        ).first()
        if open_one:
            return open_one
        last = current.instruments.aggregate(last=Max("sequence"))["last"] or 0
        return Instrument.objects.create(
            agreement=current, kind=Instrument.Kind.AMENDMENT, sequence=last + 1
        )


def describe_amendment(
    instrument: Instrument,
    *,
    by: Actor,
    number: str,
    signed_on: date | None,
    effective_on: date | None,
    subjects: list[str],
    summary: str,
    revision: int | None = None,
) -> Instrument:
    """Say what the paper is and what it changes; rows to change are laid out for each subject."""
    with amending(instrument, by=by, revision=revision) as current:
        for subject in set(current.subjects) - set(subjects):
            _clear(current, subject)
        for subject in set(subjects) - set(current.subjects):
            _lay_out(current, subject)
        current.number, current.summary = number.strip(), summary.strip()
        current.signed_on, current.effective_on = signed_on, effective_on
        current.subjects = subjects
        current.full_clean()
        current.save()
    return current


def _lay_out(instrument: Instrument, subject: str) -> None:
    """Copy the rows in force, to be changed."""
    if subject not in RELATIONS:
        return
    for row in getattr(instrument.agreement, RELATIONS[subject]).latest_rows():
        copy_row(row, instrument=instrument, during=NEVER)


def copy_row(
    row: Versioned,
    *,
    instrument: Instrument,
    during: DateRange,
    agreement: Agreement | None = None,
    change: Callable[[Any], None] | None = None,
) -> Versioned:
    """A copy of the row with what hangs on it: signatories, konsentrasi, sites."""
    signatories = list(row.signatories.all()) if isinstance(row, Party) else []
    named = (
        (list(row.concentrations.all()), list(row.sites.all())) if isinstance(row, Scope) else None
    )
    row.pk, row._state.adding = None, True
    row.instrument, row.during = instrument, during
    if agreement:
        row.agreement = agreement
    if change:
        change(row)
    row.save()
    if isinstance(row, Party):
        for signatory in signatories:
            signatory.pk, signatory._state.adding = None, True
            signatory.party = row
            signatory.save()
    if named and isinstance(row, Scope):
        row.concentrations.set(named[0])
        row.sites.set(named[1])
    return row


def _clear(instrument: Instrument, subject: str) -> None:
    if subject in RELATIONS:
        staged(instrument, subject).delete()


def drop_amendment(instrument: Instrument, *, by: Actor) -> None:
    """Throw away an amendment that has not taken effect."""
    with amending(instrument, by=by) as current:
        if current.documents.exists():
            raise ValidationError(_("Keluarkan dahulu berkas adendum ini."))
        for subject in current.subjects:
            _clear(current, subject)
        current.delete()


def submit_amendment(
    instrument: Instrument, *, by: Actor, revision: int | None = None
) -> Instrument:
    """Hand a finished amendment to the head, as an agreement is handed in."""
    with amending(instrument, by=by, revision=revision) as current:
        if by.user is None:
            raise PermissionDenied
        _require_ready(current)
        current.submitted_at, current.submitted_by = timezone.now(), by.user
        current.return_reason = ""
        current.full_clean()
        current.save()
        notifications.tell_amendment_submitted(current, by=by)
    return current


def withdraw_amendment(instrument: Instrument, *, by: Actor) -> Instrument:
    """Take a handed-in amendment back while nobody has decided."""
    with _deciding("withdraw_amendment", instrument, by=by) as current:
        require_editor(current.agreement, by)
        current.submitted_at, current.submitted_by = None, None
        current.save()
    return current


def return_amendment(
    instrument: Instrument, *, by: Actor, reason: str, revision: int | None = None
) -> Instrument:
    """The head sends it back, saying what to mend."""
    with _deciding(
        "return_amendment", instrument, by=by, reason=reason, revision=revision
    ) as current:
        if not may_approve(current.agreement, by):
            raise PermissionDenied
        if not reason.strip():
            raise ValidationError({"reason": _("Tuliskan alasannya.")})
        current.submitted_at, current.submitted_by = None, None
        current.return_reason = reason.strip()
        current.save()
        notifications.tell_amendment_returned(current, by=by)
    return current


@contextmanager
def _deciding(
    name: str,
    instrument: Instrument,
    *,
    by: Actor,
    reason: str = "",
    revision: int | None = None,
) -> Iterator[Instrument]:
    """A handed-in amendment, locked with its agreement."""
    with acting(name, by=by, reason=reason):
        agreement = locked(instrument.agreement)
        current = Instrument.objects.select_for_update(of=("self",)).get(pk=instrument.pk)
        current.agreement = agreement
        if current.took_effect_at:
            raise ValidationError(_("Adendum ini sudah berlaku."))
        if not current.submitted_at:
            raise ValidationError(_("Adendum ini belum diajukan."))
        require_unchanged(agreement, revision)
        yield current


def may_put_into_effect(instrument: Instrument, by: Actor) -> bool:
    """Like recording: the head, or the keeper with the head's signed statement."""
    agreement = instrument.agreement
    if may_approve(agreement, by):
        return True
    has_statement = instrument.documents.filter(kind=DocumentKind.APPROVAL).exists()
    return may_bring_statement(agreement, by) and has_statement


def put_into_effect(
    instrument: Instrument, *, by: Actor, revision: int | None = None
) -> Instrument:
    """Close the rows that it replaces on its day, and open its own.

    What an office verified was the agreement without it, so a verified one waits to be looked at
    again.
    """
    with _deciding("put_into_effect", instrument, by=by, revision=revision) as current:
        agreement = current.agreement
        if not may_put_into_effect(current, by):
            raise PermissionDenied
        effective_on = _require_ready(current)
        for subject in current.subjects:
            if subject in RELATIONS:
                _replace(current, subject, effective_on)
        current.took_effect_at, current.took_effect_by = timezone.now(), by.user
        current.save()
        agreement.revision += 1
        agreement.save()
        settle_period(agreement)
        _ask_again(agreement, current, by=by)
        notifications.tell_amendment_in_effect(current, by=by)
    return current


def unchanged(instrument: Instrument) -> list[Subject]:
    """The subjects named as changed whose rows still say what they said before."""
    return [
        Subject(subject)
        for subject in instrument.subjects
        if subject in RELATIONS
        and _told_by(staged(instrument, subject))
        == _told_by(rows_of(instrument.agreement, RELATIONS[subject]))
    ]


def _unwritten(instrument: Instrument) -> list[Subject]:
    return [subject for subject in unchanged(instrument) if subject in HELD_WHOLE]


def _told_by(rows: Any) -> list[str]:
    """What rows say, whoever their papers are; comparable, in an order of its own."""
    return sorted(repr(_content(row)) for row in rows)


def _content(row: Any) -> tuple[Any, ...]:
    fields = [field for field in row._meta.concrete_fields if field.name not in NOT_CONTENT]
    told: tuple[Any, ...] = tuple((field.attname, getattr(row, field.attname)) for field in fields)
    if isinstance(row, Party):
        told += tuple(_content(signatory) for signatory in row.signatories.order_by("name", "pk"))
    if isinstance(row, Scope):
        for named in (row.concentrations, row.sites):
            told += (tuple(named.order_by("pk").values_list("pk", flat=True)),)
    return told


def missing_of(instrument: Instrument) -> list[str]:
    """What an amendment lacks before it can be handed in, in words."""
    lacking = []
    if not instrument.subjects:
        lacking.append(_("apa yang diubah"))
    lacking += [
        _("isi baru %(subject)s") % {"subject": subject.label.lower()}
        for subject in _unwritten(instrument)
    ]
    lacking += _lacking_of_parties(instrument)
    if instrument.effective_on is None:
        lacking.append(_("tanggal mulai berlaku"))
    if not instrument.documents.filter(kind=DocumentKind.AMENDMENT).exists():
        lacking.append(_("naskah adendum"))
    return lacking


def _lacking_of_parties(instrument: Instrument) -> list[str]:
    """What recording would miss of the parties that an amendment brings, in words.

    What the record lacks already is no fault of the amendment.
    """
    if Subject.PARTIES not in instrument.subjects:
        return []
    rows = [
        relation.with_names().prefetch_related("signatories").order_by("side", "position", "pk")
        for relation in (
            rows_of(instrument.agreement, RELATIONS[Subject.PARTIES]),
            staged(instrument, Subject.PARTIES),
        )
    ]
    before, after = (_party_gaps(instrument.agreement, list(parties)) for parties in rows)
    return [words for words in after if words not in before]


def _party_gaps(agreement: Agreement, parties: list[Party]) -> list[str]:
    """What these parties lack of what the kind requires of parties, in words."""
    kind = Kind(agreement.kind)
    unsigned = [party for party in parties if not party.signatories.all()]
    own = [party for party in parties if party.school_id or party.office_id]
    provincial = any(party.office and party.office.kind in PROVINCIAL for party in parties)
    lacking = {
        "sides": [_("mitra di pihak lain")]
        if {party.side == 1 for party in parties} != {True, False}
        else [],
        "own_number": [_("nomor surat pihak sendiri")]
        if not any(party.letter_number for party in own)
        else [],
        "signatories": [
            _("penanda tangan %(party)s") % {"party": party.name} for party in unsigned
        ],
        "authority": [_("surat kuasa (lewat koreksi catatan)")]
        if provincial and not agreement.authority_document
        else [],
    }
    return [
        words
        for key, found in lacking.items()
        if kind in DEMANDS_BY_KEY[key].required_of
        for words in found
    ]


def _require_ready(instrument: Instrument) -> date:
    agreement, effective_on = instrument.agreement, instrument.effective_on
    if agreement.state not in AMENDABLE:
        raise ValidationError(_("Kerja sama ini tidak lagi dapat diadendum."))
    if not instrument.subjects:
        raise ValidationError({"subjects": _("Pilih apa yang diubah.")})
    if same := _unwritten(instrument):
        raise ValidationError(
            _("Belum berubah: %(subjects)s. Tulis isi barunya, atau hapus centangnya.")
            % {"subjects": ", ".join(str(subject.label) for subject in same)}
        )
    if lacking := _lacking_of_parties(instrument):
        raise ValidationError(
            _("Para pihak belum lengkap: %(lacking)s.") % {"lacking": ", ".join(lacking)}
        )
    if effective_on is None:
        raise ValidationError({"effective_on": _("Isi tanggal mulai berlakunya adendum.")})
    if not instrument.documents.filter(kind=DocumentKind.AMENDMENT).exists():
        raise ValidationError(_("Unggah naskah adendumnya dahulu."))
    before = (
        agreement.instruments.filter(took_effect_at__isnull=False)
        .exclude(kind=Instrument.Kind.ORIGINAL)
        .aggregate(last=Max("effective_on"))["last"]
    )
    if before and effective_on <= before:
        raise ValidationError(
            {"effective_on": _("Harus sesudah adendum sebelumnya mulai berlaku.")}
        )
    if agreement.ends_on and effective_on > agreement.ends_on:
        raise ValidationError(
            {"effective_on": _("Kerja sama sudah berakhir pada tanggal itu: buat perpanjangan.")}
        )
    return effective_on


def _replace(instrument: Instrument, subject: str, effective_on: date) -> None:
    new = list(staged(instrument, subject))
    relation = getattr(instrument.agreement, RELATIONS[subject])
    for row in relation.latest_rows():
        row.during = DateRange(row.during.lower, effective_on, "[)")
        row.save(update_fields=["during"])
    for row in new:
        row.during = DateRange(effective_on, None, "[)")
        row.save(update_fields=["during"])


def _ask_again(agreement: Agreement, instrument: Instrument, *, by: Actor) -> None:
    """Looks that were given were at the agreement without it; it may owe others besides."""
    agreement.checks.update(done_at=None, done_by=None, first_at=None, first_by=None, office=None)
    for duty in duties_of(agreement, on=by.on):
        owe_check(agreement, duty)
    if agreement.state == State.VERIFIED:
        reopen(agreement, move="amend", by=by, reason=str(instrument))
    notifications.tell_reviewers(agreement, by=by)
