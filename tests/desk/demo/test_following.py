"""PKL life of the demo: something of each kind, so that every list and page has what to show."""

from datetime import timedelta

import pytest

from partnerships.desk.demo.hosts import ADMIN
from partnerships.desk.demo.people import TEACHER
from partnerships.placements.following.waiting import WAITS_BY_KEY, without_place_of
from partnerships.placements.lifecycle import DONE, PlacementState
from partnerships.placements.models import (
    Assessment,
    FinalMark,
    GoalMark,
    JournalEntry,
    Letter,
    Placement,
    PlaceRating,
    ProblemReport,
    Visit,
    WeekConfirmation,
)
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


def test_one_class_has_its_final_marks_and_the_others_wait(admin: Actor) -> None:
    settled = FinalMark.objects.standing()
    done = Placement.objects.filter(state__in=DONE)
    classes = dict.fromkeys(
        done.filter(pupil__in=settled.values("pupil")).values_list("class_name", flat=True)
    )
    (settled_class,) = classes
    of_class = done.filter(class_name=settled_class)
    assert of_class.count() * 3 / 4 < settled.count() < of_class.count()
    assert done.exclude(class_name=settled_class).exists()
    assert {final.settled_by for final in settled} == {admin.user}
    assert all(final.settled_at.date() <= TODAY for final in settled)


def test_the_certificate_rests_on_a_mark_that_is_settled() -> None:
    letter = Letter.objects.get(kind="certificate")
    pupil = letter.placements.get().pupil
    assert FinalMark.objects.standing().get(pupil=pupil).settled_at < letter.issued_at


def test_a_teacher_has_visits_of_the_next_days_with_pupils_there() -> None:
    planned = Visit.objects.planned().order_by("planned_on", "pk")
    days = [visit.planned_on for visit in planned if visit.planned_on]
    assert len(days) == 3
    assert days[0] == days[1] < days[2]
    assert all(TODAY < day <= TODAY + timedelta(days=5) for day in days)
    teachers = {visit.supervisor.membership.user.username for visit in planned}
    assert teachers == {TEACHER}
    assert all(visit.placements.exists() for visit in planned)
    assert len({visit.opening_id for visit in planned}) == 3
