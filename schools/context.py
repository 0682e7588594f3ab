from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from accounts.maintenance.door import may_maintain
from accounts.models import Notice, User
from schools.actors import Actor
from schools.models.memberships import Membership


@dataclass
class Frame:
    """What both frames show around every page; each part is read only when a template asks."""

    request: HttpRequest

    @property
    def office(self) -> dict[str, str]:
        return settings.SELARAS_OFFICE

    @property
    def is_demo(self) -> bool:
        return settings.IS_DEMO

    @property
    def public_url(self) -> str:
        return settings.SELARAS_PUBLIC_URL

    @property
    def version(self) -> str:
        return settings.SELARAS_VERSION

    @cached_property
    def actor(self) -> Actor | None:
        return getattr(self.request, "actor", None)

    @property
    def memberships(self) -> list[Membership]:
        """What the person may act as today, read together with the actor."""
        if self.actor is None or self.actor.user is None:
            return []
        return getattr(self.request, "memberships", [])

    @property
    def opens_admin(self) -> bool:
        """Whether the admin site opens to the role that the person acts in."""
        return may_maintain(self.request)

    @cached_property
    def unread(self) -> int:
        user = getattr(self.request, "user", None)
        if not isinstance(user, User):
            return 0
        return Notice.objects.filter(recipient=user).unread().count()


def frame(request: HttpRequest) -> dict[str, Any]:
    return {"frame": Frame(request)}
