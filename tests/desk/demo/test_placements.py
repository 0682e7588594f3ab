"""PKL of the demo: one period is over, one runs, one waits for its pupils, with seats enough."""

from collections import Counter
from datetime import timedelta

import pytest

from partnerships.desk.demo.hosts import ADMIN, OFFERS, PUPILS
from partnerships.partners.models import Pair
from partnerships.placements.models import (
    Booking,
    Choice,
    Hosting,
    Opening,
    Placement,
    PlacementPeriod,
)
from partnerships.placements.models.hosting import HostingAnswer
from partnerships.placements.supply.choosing import Run, periods_to_fill
from schools.actors import Actor
from schools.models import Membership
from tests.makers import TODAY

pytestmark = pytest.mark.django_db


def period(name: str) -> PlacementPeriod:
    return PlacementPeriod.objects.get(school__npsn="20607803", name=f"{name} (contoh)")


def run(name: str) -> Run:
    found = Run.of(period(name))
    assert found is not None
    return found


def test_one_period_is_over_one_runs_and_one_waits() -> None:
    gone, now = run("PKL kelas XI"), run("PKL kelas XII gelombang 1")
    coming = run("PKL kelas XII gelombang 2")
    assert gone.last < now.first < TODAY < now.last < coming.first
    assert coming.last - coming.first > timedelta(days=180)
    admin = Actor.member(Membership.objects.get(user__username=ADMIN), on=TODAY)
    assert periods_to_fill(admin)[0] == period("PKL kelas XII gelombang 2")


@pytest.mark.parametrize("name", ["PKL kelas XI", "PKL kelas XII gelombang 2"])
def test_seats_suffice_for_the_class(name: str) -> None:
    booked = Booking.objects.standing().filter(period=period(name))
    assert booked.seats() >= sum(PUPILS.values()) == 72
    assert booked.count() >= 20
    for studies, pupils in PUPILS.items():
        own = booked.filter(opening__concentration__name=studies)
        shared = booked.filter(opening__concentration=None)
        assert own.count() >= 5
        assert own.seats() + shared.seats() >= pupils
    # Nobody gets a first choice by there being enough of everything.
    assert booked.filter(opening__concentration__name="Rekayasa Perangkat Lunak").seats() < 24


def test_what_runs_has_seats_for_those_who_learn_software() -> None:
    running = period("PKL kelas XII gelombang 1")
    booked = Booking.objects.standing().filter(period=running)
    assert [row.name for row in running.concentrations.all()] == ["Rekayasa Perangkat Lunak"]
    assert booked.seats() >= 24


def test_hosts_lie_around_the_school_each_in_its_kecamatan() -> None:
    offered = Opening.objects.filter(hosting__school_year=2025).select_related(
        "hosting__partner__district"
    )
    partners = {row.hosting.partner for row in offered}
    assert len(partners) == len(OFFERS) == 22
    assert all(row.latitude is not None for row in partners)
    assert all("Contoh" in row.name for row in partners)
    placed = [row.district.code for row in partners if row.district]
    assert {code[:5] for code in placed} == {"36.01", "36.02", "36.04", "36.73"}
    assert len(set(placed)) >= 14


def test_one_was_asked_in_vain_and_none_is_a_duplicate() -> None:
    (refusal,) = Hosting.objects.filter(answer=HostingAnswer.NO)
    assert refusal.partner.name == "Contoh Jaringan Komputer"
    assert refusal.note
    assert Pair.objects.count() == 1


def states(name: str) -> Counter[str]:
    rows = Placement.objects.filter(period=period(name))
    return Counter(rows.values_list("state", flat=True))


def test_placements_of_the_period_that_is_over_are_done_but_one_that_ended_early() -> None:
    found = states("PKL kelas XI")
    assert found["ended_early"] == 1
    assert set(found) == {"completed", "ended_early", "cancelled"}
    assert found["completed"] >= sum(PUPILS.values()) - 4


def test_placements_run_while_some_wait_or_were_refused() -> None:
    found = states("PKL kelas XII gelombang 1")
    assert found["requested"] == 2
    assert found["refused"] == 1
    assert found["running"] == sum(found.values()) - 3 >= 15


def test_most_have_wishes_for_the_period_to_come_and_nobody_is_placed_yet() -> None:
    coming = period("PKL kelas XII gelombang 2")
    chosen = Choice.objects.filter(period=coming).values("pupil").distinct().count()
    everybody = sum(PUPILS.values())
    assert everybody > chosen > everybody * 3 // 4
    assert not Placement.objects.filter(period=coming).exists()
