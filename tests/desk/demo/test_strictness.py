"""Histories of the demo read as if they had happened, and its office and school weigh the rules."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from partnerships.desk.demo.hosts import SOFTWARE
from partnerships.desk.demo.placing import WORK
from partnerships.placements.lifecycle import PlacementState
from partnerships.placements.models import (
    JournalEntry,
    Letter,
    Override,
    Placement,
    PlacementStep,
    RuleChange,
)
from partnerships.placements.oversight.letting_pass import overseen
from partnerships.placements.oversight.rulebook import entry_of
from schools.actors import Actor
from schools.models import Membership
from tests.makers import TODAY

pytestmark = pytest.mark.django_db
JAKARTA = ZoneInfo("Asia/Jakarta")


def test_steps_were_taken_around_the_days_out_and_in_their_order() -> None:
    for row in Placement.objects.prefetch_related("steps"):
        days = {step.move: step.at.astimezone(JAKARTA).date() for step in row.steps.all()}
        taken = [days[move] for move in ("request", "accept", "declare_ready") if move in days]
        assert taken == sorted(set(taken))
        assert all(day < row.first_day for day in taken)
        assert days.get("start", row.first_day) == row.first_day
        for move in ("complete", "end_early"):
            assert days.get(move, row.last_day) == row.last_day
    assert PlacementStep.objects.filter(at__date=TODAY).count() == 0


def test_the_letter_that_asked_bears_the_day_of_the_request() -> None:
    letter = Letter.objects.get(kind="request")
    for row in letter.placements.all():
        asked = row.steps.get(move="request").at.astimezone(JAKARTA).date()
        assert letter.dated == asked < row.first_day - timedelta(weeks=5)


def test_letters_were_written_on_the_day_that_they_bear() -> None:
    written = {
        one.issued_at.astimezone(JAKARTA).date() == one.dated for one in Letter.objects.all()
    }
    assert written == {True}


def test_the_office_has_a_rule_of_its_own_and_reads_what_was_let_pass() -> None:
    office = Actor.member(Membership.objects.get(user__username="dinas.banten"), on=TODAY)
    change = RuleChange.objects.get()
    entry = entry_of(office, change.rule)
    assert entry
    assert (entry.now, change.set_by) == (change, office.user)
    given = Override.objects.get()
    assert list(overseen(office)) == [given]
    assert given.seen_at is None
    assert given.by.username == "hubin.rangkasbitung"
    assert "(contoh)" in given.reason
    assert given.placement.state == PlacementState.RUNNING


def test_who_learns_software_services_no_cars() -> None:
    out = Placement.objects.filter(state=PlacementState.RUNNING)
    assert {row.concentration.name for row in out if row.concentration} == {SOFTWARE}
    assert {row.work for row in out} == set(WORK[SOFTWARE])
    entries = JournalEntry.objects.filter(placement__concentration__name=SOFTWARE)
    assert entries.exists()
    assert not entries.filter(text__icontains="servis berkala").exists()
