"""How an amendment is begun, handed in, decided on, and by whom."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import Notice
from accounts.roles import Role
from partnerships.agreements.actions import amendments, drafts, reviews
from partnerships.agreements.models import State
from partnerships.agreements.models.documents import DocumentKind
from partnerships.agreements.models.instruments import Subject
from partnerships.agreements.reading import Reading
from partnerships.agreements.rules import load_rules
from tests import makers
from tests.agreements import scenes
from tests.agreements.amending import amended, in_effect, paper_of
from tests.makers import TODAY

pytestmark = pytest.mark.django_db


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


def test_start_amendment_twice_takes_up_the_open_one():
    where = scenes.place()
    agreement = scenes.recorded(where)

    first = amendments.start_amendment(agreement, by=where.admin)

    assert amendments.start_amendment(agreement, by=where.admin) == first


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
