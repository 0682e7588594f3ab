"""Every rule that the database holds for lists of pupils, broken past the forms."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction

from schools.models import PupilImport, PupilImportClass, PupilImportRow
from tests import makers

pytestmark = pytest.mark.django_db
OWN: list[type[models.Model]] = [PupilImport, PupilImportClass, PupilImportRow]


def run(**given: Any) -> PupilImport:
    return PupilImport.objects.create(
        **{
            "school": makers.school(),
            "school_year": 2025,
            "as_of": makers.TODAY,
            "created_at": makers.NOON,
        }
        | given
    )


def row(**given: Any) -> PupilImportRow:
    return PupilImportRow.objects.create(
        **{"run": given.get("run") or run(), "number": 1, "outcome": "new"} | given
    )


def named(**given: Any) -> PupilImportClass:
    return PupilImportClass.objects.create(
        **{"run": given.get("run") or run(), "class_key": "xi tkr 1", "name": "XI TKR 1"} | given
    )


def twice(make: Callable[..., Any]) -> Callable[[], None]:
    def both() -> None:
        one = run()
        make(run=one)
        make(run=one)

    return both


CASES: dict[str, Callable[[], Any]] = {
    "schools_pupilimport_state_listed": lambda: run(state="x"),
    "schools_pupilimport_moments_fit_state": lambda: run(state="applied"),
    "schools_pupilimport_sums_up": lambda: run(read=1),
    "schools_pupilimport_year_plausible": lambda: run(school_year=202),
    "schools_pupilimport_said_until_written": lambda: run(
        state="applied", applied_at=makers.NOON, said=[[7, {}, [], ""]]
    ),
    "schools_pupilimportclass_grade_listed": lambda: named(grade=9),
    "schools_pupilimportclass_once": twice(named),
    "schools_pupilimportrow_outcome_listed": lambda: row(outcome="x"),
    "schools_pupilimportrow_undo_listed": lambda: row(undo="x"),
    "schools_pupilimportrow_once": twice(row),
}


@pytest.mark.parametrize("name", CASES)
def test_the_database_refuses(name: str) -> None:
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        CASES[name]()
    assert refusal.value.__cause__.diag.constraint_name == name


def test_every_constraint_has_its_case() -> None:
    named_rules = {constraint.name for model in OWN for constraint in model._meta.constraints}
    assert named_rules == set(CASES)
