"""Sessions of those who have opened a personal link: they end after hours, or by "Selesai"."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone

HOURS = 4


def let_in(request: HttpRequest, link: models.Model, *, key: str) -> None:
    request.session.cycle_key()
    until = timezone.now().timestamp() + HOURS * 3600
    request.session[key] = {"link": link.pk, "until": until}


def let_in_beside(request: HttpRequest, link: models.Model, *, key: str, held: list[Any]) -> None:
    """Into the session that has these links open already; each ends after its own hours."""
    known: dict[str, float] = request.session.get(key) or {}
    request.session.cycle_key()
    kept = {str(one.pk): known[str(one.pk)] for one in held}
    until = timezone.now().timestamp() + HOURS * 3600
    request.session[key] = kept | {str(link.pk): until}


def held_links(request: HttpRequest, links: "models.QuerySet[Any]", *, key: str) -> list[Any]:
    """All that this session has opened not too long ago, of those among `links`."""
    held: dict[str, float] = request.session.get(key) or {}
    now = timezone.now().timestamp()
    current = [int(pk) for pk, until in held.items() if until >= now]
    return list(links.filter(pk__in=current).order_by("pk")) if current else []


def held_link(request: HttpRequest, links: "models.QuerySet[Any]", *, key: str) -> Any:
    """The link that this session has opened, if it is among `links` and not too long ago."""
    held: dict[str, Any] = request.session.get(key) or {}
    if not held or timezone.now().timestamp() > held.get("until", 0):
        return None
    return links.filter(pk=held["link"]).first()
