"""Who knows of which pupils, and how they are found."""

from datetime import date
from typing import Any

import pytest

from accounts.roles import Role
from schools.actors import Actor
from schools.models import (
    ClassGroup,
    ClassGroupMapping,
    Consent,
    ConsentPaper,
    Enrolment,
    Pupil,
    School,
)
from tests import makers

pytestmark = pytest.mark.django_db
LAST_YEAR = date(2024, 9, 1)


@pytest.fixture
def school() -> School:
    return makers.school()


def names(rows: Any) -> set[str]:
    return set(rows.values_list("name", flat=True))


def kaprog(school: School, *led: Any, on: date = makers.TODAY) -> Actor:
    membership = makers.membership(Role.KAPROG, school)
    membership.concentrations.set(led)
    return Actor.member(membership, on=on)


@pytest.mark.parametrize("role", [Role.SCHOOL_ADMIN, Role.HEAD])
def test_head_and_admin_keep_the_pupils_of_their_own_school(role: Role, school: School) -> None:
    makers.pupil(school, "Ani")
    makers.pupil(makers.school("SMKN 2 LEBAK"), "Budi")
    actor = makers.actor(role, school)
    assert names(Pupil.objects.visible_to(actor)) == {"Ani"}
    assert names(Pupil.objects.editable_by(actor)) == {"Ani"}


@pytest.mark.parametrize(
    "role",
    [role for role in Role if role not in {Role.SCHOOL_ADMIN, Role.HEAD}],
)
def test_nobody_else_knows_of_any(role: Role, school: School) -> None:
    """A kaprog without konsentrasi, supervisors, readers, offices of the region, maintainers."""
    group = makers.class_group(school, concentration=makers.concentration())
    makers.consent(makers.pupil(school, sits_in=group))
    place: Any = {Role.MAINTAINER: None}.get(role, school)
    if role in {Role.REVIEWER, Role.OFFICE_VIEWER, Role.PENGAWAS}:
        place = makers.office("36")
    actor = makers.actor(role, place)
    if role is Role.PENGAWAS:
        actor.membership.supervised_schools.add(school)
    for rows in (Pupil.objects, ClassGroup.objects):
        assert not rows.visible_to(actor).exists()
        assert not rows.editable_by(actor).exists()
    for rows in (Enrolment.objects, Consent.objects, ConsentPaper.objects):
        assert not rows.visible_to(actor).exists()


def test_visitors_know_of_none_and_superusers_of_all(school: School) -> None:
    makers.pupil(school)
    boss = Actor.superuser(makers.user(is_superuser=True), on=makers.TODAY)
    assert not Pupil.objects.visible_to(makers.visitor()).exists()
    assert Pupil.objects.visible_to(boss).count() == 1
    assert Pupil.objects.editable_by(makers.system()).count() == 1


def test_a_kaprog_reads_the_own_konsentrasi_only(school: School) -> None:
    led, other = makers.concentration(), makers.concentration("4.1.1", "TKJ")
    own = makers.class_group(school, "XI TKR 1", concentration=led)
    mixed = makers.class_group(school, "XI MERDEKA 1", concentration=other)
    makers.pupil(school, "Ani", sits_in=own)
    makers.pupil(school, "Budi", sits_in=mixed)
    makers.pupil(school, "Cici", sits_in=mixed, concentration=led)
    makers.pupil(school, "Dedi", sits_in=own, concentration=other)
    makers.pupil(school, "Tanpa Kelas")
    actor = kaprog(school, led)
    assert names(Pupil.objects.visible_to(actor)) == {"Ani", "Cici"}
    assert names(ClassGroup.objects.visible_to(actor)) == {"XI TKR 1"}
    assert not Pupil.objects.editable_by(actor).exists()


def test_a_kaprog_follows_the_pupil_into_the_class_of_the_day(school: School) -> None:
    led = makers.concentration()
    plain = makers.class_group(school, "X 1", school_year=2024)
    pupil = makers.pupil(school, "Ani")
    makers.enrolment(pupil, plain, until=date(2025, 6, 30))
    makers.enrolment(pupil, makers.class_group(school, concentration=led))
    assert Pupil.objects.visible_to(kaprog(school, led)).exists()
    assert not Pupil.objects.visible_to(kaprog(school, led, on=LAST_YEAR)).exists()


def test_a_stopped_pupil_is_found_by_the_admin_and_by_no_list(school: School) -> None:
    led = makers.concentration()
    group = makers.class_group(school, concentration=led)
    stopped = {"processing_stopped_at": makers.NOON, "processing_stopped_by": makers.user()}
    makers.pupil(school, "Ani", sits_in=group, **stopped)
    admin = makers.actor(Role.SCHOOL_ADMIN, school)
    assert names(Pupil.objects.editable_by(admin)) == {"Ani"}
    assert not Pupil.objects.visible_to(admin).processed().exists()
    assert not Pupil.objects.visible_to(kaprog(school, led)).exists()


def test_an_anonymous_record_is_counted_and_changed_by_nobody(school: School) -> None:
    makers.pupil(school, "", anonymised_at=makers.NOON)
    admin = makers.actor(Role.SCHOOL_ADMIN, school)
    assert Pupil.objects.visible_to(admin).count() == 1
    assert not Pupil.objects.editable_by(admin).exists()


def test_a_class_has_those_who_sit_in_it_that_day(school: School) -> None:
    group = makers.class_group(school)
    makers.pupil(school, "Ani", sits_in=group)
    makers.pupil(school, "Budi", sits_in=group, left_on=date(2025, 9, 30), leaving_reason="pindah")
    assert names(Pupil.objects.in_class(group, date(2025, 9, 30))) == {"Ani", "Budi"}
    assert names(Pupil.objects.in_class(group, date(2025, 10, 1))) == {"Ani"}
    assert not Pupil.objects.in_class(group, date(2025, 6, 30)).exists()


@pytest.mark.parametrize("typed", ["siti nur", "SITI  Nuraini", "0081234567", "nurai", "117"])
def test_a_pupil_is_found_by_name_nisn_and_nipd(typed: str, school: School) -> None:
    makers.pupil(school, "Siti Nur'aini", nisn="0081234567", nipd="117/22")
    makers.pupil(school, "Budi Santoso", nisn="0081234568")
    assert names(Pupil.objects.search(typed)) == {"Siti Nur'aini"}


def test_a_changed_name_is_found_and_ordered_anew(school: School) -> None:
    pupil = makers.pupil(school, "Ani")
    makers.pupil(school, "Budi")
    Pupil.objects.filter(pk=pupil.pk).update(name="Zainab")
    assert [row.name for row in Pupil.objects.in_order()] == ["Budi", "Zainab"]
    assert not Pupil.objects.search("Ani").exists()


def test_the_record_does_not_tell_its_name_to_logs(school: School) -> None:
    pupil = makers.pupil(school, "Ani Rahasia")
    assert "Ani" not in f"{pupil} {pupil!r} {makers.consent(pupil)} {makers.class_group(school)}"


class TestKnownClasses:
    """A class is mapped to its konsentrasi once."""

    def known(self, school: School, **stems: Any) -> Any:
        for stem, concentration in stems.items():
            ClassGroupMapping.objects.create(
                school=school, stem=stem.replace("_", " "), concentration=concentration
            )
        return ClassGroupMapping.objects.known_to(school)

    def test_next_year_and_parallel_classes_are_known(self, school: School) -> None:
        tkr = makers.concentration()
        known = self.known(school, tkr_1=tkr)
        assert known.concentration_of("XII TKR 1") == tkr.pk
        assert known.concentration_of("XI-TKR-2") == tkr.pk
        assert known.concentration_of("XI TKJ 1") is None

    def test_parallel_classes_that_differ_say_nothing_of_a_third(self, school: School) -> None:
        tkr, tkj = makers.concentration(), makers.concentration("4.1.1", "TKJ")
        known = self.known(school, merdeka_1=tkr, merdeka_2=tkj)
        assert known.concentration_of("XII MERDEKA 2") == tkj.pk
        assert known.concentration_of("XII MERDEKA 3") is None

    def test_a_bare_grade_is_not_known_by_its_letters(self, school: School) -> None:
        known = self.known(school, tkr_1=makers.concentration())
        assert known.concentration_of("XI") is None
        assert known.concentration_of("X 1") is None

    def test_another_school_means_something_else(self, school: School) -> None:
        self.known(makers.school("SMKN 2 LEBAK"), tkr_1=makers.concentration())
        assert ClassGroupMapping.objects.known_to(school).concentration_of("XI TKR 1") is None
