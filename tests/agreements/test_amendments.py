"""What an amendment changes, and from which day."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from partnerships.agreements.actions import amendments, drafts, renewals, reviews
from partnerships.agreements.actions.acting import acting
from partnerships.agreements.completeness import gaps_of
from partnerships.agreements.models import Agreement, Item, Obligation, Term, Unit
from partnerships.agreements.models.instruments import Subject
from partnerships.agreements.models.terms import TermKind
from partnerships.agreements.reading import Reading
from partnerships.agreements.rows import Row, with_scope_facts
from tests import makers
from tests.agreements import papers, scenes
from tests.agreements.amending import amended, in_effect, joining, paper_of
from tests.makers import TODAY

pytestmark = pytest.mark.django_db


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
