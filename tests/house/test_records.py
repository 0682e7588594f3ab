"""What every model of the house has: a name, a history, and rules that the database holds."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models
from django.db.models import CASCADE, PROTECT, RESTRICT, Q
from pghistory.models import Event

from tests.house.plan import LABELS

MODELS = [
    model
    for model in apps.get_models()
    if model._meta.app_label in LABELS and not issubclass(model, Event) and not model._meta.proxy
]
EVENTS = [model for model in apps.get_models() if issubclass(model, Event)]

# Models whose changes are not recorded, and why.
WITHOUT_HISTORY = {
    "accounts.HandSent": "is itself a line of a log, written once",
    "accounts.Reading": "is itself a line of a log, which the database lets nobody change",
    "accounts.Notice": "a message: only whether it was read changes",
    "agreements.AgreementImportRow": "a line of a list as it was read and decided about",
    "agreements.DocumentPage": "rendered from a version of a document, and made anew from it",
    "agreements.ProvinceCoverage": "computed, and computed anew every ten minutes",
    "agreements.RegisterFigures": "computed, a row a day: itself a history",
    "agreements.RegistrationCounter": "counts up; each number stands in its agreement's history",
    "agreements.Upload": "a file on its way, swept when nobody takes it",
    "partners.Merge": "is itself the record of what was done, and of its undoing",
    "partners.Pair": "computed, and computed anew; what a person decided names that person",
    "placements.AssignedPlace": "a line of the solver's answer, written once with its draft",
    "schools.MoveUp": "is itself the record of what was done, and of its undoing",
    "schools.SchoolMerge": "is itself the record of what was done, and of its undoing",
    "schools.ImportRow": "a line of a file as it was read; the run has a history",
    "schools.PupilImportClass": "what a list of pupils says of a class, before the class is made",
    "schools.PupilImportRow": "says of children, so that it is emptied for good after some days",
}

# Records whose parts are meaningless without them, and go with a deleted draft.
WHOLES = {
    "agreements.Agreement",
    "agreements.AgreementImport",
    "agreements.Document",
    "agreements.DocumentVersion",
    "agreements.Instrument",
    "agreements.Party",
    "partners.Partner",
    "placements.Assessment",
    "placements.AssignmentRun",
    "placements.Hosting",
    "placements.JournalEntry",
    "placements.Opening",
    "placements.Placement",
    "placements.PlacementPeriod",
    "schools.ImportRun",
    "schools.Office",
    "schools.Pupil",
    "schools.PupilImport",
    "schools.School",
    "schools.SchoolGroup",
}
# Other references that go with their target or let go of it, and why: all others PROTECT.
LOOSE_REFERENCES = {
    "accounts.Notice.recipient": "a message to nobody is none",
    "agreements.AgreementImportRow.agreement": "the line was read, whatever became of the draft",
    "agreements.AgreementImportRow.partner": "the line was read, whatever became of the proposal",
    "agreements.AgreementImportRow.twin": "the line was read, whatever became of its like",
    "agreements.PublicReport.agreement": "what a citizen reported outlives a deleted draft",
    "agreements.Upload.membership": "swept soon, whoever sent it",
    "schools.AccessLink.user": "opens nothing without its person",
    "schools.ImportRow.school": "the line was read, whatever became of the school",
    "schools.PupilImportClass.made": "the line was read, whatever became of the class",
    "schools.PupilImportRow.pupil": "the line was read, whatever became of the pupil",
    "schools.Membership.user": "a membership is somebody's; its history stays",
}


def ids(model: type[models.Model]) -> str:
    return model._meta.label


def names_fields(condition: object) -> Iterator[str]:
    if isinstance(condition, Q):
        for child in condition.children:
            yield from names_fields(child if isinstance(child, Q) else child[0])
    elif isinstance(condition, str):
        yield condition


@pytest.mark.parametrize("model", MODELS, ids=ids)
def test_model_says_its_name(model: type[models.Model]) -> None:
    assert model.__str__ is not models.Model.__str__


@pytest.mark.parametrize("model", MODELS, ids=ids)
def test_model_says_what_it_is(model: type[models.Model]) -> None:
    assert model.__doc__
    assert not model.__doc__.startswith(f"{model.__name__}(")


def test_every_change_is_recorded() -> None:
    tracked = {event.pgh_tracked_model._meta.label for event in EVENTS}
    untracked = {model._meta.label for model in MODELS} - tracked
    assert untracked == set(WITHOUT_HISTORY)


@pytest.mark.parametrize("model", MODELS, ids=ids)
def test_closed_lists_are_checked_by_the_database(model: type[models.Model]) -> None:
    checked = {
        name
        for constraint in model._meta.constraints
        if isinstance(constraint, models.CheckConstraint)
        for name in names_fields(constraint.condition)
    }
    open_lists = [
        field.name
        for field in model._meta.local_fields
        if field.choices and f"{field.name}__in" not in checked
    ]
    assert open_lists == []


@pytest.mark.parametrize("model", MODELS, ids=ids)
def test_constraints_are_named_after_their_model(model: type[models.Model]) -> None:
    opening = f"{model._meta.app_label}_{model._meta.model_name}_"
    names = [constraint.name for constraint in model._meta.constraints]
    assert [name for name in names if not name.startswith(opening)] == []
    assert [name for name in names if len(name) > 63] == []


@pytest.mark.parametrize("model", MODELS, ids=ids)
def test_constraints_say_what_is_wrong(model: type[models.Model]) -> None:
    default = str(models.BaseConstraint.default_violation_error_message)
    mute = [
        constraint.name
        for constraint in model._meta.constraints
        if str(constraint.violation_error_message) == default
    ]
    assert mute == []


def test_references_protect_their_target_or_go_with_their_whole() -> None:
    loose = {
        f"{model._meta.label}.{field.name}"
        for model in MODELS
        for field in model._meta.local_fields
        if isinstance(field, models.ForeignKey)
        and field.remote_field.on_delete not in {PROTECT, RESTRICT}
        and not is_part(field)
    }
    assert loose == set(LOOSE_REFERENCES)


def is_part(field: "models.ForeignKey[object, object]") -> bool:
    """Whether the field names the whole that its record is a part of."""
    whole = field.related_model._meta
    is_near = whole.app_label == field.model._meta.app_label
    return field.remote_field.on_delete is CASCADE and is_near and whole.label in WHOLES


def test_migrations_say_what_the_models_say(db: None) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)


def test_history_is_never_deleted_with_its_record() -> None:
    bound = [
        f"{event._meta.label}.{field.name}"
        for event in EVENTS
        for field in event._meta.local_fields
        if isinstance(field, models.ForeignKey) and field.remote_field.on_delete is CASCADE
    ]
    assert bound == []
