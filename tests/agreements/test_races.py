"""Two people at once: each step is taken by one of them, and no number is given twice."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from partnerships.agreements.actions import amendments, drafts, moves, renewals, reviews
from partnerships.agreements.models import Agreement, Answer, Kind, State
from partnerships.agreements.models.reviews import Verdict
from schools.actors import Actor
from tests import makers
from tests.agreements import scenes
from tests.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def refusals(results: list[object]) -> int:
    return sum(isinstance(result, Exception) for result in results)


def test_two_approvals_give_one_number():
    where = scenes.place()
    agreement = scenes.submitted(where)

    results = at_once(*[lambda: moves.record(agreement, by=where.head)] * 2)

    assert refusals(results) == 1
    assert agreement.transitions.filter(move="record").count() == 1


def test_records_of_many_schools_at_once_have_numbers_of_their_own():
    places = [scenes.place(f"SMKN {number} LEBAK") for number in range(1, 7)]
    waiting = [(place, scenes.submitted(place)) for place in places]

    at_once(
        *[
            lambda place=place, agreement=agreement: moves.record(agreement, by=place.head)
            for place, agreement in waiting
        ]
    )

    numbers = Agreement.objects.order_by("registration_number").values_list(
        "registration_number", flat=True
    )
    assert list(numbers) == [f"SLR/36/2025/{number:06d}" for number in range(1, 7)]


def test_two_reviewers_at_once_verify_once():
    agreement = scenes.recorded()
    office = makers.office("36")
    first, second = (makers.actor(Role.REVIEWER, office) for _number in range(2))

    results = at_once(
        lambda: reviews.verify(agreement, by=first), lambda: reviews.verify(agreement, by=second)
    )

    assert refusals(results) == 1
    agreement.refresh_from_db()
    assert agreement.state == State.VERIFIED
    assert agreement.transitions.filter(move="verify").count() == 1


def test_verify_and_cancel_at_once_take_their_turn():
    agreement = scenes.recorded()
    office = makers.office("36")
    first, second = (makers.actor(Role.REVIEWER, office) for _number in range(2))

    at_once(
        lambda: reviews.verify(agreement, by=first),
        lambda: moves.cancel(agreement, by=second, reason="Ganda"),
    )

    agreement.refresh_from_db()
    assert agreement.state == State.CANCELLED


def objected_to() -> tuple[Answer, Actor, Actor]:
    """What a named school objects, its admin, and the reviewer who settles it."""
    where, other = scenes.place(), scenes.place("SMKN 1 WARUNGGUNUNG")
    draft = scenes.complete(where)
    party = drafts.add_party(draft, by=where.admin, side=1, member=other.school)
    drafts.change_party(party, by=where.admin, values={}, signatory={"name": "Kepala"})
    agreement = moves.record(moves.submit(draft, by=where.admin), by=where.head)
    row = reviews.answer(agreement, by=other.admin, verdict=Verdict.OBJECTED, reason="Tidak ikut")
    return row, other.admin, makers.actor(Role.REVIEWER, makers.office("36"))


def test_objection_is_settled_and_said_anew_at_once_without_waiting_for_each_other():
    row, school, office = objected_to()
    row.refresh_from_db()

    with CaptureQueriesContext(connection) as asked:
        reviews.resolve_objection(row, by=office, resolution="Dicek bersama")
    taken = [query["sql"] for query in asked if "FOR UPDATE" in query["sql"]]
    assert ['FROM "agreements_agreement"' in sql for sql in taken] == [True, False]
    reviews.answer(row.agreement, by=school, verdict=Verdict.OBJECTED, reason="Masih tidak")
    results = at_once(
        lambda: reviews.resolve_objection(row, by=office, resolution="Dicek lagi"),
        lambda: reviews.answer(row.agreement, by=school, verdict=Verdict.CONFIRMED),
    )

    row.refresh_from_db()
    # Whoever came first: the school's last word stands, and is open for nobody.
    assert (row.verdict, row.resolved_at) == (Verdict.CONFIRMED, None)
    assert refusals(results) <= 1


def test_double_click_on_renew_makes_one_successor():
    where = scenes.place()
    agreement = scenes.recorded(where)

    at_once(*[lambda: renewals.renew(agreement, by=where.admin)] * 3)

    assert agreement.successors.count() == 1


def test_double_click_on_amend_makes_one_amendment():
    where = scenes.place()
    agreement = scenes.recorded(where)

    at_once(*[lambda: amendments.start_amendment(agreement, by=where.admin)] * 3)

    assert agreement.instruments.filter(kind="amendment").count() == 1


def test_double_click_on_start_makes_one_draft():
    where = scenes.place()
    token = "5f0f3a6a-6f2f-4c1e-9a51-0d4b1a5f2f77"

    results = at_once(
        *[
            lambda: drafts.start_draft(
                by=where.admin,
                recorder=drafts.Recorder(school=where.school),
                kind=Kind.PKS,
                form_token=token,
            )
        ]
        * 3
    )

    assert Agreement.objects.count() == 1
    assert len({result.pk for result in results}) == 1


def test_edit_and_submit_at_once_leave_a_whole_record():
    where = scenes.place()
    agreement = scenes.complete(where)

    at_once(
        lambda: drafts.change_obligations(agreement, by=where.admin, promises=[]),
        lambda: moves.submit(agreement, by=where.admin),
    )

    agreement.refresh_from_db()
    # Whoever came first: nothing incomplete was handed in.
    assert agreement.state == State.DRAFT or agreement.obligations.exists()
