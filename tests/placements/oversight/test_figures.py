"""PKL in numbers: every pupil once, columns and rows that add up, for whom they are meant."""

import csv
import re
from datetime import date
from io import StringIO
from typing import Any
from urllib.parse import parse_qs, urlencode

import pytest
from django.urls import reverse

from accounts.models import Reading
from accounts.roles import Role
from partnerships.placements.actions import placements as placing
from partnerships.placements.actions.readiness import override
from partnerships.placements.models import Placement, PlacementPeriod
from partnerships.placements.oversight.figure_lists import concentration_rows, in_order, school_rows
from partnerships.placements.oversight.figures import Figures, tally
from partnerships.placements.oversight.stages import IN_ORDER, Stage
from schools.actors import Actor
from schools.models import Enrolment, Pupil, School
from tests import makers
from tests.agreements.shelves import concentration
from tests.placements import scenes
from tests.placements.test_placement_pages import body, signed_in
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]
PAGE, FILE = reverse("placements:figures"), reverse("placements:figures_file")
S = Stage


class Scene:
    """Two schools of Banten: at the first four pupils of one konsentrasi at three hosts."""

    def __init__(self) -> None:
        self.office = makers.office("36")
        self.first = makers.school(npsn="20607803")
        self.second = makers.school("SMKN 4 SERANG", at="36.73")
        self.studies = concentration()
        self.admin: Actor = scenes.admin(self.first)
        self.period = scenes.period(self.first)
        self.pupils = [
            scenes.chooser(
                self.period,
                f"Siswa {name}",
                studies=self.studies,
                born_on=date(2008, 1, 5),
            )
            for name in "ABCD"
        ]
        makers.pupil(
            self.second, "Siswa Lain", sits_in=makers.class_group(self.second, "XII TKJ 1")
        )
        self.rows: list[Placement] = []

    def reviewer(self) -> Actor:
        return makers.actor(Role.REVIEWER, self.office)

    def placed(self, *pupils: Pupil) -> list[Placement]:
        place = scenes.opening(seats=9)
        scenes.booking(place, self.period, seats=len(pupils))
        return placing.plan_placements(
            period=self.period, places={pupil.pk: place.pk for pupil in pupils}, by=self.admin
        )

    def counted(self, *schools: School, **given: Any) -> Figures:
        rows = School.objects.filter(pk__in=[one.pk for one in schools or [self.first]])
        facts = {"year": scenes.YEAR, "grades": [12], "on": makers.TODAY}
        return tally(rows, **facts | given).total


@pytest.fixture
def scene() -> Scene:
    return Scene()


def led_to(row: Placement, *steps: str) -> None:
    for step in steps:
        row.refresh_from_db()
        placing.take(step, row, by=scenes.admin(row.period.school), reason="Sebab lama")


def stages(figures: Figures) -> dict[Stage, int]:
    return {stage: count for stage, count in figures.stages.items() if count}


def test_every_pupil_is_counted_once_at_the_furthest_step(scene: Scene) -> None:
    one, other = scene.placed(*scene.pupils[:2])
    Placement.objects.filter(pk=one.pk).update(state="requested")
    led_to(other, "cancel")
    assert stages(scene.counted()) == {S.PLANNED: 1, S.WITHOUT: 3}
    assert scene.counted().pupils == 4


def test_what_is_refused_leaves_the_pupil_without_a_place(scene: Scene) -> None:
    (row,) = scene.placed(scene.pupils[0])
    led_to(row, "request", "refuse")
    assert stages(scene.counted()) == {S.WITHOUT: 4}


def test_ready_and_running_are_stages_of_their_own(scene: Scene) -> None:
    one, other = scene.placed(*scene.pupils[:2])
    for row in (one, other):
        led_to(row, "accept", "declare_ready")
    Placement.objects.filter(pk=other.pk).update(state="running")
    figures = scene.counted()
    assert stages(figures) == {S.READY: 1, S.RUNNING: 1, S.WITHOUT: 2}
    assert (figures.placed, figures.percent) == (2, 50)


def test_all_columns_but_overrides_and_partners_add_up_to_the_pupils(scene: Scene) -> None:
    scene.placed(*scene.pupils[:3])
    figures = scene.counted(scene.first, scene.second)
    assert sum(count for _stage, count in figures.counted) == figures.pupils == 5
    assert {stage for stage, _count in figures.counted} == set(Stage) == set(IN_ORDER)


def test_rows_add_up_and_a_partner_of_two_rows_is_one_in_their_sum(scene: Scene) -> None:
    place = scenes.opening(seats=9)
    scenes.booking(place, scene.period, seats=2)
    other = scenes.chooser(scene.period, "Siswa Lain", studies=concentration("8.3.3", "Akuntansi"))
    pupils = [scene.pupils[0], other]
    placing.plan_placements(
        period=scene.period, places={pupil.pk: place.pk for pupil in pupils}, by=scene.admin
    )
    found = tally(School.objects.all(), year=scenes.YEAR, grades=[12], on=makers.TODAY)
    for rows in (school_rows(found), concentration_rows(found)):
        assert sum(row.figures.pupils for row in rows) == found.total.pupils == 6
    hosts = [row.figures.partners for row in concentration_rows(found)]
    assert sorted(hosts) == [0, 1, 1]
    assert found.total.partners == 1


def test_a_pupil_whose_konsentrasi_nobody_told_stands_in_a_row_of_its_own(scene: Scene) -> None:
    found = tally(School.objects.all(), year=scenes.YEAR, grades=[12], on=makers.TODAY)
    assert [row.name for row in concentration_rows(found)][-1] == "Belum diketahui"


def test_overrides_in_force_are_counted_with_their_pupils(scene: Scene) -> None:
    one, other = scene.placed(*scene.pupils[:2])
    for row in (one, other):
        override(placement=row, rule="hours", reason="Sudah dibahas bersama", by=scene.admin)
    assert scene.counted().overrides == 2
    other.overrides.update(withdrawn_at=makers.NOON, withdrawn_by=makers.user())
    assert scene.counted().overrides == 1


@pytest.mark.parametrize(
    ("given", "count"),
    [
        ({"left_on": date(2025, 11, 20), "leaving_reason": "pindah"}, 3),
        ({"left_on": date(2025, 11, 20), "leaving_reason": "lulus"}, 4),
        ({"left_on": makers.TODAY, "leaving_reason": "pindah"}, 4),
        ({"processing_stopped_at": makers.NOON}, 3),
    ],
)
def test_who_left_or_was_stopped_is_not_counted_who_graduated_is(
    scene: Scene, given: dict[str, Any], count: int
) -> None:
    if "processing_stopped_at" in given:
        given = given | {"processing_stopped_by": makers.user()}
    Pupil.objects.filter(pk=scene.pupils[0].pk).update(**given)
    assert scene.counted().pupils == count


@pytest.mark.parametrize(("name", "count"), [("XII AKL 9", 4), ("XI AKL 9", 3)])
def test_who_changed_the_class_is_counted_once_in_the_last(
    scene: Scene, name: str, count: int
) -> None:
    Enrolment.objects.filter(pupil=scene.pupils[0]).update(until=date(2025, 9, 30))
    Enrolment.objects.create(
        pupil=scene.pupils[0],
        class_group=makers.class_group(scene.first, name),
        since=date(2025, 10, 1),
    )
    assert scene.counted().pupils == count


def test_of_two_places_the_one_ahead_goes_before_what_is_over(scene: Scene) -> None:
    (row,) = scene.placed(scene.pupils[0])
    for state in ("accepted", "ready", "running", "ended_early"):
        Placement.objects.filter(pk=row.pk).update(state=state)
    assert stages(scene.counted()) == {S.STOPPED: 1, S.WITHOUT: 3}
    again = scenes.period(scene.first, since=date(2026, 7, 1), until=date(2026, 7, 31))
    place = scenes.opening(seats=9, since=date(2026, 7, 1), until=date(2026, 7, 31))
    scenes.booking(place, again)
    places = {scene.pupils[0].pk: place.pk}
    placing.plan_placements(period=again, places=places, by=scene.admin)
    assert stages(scene.counted()) == {S.PLANNED: 1, S.WITHOUT: 3}


def test_another_year_or_class_counts_others(scene: Scene) -> None:
    assert scene.counted(year=scenes.YEAR - 1).pupils == 0
    assert scene.counted(grades=[11]).pupils == 0


def test_rows_stand_in_the_order_asked_for(scene: Scene) -> None:
    found = tally(School.objects.all(), year=scenes.YEAR, grades=[12], on=makers.TODAY)
    rows = school_rows(found)
    assert [row.name for row in rows] == ["SMKN 1 Rangkasbitung", "SMKN 4 Serang"]
    assert [row.figures.without for row in in_order(rows, "tanpa")] == [4, 1]
    assert in_order(rows[::-1], "siswa") == rows
    assert in_order(rows, "apa pun") == rows


# Pages


def test_the_office_reads_its_schools_and_no_name(scene: Scene, client: StrictClient) -> None:
    page = body(signed_in(client, scene.reviewer()).get(PAGE))
    assert "SMKN 1 Rangkasbitung" in page
    assert "SMKN 4 Serang" in page
    assert "Siswa A" not in page
    assert scene.studies.name in body(client.get(PAGE, {"menurut": "konsentrasi"}))


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"q": "serang"}, ["SMKN 4 Serang"]),
        ({"q": "20607803"}, ["SMKN 1 Rangkasbitung"]),
        ({"q": "6078"}, ["SMKN 1 Rangkasbitung"]),
        ({"q": "07"}, []),
        ({"kabupaten": "36.73"}, ["SMKN 4 Serang"]),
        ({"tahun": "2024"}, []),
        ({"kelas": "11"}, []),
        ({"urut": "tanpa"}, ["SMKN 1 Rangkasbitung", "SMKN 4 Serang"]),
    ],
)
def test_the_office_filters_its_schools(
    scene: Scene, client: StrictClient, query: dict[str, str], names: list[str]
) -> None:
    page = body(signed_in(client, scene.reviewer()).get(f"{PAGE}?{urlencode(query)}"))
    listed = page.partition("<tbody>")[2]
    for name in ("SMKN 1 Rangkasbitung", "SMKN 4 Serang"):
        assert (name in listed) == (name in names)


def test_the_form_keeps_the_grouping_and_the_grouping_keeps_the_form(
    scene: Scene, client: StrictClient
) -> None:
    chosen = {"menurut": "konsentrasi", "tahun": str(scenes.YEAR), "kelas": "12"}
    page = body(signed_in(client, scene.reviewer()).get(PAGE, chosen))
    assert re.search(r'<input type="hidden" name="menurut" value="konsentrasi"', page)
    ways = re.findall(r'class="nav-link[^"]*" href="(\?[^"]*)"', page)
    by_school = next(way for way in ways if "menurut" not in way)
    assert parse_qs(by_school[1:].replace("&amp;", "&")) == {
        "tahun": [str(scenes.YEAR)],
        "kelas": ["12"],
    }
    assert 'name="menurut"' not in body(signed_in(client, scene.admin).get(PAGE))


def test_a_year_in_which_another_class_went_counts_that_class(
    scene: Scene, client: StrictClient
) -> None:
    before = scenes.YEAR - 1
    group = makers.class_group(scene.first, "XI AKL 7", grade=11, school_year=before)
    makers.pupil(scene.first, "Siswa Lama", sits_in=group)
    scenes.period(
        scene.first,
        school_year=before,
        grade=11,
        since=date(before, 9, 1),
        until=date(before, 12, 1),
    )
    page = body(signed_in(client, scene.reviewer()).get(PAGE, {"tahun": str(before)}))
    assert f"Kelas XI, tahun ajaran {before}/{scenes.YEAR}" in page
    assert "SMKN 1 Rangkasbitung" in page.partition("<tbody>")[2]
    this_year = body(client.get(PAGE))
    assert f"Kelas XII, tahun ajaran {scenes.YEAR}/{scenes.YEAR + 1}" in this_year


def eleventh(scene: Scene, **given: Any) -> Pupil:
    """A pupil of class XI of the running year, of the konsentrasi of the scene."""
    group = makers.class_group(scene.first, "XI AKL 7", grade=11)
    pupil = makers.pupil(scene.first, "Siswa XI", sits_in=group, **given)
    Pupil.objects.filter(pk=pupil.pk).update(concentration=scene.studies)
    return pupil


def test_class_xi_of_the_running_year_counts_once_it_has_a_period(
    scene: Scene, client: StrictClient
) -> None:
    eleventh(scene)
    other = makers.class_group(scene.second, "XI TKJ 1", grade=11)
    makers.pupil(scene.second, "Siswa XI Lain", sits_in=other)
    signed_in(client, scene.reviewer())
    assert client.get(PAGE).context["total"].pupils == 5
    period = scenes.period(scene.first, grade=11)
    answer = client.get(PAGE)
    assert answer.context["total"].pupils == 6, "class XI of the second school goes nowhere"
    assert "Kelas XI, Kelas XII, tahun ajaran" in body(answer)
    assert "siswa yang PKL tahun itu" in body(answer)
    period.concentrations.add(concentration("8.3.3", "Akuntansi"))
    assert client.get(PAGE).context["total"].pupils == 5
    chosen = client.get(PAGE, {"kelas": "11"})
    assert chosen.context["total"].pupils == 2
    assert "Yang dihitung: semua siswa Kelas XI." in body(chosen)


def test_a_school_where_class_xi_goes_instead_counts_no_class_xii(
    scene: Scene, client: StrictClient
) -> None:
    eleventh(scene)
    PlacementPeriod.objects.filter(pk=scene.period.pk).update(grade=11)
    answer = signed_in(client, scene.admin).get(PAGE)
    assert answer.context["total"].pupils == 1
    assert "Kelas XI, tahun ajaran" in body(answer)


def test_another_office_counts_none_of_them(scene: Scene, client: StrictClient) -> None:
    other = makers.actor(Role.REVIEWER, makers.office("17"))
    assert "SMKN 1 Rangkasbitung" not in body(signed_in(client, other).get(PAGE))
    of_school = reverse("placements:figures_of_school", args=[scene.first.key])
    assert client.get(of_school).status_code == 404
    assert signed_in(client, scene.reviewer()).get(of_school).status_code == 200


def test_a_school_counts_its_own_konsentrasi(scene: Scene, client: StrictClient) -> None:
    page = body(signed_in(client, scene.admin).get(PAGE))
    assert scene.studies.name in page
    assert "SMKN 4 Serang" not in page
    of_school = reverse("placements:figures_of_school", args=[scene.second.key])
    assert client.get(of_school).status_code == 404
    reader = makers.actor(Role.SCHOOL_READER, scene.first)
    assert signed_in(client, reader).get(PAGE).status_code == 404


def test_the_file_says_the_same_and_is_in_the_read_log(scene: Scene, client: StrictClient) -> None:
    scene.placed(*scene.pupils[:2])
    response = signed_in(client, scene.reviewer()).get(FILE, {"q": "rangkasbitung"})
    text = response.content.decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text), delimiter=";"))
    (row,) = rows
    assert (row["NPSN"], row["Konsentrasi"]) == ("20607803", scene.studies.name)
    told = {label: row[label] for label in ("Siswa", "Belum mendapat tempat", "Mitra")}
    assert told == {"Siswa": "4", "Belum mendapat tempat": "2", "Mitra": "1"}
    assert row["Keadaan per tanggal"] == "2025-11-21"
    reading = Reading.objects.get()
    assert (reading.what, reading.count) == ("export", 4)


def test_the_file_follows_the_grouping_by_konsentrasi(scene: Scene, client: StrictClient) -> None:
    page = body(signed_in(client, scene.reviewer()).get(PAGE, {"menurut": "konsentrasi"}))
    assert f'href="{FILE}?menurut=konsentrasi"' in page
    response = client.get(FILE, {"menurut": "konsentrasi"})
    assert "konsentrasi" in response["Content-Disposition"]
    text = response.content.decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text), delimiter=";"))
    assert "Sekolah" not in rows[0]
    told = [(row["Konsentrasi"], row["Siswa"]) for row in rows]
    assert told == [(scene.studies.name, "4"), ("Belum diketahui", "1")]


def test_a_name_that_looks_like_a_formula_is_text_in_the_file(
    scene: Scene, client: StrictClient
) -> None:
    School.objects.filter(pk=scene.first.pk).update(name="=1+1")
    text = signed_in(client, scene.reviewer()).get(FILE).content.decode("utf-8-sig")
    assert ";'=1+1;" in text


def test_as_many_questions_for_one_school_as_for_three(
    scene: Scene, client: StrictClient, django_assert_max_num_queries: Any
) -> None:
    signed_in(client, scene.reviewer())
    with django_assert_max_num_queries(60) as counted:
        client.get(PAGE, {"kabupaten": "36.73"})
    third = makers.school("SMKN 5 SERANG", at="36.73")
    makers.pupil(third, "Siswa Ketiga", sits_in=makers.class_group(third, "XII TKJ 1"))
    scene.placed(*scene.pupils)
    with django_assert_max_num_queries(len(counted)):
        client.get(PAGE)
