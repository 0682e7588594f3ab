"""How far partners are from a school, and which of them the picture shows."""

import pytest

from partnerships.desk.nearby import surroundings
from partnerships.partners.models import Partner
from schools.models import School
from tests import makers

SCHOOL = (-6.36, 106.25)
NEAR, NEARER, FAR = (-6.1, 106.15), (-6.3, 106.3), (-1.24, 116.85)


def school(at: tuple[float, float] | None = SCHOOL) -> School:
    return School(name="SMKN 1 Rangkasbitung", latitude=at and at[0], longitude=at and at[1])


def partner(name: str, at: tuple[float, float] | None, country: str = "ID") -> Partner:
    return Partner(name=name, country=country, latitude=at and at[0], longitude=at and at[1])


def test_the_nearest_comes_first_and_the_far_one_is_only_listed() -> None:
    others = [partner("Jauh", FAR), partner("Dekat", NEAR), partner("Terdekat", NEARER)]
    near = surroundings(school(), others, at_work=False)
    assert near
    assert [one.label for one in near.neighbours] == ["Terdekat", "Dekat", "Jauh"]
    assert [place.label for place in near.map.places] == ["Dekat", "Terdekat", str(school())]
    assert near.not_drawn == 1
    assert near.neighbours[2].km > 1000


def test_where_all_are_far_all_are_drawn() -> None:
    near = surroundings(school(), [partner("Jauh", FAR)], at_work=False)
    assert near
    assert (len(near.map.places), near.not_drawn) == (2, 0)


@pytest.mark.parametrize(
    ("where", "others"),
    [
        (None, [partner("Dekat", NEAR)]),
        (SCHOOL, []),
        (SCHOOL, [partner("Tanpa titik", None)]),
        (SCHOOL, [partner("Di Jepang", (35.6, 139.7), country="JP")]),
    ],
)
def test_nothing_is_drawn_without_two_points(
    where: tuple[float, float] | None, others: list[Partner]
) -> None:
    assert surroundings(school(where), others, at_work=False) is None


def test_links_lead_to_work_for_people_at_work(db: None) -> None:
    other = makers.school("SMKN 2 SERANG", latitude=NEAR[0], longitude=NEAR[1])
    for at_work, url in ((True, other.staff_url), (False, other.get_absolute_url())):
        near = surroundings(partner("PT Contoh", SCHOOL), [other], at_work=at_work)
        assert near
        assert [one.url for one in near.neighbours] == [url]
