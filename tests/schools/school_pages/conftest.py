"""Two schools, the office above one of them, and who is signed in."""

import pytest

from accounts.roles import Role
from schools.models import Office, School
from tests import makers
from tests.schools.school_pages.asking import signed_in
from tests.strictness import StrictClient as Client


@pytest.fixture
def school() -> School:
    return makers.school("SMKN 1 RANGKASBITUNG", npsn="20607803")


@pytest.fixture
def stranger() -> School:
    return makers.school("SMKN 1 WARUNGGUNUNG", npsn="20623420")


@pytest.fixture
def office() -> Office:
    return makers.office("36")


@pytest.fixture
def admin(school: School) -> Client:
    return signed_in(Role.SCHOOL_ADMIN, school)


@pytest.fixture
def reviewer(office: Office) -> Client:
    return signed_in(Role.REVIEWER, office)
