"""Renewals: what a successor takes over, and when it takes the place."""

from datetime import date

import pytest

from accounts.roles import Role
from partnerships.agreements.actions import drafts, moves, renewals
from partnerships.agreements.actions.periods import gap_before
from partnerships.agreements.models import Agreement, Item, State
from partnerships.agreements.models.terms import TermKind
from tests import makers
from tests.agreements import scenes

pytestmark = pytest.mark.django_db


def test_renewal_begins_on_the_day_after():
    where = scenes.place()
    agreement = scenes.recorded(where, ends_on=date(2025, 12, 31))
    where.school.heads.create(name="Kepala Baru, S.Pd.", since=date(2025, 7, 1))

    successor = renewals.renew(agreement, by=where.admin)

    assert successor.state == State.DRAFT
    assert successor.predecessor == agreement
    assert successor.terms.get().effective_on == date(2026, 1, 1)
    assert successor.terms.get().kind == TermKind.UNKNOWN
    assert [row.letter_number for row in successor.parties.all()] == ["", ""]
    own = successor.parties.get(side=1)
    assert own.signatories.get().name == "Kepala Baru, S.Pd."
    assert successor.obligations.get().item == Item.PKL


def test_renew_twice_lands_on_the_first():
    where = scenes.place()
    agreement = scenes.recorded(where)

    first = renewals.renew(agreement, by=where.admin)

    assert renewals.renew(agreement, by=where.admin) == first
    assert agreement.successors.count() == 1


def handed_in(where: scenes.Place, successor: Agreement, **term: object) -> Agreement:
    drafts.change_term(successor, by=where.admin, values=term)
    for party in successor.parties.all():
        drafts.change_party(
            party, by=where.admin, values={"letter_number": "421/9"}, signatory={"name": "Pimpinan"}
        )
    scenes.paper(successor, by=where.admin)
    return moves.record(moves.submit(successor, by=where.admin), by=where.head)


def test_recorded_successor_ends_the_predecessor_on_its_day():
    where = scenes.place()
    agreement = scenes.recorded(where)
    successor = renewals.renew(agreement, by=where.admin)

    handed_in(
        where,
        successor,
        signed_on=date(2025, 9, 1),
        kind=TermKind.FIXED,
        effective_on=date(2025, 10, 1),
        ends_on=date(2028, 9, 30),
    )

    agreement.refresh_from_db()
    assert agreement.ends_on == date(2025, 9, 30)
    assert list(Agreement.objects.in_force_on(date(2025, 9, 30))) == [agreement]
    assert list(Agreement.objects.in_force_on(date(2025, 10, 1))) == [successor]
    assert gap_before(successor) is None


def test_gap_between_predecessor_and_successor_is_told():
    where = scenes.place()
    agreement = scenes.recorded(where, ends_on=date(2025, 6, 30))
    successor = handed_in(
        where,
        renewals.renew(agreement, by=where.admin),
        signed_on=date(2025, 9, 1),
        kind=TermKind.MONTHS,
        effective_on=date(2025, 9, 1),
        months=24,
    )
    successor.refresh_from_db()

    assert gap_before(successor) == (date(2025, 7, 1), date(2025, 8, 31))


def test_cancelled_successor_gives_the_predecessor_its_days_back():
    where = scenes.place()
    agreement = scenes.recorded(where)
    successor = handed_in(
        where,
        renewals.renew(agreement, by=where.admin),
        signed_on=date(2025, 9, 1),
        kind=TermKind.OPEN,
        effective_on=date(2025, 10, 1),
    )
    moves.cancel(successor, by=makers.actor(Role.REVIEWER, makers.office("36")), reason="Keliru")

    agreement.refresh_from_db()
    assert agreement.ends_on == date(2026, 12, 31)
