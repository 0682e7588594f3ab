"""Signing in, pages as one line, and the piles of a work list."""

from partnerships.agreements.actions.reports import report
from partnerships.agreements.models import PublicReport
from schools.actors import Actor
from schools.models import School
from tests import makers
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
