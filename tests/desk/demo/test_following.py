"""PKL life of the demo: something of each kind, so that every list and page has what to show."""

import pytest

from partnerships.desk.demo.hosts import ADMIN
from partnerships.placements.lifecycle import DONE, PlacementState
from partnerships.placements.models import (
    Assessment,
    GoalMark,
    JournalEntry,
    Placement,
    PlaceRating,
    ProblemReport,
    Visit,
    WeekConfirmation,
)
from partnerships.placements.waiting import WAITS_BY_KEY, without_place_of
from schools.actors import Actor
from schools.models import Membership
from tests.makers import TODAY

pytestmark = pytest.mark.django_db
SHOWN = ["belum-siap", "sepi", "minggu", "penilaian", "nilai-akhir"]


@pytest.fixture
def admin() -> Actor:
    return Actor.member(Membership.objects.get(user__username=ADMIN), on=TODAY)


def test_who_is_out_writes_and_a_few_are_silent(admin: Actor) -> None:
    out = Placement.objects.filter(state=PlacementState.RUNNING)
    silent = WAITS_BY_KEY["sepi"].of(admin).count()
    assert 0 < silent < out.count() / 4
    assert JournalEntry.objects.filter(placement__in=out, on__gte=TODAY).count() == 0
    assert JournalEntry.objects.filter(placement__in=out).count() > 20 * out.count()


@pytest.mark.parametrize("key", SHOWN)
def test_lists_of_what_waits_have_rows(admin: Actor, key: str) -> None:
    assert WAITS_BY_KEY[key].of(admin).exists()
    assert without_place_of(admin).exists()


def test_who_is_done_is_marked_and_rated_and_each_has_an_instruktur() -> None:
    done = Placement.objects.filter(state__in=DONE)
    assert Assessment.objects.filter(placement__in=done).count() > done.count() * 3 / 4
    assert GoalMark.objects.exists()
    assert PlaceRating.objects.filter(placement__in=done).count() == done.count()
    assert not done.filter(mentor=None, opening__isnull=False).exists()


def test_visits_weeks_and_a_report_are_there() -> None:
    assert Visit.objects.done().filter(done_on__lte=TODAY).exists()
    assert WeekConfirmation.objects.standing().exists()
    assert ProblemReport.objects.open().count() == 1
