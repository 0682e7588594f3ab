"""Seats: what is free to whom, and that nobody takes what is not."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.roles import Role
from partnerships.placements.actions import hosting as hosting_actions
from partnerships.placements.actions import periods as period_actions
from partnerships.placements.actions import seats as actions
from partnerships.placements.actions.periods import Block, PeriodParts
from partnerships.placements.models import Booking, Hosting, Opening, PlacementPeriod
from partnerships.placements.models.days import days_between
from schools.models import School
from tests import makers
from tests.at_once import at_once
from tests.placements.scenes import (
    FIRST,
    LAST,
    admin,
    booking,
    grant,
    guest,
    hosting,
    opening,
    period,
)

pytestmark = pytest.mark.django_db
SPRING = days_between([(date(2026, 1, 5), date(2026, 3, 27))])
SUMMER = days_between([(date(2026, 3, 30), date(2026, 6, 26))])


@pytest.fixture
def schools() -> tuple[School, School]:
    return makers.school("SMKN 1 LEBAK"), makers.school("SMKN 2 LEBAK")


def free(opened: Opening, school: School | None = None, within: object = None) -> int:
    rows = Opening.objects.with_free(asking=school, within=within)
    return rows.get(pk=opened.pk).free


def test_a_seat_taken_in_spring_is_free_in_summer(schools: tuple[School, School]) -> None:
    opened = opening(seats=2)
    spring = period(schools[0], until=date(2026, 3, 27))
    booking(opened, spring, seats=2)
    assert free(opened, schools[1], SPRING) == 0
    assert free(opened, schools[1], SUMMER) == 2
    assert free(opened) == 0
    summer = period(schools[1], since=date(2026, 3, 30))
    booking(opened, summer, seats=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        booking(opened, period(schools[1]), seats=1)


def test_seats_given_to_a_school_are_free_to_it_alone(schools: tuple[School, School]) -> None:
    opened = opening(seats=5)
    grant(opened, schools[0], 3)
    assert (free(opened, schools[0]), free(opened, schools[1])) == (5, 2)
    booking(opened, period(schools[0]), seats=2)
    assert (free(opened, schools[0]), free(opened, schools[1])) == (3, 2)
    booking(opened, period(schools[1]), seats=2)
    assert (free(opened, schools[0]), free(opened, schools[1])) == (1, 0)


def test_a_school_may_take_more_than_it_was_given_while_seats_are_free(
    schools: tuple[School, School],
) -> None:
    opened = opening(seats=5)
    grant(opened, schools[0], 1)
    booking(opened, period(schools[0]), seats=4)
    assert free(opened, schools[1]) == 1


def test_a_grant_beside_what_others_took_is_refused(schools: tuple[School, School]) -> None:
    opened = opening(seats=3)
    booking(opened, period(schools[0]), seats=2)
    by = guest(opened.hosting.partner)
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.grant(opening=opened, school=schools[1], seats=2, by=by)
    actions.grant(opening=opened, school=schools[1], seats=1, by=by)
    assert free(opened, schools[0]) == 0
    actions.grant(opening=opened, school=schools[1], seats=0, by=by)
    assert free(opened, schools[0]) == 1


def test_booking_again_changes_the_number(schools: tuple[School, School]) -> None:
    opened, planned, by = opening(), period(schools[0]), admin(schools[0])
    first = actions.book(opening=opened, period=planned, seats=2, by=by)
    second = actions.book(opening=opened, period=planned, seats=4, by=by)
    assert first.pk == second.pk
    assert Booking.objects.get().seats == 4
    actions.release(booking=second, by=by)
    actions.release(booking=second, by=by)
    assert free(opened) == 5
    assert Booking.objects.get().released_by == by.user


def test_the_other_school_can_neither_book_nor_release(schools: tuple[School, School]) -> None:
    planned = period(schools[0])
    held = booking(opening(), planned)
    stranger = admin(schools[1])
    with pytest.raises(PlacementPeriod.DoesNotExist):
        actions.book(opening=opening(), period=planned, seats=1, by=stranger)
    with pytest.raises(Booking.DoesNotExist):
        actions.release(booking=held, by=stranger)
    told = opening(hosting(told_to_school=schools[0]))
    with pytest.raises(Opening.DoesNotExist):
        actions.book(opening=told, period=period(schools[1]), seats=1, by=stranger)
    assert held.released_at is None


def test_a_reader_books_nothing(schools: tuple[School, School]) -> None:
    reader = makers.actor(Role.SCHOOL_READER, schools[0])
    with pytest.raises(PlacementPeriod.DoesNotExist):
        actions.book(opening=opening(), period=period(schools[0]), seats=1, by=reader)


def test_new_dates_of_a_period_move_its_seats_or_are_refused(
    schools: tuple[School, School],
) -> None:
    by, opened = admin(schools[0]), opening(seats=1)
    booking(opened, period(schools[1], until=date(2026, 3, 27)))
    planned = period(schools[0], since=date(2026, 3, 30))
    held = booking(opened, planned)
    earlier = PeriodParts([Block(FIRST, LAST)])
    with pytest.raises(IntegrityError), transaction.atomic():
        period_actions.change_period(
            period=planned, values={}, parts=earlier, by=by, revision=planned.revision
        )
    later = PeriodParts([Block(date(2026, 4, 6), LAST)])
    period_actions.change_period(
        period=planned, values={}, parts=later, by=by, revision=planned.revision
    )
    held.refresh_from_db()
    assert held.days == days_between([(date(2026, 4, 6), LAST)])


def test_blocks_must_not_share_a_day(schools: tuple[School, School]) -> None:
    parts = PeriodParts([Block(FIRST, LAST), Block(LAST, LAST)])
    with pytest.raises(ValidationError, match="bertumpang tindih"):
        period_actions.plan_period(
            values={"name": "PKL", "school_year": 2025}, parts=parts, by=admin(schools[0])
        )
    assert not PlacementPeriod.objects.exists()


def test_a_period_with_seats_is_not_dropped(schools: tuple[School, School]) -> None:
    by, planned = admin(schools[0]), period(schools[0])
    booking(opening(), planned)
    with pytest.raises(ValidationError, match="dipakai"):
        period_actions.drop_period(period=planned, by=by)
    other = period(schools[0])
    period_actions.drop_period(period=other, by=by)
    assert list(PlacementPeriod.objects.all()) == [planned]


def test_an_offer_is_gone_unless_somebody_ever_took_a_seat(
    schools: tuple[School, School],
) -> None:
    by = admin(schools[0])
    told = hosting(told_to_school=schools[0])
    untouched, once_taken = opening(told), opening(told)
    held = booking(once_taken, period(schools[0]))
    with pytest.raises(IntegrityError), transaction.atomic():
        hosting_actions.withdraw_offer(opening=once_taken, by=by)
    actions.release(booking=held, by=by)
    hosting_actions.withdraw_offer(opening=once_taken, by=by)
    hosting_actions.withdraw_offer(opening=untouched, by=by)
    assert [row.withdrawn_at is not None for row in Opening.objects.all()] == [True]


def test_what_a_partner_told_one_school_the_other_does_not_see(
    schools: tuple[School, School],
) -> None:
    told = hosting(told_to_school=schools[0])
    own_word = hosting()
    seen = Hosting.objects.visible_to(admin(schools[1]))
    assert list(seen) == [own_word]
    assert set(Hosting.objects.visible_to(admin(schools[0]))) == {told, own_word}
    office = makers.actor(Role.REVIEWER, makers.office("36"))
    assert set(Hosting.objects.visible_to(office)) == {told, own_word}
    assert not Hosting.objects.visible_to(makers.visitor()).exists()
    assert not Hosting.objects.editable_by(admin(schools[1])).exists()


@pytest.mark.django_db(transaction=True)
def test_two_schools_at_once_never_take_the_same_seat() -> None:
    opened = opening(seats=3)
    places = [makers.school(f"SMKN {number} LEBAK") for number in range(1, 5)]
    asked = [(period(place), admin(place)) for place in places]

    def take(planned: PlacementPeriod, by: object) -> object:
        try:
            return actions.book(opening=opened, period=planned, seats=2, by=by)
        except IntegrityError as refusal:
            return refusal

    answers = at_once(*[lambda a=planned, b=by: take(a, b) for planned, by in asked])
    assert sum(isinstance(answer, Booking) for answer in answers) == 1
    assert Booking.objects.standing().seats() == 2
