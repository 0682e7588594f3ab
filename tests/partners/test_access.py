"""Who sees and who edits what: the whole table, row by row."""

from collections.abc import Callable

import pytest

from accounts.roles import Role
from partnerships.partners.models import Contact, Licence, Partner, Relation, Site
from partnerships.partners.models.partners import State
from partnerships.partners.overview import Overview
from schools.actors import Actor
from schools.models.offices import OfficeKind
from tests import makers
from tests.partners.making import contact, licence, partner, proposal, relation, site

pytestmark = pytest.mark.django_db


class Scene:
    """A school of Lebak, its neighbours and offices, and partners in each state."""

    def __init__(self) -> None:
        self.school = makers.school()
        self.neighbour = makers.school("SMKN 2 RANGKASBITUNG")
        self.banten = makers.office("36")
        branch = {"kind": OfficeKind.BRANCH_EDUCATION, "parent": self.banten}
        self.lebak = makers.office("36.02", **branch)
        self.serang = makers.office("36.73", **branch)
        self.bengkulu = makers.office("17")
        self.own = proposal("Usulan Sendiri", proposed_by_school=self.school)
        self.placeless = proposal("Tanpa Tempat", at=None, proposed_by_school=self.school)
        self.far = proposal("Usulan Jauh", at="32.16", proposed_by_school=self.school)
        self.confirmed = partner("Terkonfirmasi", proposed_by_school=self.school)
        self.elsewhere = partner("Di Bengkulu", at="17.02")
        self.national = partner("Tanpa Provinsi", at=None)
        self.closed = partner("Tutup")
        self.never = proposal("Bukan Mitra", proposed_by_school=self.school)
        for gone in (self.closed, self.never):
            Partner.objects.filter(pk=gone.pk).update(
                state=State.CLOSED, closed_on=makers.TODAY, close_reason="x"
            )
        self.merged = partner("Digabung", merged_into=self.confirmed)

    def names(self, rows: object) -> set[str]:
        found = {row.pk for row in rows}
        return {
            name
            for name, value in vars(self).items()
            if isinstance(value, Partner) and value.pk in found
        }


ACTORS: dict[str, Callable[[Scene], Actor]] = {
    "visitor": lambda scene: makers.visitor(),
    "school admin": lambda scene: makers.actor(Role.SCHOOL_ADMIN, scene.school),
    "head": lambda scene: makers.actor(Role.HEAD, scene.school),
    "kaprog": lambda scene: makers.actor(Role.KAPROG, scene.school),
    "school reader": lambda scene: makers.actor(Role.SCHOOL_READER, scene.school),
    "other school": lambda scene: makers.actor(Role.SCHOOL_ADMIN, scene.neighbour),
    "province": lambda scene: makers.actor(Role.REVIEWER, scene.banten),
    "province viewer": lambda scene: makers.actor(Role.OFFICE_VIEWER, scene.banten),
    "pengawas": lambda scene: makers.actor(Role.PENGAWAS, scene.lebak),
    "own branch": lambda scene: makers.actor(Role.REVIEWER, scene.lebak),
    "other branch": lambda scene: makers.actor(Role.REVIEWER, scene.serang),
    "other province": lambda scene: makers.actor(Role.REVIEWER, scene.bengkulu),
    "maintainer": lambda scene: makers.actor(Role.MAINTAINER),
    "system": lambda scene: makers.system(),
}
EVERYTHING = {
    *("own", "placeless", "far", "confirmed", "elsewhere"),
    *("national", "closed", "never", "merged"),
}
PUBLIC = {"confirmed", "elsewhere", "national", "closed", "merged"}
PROPOSED = {"own", "placeless", "far"}
LEBAK = PROPOSED | {"confirmed", "closed", "never"}
EDITABLE: dict[str, set[str]] = {
    "visitor": set(),
    "school admin": PROPOSED,
    "head": PROPOSED,
    "kaprog": PROPOSED,
    "school reader": set(),
    "other school": set(),
    "province": LEBAK,
    "province viewer": set(),
    "pengawas": set(),
    "own branch": LEBAK,
    "other branch": set(),
    "other province": {"elsewhere"},
    "maintainer": EVERYTHING - {"merged"},
    "system": EVERYTHING - {"merged"},
}


@pytest.mark.parametrize("who", ACTORS)
def test_who_sees_and_edits_which_partner(who: str) -> None:
    scene = Scene()
    actor = ACTORS[who](scene)
    seen = scene.names(Partner.objects.visible_to(actor))
    assert seen == (PUBLIC if who == "visitor" else EVERYTHING)
    assert scene.names(Partner.objects.editable_by(actor)) == EDITABLE[who]


CONFIRMERS = {"province", "own branch", "other province", "maintainer", "system"}


@pytest.mark.parametrize("who", ACTORS)
def test_who_may_confirm(who: str) -> None:
    scene = Scene()
    rows = scene.names(Partner.objects.confirmable_by(ACTORS[who](scene)))
    assert rows == (EDITABLE[who] if who in CONFIRMERS else set())


SEES_SHARED = set(ACTORS) - {"visitor"}
SEES_PRIVATE = {"school admin", "head", "kaprog", "school reader", "system"}
EDITS_PRIVATE = {"school admin", "head", "kaprog", "system"}
EDITS_SHARED = EDITS_PRIVATE | {"province", "own branch", "maintainer"}


@pytest.mark.parametrize("who", ACTORS)
def test_who_sees_and_edits_which_contact(who: str) -> None:
    scene = Scene()
    entered = {"entered_by_school": scene.school}
    private = contact(scene.confirmed, "Pribadi", private_to=scene.school, **entered)
    shared = contact(scene.confirmed, "Bersama", **entered)
    actor = ACTORS[who](scene)
    seen = set(Contact.objects.visible_to(actor))
    edited = set(Contact.objects.editable_by(actor))
    assert (private in seen, shared in seen) == (who in SEES_PRIVATE, who in SEES_SHARED)
    assert (private in edited, shared in edited) == (who in EDITS_PRIVATE, who in EDITS_SHARED)


def test_a_superuser_sees_private_contacts_and_a_maintainer_does_not() -> None:
    scene = Scene()
    private = contact(scene.confirmed, private_to=scene.school, entered_by_school=scene.school)
    boss = Actor.superuser(makers.user(), on=makers.TODAY)
    assert private in Contact.objects.visible_to(boss)
    assert private not in Contact.objects.visible_to(makers.actor(Role.MAINTAINER))


@pytest.mark.parametrize(
    ("who", "edits"),
    [
        ("school admin", True),
        ("other school", False),
        ("own branch", True),
        ("other branch", False),
        ("visitor", False),
    ],
)
def test_who_edits_a_site_that_a_school_proposed(who: str, edits: bool) -> None:
    scene = Scene()
    made = site(scene.confirmed, proposed_by_school=scene.school)
    assert (made in Site.objects.editable_by(ACTORS[who](scene))) is edits


def test_a_visitor_knows_confirmed_sites_of_confirmed_partners_only() -> None:
    scene = Scene()
    site(scene.confirmed, "Usulan")
    shown = site(scene.confirmed, "Dikenal", confirmed_at=scene.confirmed.confirmed_at)
    site(scene.own, "Milik usulan", confirmed_at=scene.confirmed.confirmed_at)
    assert list(Site.objects.visible_to(makers.visitor())) == [shown]


def test_a_proposal_is_not_known_through_its_relations_or_licences() -> None:
    scene = Scene()
    relation(scene.confirmed, other=scene.own)
    relation(scene.own, other=scene.confirmed)
    licence(scene.own)
    visitor = makers.visitor()
    assert not Relation.objects.visible_to(visitor).exists()
    assert not Licence.objects.visible_to(visitor).exists()
    overview = Overview(scene.confirmed, visitor)
    assert (overview.relations, overview.relations_to, overview.contacts) == ([], [], [])


def test_a_membership_that_has_ended_gives_nothing() -> None:
    scene = Scene()
    gone = makers.actor(Role.REVIEWER, makers.office("32"))
    assert not Partner.objects.editable_by(gone).filter(pk=scene.confirmed.pk).exists()


def test_a_school_takes_its_proposal_back_and_an_office_returns_it() -> None:
    scene = Scene()
    Partner.objects.filter(pk=scene.own.pk).update(
        returned_at="2025-11-01T00:00Z", returned_by=makers.user(), return_reason="x"
    )
    scene.own.refresh_from_db()
    school = Overview(scene.own, ACTORS["school admin"](scene))
    office = Overview(scene.own, ACTORS["province"](scene))
    assert (school.may_withdraw, school.may_resubmit, school.may_confirm) == (True, True, False)
    assert (office.may_withdraw, office.may_resubmit, office.may_confirm) == (False, False, True)
