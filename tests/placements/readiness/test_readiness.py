"""The rules of readiness at their borders, what a province changes, and what a school lets pass."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from accounts.roles import Role
from partnerships.placements.actions import placements as placement_actions
from partnerships.placements.actions import readiness as actions
from partnerships.placements.models import Override, Placement, RuleChange
from partnerships.placements.models.days import days_between
from partnerships.placements.readiness.checks import CHECKS, Facts, age_on
from partnerships.placements.readiness.gathering import CheckList, check_lists
from partnerships.placements.readiness.rules import Level, Rule, standard_of, standards_on
from tests import makers
from tests.placements import scenes

FIRST, LAST = date(2026, 1, 5), date(2026, 7, 5)
FACTS = Facts(
    first_day=FIRST,
    last_day=LAST,
    days=days_between([(FIRST, LAST)]),
    born_on=date(2008, 1, 5),
    sex="P",
    hours_per_day=Decimal(8),
    basis="PKS contoh",
    has_consent=True,
    insured_since=FIRST,
    insured_until=LAST,
    supervisor="Bu Guru",
    mentor="Pak Mentor",
    total_span=182,
    years=3,
)


def is_met(rule: Rule, **given: Any) -> bool | None:
    """True or False; None where the rule says nothing."""
    said = CHECKS[rule](replace(FACTS, **given), standard_of(rule).number or Decimal(0))
    return said.is_met if said else None


@pytest.mark.parametrize(
    ("born_on", "on", "age"),
    [
        (date(2012, 1, 5), date(2026, 1, 4), 13),
        (date(2012, 1, 5), date(2026, 1, 5), 14),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2008, 2, 29), date(2028, 2, 29), 20),
    ],
)
def test_age_is_counted_in_completed_years(born_on: date, on: date, age: int) -> None:
    assert age_on(born_on, on) == age


@pytest.mark.parametrize(
    ("rule", "given", "met"),
    [
        (Rule.LEAST_AGE, {"born_on": date(2012, 1, 5)}, True),
        (Rule.LEAST_AGE, {"born_on": date(2012, 1, 6)}, False),
        (Rule.LEAST_AGE, {"born_on": None}, False),
        (Rule.YOUNG, {"born_on": date(2011, 1, 5)}, None),
        (Rule.YOUNG, {"born_on": date(2011, 1, 6)}, False),
        (Rule.CONSENT, {"has_consent": False, "born_on": date(2008, 1, 5)}, None),
        (Rule.CONSENT, {"has_consent": False, "born_on": date(2008, 1, 6)}, False),
        (Rule.CONSENT, {"has_consent": False, "born_on": None}, False),
        (Rule.CONSENT, {"is_abroad": True}, False),
        (Rule.BASIS, {"basis": ""}, False),
        (Rule.BASIS, {"basis_short": True}, False),
        (Rule.BASIS, {}, True),
        (Rule.BASIS, {"is_own_unit": True, "basis": ""}, None),
        (Rule.BASIS_SCOPE, {"covers_concentration": False}, False),
        (Rule.BASIS_SCOPE, {"covers_site": False}, False),
        (Rule.INSURANCE, {"insured_since": None, "insured_until": None}, False),
        (Rule.INSURANCE, {"insured_since": date(2026, 1, 6)}, False),
        (Rule.INSURANCE, {"insured_until": date(2026, 7, 4)}, False),
        (Rule.INSURANCE, {}, True),
        (Rule.HOURS, {"hours_per_day": Decimal("8.0")}, True),
        (Rule.HOURS, {"hours_per_day": Decimal("8.5")}, False),
        (Rule.NIGHT, {"works_at_night": True, "born_on": date(2008, 7, 6)}, False),
        (Rule.NIGHT, {"works_at_night": True, "born_on": date(2008, 7, 5)}, None),
        (Rule.OVERTIME, {"works_overtime": True, "born_on": date(2008, 1, 6)}, False),
        (Rule.OVERTIME, {"works_overtime": True}, None),
        (Rule.HAZARD, {"hazard": "las"}, False),
        (Rule.HAZARD, {"hazard": "las", "safety_note": "Kaca mata, didampingi"}, True),
        (Rule.HOST_TERMS, {"least_age_of_host": 18}, True),
        (Rule.HOST_TERMS, {"least_age_of_host": 19}, False),
        (Rule.HOST_TERMS, {"sex_of_host": "L"}, False),
        (Rule.ABROAD_AGE, {}, None),
        (Rule.ABROAD_AGE, {"is_abroad": True}, False),
        (Rule.ABROAD_AGE, {"is_abroad": True, "departs_on": date(2026, 1, 4)}, False),
        (Rule.ABROAD_AGE, {"is_abroad": True, "departs_on": date(2026, 1, 5)}, True),
        (Rule.ABROAD_LICENCE, {"is_abroad": True}, False),
        (Rule.ABROAD_LICENCE, {"is_abroad": True, "has_sender_licence": True}, True),
        (Rule.SUPERVISOR, {"supervisor": ""}, False),
        (Rule.SUPERVISOR_LOAD, {"pupils_of_supervisor": 20}, True),
        (Rule.SUPERVISOR_LOAD, {"pupils_of_supervisor": 21}, False),
        (Rule.SUPERVISOR_LOAD, {"pupils_of_supervisor": 4, "most_of_supervisor": 3}, False),
        (Rule.MENTOR, {"mentor": ""}, False),
        (Rule.LENGTH, {"total_span": 180}, True),
        (Rule.LENGTH, {"total_span": 179}, False),
        (Rule.LENGTH, {"total_span": 299, "years": 4}, False),
        (Rule.LENGTH, {"total_span": 300, "years": 4}, True),
    ],
)
def test_rule_at_its_border(rule: Rule, given: dict[str, Any], met: bool | None) -> None:
    assert is_met(rule, **given) is met


def test_every_rule_has_a_check_and_a_standard() -> None:
    assert set(CHECKS) == set(Rule) == set(standards_on(FIRST))


def test_a_rule_does_not_hold_before_its_law() -> None:
    assert Rule.INSURANCE not in standards_on(date(2021, 3, 31))
    assert Rule.INSURANCE in standards_on(date(2021, 4, 1))


@pytest.fixture
def placed(db: None) -> Placement:
    planned = scenes.period()
    opened = scenes.opening()
    scenes.booking(opened, planned)
    pupil = scenes.chooser(planned, born_on=date(2008, 6, 1))
    return placement_actions.plan_placements(
        period=planned, places={pupil.pk: opened.pk}, by=scenes.admin(planned.school)
    )[0]


def read(placement: Placement) -> CheckList:
    row = Placement.objects.for_reading().get(pk=placement.pk)
    return check_lists(row.period, [row])[row.pk]


def standings(placement: Placement) -> dict[str, str]:
    return {item.rule: item.standing for item in read(placement).items}


def province() -> Any:
    return makers.actor(Role.REVIEWER, makers.office("36"))


def test_what_is_missing_warns_and_does_not_block(placed: Placement) -> None:
    said = standings(placed)
    assert said[Rule.BASIS] == said[Rule.INSURANCE] == said[Rule.SUPERVISOR] == "warn"
    assert said[Rule.LEAST_AGE] == "ok"
    assert not read(placed).blocking


def test_a_province_raises_a_warning_to_blocking_from_a_day_on(placed: Placement) -> None:
    change: Callable[..., RuleChange] = actions.change_rule
    rule: dict[str, Any] = {"rule": Rule.INSURANCE, "level": Level.BLOCK, "number": None}
    change(**rule, since=date(2026, 1, 6), because="SE 1/2026", by=province())
    assert standings(placed)[Rule.INSURANCE] == "warn"
    rule["keeps_later"] = False
    change(**rule, since=date(2026, 1, 5), because="SE 1/2026", by=province())
    assert standings(placed)[Rule.INSURANCE] == "block"
    assert RuleChange.objects.count() == 1


def test_a_province_does_not_lower_what_the_law_forbids(placed: Placement) -> None:
    with pytest.raises(ValidationError, match="tidak dapat dilonggarkan"):
        actions.change_rule(
            rule=Rule.LEAST_AGE,
            level=Level.WARN,
            number=Decimal(13),
            since=makers.TODAY,
            because="Keputusan",
            by=province(),
        )


@pytest.mark.parametrize("role", [Role.SCHOOL_ADMIN, Role.HEAD])
def test_a_school_changes_no_rule(placed: Placement, role: Role) -> None:
    with pytest.raises(PermissionDenied):
        actions.change_rule(
            rule=Rule.HOURS,
            level=Level.BLOCK,
            number=Decimal(7),
            since=makers.TODAY,
            because="Keputusan",
            by=makers.actor(role, placed.period.school),
        )


def test_an_override_lets_a_blocking_rule_pass_once_with_its_reason(placed: Placement) -> None:
    Placement.objects.filter(pk=placed.pk).update(departs_on=date(2026, 1, 20))
    assert standings(placed)[Rule.ABROAD_LICENCE] == "block"
    admin = scenes.admin(placed.period.school)
    for _click in range(2):
        actions.override(
            placement=placed, rule=Rule.ABROAD_LICENCE, reason="Izin sedang diperpanjang", by=admin
        )
    given = Override.objects.get()
    names = {item.rule for item in read(placed).blocking}
    assert Rule.ABROAD_LICENCE not in names
    actions.withdraw_override(given=given, by=admin)
    assert Rule.ABROAD_LICENCE in {item.rule for item in read(placed).blocking}


def test_the_age_of_a_child_is_never_overridden(placed: Placement) -> None:
    admin = scenes.admin(placed.period.school)
    with pytest.raises(ValidationError, match="tidak dapat dikecualikan"):
        actions.override(placement=placed, rule=Rule.LEAST_AGE, reason="Sudah besar juga", by=admin)
    with pytest.raises(IntegrityError, match="not_of_children"), transaction.atomic():
        Override.objects.create(
            placement=placed,
            rule=Rule.LEAST_AGE,
            reason="Sudah besar juga",
            at=makers.NOON,
            by=admin.user,
        )


def test_a_kaprog_and_a_stranger_override_nothing(placed: Placement) -> None:
    kaprog = makers.actor(Role.KAPROG, placed.period.school)
    with pytest.raises(PermissionDenied):
        actions.override(placement=placed, rule=Rule.HOURS, reason="Alasan panjang", by=kaprog)
    far = scenes.admin(makers.school("SMKN 9 SERANG"))
    with pytest.raises(Placement.DoesNotExist):
        actions.override(placement=placed, rule=Rule.HOURS, reason="Alasan panjang", by=far)


def test_check_lists_of_many_ask_as_often_as_of_one(
    placed: Placement, django_assert_max_num_queries: Any
) -> None:
    counts = []
    for number in range(2):
        if number:
            opened = scenes.opening(seats=9)
            scenes.booking(opened, placed.period, seats=4)
            more = [scenes.chooser(placed.period, f"Siswa {one}") for one in range(3)]
            placement_actions.plan_placements(
                period=placed.period,
                places={pupil.pk: opened.pk for pupil in more},
                by=scenes.admin(placed.period.school),
            )
        rows = list(Placement.objects.for_reading().filter(period=placed.period))
        with django_assert_max_num_queries(14) as asked:
            check_lists(placed.period, rows)
        counts.append(len(asked))
    assert counts[0] == counts[1], counts
