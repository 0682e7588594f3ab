"""What happens after recording: amendments, renewals. Corrections: test_corrections.py."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from accounts.models import Notice
from accounts.roles import Role
from partnerships.agreements.actions import (
    amendments,
    drafts,
    moves,
    renewals,
    reviews,
)
from partnerships.agreements.actions.acting import acting
from partnerships.agreements.actions.periods import gap_before, period_of
from partnerships.agreements.completeness import gaps_of
from partnerships.agreements.models import Agreement, Item, Kind, Obligation, State, Term, Unit
from partnerships.agreements.models.documents import Document, DocumentKind
from partnerships.agreements.models.instruments import Subject
from partnerships.agreements.models.terms import TermKind, add_months
from partnerships.agreements.reading import Reading
from partnerships.agreements.rows import Row, with_scope_facts
from partnerships.agreements.rules import load_rules
from tests import makers
from tests.agreements import papers, scenes
from tests.makers import TODAY

pytestmark = pytest.mark.django_db


# Amendments


def amended(
    where: scenes.Place, agreement: Agreement, *, is_written: bool = True, **described: object
) -> object:
    """Described, and where it is about the term a later end written: 2028 by the first."""
    instrument = amendments.start_amendment(agreement, by=where.admin)
    instrument = amendments.describe_amendment(
        instrument,
        by=where.admin,
        **{
            "number": "01/ADD/2025",
            "signed_on": date(2025, 6, 1),
            "effective_on": date(2025, 7, 1),
            "subjects": [Subject.TERM],
            "summary": "Diperpanjang dua tahun",
        }
        | described,
    )
    if is_written and Subject.TERM in instrument.subjects:
        drafts.change_term(
            agreement,
            by=where.admin,
            values={"ends_on": date(2027 + instrument.sequence, 12, 31)},
            instrument=instrument,
        )
    return instrument


def paper_of(instrument: object, *, by: object, kind: str = DocumentKind.AMENDMENT) -> None:
    with acting("test", by=by):
        Document.objects.create(
            agreement=instrument.agreement, instrument=instrument, kind=kind, title="Adendum"
        )


def in_effect(instrument: object, where: scenes.Place) -> object:
    """Handed in by the admin, approved by the head."""
    amendments.submit_amendment(instrument, by=where.admin)
    return amendments.put_into_effect(instrument, by=where.head)


def joining(where: scenes.Place, *members: object) -> object:
    """An amendment with its paper that brings these parties, none of them signed for."""
    agreement = scenes.recorded(where)
    instrument = amended(where, agreement, subjects=[Subject.PARTIES])
    paper_of(instrument, by=where.admin)
    for side, member in enumerate(members, start=2):
        drafts.add_party(agreement, by=where.admin, side=side, member=member, instrument=instrument)
    return instrument


def test_a_party_that_an_amendment_brings_is_signed_for():
    where = scenes.place()
    instrument = joining(where, scenes.partner("Baru Sekali"))
    assert amendments.missing_of(instrument) == ["penanda tangan PT Baru Sekali"]
    with pytest.raises(ValidationError, match="penanda tangan PT Baru Sekali"):
        amendments.submit_amendment(instrument, by=where.admin)

    party = instrument.agreement.parties.get(partner__name="Baru Sekali")
    drafts.change_party(party, by=where.admin, values={}, signatory={"name": "Sari Dewi"})

    assert amendments.missing_of(instrument) == []
    assert gaps_of(in_effect(instrument, where).agreement) == gaps_of(instrument.agreement)
    assert not [gap for gap in gaps_of(instrument.agreement) if gap.is_required]


def test_a_province_that_an_amendment_brings_needs_its_power_of_attorney():
    where = scenes.place()
    instrument = joining(where, makers.office("64"))

    assert "surat kuasa (lewat koreksi catatan)" in amendments.missing_of(instrument)


def test_what_a_record_lacks_already_is_no_fault_of_its_amendment():
    where = scenes.place()
    agreement = scenes.recorded(where)
    with acting("test", by=where.admin):
        for party in agreement.parties.all():
            party.signatories.all().delete()
    instrument = amended(where, agreement, subjects=[Subject.PARTIES])
    paper_of(instrument, by=where.admin)

    assert amendments.missing_of(instrument) == []


def test_amendment_of_the_term_holds_from_its_day():
    where = scenes.place()
    agreement = scenes.recorded(where)
    instrument = amended(where, agreement)
    drafts.change_term(
        agreement,
        by=where.admin,
        values={"ends_on": date(2028, 12, 31)},
        instrument=instrument,
    )
    agreement.refresh_from_db()
    assert agreement.ends_on == date(2026, 12, 31)
    paper_of(instrument, by=where.admin)

    in_effect(instrument, where)

    agreement.refresh_from_db()
    assert agreement.ends_on == date(2028, 12, 31)
    assert Reading(agreement, date(2025, 6, 30)).last_day == date(2026, 12, 31)
    assert Reading(agreement, date(2025, 7, 1)).last_day == date(2028, 12, 31)


def test_amendment_of_items_keeps_the_old_ones_for_their_time():
    where = scenes.place()
    agreement = scenes.recorded(where)
    instrument = amended(where, agreement, subjects=[Subject.OBLIGATIONS])
    drafts.change_obligations(
        agreement,
        by=where.admin,
        promises=[drafts.Promise(Item.TEACHING)],
        instrument=instrument,
    )
    paper_of(instrument, by=where.admin)
    in_effect(instrument, where)

    def items(day: date) -> list[str]:
        return [row.item.value for row in Reading(agreement, day).promised]

    assert items(date(2025, 6, 30)) == ["4"]
    assert items(date(2025, 7, 1)) == ["3"]


def test_seats_and_months_of_one_item_go_through_amendment_and_renewal():
    where = scenes.place()
    agreement = scenes.recorded(where)
    instrument = amended(where, agreement, subjects=[Subject.OBLIGATIONS])
    drafts.change_obligations(
        agreement,
        by=where.admin,
        promises=[
            drafts.Promise(Item.PKL, Decimal(6), Unit.MONTHS),
            drafts.Promise(Item.PKL, Decimal(20), Unit.SEATS, "kelas XI dan XII"),
        ],
        instrument=instrument,
    )
    paper_of(instrument, by=where.admin)
    in_effect(instrument, where)

    def quantities(agreement: Agreement, day: date) -> list[tuple[int, str]]:
        (promised,) = Reading(agreement, day).promised
        return [(int(row.quantity or 0), row.unit) for row in promised.quantities]

    assert quantities(agreement, date(2025, 6, 30)) == [(12, "seats")]
    assert quantities(agreement, TODAY) == [(20, "seats"), (6, "months")]
    told = with_scope_facts(Agreement.objects.all(), on=TODAY).get()
    assert Row(told, TODAY).items == "4. PKL atau magang (20 tempat per tahun, 6 bulan)"
    agreement.refresh_from_db()
    assert quantities(renewals.renew(agreement, by=where.admin), TODAY) == [
        (20, "seats"),
        (6, "months"),
    ]


@pytest.mark.parametrize(("unit", "rule"), [("seats", "once"), ("", "blank_alone")])
def test_item_stands_once_for_each_unit_and_alone_without_one(unit, rule):
    agreement = scenes.complete()
    row = agreement.obligations.get()
    quantity = Decimal(3) if unit else None

    with pytest.raises(IntegrityError, match=f"agreements_obligation_{rule}"):
        Obligation.objects.create(
            agreement=agreement,
            instrument=row.instrument,
            item=row.item,
            quantity=quantity,
            unit=unit,
        )


def test_waiting_amendment_changes_nothing_and_can_be_dropped():
    where = scenes.place()
    agreement = scenes.recorded(where)
    instrument = amended(where, agreement, subjects=[Subject.TERM, Subject.PARTIES])

    assert len(Reading(agreement, TODAY).parties) == 2
    amendments.drop_amendment(instrument, by=where.admin)

    assert agreement.instruments.count() == 1
    assert agreement.terms.count() == 1
    assert agreement.parties.count() == 2


def test_amendment_needs_its_paper_and_the_head():
    where = scenes.place()
    instrument = amended(where, scenes.recorded(where))

    with pytest.raises(ValidationError, match="naskah adendum"):
        amendments.submit_amendment(instrument, by=where.admin)
    paper_of(instrument, by=where.admin)
    amendments.submit_amendment(instrument, by=where.admin)
    with pytest.raises(PermissionDenied):
        amendments.put_into_effect(instrument, by=where.admin)
    paper_of(instrument, by=where.admin, kind=DocumentKind.APPROVAL)

    assert amendments.put_into_effect(instrument, by=where.admin).took_effect_at


def test_kaprog_does_not_put_an_amendment_into_effect_with_a_photo():
    where = scenes.place()
    kaprog = makers.actor(Role.KAPROG, where.school)
    led = scenes.Place(where.school, kaprog, where.head)
    instrument = amended(led, scenes.recorded(led))
    for kind in (DocumentKind.AMENDMENT, DocumentKind.APPROVAL):
        paper_of(instrument, by=kaprog, kind=kind)
    amendments.submit_amendment(instrument, by=kaprog)

    assert not amendments.may_put_into_effect(instrument, kaprog)
    with pytest.raises(PermissionDenied):
        amendments.put_into_effect(instrument, by=kaprog)
    instrument.refresh_from_db()
    assert instrument.took_effect_at is None

    assert amendments.put_into_effect(instrument, by=where.admin).took_effect_at


def test_amendment_is_handed_in_before_it_takes_effect():
    where = scenes.place()
    agreement = scenes.recorded(where)
    instrument = amended(where, agreement)
    paper_of(instrument, by=where.admin)

    with pytest.raises(ValidationError, match="belum diajukan"):
        amendments.put_into_effect(instrument, by=where.head)
    amendments.submit_amendment(instrument, by=where.admin)

    assert Notice.objects.filter(kind="amendment_submitted", recipient=where.head.user).exists()
    assert agreement.terms.count() == 2
    assert agreement.terms.latest_rows().get().instrument.kind == "original"


def test_handed_in_amendment_is_closed_until_it_is_taken_back():
    where = scenes.place()
    agreement = scenes.recorded(where)
    instrument = amended(where, agreement)
    paper_of(instrument, by=where.admin)
    amendments.submit_amendment(instrument, by=where.admin)

    for write in (
        lambda: amended(where, agreement),
        lambda: amendments.submit_amendment(instrument, by=where.admin),
        lambda: amendments.drop_amendment(instrument, by=where.admin),
        lambda: drafts.change_term(
            agreement, by=where.admin, values={"months": 3}, instrument=instrument
        ),
    ):
        with pytest.raises(ValidationError, match="sudah diajukan"):
            write()
    amendments.withdraw_amendment(instrument, by=where.admin)
    with pytest.raises(ValidationError, match="belum diajukan"):
        amendments.withdraw_amendment(instrument, by=where.admin)

    assert amended(where, agreement, number="2/ADD").number == "2/ADD"


def test_head_returns_an_amendment_with_a_reason():
    where = scenes.place()
    instrument = amended(where, scenes.recorded(where))
    paper_of(instrument, by=where.admin)
    amendments.submit_amendment(instrument, by=where.admin)

    with pytest.raises(PermissionDenied):
        amendments.return_amendment(instrument, by=where.admin, reason="Keliru")
    with pytest.raises(ValidationError):
        amendments.return_amendment(instrument, by=where.head, reason=" ")
    amendments.return_amendment(instrument, by=where.head, reason="Halaman 2 buram")

    instrument.refresh_from_db()
    assert (instrument.is_open, instrument.return_reason) == (True, "Halaman 2 buram")
    told = Notice.objects.get(kind="amendment_returned", recipient=where.admin.user)
    assert told.body == "Halaman 2 buram"
    amendments.submit_amendment(instrument, by=where.admin)
    instrument.refresh_from_db()
    assert instrument.return_reason == ""


def test_stranger_hands_in_and_decides_nothing():
    where, other = scenes.place(), scenes.place("SMKN 1 WARUNGGUNUNG")
    instrument = amended(where, scenes.recorded(where))
    paper_of(instrument, by=where.admin)
    with pytest.raises(PermissionDenied):
        amendments.submit_amendment(instrument, by=other.admin)
    amendments.submit_amendment(instrument, by=where.admin)

    for act in (
        lambda: amendments.withdraw_amendment(instrument, by=other.admin),
        lambda: amendments.return_amendment(instrument, by=other.head, reason="x"),
        lambda: amendments.put_into_effect(instrument, by=other.head),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_amendment_that_brings_a_duty_is_for_the_office_to_verify():
    """Recorded without any look owed; by its amendment a training agency becomes a party."""
    load_rules(by=makers.system())
    where = scenes.place()
    reviewer = makers.actor(Role.REVIEWER, makers.office("36"))
    agreement = scenes.recorded(where)
    agreement.checks.all().delete()
    instrument = amended(where, agreement, subjects=[Subject.PARTIES])
    agency = scenes.partner("LPK Contoh", legal_form="", kind="lpk")
    party = drafts.add_party(
        agreement, by=where.admin, side=2, member=agency, instrument=instrument
    )
    scenes.sign(party, by=where.admin)
    paper_of(instrument, by=where.admin)

    in_effect(instrument, where)

    assert "LPK" in agreement.checks.get().reason
    assert Notice.objects.filter(kind="to_verify", recipient=reviewer.user).exists()


def test_amendment_after_the_end_is_a_renewal():
    where = scenes.place()
    agreement = scenes.recorded(where)
    instrument = amended(where, agreement, effective_on=date(2027, 1, 1))
    paper_of(instrument, by=where.admin)

    with pytest.raises(ValidationError) as refusal:
        in_effect(instrument, where)

    assert "buat perpanjangan" in refusal.value.message_dict["effective_on"][0]


def test_second_amendment_follows_the_first():
    where = scenes.place()
    agreement = scenes.recorded(where)
    first = amended(where, agreement)
    paper_of(first, by=where.admin)
    in_effect(first, where)
    second = amended(where, agreement)
    paper_of(second, by=where.admin)

    assert second.sequence == 2
    with pytest.raises(ValidationError, match="sesudah adendum sebelumnya"):
        in_effect(second, where)


def test_amended_agreement_waits_to_be_looked_at_again():
    where = scenes.place()
    reviewer = makers.actor(Role.REVIEWER, makers.office("36"))
    agreement = reviews.verify(scenes.recorded(where), by=reviewer)
    instrument = amended(where, agreement)
    paper_of(instrument, by=where.admin)

    in_effect(instrument, where)

    agreement.refresh_from_db()
    assert agreement.state == State.RECORDED
    assert agreement.verified_at is None
    assert agreement.checks.get().done_at is None


def test_two_versions_of_one_thing_never_hold_at_once():
    where = scenes.place()
    agreement = scenes.recorded(where)
    term = agreement.terms.get()

    with (
        pytest.raises(IntegrityError, match="one_at_a_time"),
        transaction.atomic(),
        acting("test", by=where.admin),
    ):
        Term.objects.create(agreement=agreement, instrument=term.instrument, kind=TermKind.OPEN)


def test_start_amendment_twice_takes_up_the_open_one():
    where = scenes.place()
    agreement = scenes.recorded(where)

    first = amendments.start_amendment(agreement, by=where.admin)

    assert amendments.start_amendment(agreement, by=where.admin) == first


# Renewal


def test_renewal_begins_on_the_day_after():
    where = scenes.place()
    agreement = scenes.recorded(where, ends_on=date(2025, 12, 31))
    where.school.heads.create(name="Kepala Baru, S.Pd.", since=date(2025, 7, 1))

    successor = renewals.renew(agreement, by=where.admin)

    assert successor.state == State.DRAFT
    assert successor.predecessor == agreement
    assert successor.terms.get().effective_on == date(2026, 1, 1)
    assert successor.terms.get().kind == TermKind.UNKNOWN
    assert [row.letter_number for row in successor.parties.all()] == ["", ""]
    own = successor.parties.get(side=1)
    assert own.signatories.get().name == "Kepala Baru, S.Pd."
    assert successor.obligations.get().item == Item.PKL


def test_renew_twice_lands_on_the_first():
    where = scenes.place()
    agreement = scenes.recorded(where)

    first = renewals.renew(agreement, by=where.admin)

    assert renewals.renew(agreement, by=where.admin) == first
    assert agreement.successors.count() == 1


def handed_in(where: scenes.Place, successor: Agreement, **term: object) -> Agreement:
    drafts.change_term(successor, by=where.admin, values=term)
    for party in successor.parties.all():
        drafts.change_party(
            party, by=where.admin, values={"letter_number": "421/9"}, signatory={"name": "Pimpinan"}
        )
    scenes.paper(successor, by=where.admin)
    return moves.record(moves.submit(successor, by=where.admin), by=where.head)


def test_recorded_successor_ends_the_predecessor_on_its_day():
    where = scenes.place()
    agreement = scenes.recorded(where)
    successor = renewals.renew(agreement, by=where.admin)

    handed_in(
        where,
        successor,
        signed_on=date(2025, 9, 1),
        kind=TermKind.FIXED,
        effective_on=date(2025, 10, 1),
        ends_on=date(2028, 9, 30),
    )

    agreement.refresh_from_db()
    assert agreement.ends_on == date(2025, 9, 30)
    assert list(Agreement.objects.in_force_on(date(2025, 9, 30))) == [agreement]
    assert list(Agreement.objects.in_force_on(date(2025, 10, 1))) == [successor]
    assert gap_before(successor) is None


def test_gap_between_predecessor_and_successor_is_told():
    where = scenes.place()
    agreement = scenes.recorded(where, ends_on=date(2025, 6, 30))
    successor = handed_in(
        where,
        renewals.renew(agreement, by=where.admin),
        signed_on=date(2025, 9, 1),
        kind=TermKind.MONTHS,
        effective_on=date(2025, 9, 1),
        months=24,
    )
    successor.refresh_from_db()

    assert gap_before(successor) == (date(2025, 7, 1), date(2025, 8, 31))


def test_cancelled_successor_gives_the_predecessor_its_days_back():
    where = scenes.place()
    agreement = scenes.recorded(where)
    successor = handed_in(
        where,
        renewals.renew(agreement, by=where.admin),
        signed_on=date(2025, 9, 1),
        kind=TermKind.OPEN,
        effective_on=date(2025, 10, 1),
    )
    moves.cancel(successor, by=makers.actor(Role.REVIEWER, makers.office("36")), reason="Keliru")

    agreement.refresh_from_db()
    assert agreement.ends_on == date(2026, 12, 31)


# Terms


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 8, 31), 6, date(2025, 2, 28)),
        (date(2024, 12, 1), 1, date(2025, 1, 1)),
        (date(2024, 1, 15), 36, date(2027, 1, 15)),
    ],
)
def test_months_are_added_as_people_count_them(start, months, expected):
    assert add_months(start, months) == expected


def test_months_end_on_the_eve():
    agreement = scenes.recorded(months=12, signed_on=date(2025, 1, 15))

    agreement.refresh_from_db()

    assert (agreement.starts_on, agreement.ends_on) == (date(2025, 1, 15), date(2026, 1, 14))


def test_open_ended_agreement_asks_yearly():
    where = scenes.place()
    agreement = scenes.recorded(where, ends_on=None)
    agreement.refresh_from_db()

    assert agreement.ends_on is None
    assert agreement.terms.get().asks_yearly
    answer = reviews.say_still_running(agreement, by=where.admin, note="Masih menerima PKL")
    assert reviews.say_still_running(agreement, by=where.admin) == answer
    with pytest.raises(ValidationError, match="300"):
        reviews.say_still_running(agreement, by=where.admin, note="x" * 301)


def test_stored_period_is_what_its_facts_say():
    where = scenes.place()
    scenes.recorded(where)
    renewals.renew(scenes.recorded(where), by=where.admin)
    scenes.draft(where, kind=Kind.NOTA_KESEPAHAMAN)

    for agreement in Agreement.objects.all():
        assert agreement.runs == period_of(agreement)


def test_amendment_takes_a_party_in_and_another_out(client):
    """By the pages: until it takes effect nothing holds, and from its day on the new ones sign."""
    where, leaving, joining = scenes.place(), scenes.partner("Lama"), scenes.partner("Baru")
    draft = scenes.complete(where)
    drafts.add_party(draft, by=where.admin, side=2, member=leaving)
    agreement = papers.advance(draft, "submitted", "recorded")
    instrument = amended(where, agreement, subjects=[Subject.PARTIES], effective_on=TODAY)
    client.force_login(where.admin.user)
    pages = f"{agreement.staff_url}adendum/{instrument.sequence}/pihak/"
    staged = agreement.parties.filter(instrument=instrument)
    signed = agreement.parties.exclude(instrument=instrument)

    client.post(f"{pages}tambah/", {"member": f"partner:{joining.public_id}", "side": "2"})
    client.post(f"{pages}{staged.get(partner=leaving).pk}/hapus/")
    client.post(f"{pages}{staged.get(school=where.school).pk}/hapus/")
    client.post(f"{pages}{signed.get(partner=leaving).pk}/hapus/")

    assert staged.filter(partner=joining).exists()
    assert not staged.filter(partner=leaving).exists()
    assert staged.filter(school=where.school).exists()
    assert signed.filter(partner=leaving).exists()
    assert joining not in {party.partner for party in signed}


def test_school_that_an_amendment_names_knows_of_it_from_its_effect_on():
    where, joining = scenes.place(), scenes.place("SMKN 1 WARUNGGUNUNG")
    agreement = scenes.recorded(where)
    instrument = amended(where, agreement, subjects=[Subject.PARTIES], effective_on=TODAY)
    party = drafts.add_party(
        agreement, by=where.admin, side=1, member=joining.school, instrument=instrument
    )
    scenes.sign(party, by=where.admin)
    assert agreement not in Agreement.objects.involving(joining.admin)
    assert not reviews.may_answer(agreement, joining.admin)

    paper_of(instrument, by=where.admin)
    amendments.submit_amendment(instrument, by=where.admin)
    amendments.put_into_effect(instrument, by=where.head)

    assert agreement in Agreement.objects.involving(joining.admin)


def test_amendment_of_the_term_that_changes_no_day_is_not_handed_in(client):
    where = scenes.place()
    agreement = scenes.recorded(where)
    both = [Subject.TERM, Subject.OBLIGATIONS]
    instrument = amended(where, agreement, subjects=both, is_written=False)
    paper_of(instrument, by=where.admin)
    assert amendments.unchanged(instrument) == [Subject.TERM, Subject.OBLIGATIONS]
    assert amendments.missing_of(instrument) == ["isi baru jangka waktu"]
    client.force_login(where.admin.user)
    page = client.get(f"{agreement.staff_url}adendum/1/").content.decode()
    assert page.count("Sama seperti sebelumnya") == 2
    assert "adendum/1/ajukan" not in page

    with pytest.raises(ValidationError, match="Belum berubah: Jangka waktu"):
        amendments.submit_amendment(instrument, by=where.admin)

    drafts.change_term(
        agreement, by=where.admin, values={"ends_on": date(2028, 12, 31)}, instrument=instrument
    )
    assert amendments.unchanged(instrument) == [Subject.OBLIGATIONS]
    amendments.submit_amendment(instrument, by=where.admin)
    instrument.refresh_from_db()
    assert instrument.is_waiting


@pytest.mark.parametrize("subject", [Subject.PARTIES, Subject.SCOPE, Subject.COVERAGE])
def test_rows_copied_for_an_amendment_say_what_they_copy(subject):
    where = scenes.place()
    instrument = amended(where, scenes.recorded(where), subjects=[subject])

    assert amendments.unchanged(instrument) == [subject]


def test_new_signatory_in_an_amendment_is_a_change_of_the_parties():
    where = scenes.place()
    agreement = scenes.recorded(where)
    instrument = amended(where, agreement, subjects=[Subject.PARTIES])
    with acting("test", by=where.admin):
        signatory = amendments.staged(instrument, Subject.PARTIES)[0].signatories.first()
        signatory.name = "Orang Baru"
        signatory.save()

    assert amendments.unchanged(instrument) == []
