"""Agreements for tests of lists: any state and any period at once, without their life before."""

from datetime import date
from itertools import count
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from partnerships.agreements.actions.acting import acting
from partnerships.agreements.models import (
    Agreement,
    Instrument,
    Kind,
    Obligation,
    Party,
    Scope,
    State,
    Suspension,
    Term,
)
from partnerships.agreements.models.coverage import Extent
from partnerships.partners.models import Partner
from schools.models import Concentration, Decree, ExpertiseField, Program, School
from tests import makers
from tests.agreements.scenes import partner as make_partner

NOBODY_KNOWS: Any = object()
PATHS = {
    State.DRAFT: [],
    State.SUBMITTED: [State.SUBMITTED],
    State.RECORDED: [State.SUBMITTED, State.RECORDED],
    State.VERIFIED: [State.SUBMITTED, State.RECORDED, State.VERIFIED],
    State.TERMINATED: [State.SUBMITTED, State.RECORDED, State.TERMINATED],
    State.CANCELLED: [State.SUBMITTED, State.RECORDED, State.CANCELLED],
}
numbers = count(1)


def days(first: date | None, last: date | None) -> DateRange:
    """From the first to the last day, both included."""
    return DateRange(first, last, "[]")


def agreement(
    state: State = State.RECORDED,
    *,
    school: School | None = None,
    partner: Partner | None = None,
    runs: DateRange | None = NOBODY_KNOWS,
    concentrations: list[Concentration] | None = None,
    items: str = "",
    letter_number: str = "",
    term: dict[str, Any] | None = None,
    **given: Any,
) -> Agreement:
    """Between a school and a partner, in force the whole of 2025 unless `runs` says otherwise."""
    office = given.get("recording_office")
    school = school or (None if office else makers.school(f"SMKN {next(numbers)} CONTOH"))
    runs = days(date(2025, 1, 1), date(2025, 12, 31)) if runs is NOBODY_KNOWS else runs
    late = {name: given.pop(name) for name in ("ended_on", "verified_at") if name in given}
    with acting("test", by=makers.system()):
        made = Agreement.objects.create(
            **{"kind": Kind.PKS, "recording_school": school, "signed_on": date(2024, 12, 20)}
            | given
        )
        _fill(made, partner or make_partner(f"Mitra {made.pk}"), letter_number, term)
        _scope(made, concentrations, items)
        _walk(made, state, late, runs)
    return Agreement.objects.get(pk=made.pk)


def _fill(
    made: Agreement, partner: Partner, letter_number: str, term: dict[str, Any] | None
) -> None:
    original = Instrument.objects.create(agreement=made, kind="original", sequence=0)
    Term.objects.create(
        agreement=made,
        instrument=original,
        **(term or {"kind": Term.Kind.FIXED, "ends_on": date(2025, 12, 31)}),
    )
    Party.objects.create(
        agreement=made,
        side=1,
        school=made.recording_school,
        office=made.recording_office,
        letter_number=letter_number,
    )
    Party.objects.create(agreement=made, side=2, partner=partner)


def _scope(made: Agreement, concentrations: list[Concentration] | None, items: str) -> None:
    extent = Extent.NAMED if concentrations else Extent.UNKNOWN
    scope = Scope.objects.create(agreement=made, concentration_extent=extent)
    scope.concentrations.set(concentrations or [])
    for item in items:
        Obligation.objects.create(agreement=made, item=item)


def _walk(made: Agreement, state: State, late: dict[str, Any], runs: DateRange | None) -> None:
    row = Agreement.objects.filter(pk=made.pk)
    for step in PATHS[state]:
        values: dict[str, Any] = {"state": step}
        if step == State.RECORDED:
            number = f"SLR/36/2025/{made.pk:06d}"
            values |= {"registration_number": number, "recorded_at": makers.NOON}
        if step == State.VERIFIED:
            values |= {"verified_at": makers.NOON}
        if step in {State.TERMINATED, State.CANCELLED}:
            values |= {"state_reason": "contoh", **late}
        row.update(**values)
    row.update(runs=runs)


def suspend(made: Agreement, first: date, last: date | None) -> Suspension:
    with acting("test", by=makers.system()):
        return Suspension.objects.create(
            agreement=made,
            during=days(first, last),
            reason="contoh",
            created_at=makers.NOON,
            created_by=makers.user(),
        )


def concentration(
    code: str = "4.1.1", name: str = "Teknik Komputer dan Jaringan", *synonyms: str
) -> Concentration:
    """A konsentrasi of the decree in force, with the program and bidang that its code names."""
    decree = Decree.objects.get_or_create(
        number="244/M/2024", defaults={"title": "Spektrum", "since": date(2024, 7, 10)}
    )[0]
    field_code, program_number, _rest = code.split(".")
    field = ExpertiseField.objects.get_or_create(
        decree=decree, code=field_code, defaults={"name": f"Bidang {field_code}", "sort_key": code}
    )[0]
    program = Program.objects.get_or_create(
        field=field,
        code=f"{field_code}.{program_number}",
        defaults={"name": f"Program {field_code}.{program_number}", "sort_key": code},
    )[0]
    return Concentration.objects.create(
        program=program,
        decree=decree,
        code=code,
        name=name,
        synonyms=list(synonyms),
        sort_key=code,
    )
