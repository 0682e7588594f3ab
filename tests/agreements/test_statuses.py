"""What a reader is told: one status of each table for every record and day, the same everywhere."""

from collections import Counter
from datetime import date, timedelta
from itertools import product

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from pytest_django import DjangoAssertNumQueries

from partnerships.agreements.actions.acting import acting
from partnerships.agreements.models import Agreement, State
from partnerships.agreements.statuses import (
    Badge,
    DayStatus,
    RecordStatus,
    badges,
    day_condition,
    day_status,
    record_condition,
    record_status,
    with_day_status,
)
from tests import makers
from tests.agreements import scenes, shelves
from tests.agreements.shelves import days
from tests.makers import TODAY

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
PERIODS = {
    "unknown": None,
    "empty": DateRange(empty=True),
    "past": days(TODAY - 400 * DAY, TODAY - DAY),
    "last day": days(TODAY - 400 * DAY, TODAY),
    "soon": days(TODAY - 400 * DAY, TODAY + 90 * DAY),
    "long": days(TODAY, TODAY + 91 * DAY),
    "open": days(TODAY - DAY, None),
    "future": days(TODAY + DAY, None),
}
EXPECTED = {
    "unknown": DayStatus.UNKNOWN,
    "empty": DayStatus.EXPIRED,
    "past": DayStatus.EXPIRED,
    "last day": DayStatus.EXPIRING,
    "soon": DayStatus.EXPIRING,
    "long": DayStatus.IN_FORCE,
    "open": DayStatus.OPEN_ENDED,
    "future": DayStatus.UPCOMING,
}
RUNNING = {"unknown", "last day", "soon", "long", "open"}


def expected(state: State, period: str, *, is_suspended: bool, has_successor: bool) -> DayStatus:
    """The table said once more, by a reader's reasoning."""
    if state in {State.DRAFT, State.SUBMITTED}:
        return DayStatus.UNRECORDED
    if state == State.CANCELLED:
        return DayStatus.CANCELLED
    if state == State.TERMINATED:
        return DayStatus.TERMINATED
    if is_suspended and period in RUNNING:
        return DayStatus.SUSPENDED
    told = EXPECTED[period]
    return DayStatus.SUPERSEDED if has_successor and told is DayStatus.EXPIRED else told


@pytest.fixture
def cases(db: None) -> dict[int, DayStatus]:
    """Every state with every period, suspended or not, replaced or not."""
    school, partner = makers.school(), scenes.partner()
    told = {}
    for state, (name, runs), is_suspended, has_successor in product(
        State, PERIODS.items(), [False, True], [False, True]
    ):
        made = shelves.agreement(
            state, school=school, partner=partner, runs=runs, ended_on=TODAY - DAY
        )
        if is_suspended:
            shelves.suspend(made, TODAY - DAY, None)
        if has_successor:
            shelves.agreement(
                school=school, partner=partner, predecessor=made, runs=days(TODAY, None)
            )
        told[made.pk] = expected(
            state, name, is_suspended=is_suspended, has_successor=has_successor
        )
    return told


def test_badge_and_filter_agree_on_every_case(cases: dict[int, DayStatus]) -> None:
    annotated = dict(
        with_day_status(Agreement.objects.filter(pk__in=cases), on=TODAY).values_list(
            "pk", "day_status"
        )
    )
    assert annotated == {pk: status.value for pk, status in cases.items()}
    for status in DayStatus:
        filtered = Agreement.objects.filter(day_condition(status, on=TODAY), pk__in=cases)
        assert {row.pk for row in filtered} == {pk for pk in cases if cases[pk] == status}
    assert set(cases.values()) == set(DayStatus)


def test_those_in_force_are_the_running_and_the_suspended(cases: dict[int, DayStatus]) -> None:
    held = Agreement.objects.in_force_on(TODAY).filter(pk__in=cases)
    running = {DayStatus.IN_FORCE, DayStatus.EXPIRING, DayStatus.OPEN_ENDED, DayStatus.SUSPENDED}
    for row in held:
        # The direct inserts of this test do not cut the period of an ended one; actions do.
        assert cases[row.pk] in running | {DayStatus.TERMINATED}
    missing = {pk for pk in cases if cases[pk] in running - {DayStatus.SUSPENDED}}
    assert missing <= {row.pk for row in held}


def test_record_status_and_its_filter_agree() -> None:
    source = makers.source()
    made = [shelves.agreement(state, ended_on=TODAY) for state in State]
    made.append(shelves.agreement(State.DRAFT, published_from_source=True, source=source))
    made.append(shelves.agreement(State.DRAFT, state_reason="Nomor salah"))
    late = shelves.agreement(State.VERIFIED)
    with acting("test", by=makers.system()):
        Agreement.objects.filter(pk=late.pk).update(
            state=State.TERMINATED, ended_on=TODAY, state_reason="contoh"
        )
    made.append(Agreement.objects.get(pk=late.pk))
    told = {row.pk: record_status(row) for row in made}
    for status in RecordStatus:
        filtered = Agreement.objects.filter(record_condition(status))
        assert {row.pk for row in filtered} == {pk for pk in told if told[pk] == status}
    assert set(told.values()) == set(RecordStatus)
    assert told[late.pk] == RecordStatus.VERIFIED


@pytest.mark.parametrize(
    ("left", "label"),
    [
        (0, "Berakhir hari ini"),
        (1, "Berakhir besok"),
        (2, "Berakhir dalam 2 hari"),
        (90, "Berakhir dalam 90 hari"),
    ],
)
def test_the_last_days_are_counted(left: int, label: str) -> None:
    made = shelves.agreement(runs=days(TODAY - 10 * DAY, TODAY + left * DAY))
    assert badges(made, on=TODAY) == [Badge("recorded", "Tercatat"), Badge("expiring", label)]


def test_any_day_can_be_asked_for() -> None:
    made = shelves.agreement(State.TERMINATED, runs=days(TODAY, TODAY), ended_on=TODAY)
    asked = [day_status(made, on=TODAY + offset * DAY) for offset in (-1, 0, 1)]
    assert asked == [DayStatus.UPCOMING, DayStatus.EXPIRING, DayStatus.TERMINATED]


def test_what_only_a_source_tells_names_it_and_claims_no_more() -> None:
    source = makers.source(publisher="Kabar Banten")
    made = shelves.agreement(State.DRAFT, published_from_source=True, source=source)
    assert badges(made, on=TODAY) == [
        Badge("unverified", "Belum diverifikasi \u2013 menurut sumber Kabar Banten")
    ]


def test_a_cancelled_record_is_told_once() -> None:
    made = shelves.agreement(State.CANCELLED)
    assert badges(made, on=TODAY) == [Badge("cancelled", "Dibatalkan")]


def test_an_annotated_row_asks_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    shelves.agreement()
    row = with_day_status(Agreement.objects.all(), on=TODAY).get()
    with django_assert_num_queries(0):
        badges(row, on=TODAY)


def test_the_actions_of_the_portal_lead_to_these_statuses() -> None:
    """A record taken through its life by actions stands where the table says."""
    made = scenes.recorded(signed_on=date(2024, 1, 15), ends_on=date(2026, 12, 31))
    assert Counter(badge.kind for badge in badges(made, on=TODAY)) == {"recorded": 1, "ok": 1}
