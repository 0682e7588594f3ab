"""Every rule that the database holds for what follows a placement, broken past the forms."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.violations import violations
from partnerships.placements.models import (
    Assessment,
    DayPresence,
    FinalMark,
    GoalMark,
    JournalEntry,
    JournalRemark,
    LearningGoal,
    MarkWeights,
    MentorLink,
    Outcome,
    Placement,
    PlaceRating,
    ProblemReport,
    Snapshot,
    SupervisorMark,
    Visit,
    WeekConfirmation,
)
from schools.actions.anonymising import NOTHING_OF_THE_PERSON
from schools.models import Pupil
from tests import makers
from tests.partners.making import contact
from tests.placements import following as made
from tests.placements.scenes import pupil_link

OWN = [
    Assessment,
    DayPresence,
    FinalMark,
    GoalMark,
    JournalEntry,
    JournalRemark,
    LearningGoal,
    MarkWeights,
    MentorLink,
    Outcome,
    PlaceRating,
    ProblemReport,
    Snapshot,
    SupervisorMark,
    Visit,
    WeekConfirmation,
]
SAID = [
    "assessment",
    "daypresence",
    "journalentry",
    "journalremark",
    "outcome",
    "placerating",
    "problemreport",
    "snapshot",
    "supervisormark",
    "weekconfirmation",
]


def of(build: Callable[..., object], **given: Any) -> Callable[[], object]:
    """The row of a placement under way, broken by these values."""
    return lambda: build(made.running(), **given)


def twice(build: Callable[..., object], **given: Any) -> Callable[[], None]:
    def both() -> None:
        placement = made.running()
        build(placement, **given)
        build(placement, **given)

    return both


def remark(placement: Placement, **given: Any) -> JournalRemark:
    facts = {"entry": made.entry(placement), "text": "Bagus", "at": makers.NOON}
    return JournalRemark.objects.create(**facts | given)


def goal(**given: Any) -> Callable[[], object]:
    return lambda: made.goal(makers.school(), **given)


def same_goal() -> None:
    school = makers.school()
    made.goal(school)
    made.goal(school)


def two_voices(build: Callable[..., object]) -> Callable[[], object]:
    def spoken() -> object:
        placement = made.running()
        return build(placement, by=makers.user(), through_pupil=pupil_link(placement.pupil).link)

    return spoken


def snapshot(of: Placement, /, **given: Any) -> Snapshot:
    row = made.snapshot(of)
    for name, value in given.items():
        setattr(row, name, value)
    row.save()
    return row


def goal_mark(placement: Placement, **given: Any) -> GoalMark:
    facts = {
        "assessment": made.assessment(placement),
        "goal": made.goal(placement.period.school),
        "mark": 80,
    }
    return GoalMark.objects.create(**facts | given)


def same_goal_marked() -> None:
    one = goal_mark(made.running())
    GoalMark.objects.create(assessment=one.assessment, goal=one.goal, mark=70)


def changed_after_confirmation(build: Callable[..., Any]) -> Callable[[], None]:
    def change() -> None:
        placement = made.running()
        build(placement)
        made.week(placement)
        build(placement, made.MONDAY + timedelta(days=1))

    return change


def marked_after_settling() -> None:
    placement = made.running()
    one = goal_mark(placement)
    made.final_mark(placement)
    one.mark = 99
    one.save()


def supervised_after_settling() -> None:
    placement = made.running()
    made.final_mark(placement)
    made.supervisor_mark(placement)


def mentor_link(**given: Any) -> Callable[[], object]:
    def build() -> object:
        issued = made.mentor_link(made.running())
        return MentorLink.objects.filter(pk=issued.link.pk).update(**given)

    return build


def second_mentor_link() -> None:
    link = made.mentor_link(made.running()).link
    link.pk, link.public_id, link.token_hash = None, "anotherone", "f" * 64
    link.save(force_insert=True)


BUILD: dict[str, Callable[..., object]] = {
    "assessment": made.assessment,
    "daypresence": made.presence,
    "journalentry": made.entry,
    "journalremark": remark,
    "outcome": made.outcome,
    "placerating": made.rating,
    "problemreport": made.problem,
    "snapshot": snapshot,
    "supervisormark": made.supervisor_mark,
    "weekconfirmation": made.week,
}
OUTSIDE = made.UNTIL + timedelta(days=1)
CASES: dict[str, Callable[[], object]] = {
    **{f"placements_{name}_one_voice": two_voices(BUILD[name]) for name in SAID},
    "placements_learninggoal_element_listed": goal(element="x"),
    "placements_learninggoal_text_given": goal(text=" "),
    "placements_learninggoal_once": same_goal,
    "placements_snapshot_kind_listed": of(snapshot, kind="x"),
    "placements_snapshot_digest_shape": of(snapshot, sha256="x"),
    "placements_snapshot_file_until_removed": of(snapshot, removed_at=makers.NOON),
    "placements_snapshot_of_somebody": of(snapshot, placement=None),
    "placements_journalentry_own_day": of(made.entry, on=OUTSIDE),
    "placements_journalentry_week_open": changed_after_confirmation(made.entry),
    "placements_journalentry_once_a_day": twice(made.entry),
    "placements_journalentry_text_given": of(made.entry, text=" "),
    "placements_journalremark_text_given": of(remark, text=" "),
    "placements_daypresence_own_day": of(made.presence, on=OUTSIDE),
    "placements_daypresence_week_open": changed_after_confirmation(made.presence),
    "placements_daypresence_once_a_day": twice(made.presence),
    "placements_daypresence_state_listed": of(made.presence, state="x"),
    "placements_daypresence_latitude_with_longitude": of(made.presence, latitude=-6),
    "placements_daypresence_on_earth": of(made.presence, latitude=-91, longitude=106),
    "placements_daypresence_excused_why": of(made.presence, state="excused"),
    "placements_weekconfirmation_on_monday": of(made.week, monday=date(2025, 11, 11)),
    "placements_weekconfirmation_reopened_why": of(made.week, reopened_at=makers.NOON),
    "placements_weekconfirmation_once": twice(made.week),
    "placements_problemreport_kind_listed": of(made.problem, kind="x"),
    "placements_problemreport_text_given": of(made.problem, text=" "),
    "placements_problemreport_seen_at_with_seen_by": of(made.problem, seen_at=makers.NOON),
    "placements_problemreport_closed_at_with_closed_by": of(
        made.problem, closed_at=makers.NOON, outcome="Sudah dibicarakan"
    ),
    "placements_problemreport_closed_how": lambda: made.problem(
        made.running(), closed_at=makers.NOON, closed_by=makers.user()
    ),
    "placements_problemreport_reopened_at_with_reopened_by": of(
        made.problem, reopened_at=makers.NOON, reopened_because="Terjadi lagi"
    ),
    "placements_problemreport_reopened_why": lambda: made.problem(
        made.running(), reopened_at=makers.NOON, reopened_by=makers.user()
    ),
    "placements_visit_way_listed": of(made.visit, way="x"),
    "placements_visit_dated": of(made.visit, planned_on=None),
    "placements_visit_done_with_findings": of(made.visit, done_on=made.MONDAY),
    "placements_visit_cancelled_why": of(made.visit, cancelled_at=makers.NOON),
    "placements_goalmark_mark_scored": of(goal_mark, mark=101),
    "placements_goalmark_once": same_goal_marked,
    "placements_goalmark_not_settled": marked_after_settling,
    "placements_supervisormark_mark_scored": of(made.supervisor_mark, mark=101),
    "placements_supervisormark_report_scored": of(made.supervisor_mark, report=101),
    "placements_supervisormark_not_settled": supervised_after_settling,
    "placements_markweights_sum_to_hundred": lambda: made.weights(made.running().period, host=70),
    "placements_finalmark_mark_scored": of(made.final_mark, mark=101),
    "placements_finalmark_reopened_why": of(made.final_mark, reopened_at=makers.NOON),
    "placements_finalmark_once": twice(made.final_mark),
    **{
        f"placements_placerating_{question}_listed": of(made.rating, **{question: 6})
        for question in ("relevance", "guidance", "safety", "welcome", "recommended")
    },
    "placements_outcome_result_listed": of(made.outcome, result="x", contract=""),
    "placements_outcome_contract_listed": of(made.outcome, contract="x"),
    "placements_outcome_contract_of_work": of(made.outcome, result="studies"),
    "placements_mentorlink_revoked_at_with_revoked_by": mentor_link(revoked_at=makers.NOON),
    "placements_mentorlink_issued_before_expiry": mentor_link(expires_at=makers.NOON),
    "placements_mentorlink_wrong_pins_counted": mentor_link(wrong_pins=11),
    "placements_mentorlink_once": second_mentor_link,
}
TRIGGERS = {name for model in OWN for name in getattr(model, "trigger_violations", {})}


@pytest.mark.django_db
@pytest.mark.parametrize("name", CASES)
def test_the_database_refuses(name: str) -> None:
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        CASES[name]()
    assert refusal.value.__cause__.diag.constraint_name == name


def test_every_constraint_has_its_case() -> None:
    named = {constraint.name for model in OWN for constraint in model._meta.constraints}
    assert named | TRIGGERS == set(CASES)
    assert set(violations()) >= TRIGGERS


def test_a_week_that_was_opened_again_can_be_mended(db: None) -> None:
    placement = made.running()
    row = made.entry(placement)
    confirmed = made.week(placement)
    confirmed.reopened_at, confirmed.reopened_because = timezone.now(), "Salah tanggal"
    confirmed.reopened_as = "Guru pembimbing"
    confirmed.save()
    row.text = "Mengganti kampas rem"
    row.save()
    row.refresh_from_db()
    assert row.text == "Mengganti kampas rem"


def test_what_was_confirmed_goes_with_the_person(db: None) -> None:
    placement = made.running()
    made.entry(placement)
    made.week(placement)
    Pupil.objects.filter(pk=placement.pupil_id).update(
        **NOTHING_OF_THE_PERSON, anonymised_at=timezone.now()
    )
    JournalEntry.objects.filter(placement=placement).delete()
    assert not JournalEntry.objects.filter(placement=placement).exists()


def test_a_contact_of_the_host_is_needed_to_guide(db: None) -> None:
    placement = made.running()
    placement.mentor = contact(made.running().opening.hosting.partner)
    with pytest.raises(IntegrityError), transaction.atomic():
        placement.save()
