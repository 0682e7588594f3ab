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


def held_link(request: HttpRequest, links: "models.QuerySet[Any]", *, key: str) -> Any:
    """The link that this session has opened, if it is among `links` and not too long ago."""
    held: dict[str, Any] = request.session.get(key) or {}
    if not held or timezone.now().timestamp() > held.get("until", 0):
        return None
    return links.filter(pk=held["link"]).first()
