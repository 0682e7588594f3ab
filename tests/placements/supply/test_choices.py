"""What pupils would like: their links, their ranked places, the places that they found."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from accounts.models import Reading
from accounts.roles import Role
from partnerships.placements.actions import choices as actions
from partnerships.placements.actions import seats as seat_actions
from partnerships.placements.actions.links import IssuedPupil, issue_pupil_links
from partnerships.placements.actions.placements import plan_placements
from partnerships.placements.guests import PupilGuest
from partnerships.placements.models import (
    Choice,
    Opening,
    PlacementPeriod,
    ProposedPlace,
    PupilLink,
)
from partnerships.placements.pupils import pupils_of
from schools.models import Pupil, School
from tests import makers
from tests.partners.making import partner
from tests.placements.scenes import (
    admin,
    booking,
    chooser,
    opening,
    period,
    proposed,
    pupil_link,
)
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
PAGE = "/pkl/siswa/"


@pytest.fixture
def at_noon() -> object:
    with time_machine.travel(makers.NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def school() -> School:
    return makers.school()


@pytest.fixture
def planned(school: School) -> PlacementPeriod:
    return period(school)


@pytest.fixture
def pupil(planned: PlacementPeriod) -> Pupil:
    return chooser(planned, "Melati Contoh", studies=makers.concentration())


@pytest.fixture
def places(planned: PlacementPeriod) -> list[Opening]:
    """Three that fit, and one of another konsentrasi."""
    foreign = makers.concentration("2.2.2", "Teknik Sepeda Motor")
    made = [opening(), opening(), opening(concentration=makers.concentration())]
    made.append(opening(concentration=foreign))
    for one in made:
        booking(one, planned)
    return made


def let_in(client: StrictClient, issued: IssuedPupil) -> None:
    answer = client.post(f"/pkl/siswa/tautan/{issued.token}/")
    assert answer.headers["Location"] == PAGE


def wanted(pupil: Pupil) -> list[Opening]:
    return [one.opening for one in Choice.objects.filter(pupil=pupil).order_by("rank")]


def test_a_period_is_for_its_grade_year_and_konsentrasi(planned: PlacementPeriod) -> None:
    tkr = makers.concentration()
    fits = chooser(planned, "Anggrek", studies=tkr)
    chooser(planned, "Mawar")
    younger = makers.class_group(planned.school, "XI TKR 9", school_year=2025, concentration=tkr)
    makers.pupil(planned.school, "Muda", sits_in=younger)
    chooser(planned, "Keluar", studies=tkr, left_on="2025-11-01", leaving_reason="pindah")
    stopped = chooser(planned, "Ditahan", studies=tkr)
    Pupil.objects.filter(pk=stopped.pk).update(
        processing_stopped_at=makers.NOON, processing_stopped_by=makers.user()
    )
    assert pupils_of(planned).count() == 2
    planned.concentrations.add(tkr)
    assert list(pupils_of(planned)) == [fits]


def test_a_pupil_with_a_place_on_those_days_is_not_asked_to_choose(
    client: StrictClient, planned: PlacementPeriod, pupil: Pupil, places: list[Opening]
) -> None:
    twice = period(planned.school, name="Gelombang ganda")
    later = period(planned.school, since=date(2026, 6, 29), until=date(2026, 8, 28))
    by = admin(planned.school)
    plan_placements(period=planned, places={pupil.pk: places[0].pk}, by=by)
    let_in(client, pupil_link(pupil))
    page = client.get(PAGE).content.decode()
    assert page.count("Sekolah sudah mengatur tempatmu") == 2
    assert page.count("Kamu belum memilih tempat.") == 1
    assert f"{PAGE}{later.public_id}/pilihan/" in page
    assert f"{PAGE}{twice.public_id}/pilihan/" not in page
    assert places[0].hosting.partner.printed_name not in page


def test_a_pupil_ranks_places_by_link_and_ranks_them_anew(
    client: StrictClient, planned: PlacementPeriod, pupil: Pupil, places: list[Opening]
) -> None:
    let_in(client, pupil_link(pupil))
    address = f"/pkl/siswa/{planned.public_id}/pilihan/"
    one, two, three, foreign = places
    assert foreign.hosting.partner.printed_name not in client.get(address).content.decode()
    client.post(address, {"rank_1": two.public_id, "rank_3": one.public_id})
    assert wanted(pupil) == [two, one]
    page = client.get(PAGE).content.decode()
    assert page.index(two.hosting.partner.name) < page.index(one.hosting.partner.name)
    client.post(address, {"rank_1": three.public_id, "rank_2": two.public_id})
    assert wanted(pupil) == [three, two]
    assert Choice.pgh_event_model.objects.filter(pgh_label="delete").count() == 2


def test_a_pupil_reads_of_lodging_before_choosing(
    client: StrictClient, planned: PlacementPeriod, pupil: Pupil, places: list[Opening]
) -> None:
    Opening.objects.filter(pk=places[0].pk).update(
        lodging="yes", lodging_cost=250_000, lodging_for="P"
    )
    Opening.objects.filter(pk=places[1].pk).update(lodging="no")
    let_in(client, pupil_link(pupil))
    page = client.get(f"/pkl/siswa/{planned.public_id}/pilihan/").content.decode()
    assert "penginapan, Rp250.000 per bulan, hanya bagi siswa perempuan" in page
    assert page.count("tanpa penginapan") == 1


def test_the_same_place_twice_is_told_beside_it_and_nothing_is_lost(
    client: StrictClient, planned: PlacementPeriod, pupil: Pupil, places: list[Opening]
) -> None:
    let_in(client, pupil_link(pupil))
    key = places[0].public_id
    given = {"rank_1": key, "rank_2": key, "rank_3": places[1].public_id}
    page = client.post(f"/pkl/siswa/{planned.public_id}/pilihan/", given)
    text = page.content.decode()
    assert "Tempat ini sudah dipilih di atas." in text
    assert f'value="{places[1].public_id}" selected' in text
    assert wanted(pupil) == []


def test_a_place_of_another_konsentrasi_or_not_taken_is_refused(
    planned: PlacementPeriod, pupil: Pupil, places: list[Opening]
) -> None:
    by = PupilGuest(pupil_link(pupil).link, makers.TODAY)
    for place in (places[3], opening()):
        with pytest.raises(ValidationError, match="tidak ditawarkan"):
            actions.choose(period=planned, pupil=pupil, places=[place], by=by)
    with pytest.raises(ValidationError, match="masing-masing sekali"):
        actions.choose(period=planned, pupil=pupil, places=places[:1] * 2, by=by)
    assert wanted(pupil) == []


def test_a_pupil_speaks_for_nobody_else(
    client: StrictClient, planned: PlacementPeriod, pupil: Pupil, places: list[Opening]
) -> None:
    other = chooser(planned, "Kenanga")
    by = PupilGuest(pupil_link(pupil).link, makers.TODAY)
    with pytest.raises(Pupil.DoesNotExist):
        actions.choose(period=planned, pupil=other, places=places[:1], by=by)
    elsewhere = period(makers.school("SMKN 2 LEBAK"))
    let_in(client, pupil_link(pupil))
    for page in ("pilihan", "usulan"):
        assert client.get(f"/pkl/siswa/{elsewhere.public_id}/{page}/").status_code == 404


def test_the_address_alone_names_nobody(client: StrictClient, pupil: Pupil) -> None:
    issued = pupil_link(pupil)
    page = client.get(f"/pkl/siswa/tautan/{issued.token}/")
    assert "Melati" not in page.content.decode()
    assert client.get(PAGE).status_code == 403
    let_in(client, issued)
    text = client.get(PAGE).content.decode()
    assert "Melati Contoh" in text
    assert "Melati" not in text.split("</title>")[0]
    assert Reading.objects.get().person == pupil.public_id
    client.post("/pkl/siswa/selesai/")
    assert client.get(PAGE).status_code == 403


def test_new_links_end_the_old_and_stopped_pupils_get_none(
    client: StrictClient, school: School, pupil: Pupil
) -> None:
    first, second = pupil_link(pupil), pupil_link(pupil)
    assert client.post(f"/pkl/siswa/tautan/{first.token}/").status_code == 410
    let_in(client, second)
    Pupil.objects.filter(pk=pupil.pk).update(
        processing_stopped_at=makers.NOON, processing_stopped_by=makers.user()
    )
    assert client.get(PAGE).status_code == 403
    assert issue_pupil_links(pupils=[pupil], by=admin(school)) == []
    with pytest.raises(PermissionDenied):
        issue_pupil_links(pupils=[pupil], by=makers.actor(Role.SCHOOL_READER, school))


def test_links_are_printed_for_those_who_hold_none(
    client: StrictClient, school: School, planned: PlacementPeriod, pupil: Pupil
) -> None:
    held = pupil_link(pupil).link
    chooser(planned, "Dahlia")
    client.force_login(admin(school).user)
    address = reverse("placements:pupil_links", args=[planned.public_id])
    page = client.post(address).content.decode()
    assert "Dahlia" in page
    assert "Melati" not in page
    held.refresh_from_db()
    assert held.revoked_at is None
    assert "Melati" in client.post(address, {"semua": "1"}).content.decode()
    held.refresh_from_db()
    assert held.revoked_at is not None
    assert PupilLink.objects.filter(revoked_at=None).count() == 2


def test_releasing_seats_takes_the_choices_with_it(
    school: School, planned: PlacementPeriod, pupil: Pupil, places: list[Opening]
) -> None:
    by = admin(school)
    actions.choose(period=planned, pupil=pupil, places=places[:2], by=by)
    held = planned.bookings.get(opening=places[0])
    seat_actions.release(booking=held, by=by)
    assert wanted(pupil) == [places[1]]


def test_the_school_sees_who_has_not_chosen_and_how_wanted_each_place_is(
    client: StrictClient,
    school: School,
    planned: PlacementPeriod,
    pupil: Pupil,
    places: list[Opening],
) -> None:
    chooser(planned, "Dahlia")
    client.force_login(admin(school).user)
    actions.choose(period=planned, pupil=pupil, places=places[:2], by=admin(school))
    page = client.get(reverse("placements:choices", args=[planned.public_id])).content.decode()
    assert "2 siswa, 1 belum memilih; 4 kursi dipesan." in page
    assert Reading.objects.get().count == 2
    address = reverse("placements:choices_of", args=[planned.public_id, pupil.public_id])
    client.post(address, {"rank_1": places[2].public_id})
    assert wanted(pupil) == [places[2]]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_choices_asks_as_often_for_many_pupils(
    client: StrictClient,
    school: School,
    planned: PlacementPeriod,
    places: list[Opening],
    rows: int,
    django_assert_num_queries: object,
) -> None:
    by = admin(school)
    for number in range(rows):
        one = chooser(planned, f"Siswa {number}")
        actions.choose(period=planned, pupil=one, places=places[:2], by=by)
        proposed(planned, one)
    client.force_login(by.user)
    address = reverse("placements:choices", args=[planned.public_id])
    client.get(address)
    with django_assert_num_queries(12):
        client.get(address)


def test_other_schools_readers_and_offices_see_no_choices(
    client: StrictClient, school: School, planned: PlacementPeriod, pupil: Pupil
) -> None:
    address = reverse("placements:choices", args=[planned.public_id])
    client.force_login(admin(school).user)
    assert pupil.name in client.get(address).content.decode()
    for actor in (
        admin(makers.school("SMKN 2 LEBAK")),
        makers.actor(Role.SCHOOL_READER, school),
        makers.actor(Role.REVIEWER, makers.office("36")),
    ):
        client.force_login(actor.user)
        page = client.get(address)
        assert (page.status_code, pupil.name in page.content.decode()) == (404, False)


def test_a_kaprog_sees_the_own_konsentrasi_only(
    client: StrictClient, school: School, planned: PlacementPeriod, pupil: Pupil
) -> None:
    other = chooser(planned, "Dahlia", studies=makers.concentration("2.2.2", "TSM"))
    leader = makers.actor(Role.KAPROG, school)
    leader.membership.concentrations.add(makers.concentration())
    client.force_login(leader.user)
    page = client.get(reverse("placements:choices", args=[planned.public_id])).content.decode()
    assert "Melati" in page
    assert "Dahlia" not in page
    address = reverse("placements:choices_of", args=[planned.public_id, other.public_id])
    assert client.get(address).status_code == 404


def test_a_pupil_proposes_a_place_once_and_the_school_names_the_partner(
    client: StrictClient, school: School, planned: PlacementPeriod, pupil: Pupil
) -> None:
    let_in(client, pupil_link(pupil))
    given = {
        "name": "Bengkel Sumber Rejeki",
        "regency": makers.region("36.02").pk,
        "address": "Jalan Contoh 1",
        "contact_name": "Pak Contoh",
        "contact_phone": "08121234567",
        "tasks": "Menyetel rem",
        "form_token": "00000000-0000-4000-8000-000000000001",
    }
    for _click in range(2):
        client.post(f"/pkl/siswa/{planned.public_id}/usulan/", given)
    made = ProposedPlace.objects.get()
    again = client.post(
        f"/pkl/siswa/{planned.public_id}/usulan/",
        given | {"form_token": "00000000-0000-4000-8000-000000000002"},
    )
    assert "masih menunggu sekolah" in again.content.decode()
    known = partner("Sumber Rejeki")
    client.force_login(admin(school).user)
    address = reverse("placements:proposal", args=[made.public_id])
    assert "Sumber Rejeki" in client.get(address).content.decode()
    client.post(address, {"place": f"mitra:{known.public_id}", "new_seats": "1"})
    made.refresh_from_db()
    assert (made.state, made.partner) == ("approved", known)
    client.post(reverse("placements:proposal_refuse", args=[made.public_id]), {"reason": "Jauh"})
    made.refresh_from_db()
    assert made.state == "approved"


def test_a_refusal_tells_the_pupil_why(
    client: StrictClient, school: School, planned: PlacementPeriod, pupil: Pupil
) -> None:
    waiting = proposed(planned, pupil)
    client.force_login(admin(school).user)
    address = reverse("placements:proposal_refuse", args=[waiting.public_id])
    client.post(address, {"reason": "  "})
    waiting.refresh_from_db()
    assert waiting.state == "waiting"
    client.post(address, {"reason": "Terlalu jauh dari rumah"})
    client.logout()
    let_in(client, pupil_link(pupil))
    assert "Terlalu jauh dari rumah" in client.get(PAGE).content.decode()
