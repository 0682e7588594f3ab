"""Tempat: what fits a period is found, booked once, and given back; never by the other school."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from partnerships.placements.models import Booking
from schools.models import School
from tests import makers
from tests.agreements import scenes
from tests.agreements.shelves import concentration
from tests.partners.making import partner as make_partner
from tests.partners.making import site
from tests.placements.scenes import FIRST, LAST, booking, hosting, opening, period
from tests.placements.test_period_pages import signed_in
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_today")]
AT = "/kerja/pkl/tempat/"


@pytest.fixture
def school() -> School:
    return makers.school("SMKN 1 LEBAK", latitude=Decimal("-6.36"), longitude=Decimal("106.25"))


def names(client: StrictClient, query: str = "") -> list[str]:
    page = client.get(AT + query).context["page"]
    return [row.hosting.partner.name for row in page.object_list]


def offer(name: str, **given: Any) -> Any:
    return opening(hosting(make_partner(name)), **given)


def test_seats_are_booked_changed_and_released(client: StrictClient, school: School) -> None:
    planned, offered = period(school), offer("Boga", seats=5)
    signed_in(client, Role.KAPROG, school)
    data = {"periode": planned.public_id, "seats": "2", "kembali": AT}
    for _click in range(2):
        response = client.post(f"{AT}{offered.public_id}/pesan/", data, follow=True)
    assert "2 kursi dipesan untuk" in response.content.decode()
    assert "2 kami pesan" in response.content.decode()
    client.post(f"{AT}{offered.public_id}/pesan/", data | {"seats": "4"})
    held = Booking.objects.get()
    assert (held.seats, held.period, held.opening) == (4, planned, offered)
    for _click in range(2):
        client.post(f"/kerja/pkl/pemesanan/{held.public_id}/lepas/")
    held.refresh_from_db()
    assert held.released_at is not None
    assert not Booking.objects.standing().exists()


def test_seats_that_have_just_gone_are_told_beside_the_number(
    client: StrictClient, school: School
) -> None:
    planned, offered = period(school), offer("Boga", seats=3)
    signed_in(client, Role.SCHOOL_ADMIN, school)
    assert "3 bebas" in client.get(AT).content.decode()
    booking(offered, period(makers.school("SMKN 2 LEBAK")), seats=2)
    data = {"periode": planned.public_id, "seats": "2"}
    response = client.post(f"{AT}{offered.public_id}/pesan/", data)
    told = str(response.context["form"].errors["seats"])
    assert "sekolah lain mungkin baru saja memesan" in told
    assert "1 bebas bagi sekolah Anda" in response.content.decode()
    assert Booking.objects.standing().seats() == 2


@pytest.mark.parametrize("seats", ["", "0", "-1", "501", "dua"])
def test_a_number_that_is_none_books_nothing(
    client: StrictClient, school: School, seats: str
) -> None:
    planned, offered = period(school), offer("Boga")
    signed_in(client, Role.SCHOOL_ADMIN, school)
    data = {"periode": planned.public_id, "seats": seats}
    response = client.post(f"{AT}{offered.public_id}/pesan/", data)
    assert list(response.context["form"].errors) == ["seats"]
    assert not Booking.objects.exists()


def test_only_what_fits_the_period_is_listed(client: StrictClient, school: School) -> None:
    taught, other = concentration(), concentration("4.2.1", "Desain Komunikasi Visual")
    planned = period(school)
    planned.concentrations.add(taught)
    offer("Cocok", concentration=taught)
    offer("Semua")
    offer("Jurusan lain", concentration=other)
    offer("Terlalu pendek", until=LAST - timedelta(days=1))
    offer("Ditarik", withdrawn_at=makers.NOON)
    opening(hosting(make_partner("Ragu"), answer="undecided"))
    opening(hosting(make_partner("Sekolah lain"), told_to_school=makers.school("SMKN 2 LEBAK")))
    signed_in(client, Role.SCHOOL_ADMIN, school)
    assert names(client) == ["Cocok", "Semua"]


def test_the_list_is_filtered_and_ordered(client: StrictClient, school: School) -> None:
    planned = period(school)
    near = make_partner("Dekat", latitude=Decimal("-6.361"), longitude=Decimal("106.25"))
    far = make_partner("Ajauh", latitude=Decimal("-6.12"), longitude=Decimal("106.15"))
    unknown = make_partner("Entah", at="36.73")
    opening(hosting(near), seats=2)
    full = opening(hosting(far), seats=1)
    opening(hosting(unknown), seats=9)
    booking(full, planned)
    signed_in(client, Role.SCHOOL_ADMIN, school)
    assert names(client) == ["Ajauh", "Dekat", "Entah"]
    assert names(client, "?urut=terdekat") == ["Dekat", "Ajauh", "Entah"]
    assert names(client, "?urut=terlapang") == ["Entah", "Dekat", "Ajauh"]
    assert names(client, "?sisa=ada") == ["Dekat", "Entah"]
    assert names(client, "?sisa=dipesan") == ["Ajauh"]
    assert names(client, "?kabupaten=36.73") == ["Entah"]
    assert names(client, "?q=dekat") == ["Dekat"]
    rows = {row.hosting.partner.name: row.km for row in client.get(AT).context["page"].object_list}
    assert rows["Entah"] is None
    assert (round(rows["Dekat"], 1), round(rows["Ajauh"], 1)) == (0.1, 28.9)


def test_a_site_lies_where_it_lies(client: StrictClient, school: School) -> None:
    partner = make_partner("Pusat", latitude=Decimal("-6.12"), longitude=Decimal("106.15"))
    plant = site(
        partner, "Pabrik", latitude=Decimal("-6.36"), longitude=Decimal("106.25"),
        regency=makers.region("36.73"),
    )  # fmt: skip
    period(school)
    opening(hosting(partner), site=plant)
    signed_in(client, Role.SCHOOL_ADMIN, school)
    (row,) = client.get(AT).context["page"].object_list
    assert row.km == pytest.approx(0)
    assert names(client, "?kabupaten=36.02") == []
    assert names(client, "?kabupaten=36.73") == ["Pusat"]


def agreed(where: Any, name: str, **given: Any) -> Any:
    partner = make_partner(name)
    scenes.recorded(where, with_partner=partner, **given)
    return opening(hosting(partner))


def test_a_badge_says_whether_an_agreement_covers_the_days(client: StrictClient) -> None:
    where = scenes.place()
    period(where.school)
    agreed(where, "A mencakup", ends_on=LAST)
    agreed(where, "B berakhir sehari sebelumnya", ends_on=LAST - timedelta(days=1))
    agreed(where, "C berakhir sebelum mulai", ends_on=FIRST - timedelta(days=1))
    agreed(where, "D nota kesepahaman", ends_on=None, kind="nota_kesepahaman")
    offer("E tanpa")
    signed_in(client, Role.SCHOOL_ADMIN, where.school)
    rows = client.get(AT).context["page"].object_list
    assert [(row.hosting.partner.name[0], row.fit.key) for row in rows] == [
        ("A", "berlaku"),
        ("B", "adendum"),
        ("C", "adendum"),
        ("D", "mou"),
        ("E", "tanpa"),
    ]
    for key, letters in {"berlaku": "A", "adendum": "BC", "mou": "D", "tanpa": "E"}.items():
        assert [name[0] for name in names(client, f"?kerja_sama={key}")] == list(letters)


def test_a_period_is_chosen_and_its_days_count(client: StrictClient, school: School) -> None:
    spring = period(school, name="Musim semi", until=date(2026, 3, 27))
    summer = period(school, name="Musim panas", since=date(2026, 3, 30))
    offered = offer("Boga", seats=2)
    booking(offered, spring, seats=2)
    signed_in(client, Role.SCHOOL_ADMIN, school)
    assert "Penuh" in client.get(f"{AT}?periode={spring.public_id}").content.decode()
    html = client.get(f"{AT}?periode={summer.public_id}").content.decode()
    assert "Tempat untuk Musim panas" in html
    assert "2 bebas" in html
    assert "Tempat untuk Musim semi" in client.get(AT).content.decode()


def test_without_a_period_the_page_says_what_to_do(client: StrictClient, school: School) -> None:
    offered = offer("Boga")
    signed_in(client, Role.SCHOOL_ADMIN, school)
    assert "Buat periode dahulu" in client.get(AT).content.decode()
    assert "pesan/" not in client.get(f"{AT}{offered.public_id}/").content.decode()


def test_strangers_and_readers_book_and_release_nothing(
    client: StrictClient, school: School
) -> None:
    planned = period(school)
    told = opening(hosting(told_to_school=school))
    held = booking(told, planned)
    release = f"/kerja/pkl/pemesanan/{held.public_id}/lepas/"
    stranger = makers.school("SMKN 2 LEBAK")
    theirs = period(stranger)
    signed_in(client, Role.SCHOOL_ADMIN, stranger)
    assert client.get(f"{AT}{told.public_id}/").status_code == 404
    assert client.post(release).status_code == 404
    for row in (planned, theirs):
        data = {"periode": row.public_id, "seats": "1"}
        assert client.post(f"{AT}{told.public_id}/pesan/", data).status_code == 404
    open_to_all = offer("Boga")
    data = {"periode": planned.public_id, "seats": "1"}
    assert client.post(f"{AT}{open_to_all.public_id}/pesan/", data).status_code == 404
    signed_in(client, Role.SCHOOL_READER, school)
    assert client.post(release).status_code == 404
    assert client.post(f"{AT}{told.public_id}/pesan/", data).status_code == 404
    html = client.get(AT).content.decode()
    assert told.hosting.partner.name in html
    assert "pesan/" not in html
    assert list(Booking.objects.all()) == [held]
    held.refresh_from_db()
    assert held.released_at is None


def test_an_office_reads_what_is_offered_without_a_period(
    client: StrictClient, school: School
) -> None:
    offered = opening(hosting(make_partner("Boga"), told_to_school=school), seats=6)
    booking(offered, period(school), seats=2)
    opening(hosting(make_partner("Jauh"), told_to_school=makers.school(at="17.02")))
    opening(hosting(make_partner("Lampau")), since=date(2024, 1, 8), until=date(2024, 6, 28))
    signed_in(client, Role.OFFICE_VIEWER, makers.office("36"))
    html = client.get(AT).content.decode()
    assert "terisi 2 dari 6" in html
    assert "hanya bagi SMKN 1 Lebak" in html
    assert "Jauh" not in html
    assert "Lampau" not in html
    assert "Terisi 2 dari 6" in client.get(f"{AT}{offered.public_id}/").content.decode()


def test_the_list_asks_as_often_for_three_offers_as_for_one(
    client: StrictClient, school: School
) -> None:
    planned = period(school)
    signed_in(client, Role.SCHOOL_ADMIN, school)

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(AT).status_code == 200
        return len(captured)

    booking(offer("Satu"), planned)
    client.get(AT)
    one = asked()
    booking(offer("Dua"), planned)
    offer("Tiga")
    assert asked() == one
    assert one <= 22


def test_seats_are_given_back_only_after_a_second_word(
    client: StrictClient, school: School
) -> None:
    planned = period(school)
    held = booking(offer("Boga"), planned, seats=2)
    signed_in(client, Role.SCHOOL_ADMIN, school)
    at = f"{AT}{held.opening.public_id}/?periode={planned.public_id}"
    for address in (f"{AT}?periode={planned.public_id}", at):
        html = client.get(address).content.decode()
        shut = html[html.index('<details class="more mt-2">') :].split("</details>")[0]
        assert "Lepas 2 kursi" in shut.split("</summary>")[0]
        assert "Sekolah lain dapat langsung memesan kursi ini" in shut
        form = f'action="/kerja/pkl/pemesanan/{held.public_id}/lepas/"'
        assert html.count(form) == shut.count(form) == 1


@pytest.mark.parametrize(
    ("mine", "told"),
    [
        (0, "Hanya 4 kursi bebas;"),
        (1, "Hanya 3 kursi bebas selain 1 yang sudah Anda pesan."),
    ],
)
def test_more_seats_than_are_free_are_told_how_many_are(
    client: StrictClient, school: School, mine: int, told: str
) -> None:
    planned, offered = period(school), offer("Boga", seats=6)
    booking(offered, period(makers.school("SMKN 2 LEBAK")), seats=2)
    if mine:
        booking(offered, planned, seats=mine)
    signed_in(client, Role.SCHOOL_ADMIN, school)
    data = {"periode": planned.public_id, "seats": "99"}
    response = client.post(f"{AT}{offered.public_id}/pesan/", data)
    assert told in str(response.context["form"].errors["seats"])
    client.post(f"{AT}{offered.public_id}/pesan/", data | {"seats": "4"})
    assert Booking.objects.get(period=planned, released_at=None).seats == 4


def test_a_host_far_away_is_told_with_its_distance(client: StrictClient, school: School) -> None:
    period(school)
    for name, longitude in (("Dekat", "106.3"), ("Surabaya", "112.75")):
        place: Any = {"latitude": Decimal("-7.25"), "longitude": Decimal(longitude)}
        opening(hosting(make_partner(name, **place)))
    signed_in(client, Role.SCHOOL_ADMIN, school)
    html = client.get(AT).content.decode()
    assert html.count("km dari sekolah") == 1
    assert "Jauh: 724 km dari sekolah" in html
