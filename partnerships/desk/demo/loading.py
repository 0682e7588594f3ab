"""Fills an empty database with the demo, in one transaction: all of it or nothing."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import MailState, Notice, User
from partnerships.agreements.actions.acting import acting
from partnerships.agreements.models import Agreement, State
from partnerships.desk.demo import partners, people, places
from partnerships.desk.demo.agreed import load_agreed
from partnerships.desk.demo.dating import date_letters, date_steps
from partnerships.desk.demo.examples import load_examples
from partnerships.desk.demo.following import load_following
from partnerships.desk.demo.hosts import ADMIN, load_hosts
from partnerships.desk.demo.known import load_known
from partnerships.desk.demo.lettering import load_letters
from partnerships.desk.demo.placements import Supply, load_placements
from partnerships.desk.demo.placing import load_placing
from partnerships.desk.demo.proposing import load_proposals
from partnerships.desk.demo.pupils import load_pupils
from partnerships.desk.demo.sources import load_sources
from partnerships.desk.demo.strictness import OFFICE, load_overrides, load_rules
from partnerships.desk.demo.world import JOB, World
from partnerships.placements.models import Placement
from schools.actors import Actor
from schools.models import Pupil

# Kinds of notices that wait for an answer.
ASKING = ["returned", "objection", "correction", "reported", "to_verify"]


@dataclass(frozen=True)
class Loaded:
    world: World
    known: list[Agreement]
    examples: list[Agreement]
    pupils: list[Pupil]
    supply: Supply
    placed: list[Placement]


def is_loaded() -> bool:
    """Its people are loaded with all the rest, so they tell."""
    return User.objects.filter(is_demo=True).exists()


@transaction.atomic
def load(*, on: date) -> Loaded:
    """Everything in order; what people of the demo do is theirs in the history."""
    by = Actor.system(on=on, job=JOB)
    with acting(JOB, by=by):
        sources, offices = load_sources(), places.load_offices()
        schools = places.load_schools(sources)
        places.load_association(schools, sources)
        directory = partners.load_partners(sources, schools, by=by) | load_hosts(by=by)
        actors = people.load_people(offices, schools, by=by)
    world = World(by, sources, offices, schools, directory, actors)
    propose_twice(world)
    known, examples = load_known(world), [*load_examples(world), *load_agreed(world)]
    with acting(JOB, by=world.people[ADMIN]):
        pupils = load_pupils(world)
    with acting(JOB, by=by):
        supply = load_placements(world)
    with acting(JOB, by=world.people[OFFICE]):
        load_rules(world)
    with acting(JOB, by=world.people[ADMIN]):
        placed = load_placing(world, supply)
        load_proposals(world, supply)
        load_following(world, placed)
        # After the marks: a certificate names the final one.
        letters = load_letters(world, supply)
        load_overrides(world, placed)
        date_steps(placed, now=timezone.now())
        date_letters(letters, now=timezone.now())
    loaded = Loaded(world, known, examples, pupils, supply, placed)
    read_old_news()
    return loaded


def read_old_news() -> None:
    """Inboxes hold only what still asks for something; the rest has been read and is not mailed."""
    waiting = Agreement.objects.filter(state=State.SUBMITTED)
    asking = Q(kind__in=ASKING) | Q(path__in=[agreement.staff_url for agreement in waiting])
    Notice.objects.exclude(asking).update(read_at=timezone.now(), mail=MailState.NONE)


def propose_twice(world: World) -> None:
    """A school proposes a partner that is there already: one to confirm, one likely pair."""
    school_admin = world.people["hubin.rangkasbitung"]
    with acting(JOB, by=school_admin):
        partners.add(partners.PROPOSED, by=school_admin)
