"""The end of the school year: what is proposed, decided, done in one go and taken back."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.revisions import StaleRecordError
from accounts.roles import Role
from schools.actions import moving_up as actions
from schools.actions.pupils import change_class, record_leaving
from schools.actors import Actor
from schools.models import ClassGroup, Enrolment, MoveUp, Pupil, School
from schools.moving_up import arrivals, departures, planned, proposed, steps_of, year_to_leave
from tests import makers
from tests.at_once import at_once

JUNE = date(2026, 6, 20)
LAST_DAY = date(2026, 6, 30)


@pytest.fixture
def school(db: None) -> School:
    return makers.school()


def admin(school: School, on: date = JUNE) -> Actor:
    return Actor.member(makers.membership(Role.SCHOOL_ADMIN, school), on=on)


def decided(by: Actor, **fates: tuple[str, str]) -> MoveUp:
    """The plan, saved; classes by their name with `_` for the blank."""
    choices = {}
    for name, (fate, to) in fates.items():
        group = ClassGroup.objects.get(name=name.replace("_", " "), school_year=2025)
        choices[group.public_id] = {"fate": fate, "to": to}
    return actions.decide_classes(by=by, choices=choices, graduates_on=LAST_DAY)


def applied(by: Actor, plan: MoveUp) -> MoveUp:
    return actions.apply(by=by, move_up=plan, revision=plan.revision)


def class_on(pupil: Pupil, day: date) -> str | None:
    names: Any = Enrolment.objects.filter(pupil=pupil).valid_on(day)
    found: str | None = names.values_list("class_group__name", flat=True).first()
    return found


@pytest.mark.parametrize(
    ("name", "grade", "expected"),
    [
        ("X TKR 1", 10, ("up", "XI TKR 1")),
        ("11-tkj-2", 11, ("up", "12-tkj-2")),
        ("XII TKR 1", 12, ("out", "lulus")),
        ("Merdeka", 11, ("wait", "")),
    ],
)
def test_a_class_is_proposed_by_its_name(
    school: School, name: str, grade: int, expected: tuple[str, str]
) -> None:
    group = makers.class_group(school, name, grade=grade)
    assert tuple(proposed(group).values()) == expected


def test_a_konsentrasi_of_four_years_goes_on_to_thirteen(school: School) -> None:
    taught = makers.concentration()
    taught.years = 4
    assert proposed(makers.class_group(school, "XII TKR 1", concentration=taught)) == {
        "fate": "up",
        "to": "XIII TKR 1",
    }


def test_the_year_before_goes_first_while_pupils_sit_in_it(school: School) -> None:
    by = admin(school, date(2026, 7, 20))
    pupil = makers.pupil(school, sits_in=makers.class_group(school, "XI TKR 1"))
    makers.pupil(school, sits_in=makers.class_group(school, "X TKR 1", school_year=2026))
    assert year_to_leave(by) == 2025
    record_leaving(by=by, pupils=[pupil], left_on=LAST_DAY, reason="pindah")
    assert year_to_leave(by) == 2026


def test_a_year_that_was_just_entered_is_not_left_months_ahead(school: School) -> None:
    makers.pupil(school, sits_in=makers.class_group(school, "XI TKR 1"))
    applied(admin(school), decided(admin(school)))
    assert year_to_leave(admin(school, date(2026, 9, 1))) is None
    assert year_to_leave(admin(school, date(2027, 4, 1))) == 2026


def test_classes_go_up_with_their_konsentrasi_and_the_last_ones_graduate(school: School) -> None:
    taught = makers.concentration()
    eleven = makers.class_group(school, "XI TKR 1", concentration=taught)
    young = makers.pupil(school, "Ani", sits_in=eleven)
    old = makers.pupil(school, "Budi", sits_in=makers.class_group(school, "XII TKR 1"))
    by = admin(school)
    applied(by, decided(by))
    assert (class_on(young, LAST_DAY), class_on(young, date(2026, 7, 1))) == (
        "XI TKR 1",
        "XII TKR 1",
    )
    made = ClassGroup.objects.get(school_year=2026)
    assert (made.name, made.grade, made.concentration) == ("XII TKR 1", 12, taught)
    old.refresh_from_db()
    assert (old.left_on, old.leaving_reason) == (LAST_DAY, "lulus")
    assert class_on(old, date(2026, 7, 1)) is None


def test_a_class_that_is_there_already_is_joined(school: School) -> None:
    there = makers.class_group(school, "xii  tkr-1", school_year=2026)
    pupil = makers.pupil(school, sits_in=makers.class_group(school, "XI TKR 1"))
    by = admin(school)
    applied(by, decided(by))
    assert class_on(pupil, date(2026, 7, 1)) == there.name
    assert ClassGroup.objects.filter(school_year=2026).count() == 1


def test_single_pupils_go_their_own_way(school: School) -> None:
    group = makers.class_group(school, "XI TKR 1")
    fates = {
        "Tinggal": {"fate": "stay", "to": ""},
        "Lain": {"fate": "up", "to": "XII TKR 2"},
        "Keluar": {"fate": "out", "to": "pindah"},
        "Tunda": {"fate": "wait", "to": ""},
        "Ikut": None,
    }
    pupils = {name: makers.pupil(school, name, sits_in=group) for name in fates}
    by = admin(school)
    choices = {pupils[name].public_id: fate for name, fate in fates.items() if fate}
    plan = actions.decide_pupils(by=by, members=pupils.values(), choices=choices)
    steps = steps_of(by, plan)
    assert {one.name: one.total for one in arrivals(steps)} == {
        "XII TKR 1": 1,
        "XII TKR 2": 1,
        "XI TKR 1": 1,
    }
    assert departures(steps) == [("Pindah sekolah", 1)]
    applied(by, plan)
    july = date(2026, 7, 1)
    assert {name: class_on(pupil, july) for name, pupil in pupils.items()} == {
        "Tinggal": "XI TKR 1",
        "Lain": "XII TKR 2",
        "Keluar": None,
        "Tunda": "XI TKR 1",
        "Ikut": "XII TKR 1",
    }
    assert Enrolment.objects.get(pupil=pupils["Tunda"]).until is None
    assert ClassGroup.objects.get(name="XI TKR 1", school_year=2026).grade == 11


def test_deciding_again_replaces_the_exceptions_of_these_pupils_only(school: School) -> None:
    one = makers.pupil(school, "Satu", sits_in=makers.class_group(school, "XI TKR 1"))
    two = makers.pupil(school, "Dua", sits_in=makers.class_group(school, "XI TKR 2"))
    stay = {"fate": "stay", "to": ""}
    by = admin(school)
    actions.decide_pupils(by=by, members=[one], choices={one.public_id: stay})
    actions.decide_pupils(by=by, members=[two], choices={two.public_id: stay, "lain": stay})
    plan = actions.decide_pupils(by=by, members=[one], choices={})
    assert plan.exceptions == {two.public_id: stay}
    assert MoveUp.objects.count() == 1


def test_stopped_pupils_stay_where_they_are(school: School) -> None:
    group = makers.class_group(school, "XI TKR 1")
    makers.pupil(school, "Ani", sits_in=group)
    stopped = {"processing_stopped_at": makers.NOON, "processing_stopped_by": makers.user()}
    held = makers.pupil(school, "Budi", sits_in=group, **stopped)
    by = admin(school)
    applied(by, decided(by))
    assert class_on(held, date(2026, 7, 1)) == "XI TKR 1"
    assert Enrolment.objects.get(pupil=held).until is None


def test_an_undecided_class_holds_up_all(school: School) -> None:
    makers.pupil(school, sits_in=makers.class_group(school, "Merdeka", grade=11))
    by = admin(school)
    with pytest.raises(ValidationError, match="Merdeka"):
        applied(by, decided(by))
    assert Enrolment.objects.get().until is None
    applied(by, decided(by, Merdeka=("up", "Merdeka B")))
    assert ClassGroup.objects.get(school_year=2026).grade == 12


def test_a_second_click_does_nothing_more(school: School) -> None:
    makers.pupil(school, sits_in=makers.class_group(school, "XI TKR 1"))
    by = admin(school)
    plan = decided(by)
    applied(by, plan)
    applied(by, plan)
    assert Enrolment.objects.count() == 2
    assert ClassGroup.objects.filter(school_year=2027).count() == 0


def test_a_plan_that_somebody_changed_is_not_done_unseen(school: School) -> None:
    makers.pupil(school, sits_in=makers.class_group(school, "XI TKR 1"))
    by = admin(school)
    seen = decided(by)
    decided(admin(school), XI_TKR_1=("out", "lulus"))
    with pytest.raises(StaleRecordError):
        applied(by, seen)
    assert Pupil.objects.get().left_on is None


def test_undoing_puts_everything_back(school: School) -> None:
    makers.class_group(school, "XII TKJ 1", school_year=2026)
    young = makers.pupil(school, "Ani", sits_in=makers.class_group(school, "XI TKR 1"))
    old = makers.pupil(school, "Budi", sits_in=makers.class_group(school, "XII TKR 1"))
    before = list(Enrolment.objects.order_by("pk").values())
    by = admin(school)
    plan = applied(by, decided(by, XI_TKR_1=("up", "XII TKR 9")))
    actions.undo(by=by, move_up=plan)
    actions.undo(by=by, move_up=plan)
    assert list(Enrolment.objects.order_by("pk").values()) == before
    assert not Pupil.objects.filter(left_on__isnull=False).exists()
    assert [one.name for one in ClassGroup.objects.filter(school_year=2026)] == ["XII TKJ 1"]
    # What had been decided is the beginning of the next plan.
    again = planned(by, school)
    assert again is not None
    assert {step.pupil.pk: step.name for step in steps_of(by, again)} == {
        young.pk: "XII TKR 9",
        old.pk: "",
    }


def moved_elsewhere(by: Actor, pupil: Pupil) -> None:
    other = makers.class_group(pupil.school, "XII TKR 2", school_year=2026)
    change_class(by=by, pupil=pupil, group=other, on=date(2026, 8, 1))


def left_since(by: Actor, pupil: Pupil) -> None:
    record_leaving(by=by, pupils=[pupil], left_on=date(2026, 8, 1), reason="keluar")


@pytest.mark.parametrize("built", [moved_elsewhere, left_since])
def test_undoing_is_refused_once_something_was_built_on_it(school: School, built: Any) -> None:
    young = makers.pupil(school, "Ani", sits_in=makers.class_group(school, "XI TKR 1"))
    makers.pupil(school, "Budi", sits_in=makers.class_group(school, "XII TKR 1"))
    by = admin(school)
    plan = applied(by, decided(by))
    built(by, young)
    before = list(Enrolment.objects.order_by("pk").values())
    with pytest.raises(ValidationError, match="diurungkan lagi"):
        actions.undo(by=by, move_up=plan)
    assert list(Enrolment.objects.order_by("pk").values()) == before
    plan.refresh_from_db()
    assert plan.undone_at is None


def test_undoing_is_refused_when_who_graduated_is_recorded_anew(school: School) -> None:
    group = makers.class_group(school, "XII TKR 1")
    makers.pupil(school, "Budi", nisn="0081234567", sits_in=group)
    by = admin(school)
    plan = applied(by, decided(by))
    makers.pupil(school, "Budi", nisn="0081234567")
    with pytest.raises(ValidationError, match="diurungkan lagi"):
        actions.undo(by=by, move_up=plan)


def test_another_school_is_left_alone(school: School) -> None:
    other = makers.school("SMKN 2 LEBAK")
    theirs = makers.pupil(other, "Jauh", sits_in=makers.class_group(other, "XI TKR 1"))
    makers.pupil(school, "Ani", sits_in=makers.class_group(school, "XI TKR 1"))
    by, stranger = admin(school), admin(other)
    plan = actions.decide_pupils(
        by=by, members=[theirs], choices={theirs.public_id: {"fate": "out", "to": "keluar"}}
    )
    with pytest.raises(MoveUp.DoesNotExist):
        applied(stranger, plan)
    applied(by, plan)
    assert class_on(theirs, date(2026, 7, 1)) == "XI TKR 1"
    with pytest.raises(MoveUp.DoesNotExist):
        actions.undo(by=stranger, move_up=plan)


@pytest.mark.parametrize("role", [Role.KAPROG, Role.SUPERVISOR, Role.SCHOOL_READER])
def test_only_who_keeps_the_pupils_plans(school: School, role: Role) -> None:
    makers.pupil(school, sits_in=makers.class_group(school, "XI TKR 1"))
    by = Actor.member(makers.membership(role, school), on=JUNE)
    with pytest.raises(PermissionDenied):
        decided(by)
    assert not MoveUp.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_who_apply_at_once_move_everybody_once() -> None:
    school = makers.school()
    for number in range(5):
        makers.pupil(school, f"Siswa {number}", sits_in=None)
    group = makers.class_group(school, "XI TKR 1")
    for pupil in Pupil.objects.all():
        makers.enrolment(pupil, group)
    by = admin(school)
    plan = decided(by)
    outcomes = at_once(lambda: applied(by, plan), lambda: applied(by, plan))
    assert not [one for one in outcomes if isinstance(one, Exception)]
    assert Enrolment.objects.filter(class_group__school_year=2026).count() == 5
    assert ClassGroup.objects.filter(school_year=2026).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_begin_at_once_have_one_plan() -> None:
    school = makers.school()
    makers.pupil(school, sits_in=makers.class_group(school, "XI TKR 1"))
    one, two = admin(school), admin(school)
    at_once(lambda: decided(one), lambda: decided(two))
    assert MoveUp.objects.get().revision == 2
