"""An objection is settled within hearing of the school that raised it."""

import pytest

from accounts.models import Notice
from accounts.roles import Role
from partnerships.agreements.actions import drafts, moves, reviews
from partnerships.agreements.models import Answer
from tests import makers
from tests.agreements import scenes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]


def test_who_objected_hears_how_it_was_settled_and_may_object_anew() -> None:
    where, named = scenes.place(), scenes.place("SMKN 1 WARUNGGUNUNG")
    agreement = scenes.complete(where)
    party = drafts.add_party(agreement, by=where.admin, side=1, member=named.school)
    drafts.change_party(
        party,
        by=where.admin,
        values={"letter_number": "1/A/2024"},
        signatory={"name": "K", "position": "Kepala"},
    )
    moves.record(moves.submit(agreement, by=where.admin), by=where.head)
    objection = reviews.answer(
        agreement, by=named.admin, verdict="objected", reason="tidak pernah ikut"
    )
    office = makers.actor(Role.REVIEWER, makers.office("36"))

    reviews.resolve_objection(objection, by=office, resolution="Ada surat kuasanya.")

    told = Notice.objects.filter(kind="resolved")
    assert {notice.recipient for notice in told} == {
        where.admin.user, where.head.user, named.admin.user, named.head.user,
    }  # fmt: skip
    assert {notice.body for notice in told} == {"Ada surat kuasanya."}

    reviews.answer(agreement, by=named.admin, verdict="objected", reason="surat itu palsu")
    again = Answer.objects.get()
    assert (again.reason, again.resolved_at) == ("surat itu palsu", None)
