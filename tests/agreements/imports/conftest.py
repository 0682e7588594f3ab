"""What the tests of this folder share."""

from typing import Any

import pytest
import time_machine

from schools.models import School
from tests import makers
from tests.agreements import scenes
from tests.agreements.scenes import Place


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(makers.NOON, tick=False):
        yield


@pytest.fixture
def where() -> Place:
    place = scenes.place()
    School.objects.filter(pk=place.school.pk).update(npsn="20607803")
    place.school.refresh_from_db()
    place.admin.membership.school = place.school
    return place
