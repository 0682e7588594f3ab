"""Every rule that the database holds for supply, broken past the forms."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.roles import Role
from accounts.violations import violations
from partnerships.placements.actions.placements import plan_placements
from partnerships.placements.models import (
    Booking,
    Choice,
    Hosting,
    Opening,
    PartnerLink,
    PeriodBlock,
    PeriodSupervisor,
    PlacementPeriod,
    ProposedPlace,
    PupilLink,
    SeatGrant,
)
from tests import makers
from tests.partners.making import partner, site
from tests.placements.scenes import (
    FIRST,
    LAST,
    admin,
    booking,
    chooser,
    grant,
    hosting,
    link,
    opening,
    period,
    proposed,
    pupil_link,
)

OWN = [
    Booking,
    Choice,
    Hosting,
    Opening,
    PartnerLink,
    PeriodBlock,
    PeriodSupervisor,
    PlacementPeriod,
    ProposedPlace,
    PupilLink,
    SeatGrant,
]


def changed(make: Callable[[], Any], **values: Any) -> Callable[[], object]:
    """A bulk update, past save() and forms."""

    def write() -> None:
        row = make()
        type(row).objects.filter(pk=row.pk).update(**values)

    return write


def block(**given: Any) -> PeriodBlock:
    facts = {"period": period(), "since": FIRST, "until": LAST}
    return PeriodBlock.objects.create(**facts | given)


def supervisor(**given: Any) -> PeriodSupervisor:
    planned = period()
    teacher = makers.membership(Role.SCHOOL_ADMIN, planned.school)
    facts = {"period": planned, "membership": teacher}
    return PeriodSupervisor.objects.create(**facts | given)


def supervisor_twice() -> None:
    one = supervisor()
    PeriodSupervisor.objects.create(period=one.period, membership=one.membership)


def named_twice() -> None:
    one = period()
    period(one.school, name=one.name)


def answered_twice() -> None:
    one = hosting()
    hosting(one.partner)


def booked(**given: Any) -> Booking:
    return booking(opening(), period(), **given)


def booked_twice() -> None:
    one = booked()
    booking(one.opening, one.period)


def granted(**given: Any) -> SeatGrant:
    return SeatGrant.objects.create(
        **{"opening": opening(), "school": makers.school(), "seats": 1} | given
    )


def granted_twice() -> None:
    one = granted()
    grant(one.opening, one.school)


def offered_to_another() -> None:
    told = hosting(told_to_school=makers.school("SMKN 2 LEBAK"))
    booking(opening(told), period())


def from_a_refusal() -> None:
    opening(hosting(answer="no", obstacle="full"))


def refused_with_openings() -> None:
    one = opening()
    Hosting.objects.filter(pk=one.hosting_id).update(answer="no", obstacle="full")


def withdrawn_from_under() -> None:
    Opening.objects.filter(pk=booked().opening_id).update(withdrawn_at=timezone.now())


def booked_of_withdrawn() -> None:
    booking(opening(withdrawn_at=timezone.now()), period())


def shrunk() -> None:
    one = booked(seats=3)
    Opening.objects.filter(pk=one.opening_id).update(seats=2)


def shortened() -> None:
    Opening.objects.filter(pk=booked().opening_id).update(until=LAST - timedelta(days=1))


def issued(**given: Any) -> Callable[[], object]:
    return changed(lambda: link(partner()).link, **given)


def held_twice() -> None:
    one = link(partner()).link
    one.pk, one.public_id, one.token_hash = None, "anotherone", "x" * 64
    one.save(force_insert=True)


def choice(**given: Any) -> Choice:
    planned = given.pop("planned", None) or period()
    offered = given.pop("offered", None) or opening()
    if not offered.bookings.exists():
        booking(offered, planned)
    facts = {"period": planned, "pupil": chooser(planned), "opening": offered, "rank": 1}
    return Choice.objects.create(**facts | given)


def ranked_twice() -> None:
    one, other = choice(), opening()
    booking(other, one.period)
    choice(planned=one.period, pupil=one.pupil, offered=other)


def chosen_twice() -> None:
    one = choice()
    choice(planned=one.period, pupil=one.pupil, offered=one.opening, rank=2)


def wish(**given: Any) -> ProposedPlace:
    planned = period()
    return proposed(planned, chooser(planned), **given)


def waits_twice() -> None:
    one = wish()
    proposed(one.period, one.pupil)


def pupil_held(**given: Any) -> Callable[[], object]:
    return changed(lambda: pupil_link(chooser(period())).link, **given)


def pupil_held_twice() -> None:
    one = pupil_link(chooser(period())).link
    one.pk, one.public_id, one.token_hash = None, "anotherone", "x" * 64
    one.save(force_insert=True)


def given_back() -> None:
    one = booked()
    pupil = chooser(one.period)
    plan_placements(
        period=one.period, places={pupil.pk: one.opening_id}, by=admin(one.period.school)
    )
    Booking.objects.filter(pk=one.pk).update(released_at=timezone.now(), released_by=makers.user())


CASES: dict[str, Callable[[], object]] = {
    "placements_placementperiod_grade_listed": changed(period, grade=9),
    "placements_placementperiod_year_plausible": changed(period, school_year=1999),
    "placements_placementperiod_hours_plausible": changed(period, hours_per_day=13),
    "placements_placementperiod_name_given": changed(period, name=" "),
    "placements_placementperiod_name_once": named_twice,
    "placements_periodblock_dates_in_order": lambda: block(since=LAST, until=FIRST),
    "placements_periodblock_weekdays_listed": lambda: block(weekdays=[8]),
    "placements_periodblock_dates_plausible": lambda: block(until=FIRST + timedelta(days=731)),
    "placements_periodsupervisor_once": supervisor_twice,
    "placements_periodsupervisor_load_plausible": lambda: supervisor(most_pupils=0),
    "placements_periodsupervisor_of_school": lambda: supervisor(
        membership=makers.membership(Role.SCHOOL_ADMIN, makers.school("SMKN 2 LEBAK"))
    ),
    "placements_hosting_answer_listed": changed(hosting, answer="x"),
    "placements_hosting_obstacle_listed": changed(hosting, answer="no", obstacle="x"),
    "placements_hosting_refusal_explained": changed(hosting, answer="no"),
    "placements_hosting_other_obstacle_told": changed(hosting, answer="no", obstacle="other"),
    "placements_hosting_year_plausible": changed(hosting, school_year=1999),
    "placements_hosting_school_names_recorder": lambda: hosting(
        told_to_school=makers.school(), recorded_by=None
    ),
    "placements_hosting_came_one_way": changed(hosting, told_through=None),
    "placements_hosting_once_a_year": answered_twice,
    "placements_hosting_without_openings": refused_with_openings,
    "placements_opening_of_a_host": from_a_refusal,
    "placements_opening_site_of_partner": lambda: opening(site=site(partner())),
    "placements_opening_dates_in_order": lambda: opening(since=LAST, until=FIRST),
    "placements_opening_dates_plausible": lambda: opening(until=FIRST + timedelta(days=731)),
    "placements_opening_sex_listed": changed(opening, sex="x", sex_because="Aturan"),
    "placements_opening_sex_by_law": changed(opening, sex="P"),
    "placements_opening_shift_listed": changed(opening, shift="x"),
    "placements_opening_lodging_listed": changed(opening, lodging="x"),
    "placements_opening_lodging_for_listed": changed(opening, lodging="yes", lodging_for="x"),
    "placements_opening_lodging_offered": changed(opening, lodging="no", lodging_cost=0),
    "placements_opening_meals_listed": changed(opening, meals="x"),
    "placements_opening_transport_listed": changed(opening, transport="x"),
    "placements_opening_allowance_unit_listed": changed(opening, allowance=1, allowance_unit="x"),
    "placements_opening_allowance_counted": changed(opening, allowance=1),
    "placements_opening_seats_plausible": changed(opening, seats=501),
    "placements_opening_age_plausible": changed(opening, least_age=13),
    "placements_opening_hours_plausible": changed(opening, hours_per_day=0),
    "placements_opening_seats_suffice": shrunk,
    "placements_opening_holds_bookings": shortened,
    "placements_opening_withdrawn_unbooked": withdrawn_from_under,
    "placements_partnerlink_once": held_twice,
    "placements_partnerlink_issued_before_expiry": issued(expires_at=timezone.now() - timedelta(9)),
    "placements_partnerlink_wrong_pins_counted": issued(wrong_pins=11),
    "placements_partnerlink_revoked_at_with_revoked_by": issued(revoked_at=timezone.now()),
    "placements_pupillink_once": pupil_held_twice,
    "placements_pupillink_issued_before_expiry": pupil_held(
        expires_at=timezone.now() - timedelta(9)
    ),
    "placements_pupillink_revoked_at_with_revoked_by": pupil_held(revoked_at=timezone.now()),
    "placements_choice_rank_counted": lambda: choice(rank=6),
    "placements_choice_rank_once": ranked_twice,
    "placements_choice_place_once": chosen_twice,
    "placements_choice_within_school": lambda: choice(
        pupil=chooser(period(makers.school("SMKN 2 LEBAK")))
    ),
    "placements_choice_of_taken_seats": lambda: choice(
        offered=booking(opening(), period(makers.school("SMKN 2 LEBAK"))).opening
    ),
    "placements_proposedplace_state_listed": changed(wish, state="x"),
    "placements_proposedplace_name_given": changed(wish, name=" "),
    "placements_proposedplace_whole_decision": changed(wish, state="approved"),
    "placements_proposedplace_seat_when_approved": lambda: wish(opening=opening()),
    "placements_proposedplace_one_waiting": waits_twice,
    "placements_proposedplace_seat_of_an_opening": changed(wish, took_seat=True),
    "placements_seatgrant_once": granted_twice,
    "placements_seatgrant_seats_plausible": lambda: granted(seats=0),
    "placements_seatgrant_seats_suffice": lambda: granted(seats=6),
    "placements_booking_seats_plausible": lambda: booked(seats=0),
    "placements_booking_once": booked_twice,
    "placements_booking_released_at_with_released_by": changed(booked, released_at=timezone.now()),
    "placements_booking_seats_suffice": lambda: booked(seats=6),
    "placements_booking_offered_to_school": offered_to_another,
    "placements_booking_opening_stands": booked_of_withdrawn,
    "placements_booking_keeps_placed": given_back,
    "placements_booking_within_offer": lambda: booking(
        opening(), period(until=LAST + timedelta(days=1))
    ),
}
TRIGGERS = {name for model in OWN for name in getattr(model, "trigger_violations", {})}


@pytest.mark.django_db
@pytest.mark.parametrize("name", CASES)
def test_the_database_refuses(name: str) -> None:
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        CASES[name]()
    assert refusal.value.__cause__.diag.constraint_name == name


def test_every_constraint_has_its_case() -> None:
    named = {constraint.name for model in OWN for constraint in model._meta.constraints}
    assert named | TRIGGERS == set(CASES)
    assert set(violations()) >= TRIGGERS


@pytest.mark.django_db
def test_a_period_of_blocks_and_weekdays_has_exactly_these_days() -> None:
    planned = period(since=date(2026, 1, 5), until=date(2026, 1, 9))
    PeriodBlock.objects.create(
        period=planned, since=date(2026, 1, 12), until=date(2026, 1, 18), weekdays=[1, 3]
    )
    PeriodBlock.objects.create(period=planned, since=date(2026, 1, 10), until=date(2026, 1, 11))
    assert [(part.lower, part.upper) for part in planned.days] == [
        (date(2026, 1, 5), date(2026, 1, 13)),
        (date(2026, 1, 14), date(2026, 1, 15)),
    ]
