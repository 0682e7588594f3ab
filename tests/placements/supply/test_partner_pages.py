"""A partner's own pages, opened by a link and its PIN."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from accounts.roles import Role
from accounts.templatetags.reading import day
from partnerships.partners.models import Partner
from partnerships.placements.actions import hosting as hosting_actions
from partnerships.placements.actions import seats
from partnerships.placements.actions.links import Issued
from partnerships.placements.models import Booking, Hosting, Opening, PartnerLink, SeatGrant
from partnerships.placements.models.links import MOST_WRONG_PINS
from schools.school_years import school_year_of
from tests import makers
from tests.agreements import scenes as agreements
from tests.partners.making import contact, partner
from tests.placements.scenes import admin, booking, grant, guest, hosting, link, opening, period
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
YEAR = school_year_of(makers.TODAY)
PAGE = "/pkl/mitra/"


@pytest.fixture
def at_noon() -> object:
    with time_machine.travel(makers.NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def company() -> Partner:
    return partner("Baja Contoh")


@pytest.fixture
def issued(company: Partner) -> Issued:
    return link(company)


def let_in(client: StrictClient, issued: Issued) -> None:
    answer = client.post(f"/pkl/mitra/tautan/{issued.token}/", {"pin": issued.pin})
    assert answer.headers["Location"] == PAGE


def said(company: Partner, **given: object) -> Hosting:
    return hosting(company, school_year=YEAR, **given)


def test_the_address_alone_tells_nothing_and_is_not_indexed(
    client: StrictClient, issued: Issued, company: Partner
) -> None:
    page = client.get(f"/pkl/mitra/tautan/{issued.token}/")
    assert company.name not in page.content.decode()
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert page.headers["Referrer-Policy"] == "strict-origin"
    assert client.get(PAGE).status_code == 403
    assert PartnerLink.objects.get().opened_at is None


def test_a_wrong_pin_is_told_and_lets_nobody_in(client: StrictClient, issued: Issued) -> None:
    page = client.post(f"/pkl/mitra/tautan/{issued.token}/", {"pin": "000"})
    assert page.status_code == 422
    assert "PIN ini keliru" in page.content.decode()
    assert client.get(PAGE).status_code == 403


def test_a_partner_who_has_come_in_stays_in_while_the_link_is_locked(
    client: StrictClient, issued: Issued, company: Partner
) -> None:
    let_in(client, issued)
    PartnerLink.objects.update(wrong_pins=MOST_WRONG_PINS)
    assert company.name in client.get(PAGE).content.decode()
    path = f"/pkl/mitra/tautan/{issued.token}/"
    assert client.get(path).headers["Location"] == PAGE
    stranger = StrictClient().post(path, {"pin": issued.pin})
    assert (stranger.status_code, "Tautan tidak terbuka" in stranger.content.decode()) == (
        410,
        True,
    )


def test_a_partner_answers_and_offers_seats(
    client: StrictClient, issued: Issued, company: Partner
) -> None:
    let_in(client, issued)
    assert client.get("/pkl/mitra/tempat/").status_code == 404
    client.post(PAGE, {"answer": "yes", "note": "Mulai Januari"})
    word = Hosting.objects.get()
    assert (word.partner, word.school_year, word.told_through) == (company, YEAR, issued.link)
    offer = {"seats": "4", "since": "5 Januari 2026", "until": "26/06/2026", "allowance": "50.000"}
    offer |= {"allowance_unit": "day", "form_token": "00000000-0000-4000-8000-000000000001"}
    for _click in range(2):
        client.post("/pkl/mitra/tempat/", offer)
    made = Opening.objects.get()
    assert (made.seats, made.allowance, made.hosting) == (4, 50_000, word)
    assert "4 kursi" in client.get(PAGE).content.decode()


def test_a_no_needs_its_reason_and_keeps_what_was_typed(
    client: StrictClient, issued: Issued
) -> None:
    let_in(client, issued)
    page = client.post(PAGE, {"answer": "no", "note": "Sedang pindah pabrik"})
    text = page.content.decode()
    errors = page.context["form"].errors
    assert errors == {"obstacle": ["Sebutkan alasannya bila tidak menerima siswa."]}
    assert "Sedang pindah pabrik" in text
    assert not Hosting.objects.exists()
    client.post(PAGE, {"answer": "no", "obstacle": "moving", "note": "Sedang pindah pabrik"})
    assert Hosting.objects.get().obstacle == "moving"


def test_days_out_of_order_are_told_at_the_last_day(
    client: StrictClient, issued: Issued, company: Partner
) -> None:
    said(company)
    let_in(client, issued)
    offer = {"seats": "4", "since": "5 Januari 2026", "until": "4 Januari 2026"}
    errors = client.post("/pkl/mitra/tempat/", offer).context["form"].errors
    assert errors == {"until": ["Tanggal akhir tidak boleh sebelum tanggal mulai."]}
    assert not Opening.objects.exists()


def test_a_yes_forgets_the_obstacle_of_before(
    client: StrictClient, issued: Issued, company: Partner
) -> None:
    said(company, answer="no", obstacle="full")
    let_in(client, issued)
    client.post(PAGE, {"answer": "yes", "obstacle": "full", "revision": "0"})
    assert Hosting.objects.values_list("answer", "obstacle").get() == ("yes", "")


def test_a_no_while_seats_are_offered_is_told_beside_the_answer(
    client: StrictClient, issued: Issued, company: Partner
) -> None:
    opening(said(company))
    let_in(client, issued)
    page = client.post(PAGE, {"answer": "no", "obstacle": "full", "revision": "0"})
    assert "Masih ada tempat yang ditawarkan" in page.content.decode()
    assert Hosting.objects.get().answer == "yes"


def test_an_answer_that_a_colleague_gave_meanwhile_is_shown(
    client: StrictClient, issued: Issued, company: Partner
) -> None:
    said(company, revision=3)
    let_in(client, issued)
    page = client.post(PAGE, {"answer": "undecided", "revision": "2"})
    assert "Orang lain baru menyimpan perubahan" in page.content.decode()
    assert Hosting.objects.get().answer == "yes"


def test_the_partner_sees_which_schools_come_and_gives_them_seats(
    client: StrictClient, issued: Issued, company: Partner
) -> None:
    near = makers.school("SMKN 7 LEBAK")
    offered = opening(said(company), seats=5)
    booking(offered, period(near), seats=2)
    let_in(client, issued)
    assert f"{near}: dipesan 2" in " ".join(client.get(PAGE).content.decode().split())
    grants = reverse("placements:partner_grants", args=[offered.public_id])
    client.post(grants, {"school": near.public_id, "seats": "3"})
    assert SeatGrant.objects.get().seats == 3
    page = client.post(grants, {"school": near.public_id, "seats": "6"})
    assert "Kursi yang masih bebas tidak sebanyak itu." in page.content.decode()
    assert SeatGrant.objects.get().seats == 3
    stranger = makers.school("SMKN 8 LEBAK")
    page = client.post(grants, {"school": stranger.public_id, "seats": "1"})
    assert page.status_code == 422
    client.post(grants, {"school": near.public_id, "seats": "0"})
    assert not SeatGrant.objects.exists()


@pytest.fixture
def given_elsewhere(company: Partner) -> SeatGrant:
    """Two seats for one school, given by the link of another than `issued`."""
    offered, near = opening(said(company), seats=5), makers.school("SMKN 7 LEBAK")
    booking(offered, period(near))
    given = seats.grant(opening=offered, school=near, seats=2, by=guest(company))
    assert given
    return given


def test_a_link_leaves_alone_what_another_link_gave_to_a_school(
    client: StrictClient, issued: Issued, company: Partner, given_elsewhere: SeatGrant
) -> None:
    """Any school makes a contact and a link for it: it takes nothing from the others."""
    let_in(client, issued)
    offered, school = given_elsewhere.opening, given_elsewhere.school
    address = reverse("placements:partner_grants", args=[offered.public_id])
    for number in ("0", "1", "4"):
        page = client.post(address, {"school": school.public_id, "seats": number})
        assert page.status_code == 422
        assert "lewat tautan dari sekolah lain" in str(page.context["form"].errors["school"])
    given_elsewhere.refresh_from_db()
    assert given_elsewhere.seats == 2
    client.post(f"/pkl/mitra/tempat/{offered.public_id}/tarik/")
    offered.refresh_from_db()
    assert offered.withdrawn_at is None
    edit = f"/pkl/mitra/tempat/{offered.public_id}/"
    told = {"seats": "5", "until": "2026-06-26", "revision": "0"}
    page = client.post(edit, told | {"since": "2026-01-04"})
    assert "hanya dengan tautan itu" in str(page.context["form"].errors["since"])
    assert client.post(edit, told | {"since": "2026-01-05", "seats": "7"}).status_code == 302
    offered.refresh_from_db()
    assert (offered.seats, offered.since.day) == (7, 5)


@pytest.mark.parametrize("whose", ["receiver", "giver"])
def test_who_gave_it_and_whose_it_is_may_change_it(
    company: Partner, given_elsewhere: SeatGrant, whose: str
) -> None:
    offered, school = given_elsewhere.opening, given_elsewhere.school
    link_of_giver = given_elsewhere.told_through
    assert link_of_giver
    by = guest(company, school=school if whose == "receiver" else link_of_giver.school)
    seats.grant(opening=offered, school=school, seats=3, by=by)
    given_elsewhere.refresh_from_db()
    assert (given_elsewhere.seats, given_elsewhere.told_through) == (3, by.link)


def test_every_school_reads_by_whose_link_the_partner_spoke(
    client: StrictClient, company: Partner
) -> None:
    one, other = makers.school("SMKN 7 LEBAK"), makers.school("SMKN 8 LEBAK")
    first, second = guest(company, school=one), guest(company, school=other)
    told = said(company, told_through=first.link)
    offered = hosting_actions.offer(
        hosting=told, by=second,
        values={"seats": 4, "since": date(2026, 1, 5), "until": date(2026, 6, 26)},
    )  # fmt: skip
    client.force_login(admin(makers.school("SMKN 9 LEBAK")).user)
    on = day(first.link.issued_at)
    for school, address in [
        (one, reverse("placements:hosting", args=[YEAR, company.public_id])),
        (other, reverse("placements:hosting", args=[YEAR, company.public_id])),
        (other, offered.get_absolute_url()),
    ]:
        page = client.get(address).content.decode()
        assert f"Dijawab lewat tautan yang dibuat oleh {school.name}, {on}." in page
    query = {"lingkup": "semua", "q": company.name}
    page = client.get(reverse("placements:hostings"), query).content.decode()
    assert f"Kata mitra sendiri, lewat tautan dari {one.name}" in page


def test_seats_that_schools_have_taken_are_not_taken_back(
    client: StrictClient, issued: Issued, company: Partner
) -> None:
    offered = opening(said(company), seats=5)
    booking(offered, period(), seats=2)
    let_in(client, issued)
    page = client.post(f"/pkl/mitra/tempat/{offered.public_id}/tarik/", follow=True)
    assert "Ada sekolah yang sudah memesan kursi di sini." in page.content.decode()
    edit = f"/pkl/mitra/tempat/{offered.public_id}/"
    given = {"seats": "1", "since": "2026-01-05", "until": "2026-06-26", "revision": "0"}
    page = client.post(edit, given)
    assert "Sudah lebih banyak kursi" in page.content.decode()
    offered.refresh_from_db()
    assert (offered.seats, offered.withdrawn_at) == (5, None)


def test_the_offers_of_another_partner_are_not_there(client: StrictClient, issued: Issued) -> None:
    foreign = opening()
    let_in(client, issued)
    for address in ("", "jatah/"):
        assert client.get(f"/pkl/mitra/tempat/{foreign.public_id}/{address}").status_code == 404
    assert client.post(f"/pkl/mitra/tempat/{foreign.public_id}/tarik/").status_code == 404
    assert Opening.objects.count() == 1


def test_leaving_closes_the_page_on_this_phone(client: StrictClient, issued: Issued) -> None:
    let_in(client, issued)
    name = issued.link.contact.partner.printed_name
    assert name in client.get(PAGE).content.decode()
    client.post("/pkl/mitra/selesai/")
    page = client.get(PAGE)
    assert (page.status_code, name in page.content.decode()) == (403, False)


def test_the_page_closes_after_hours_and_when_the_link_is_revoked(
    client: StrictClient, issued: Issued
) -> None:
    let_in(client, issued)
    name = issued.link.contact.partner.printed_name
    with time_machine.travel(makers.NOON + timedelta(hours=5), tick=False):
        late = client.get(PAGE)
    assert (late.status_code, name in late.content.decode()) == (403, False)
    assert name in client.get(PAGE).content.decode()
    PartnerLink.objects.update(revoked_at=makers.NOON, revoked_by=makers.user())
    closed = client.get(PAGE)
    assert (closed.status_code, name in closed.content.decode()) == (403, False)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_as_often_for_many_offers(
    client: StrictClient,
    issued: Issued,
    company: Partner,
    rows: int,
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    word = said(company)
    for number in range(rows):
        offered = opening(word)
        school = makers.school(f"SMKN {number + 20} LEBAK")
        grant(offered, school)
        booking(offered, period(school))
    let_in(client, issued)
    with django_assert_num_queries(11):
        client.get(PAGE)


def test_only_public_agreements_are_listed(
    client: StrictClient, issued: Issued, company: Partner
) -> None:
    known = agreements.recorded(with_partner=company)
    hidden = agreements.complete(agreements.place(), with_partner=company)
    let_in(client, issued)
    text = client.get(PAGE).content.decode()
    assert known.get_absolute_url() in text
    assert hidden.public_id not in text


def test_a_school_hands_out_a_link_once_and_revokes_it(
    client: StrictClient, company: Partner
) -> None:
    place = makers.school()
    person = contact(company, "Ibu Contoh Dewi", phone="+628121234567")
    client.force_login(admin(place).user)
    page = client.post(f"/kerja/pkl/kontak/{person.public_id}/tautan/").content.decode()
    held = PartnerLink.objects.get()
    assert "/pkl/mitra/tautan/" in page
    assert held.token_hash not in page
    listed = client.get(f"/kerja/pkl/mitra/{company.public_id}/tautan/").content.decode()
    assert "belum dibuka" in listed
    assert "/pkl/mitra/tautan/" not in listed
    client.post(f"/kerja/pkl/tautan/{held.public_id}/cabut/")
    held.refresh_from_db()
    assert held.revoked_at is not None


def test_readers_offices_and_other_schools_hand_out_nothing(
    client: StrictClient, company: Partner
) -> None:
    place, other = makers.school(), makers.school("SMKN 2 LEBAK")
    person = contact(company)
    held = link(company, school=place).link
    for actor in (
        makers.actor(Role.SCHOOL_READER, place),
        makers.actor(Role.REVIEWER, makers.office("36")),
    ):
        client.force_login(actor.user)
        assert client.get(f"/kerja/pkl/mitra/{company.public_id}/tautan/").status_code == 403
        client.post(f"/kerja/pkl/kontak/{person.public_id}/tautan/")
    client.force_login(admin(other).user)
    assert client.post(f"/kerja/pkl/tautan/{held.public_id}/cabut/").status_code == 404
    assert list(PartnerLink.objects.all()) == [held]
    assert not Booking.objects.exists()
