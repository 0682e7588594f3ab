"""Every rule that the database holds for placements, broken past the forms."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from accounts.roles import Role
from accounts.violations import violations
from partnerships.placements.actions.placements import plan_placements
from partnerships.placements.models import (
    InsurancePaper,
    InsuredPlacement,
    Letter,
    LetterPlacement,
    Override,
    PeriodSupervisor,
    Placement,
    PlacementPeriod,
    PlacementStep,
    RuleChange,
)
from tests import makers
from tests.partners.making import contact, partner
from tests.placements.scenes import FIRST, LAST, admin, booking, chooser, link, opening, period

OWN = [InsuredPlacement, LetterPlacement, Override, Placement, PlacementStep, RuleChange]


def placed(**given: Any) -> Placement:
    planned, offered = period(), opening()
    booking(offered, planned)
    pupil = chooser(planned)
    row = plan_placements(period=planned, places={pupil.pk: offered.pk}, by=admin(planned.school))[
        0
    ]
    Placement.objects.filter(pk=row.pk).update(**given)
    return row


def changed(**values: Any) -> Callable[[], object]:
    return lambda: placed(**values)


def of_another_period() -> PeriodSupervisor:
    other = period(makers.school("SMKN 2 LEBAK"))
    teacher = makers.membership(Role.SUPERVISOR, other.school)
    return PeriodSupervisor.objects.create(period=other, membership=teacher)


def born_running() -> None:
    row = placed(state="cancelled")
    row.pk, row.public_id, row.state = None, "anotherone", "running"
    row.save(force_insert=True)


def one_seat_for_two() -> None:
    row = placed()
    other = chooser(row.period, "Siswa Kedua")
    plan_placements(
        period=row.period, places={other.pk: row.opening_id}, by=admin(row.period.school)
    )


def unbooked() -> None:
    placed(opening=opening())


def twice_at_once() -> None:
    row = placed()
    other = opening()
    booking(other, row.period)
    row.pk, row.public_id, row.opening = None, "anotherone", other
    row.save(force_insert=True)


def step(**given: Any) -> PlacementStep:
    row = placed()
    facts = {"placement": row, "move": "request", "source": "planned", "target": "requested"}
    facts |= {"days": row.days, "at": makers.NOON}
    return PlacementStep.objects.create(**facts | given)


def by_two() -> None:
    through = link(partner()).link
    step(by=makers.user(), through=through)


def override(**given: Any) -> Override:
    facts = {"placement": placed(), "rule": "hours", "reason": "Sudah disepakati"}
    facts |= {"at": makers.NOON, "by": makers.user()}
    return Override.objects.create(**facts | given)


def overridden_twice() -> None:
    one = override()
    override(placement=one.placement)


def change(**given: Any) -> RuleChange:
    facts = {"province": makers.region("36"), "rule": "hours", "level": "block"}
    facts |= {"since": makers.TODAY, "because": "Surat edaran", "set_at": makers.NOON}
    return RuleChange.objects.create(**facts | given)


def changed_twice() -> None:
    change()
    change(since=makers.TODAY + timedelta(days=9))


def letter(written: PlacementPeriod, **given: Any) -> Letter:
    facts = {"school": written.school, "period": written, "kind": "decree", "about": "SK"}
    facts |= {"dated": makers.TODAY, "issued_at": makers.NOON}
    return Letter.objects.create(**facts | given)


def named_elsewhere() -> None:
    letter(period(makers.school("SMKN 2 LEBAK"))).placements.add(placed())


def of_the_period_of_another() -> None:
    letter(period(), school=makers.school("SMKN 2 LEBAK"))


def insured_elsewhere() -> None:
    other = period()
    paper = InsurancePaper.objects.create(
        period=other, content_type="image/jpeg", sha256="0" * 64, added_at=makers.NOON, file="x"
    )
    paper.placements.add(placed())


CASES: dict[str, Callable[[], object]] = {
    "placements_placement_grade_listed": changed(grade=9),
    "placements_placement_one_host": changed(own_unit="Teaching factory"),
    "placements_placement_hours_plausible": changed(hours_per_day=13),
    "placements_placement_insured_in_order": changed(insured_since=LAST, insured_until=FIRST),
    "placements_placement_never_two_at_once": twice_at_once,
    "placements_placement_within_school": lambda: placed(
        pupil=chooser(period(makers.school("SMKN 2 LEBAK")))
    ),
    "placements_placement_supervisor_of_period": lambda: placed(supervisor=of_another_period()),
    "placements_placement_mentor_of_host": lambda: placed(mentor=contact(partner())),
    "placements_placement_days_of_period": changed(days=[(FIRST, LAST + timedelta(days=1))]),
    "placements_placement_as_booked": unbooked,
    "placements_placement_seats_suffice": one_seat_for_two,
    "placements_placement_born_planned": born_running,
    "placements_placement_lifecycle": changed(state="completed"),
    "placements_placementstep_source_listed": lambda: step(source="x"),
    "placements_placementstep_target_listed": lambda: step(target="x"),
    "placements_placementstep_undone_at_with_undone_by": lambda: step(undone_at=makers.NOON),
    "placements_placementstep_one_actor": by_two,
    "placements_letter_period_of_school": of_the_period_of_another,
    "placements_letterplacement_of_school": named_elsewhere,
    "placements_insuredplacement_of_period": insured_elsewhere,
    "placements_override_rule_listed": lambda: override(rule="x"),
    "placements_override_seen_at_with_seen_by": lambda: override(seen_at=makers.NOON),
    "placements_override_withdrawn_at_with_withdrawn_by": lambda: override(
        withdrawn_at=makers.NOON
    ),
    "placements_override_not_of_children": lambda: override(rule="least_age"),
    "placements_override_reason_given": lambda: override(reason=" "),
    "placements_override_once": overridden_twice,
    "placements_rulechange_rule_listed": lambda: change(rule="x"),
    "placements_rulechange_level_listed": lambda: change(level="x"),
    "placements_rulechange_dates_in_order": lambda: change(until=date(2020, 1, 1)),
    "placements_rulechange_law_stays": lambda: change(rule="least_age", level="warn"),
    "placements_rulechange_number_positive": lambda: change(number=0),
    "placements_rulechange_founded": lambda: change(because=" "),
    "placements_rulechange_one_at_a_time": changed_twice,
}
# A state that is in no list is refused earlier, by the table of moves.
UNREACHED = {"placements_placement_state_listed"}
TRIGGERS = {name for model in OWN for name in getattr(model, "trigger_violations", {})}


@pytest.mark.django_db
@pytest.mark.parametrize("name", CASES)
def test_the_database_refuses(name: str) -> None:
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        CASES[name]()
    assert refusal.value.__cause__.diag.constraint_name == name


def test_every_constraint_has_its_case() -> None:
    named = {constraint.name for model in OWN for constraint in model._meta.constraints}
    assert named | TRIGGERS | set(Letter.trigger_violations) == set(CASES) | UNREACHED
    assert set(violations()) >= TRIGGERS
