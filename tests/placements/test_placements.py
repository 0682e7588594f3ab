"""Planning placements and their steps: who may, what follows from what, and what is refused."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from accounts.revisions import StaleRecordError
from accounts.roles import Role
from partnerships.placements.actions import placements as actions
from partnerships.placements.actions.seats import release
from partnerships.placements.lifecycle import PlacementState
from partnerships.placements.models import PeriodSupervisor, Placement, PlacementPeriod
from partnerships.placements.models.placements import PlacementStep
from schools.actors import Actor
from schools.models.pupils import Pupil
from tests import makers
from tests.at_once import at_once
from tests.placements import scenes

S = PlacementState
BEFORE, DURING, AFTER = date(2025, 12, 1), date(2026, 3, 2), date(2026, 6, 26)


class Scene:
    """A period with one place of `seats` seats, its school's admin, and pupils for it."""

    def __init__(self, seats: int = 1, pupils: int = 1) -> None:
        self.period: PlacementPeriod = scenes.period()
        self.opening = scenes.opening(seats=9)
        self.booking = scenes.booking(self.opening, self.period, seats=seats)
        self.pupils: list[Pupil] = [
            scenes.chooser(self.period, f"Siswa {number}", born_on=date(2008, 6, 1))
            for number in range(pupils)
        ]

    def admin(self, on: date = BEFORE) -> Actor:
        return replace(scenes.admin(self.period.school), on=on)

    def plan(self, *pupils: Pupil, by: Actor | None = None) -> list[Placement]:
        places = {pupil.pk: self.opening.pk for pupil in pupils or self.pupils}
        return actions.plan_placements(period=self.period, places=places, by=by or self.admin())

    def placed(self, *steps: str) -> Placement:
        placement = self.plan(self.pupils[0])[0]
        for step in steps:
            on = AFTER if step == "complete" else DURING if step == "start" else BEFORE
            placement = actions.take(step, placement, by=self.admin(on))
        return placement


@pytest.fixture
def scene(db: None) -> Scene:
    return Scene()


def test_planned_is_who_goes_where_with_class_and_days_of_the_start(scene: Scene) -> None:
    placement = scene.plan()[0]
    assert (placement.state, placement.days) == (S.PLANNED, scene.period.days)
    assert (placement.grade, placement.class_name[:7]) == (12, "XII TKR")
    assert (placement.first_day, placement.last_day) == (scenes.FIRST, scenes.LAST)


def test_second_click_plans_nothing_twice(scene: Scene) -> None:
    scene.plan()
    assert scene.plan() == []
    assert Placement.objects.count() == 1


def test_a_seat_more_than_booked_is_refused(db: None) -> None:
    scene = Scene(seats=1, pupils=2)
    with pytest.raises(IntegrityError, match="more pupils than seats"), transaction.atomic():
        scene.plan()
    assert not Placement.objects.exists()


def test_a_place_that_is_not_booked_is_refused(scene: Scene) -> None:
    other = scenes.opening()
    with pytest.raises(ValidationError, match="tidak lagi dipesan"):
        actions.plan_placements(
            period=scene.period, places={scene.pupils[0].pk: other.pk}, by=scene.admin()
        )


def test_two_halves_of_a_period_share_one_seat(db: None) -> None:
    scene = Scene(seats=1, pupils=2)
    first, second = scene.pupils
    one = scene.plan(first)[0]
    middle = date(2026, 3, 31)
    one.days = [(scenes.FIRST, middle)]
    one.save()
    with pytest.raises(IntegrityError, match="more pupils than seats"), transaction.atomic():
        scene.plan(second)
    Placement.objects.create(
        period=scene.period,
        pupil=second,
        opening=scene.opening,
        grade=12,
        days=[(middle + timedelta(days=1), scenes.LAST)],
    )
    assert Placement.objects.count() == 2


def test_nobody_is_at_two_hosts_on_one_day(scene: Scene) -> None:
    scene.plan()
    other = scenes.period(scene.period.school, since=date(2026, 6, 26), until=date(2026, 8, 1))
    place = scenes.opening(until=date(2026, 8, 1))
    scenes.booking(place, other)
    with pytest.raises(IntegrityError, match="never_two_at_once"), transaction.atomic():
        Placement.objects.create(
            period=other, pupil=scene.pupils[0], opening=place, grade=12, days=other.days
        )


def test_the_pupil_of_another_school_is_not_placed(scene: Scene) -> None:
    stranger = scenes.chooser(scenes.period(makers.school("SMKN 9 SERANG")))
    with pytest.raises(ValidationError, match="1 siswa bukan"):
        scene.plan(stranger)
    with pytest.raises(IntegrityError, match="of another school"), transaction.atomic():
        Placement.objects.create(
            period=scene.period,
            pupil=stranger,
            opening=scene.opening,
            grade=12,
            days=scene.period.days,
        )


def test_the_admin_of_another_school_plans_nothing_here(scene: Scene) -> None:
    far = makers.actor(Role.SCHOOL_ADMIN, makers.school("SMKN 9 SERANG"))
    with pytest.raises(PlacementPeriod.DoesNotExist):
        scene.plan(by=far)
    with pytest.raises(Placement.DoesNotExist):
        actions.take("request", scene.plan()[0], by=far)


def test_days_outside_the_booked_ones_are_refused(scene: Scene) -> None:
    placement = scene.plan()[0]
    placement.days = [(scenes.FIRST, scenes.LAST + timedelta(days=1))]
    with pytest.raises(IntegrityError, match="days outside"), transaction.atomic():
        placement.save()


def test_a_plan_is_withdrawn_until_the_first_goes_further(db: None) -> None:
    scene = Scene(seats=2, pupils=2)
    one, two = scene.plan()
    actions.take("request", one, by=scene.admin())
    with pytest.raises(ValidationError, match="1 penempatan sudah"):
        actions.withdraw_plan(placements=[one, two], by=scene.admin())
    assert Placement.objects.count() == 2
    assert actions.withdraw_plan(placements=[two], by=scene.admin()) == 1
    assert list(Placement.objects.all()) == [one]


def test_the_whole_life_of_a_placement(scene: Scene) -> None:
    placement = scene.placed("request", "select", "accept", "declare_ready", "start", "complete")
    assert placement.state == S.COMPLETED
    told = [step.target for step in placement.steps.order_by("pk")]
    assert told == [S.REQUESTED, S.SELECTION, S.ACCEPTED, S.READY, S.RUNNING, S.COMPLETED]
    assert all(step.by_id and step.role for step in placement.steps.all())


@pytest.mark.parametrize(
    ("steps", "step", "message"),
    [
        ((), "start", "Direncanakan"),
        ((), "complete", "Direncanakan"),
        (("request",), "refuse", "alasannya"),
        (("accept",), "accept", "Diterima"),
        (("accept", "declare_ready"), "start", "Hari pertamanya baru"),
        (("accept", "declare_ready", "start"), "complete", "Hari terakhirnya"),
        (("accept", "declare_ready", "start"), "end_early", "Tuliskan alasannya"),
    ],
)
def test_a_step_that_does_not_follow_is_refused(
    scene: Scene, steps: tuple[str, ...], step: str, message: str
) -> None:
    placement = scene.placed(*steps)
    with pytest.raises(ValidationError, match=message):
        actions.take(step, placement, by=scene.admin())
    assert placement.steps.count() == len(steps)


def test_the_database_refuses_a_leap_too(scene: Scene) -> None:
    placement = scene.plan()[0]
    with pytest.raises(IntegrityError, match="no such step"), transaction.atomic():
        Placement.objects.filter(pk=placement.pk).update(state=S.RUNNING)
    with pytest.raises(IntegrityError, match="begins as planned"), transaction.atomic():
        Placement.objects.create(
            period=scene.period,
            pupil=scene.pupils[0],
            own_unit="TEFA",
            grade=12,
            days=scene.period.days,
            state=S.RUNNING,
        )


def test_refused_gives_seat_and_pupil_free(db: None) -> None:
    scene = Scene(seats=1, pupils=2)
    placement = scene.placed("request")
    actions.take("refuse", placement, by=scene.admin(), reason="Kuota habis")
    assert scene.plan(scene.pupils[1])[0].state == S.PLANNED
    again = scene.admin()
    with pytest.raises(IntegrityError, match="more pupils than seats"), transaction.atomic():
        actions.undo(placement=placement, by=again)
    placement.refresh_from_db()
    assert placement.state == S.REFUSED


def test_ended_early_the_days_after_are_free(scene: Scene) -> None:
    placement = scene.placed("accept", "declare_ready", "start")
    ended = actions.take(
        "end_early", placement, by=scene.admin(DURING), reason="Pindah rumah", last_day=DURING
    )
    assert (ended.state, ended.last_day) == (S.ENDED_EARLY, DURING)
    back = actions.undo(placement=ended, by=scene.admin(DURING))
    assert (back.state, back.last_day) == (S.RUNNING, scenes.LAST)


@pytest.mark.parametrize("day", [None, date(2026, 1, 4), date(2026, 6, 27)])
def test_the_last_day_lies_within_the_placement(scene: Scene, day: date | None) -> None:
    placement = scene.placed("accept", "declare_ready", "start")
    with pytest.raises(ValidationError) as refused:
        actions.take("end_early", placement, by=scene.admin(DURING), reason="Sakit", last_day=day)
    assert set(refused.value.message_dict) == {"last_day"}


def test_a_stale_page_decides_nothing(scene: Scene) -> None:
    placement = scene.plan()[0]
    actions.take("request", placement, by=scene.admin(), revision=0)
    with pytest.raises(StaleRecordError):
        actions.take("accept", placement, by=scene.admin(), revision=0)


def test_undo_is_for_a_week(scene: Scene) -> None:
    placement = scene.placed("request")
    step = PlacementStep.objects.get()
    PlacementStep.objects.update(at=step.at - timedelta(days=8))
    with pytest.raises(ValidationError, match="tujuh hari"):
        actions.undo(placement=placement, by=scene.admin())


def test_the_host_answers_by_its_link_and_keeps_its_word(scene: Scene) -> None:
    placement = scene.placed("request")
    guest = scenes.guest(scene.opening.hosting.partner, school=scene.period.school)
    accepted = actions.take("accept", placement, by=guest)
    assert (accepted.state, accepted.steps.first().through) == (S.ACCEPTED, guest.link)
    with pytest.raises(ValidationError, match="jawaban mitra"):
        actions.undo(placement=accepted, by=scene.admin())
    with pytest.raises(PermissionDenied):
        actions.take("declare_ready", accepted, by=guest)


def test_another_host_answers_nothing(scene: Scene) -> None:
    placement = scene.placed("request")
    stranger = scenes.guest(scenes.hosting().partner)
    with pytest.raises(Placement.DoesNotExist):
        actions.take("accept", placement, by=stranger)


def test_a_host_does_not_see_what_is_only_planned(scene: Scene) -> None:
    scene.plan()
    guest = scenes.guest(scene.opening.hosting.partner, school=scene.period.school)
    assert not Placement.objects.visible_to(guest).exists()


def test_the_age_of_a_child_keeps_from_being_ready(db: None) -> None:
    scene = Scene()
    pupil = scene.pupils[0]
    pupil.born_on = date(2012, 1, 6)
    pupil.save()
    placement = scene.placed("accept")
    with pytest.raises(ValidationError, match="13 tahun"):
        actions.take("declare_ready", placement, by=scene.admin())
    pupil.born_on = date(2012, 1, 5)
    pupil.save()
    assert actions.take("declare_ready", placement, by=scene.admin()).state == S.READY


def test_a_step_for_many_leaves_out_who_cannot(db: None) -> None:
    scene = Scene(seats=3, pupils=3)
    placements = scene.plan()
    actions.take("cancel", placements[0], by=scene.admin(), reason="Sakit lama")
    taken = actions.take_many("request", placements, by=scene.admin())
    assert [row.pk for row in taken.done] == [row.pk for row in placements[1:]]
    assert [(reason[:20], count) for reason, count in taken.reasons] == [
        ("Langkah ini tidak da", 1)
    ]


def test_moving_ends_the_first_and_plans_the_rest_elsewhere(scene: Scene) -> None:
    placement = scene.placed("accept", "declare_ready", "start")
    other = scenes.opening()
    scenes.booking(other, scene.period)
    moved = actions.change_place(
        placement=placement,
        opening=other,
        first_day=DURING,
        reason="Bengkel tutup",
        by=scene.admin(DURING),
    )
    placement.refresh_from_db()
    assert (placement.state, placement.last_day) == (S.ENDED_EARLY, DURING - timedelta(days=1))
    assert (moved.state, moved.first_day, moved.last_day) == (S.PLANNED, DURING, scenes.LAST)
    assert moved.opening == other


def test_what_is_the_pupils_goes_along_and_what_is_the_hosts_stays(scene: Scene) -> None:
    placement = scene.placed("request")
    own = {"insurance_number": "A-1", "insured_since": scenes.FIRST, "insured_until": scenes.LAST}
    actions.change_terms(
        placement=placement,
        values=own | {"work": "Bubut", "hazard": "Mesin bubut", "hours_per_day": 7},
        by=scene.admin(),
        revision=None,
    )
    other = scenes.opening()
    scenes.booking(other, scene.period)
    moved = actions.change_place(
        placement=placement, opening=other, first_day=DURING, reason="Tutup", by=scene.admin()
    )
    assert {name: getattr(moved, name) for name in own} == own
    assert (moved.work, moved.hazard, moved.hours_per_day) == ("", "", None)


def test_every_field_goes_along_or_is_said_to_stay() -> None:
    """A field that is new is named here, or among those that stay with host or row."""
    assert set(actions.CARRIED) == {
        "period",
        "pupil",
        "class_name",
        "grade",
        "concentration",
        "supervisor",
        "insurance_number",
        "insured_since",
        "insured_until",
    }
    known = {field.name for field in Placement._meta.concrete_fields}
    assert known >= actions.OF_HOST | actions.OF_ROW
    assert not actions.OF_HOST & actions.OF_ROW


def test_moving_before_the_start_cancels_and_keeps_all_days(scene: Scene) -> None:
    placement = scene.placed("request")
    other = scenes.opening()
    scenes.booking(other, scene.period)
    moved = actions.change_place(
        placement=placement, opening=other, first_day=DURING, reason="Ditolak", by=scene.admin()
    )
    placement.refresh_from_db()
    assert placement.state == S.CANCELLED
    assert moved.days == scene.period.days


def test_a_seat_on_which_somebody_sits_is_not_given_back(scene: Scene) -> None:
    placement = scene.plan()[0]
    with pytest.raises(IntegrityError, match="pupils sit there"), transaction.atomic():
        release(booking=scene.booking, by=scene.admin())
    actions.take("cancel", placement, by=scene.admin(), reason="Batal")
    release(booking=scene.booking, by=scene.admin())
    scene.booking.refresh_from_db()
    assert scene.booking.released_at


def test_supervisors_are_shared_out_by_host_and_room(db: None) -> None:
    scene = Scene(seats=3, pupils=3)
    other = scenes.opening()
    scenes.booking(other, scene.period, seats=2)
    late = [scenes.chooser(scene.period, f"Murid {number}") for number in range(2)]
    scene.plan()
    places = {pupil.pk: other.pk for pupil in late}
    actions.plan_placements(period=scene.period, places=places, by=scene.admin())
    people = [
        PeriodSupervisor.objects.create(
            period=scene.period,
            membership=makers.actor(Role.SUPERVISOR, scene.period.school).membership,
            most_pupils=most,
        )
        for most in (3, 1)
    ]
    given = actions.share_out(period=scene.period, by=scene.admin())
    assert given == {people[0]: 3, people[1]: 1}
    rows = Placement.objects.order_by("pk")
    given = [row.supervisor for row in rows]
    assert given[:3] == [people[0]] * 3
    assert given[3:].count(people[1]) == 1
    assert given[3:].count(None) == 1


def test_who_reads_placements(scene: Scene) -> None:
    placement = scene.plan()[0]
    school = scene.period.school
    teacher = makers.actor(Role.SUPERVISOR, school)
    other_teacher = makers.actor(Role.SUPERVISOR, school)
    placement.supervisor = PeriodSupervisor.objects.create(
        period=scene.period, membership=teacher.membership
    )
    placement.save()

    def read(actor: Any) -> bool:
        return Placement.objects.visible_to(actor).exists()

    assert read(scene.admin())
    assert read(makers.actor(Role.HEAD, school))
    assert read(teacher)
    assert not read(other_teacher)
    assert not read(makers.actor(Role.SCHOOL_READER, school))
    assert not read(makers.actor(Role.SCHOOL_ADMIN, makers.school("SMKN 9 SERANG")))
    assert not read(makers.actor(Role.REVIEWER, makers.office("36")))
    assert not read(Actor.visitor(on=BEFORE))
    assert not Placement.objects.editable_by(teacher).exists()


@pytest.mark.django_db(transaction=True)
def test_two_admins_take_the_last_seat_at_the_same_time() -> None:
    scene = Scene(seats=1, pupils=2)
    one, two = scene.admin(), scene.admin()

    def plan(pupil: Pupil, by: Actor) -> object:
        try:
            return scene.plan(pupil, by=by)
        except IntegrityError as refusal:
            return refusal

    answers = at_once(
        *[
            lambda a=pupil, b=by: plan(a, b)
            for pupil, by in zip(scene.pupils, (one, two), strict=True)
        ]
    )
    assert Placement.objects.count() == 1
    assert sum(isinstance(answer, IntegrityError) for answer in answers) == 1
