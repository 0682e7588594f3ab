"""Pupils whose time is over: until when a placement keeps them, and that no word of it is left."""

from datetime import date, timedelta

import pytest
from django.core.files.storage import default_storage
from django.db.models import CharField, TextField
from django.utils import timezone
from pghistory.models import Event

from accounts.history import history_context
from partnerships.placements.actions.forgetting import drop_loose_snapshots, forget_due
from partnerships.placements.forgetting import (
    OF_ASSESSMENT,
    OF_ENTRY,
    OF_PLACEMENT,
    OF_PUPIL,
    OF_VISIT,
    OWN,
)
from partnerships.placements.models import (
    DayPresence,
    GoalMark,
    JournalEntry,
    Placement,
    PlaceRating,
    Snapshot,
)
from schools.actors import Actor
from schools.models import Pupil
from tests import makers
from tests.placements import following as made
from tests.traces import tables_with

pytestmark = pytest.mark.django_db
# Two years after the last day of the placement, which is later than that of the school.
DUE = made.UNTIL.replace(year=2028)
LEFT = {"left_on": makers.TODAY - timedelta(days=1), "leaving_reason": "lulus"}
GOALS = {"placements_learninggoal", "placements_learninggoalevent"}


def test_a_placement_keeps_the_pupil_until_two_years_after_its_last_day() -> None:
    placement = made.running(state=made.PlacementState.COMPLETED, **LEFT)
    assert forget_due(by=system(DUE - timedelta(days=1))).pupils == 0
    assert forget_due(by=system(DUE)).pupils == 1
    assert Pupil.objects.get(pk=placement.pupil_id).name == ""


def test_a_placement_that_never_was_keeps_nobody() -> None:
    placement = made.running(**LEFT)
    type(placement).objects.filter(pk=placement.pk).update(state="no_show")
    assert forget_due(by=system(makers.TODAY.replace(year=2027))).pupils == 1


def test_no_word_of_what_followed_is_left_and_what_is_counted_stays() -> None:
    placement = made.running(state=made.PlacementState.COMPLETED, **LEFT)
    made.let_pass_and_undone(placement, "RAHASIA")
    made.all_of_it(placement, "RAHASIA")
    JournalEntry.objects.create(
        placement=placement, on=made.MONDAY + timedelta(days=1), text="RAHASIA-hapus"
    ).delete()
    with history_context(reason="RAHASIA-koreksi"):
        DayPresence.objects.filter(placement=placement).update(state="absent")
    with history_context(reason="RAHASIA-nilai"):
        GoalMark.objects.filter(assessment__placement=placement).update(sentence="Lain")
    photo = Snapshot.objects.get(placement=placement)
    assert tables_with("RAHASIA") > GOALS
    forget_due(by=system(DUE))
    assert tables_with("RAHASIA") == GOALS
    photo.refresh_from_db()
    assert photo.removed_at
    assert JournalEntry.objects.filter(placement=placement, photo=None).count() == 1
    assert PlaceRating.objects.get(placement=placement).safety == 4


def test_a_reason_that_was_given_for_others_too_stays() -> None:
    placement = made.running(state=made.PlacementState.COMPLETED, **LEFT)
    other = made.running(placement.period, supervisor=placement.supervisor.membership)
    with history_context(reason="Bengkel libur bersama"):
        Placement.objects.filter(pk__in=[placement.pk, other.pk]).update(work="Servis")
    forget_due(by=system(DUE))
    assert tables_with("Bengkel libur bersama") == {"pghistory_context"}


def test_a_visit_that_saw_somebody_still_known_keeps_its_words() -> None:
    placement = made.running(state=made.PlacementState.COMPLETED, **LEFT)
    other = made.running(placement.period, supervisor=placement.supervisor.membership)
    seen = made.visit(placement, done_on=made.MONDAY, findings="Keduanya baik")
    seen.placements.add(other)
    forget_due(by=system(DUE))
    seen.refresh_from_db()
    assert seen.findings == "Keduanya baik"


def test_photos_of_a_form_that_nobody_sent_go_after_a_week(
    django_capture_on_commit_callbacks: object,
) -> None:
    placement = made.running()
    used, loose, fresh = (made.snapshot(placement) for _number in range(3))
    made.entry(placement, photo=used)
    week = timezone.now() - timedelta(days=8)
    Snapshot.objects.filter(pk__in=[used.pk, loose.pk]).update(added_at=week)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # a fixture
        assert drop_loose_snapshots(by=system(makers.TODAY)) == 1
    assert not default_storage.exists(loose.file.name)
    assert Snapshot.objects.there().filter(pk__in=[used.pk, fresh.pk]).count() == 2


def system(on: date) -> Actor:
    return Actor.system(on=on, job="test")


# Texts of what follows a placement that stay, for they say nothing of the person.
STAYS = {
    "Placement": {"class_name", "own_unit", "work", "hazard", "safety_note", "accepted_number"},
    "PlacementStep": {"move"},
    "ProposedPlace": {"name", "address", "contact_phone"},
    "WeekConfirmation": {"reopened_as"},
}
# Who said it, in which capacity.
EVERYWHERE = {"public_id", "role"}
FOLLOWING = [OWN, OF_VISIT, *OF_PUPIL, *OF_PLACEMENT, *OF_ENTRY, *OF_ASSESSMENT]


def test_every_text_of_what_follows_goes_or_stays_for_a_reason() -> None:
    forgotten = {words.model: set(words.columns) for words in FOLLOWING}
    kept = {
        (model.__name__, column.name)
        for model, columns in forgotten.items()
        for column in model._meta.concrete_fields
        if isinstance(column, CharField | TextField) and not column.choices
        if column.name not in columns | EVERYWHERE
    }
    assert kept == {(name, column) for name, columns in STAYS.items() for column in columns}


def test_every_record_of_a_placement_is_asked_for_its_words() -> None:
    known = {words.model for words in FOLLOWING}
    wordless = {
        relation.related_model.__name__
        for relation in Placement._meta.related_objects
        if relation.related_model not in known and not issubclass(relation.related_model, Event)
    }
    assert wordless == {"Snapshot", "Letter", "InsurancePaper"}
