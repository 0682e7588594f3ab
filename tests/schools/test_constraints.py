"""Every rule that the database holds for the schools' tables, broken past the forms."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from schools.models import (
    Concentration,
    Decree,
    ExpertiseField,
    GroupMember,
    ImportRow,
    ImportRun,
    Office,
    OfficeRegion,
    Program,
    Region,
    School,
    SchoolConcentration,
    SchoolContact,
    SchoolFigure,
    SchoolGroup,
    SchoolHead,
    SchoolMerge,
    SchoolName,
    Source,
    ToldApart,
)
from tests import makers

OWN = [
    Concentration, Decree, ExpertiseField, ImportRow, ImportRun, Office, OfficeRegion, Program,
    Region, School, SchoolConcentration, SchoolContact, SchoolFigure, SchoolHead, SchoolName,
    SchoolMerge, Source, ToldApart, SchoolGroup, GroupMember,
]  # fmt: skip
DAY = date(2025, 7, 1)


def concentration(code: str = "2.2.1") -> Concentration:
    decree = Decree.objects.get_or_create(number="244/M/2024", defaults={"title": "Spektrum"})[0]
    field = ExpertiseField.objects.get_or_create(decree=decree, code="2", defaults={"name": "TMR"})[
        0
    ]
    program = Program.objects.get_or_create(field=field, code="2.2", defaults={"name": "Oto"})[0]
    return Concentration.objects.get_or_create(
        decree=decree, code=code, defaults={"program": program, "name": f"Konsentrasi {code}"}
    )[0]


def head(**given: Any) -> SchoolHead:
    return SchoolHead.objects.create(**{"school": makers.school(), "name": "Contoh"} | given)


def two_heads(first: dict[str, Any], second: dict[str, Any]) -> None:
    school = makers.school()
    head(school=school, **first)
    head(school=school, **second)


def figure(**given: Any) -> SchoolFigure:
    facts = {
        "kind": "pupils",
        "value": 10,
        "as_of": DAY,
        "source": given.pop("source", None) or makers.source(),
    }
    return SchoolFigure.objects.create(**{"school": makers.school()} | facts | given)


def run(**given: Any) -> ImportRun:
    return ImportRun.objects.create(
        **{"file_name": "a.csv", "file_sha256": "0" * 64, "created_at": timezone.now()} | given
    )


def twice(make: Callable[[], Any]) -> Callable[[], None]:
    def both() -> None:
        make()
        make()

    return both


def same_school(make: Callable[[School], Any]) -> Callable[[], None]:
    def both() -> None:
        school = makers.school()
        make(school)
        make(school)

    return both


def offer(school: School, **given: Any) -> SchoolConcentration:
    return SchoolConcentration.objects.create(school=school, concentration=concentration(), **given)


def contact(**given: Any) -> SchoolContact:
    return SchoolContact.objects.create(
        **{"school": makers.school(), "kind": "phone", "value": "0252-1"} | given
    )


def own_duplicate(column: str, **given: Any) -> None:
    school = makers.school(**given)
    School.objects.filter(pk=school.pk).update(**{column: school.pk})


def same_figure() -> None:
    source = makers.source()
    same_school(lambda school: figure(school=school, source=source))()


def same_area() -> None:
    office = makers.office()
    OfficeRegion.objects.create(office=office, region=makers.region("36"), since=DAY)


def renamed(name: str, **given: Any) -> SchoolName:
    return SchoolName.objects.create(
        **{"school": makers.school(), "kind": "press", "name": name} | given
    )


def region(**given: Any) -> Region:
    facts = {
        "code": "99",
        "level": "province",
        "name": "X",
        "short_name": "X",
        "time_zone": "Asia/Jakarta",
    }
    return Region.objects.create(**facts | given)


def other_field() -> None:
    decree = concentration().decree
    ExpertiseField.objects.create(decree=decree, code="2", name="Lain")


def other_program() -> None:
    Program.objects.create(field=concentration().program.field, code="2.2", name="Lain")


def other_concentration() -> None:
    known = concentration()
    Concentration.objects.create(
        decree=known.decree, program=known.program, code=known.code, name="Lain"
    )


def lasting(years: int) -> None:
    Concentration.objects.filter(pk=concentration().pk).update(years=years)


def dated(model: type[models.Model], pk: int) -> None:
    model._default_manager.filter(pk=pk).update(since=DAY, until=date(2025, 6, 30))


def merge(**given: Any) -> SchoolMerge:
    facts = {"kept": makers.school(), "merged": makers.school(), "merged_at": timezone.now()}
    return SchoolMerge.objects.create(**facts | given)


def same_merge() -> None:
    merged = makers.school()
    twice(lambda: merge(merged=merged))()


def apart(*, is_reversed: bool = False, times: int = 1) -> None:
    pair = sorted([makers.school(), makers.school()], key=lambda one: one.pk, reverse=is_reversed)
    for _time in range(times):
        ToldApart.objects.create(first=pair[0], second=pair[1], told_at=timezone.now())


def member_twice() -> None:
    school = makers.school()
    GroupMember.objects.create(group=makers.group("MKKS", school), school=school, since=DAY)


def merge_with_itself() -> None:
    school = makers.school()
    merge(kept=school, merged=school)


CASES: dict[str, Callable[[], Any]] = {
    "schools_region_level_listed": lambda: region(
        level="desa", parent=makers.region("36"), time_zone=""
    ),
    "schools_region_time_zone_listed": lambda: region(time_zone="UTC"),
    "schools_region_code_shape": lambda: region(code="9"),
    "schools_region_parent_by_level": lambda: region(parent=makers.region("36")),
    "schools_region_zone_of_province": lambda: region(time_zone=""),
    "schools_region_latitude_with_longitude": lambda: region(latitude=1),
    "schools_region_inside_country": lambda: region(latitude=50, longitude=100),
    "schools_decree_dates_in_order": lambda: dated(Decree, concentration().decree.pk),
    "schools_expertisefield_code_once": other_field,
    "schools_program_code_once": other_program,
    "schools_concentration_code_once": other_concentration,
    "schools_concentration_years_plausible": lambda: lasting(7),
    "schools_concentration_dates_in_order": lambda: dated(Concentration, concentration().pk),
    "schools_office_kind_listed": lambda: makers.office(kind="x"),
    "schools_office_province_given": lambda: makers.office(province=None),
    "schools_office_branch_has_parent": lambda: makers.office(kind="branch_education"),
    "schools_office_name_once": twice(lambda: makers.office(name="Dinas Sama")),
    "schools_officeregion_dates_in_order": lambda: dated(
        OfficeRegion, makers.office().areas.get().pk
    ),
    "schools_officeregion_once_at_a_time": same_area,
    "schools_source_kind_listed": lambda: makers.source(kind="rumor"),
    "schools_source_published_precision_listed": lambda: makers.source(published_precision="week"),
    "schools_source_as_of_precision_listed": lambda: makers.source(as_of_precision="week"),
    "schools_source_once": twice(makers.source),
    "schools_source_web_address": lambda: makers.source(url="javascript:alert(1)"),
    "schools_school_status_listed": lambda: makers.school(status="x"),
    "schools_school_owner_listed": lambda: makers.school(owner="x"),
    "schools_school_accreditation_listed": lambda: makers.school(accreditation="D"),
    "schools_school_npsn_shape": lambda: makers.school(npsn="2060780"),
    "schools_school_temporary_npsn_shape": lambda: makers.school(temporary_npsn="20607803"),
    "schools_school_name_given": lambda: makers.school(official_name="", name="x"),
    "schools_school_postal_code_shape": lambda: makers.school(postal_code="4231"),
    "schools_school_latitude_with_longitude": lambda: makers.school(longitude=106),
    "schools_school_inside_country": lambda: makers.school(latitude=0, longitude=0),
    "schools_school_decree_of_grade": lambda: makers.school(accreditation_decree="1/BAN"),
    "schools_school_founded_before_closed": lambda: makers.school(
        founded_on=DAY, closed_on=date(2024, 1, 1)
    ),
    "schools_school_successor_of_closed": lambda: makers.school(successor=makers.school()),
    "schools_school_not_merged_into_itself": lambda: own_duplicate("merged_into"),
    "schools_school_regency_in_province": lambda: makers.school(province=makers.region("17")),
    "schools_school_district_in_regency": lambda: makers.school(
        at="36.73", district=makers.region("36.02.14")
    ),
    "schools_school_npsn_key": twice(lambda: makers.school(npsn="20607803")),
    "schools_school_temporary_npsn_key": twice(lambda: makers.school(temporary_npsn="NP123456")),
    "schools_schoolname_kind_listed": lambda: renamed("X", kind="x"),
    "schools_schoolname_name_given": lambda: renamed(""),
    "schools_schoolname_once": same_school(lambda school: renamed("X", school=school)),
    "schools_schoolname_dates_in_order": lambda: dated(SchoolName, renamed("X").pk),
    "schools_schoolhead_standing_listed": lambda: head(standing="x"),
    "schools_schoolhead_name_given": lambda: head(name=""),
    "schools_schoolhead_nip_shape": lambda: head(nip="1970"),
    "schools_schoolhead_definitive_acts_for_nobody": lambda: head(acting_for="Orang"),
    "schools_schoolhead_dates_in_order": lambda: head(since=DAY, until=date(2025, 6, 30)),
    "schools_schoolhead_known_before_end": lambda: head(known_on=DAY, until=date(2025, 6, 30)),
    "schools_schoolhead_one_definitive": lambda: two_heads(
        {"since": date(2020, 1, 1), "until": DAY}, {"since": DAY}
    ),
    "schools_schoolcontact_kind_listed": lambda: contact(kind="fax"),
    "schools_schoolcontact_value_given": lambda: contact(value=""),
    "schools_schoolcontact_web_address": lambda: contact(kind="web", value="javascript:1"),
    "schools_schoolcontact_email_shape": lambda: contact(kind="email", value="smk"),
    "schools_schoolcontact_once": same_school(lambda school: contact(school=school)),
    "schools_schoolconcentration_dates_in_order": lambda: offer(
        makers.school(), since=DAY, until=date(2025, 6, 30)
    ),
    "schools_schoolconcentration_once_at_a_time": same_school(offer),
    "schools_schoolfigure_kind_listed": lambda: figure(kind="x"),
    "schools_schoolfigure_precision_listed": lambda: figure(precision="week"),
    "schools_schoolfigure_value_given": lambda: figure(value=None),
    "schools_schoolfigure_first_possible_day": lambda: figure(precision="year"),
    "schools_schoolfigure_once": same_figure,
    "schools_schoolgroup_kind_listed": lambda: makers.group(kind="x"),
    "schools_schoolgroup_name_given": lambda: makers.group(""),
    "schools_schoolgroup_name_once": twice(makers.group),
    "schools_schoolgroup_dates_in_order": lambda: makers.group(since=DAY, until=date(2025, 6, 30)),
    "schools_schoolgroup_regency_in_province": lambda: makers.group(province=makers.region("17")),
    "schools_groupmember_dates_in_order": lambda: dated(
        GroupMember, makers.group("MKKS", makers.school()).members.get().pk
    ),
    "schools_groupmember_once_at_a_time": member_twice,
    "schools_importrun_state_listed": lambda: run(state="x"),
    "schools_importrun_sums_up": lambda: run(read=1),
    "schools_importrun_moments_fit_state": lambda: run(state="applied"),
    "schools_importrow_outcome_listed": lambda: ImportRow.objects.create(
        run=run(), number=1, outcome="x"
    ),
    "schools_importrow_undo_listed": lambda: ImportRow.objects.create(
        run=run(), number=1, outcome="new", undo="x"
    ),
    "schools_importrow_once": lambda: ImportRow.objects.bulk_create(
        ImportRow(run=one, number=1, outcome="new") for one in [run()] * 2
    ),
    "schools_schoolmerge_two_schools": merge_with_itself,
    "schools_schoolmerge_once": same_merge,
    "schools_schoolmerge_undone_with_moment": lambda: merge(undone_by=makers.user()),
    "schools_toldapart_in_order": lambda: apart(is_reversed=True),
    "schools_toldapart_once": lambda: apart(times=2),
}
# Raised by a trigger or a column, so not among Meta.constraints.
BESIDES_META = {
    "schools_school_regency_in_province",
    "schools_school_district_in_regency",
    "schools_schoolgroup_regency_in_province",
    "schools_school_npsn_key",
    "schools_school_temporary_npsn_key",
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", CASES)
def test_the_database_refuses(name: str) -> None:
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        CASES[name]()
    broken = refusal.value.__cause__.diag.constraint_name
    if name.endswith("_key"):
        assert broken.startswith(name.removesuffix("_key"))
    else:
        assert broken == name


def test_every_constraint_has_its_case() -> None:
    named = {constraint.name for model in OWN for constraint in model._meta.constraints}
    assert named == set(CASES) - BESIDES_META


def test_every_constraint_says_in_indonesian_what_is_wrong() -> None:
    for model in OWN:
        for constraint in model._meta.constraints:
            assert constraint.violation_error_message != constraint.default_violation_error_message


@pytest.mark.django_db
def test_a_second_head_may_act_beside_a_definitive_one() -> None:
    school = makers.school()
    head(school=school, since=date(2020, 1, 1))
    head(school=school, since=DAY, standing="plt", acting_for="Contoh")
    assert school.heads.count() == 2


@pytest.mark.django_db
def test_a_head_follows_on_the_day_after() -> None:
    two_heads({"since": date(2020, 1, 1), "until": date(2025, 6, 30)}, {"since": DAY})
    assert SchoolHead.objects.valid_on(DAY).get().since == DAY


@pytest.mark.django_db
def test_schools_without_npsn_stand_side_by_side() -> None:
    makers.school(npsn=None)
    makers.school(npsn=None)
    assert School.objects.count() == 2
