"""Lists of pupils planned and applied at a school, for the tests of this folder."""

from datetime import date
from typing import Any

from accounts.roles import Role
from schools.actions.pupil_imports import Told, apply_pupil_import, prepare_pupil_import
from schools.actors import Actor
from schools.models import Pupil, PupilImport, School
from tests import makers
from tests.schools.imports.pupils.lists import csv_of, layout

YEAR = 2025


def rangkas() -> School:
    return makers.school(npsn="20607803")


def keeper(school: School, role: Role = Role.SCHOOL_ADMIN) -> Actor:
    return makers.actor(role, school)


def prepared(
    school: School, *pupils: dict[str, Any], by: Actor | None = None, **told: Any
) -> PupilImport:
    """A list of these pupils, read on TODAY (Dapodik's download was on 1 August 2025)."""
    return prepare_pupil_import(
        by=by or makers.system(),
        school=school,
        data=csv_of(layout(*pupils)),
        file_name="daftar_pd.csv",
        told=Told(**told),
    )


def imported(school: School, *pupils: dict[str, Any], **told: Any) -> PupilImport:
    run = prepared(school, *pupils, **told)
    return apply_pupil_import(by=makers.system(), run=run)


def counts(run: PupilImport) -> tuple[int, ...]:
    """Read, new, changed, unchanged, rejected, gone."""
    return run.read, run.new, run.changed, run.unchanged, run.rejected, run.gone


def the(school: School, number: int = 1) -> Pupil:
    return Pupil.objects.get(school=school, nisn=f"00912345{number:02}")


def classes_of(pupil: Pupil) -> list[tuple[str, date, date | None]]:
    rows = pupil.enrolments.select_related("class_group").order_by("since")
    return [(row.class_group.name, row.since, row.until) for row in rows]
