"""Every rule that the database holds for pupils and what is done with them, past the forms."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction

from accounts.roles import Role
from schools.models import (
    ClassGroup,
    ClassGroupMapping,
    Consent,
    ConsentPaper,
    ConsentText,
    Enrolment,
    MoveUp,
    NameAccess,
    Pupil,
)
from schools.models.name_access import OPEN_FOR
from tests import makers

OWN: list[type[models.Model]] = [
    ClassGroup, ClassGroupMapping, Consent, ConsentPaper, ConsentText, Enrolment, MoveUp,
    NameAccess, Pupil,
]  # fmt: skip
DAY = date(2025, 7, 1)
EARLIER = date(2025, 6, 30)
ANONYMOUS = {"name": "", "anonymised_at": makers.NOON}


def pupil(**given: Any) -> Pupil:
    return makers.pupil(makers.school(), **given)


def group(**given: Any) -> ClassGroup:
    return makers.class_group(given.pop("school", None) or makers.school(), **given)


def sitting(**given: Any) -> Enrolment:
    school = makers.school()
    one = given.pop("pupil", None) or makers.pupil(school)
    return makers.enrolment(one, given.pop("sits_in", None) or makers.class_group(school), **given)


def mapping(**given: Any) -> ClassGroupMapping:
    return ClassGroupMapping.objects.create(
        **{"school": makers.school(), "stem": "tkr", "concentration": makers.concentration()}
        | given
    )


def paper(**given: Any) -> ConsentPaper:
    return ConsentPaper.objects.create(
        **{
            "school": makers.school(),
            "file": "schools/2025/x",
            "original_name": "izin.pdf",
            "content_type": "application/pdf",
            "size": 1,
            "sha256_uploaded": "0" * 64,
            "sha256_stored": "0" * 64,
            "uploaded_at": makers.NOON,
        }
        | given
    )


def consent(**given: Any) -> Consent:
    return makers.consent(given.pop("pupil", None) or pupil(), **given)


def text(**given: Any) -> ConsentText:
    return ConsentText.objects.create(
        **{"kind": "placement", "version": 1, "text": "Saya setuju.", "published_on": DAY} | given
    )


def moving_up(**given: Any) -> MoveUp:
    school = given.pop("school", None) or makers.school()
    return MoveUp.objects.create(
        **{"school": school, "from_year": 2025, "graduates_on": date(2026, 6, 30)} | given
    )


def undone_before_applied() -> None:
    who, at = makers.user(), makers.NOON
    moving_up(applied_at=at, applied_by=who, undone_at=at - timedelta(seconds=1), undone_by=who)


def opening(**given: Any) -> NameAccess:
    facts = {"ground": "darurat", "reason": "Kecelakaan di bengkel", "opened_at": makers.NOON}
    return NameAccess.objects.create(
        membership=makers.membership(Role.REVIEWER, makers.office("36")),
        school=makers.school(),
        **facts | {"until": makers.NOON + OPEN_FOR} | given,
    )


def at_one_school(make: Callable[[Any], Any]) -> Callable[[], None]:
    def both() -> None:
        school = makers.school()
        make(school)
        make(school)

    return both


def moved() -> None:
    Pupil.objects.filter(pk=pupil().pk).update(school=makers.school("SMKN 2 LEBAK"))


def two_classes() -> None:
    school = makers.school()
    one = makers.pupil(school, sits_in=makers.class_group(school))
    makers.enrolment(one, makers.class_group(school, "XI TKR 2"), since=date(2025, 9, 1))


def class_elsewhere() -> None:
    sitting(sits_in=group(school=makers.school("SMKN 2 LEBAK")))


def same_text() -> None:
    text()
    text()


def agreed_twice() -> None:
    one = pupil()
    consent(pupil=one)
    consent(pupil=one)


CASES: dict[str, Callable[[], Any]] = {
    "schools_classgroup_grade_listed": lambda: group(grade=9),
    "schools_classgroup_year_plausible": lambda: group(school_year=202),
    "schools_classgroup_name_given": lambda: group(name="  . "),
    "schools_classgroup_once": at_one_school(lambda school: group(school=school)),
    "schools_classgroupmapping_once": at_one_school(lambda school: mapping(school=school)),
    "schools_classgroupmapping_stem_given": lambda: mapping(stem=""),
    "schools_pupil_sex_listed": lambda: pupil(sex="X"),
    "schools_pupil_guardian_relation_listed": lambda: pupil(
        guardian_name="X", guardian_relation="oom"
    ),
    "schools_pupil_leaving_reason_listed": lambda: pupil(left_on=DAY, leaving_reason="bosan"),
    "schools_pupil_name_given": lambda: pupil(name=""),
    "schools_pupil_nisn_shape": lambda: pupil(nisn="81234567"),
    "schools_pupil_nisn_once_present": at_one_school(
        lambda school: makers.pupil(school, nisn="0081234567")
    ),
    "schools_pupil_phone_shape": lambda: pupil(phone="0812"),
    "schools_pupil_guardian_phone_shape": lambda: pupil(guardian_phone="0812"),
    "schools_pupil_guardian_named": lambda: pupil(guardian_relation="ibu"),
    "schools_pupil_left_with_reason": lambda: pupil(left_on=DAY),
    "schools_pupil_born_before_leaving": lambda: pupil(
        born_on=DAY, left_on=DAY, leaving_reason="keluar"
    ),
    "schools_pupil_processing_stopped_at_with_processing_s": lambda: pupil(
        processing_stopped_at=makers.NOON
    ),
    "schools_pupil_anonymous_without_traces": lambda: pupil(**ANONYMOUS, born_on=EARLIER),
    "schools_pupil_stays_at_school": moved,
    "schools_enrolment_dates_in_order": lambda: sitting(since=DAY, until=EARLIER),
    "schools_enrolment_one_class_at_a_time": two_classes,
    "schools_enrolment_class_of_own_school": class_elsewhere,
    "schools_enrolment_since_in_year": lambda: sitting(since=EARLIER),
    "schools_consenttext_kind_listed": lambda: text(kind="x"),
    "schools_consenttext_version_once": same_text,
    "schools_consenttext_text_given": lambda: text(text=""),
    "schools_consentpaper_digests_shape": lambda: paper(sha256_stored="x"),
    "schools_consentpaper_file_until_removed": lambda: paper(removed_at=makers.NOON),
    "schools_consent_how_listed": lambda: consent(how="x"),
    "schools_consent_relation_listed": lambda: consent(relation="oom"),
    "schools_consent_paper_of_letter": lambda: consent(paper=paper()),
    "schools_consent_withdrawn_after_given": lambda: consent(
        given_on=DAY, withdrawn_on=EARLIER, withdrawn_by=makers.user()
    ),
    "schools_consent_withdrawn_on_with_withdrawn_by": lambda: consent(withdrawn_on=makers.TODAY),
    "schools_consent_once": agreed_twice,
    "schools_moveup_year_plausible": lambda: moving_up(from_year=202),
    "schools_moveup_once": at_one_school(lambda school: moving_up(school=school)),
    "schools_moveup_applied_at_with_applied_by": lambda: moving_up(applied_at=makers.NOON),
    "schools_moveup_undone_at_with_undone_by": lambda: moving_up(
        applied_at=makers.NOON, applied_by=makers.user(), undone_at=makers.NOON
    ),
    "schools_moveup_undone_after_applied": undone_before_applied,
    "schools_nameaccess_ground_listed": lambda: opening(ground="iseng"),
    "schools_nameaccess_reason_given": lambda: opening(reason="terlalu pendek"),
    "schools_nameaccess_for_some_hours": lambda: opening(
        until=makers.NOON + OPEN_FOR + timedelta(seconds=1)
    ),
    "schools_nameaccess_closed_after_opened": lambda: opening(
        closed_at=makers.NOON - timedelta(seconds=1)
    ),
}
# Raised by a trigger, so not among Meta.constraints.
BESIDES_META = {
    "schools_pupil_stays_at_school",
    "schools_enrolment_class_of_own_school",
    "schools_enrolment_since_in_year",
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", CASES)
def test_the_database_refuses(name: str) -> None:
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        CASES[name]()
    assert refusal.value.__cause__.diag.constraint_name == name


def test_every_constraint_has_its_case() -> None:
    named = {constraint.name for model in OWN for constraint in model._meta.constraints}
    assert named == set(CASES) - BESIDES_META


@pytest.mark.django_db
@pytest.mark.parametrize(
    "column", ["name", "nisn", "nipd", "phone", "guardian_name", "guardian_phone"]
)
def test_an_anonymous_record_keeps_nothing_of_the_person(column: str) -> None:
    values = {
        "name": "Ani", "nisn": "0081234567", "nipd": "1", "phone": "+6281234567890",
        "guardian_name": "Ibu Ani", "guardian_phone": "+6281234567890",
    }  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        pupil(**ANONYMOUS | {column: values[column]})


@pytest.mark.django_db
def test_two_schools_may_hold_one_nisn_and_one_school_after_the_pupil_came_back() -> None:
    school = makers.school()
    makers.pupil(school, nisn="0081234567", left_on=DAY, leaving_reason="pindah")
    makers.pupil(school, nisn="0081234567")
    makers.pupil(makers.school("SMKN 2 LEBAK"), nisn="0081234567")
    assert Pupil.objects.filter(nisn="0081234567").count() == 3


@pytest.mark.django_db
def test_a_pupil_changes_class_on_the_day_after() -> None:
    school = makers.school()
    one = makers.pupil(school)
    makers.enrolment(one, makers.class_group(school), until=date(2025, 8, 31))
    makers.enrolment(one, makers.class_group(school, "XI TKR 2"), since=date(2025, 9, 1))
    sits = Enrolment.objects.valid_on(date(2025, 8, 31)).get()
    assert sits.class_group.name == "XI TKR 1"
