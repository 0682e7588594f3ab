from datetime import date, timedelta

import pytest

from accounts.roles import Role
from partnerships.partners.models import Licence
from partnerships.partners.models.licences import Standing
from partnerships.partners.overview import Overview
from tests import makers
from tests.partners.making import licence, partner

pytestmark = pytest.mark.django_db
ON = date(2025, 11, 21)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("facts", "standing"),
    [
        ({"issued_on": ON, "expires_on": ON + 200 * DAY}, Standing.VALID),
        ({"issued_on": ON - 9 * DAY, "expires_on": ON}, Standing.ENDING),
        ({"expires_on": ON + 90 * DAY}, Standing.ENDING),
        ({"expires_on": ON + 91 * DAY}, Standing.VALID),
        ({"expires_on": ON - DAY}, Standing.ENDED),
        ({"issued_on": ON + DAY, "expires_on": ON + 9 * DAY}, Standing.FUTURE),
        ({"is_perpetual": True}, Standing.VALID),
        ({"is_perpetual": True, "revoked_on": ON}, Standing.REVOKED),
        ({"is_perpetual": True, "revoked_on": ON + DAY}, Standing.VALID),
        ({"issued_on": ON}, Standing.UNKNOWN),
        ({}, Standing.UNKNOWN),
    ],
)
def test_standing_and_query_agree(facts: dict[str, object], standing: Standing) -> None:
    made = licence(partner(), **facts)
    assert made.standing(ON) is standing
    is_valid = standing in {Standing.VALID, Standing.ENDING}
    assert Licence.objects.valid_on(ON).exists() is made.is_valid_on(ON) is is_valid


def test_an_lpk_without_the_second_licence_is_no_sending_organisation() -> None:
    one = partner(kind="sending_organisation")
    licence(one, "lpk", is_perpetual=True)
    reader = makers.actor(Role.SCHOOL_ADMIN, makers.school())
    assert "SO" in str(Overview(one, reader).warnings()[0])
    licence(one, "so", is_perpetual=True)
    assert Overview(one, reader).warnings() == []


def test_each_licence_says_where_to_check_it() -> None:
    assert licence(partner(), "so").register.url == "https://so.kemnaker.go.id"
    assert licence(partner(), "other").register is None
