from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import Notice
from accounts.revisions import StaleRecordError
from accounts.roles import Role
from partnerships.partners.actions import partners as actions
from partnerships.partners.actions import parts
from partnerships.partners.models import Partner
from partnerships.partners.models.partners import State
from tests import makers
from tests.partners.making import contact, partner, proposal, relation, site

pytestmark = pytest.mark.django_db


def test_a_school_proposes_and_its_office_confirms() -> None:
    school = makers.school()
    hubin = makers.actor(Role.SCHOOL_ADMIN, school)
    reviewer = makers.actor(Role.REVIEWER, makers.office("36"))
    made = actions.propose_partner(
        by=hubin,
        values={"name": "PT. Baja Lebak", "npwp": "01.234.567.8-901.000", "nib": "91200 01234567"},
    )
    assert (made.printed_name, made.npwp, made.nib) == (
        "PT Baja Lebak",
        "0012345678901000",
        "9120001234567",
    )
    assert (made.state, made.proposed_by_school) == (State.PROPOSED, school)
    actions.confirm_partner(by=reviewer, partner=made)
    made.refresh_from_db()
    assert (made.state, made.confirmed_by) == (State.CONFIRMED, reviewer.user)
    notice = Notice.objects.get()
    assert (notice.recipient, notice.path) == (hubin.user, made.staff_url)


def test_an_office_s_own_partner_is_confirmed_at_once() -> None:
    reviewer = makers.actor(Role.REVIEWER, makers.office("36"))
    made = actions.propose_partner(by=reviewer, values={"name": "Apindo Banten"})
    assert (made.state, made.confirmed_by) == (State.CONFIRMED, reviewer.user)


def test_a_reader_proposes_nothing() -> None:
    reader = makers.actor(Role.SCHOOL_READER, makers.school())
    with pytest.raises(PermissionDenied):
        actions.propose_partner(by=reader, values={"name": "PT Baja"})


def test_the_second_click_lands_on_the_first_partner() -> None:
    hubin = makers.actor(Role.SCHOOL_ADMIN, makers.school())
    token = uuid4()
    made = [
        actions.propose_partner(by=hubin, values={"name": "PT Baja"}, form_token=token)
        for _click in range(2)
    ]
    assert made[0] == made[1]
    assert Partner.objects.count() == 1


def test_a_stale_edit_is_refused() -> None:
    one = partner()
    actions.edit_partner(by=makers.system(), partner=one, values={"address": "Jalan A"}, revision=0)
    with pytest.raises(StaleRecordError):
        actions.edit_partner(
            by=makers.system(), partner=one, values={"address": "Jalan B"}, revision=0
        )
    one.refresh_from_db()
    assert (one.address, one.revision) == ("Jalan A", 1)


def test_sent_back_mended_and_proposed_again() -> None:
    school = makers.school()
    hubin = makers.actor(Role.SCHOOL_ADMIN, school)
    reviewer = makers.actor(Role.REVIEWER, makers.office("36"))
    one = actions.propose_partner(by=hubin, values={"name": "PT Baja"})
    actions.return_partner(by=reviewer, partner=one, reason="Alamatnya?")
    assert Notice.objects.get(kind="partner_returned").body == "Alamatnya?"
    assert not Partner.objects.awaiting().exists()
    actions.resubmit_partner(by=hubin, partner=one)
    assert Partner.objects.awaiting().get() == one
    with pytest.raises(ValidationError):
        actions.resubmit_partner(by=hubin, partner=one)


def test_a_return_needs_a_reason_and_a_school() -> None:
    reviewer = makers.actor(Role.REVIEWER, makers.office("36"))
    one = proposal(proposed_by_school=makers.school())
    with pytest.raises(ValidationError):
        actions.return_partner(by=reviewer, partner=one, reason=" ")
    with pytest.raises(ValidationError):
        actions.return_partner(by=reviewer, partner=proposal(), reason="x")


def test_confirming_twice_is_refused() -> None:
    reviewer = makers.actor(Role.REVIEWER, makers.office("36"))
    one = proposal()
    actions.confirm_partner(by=reviewer, partner=one)
    with pytest.raises(ValidationError):
        actions.confirm_partner(by=reviewer, partner=one)


def test_another_office_confirms_nothing_here() -> None:
    stranger = makers.actor(Role.REVIEWER, makers.office("17"))
    with pytest.raises(Partner.DoesNotExist):
        actions.confirm_partner(by=stranger, partner=proposal())


def test_a_notice_goes_to_the_admins_when_the_proposer_has_left() -> None:
    school = makers.school()
    admin = makers.actor(Role.SCHOOL_ADMIN, school)
    one = proposal(proposed_by_school=school, proposed_by=makers.user())
    actions.confirm_partner(by=makers.system(), partner=one)
    assert Notice.objects.get().recipient == admin.user


def test_closed_with_a_successor_and_opened_again() -> None:
    reviewer = makers.actor(Role.REVIEWER, makers.office("36"))
    old, new = partner("Lama"), partner("Baru")
    actions.close_partner(
        by=reviewer,
        partner=old,
        closed_on=date(2025, 7, 1),
        reason="Berganti badan",
        successor=new,
    )
    old.refresh_from_db()
    assert (old.state, old.successor) == (State.CLOSED, new)
    actions.reopen_partner(by=reviewer, partner=old)
    old.refresh_from_db()
    assert (old.state, old.closed_on, old.successor) == (State.CONFIRMED, None, None)


def test_successors_make_no_circle() -> None:
    reviewer = makers.actor(Role.REVIEWER, makers.office("36"))
    one, other = partner(), partner()
    close = {"by": reviewer, "closed_on": date(2025, 7, 1), "reason": "x"}
    actions.close_partner(partner=one, successor=other, **close)
    with pytest.raises(ValidationError):
        actions.close_partner(partner=other, successor=one, **close)


def test_a_withdrawn_proposal_is_gone_and_a_used_one_stays() -> None:
    school = makers.school()
    hubin = makers.actor(Role.SCHOOL_ADMIN, school)
    free, used = (proposal(proposed_by_school=school) for _each in range(2))
    relation(partner(), other=used)
    actions.withdraw_partner(by=hubin, partner=free)
    with pytest.raises(ValidationError):
        actions.withdraw_partner(by=hubin, partner=used)
    assert set(Partner.objects.filter(state=State.PROPOSED)) == {used}


def test_a_school_adds_a_site_that_its_office_confirms() -> None:
    school = makers.school()
    hubin = makers.actor(Role.SCHOOL_ADMIN, school)
    reviewer = makers.actor(Role.REVIEWER, makers.office("36"))
    one = partner()
    made = parts.add_site(by=hubin, partner=one, values={"name": "Gudang"})
    assert (made.confirmed_at, made.proposed_by_school) == (None, school)
    parts.confirm_site(by=reviewer, site=made)
    made.refresh_from_db()
    assert made.confirmed_by == reviewer.user
    with pytest.raises(ValidationError):
        parts.confirm_site(by=reviewer, site=made)
    assert parts.add_site(by=reviewer, partner=one, values={"name": "Kantor"}).confirmed_at


def test_an_office_keeps_no_private_contacts() -> None:
    reviewer = makers.actor(Role.REVIEWER, makers.office("36"))
    with pytest.raises(ValidationError):
        parts.add_contact(by=reviewer, partner=partner(), values={"name": "Siti"}, is_private=True)


def test_a_contact_is_shared_and_taken_back_by_its_school_only() -> None:
    school = makers.school()
    hubin = makers.actor(Role.SCHOOL_ADMIN, school)
    made = parts.add_contact(by=hubin, partner=partner(), values={"name": "Siti"}, is_private=True)
    assert made.private_to == school
    assert parts.share_contact(by=hubin, contact=made, is_private=False).private_to is None
    reviewer = makers.actor(Role.REVIEWER, makers.office("36"))
    with pytest.raises(ValidationError):
        parts.share_contact(by=reviewer, contact=made, is_private=True)
    parts.remove_contact(by=hubin, contact=made)
    assert not made.partner.contacts.exists()


def test_a_contact_stands_at_a_site_of_its_own_partner() -> None:
    one = partner()
    made = contact(one, site=site(one))
    assert made.site.partner == one
    assert made.whatsapp_url == ""
    made.phone = "+6281234567890"
    assert made.whatsapp_url == "https://wa.me/6281234567890"
