"""A partner that becomes an LPK, or foreign, brings its agreements the looks they owe."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import Notice
from accounts.roles import Role
from partnerships.agreements import tasks
from partnerships.agreements.actions import moves, reviews
from partnerships.agreements.actions.acting import acting
from partnerships.agreements.actions.partner_changes import LOOKED_BACK, settle_after_partners
from partnerships.agreements.models import Agreement, State, VerificationRule
from partnerships.agreements.models.reviews import Condition
from partnerships.agreements.rules import load_rules
from partnerships.partners.actions import merging
from partnerships.partners.actions import partners as actions
from partnerships.partners.models import Partner
from partnerships.partners.vocabulary import Kind as PartnerKind
from schools.actors import Actor
from schools.models.offices import OfficeKind
from tests import makers
from tests.agreements import scenes

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def rules() -> None:
    load_rules(by=makers.system())
    VerificationRule.objects.filter(condition=Condition.SAMPLE).delete()


@pytest.fixture
def reviewer() -> Actor:
    return makers.actor(Role.REVIEWER, makers.office("36"))


@pytest.fixture
def partner() -> Partner:
    return scenes.partner("Latih Kerja", province=makers.region("36"))


def settle(*, later: timedelta = timedelta()) -> list[Agreement]:
    return settle_after_partners(by=makers.system(), at=timezone.now() + later)


def verified_without_a_look(agreement: Agreement) -> None:
    """As records of before the rules may be."""
    with acting("verify", by=makers.system()):
        current = Agreement.objects.get(pk=agreement.pk)
        current.state, current.verified_at = State.VERIFIED, timezone.now()
        current.save()


def becomes(partner: Partner, by: Actor, **values: str | None) -> None:
    actions.edit_partner(by=by, partner=Partner.objects.get(pk=partner.pk), values=values)


def test_kind_told_wrongly_until_recorded_dodges_no_look(reviewer: Actor) -> None:
    where = scenes.place()
    values = {"name": "Uji Latih Kerja", "kind": PartnerKind.LPK}
    proposed = actions.propose_partner(by=where.admin, values=values)
    agreement = scenes.submitted(where, with_partner=proposed)
    with pytest.raises(ValidationError):
        becomes(proposed, where.admin, kind=PartnerKind.COMPANY)
    moves.record(agreement, by=where.head)
    assert "LPK" in agreement.checks.get().reason


@pytest.mark.parametrize(
    ("values", "word"),
    [({"kind": PartnerKind.LPK}, "LPK"), ({"country": "JP", "province": None}, "luar negeri")],
    ids=["kind", "country"],
)
def test_recorded_agreement_owes_a_look_from_now_on(
    reviewer: Actor, partner: Partner, values: dict[str, str | None], word: str
) -> None:
    agreement = scenes.recorded(with_partner=partner)
    assert not agreement.checks.exists()
    becomes(partner, reviewer, **values)

    assert settle() == [agreement]

    check = agreement.checks.get()
    assert word in check.reason
    assert (check.level, check.done_at) == ("province", None)
    assert Notice.objects.get(kind="to_verify").recipient == reviewer.user


def test_verified_agreement_is_looked_at_again(reviewer: Actor, partner: Partner) -> None:
    agreement = scenes.recorded(with_partner=partner)
    verified_without_a_look(agreement)
    becomes(partner, reviewer, kind=PartnerKind.LPK)

    settle()

    agreement.refresh_from_db()
    assert agreement.state == State.RECORDED
    assert agreement.transitions.latest("pk").role == str(makers.system().label)
    reviews.verify(agreement, by=reviewer)
    assert Agreement.objects.get(pk=agreement.pk).state == State.VERIFIED


def test_look_given_at_a_company_is_none_at_an_lpk(reviewer: Actor, partner: Partner) -> None:
    branch = makers.actor(
        Role.REVIEWER,
        makers.office("36.02", kind=OfficeKind.BRANCH_EDUCATION, parent=reviewer.office),
    )
    agreement = scenes.recorded(with_partner=partner)
    reviews.verify(agreement, by=branch)
    becomes(partner, reviewer, kind=PartnerKind.LPK)

    assert settle() == [agreement]

    check = agreement.checks.get()
    assert (check.level, check.done_at) == ("province", None)
    assert Agreement.objects.get(pk=agreement.pk).state == State.RECORDED
    assert settle() == []


def test_second_run_changes_and_tells_nothing(reviewer: Actor, partner: Partner) -> None:
    agreement = scenes.recorded(with_partner=partner)
    becomes(partner, reviewer, kind=PartnerKind.LPK)
    settle()
    before = list(agreement.checks.values()), Notice.objects.count()

    assert settle() == []

    assert (list(agreement.checks.values()), Notice.objects.count()) == before


def test_look_once_given_is_not_asked_again(reviewer: Actor, partner: Partner) -> None:
    agreement = scenes.recorded(with_partner=partner)
    becomes(partner, reviewer, kind=PartnerKind.LPK)
    settle()
    reviews.verify(agreement, by=reviewer)

    assert settle() == []

    assert Agreement.objects.get(pk=agreement.pk).state == State.VERIFIED


def by_hand(partner: Partner, _by: Actor) -> None:
    Partner.objects.filter(pk=partner.pk).update(kind=PartnerKind.LPK)


def by_merging(partner: Partner, _by: Actor) -> None:
    lpk = scenes.partner("Lembaga Latih", legal_form="", kind=PartnerKind.LPK)
    merging.merge_partners(by=makers.system(), kept=lpk, merged=partner)


@pytest.mark.parametrize("change", [by_hand, by_merging])
def test_whichever_way_it_changed(
    reviewer: Actor, partner: Partner, change: Callable[[Partner, Actor], None]
) -> None:
    agreement = scenes.recorded(with_partner=partner)
    change(partner, reviewer)
    assert settle() == [agreement]
    assert "LPK" in agreement.checks.get().reason


def test_other_changes_drafts_and_old_ones_ask_nothing(reviewer: Actor, partner: Partner) -> None:
    agreement, other = scenes.recorded(with_partner=partner), scenes.partner("Latih Lain")
    scenes.draft(with_partner=other)
    becomes(partner, reviewer, name="PT Latih Kerja Baru")
    Partner.objects.filter(pk=other.pk).update(kind=PartnerKind.LPK)
    assert settle() == []
    becomes(partner, reviewer, kind=PartnerKind.LPK)
    assert settle(later=LOOKED_BACK + timedelta(minutes=1)) == []
    assert not agreement.checks.exists()


def test_job_settles_as_the_system(reviewer: Actor, partner: Partner) -> None:
    agreement = scenes.recorded(with_partner=partner)
    becomes(partner, reviewer, kind=PartnerKind.LPK)
    tasks.settle_partners(timestamp=int(timezone.now().timestamp()))
    assert agreement.checks.get().done_at is None
