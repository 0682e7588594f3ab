"""Invented years of PKL at two schools: periods, what partners answered, seats and bookings.

Everything here is invented and says "(contoh)" where it stands as a text of its own. One period is
over, one runs on the day of loading, one is still to be assigned.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from accounts.roles import Role
from partnerships.desk.demo.hosts import (
    ADMIN,
    ELSEWHERE,
    OFFERS,
    OTHER_ADMIN,
    SOFTWARE,
    Offered,
)
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
from partnerships.placements.models.hosting import HostingAnswer, Obstacle
from schools.actors import Actor
from schools.models import Concentration, Membership
from schools.school_years import school_year_of

REFUSED = [("jaringan", HostingAnswer.NO, Obstacle.NO_MENTOR, "Baru berpindah kantor (contoh).")]
UNDECIDED = [("tani", "Menunggu rapat anggota (contoh).")]


@dataclass(frozen=True)
class Run:
    """First and last day."""

    first: date
    last: date


@dataclass(frozen=True)
class Supply:
    """The periods of SMKN 1 Rangkasbitung, and the one of its neighbour."""

    finished: PlacementPeriod
    running: PlacementPeriod
    to_assign: PlacementPeriod
    theirs: PlacementPeriod


def load_placements(world: World) -> Supply:
    year = school_year_of(world.on)
    supply = plan(world, year)
    plan_waves(world, year)
    answers = Answers(world)
    periods = {ADMIN: supply.to_assign, OTHER_ADMIN: supply.theirs}
    for partner, offered in [*OFFERS.items(), *ELSEWHERE.items()]:
        answers.offer(partner, offered, year, days_to_come(world.on), periods)
    for partner, offered in [*held(SOFTWARE), ("boga", OFFERS["boga"])]:
        answers.offer(partner, offered, year, days_at_hand(world.on), {ADMIN: supply.running})
    for partner, offered in held():
        answers.offer(partner, offered, year - 1, days_gone(year), {ADMIN: supply.finished})
    answers.otherwise(year)
    return supply


def held(*names: str) -> Iterable[tuple[str, Offered]]:
    """Where the school takes seats: for these konsentrasi, or for any."""
    for partner, offered in OFFERS.items():
        if ADMIN in offered.taken and (not names or offered.concentration in names):
            yield partner, offered


def days_gone(year: int) -> Run:
    """The second half of the school year before."""
    return Run(date(year, 1, 5), date(year, 6, 26))


def days_at_hand(on: date) -> Run:
    """Sixteen weeks around the day."""
    first = monday(on - timedelta(weeks=8))
    return Run(first, first + timedelta(weeks=16, days=-3))


def days_to_come(on: date) -> Run:
    """More than half a year that begins when the running period is over."""
    first = monday(on + timedelta(weeks=10))
    return Run(first, first + timedelta(weeks=27, days=-3))


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def plan(world: World, year: int) -> Supply:
    school_before = {"school_year": year - 1, "grade": 11}
    return Supply(
        finished=load_period(world, ADMIN, "PKL kelas XI (contoh)", days_gone(year), school_before),
        running=load_period(
            world,
            ADMIN,
            "PKL kelas XII gelombang 1 (contoh)",
            days_at_hand(world.on),
            {"school_year": year, "grade": 12},
            (SOFTWARE,),
        ),
        to_assign=load_period(
            world,
            ADMIN,
            "PKL kelas XII gelombang 2 (contoh)",
            days_to_come(world.on),
            {"school_year": year, "grade": 12},
        ),
        theirs=load_period(
            world,
            OTHER_ADMIN,
            "PKL kelas XII (contoh)",
            days_to_come(world.on),
            {"school_year": year, "grade": 12},
        ),
    )


def load_period(
    world: World,
    username: str,
    name: str,
    run: Run,
    values: dict[str, Any],
    concentrations: Iterable[str] = (),
) -> PlacementPeriod:
    return period_actions.plan_period(
        values={"name": name, "hours_per_day": 8, **values},
        parts=PeriodParts(
            blocks=[Block(run.first, run.last)],
            concentrations=list(Concentration.objects.filter(name__in=concentrations)),
            supervisors=supervisors(world, username),
        ),
        by=world.people[username],
    )


def plan_waves(world: World, year: int) -> None:
    """A period of class XI, that comes to school on the other days of the week."""
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
    """Those who are there for it; at a school that has none, whoever there is."""
    members = Membership.objects.filter(school=world.people[username].school).order_by("pk")
    called = members.filter(role=Role.SUPERVISOR)
    return [Supervision(member, 36 if called else 12) for member in called or members]


class Answers:
    """What partners answer, each once a year, with the seats that they offer then."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.words: dict[tuple[str, int, str], Hosting] = {}
        self.guests: dict[str, PartnerGuest] = {}
        self.studies = {row.name: row for row in Concentration.objects.all()}

    def offer(
        self,
        partner: str,
        offered: Offered,
        year: int,
        run: Run,
        periods: dict[str, PlacementPeriod],
    ) -> Opening:
        by = self.world.people[offered.told_to] if offered.told_to else self.guest(partner)
        values = {"since": run.first, "until": run.last, "seats": offered.seats}
        values["concentration"] = self.studies.get(offered.concentration)
        opening = hosting_actions.offer(
            hosting=self.word(partner, offered, year, by), values=values | offered.values, by=by
        )
        for username, number in offered.taken.items():
            if username in periods:
                seats.book(
                    opening=opening,
                    period=periods[username],
                    seats=number,
                    by=self.world.people[username],
                )
        return opening

    def word(self, partner: str, offered: Offered, year: int, by: Actor | PartnerGuest) -> Hosting:
        key = (partner, year, offered.told_to)
        if key not in self.words:
            self.words[key] = self.record(partner, year, by, answer=HostingAnswer.YES)
        return self.words[key]

    def record(self, partner: str, year: int, by: Actor | PartnerGuest, **values: Any) -> Hosting:
        on = min(self.world.on, date(year + 1, 6, 1))
        facts = {"answered_on": on, **values}
        if isinstance(by, Actor):
            facts["told_by_name"] = "Bagian umum (contoh)"
        return hosting_actions.record_hosting(
            partner=self.world.partners[partner], school_year=year, values=facts, by=by
        )

    def guest(self, partner: str) -> PartnerGuest:
        """A contact of the partner, by the link that the school handed out."""
        if partner not in self.guests:
            by, host = self.world.people[ADMIN], self.world.partners[partner]
            contact = host.contacts.order_by("pk").first() or parts.add_contact(
                by=by,
                partner=host,
                values={"name": "Personalia (contoh)", "role": ContactRole.HRD},
                is_private=False,
            )
            link = issue_partner_link(contact=contact, by=by).link
            self.guests[partner] = PartnerGuest(link, self.world.on)
        return self.guests[partner]

    def otherwise(self, year: int) -> None:
        by = self.world.people[ADMIN]
        for partner, answer, obstacle, note in REFUSED:
            self.record(partner, year, by, answer=answer, obstacle=obstacle, note=note)
        for partner, note in UNDECIDED:
            self.record(partner, year, by, answer=HostingAnswer.UNDECIDED, note=note)
