"""From when until when an agreement runs."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from partnerships.agreements.actions import renewals, reviews
from partnerships.agreements.actions.periods import period_of
from partnerships.agreements.models import Agreement, Kind
from partnerships.agreements.models.terms import add_months
from tests.agreements import scenes

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 8, 31), 6, date(2025, 2, 28)),
        (date(2024, 12, 1), 1, date(2025, 1, 1)),
        (date(2024, 1, 15), 36, date(2027, 1, 15)),
    ],
)
def test_months_are_added_as_people_count_them(start, months, expected):
    assert add_months(start, months) == expected


def test_months_end_on_the_eve():
    agreement = scenes.recorded(months=12, signed_on=date(2025, 1, 15))

    agreement.refresh_from_db()

    assert (agreement.starts_on, agreement.ends_on) == (date(2025, 1, 15), date(2026, 1, 14))


def test_open_ended_agreement_asks_yearly():
    where = scenes.place()
    agreement = scenes.recorded(where, ends_on=None)
    agreement.refresh_from_db()

    assert agreement.ends_on is None
    assert agreement.terms.get().asks_yearly
    answer = reviews.say_still_running(agreement, by=where.admin, note="Masih menerima PKL")
    assert reviews.say_still_running(agreement, by=where.admin) == answer
    with pytest.raises(ValidationError, match="300"):
        reviews.say_still_running(agreement, by=where.admin, note="x" * 301)


def test_stored_period_is_what_its_facts_say():
    where = scenes.place()
    scenes.recorded(where)
    renewals.renew(scenes.recorded(where), by=where.admin)
    scenes.draft(where, kind=Kind.NOTA_KESEPAHAMAN)

    for agreement in Agreement.objects.all():
        assert agreement.runs == period_of(agreement)
