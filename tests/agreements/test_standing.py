"""How somebody stands to an agreement, told by its row or asked."""

from typing import Any

import pytest

from accounts.roles import Role
from partnerships.agreements.models import Agreement
from schools.actors import Actor, stands, with_standing
from tests import makers
from tests.agreements import scenes

pytestmark = pytest.mark.django_db

WAYS = ["involving", "editable_by", "in_care_of"]


def answers(agreement: Agreement, actor: Actor) -> list[bool]:
    return [stands(agreement, actor, way) for way in WAYS]


def told(agreement: Agreement, actor: Actor) -> Agreement:
    rows = Agreement.objects.filter(pk=agreement.pk)
    told: Agreement = with_standing(rows, actor, *WAYS).get()
    return told


def people(where: scenes.Place) -> dict[str, Actor]:
    office = makers.office("36")
    return {
        "admin": where.admin,
        "reviewer": makers.actor(Role.REVIEWER, office),
        "viewer": makers.actor(Role.OFFICE_VIEWER, office),
        "elsewhere": makers.actor(Role.REVIEWER, makers.office("17")),
        "visitor": Actor.visitor(on=makers.TODAY),
        "system": Actor.system(on=makers.TODAY, job="uji"),
    }


def test_row_tells_what_asking_would(django_assert_num_queries: Any) -> None:
    where = scenes.place()
    agreement = scenes.recorded(where)
    expected = {
        "admin": [True, True, True],
        "reviewer": [True, True, True],
        "viewer": [True, False, True],
        "elsewhere": [False, False, False],
        "visitor": [False, False, False],
        "system": [True, True, True],
    }

    for name, actor in people(where).items():
        row = told(agreement, actor)
        with django_assert_num_queries(0):
            assert answers(row, actor) == expected[name], name
        assert answers(agreement, actor) == expected[name], name


def test_row_that_tells_of_another_is_not_believed() -> None:
    where = scenes.place()
    agreement = scenes.recorded(where)
    stranger = makers.actor(Role.SCHOOL_ADMIN, scenes.place("SMKN 9 LEBAK").school)

    assert answers(told(agreement, where.admin), stranger) == [False, False, False]
    assert answers(told(agreement, stranger), where.admin) == [True, True, True]


def test_one_person_in_two_roles_has_two_keys() -> None:
    where = scenes.place()
    user = where.admin.user
    reader = makers.actor(Role.SCHOOL_READER, where.school, user=user)

    assert reader.user == where.admin.user
    assert reader.key != where.admin.key
