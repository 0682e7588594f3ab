"""A place that a pupil found becomes a partner, its word, a seat, a booking; or nothing at all."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.roles import Role
from partnerships.partners.models import Contact, Partner
from partnerships.placements.actions import proposals as actions
from partnerships.placements.actions.proposals import Destination
from partnerships.placements.models import (
    Booking,
    Choice,
    Hosting,
    Opening,
    PlacementPeriod,
    ProposedPlace,
)
from schools.actors import Actor
from schools.models import Pupil, School
from tests import makers
from tests.at_once import at_once
from tests.partners.making import partner as make_partner
from tests.placements.scenes import (
    FIRST,
    LAST,
    admin,
    booking,
    chooser,
    hosting,
    opening,
    period,
    proposed,
)
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
NEW = Destination(kind="company", tasks="Menyetel rem")


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
def by(school: School) -> Actor:
    found: Actor = admin(school)
    return found


@pytest.fixture
def found(planned: PlacementPeriod, pupil: Pupil) -> ProposedPlace:
    return proposed(planned, pupil, name="CV Sumber Rejeki", contact_phone="+628121234567")


def accept(found: ProposedPlace, by: Actor, at: Destination = NEW, **changed: Any) -> ProposedPlace:
    return actions.accept_place(proposed=found, at=at, by=by, **changed)


def nothing_written(found: ProposedPlace, *, partners: int = 0) -> None:
    found.refresh_from_db()
    assert found.state == "waiting"
    assert Partner.objects.count() == partners
    assert not Contact.objects.filter(private_to__isnull=False).exists()
    assert not Booking.objects.filter(period=found.period).exists()
    assert not Choice.objects.exists()


def test_a_new_place_becomes_partner_word_seat_and_booking(
    school: School, planned: PlacementPeriod, pupil: Pupil, by: Actor, found: ProposedPlace
) -> None:
    accept(found, by)
    partner = Partner.objects.get()
    assert (partner.printed_name, partner.state) == ("CV Sumber Rejeki", "proposed")
    assert (partner.proposed_by_school, partner.address) == (school, found.address)
    contact = Contact.objects.get(partner=partner)
    assert (contact.name, contact.private_to) == ("Pak Contoh", school)
    assert str(contact.phone) == "+628121234567"
    word = Hosting.objects.get()
    assert (word.partner, word.answer, word.told_to_school) == (partner, "yes", school)
    assert (word.told_by_name, word.school_year) == ("Pak Contoh", planned.school_year)
    offered = Opening.objects.get()
    assert (offered.since, offered.until, offered.seats) == (FIRST, LAST, 1)
    assert (offered.concentration, offered.tasks) == (makers.concentration(), "Menyetel rem")
    held = Booking.objects.get()
    assert (held.opening, held.period, held.seats) == (offered, planned, 1)
    assert [(one.opening, one.rank) for one in Choice.objects.filter(pupil=pupil)] == [(offered, 1)]
    found.refresh_from_db()
    assert (found.state, found.partner, found.opening) == ("approved", partner, offered)
    stranger = admin(makers.school("SMKN 2 LEBAK"))
    assert not Opening.objects.visible_to(stranger).exists()
    assert not Opening.objects.bookable_by(stranger).exists()
    assert not Contact.objects.visible_to(stranger).exists()


def test_seats_that_are_there_are_booked_and_none_are_made(
    planned: PlacementPeriod, by: Actor, found: ProposedPlace
) -> None:
    offered = opening(hosting(make_partner("Sumber Rejeki")), seats=3)
    booking(offered, planned, seats=2)
    accept(found, by, Destination(opening=offered))
    assert Booking.objects.get().seats == 3
    assert (Opening.objects.get(), Hosting.objects.count()) == (offered, 1)
    found.refresh_from_db()
    assert (found.partner, found.opening) == (offered.hosting.partner, offered)


def test_a_seat_that_the_school_holds_already_is_not_booked_twice(
    client: StrictClient, planned: PlacementPeriod, by: Actor, found: ProposedPlace
) -> None:
    offered = opening(hosting(make_partner("Sumber Rejeki")), seats=2)
    held = booking(offered, planned, seats=2)
    client.force_login(by.user)
    page = client.get(page_of(found))
    assert page.context["chosen"] == f"pesanan:{offered.public_id}"
    assert "Salah satu dari 2 kursi yang sudah kami pesan" in page.content.decode()
    given = {"place": page.context["chosen"], "new_seats": "1"}
    held.released_at, held.released_by = makers.NOON, by.user
    held.save()
    with pytest.raises(ValidationError, match="sudah dilepas"):
        accept(found, by, Destination(opening=offered, is_booked=True))
    booking(offered, planned, seats=2)
    client.post(page_of(found), given)
    found.refresh_from_db()
    assert found.opening == offered
    assert Booking.objects.standing().seats() == 2


def test_a_branch_elsewhere_becomes_a_site(by: Actor, found: ProposedPlace) -> None:
    partner = make_partner("Sumber Rejeki", at="36.73")
    accept(found, by, Destination(partner=partner))
    offered = Opening.objects.get()
    assert offered.site is not None
    assert (offered.site.partner, offered.site.regency) == (partner, found.regency)
    assert offered.site.address == found.address


def test_what_the_pupil_chose_before_moves_down(
    planned: PlacementPeriod, pupil: Pupil, by: Actor, found: ProposedPlace
) -> None:
    places = [opening() for _number in range(5)]
    for rank, place in enumerate(places, 1):
        booking(place, planned)
        Choice.objects.create(period=planned, pupil=pupil, opening=place, rank=rank)
    accept(found, by)
    found.refresh_from_db()
    wanted = [one.opening for one in Choice.objects.order_by("rank")]
    assert wanted == [found.opening, *places[:4]]


def test_a_partner_of_the_same_name_is_not_made_twice(by: Actor, found: ProposedPlace) -> None:
    make_partner("Sumber Rejeki")
    with pytest.raises(ValidationError, match="sudah ada dalam direktori"):
        accept(found, by)
    nothing_written(found, partners=1)
    accept(found, by, Destination(kind="company", is_surely_new=True))
    assert Partner.objects.count() == 2


def test_a_no_is_not_written_over(school: School, by: Actor, found: ProposedPlace) -> None:
    partner = make_partner("Sumber Rejeki")
    word = hosting(partner, answer="no", obstacle="full")
    with pytest.raises(ValidationError, match="tidak menerima"):
        accept(found, by, Destination(partner=partner))
    nothing_written(found, partners=1)
    told = hosting(partner, told_to_school=school, answer="undecided", note="Tanya lagi")
    accept(found, by, Destination(partner=partner))
    told.refresh_from_db()
    word.refresh_from_db()
    assert (told.answer, told.note, word.answer) == ("yes", "Tanya lagi", "no")
    found.refresh_from_db()
    assert found.opening is not None
    assert found.opening.hosting == told


def test_a_closed_partner_takes_nobody(by: Actor, found: ProposedPlace) -> None:
    partner = make_partner(
        "Sumber Rejeki", state="closed", closed_on=makers.TODAY, close_reason="Bangkrut"
    )
    with pytest.raises(ValidationError, match="sudah tutup"):
        accept(found, by, Destination(partner=partner))
    nothing_written(found, partners=1)


def test_seats_that_went_meanwhile_leave_everything_as_it_was(
    by: Actor, found: ProposedPlace
) -> None:
    offered = opening(hosting(make_partner("Sumber Rejeki")), seats=1)
    booking(offered, period(makers.school("SMKN 2 LEBAK")))
    with pytest.raises(IntegrityError, match="more seats"):
        accept(found, by, Destination(opening=offered))


def test_seats_for_others_or_other_days_are_refused(by: Actor, found: ProposedPlace) -> None:
    other = makers.concentration("2.2.2", "Teknik Sepeda Motor")
    with pytest.raises(ValidationError, match="bukan untuk konsentrasi"):
        accept(found, by, Destination(opening=opening(concentration=other)))
    short = opening(until=LAST - timedelta(days=1))
    with pytest.raises(IntegrityError, match="outside the offer"):
        accept(found, by, Destination(opening=short))


def test_a_pupil_who_left_and_a_period_without_days_are_refused(
    planned: PlacementPeriod, pupil: Pupil, by: Actor, found: ProposedPlace
) -> None:
    Pupil.objects.filter(pk=pupil.pk).update(left_on="2025-11-01", leaving_reason="pindah")
    with pytest.raises(ValidationError, match="tidak lagi"):
        accept(found, by)
    planned.blocks.all().delete()
    with pytest.raises(ValidationError, match="belum punya tanggal"):
        accept(found, by)
    nothing_written(found)


def test_others_accept_nothing(school: School, found: ProposedPlace) -> None:
    elsewhere = makers.school("SMKN 2 LEBAK")
    with pytest.raises(PlacementPeriod.DoesNotExist):
        accept(found, admin(elsewhere))
    with pytest.raises(PermissionDenied):
        accept(found, makers.actor(Role.SCHOOL_READER, school))
    led = makers.actor(Role.KAPROG, school)
    with pytest.raises(ProposedPlace.DoesNotExist):
        accept(found, led)
    nothing_written(found)
    led.membership.concentrations.add(makers.concentration())
    accept(found, led)
    assert Booking.objects.count() == 1


def page_of(found: ProposedPlace) -> str:
    return reverse("placements:proposal", args=[found.public_id])


def test_the_page_suggests_what_is_there(
    client: StrictClient, by: Actor, found: ProposedPlace
) -> None:
    client.force_login(by.user)
    assert client.get(page_of(found)).context["chosen"] == "baru"
    partner = make_partner("Sumber Rejeki")
    assert client.get(page_of(found)).context["chosen"] == f"mitra:{partner.public_id}"
    offered = opening(hosting(partner), seats=4)
    page = client.get(page_of(found))
    assert page.context["chosen"] == f"tempat:{offered.public_id}"
    assert "Tempat yang sudah ditawarkan, 4 kursi bebas" in page.content.decode()
    booking(offered, period(makers.school("SMKN 2 LEBAK")), seats=4)
    assert client.get(page_of(found)).context["chosen"] == f"mitra:{partner.public_id}"
    Hosting.objects.filter(partner=partner).update(answer="undecided")
    hosting(partner, told_to_school=by.school, answer="no", obstacle="full")
    page = client.get(page_of(found))
    assert page.context["chosen"] == ""
    assert "menjawab tidak menerima" in page.content.decode()


def test_one_click_is_enough_and_the_second_changes_nothing(
    client: StrictClient, by: Actor, found: ProposedPlace
) -> None:
    client.force_login(by.user)
    given = {"place": "baru", "new_seats": "1", "kind": "company", "tasks": ""}
    page = client.post(page_of(found), given, follow=True).content.decode()
    assert "Usulan disetujui: satu kursi dipesan" in page
    page = client.post(page_of(found), given, follow=True).content.decode()
    assert "sudah diputuskan" in page
    assert Booking.objects.get().opening.get_absolute_url() in page
    assert Partner.objects.count() == 1


def test_refusals_stand_in_the_form_and_keep_what_was_typed(
    client: StrictClient, by: Actor, found: ProposedPlace
) -> None:
    partner = make_partner("Sumber Rejeki")
    client.force_login(by.user)
    given = {"place": "baru", "new_seats": "2", "kind": "company", "tasks": "Las listrik"}
    page = client.post(page_of(found), given)
    assert page.status_code == 422
    assert "sudah ada dalam direktori" in str(page.context["accept"].errors["place"])
    assert "Las listrik" in page.content.decode()
    for place in ("", "baru!", f"tempat:{partner.public_id}", "mitra:tidakada"):
        refused = client.post(page_of(found), given | {"place": place})
        assert list(refused.context["accept"].errors) == ["place"]
    refused = client.post(page_of(found), given | {"new_seats": "0"})
    assert list(refused.context["accept"].errors) == ["new_seats"]
    nothing_written(found, partners=1)
    client.post(page_of(found), given | {"is_surely_new": "on"})
    assert Opening.objects.get().seats == 2


def test_the_other_school_finds_no_page(client: StrictClient, found: ProposedPlace) -> None:
    client.force_login(admin(makers.school("SMKN 2 LEBAK")).user)
    assert client.get(page_of(found)).status_code == 404
    given = {"place": "baru", "new_seats": "1"}
    assert client.post(page_of(found), given).status_code == 404
    nothing_written(found)


def test_the_page_asks_as_often_for_three_partners_as_for_one(
    client: StrictClient, by: Actor, found: ProposedPlace
) -> None:
    client.force_login(by.user)
    offered = [opening(hosting(make_partner("Sumber Rejeki")))]

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(page_of(found)).status_code == 200
        return len(captured)

    asked()
    one = asked()
    offered += [
        opening(hosting(make_partner(f"Sumber Rejeki {name}"))) for name in ("Jaya", "Abadi")
    ]
    assert asked() == one
    assert one <= 25


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_book_one_seat(by: Actor, found: ProposedPlace) -> None:
    def click() -> object:
        try:
            return accept(found, by)
        except ValidationError as refusal:
            return refusal

    answers = at_once(click, click)
    assert sum(isinstance(answer, ProposedPlace) for answer in answers) == 1
    assert Booking.objects.get().seats == 1
    assert Partner.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_found_the_same_workshop_make_one_partner(
    school: School, planned: PlacementPeriod, by: Actor, found: ProposedPlace
) -> None:
    later = period(school, name="Gelombang lain")
    second = proposed(later, chooser(later, "Dahlia"), name="Sumber Rejeki")

    def take(place: ProposedPlace) -> object:
        try:
            return accept(place, by)
        except ValidationError as refusal:
            return refusal

    answers = at_once(lambda: take(found), lambda: take(second))
    assert sum(isinstance(answer, ProposedPlace) for answer in answers) == 1
    assert Partner.objects.count() == 1
    assert Booking.objects.count() == 1
