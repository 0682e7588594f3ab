"""The invented pupils of the demo: who they are, who knows them, what their parents said."""

from collections import Counter
from datetime import date

from accounts.roles import Role
from partnerships.desk.demo.hosts import PUPILS
from partnerships.placements.models import PeriodSupervisor
from schools.actors import Actor
from schools.models import ClassGroup, Consent, ConsentPaper, Membership, Pupil
from schools.models.pupils import PupilQuerySet
from schools.school_years import school_year_of
from tests.makers import TODAY

THIS = school_year_of(TODAY)


def known_to(username: str) -> PupilQuerySet:
    member = Membership.objects.get(user__username=username)
    return Pupil.objects.visible_to(Actor.member(member, on=TODAY))


def of_grade(grade: int, year: int) -> PupilQuerySet:
    return Pupil.objects.filter(
        enrolments__class_group__grade=grade, enrolments__class_group__school_year=year
    )


def age(pupil: Pupil) -> float:
    assert pupil.born_on
    return (TODAY - pupil.born_on).days / 365.25


def test_there_is_a_class_of_each_kind(db: None) -> None:
    assert of_grade(12, THIS).count() == 72
    assert of_grade(11, THIS).count() == 30
    assert of_grade(12, THIS - 1).count() == 40
    assert {pupil.school.name for pupil in Pupil.objects.select_related("school")} == {
        "SMKN 1 Rangkasbitung"
    }


def test_everybody_says_to_be_invented(db: None) -> None:
    for pupil in Pupil.objects.all():
        assert pupil.name.endswith("(contoh)")
        assert pupil.guardian_name.endswith("(contoh)")
        # Nobody of today was born in 1900, and 0800 is no one's mobile.
        assert pupil.nisn is None or pupil.nisn.startswith("900")
        assert not pupil.phone or str(pupil.phone).startswith("+62800")


def test_no_two_are_called_alike(db: None) -> None:
    assert len(set(Pupil.objects.values_list("name", flat=True))) == 142


def test_each_class_has_its_konsentrasi(db: None) -> None:
    rows = ClassGroup.objects.of_year(THIS).filter(grade=12).select_related("concentration")
    named = Counter(group.concentration.name for group in rows if group.concentration)
    assert named == dict.fromkeys(PUPILS, 2)
    seated = Counter(row.studies for row in of_grade(12, THIS).with_class(TODAY).order_by("pk"))
    assert sorted(seated.values()) == sorted(PUPILS.values())


def test_most_are_as_old_as_their_class(db: None) -> None:
    for pupil in of_grade(12, THIS).exclude(born_on=None):
        assert 15.5 < age(pupil) < 19
    usual = [pupil for pupil in of_grade(12, THIS).exclude(born_on=None) if 16 <= age(pupil) < 18]
    assert len(usual) > 60


def test_homes_lie_in_lebak_and_few_are_unknown(db: None) -> None:
    codes = Counter(Pupil.objects.values_list("district__code", flat=True))
    assert codes.pop(None) < 8
    assert {str(code)[:5] for code in codes} == {"36.02"}
    assert len(codes) > 8


def test_class_twelve_was_class_eleven_last_year(db: None) -> None:
    assert set(of_grade(11, THIS - 1)) == set(of_grade(12, THIS))
    on_the_day = Pupil.objects.in_class(ClassGroup.objects.get(name="XII RPL B"), TODAY)
    assert on_the_day.count() == 12


def test_last_years_class_has_finished(db: None) -> None:
    before = of_grade(12, THIS - 1)
    assert set(before.values_list("left_on", "leaving_reason")) == {(date(THIS, 6, 30), "lulus")}
    assert not before.filter(enrolments__until=None).exists()
    assert Pupil.objects.present_on(TODAY).count() == 102


def test_some_parents_have_agreed_and_some_not(db: None) -> None:
    agreed = Consent.objects.to("placement").standing_on(TODAY)
    assert agreed.filter(pupil__in=of_grade(12, THIS)).count() == 46
    assert Consent.objects.exclude(withdrawn_on=None).count() == 1
    assert ConsentPaper.objects.count() == 3


def test_a_kaprog_knows_the_own_konsentrasi_and_a_supervisor_nobody(db: None) -> None:
    led = known_to("kaprog.rangkasbitung").with_class(TODAY)
    names = ClassGroup.objects.filter(pk__in=led.values("class_id"))
    assert {group.concentration.name for group in names if group.concentration} == {
        "Rekayasa Perangkat Lunak"
    }
    assert led.present_on(TODAY).count() == 34
    assert known_to("hubin.rangkasbitung").count() == 142
    assert not known_to("pembimbing1.rangkasbitung").exists()
    assert not known_to("hubin.warunggunung").exists()


def test_supervisors_stand_in_the_schools_periods(db: None) -> None:
    rows = PeriodSupervisor.objects.filter(period__school__name="SMKN 1 Rangkasbitung")
    assert {row.membership.role for row in rows.select_related("membership")} == {Role.SUPERVISOR}
    assert len(set(rows.values_list("membership", flat=True))) == 2
