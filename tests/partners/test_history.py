"""How the history of a partner reads: a day as exactly as it was known, and nothing besides."""

from datetime import date

import pytest
from django.db import connection

from partnerships.partners.models import Partner
from schools.history import entries_for
from tests.partners.making import partner as make

pytestmark = pytest.mark.django_db


def told(partner: Partner) -> list[list[tuple[str, str, str]]]:
    """What each entry says of the founding, the newest first."""
    return [
        [line for line in entry.what if "berdiri" in line[0].lower()]
        for entry in entries_for(partner)
    ]


def later(partner: Partner, **values: object) -> None:
    """Changed in a transaction of its own: now() stands still within the test's."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE partners_partnerevent SET pgh_created_at = pgh_created_at - interval '1 minute'"
        )
    Partner.objects.filter(pk=partner.pk).update(**values)


def test_precision_without_a_day_says_nothing() -> None:
    partner = make("Contoh Makmur")
    assert told(partner) == [[]]


def test_day_is_told_as_exactly_as_it_is_known() -> None:
    partner = make("Contoh Makmur")
    later(partner, founded_on=date(2001, 5, 1), founded_precision="month")
    later(partner, founded_precision="year", founded_on=date(2001, 1, 1))
    later(partner, founded_precision="day")
    later(partner, founded_on=None)
    label = str(Partner._meta.get_field("founded_on").verbose_name).capitalize()
    assert told(partner) == [
        [(label, "1 Januari 2001", "")],
        [(label, "2001", "1 Januari 2001")],
        [(label, "Mei 2001", "2001")],
        [(label, "", "Mei 2001")],
        [],
    ]
