"""What anybody reads of PKL: never a group of fewer than five, not by subtracting either."""

from itertools import pairwise
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnerships.partners.models import Partner
from partnerships.placements.actions import placements as placing
from partnerships.placements.lifecycle import PlacementState
from partnerships.placements.models import Opening, Placement, PlacementPeriod
from partnerships.placements.oversight.public_counts import counts_of_school, years_of_partner
from schools.models import Concentration, Pupil, School
from tests import makers
from tests.agreements.shelves import concentration
from tests.partners.making import partner
from tests.placements import scenes
from tests.placements.test_placement_pages import body
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]
S = PlacementState
HIDDEN = "tidak ditampilkan"


class Scene:
    """A school of Lebak with two konsentrasi and one host."""

    def __init__(self, school: School | None = None, place: Opening | None = None) -> None:
        self.school: School = school or makers.school(npsn="20607803")
        self.period: PlacementPeriod = scenes.period(self.school)
        self.place: Opening = place or scenes.opening(
            scenes.hosting(partner("Bengkel Contoh")), seats=99
        )
        self.host: Partner = self.place.hosting.partner
        scenes.booking(self.place, self.period, seats=40)
        known = {one.code: one for one in Concentration.objects.all()}
        self.tkr = known.get("2.2.1") or concentration("2.2.1", "Teknik Kendaraan Ringan")
        self.akl = known.get("8.3.3") or concentration("8.3.3", "Akuntansi")

    def placed(self, count: int, studies: Concentration, *, to: str = S.RUNNING) -> list[Pupil]:
        pupils = [
            scenes.chooser(self.period, f"Siswa {number}", studies=studies)
            for number in range(count)
        ]
        made = placing.plan_placements(
            period=self.period,
            places={pupil.pk: self.place.pk for pupil in pupils},
            by=scenes.admin(self.school),
        )
        led(made, to)
        return pupils

    def told(self) -> dict[str, str]:
        counts = counts_of_school(self.school, on=makers.TODAY)
        return {row.label: row.said for row in counts.rows} if counts else {}

    @property
    def total(self) -> str | None:
        counts = counts_of_school(self.school, on=makers.TODAY)
        return counts.total if counts else None


WAY = [S.PLANNED, S.ACCEPTED, S.READY, S.RUNNING, S.COMPLETED]


def led(made: list[Placement], to: str) -> None:
    """Each state by the one before it, as the database demands."""
    rows = Placement.objects.filter(pk__in=[row.pk for row in made])
    for _before, state in pairwise(WAY[: WAY.index(S(to)) + 1]):
        rows.update(state=state)


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_five_are_told_with_their_total(scene: Scene) -> None:
    scene.placed(5, scene.tkr)
    scene.placed(7, scene.akl, to=S.COMPLETED)
    assert scene.told() == {"Akuntansi": "7", "Teknik Kendaraan Ringan": "5"}
    assert scene.total == "12"


def test_four_beside_others_take_another_with_them(scene: Scene) -> None:
    scene.placed(4, scene.tkr)
    scene.placed(7, scene.akl)
    assert scene.told() == {"Akuntansi": HIDDEN, "Teknik Kendaraan Ringan": HIDDEN}
    assert scene.total == "11"


def test_four_alone_are_told_in_no_number(scene: Scene) -> None:
    scene.placed(4, scene.tkr)
    assert scene.told() == {"Teknik Kendaraan Ringan": HIDDEN}
    assert scene.total == ""
    counts = counts_of_school(scene.school, on=makers.TODAY)
    assert counts
    assert counts.partners == ""


def test_the_number_of_hosts_is_told_from_five_up(scene: Scene) -> None:
    scene.placed(5, scene.tkr)
    counts = counts_of_school(scene.school, on=makers.TODAY)
    assert counts
    assert counts.partners == "kurang dari 5"


@pytest.mark.parametrize("state", [S.PLANNED, S.ACCEPTED, S.READY])
def test_what_has_not_begun_is_nobodys_business(scene: Scene, state: str) -> None:
    scene.placed(5, scene.tkr, to=state)
    assert counts_of_school(scene.school, on=makers.TODAY) is None
    assert years_of_partner(scene.host, on=makers.TODAY) == []


def test_whose_processing_was_stopped_is_not_counted(scene: Scene) -> None:
    pupils = scene.placed(6, scene.tkr)
    Pupil.objects.filter(pk=pupils[0].pk).update(
        processing_stopped_at=makers.NOON, processing_stopped_by=makers.user()
    )
    assert scene.told() == {"Teknik Kendaraan Ringan": "5"}


def test_another_year_is_not_this_one(scene: Scene) -> None:
    scene.placed(5, scene.tkr)
    assert counts_of_school(scene.school, on=makers.TODAY.replace(year=2026)) is None


def test_a_partner_tells_years_from_five_up_over_all_schools(scene: Scene) -> None:
    scene.placed(4, scene.tkr)
    assert years_of_partner(scene.host, on=makers.TODAY) == []
    other = Scene(makers.school("SMKN 4 SERANG", at="36.73"), scene.place)
    other.placed(1, scene.akl)
    (told,) = years_of_partner(scene.host, on=makers.TODAY)
    assert (told.label, told.said) == ("2025/2026", "5")


# Pages


@pytest.fixture
def pages(scene: Scene) -> list[str]:
    return [scene.school.get_absolute_url(), scene.host.get_absolute_url()]


def test_both_pages_tell_anybody_five(scene: Scene, pages: list[str], client: StrictClient) -> None:
    scene.placed(5, scene.tkr)
    school, host = (body(client.get(page)) for page in pages)
    assert '<td class="num" data-label="Siswa">5</td>' in school
    assert "PKL 2025/2026" in school
    assert '<td class="num" data-label="Siswa">5</td>' in host
    assert "Siswa 0" not in school + host


def test_neither_page_tells_four_in_any_number(
    scene: Scene, pages: list[str], client: StrictClient
) -> None:
    scene.placed(4, scene.tkr)
    school, host = (body(client.get(page)) for page in pages)
    assert HIDDEN in school
    assert 'data-label="Siswa">4<' not in school + host
    assert "Jumlah</th>" not in school
    assert "Siswa PKL" not in host


def test_another_day_tells_nothing(scene: Scene, pages: list[str], client: StrictClient) -> None:
    scene.placed(5, scene.tkr)
    for page in pages:
        assert 'data-label="Siswa"' not in body(client.get(page, {"per": "2025-11-20"}))


def test_a_school_without_periods_asks_nothing_more(client: StrictClient, scene: Scene) -> None:
    bare = makers.school("SMKN 9 LEBAK")

    def asked(school: School) -> list[Any]:
        with CaptureQueriesContext(connection) as found:
            client.get(school.get_absolute_url())
        return [
            one for one in found.captured_queries if 'FROM "placements_placement"' in one["sql"]
        ]

    assert asked(bare) == []
    assert len(asked(scene.school)) == 1
