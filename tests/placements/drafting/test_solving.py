"""A period's pupils, seats and wishes as a problem, solved and written down."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from partnerships.placements.actions import assignments as actions
from partnerships.placements.actions import seats as seat_actions
from partnerships.placements.actions.assignment_work import work
from partnerships.placements.drafting.outlook import outlook_of
from partnerships.placements.drafting.posing import Posed, age_on
from partnerships.placements.drafting.ruling import Ruling, ruling_of
from partnerships.placements.models import (
    AssignedPlace,
    AssignmentRun,
    PlaceRule,
    PupilPair,
)
from partnerships.placements.pupils import pupils_of
from schools.models import Region, School
from tests import makers
from tests.agreements import scenes as agreements
from tests.partners.making import partner, site
from tests.placements.drafting.scenes import Class, given, made, place, wish
from tests.placements.scenes import FIRST, admin, booking, chooser, hosting, opening

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> School:
    return makers.school()


def solved(scene: Class, **rules: Any) -> dict[str, str | None]:
    """Who is given what under rules that differ from the defaults."""
    current = ruling_of(scene.period)
    values = {"fits_concentration": current.fits_concentration, **rules}
    actions.set_rules(period=scene.period, values=values, by=scene.by, revision=None)
    return given(scene.solved())


def test_everybody_gets_the_best_there_is(school: School) -> None:
    scene = made(school)
    run = scene.solved()
    assert run.state == "done"
    assert sorted(filter(None, given(run).values())) == ["Bengkel 1", "Bengkel 2", "Bengkel 2"]
    assert run.result["objective"]["sum_rank"] == 5
    assert run.result["proven"] is True
    second = AssignedPlace.objects.filter(run=run, rank=2).first()
    assert second.better[0]["why"] == "full"
    assert second.better[0]["site"] == scene.places[0].public_id


def test_a_run_names_nobody(school: School) -> None:
    scene = made(school, pupils=4, seats=(1, 1))
    run = scene.solved()
    kept = f"{run.rules} {run.kept} {run.result} {list(run.places.values_list('better'))}"
    assert "Siswa" not in kept
    assert "Bengkel" not in kept


def test_a_konsentrasi_goes_where_it_fits_or_where_all_are_welcome(school: School) -> None:
    tkr, tsm = makers.concentration(), makers.concentration("2.2.2", "TSM")
    scene = made(school, pupils=0, seats=())
    for name, studies in (("Tkr Satu", tkr), ("Tkr Dua", tkr), ("Tsm", tsm), ("Belum", None)):
        chooser(scene.period, name, studies=studies)
    place(scene.period, 1, name="Bengkel TKR", concentration=tkr)
    place(scene.period, 5, name="Bengkel TSM", concentration=tsm)
    place(scene.period, 1, name="Bengkel Semua")
    told = solved(scene)
    assert told["Tsm"] == "Bengkel TSM"
    tkr_places = {told["Tkr Satu"], told["Tkr Dua"], told["Belum"]}
    assert tkr_places == {"Bengkel TKR", "Bengkel Semua", None}
    assert None not in solved(scene, fits_concentration=False).values()


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2008, 1, 5), date(2026, 1, 5), 18),
        (date(2008, 1, 6), date(2026, 1, 5), 17),
    ],
)
def test_age_is_counted_in_whole_years(born: date, on: date, years: int) -> None:
    assert age_on(born, on) == years


def test_conditions_of_the_host_bar_whoever_does_not_meet_them(school: School) -> None:
    scene = made(school, pupils=0, seats=())
    grown = date(FIRST.year - 18, FIRST.month, FIRST.day)
    young = date(FIRST.year - 18, FIRST.month, FIRST.day + 1)
    chooser(scene.period, "Cukup Umur", born_on=grown, sex="L")
    chooser(scene.period, "Belum Cukup", born_on=young, sex="L")
    chooser(scene.period, "Tidak Diketahui", sex="L")
    adults = place(scene.period, 5, name="Pabrik", least_age=18)
    told = solved(scene)
    assert told == {"Cukup Umur": "Pabrik", "Belum Cukup": None, "Tidak Diketahui": "Pabrik"}
    assert solved(scene, keeps_conditions=False)["Belum Cukup"] == "Pabrik"
    chooser(scene.period, "Putri", born_on=grown, sex="P")
    adults.sex, adults.sex_because = "L", "Aturan contoh"
    adults.save()
    assert solved(scene, keeps_conditions=True)["Putri"] is None


def test_an_agreement_that_covers_all_days_may_be_demanded(school: School) -> None:
    where = agreements.Place(school, admin(school), makers.actor("head", school))
    scene = made(school, pupils=1, seats=(1,))
    wanted, covered = scene.places[0], place(scene.period, 1, name="Mitra PKS")
    agreements.recorded(where, with_partner=covered.hosting.partner)
    short = place(scene.period, 1, name="Mitra Pendek")
    agreements.recorded(where, with_partner=short.hosting.partner, ends_on=date(2026, 6, 25))
    posed = Posed(scene.period, Ruling())
    assert {one.opening for one in outlook_of(posed).unagreed} == {wanted, short}
    assert solved(scene, agreement="warn")["Siswa 1"] == "Bengkel 1"
    assert solved(scene, agreement="must")["Siswa 1"] == "Mitra PKS"
    row = AssignedPlace.objects.get(run__number=2)
    assert row.better[0]["bar"] == "agreement"


def at(code: str, latitude: float) -> Region:
    region = makers.region(code)
    Region.objects.filter(pk=region.pk).update(latitude=latitude, longitude=106)
    return region


def test_the_way_counts_last_from_home_or_from_school(school: School) -> None:
    """The home is in Lebak, the school in Serang, by their kabupaten."""
    at("36.02", -6.5)
    at("36.73", -6.1)
    School.objects.filter(pk=school.pk).update(regency=makers.region("36.73"))
    scene = made(school, pupils=0, seats=())
    pupil = chooser(scene.period, "Siswa", district=makers.region("36.02.14"))
    near = opening(hosting(partner("Dekat Rumah", at="36.02")))
    point = site(partner("Dekat Sekolah"), regency=makers.region("36.73"))
    far = opening(hosting(point.partner), site=point)
    for one in (near, far):
        booking(one, scene.period)
    assert solved(scene, distance="home") == {pupil.name: "Dekat Rumah"}
    assert AssignedPlace.objects.get(run__number=1).kilometres == 0
    assert solved(scene, distance="school") == {pupil.name: "Dekat Sekolah"}
    wish(scene.period, pupil, far)
    assert solved(scene, distance="home") == {pupil.name: "Dekat Sekolah"}
    assert AssignedPlace.objects.get(run__number=3).kilometres == pytest.approx(44.5, abs=0.1)
    solved(scene, distance="off")
    assert AssignedPlace.objects.get(run__number=4).kilometres is None


def test_places_hold_at_least_so_many_or_nobody(school: School) -> None:
    scene = made(school, pupils=3, seats=(1, 3))
    told = solved(scene, least_together=2)
    assert set(told.values()) == {"Bengkel 2"}
    assert len(outlook_of(Posed(scene.period, ruling_of(scene.period))).too_small) == 1


def test_pairs_stay_together_or_apart(school: School) -> None:
    scene = made(school, pupils=2, seats=(1, 2))
    one, other = scene.pupils
    pair = {"period": scene.period, "one": other, "other": one, "by": scene.by}
    assert len(set(solved(scene).values())) == 2
    actions.pair_pupils(**pair, kind="together")
    assert set(solved(scene).values()) == {"Bengkel 2"}
    actions.pair_pupils(**pair, kind="apart")
    assert len(set(solved(scene).values())) == 2
    assert PupilPair.objects.count() == 1


def test_what_is_fixed_by_hand_goes_before_the_rules(school: School) -> None:
    tkr, tsm = makers.concentration(), makers.concentration("2.2.2", "TSM")
    scene = made(school, pupils=0, seats=())
    pupil = chooser(scene.period, "Siswa", studies=tkr)
    foreign = place(scene.period, 1, name="Bengkel TSM", concentration=tsm)
    settled = {"period": scene.period, "pupil": pupil, "opening": foreign, "by": scene.by}
    assert solved(scene) == {"Siswa": None}
    actions.settle(**settled, kind="fixed")
    assert solved(scene) == {"Siswa": "Bengkel TSM"}
    actions.settle(**settled, kind="forbidden")
    assert solved(scene) == {"Siswa": None}
    assert PlaceRule.objects.count() == 1
    held = scene.period.bookings.get()
    seat_actions.release(booking=held, by=scene.by)
    assert not PlaceRule.objects.exists()


def test_seats_are_those_of_the_period_not_of_the_offer(school: School) -> None:
    scene = made(school, pupils=2, seats=())
    booking(opening(hosting(partner("Luas")), seats=9), scene.period, seats=1)
    assert sorted(map(str, solved(scene).values())) == ["Luas", "None"]


def test_work_done_twice_is_done_once(school: School) -> None:
    scene = made(school)
    run = scene.solved()
    before = list(AssignedPlace.objects.values_list("pk", "opening"))
    work(run.pk)
    assert list(AssignedPlace.objects.values_list("pk", "opening")) == before


def test_a_job_that_died_on_the_way_begins_again(school: School) -> None:
    scene = made(school)
    run = actions.start(period=scene.period, by=scene.by)
    AssignmentRun.objects.update(state="solving", begun_at=makers.NOON)
    work(run.pk)
    run.refresh_from_db()
    assert run.state == "done"


def test_the_database_holds_whose_and_where(school: School) -> None:
    scene = made(school)
    run = scene.solved()
    stranger = makers.pupil(makers.school("SMKN 2 LEBAK"))
    unbooked = opening()
    wrong = [
        lambda: AssignedPlace.objects.create(run=run, pupil=stranger),
        lambda: AssignedPlace.objects.filter(run=run).update(opening=unbooked),
        lambda: PlaceRule.objects.create(
            period=scene.period, pupil=scene.pupils[0], opening=unbooked, kind="fixed"
        ),
        lambda: PlaceRule.objects.create(
            period=scene.period, pupil=stranger, opening=scene.places[0], kind="fixed"
        ),
        lambda: PupilPair.objects.create(
            period=scene.period, one=scene.pupils[0], other=stranger, kind="apart"
        ),
        lambda: AssignedPlace.objects.create(run=run, pupil=scene.pupils[0]),
        lambda: AssignmentRun.objects.update(state="waiting"),
        lambda: AssignmentRun.objects.update(failure="Gagal"),
    ]
    for write in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            write()


def test_a_pupil_of_another_class_cannot_be_named(school: School) -> None:
    scene = made(school)
    outsider = makers.pupil(school, "Kelas Lain")
    with pytest.raises(outsider.DoesNotExist):
        actions.settle(
            period=scene.period,
            pupil=outsider,
            opening=scene.places[0],
            kind="fixed",
            by=scene.by,
        )
    assert outsider not in pupils_of(scene.period)


@pytest.mark.parametrize("pupils", [1, 4])
def test_posing_asks_as_often_for_many_pupils(
    school: School, pupils: int, django_assert_num_queries: Callable[[int], Any]
) -> None:
    scene = made(school, pupils=pupils, seats=(1, 2))
    with django_assert_num_queries(9):
        problem = Posed(scene.period, ruling_of(scene.period)).problem
    assert len(problem.pupils) == pupils
