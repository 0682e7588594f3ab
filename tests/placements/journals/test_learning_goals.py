"""What a school wants learned: written, ordered, retired; by whom."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.core.exceptions import ValidationError

from accounts.roles import Role
from partnerships.placements.actions import learning as actions
from partnerships.placements.models import LearningGoal
from partnerships.placements.models.learning import Element
from schools.actors import Actor
from schools.models import School
from tests import makers
from tests.placements import following, scenes
from tests.placements.following import goal
from tests.placements.scenes import admin
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]
PAGE = "/kerja/pkl/tujuan-pembelajaran/"
HARD = {"element": "hard", "text": "Menyetel karburator", "concentration": None}


@pytest.fixture
def school() -> School:
    return makers.school()


def texts(school: School, element: str = "hard") -> list[str]:
    rows = LearningGoal.objects.in_use().filter(school=school, element=element)
    return list(rows.order_by("position", "pk").values_list("text", flat=True))


def kaprog(school: School) -> Actor:
    actor = makers.actor(Role.KAPROG, school)
    assert actor.membership
    actor.membership.concentrations.add(makers.concentration())
    return actor


def test_the_same_goal_sent_twice_is_one(school: School) -> None:
    by = admin(school)
    one, again = (actions.add_goal(values=dict(HARD), by=by) for _click in range(2))
    assert one == again
    assert LearningGoal.objects.get().position == 1


def test_examples_are_taken_over_once_and_cover_every_element(school: School) -> None:
    by = admin(school)
    first, second = (actions.take_over_starting_goals(by=by) for _click in range(2))
    assert (first, second) == (LearningGoal.objects.count(), 0)
    assert set(LearningGoal.objects.values_list("element", flat=True)) == set(Element.values)
    assert not LearningGoal.objects.exclude(concentration=None).exists()


def test_an_example_that_was_retired_may_be_taken_over_again(school: School) -> None:
    by = admin(school)
    actions.take_over_starting_goals(by=by)
    actions.retire_goal(goal=LearningGoal.objects.filter(element="hard")[0], by=by)
    assert actions.take_over_starting_goals(by=by) == 1


def test_goals_change_places_within_their_element(school: School) -> None:
    by = admin(school)
    first, second, third = (
        actions.add_goal(values=HARD | {"text": f"Tujuan {name}"}, by=by) for name in "ABC"
    )
    actions.move_goal(goal=third, up=True, by=by)
    assert texts(school) == ["Tujuan A", "Tujuan C", "Tujuan B"]
    actions.move_goal(goal=first, up=True, by=by)
    actions.move_goal(goal=second, up=False, by=by)
    assert texts(school) == ["Tujuan A", "Tujuan C", "Tujuan B"]


def test_a_retired_goal_comes_back_unless_its_twin_stands(
    client: StrictClient, school: School
) -> None:
    by = admin(school)
    old = actions.add_goal(values=dict(HARD), by=by)
    actions.retire_goal(goal=old, by=by)
    actions.add_goal(values=dict(HARD), by=by)
    client.force_login(by.user)
    page = client.post(f"{PAGE}{old.public_id}/pakai-lagi/", follow=True).content.decode()
    assert "Tujuan pembelajaran ini sudah ada." in page
    assert LearningGoal.objects.in_use().count() == 1


def test_a_kaprog_writes_for_the_own_konsentrasi_only(school: School) -> None:
    by, own = kaprog(school), makers.concentration()
    for other in (None, makers.concentration("3.1.1", "Rekayasa Perangkat Lunak")):
        with pytest.raises(ValidationError):
            actions.add_goal(values=HARD | {"concentration": other}, by=by)
        LearningGoal.objects.all().delete()
    made = actions.add_goal(values=HARD | {"concentration": own}, by=by)
    with pytest.raises(ValidationError):
        actions.change_goal(goal=made, values={"concentration": None}, by=by)


def test_a_kaprog_orders_the_own_goals_among_those_of_others(school: School) -> None:
    by, own = kaprog(school), makers.concentration()
    low = goal(school, text="Milik satu", concentration=own, position=1)
    goal(school, text="Semua", position=2)
    high = goal(school, text="Milik dua", concentration=own, position=3)
    actions.move_goal(goal=high, up=True, by=by)
    assert texts(school) == ["Milik dua", "Semua", "Milik satu"]
    actions.move_goal(goal=low, up=False, by=by)
    assert texts(school) == ["Milik dua", "Semua", "Milik satu"]


def test_the_page_begins_with_examples_and_adds_more(client: StrictClient, school: School) -> None:
    client.force_login(admin(school).user)
    assert "Pakai contoh" in client.get(PAGE).content.decode()
    client.post(f"{PAGE}contoh/")
    page = client.post(
        f"{PAGE}baru/", {"element": "hard", "text": "Menyetel karburator"}, follow=True
    ).content.decode()
    assert "Menyetel karburator" in page
    assert texts(school)[-1] == "Menyetel karburator"


def test_an_empty_text_is_told_beside_its_field(client: StrictClient, school: School) -> None:
    client.force_login(admin(school).user)
    page = client.post(f"{PAGE}baru/", {"element": "hard", "text": " "})
    assert page.status_code == 422
    assert not LearningGoal.objects.exists()


def test_teachers_read_and_another_school_does_not(client: StrictClient, school: School) -> None:
    kept = goal(school)
    client.force_login(makers.membership(Role.SUPERVISOR, school).user)
    page = client.get(PAGE).content.decode()
    assert kept.text in page
    assert f"{PAGE}{kept.public_id}/" not in page
    client.force_login(admin(makers.school("SMKN 2 LEBAK")).user)
    assert kept.text not in client.get(PAGE).content.decode()
    assert client.get(f"{PAGE}{kept.public_id}/").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_as_often_for_many_goals(
    client: StrictClient,
    school: School,
    rows: int,
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    for number in range(rows):
        goal(school, text=f"Tujuan {number}", concentration=makers.concentration())
    client.force_login(admin(school).user)
    client.get(PAGE)
    with django_assert_num_queries(6):
        client.get(PAGE)


def test_a_goal_that_was_marked_is_not_reworded(db: None) -> None:
    placement = following.running()
    marked = following.assessment(placement, 90).marks.get().goal
    admin = scenes.admin(placement.period.school)
    with pytest.raises(ValidationError, match="Sudah ada nilai"):
        actions.change_goal(goal=marked, values={"text": "Lain sama sekali"}, by=admin)
    marked.refresh_from_db()
    assert marked.text != "Lain sama sekali"
