"""Links of partners' contacts: handed out, opened with a PIN, locked, revoked, ended."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.models import Notice
from accounts.roles import Role
from partnerships.partners.models import Contact
from partnerships.placements.actions import hosting as hosting_actions
from partnerships.placements.actions import links as actions
from partnerships.placements.actions.links import Issued
from partnerships.placements.models import Hosting, Opening, PartnerLink
from partnerships.placements.models.links import (
    FIRST_PAUSE,
    FIRST_PAUSE_AFTER,
    MOST_WRONG_PINS,
)
from tests import makers
from tests.partners.making import contact, partner
from tests.placements.scenes import admin, guest, hosting, link, opening

pytestmark = pytest.mark.django_db


def test_only_the_digests_of_token_and_pin_are_kept() -> None:
    issued = link(partner())
    row = PartnerLink.objects.values().get()
    assert issued.token not in str(row)
    assert issued.pin not in row["pin_hash"].split("$")
    assert actions.found_link(issued.token) == issued.link
    assert actions.found_link(issued.token.upper()) == issued.link
    assert actions.found_link("x") is None


def test_the_pin_opens_and_clears_the_count() -> None:
    issued = link(partner())
    assert not actions.open_with_pin(link=issued.link, pin="")
    issued.link.refresh_from_db()
    assert issued.link.wrong_pins == 1
    assert actions.open_with_pin(link=issued.link, pin=f" {issued.pin[:3]} {issued.pin[3:]}")
    issued.link.refresh_from_db()
    assert issued.link.wrong_pins == 0
    assert issued.link.opened_at is not None


def pauses(issued: Issued[PartnerLink], clock: Any) -> list[float]:
    """Of each wrong PIN the minutes that follow without any, each waited out."""
    waited: list[float] = []
    while not issued.link.is_locked:
        now = timezone.now()
        assert not actions.open_with_pin(link=issued.link, pin="x")
        issued.link.refresh_from_db()
        until = issued.link.pin_paused_until or now
        waited.append((until - now).total_seconds() / 60)
        clock.shift(until - now)
    return waited


def test_wrong_pins_are_followed_by_growing_pauses_and_then_the_lock() -> None:
    with time_machine.travel(makers.NOON, tick=False) as clock:
        issued = link(partner())
        assert pauses(issued, clock) == [0, 0, 0, 0, 15, 30, 60, 120, 240, 0]
        clock.shift(timedelta(days=1))
        assert not actions.open_with_pin(link=issued.link, pin=issued.pin)
        assert not actions.open_with_pin(link=issued.link, pin="x")
        issued.link.refresh_from_db()
        assert issued.link.wrong_pins == MOST_WRONG_PINS


def test_in_a_pause_no_pin_opens_and_none_counts() -> None:
    with time_machine.travel(makers.NOON, tick=False) as clock:
        issued = link(partner())
        for _attempt in range(FIRST_PAUSE_AFTER + 2):
            actions.open_with_pin(link=issued.link, pin="x")
        assert not actions.open_with_pin(link=issued.link, pin=issued.pin)
        issued.link.refresh_from_db()
        assert issued.link.wrong_pins == FIRST_PAUSE_AFTER
        clock.shift(FIRST_PAUSE)
        assert actions.open_with_pin(link=issued.link, pin=issued.pin)
        issued.link.refresh_from_db()
        assert (issued.link.wrong_pins, issued.link.pin_paused_until) == (0, None)


@pytest.mark.parametrize("role", [Role.KAPROG, Role.HEAD])
def test_the_school_that_made_the_link_is_told_once_where_to_make_another(role: Role) -> None:
    place, host = makers.school("SMKN 1 LEBAK"), partner()
    admin(makers.school("SMKN 2 LEBAK"))
    maker, keeper = makers.actor(role, place), admin(place)
    makers.actor(role, place)
    issued = actions.issue_partner_link(contact=contact(host), by=maker)
    PartnerLink.objects.update(wrong_pins=MOST_WRONG_PINS - 2)
    actions.open_with_pin(link=issued.link, pin="x")
    assert not Notice.objects.exists()
    PartnerLink.objects.update(pin_paused_until=None)
    for _attempt in range(2):
        actions.open_with_pin(link=issued.link, pin="x")
    told = Notice.objects.filter(kind="link_locked")
    assert {notice.recipient for notice in told} == {maker.user, keeper.user}
    assert told.count() == 2
    assert {notice.path for notice in told} == {f"/kerja/pkl/mitra/{host.public_id}/tautan/"}
    assert host.name in told[0].subject
    assert issued.link.contact.name not in told[0].subject + told[0].body


def test_a_new_link_ends_the_one_before_of_the_same_school_only() -> None:
    person = contact(partner())
    one, other = makers.school("SMKN 1 LEBAK"), makers.school("SMKN 2 LEBAK")
    first = actions.issue_partner_link(contact=person, by=admin(one))
    elsewhere = actions.issue_partner_link(contact=person, by=admin(other))
    second = actions.issue_partner_link(contact=person, by=admin(one))
    assert not actions.open_with_pin(link=first.link, pin=first.pin)
    assert actions.open_with_pin(link=second.link, pin=second.pin)
    assert actions.open_with_pin(link=elsewhere.link, pin=elsewhere.pin)


def test_revoked_and_ended_links_open_nothing() -> None:
    place = makers.school()
    revoked, ended = link(partner(), school=place), link(partner(), school=place)
    actions.revoke_link(link=revoked.link, by=admin(place))
    actions.revoke_link(link=revoked.link, by=admin(place))
    PartnerLink.objects.filter(pk=ended.link.pk).update(
        issued_at=timezone.now() - timedelta(2), expires_at=timezone.now() - timedelta(1)
    )
    assert not actions.open_with_pin(link=revoked.link, pin=revoked.pin)
    assert not actions.open_with_pin(link=ended.link, pin=ended.pin)


def test_nobody_hands_out_links_of_contacts_that_another_school_keeps() -> None:
    place, other = makers.school("SMKN 1 LEBAK"), makers.school("SMKN 2 LEBAK")
    kept = contact(partner(), private_to=other, entered_by_school=other)
    with pytest.raises(Contact.DoesNotExist):
        actions.issue_partner_link(contact=kept, by=admin(place))
    reader = makers.actor(Role.SCHOOL_READER, other)
    with pytest.raises(PermissionDenied):
        actions.issue_partner_link(contact=kept, by=reader)
    gone = contact(partner(), left_on=makers.TODAY)
    with pytest.raises(ValidationError, match="tidak bekerja"):
        actions.issue_partner_link(contact=gone, by=admin(place))
    held = link(partner(), school=other).link
    with pytest.raises(PartnerLink.DoesNotExist):
        actions.revoke_link(link=held, by=admin(place))


def test_a_guest_says_the_own_partners_word_and_no_other() -> None:
    one, other = partner(), partner()
    by = guest(one)
    values = {"answer": "yes", "obstacle": "", "answered_on": makers.TODAY}
    said = hosting_actions.record_hosting(partner=one, school_year=2025, values=values, by=by)
    assert (said.told_to_school, said.told_through) == (None, by.link)
    with pytest.raises(PermissionDenied):
        hosting_actions.record_hosting(partner=other, school_year=2025, values=values, by=by)
    foreign = hosting(other)
    with pytest.raises(Hosting.DoesNotExist):
        hosting_actions.offer(hosting=foreign, values={}, by=by)
    offered = opening(foreign)
    with pytest.raises(Opening.DoesNotExist):
        hosting_actions.withdraw_offer(opening=offered, by=by)
    assert Hosting.objects.count() == 2


def test_the_history_says_that_a_link_was_used() -> None:
    by = guest(partner())
    values = {"answer": "undecided", "answered_on": makers.TODAY}
    said = hosting_actions.record_hosting(
        partner=by.partner, school_year=2025, values=values, by=by
    )
    context = said.events.get().pgh_context.metadata
    assert context["job"] == f"tautan mitra {by.link.public_id}"


def test_a_school_does_not_change_the_partners_own_word() -> None:
    said = hosting()
    by = admin(makers.school())
    hosting_actions.record_hosting(
        partner=said.partner,
        school_year=said.school_year,
        values={"answer": "no", "obstacle": "full", "answered_on": makers.TODAY},
        by=by,
    )
    said.refresh_from_db()
    assert said.answer == "yes"
    assert Hosting.objects.editable_by(by).get().told_to_school == by.school
