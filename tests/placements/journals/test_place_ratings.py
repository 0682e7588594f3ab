"""How pupils found a place: who may say it, when, and what others read of it."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError

from partnerships.placements.actions import ratings as actions
from partnerships.placements.guests import PupilGuest
from partnerships.placements.journals.ratings import found_at, half
from partnerships.placements.lifecycle import PlacementState
from partnerships.placements.models import Opening, Outcome, Placement, PlaceRating
from schools.models import School
from tests import makers
from tests.placements import following, scenes
from tests.strictness import StrictClient

pytestmark = pytest.mark.django_db
STARS = {"relevance": 4, "guidance": 5, "safety": 3, "welcome": 4, "recommended": 5}
OPENS = following.UNTIL - timedelta(days=14)
CLOSES = following.UNTIL + timedelta(days=30)


@pytest.fixture
def placement() -> Placement:
    return following.running()


def guest(placement: Placement, on: date = following.UNTIL) -> PupilGuest:
    return PupilGuest(scenes.pupil_link(placement.pupil).link, on)


def answered(opened: Opening, school: School, count: int, *, stars: int = 4) -> None:
    """So many pupils of the school who have said something of the place."""
    for number in range(count):
        made = following.running(
            scenes.period(school, since=following.SINCE, until=following.UNTIL),
            name=f"Siswa {number}",
        )
        Placement.objects.filter(pk=made.pk).update(state=PlacementState.COMPLETED)
        following.rating(made, stars, comment=f"Pesan {number}")
        _moved(made, opened)


def _moved(placement: Placement, opened: Opening) -> None:
    """As if it had been at that partner: its own opening is one of the partner's."""
    Opening.objects.filter(pk=placement.opening_id).update(hosting=opened.hosting_id)


def test_a_second_answer_replaces_the_first(placement: Placement) -> None:
    pupil = guest(placement)
    for comment in ("Baik", "Lebih baik"):
        actions.rate(placement=placement, values=STARS | {"comment": comment}, by=pupil)
    row = PlaceRating.objects.get()
    assert (row.comment, row.guidance, row.is_of_pupil) == ("Lebih baik", 5, True)


@pytest.mark.parametrize(
    ("on", "is_open"),
    [
        (OPENS - timedelta(days=1), False),
        (OPENS, True),
        (CLOSES, True),
        (CLOSES + timedelta(days=1), False),
    ],
)
def test_answers_are_taken_around_the_end_only(
    placement: Placement, on: date, is_open: bool
) -> None:
    try:
        actions.rate(placement=placement, values=dict(STARS), by=guest(placement, on))
    except ValidationError:
        assert not is_open
    assert PlaceRating.objects.exists() == is_open


def test_what_the_school_said_of_the_outcome_stays(placement: Placement) -> None:
    following.outcome(placement, by=makers.user())
    with pytest.raises(ValidationError, match="sudah dicatat"):
        actions.tell_outcome(placement=placement, values={"result": "none"}, by=guest(placement))
    assert Outcome.objects.get().result == "hired"


def test_the_pupil_tells_the_outcome_and_mends_it(placement: Placement) -> None:
    pupil = guest(placement)
    values = {"result": "hired", "contract": "fixed_term", "since": None}
    actions.tell_outcome(placement=placement, values=values, by=pupil)
    values = {"result": "none", "contract": "", "since": None}
    actions.tell_outcome(placement=placement, values=values, by=pupil)
    assert Outcome.objects.get().result == "none"


def test_the_page_asks_five_questions_and_refuses_a_gap(
    client: StrictClient, placement: Placement
) -> None:
    address = f"/pkl/siswa/jurnal/{placement.public_id}/nilai/"
    token = scenes.pupil_link(placement.pupil).token
    with time_machine.travel(following.UNTIL, tick=False):
        client.post(f"/pkl/siswa/tautan/{token}/")
        assert address in client.get("/pkl/siswa/").content.decode()
        given = {name: str(stars) for name, stars in STARS.items()}
        page = client.post(address, given | {"safety": ""})
        assert page.status_code == 422
        assert not PlaceRating.objects.exists()
        client.post(address, given)
        client.post(f"{address}hasil/", {"hasil-result": "studies"})
    assert PlaceRating.objects.get().safety == 3
    assert Outcome.objects.get().result == "studies"
    other = following.running(name="Siswa Lain")
    assert client.get(f"/pkl/siswa/jurnal/{other.public_id}/nilai/").status_code in {403, 404}


def test_before_the_end_there_is_no_page(client: StrictClient, placement: Placement) -> None:
    path = f"/pkl/siswa/jurnal/{placement.public_id}/nilai/"
    with time_machine.travel(makers.NOON, tick=False):
        client.post(f"/pkl/siswa/tautan/{scenes.pupil_link(placement.pupil).token}/")
        page, sent = client.get(path), client.post(path, STARS)
    assert (page.status_code, sent.status_code) == (404, 404)
    assert not PlaceRating.objects.exists()


def test_sums_are_told_from_five_answers_up(placement: Placement) -> None:
    school, opened = placement.period.school, placement.opening
    assert opened
    answered(opened, school, 4)
    assert found_at(opened, school=school) is None
    answered(opened, makers.school("SMKN 2 LEBAK"), 1, stars=1)
    found = found_at(opened, school=school)
    assert found is not None
    assert (found.answers, found.comments) == (5, [])
    assert {line.stars for line in found.lines} == {3.5}


def test_comments_are_the_own_schools_from_five_of_its_own(placement: Placement) -> None:
    school, opened = placement.period.school, placement.opening
    assert opened
    answered(opened, school, 5)
    stranger = makers.school("SMKN 2 LEBAK")
    own, other = (found_at(opened, school=one) for one in (school, stranger))
    assert own is not None
    assert other is not None
    assert sorted(own.comments) == [f"Pesan {number}" for number in range(5)]
    assert other.comments == []


def test_other_partners_answers_do_not_count(placement: Placement) -> None:
    school, opened = placement.period.school, placement.opening
    assert opened
    answered(scenes.opening(), school, 5)
    assert found_at(opened, school=school) is None


@pytest.mark.parametrize(("mean", "shown"), [(3.74, 3.5), (3.76, 4.0), (5.0, 5.0), (1.2, 1.0)])
def test_means_are_rounded_to_half_a_star(mean: float, shown: float) -> None:
    assert half(mean) == shown
