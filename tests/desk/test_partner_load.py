"""PKL on a partner's page at work: sums over all schools, and never whose they are."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from partnerships.partners.models import Partner
from partnerships.placements.supply.partner_year import YearLoad, year_loads
from schools.models import School
from tests import makers
from tests.partners.making import partner as make_partner
from tests.placements.scenes import YEAR, admin, booking, grant, hosting, opening, period
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]


@pytest.fixture
def school() -> School:
    return makers.school()


@pytest.fixture
def partner() -> Partner:
    return make_partner("Hotel Pantai")


def figures(loads: list[YearLoad]) -> list[tuple[int, int, int, int, int]]:
    return [
        (one.year, one.total.seats, one.total.held, one.free_here, one.taken_here) for one in loads
    ]


def test_all_seats_count_for_everybody_and_the_free_ones_for_the_school(
    school: School, partner: Partner
) -> None:
    other = makers.school("SMKN 2 LEBAK")
    shared = opening(hosting(partner), seats=10)
    told = opening(hosting(partner, told_to_school=other), seats=4)
    booking(shared, period(school), seats=3)
    booking(shared, period(other), seats=2)
    booking(told, period(other), seats=4)
    assert figures(year_loads(partner, actor=admin(school))) == [(YEAR, 14, 9, 5, 3)]
    assert figures(year_loads(partner, actor=admin(other))) == [(YEAR, 14, 9, 5, 6)]
    office = makers.actor(Role.REVIEWER, makers.office("36"))
    assert figures(year_loads(partner, actor=office)) == [(YEAR, 14, 9, 0, 0)]
    assert year_loads(partner, actor=makers.visitor()) == []


def test_seats_kept_for_a_school_are_free_to_it_alone(school: School, partner: Partner) -> None:
    shared = opening(hosting(partner), seats=5)
    grant(shared, school, seats=4)
    stranger = admin(makers.school("SMKN 2 LEBAK"))
    assert figures(year_loads(partner, actor=admin(school))) == [(YEAR, 5, 4, 5, 0)]
    assert figures(year_loads(partner, actor=stranger)) == [(YEAR, 5, 4, 1, 0)]


def test_years_that_are_over_refusals_and_withdrawn_seats_do_not_count(
    school: School, partner: Partner
) -> None:
    opening(hosting(partner, school_year=YEAR - 1))
    opening(hosting(partner, answer="undecided"))
    opening(hosting(partner, school_year=YEAR + 1), withdrawn_at=makers.NOON)
    assert year_loads(partner, actor=admin(school)) == []
    opening(hosting(partner, school_year=YEAR + 2), seats=7)
    assert figures(year_loads(partner, actor=admin(school))) == [(YEAR + 2, 7, 0, 7, 0)]


def test_the_page_tells_sums_and_names_no_other_school(
    client: StrictClient, school: School, partner: Partner
) -> None:
    client.force_login(admin(school).user)
    address = f"/kerja/mitra/{partner.public_id}/"
    html = client.get(address).content.decode()
    assert "Belum ada kursi yang ditawarkan tahun ajaran ini." in html
    other = makers.school("SMKN 9 RAHASIA")
    shared = opening(hosting(partner), seats=10)
    booking(shared, period(other), seats=6)
    booking(shared, period(school), seats=1)
    html = client.get(address).content.decode()
    assert "1 dipesan sekolah Anda; 3 masih dapat Anda pesan." in html
    assert "Rahasia" not in html
    assert f"/kerja/pkl/kesediaan/{YEAR}/{partner.public_id}/" in html
    client.force_login(makers.actor(Role.SCHOOL_READER, school).user)
    assert "Terisi atau dijatah" in client.get(address).content.decode()


def test_many_years_and_seats_ask_no_more(
    client: StrictClient, school: School, partner: Partner
) -> None:
    client.force_login(admin(school).user)

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/kerja/mitra/{partner.public_id}/")
        return len(captured)

    booking(opening(hosting(partner)), period(school))
    asked()
    one = asked()
    for year in (YEAR + 1, YEAR + 2):
        word = hosting(partner, school_year=year)
        booking(opening(word), period(school))
        opening(word)
    assert asked() == one
