"""Who acts at the desk, pages as one line, piles of a work list; what open pages tell of."""

from accounts.roles import Role
from partnerships.agreements.actions.reports import report
from partnerships.agreements.models import Agreement, Kind, PublicReport
from schools.actors import Actor
from schools.models import Concentration, School
from tests import makers
from tests.agreements import scenes
from tests.strictness import StrictClient


def sign_in(client: StrictClient, actor: Actor) -> StrictClient:
    assert actor.user is not None
    client.force_login(actor.user)
    return client


def page(client: StrictClient, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, path
    return response.content.decode()


def piles(client: StrictClient, actor: Actor) -> dict[str, int]:
    work = sign_in(client, actor).get("/kerja/").context["work"]
    return {pile.key: pile.count for pile in work.piles}


def say_wrong(about: School, text: str = "Alamatnya sudah pindah.") -> PublicReport:
    return report(
        by=makers.visitor(), path=about.get_absolute_url(), text=text, province=about.province
    )


def reviewer(*codes: str) -> Actor:
    return makers.actor(Role.REVIEWER, makers.office(*codes))


def konsentrasi(count: int) -> list[Concentration]:
    return list(Concentration.objects.order_by("sort_key", "pk")[:count])


def known_from_source(where: scenes.Place) -> Agreement:
    """Like seed 002: a news item tells of it, nobody has recorded it."""
    agreement = scenes.draft(where, kind=Kind.NOTA_KESEPAHAMAN)
    Agreement.objects.filter(pk=agreement.pk).update(
        source=makers.source("MoU dengan politeknik"), published_from_source=True
    )
    agreement.refresh_from_db()
    return agreement
