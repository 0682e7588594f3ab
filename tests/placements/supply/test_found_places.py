"""The seat of a pupil who found the place: held in every draft, let go of, and given back."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from accounts.roles import Role
from partnerships.partners.models import Contact, Partner
from partnerships.placements.actions import assignments, rescheduling
from partnerships.placements.actions.placements import plan_placements, take, undo
from partnerships.placements.actions.proposals import Destination, accept_place
from partnerships.placements.actions.publishing import publish
from partnerships.placements.actions.reopening import reopen_place
from partnerships.placements.actions.seats import book
from partnerships.placements.drafting.outlook import found_places
from partnerships.placements.models import (
    AssignedPlace,
    Booking,
    Choice,
    Hosting,
    Opening,
    Placement,
    PlaceRule,
    ProposedPlace,
)
from partnerships.placements.models.assignment import PlaceRuleKind
from partnerships.placements.models.placements import PlacementStep
from partnerships.placements.rescheduling import NewDays
from schools.models import Pupil, School
from tests import makers
from tests.at_once import at_once
from tests.placements import scenes
from tests.placements.drafting.scenes import Class, given, made, place, wish
from tests.strictness import StrictClient

pytestmark = pytest.mark.django_db
NEW = Destination(kind="company", tasks="Menyetel rem")


class Found(Class):
    """The last of three pupils has found a workshop; the others would like it as well."""

    proposed: ProposedPlace

    @property
    def finder(self) -> Pupil:
        return self.pupils[-1]

    @property
    def opening(self) -> Opening:
        self.proposed.refresh_from_db()
        assert self.proposed.opening
        return self.proposed.opening

    def accept(self, at: Destination = NEW) -> None:
        accept_place(proposed=self.proposed, at=at, by=self.by)
        self.proposed.refresh_from_db()

    def everybody_wishes(self) -> None:
        for pupil in self.pupils[:-1]:
            Choice.objects.filter(pupil=pupil).delete()
            wish(self.period, pupil, self.opening)


@pytest.fixture
def school() -> School:
    return makers.school()


@pytest.fixture
def found(school: School) -> Found:
    scene = made(school, seats=(1, 1))
    new = Found(scene.period, scene.pupils, scene.places, scene.by)
    new.proposed = scenes.proposed(scene.period, new.finder, name="Temuan Baru")
    return new


def seats(found: Found) -> int:
    return Booking.objects.standing().filter(opening__in=Opening.objects.all()).seats()


def test_the_seat_is_held_for_the_finder(found: Found) -> None:
    found.accept()
    found.everybody_wishes()
    run = found.solved()
    assert given(run)[found.finder.name] == "Temuan Baru"
    assert list(given(run).values()).count("Temuan Baru") == 1
    assert AssignedPlace.objects.get(run=run, pupil=found.finder).is_fixed


def test_the_school_lets_go_of_it_and_holds_it_again(found: Found, client: StrictClient) -> None:
    found.accept()
    client.force_login(found.by.user)
    page = reverse("placements:assignment", args=[found.period.public_id])
    assert "Kursi ditahan" in client.get(page).content.decode()
    [one] = found_places(found.period)
    assert one.rule
    key = [found.period.public_id, one.rule.public_id]
    client.post(reverse("placements:assignment_unsettle", args=key))
    assert "Tidak ditahan" in client.get(page).content.decode()
    assert found_places(found.period)[0].rule is None
    held = {"pupil": found.finder.public_id, "opening": found.opening.public_id, "kind": "fixed"}
    address = reverse("placements:assignment_settle", args=[found.period.public_id])
    client.post(address, {f"tetapan-{name}": value for name, value in held.items()})
    assert "Kursi ditahan" in client.get(page).content.decode()


def test_a_seat_that_was_let_go_is_anybodys(found: Found) -> None:
    found.accept()
    found.everybody_wishes()
    PlaceRule.objects.all().delete()
    Choice.objects.filter(pupil=found.finder).delete()
    told = given(found.solved())
    assert told[found.finder.name] != "Temuan Baru"
    assert "Temuan Baru" in told.values()


def test_what_was_said_by_hand_before_gives_way(found: Found) -> None:
    assignments.settle(
        period=found.period,
        pupil=found.finder,
        opening=found.places[0],
        kind="fixed",  # type: ignore[arg-type]  # as the form sends it
        by=found.by,
    )
    found.accept()
    rule = PlaceRule.objects.get(pupil=found.finder)
    assert (rule.opening, rule.kind) == (found.opening, "fixed")


def test_a_workshop_for_one_needs_no_company(found: Found) -> None:
    found.accept()
    values = {"least_together": 2}
    assignments.set_rules(period=found.period, values=values, by=found.by, revision=None)
    run = found.solved()
    assert run.state == "done"
    assert given(run)[found.finder.name] == "Temuan Baru"
    assert list(given(run).values()).count(None) == 2


def test_a_kaprog_who_says_yes_holds_the_seat_too(found: Found, school: School) -> None:
    taught = makers.concentration()
    leader = makers.actor(Role.KAPROG, school)
    assert leader.membership
    leader.membership.concentrations.add(taught)
    pupil = scenes.chooser(found.period, "Siswa Jurusan", studies=taught)
    own = scenes.proposed(found.period, pupil, name="CV Jurusan")
    accept_place(proposed=own, at=NEW, by=leader)
    assert PlaceRule.objects.get(pupil=pupil).kind == "fixed"


def test_the_yes_is_taken_back_and_the_seat_with_it(found: Found) -> None:
    before = seats(found)
    found.accept()
    opening = found.opening
    done = reopen_place(proposed=found.proposed, by=found.by)
    assert done.seat_released
    found.proposed.refresh_from_db()
    facts = found.proposed
    assert (facts.state, facts.partner, facts.opening, facts.took_seat) == (
        "waiting", None, None, False,
    )  # fmt: skip
    assert seats(found) == before
    assert not PlaceRule.objects.exists()
    wishes = Choice.objects.filter(pupil=found.finder).order_by("rank")
    assert [(one.opening, one.rank) for one in wishes] == [
        (found.places[0], 1), (found.places[1], 2),
    ]  # fmt: skip
    assert Partner.objects.filter(name="Temuan Baru").exists()
    assert Contact.objects.filter(private_to=found.period.school).exists()
    assert Hosting.objects.filter(pk=opening.hosting_id, answer="yes").exists()
    found.accept(Destination(opening=opening))
    assert found.opening == opening


def test_a_second_click_takes_nothing_more_back(found: Found) -> None:
    found.accept()
    reopen_place(proposed=found.proposed, by=found.by)
    with pytest.raises(ValidationError, match="disetujui"):
        reopen_place(proposed=found.proposed, by=found.by)


def test_seats_that_were_there_before_stay(found: Found) -> None:
    offered = place(found.period, 2, name="Bengkel Lama")
    found.accept(Destination(opening=offered, is_booked=True))
    assert not reopen_place(proposed=found.proposed, by=found.by).seat_released
    assert offered.bookings.get().seats == 2


def test_of_several_seats_one_goes_back_and_others_wishes_stay(found: Found) -> None:
    offered = place(found.period, 1, name="Bengkel Lama")
    Opening.objects.filter(pk=offered.pk).update(seats=5)
    wish_of_other = Choice.objects.create(
        period=found.period, pupil=found.pupils[0], opening=offered, rank=3
    )
    found.accept(Destination(opening=offered))
    assert offered.bookings.get().seats == 2
    assert reopen_place(proposed=found.proposed, by=found.by).seat_released
    assert offered.bookings.get().seats == 1
    assert Choice.objects.filter(pk=wish_of_other.pk).exists()


def test_a_seat_on_which_another_sits_stays(found: Found) -> None:
    found.accept()
    assignments.unsettle(rule=PlaceRule.objects.get(), by=found.by)
    places = {found.pupils[0].pk: found.opening.pk}
    plan_placements(period=found.period, places=places, by=found.by)
    opening = found.opening
    assert not reopen_place(proposed=found.proposed, by=found.by).seat_released
    assert opening.bookings.get().released_at is None
    assert Placement.objects.get().opening == opening


def test_who_is_placed_there_already_keeps_the_yes(found: Found) -> None:
    found.accept()
    places = {found.finder.pk: found.opening.pk}
    (row,) = plan_placements(period=found.period, places=places, by=found.by)
    with pytest.raises(ValidationError, match="sudah ditempatkan di sana"):
        reopen_place(proposed=found.proposed, by=found.by)
    take("cancel", row, by=found.by, reason="Pindah")
    assert reopen_place(proposed=found.proposed, by=found.by).seat_released


def test_two_proposals_do_not_wait_at_once(found: Found) -> None:
    found.accept()
    scenes.proposed(found.period, found.finder, name="CV Lain")
    with pytest.raises(ValidationError, match="Usulan lain dari siswa ini"):
        reopen_place(proposed=found.proposed, by=found.by)


def test_strangers_take_nothing_back(found: Found, school: School) -> None:
    found.accept()
    far = scenes.admin(makers.school("SMKN 9 LAIN"))
    # A kaprog of another konsentrasi opens the period but does not know the pupil.
    for actor in (far, makers.actor(Role.KAPROG, school)):
        with pytest.raises((ProposedPlace.DoesNotExist, found.period.DoesNotExist)):
            reopen_place(proposed=found.proposed, by=actor)
    with pytest.raises(PermissionDenied):
        reopen_place(proposed=found.proposed, by=makers.actor(Role.SCHOOL_READER, school))
    found.proposed.refresh_from_db()
    assert found.proposed.state == "approved"


@pytest.mark.django_db(transaction=True)
def test_two_clicks_in_one_moment_release_one_seat(school: School) -> None:
    scene = made(school, seats=(1, 1))
    proposed = scenes.proposed(scene.period, scene.pupils[0], name="Temuan Baru")
    offered = place(scene.period, 3, name="Bengkel Lama")
    Opening.objects.filter(pk=offered.pk).update(seats=9)
    accept_place(proposed=proposed, at=Destination(opening=offered), by=scene.by)
    assert offered.bookings.get().seats == 4
    done: list[Any] = at_once(
        *(lambda: reopen_place(proposed=proposed, by=scene.by) for _click in range(2))
    )
    assert sorted(isinstance(one, ValidationError) for one in done) == [False, True]
    assert offered.bookings.get().seats == 3


def test_nobody_else_is_planned_on_a_held_seat(found: Found) -> None:
    found.accept()
    stranger = found.pupils[0]
    places = {stranger.pk: found.opening.pk}
    with pytest.raises(ValidationError, match="ditahan bagi siswa yang menemukan"):
        plan_placements(period=found.period, places=places, by=found.by)
    assert not Placement.objects.exists()
    plan_placements(period=found.period, places={found.finder.pk: found.opening.pk}, by=found.by)
    assert Placement.objects.get().pupil == found.finder


def test_what_is_let_go_or_booked_beside_the_held_seat_is_free(found: Found) -> None:
    found.accept(Destination(kind="company", tasks="Menyetel rem", seats=3))
    first, second = found.pupils[:2]
    book(opening=found.opening, period=found.period, seats=2, by=found.by)
    plan_placements(period=found.period, places={first.pk: found.opening.pk}, by=found.by)
    with pytest.raises(ValidationError, match="ditahan"):
        plan_placements(period=found.period, places={second.pk: found.opening.pk}, by=found.by)
    assignments.unsettle(rule=PlaceRule.objects.get(), by=found.by)
    plan_placements(period=found.period, places={second.pk: found.opening.pk}, by=found.by)
    assert Placement.objects.count() == 2


def test_nobody_moves_to_a_held_seat_and_the_form_says_why(
    found: Found, client: StrictClient
) -> None:
    found.accept()
    stranger = found.pupils[0]
    (here,) = plan_placements(
        period=found.period, places={stranger.pk: found.places[0].pk}, by=found.by
    )
    client.force_login(found.by.user)
    address = reverse("placements:placement_move", args=[here.public_id])
    body = {"opening": found.opening.public_id, "first_day": "2026-03-02", "reason": "Dekat rumah"}
    answer = client.post(address, body)
    assert answer.status_code == 422
    assert "ditahan bagi siswa yang menemukan" in str(answer.context["form"].errors["opening"])
    assert Placement.objects.get().state == "planned"
    assignments.unsettle(rule=PlaceRule.objects.get(), by=found.by)
    assert client.post(address, body).status_code == 302
    assert Placement.objects.get(state="planned").opening == found.opening


def test_whoever_comes_back_finds_the_seat_held(found: Found) -> None:
    """The seat was free when the finder was given it: the other one had just been cancelled."""
    found.accept()
    assignments.unsettle(rule=PlaceRule.objects.get(), by=found.by)
    stranger = found.pupils[0]
    (gone,) = plan_placements(
        period=found.period, places={stranger.pk: found.opening.pk}, by=found.by
    )
    take("cancel", gone, by=found.by, reason="Pindah sekolah")
    kind = PlaceRuleKind.FIXED
    decided = {"pupil": found.finder, "opening": found.opening, "kind": kind}
    assignments.settle(period=found.period, **decided, by=found.by)
    with pytest.raises(ValidationError, match="ditahan"):
        undo(placement=gone, by=found.by)
    gone.refresh_from_db()
    assert gone.state == "cancelled"


def test_a_late_yes_of_the_host_does_not_take_the_held_seat(found: Found) -> None:
    """Whoever was given up as unanswered had left the seat that the finder was given."""
    found.accept()
    assignments.unsettle(rule=PlaceRule.objects.get(), by=found.by)
    places = {found.pupils[0].pk: found.opening.pk}
    (late,) = plan_placements(period=found.period, places=places, by=found.by)
    for step in ("request", "give_up"):
        take(step, late, by=found.by)
    decided = {"pupil": found.finder, "opening": found.opening, "kind": PlaceRuleKind.FIXED}
    rule = assignments.settle(period=found.period, **decided, by=found.by)
    with pytest.raises(ValidationError, match="ditahan"):
        take("accept", late, by=found.by)
    late.refresh_from_db()
    assert late.state == "unanswered"
    assignments.unsettle(rule=rule, by=found.by)
    assert take("accept", late, by=found.by).state == "accepted"


def test_a_draft_from_before_the_yes_does_not_send_the_finder_elsewhere(found: Found) -> None:
    place(found.period, 3, name="Bengkel Luas")
    run = found.solved()
    assert AssignedPlace.objects.get(run=run, pupil=found.finder).opening
    found.accept()
    with pytest.raises(ValidationError, match="menemukan tempatnya sendiri"):
        publish(run=run, by=found.by, revision=None)
    again = found.solved()
    publish(run=again, by=found.by, revision=None)
    assert Placement.objects.get(pupil=found.finder).opening == found.opening


def test_a_seat_that_is_taken_is_not_held(found: Found) -> None:
    spare, stranger = found.places[0], found.pupils[0]
    Opening.objects.filter(pk=spare.pk).update(seats=9)
    plan_placements(period=found.period, places={stranger.pk: spare.pk}, by=found.by)
    with pytest.raises(ValidationError, match="sudah terisi atau ditahan"):
        found.accept(Destination(opening=spare, is_booked=True))
    assert not PlaceRule.objects.exists()
    book(opening=spare, period=found.period, seats=2, by=found.by)
    found.accept(Destination(opening=spare, is_booked=True))
    assert PlaceRule.objects.get().pupil == found.finder


@pytest.mark.django_db(transaction=True)
def test_a_hold_and_a_plan_in_one_moment_do_not_share_one_seat(school: School) -> None:
    scene = made(school, seats=(1, 1))
    finder, stranger = scene.pupils[:2]
    spare = scene.places[0]
    Opening.objects.filter(pk=spare.pk).update(seats=9)
    proposed = scenes.proposed(scene.period, finder, name="Temuan Baru")
    at = Destination(opening=spare, is_booked=True)
    done: list[Any] = at_once(
        lambda: accept_place(proposed=proposed, at=at, by=scene.by),
        lambda: plan_placements(period=scene.period, places={stranger.pk: spare.pk}, by=scene.by),
    )
    assert sorted(isinstance(one, ValidationError) for one in done) == [False, True]
    assert Placement.objects.count() + PlaceRule.objects.count() == 1


def test_the_page_offers_to_take_it_back(found: Found, client: StrictClient) -> None:
    client.force_login(found.by.user)
    page = reverse("placements:proposal", args=[found.proposed.public_id])
    address = reverse("placements:proposal_reopen", args=[found.proposed.public_id])
    assert address not in client.get(page).content.decode()
    refused = client.post(address, follow=True).content.decode()
    assert "tidak (lagi) disetujui" in refused
    found.accept()
    assert address in client.get(page).content.decode()
    done = client.post(address, follow=True).content.decode()
    assert "usulan menunggu lagi" in done
    assert "Kursinya dilepas." in done


APRIL = date(2026, 4, 1)


def short_beside_held(found: Found) -> Placement:
    """Somebody sits until April where from then on the finder's seat is held, the only one."""
    found.accept()
    assignments.unsettle(rule=PlaceRule.objects.get(), by=found.by)
    places = {found.pupils[0].pk: found.opening.pk}
    (short,) = plan_placements(period=found.period, places=places, by=found.by)
    rescheduled(found, short, NewDays(last=APRIL))
    hold(found)
    short.refresh_from_db()
    return short


def hold(found: Found) -> None:
    PlaceRule.objects.create(
        period=found.period, pupil=found.finder, opening=found.opening, kind=PlaceRuleKind.FIXED
    )


def rescheduled(found: Found, row: Placement, wanted: NewDays) -> rescheduling.Rescheduled:
    seen = dict(Placement.objects.filter(pk=row.pk).values_list("public_id", "revision"))
    return rescheduling.reschedule(period=found.period, seen=seen, wanted=wanted, by=found.by)


def test_longer_days_do_not_take_the_held_seat(found: Found) -> None:
    short = short_beside_held(found)
    result = rescheduled(found, short, NewDays(last=scenes.LAST))
    [(row, why)] = result.refused
    assert (row, result.done) == (short, [])
    assert "ditahan bagi siswa yang menemukan" in why
    short.refresh_from_db()
    assert short.last_day == APRIL
    PlaceRule.objects.all().delete()
    assert rescheduled(found, short, NewDays(last=scenes.LAST)).done == [short]


def test_shorter_days_are_nobodys_loss(found: Found) -> None:
    short = short_beside_held(found)
    earlier = date(2026, 3, 2)
    assert rescheduled(found, short, NewDays(last=earlier)).done == [short]


def test_taking_back_shorter_days_does_not_take_the_held_seat(found: Found) -> None:
    short = short_beside_held(found)
    at = PlacementStep.objects.filter(move="redate").latest("at").at
    result = rescheduling.take_back(period=found.period, at=at, by=found.by)
    [(row, why)] = result.refused
    assert (row, result.done) == (short, [])
    assert "ditahan bagi siswa yang menemukan" in why
    short.refresh_from_db()
    assert short.last_day == APRIL


def test_fewer_seats_than_sat_on_and_held_are_not_booked(
    found: Found, client: StrictClient
) -> None:
    found.accept(Destination(kind="company", tasks="Menyetel rem", seats=3))
    book(opening=found.opening, period=found.period, seats=3, by=found.by)
    places = {found.pupils[0].pk: found.opening.pk}
    plan_placements(period=found.period, places=places, by=found.by)
    client.force_login(found.by.user)
    address = reverse("placements:book", args=[found.opening.public_id])
    asked = {"periode": found.period.public_id, "seats": "1"}
    answer = client.post(address, asked)
    told = str(answer.context["form"].errors["seats"])
    assert "2 kursi di sana sudah terisi atau ditahan" in told
    held = Booking.objects.get(opening=found.opening)
    assert held.seats == 3
    client.post(address, asked | {"seats": "2"})
    held.refresh_from_db()
    assert held.seats == 2
