"""Groups of people, and a line of the matrix: an address, who reads it, who changes something."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import makers
from tests.house.worlds.words import OFFICE_ROLES, SCHOOL_ROLES
from tests.house.worlds.world import World

Group = frozenset[str]
DAY = makers.TODAY.isoformat()


def group(*names: str) -> Group:
    return frozenset(names)


TEAM = [*SCHOOL_ROLES, "branch", "province", *OFFICE_ROLES]
NOBODY = group()
# Guests hold the link of a partner, a pupil or an instruktur; elsewhere they are visitors.
GUEST, PUPIL_GUEST = group("guest"), group("pupil guest")
MENTOR_GUEST = group("mentor guest")
VISITOR, NEWCOMER = group("visitor") | GUEST | PUPIL_GUEST | MENTOR_GUEST, group("newcomer")
BOUNDLESS = group("maintainer", "superuser")
OWN = group(*TEAM)
FAR = group(*(f"far {name}" for name in TEAM))
NEAR = group("named admin", "next branch")
MEMBERS = OWN | FAR | NEAR | BOUNDLESS
SIGNED_IN = MEMBERS | NEWCOMER
EVERYBODY = SIGNED_IN | VISITOR

OWN_OFFICE = group("branch", "province")
OTHER_OFFICES = group("far branch", "far province", "next branch")
REVIEWERS = OWN_OFFICE | OTHER_OFFICES
SCHOOL_KEEPERS = group("admin", "head")
# Who keeps the records of the own school, who answers for it, and who knows of its drafts.
KEEPERS = SCHOOL_KEEPERS | OWN_OFFICE | group("superuser")
CHECKERS = OWN_OFFICE | group("superuser")
INVOLVED = OWN | BOUNDLESS
OFFICE_READERS = OWN_OFFICE | group(*OFFICE_ROLES) | BOUNDLESS
# By what the role allows, at whatever place.
STEWARDS = REVIEWERS | BOUNDLESS
OWN_STEWARDS = OWN_OFFICE | BOUNDLESS
SCHOOL_EDITORS = SCHOOL_KEEPERS | OWN_STEWARDS
# Who reads children's data: of the own school, and of the own konsentrasi.
PUPIL_KEEPERS = SCHOOL_KEEPERS
PUPIL_READERS = PUPIL_KEEPERS | group("kaprog", "superuser")
# Who writes what follows a placement: whoever places pupils, and its supervisor.
FOLLOWERS = PUPIL_READERS | group("supervisor")
# By what the role allows, at whatever school.
ALL_PUPIL_KEEPERS = PUPIL_KEEPERS | group("far admin", "far head", "named admin")
ALL_PUPIL_READERS = ALL_PUPIL_KEEPERS | group("kaprog", "far kaprog", "superuser")
# Who counts pupils for an office, and who may state a reason to read their names.
COUNTERS = OWN_OFFICE | group(*OFFICE_ROLES)
ALL_COUNTERS = COUNTERS | OTHER_OFFICES | group(*(f"far {name}" for name in OFFICE_ROLES))
PROPOSING_SCHOOL = SCHOOL_KEEPERS | group("kaprog")
FAR_SCHOOL = group("far admin", "far head", "far kaprog")
PROPOSERS = PROPOSING_SCHOOL | FAR_SCHOOL | group("named admin") | STEWARDS
WRITERS = PROPOSERS - BOUNDLESS
LISTERS = WRITERS - group("kaprog", "far kaprog")
INVITERS = LISTERS | BOUNDLESS
PLACED = MEMBERS - BOUNDLESS


def nothing(_world: World) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Line:
    """`reads` get the page by GET. By POST `writes` change something, `idle` are answered without
    a change, `own` change at most what is theirs alone. `barred` are refused openly (403)."""

    name: str
    on: str = ""
    reads: Group = NOBODY
    writes: Group = NOBODY
    idle: Group = NOBODY
    own: Group = NOBODY
    barred: Group = NOBODY
    body: Callable[[World], dict[str, Any]] = nothing
    query: str = ""
    is_open: bool = False

    def __str__(self) -> str:
        return f"{self.name} on {self.on}{self.query}" if self.on else f"{self.name}{self.query}"

    def path(self, world: World) -> str:
        return reverse(self.name, kwargs=world.at[self.on]) + self.query

    @property
    def has_action(self) -> bool:
        return bool(self.writes | self.idle | self.own)

    @property
    def has_page(self) -> bool:
        """Addresses that serve nobody are asked by GET."""
        return bool(self.reads) or not self.has_action

    def expected(self, who: str, method: str) -> str:
        served = self.reads if method == "GET" else self.writes | self.idle | self.own
        if who in served:
            return "ok"
        if who in VISITOR and not self.is_open:
            return "sign in"
        return "403" if who in self.barred else "404"


def reading(names: str, on: str = "", *, reads: Group, **given: Any) -> list[Line]:
    """The same for several addresses of one row."""
    return [Line(name, on, reads=reads, **given) for name in names.split()]


def changing(name: str, on: str = "", *, by: Group, **given: Any) -> Line:
    """A page whose form and whose button are for the same people."""
    return Line(name, on, reads=by, writes=by, **given)


def sent(**values: Any) -> Callable[[World], dict[str, Any]]:
    return lambda _world: dict(values)


opened = partial(Line, is_open=True)


def csv(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("baru.csv", text.encode(), content_type="text/csv")
