"""An invented year of PKL at two schools: periods, what partners answered, seats and bookings.

Everything here is invented and says "(contoh)" where it stands as a text of its own; days count
from the school year of the day of loading.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from partnerships.desk.demo.people import HEAD
from partnerships.desk.demo.world import World
from partnerships.partners.actions import parts
from partnerships.partners.models.contacts import ContactRole
from partnerships.placements.actions import hosting as hosting_actions
from partnerships.placements.actions import periods as period_actions
from partnerships.placements.actions import seats
from partnerships.placements.actions.links import issue_partner_link
from partnerships.placements.actions.periods import Block, PeriodParts, Supervision
from partnerships.placements.guests import PartnerGuest
from partnerships.placements.models import Hosting, Opening, PlacementPeriod
from partnerships.placements.models.hosting import HostingAnswer, Obstacle, Offer, Shift
from schools.actors import Actor
from schools.models import Membership
from schools.school_years import school_year_of

ADMIN, OTHER_ADMIN = "hubin.rangkasbitung", "hubin.warunggunung"
SPRING = ((1, 5), (6, 26))


@dataclass(frozen=True)
class Offered:
    """Seats of an invented opening, and how many of them the two schools take."""

    seats: int
    values: dict[str, Any] = field(default_factory=dict)
    taken: dict[str, int] = field(default_factory=dict)


# What partners say themselves, to all schools.
OPEN_TO_ALL: dict[str, Offered] = {
    "boga": Offered(
        12,
        {
            "shift": Shift.DAY,
            "hours_per_day": 8,
            "meals": Offer.YES,
            "lodging": Offer.NO,
            "tasks": "Dapur produksi, penyajian, kebersihan pangan (contoh).",
            "mentor_name": "Sri Handayani (contoh)",
            "least_age": 16,
        },
        {ADMIN: 5, OTHER_ADMIN: 2},
    ),
    "hotel": Offered(
        20,
        {
            "shift": Shift.SHIFTS,
            "hours_per_day": 8,
            "meals": Offer.YES,
            "lodging": Offer.YES,
            "allowance": 500_000,
            "allowance_unit": "month",
            "least_age": 17,
            "note": "Membawa surat keterangan sehat (contoh).",
        },
        {ADMIN: 8, OTHER_ADMIN: 6},
    ),
}
# What partners told one of the two schools, which wrote it down.
TOLD: dict[tuple[str, str], Offered] = {
    (ADMIN, "bengkel"): Offered(
        4,
        {"tasks": "Servis berkala dan tune-up (contoh).", "transport": Offer.NO, "allowance": 0,
         "allowance_unit": "day"},
        {ADMIN: 3},
    ),
    (ADMIN, "ritel"): Offered(6, {"shift": Shift.DAY, "least_age": 16}, {}),
    (OTHER_ADMIN, "bengkel"): Offered(2, {}, {OTHER_ADMIN: 2}),
}  # fmt: skip
REFUSED = [("jaringan", HostingAnswer.NO, Obstacle.NO_MENTOR, "Baru berpindah kantor (contoh).")]
UNDECIDED = [("tani", "Menunggu rapat anggota (contoh).")]


def load_placements(world: World) -> list[PlacementPeriod]:
    year = school_year_of(world.on)
    mine = load_period(world, ADMIN, "PKL kelas XII (contoh)", year, SPRING)
    theirs = load_period(world, OTHER_ADMIN, "PKL kelas XII (contoh)", year, SPRING)
    before = load_period(world, ADMIN, "PKL kelas XII gelombang 1 (contoh)", year - 1, SPRING)
    plan_waves(world, year)
    periods = {ADMIN: mine, OTHER_ADMIN: theirs}
    for partner, offered in OPEN_TO_ALL.items():
        take(offered, own_word(world, partner, year, offered), periods, world)
    for (username, partner), offered in TOLD.items():
        by = world.people[username]
        take(offered, told(world, partner, year, offered, by), periods, world)
    answer_otherwise(world, year)
    last_year(world, year - 1, before)
    return [mine, theirs, before]


def days_of(year: int, wave: tuple[tuple[int, int], tuple[int, int]]) -> tuple[date, date]:
    """The wave in the calendar year in which it lies: spring follows the year's beginning."""
    (month, _day), _last = wave
    calendar = year if month >= 7 else year + 1
    first, last = (date(calendar, *part) for part in wave)
    return first, last


def load_period(world: World, username: str, name: str, year: int, wave: Any) -> PlacementPeriod:
    by = world.people[username]
    return period_actions.plan_period(
        values={"name": name, "school_year": year, "grade": 12, "hours_per_day": 8},
        parts=PeriodParts(
            blocks=[Block(*days_of(year, wave))], supervisors=supervisors(world, username)
        ),
        by=by,
    )


def plan_waves(world: World, year: int) -> None:
    """A second period of the same class, that comes to school one week in four."""
    by = world.people[HEAD]
    period_actions.plan_period(
        values={
            "name": "PKL kelas XI, Senin sampai Rabu (contoh)",
            "school_year": year,
            "grade": 11,
            "hours_per_day": 7,
        },
        parts=PeriodParts(
            blocks=[
                Block(date(year + 1, 2, 2), date(year + 1, 3, 13), (1, 2, 3)),
                Block(date(year + 1, 4, 6), date(year + 1, 5, 29), (1, 2, 3)),
            ]
        ),
        by=by,
    )


def supervisors(world: World, username: str) -> list[Supervision]:
    school = world.people[username].school
    members = Membership.objects.filter(school=school).order_by("pk")
    return [Supervision(member, 12) for member in members]


def own_word(world: World, partner: str, year: int, offered: Offered) -> Opening:
    """Said by a contact of the partner, by the link that the school handed out."""
    by, host = world.people[ADMIN], world.partners[partner]
    contact = host.contacts.order_by("pk").first() or parts.add_contact(
        by=by,
        partner=host,
        values={"name": "Personalia (contoh)", "role": ContactRole.HRD},
        is_private=False,
    )
    guest = PartnerGuest(issue_partner_link(contact=contact, by=by).link, world.on)
    hosting = hosting_actions.record_hosting(
        partner=host,
        school_year=year,
        values={"answer": HostingAnswer.YES, "answered_on": world.on},
        by=guest,
    )
    first, last = days_of(year, SPRING)
    values = {"since": first, "until": last, "seats": offered.seats, **offered.values}
    return hosting_actions.offer(hosting=hosting, values=values, by=guest)


def told(world: World, partner: str, year: int, offered: Offered, by: Actor) -> Opening:
    hosting = record(world, partner, year, by, answer=HostingAnswer.YES)
    first, last = days_of(year, SPRING)
    values = {"since": first, "until": last, "seats": offered.seats, **offered.values}
    return hosting_actions.offer(hosting=hosting, values=values, by=by)


def record(world: World, partner: str, year: int, by: Actor, **values: Any) -> Hosting:
    facts = {"answered_on": world.on, "told_by_name": "Bagian umum (contoh)", **values}
    return hosting_actions.record_hosting(
        partner=world.partners[partner], school_year=year, values=facts, by=by
    )


def take(
    offered: Offered, opening: Opening, periods: dict[str, PlacementPeriod], world: World
) -> None:
    for username, number in offered.taken.items():
        seats.book(
            opening=opening, period=periods[username], seats=number, by=world.people[username]
        )


def answer_otherwise(world: World, year: int) -> None:
    by = world.people[ADMIN]
    for partner, answer, obstacle, note in REFUSED:
        record(world, partner, year, by, answer=answer, obstacle=obstacle, note=note)
    for partner, note in UNDECIDED:
        record(world, partner, year, by, answer=HostingAnswer.UNDECIDED, note=note)


def last_year(world: World, year: int, period: PlacementPeriod) -> None:
    """What was offered a year ago, to be copied this year."""
    by = world.people[ADMIN]
    offered = Offered(5, {"tasks": "Gudang dan kasir (contoh)."})
    seats.book(opening=told(world, "ritel", year, offered, by), period=period, seats=5, by=by)
