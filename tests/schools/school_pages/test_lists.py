"""The public register of schools, and the list that staff work from."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.roles import Role
from schools.models import School, SchoolHead
from schools.reference.loader import load_expertise
from tests import makers
from tests.strictness import StrictClient as Client

pytestmark = pytest.mark.django_db


def test_the_register_lists_schools_by_name(client: Client, school: School) -> None:
    makers.school("SMKN 10 SERANG", at="36.73")
    makers.school("SMKN 2 SERANG", at="36.73")
    page = client.get("/sekolah/").context["page"]
    assert [row.name for row in page] == [
        "SMKN 1 Rangkasbitung",
        "SMKN 2 Serang",
        "SMKN 10 Serang",
    ]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("q=smk+negeri+1+rangkasbitung", ["SMKN 1 Rangkasbitung"]),
        ("province=17", ["SMKN 5 Bengkulu"]),
        ("province=36&regency=36.02", ["SMKN 1 Rangkasbitung"]),
        ("status=swasta", ["SMKS Contoh"]),
        ("province=36&status=negeri", ["SMKN 1 Rangkasbitung"]),
        ("q=20607803&status=swasta", []),
    ],
)
def test_the_register_is_filtered(
    client: Client, school: School, query: str, names: list[str]
) -> None:
    makers.school("SMKS CONTOH", at="36.73", status="swasta")
    makers.school("SMKN 5 BENGKULU", at="17.71")
    answer = client.get(f"/sekolah/?{query}")
    assert [row.name for row in answer.context["page"]] == names
    assert ("Tidak ada sekolah yang cocok" in answer.content.decode()) is not names


def test_the_register_is_filtered_by_konsentrasi_offered_today(
    client: Client, school: School, stranger: School
) -> None:
    load_expertise()
    from schools.models import Concentration, SchoolConcentration

    offer = Concentration.objects.get(code="2.2.1")
    SchoolConcentration.objects.create(school=school, concentration=offer)
    SchoolConcentration.objects.create(
        school=stranger, concentration=offer, until=date(2020, 6, 30)
    )
    page = client.get("/sekolah/?concentration=2.2.1").context["page"]
    assert list(page) == [school]


@pytest.mark.parametrize(
    "query", ["province=xx", "regency=36.02", "concentration=%00", "q=%00", "page=x", "status=z"]
)
def test_the_register_bears_any_query(client: Client, school: School, query: str) -> None:
    assert "Sekolah" in client.get(f"/sekolah/?{query}").content.decode()


def test_an_empty_register_says_what_comes_next(client: Client) -> None:
    assert "Belum ada sekolah" in client.get("/sekolah/").content.decode()


@pytest.mark.parametrize("query", ["", "?q=smk", "?province=36"])
def test_the_register_asks_a_constant_number_of_queries(
    client: Client,
    school: School,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    query: str,
) -> None:
    with django_assert_max_num_queries(10) as few:
        client.get(f"/sekolah/{query}")
    for number in range(3):
        makers.school(f"SMKN {number + 2} SERANG", at="36.73")
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(f"/sekolah/{query}")


def test_the_staff_list_begins_with_ones_own(
    admin: Client, reviewer: Client, school: School, stranger: School
) -> None:
    makers.school("SMKN 5 BENGKULU", at="17.71")
    assert list(admin.get("/kerja/sekolah/").context["page"]) == [school]
    assert list(reviewer.get("/kerja/sekolah/").context["page"]) == [school, stranger]
    assert len(admin.get("/kerja/sekolah/?scope=all").context["page"]) == 3


@pytest.mark.parametrize(
    ("lacking", "listed"), [("npsn", 1), ("point", 1), ("head", 1), ("admins", 1)]
)
def test_the_staff_list_shows_what_lacks(
    reviewer: Client, school: School, lacking: str, listed: int
) -> None:
    School.objects.filter(pk=school.pk).update(latitude=-6, longitude=106)
    SchoolHead.objects.create(school=school, name="Contoh")
    for _person in range(2):
        makers.membership(Role.SCHOOL_ADMIN, school)
    bare = makers.school("SMKN 1 KALANGANYAR")
    page = reviewer.get(f"/kerja/sekolah/?lacking={lacking}").context["page"]
    assert list(page) == [bare]
    assert len(page) == listed


def test_the_staff_list_asks_for_signing_in(client: Client) -> None:
    answer = client.get("/kerja/sekolah/")
    assert answer.status_code == 302
    assert answer.url.startswith("/masuk/")
