"""Who acts: a chosen membership, a visitor, a link holder, a superuser, or the system itself.

Every access rule takes an Actor. No role unions several memberships: a person chooses one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import Exists, OuterRef, Value
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from accounts.clock import today
from accounts.history import history_context
from accounts.models import User
from accounts.roles import Permission, Role
from schools.models.memberships import Membership
from schools.models.offices import Office
from schools.models.schools import School

SESSION_KEY = "membership"
Rows = TypeVar("Rows", bound="models.QuerySet[Any]")


class ActorKind(StrEnum):
    MEMBER = "member"
    SUPERUSER = "superuser"
    VISITOR = "visitor"
    SYSTEM = "system"


@dataclass(frozen=True)
class Actor:
    """One capacity in which somebody reads or writes, on one day."""

    kind: ActorKind
    on: date
    user: User | None = None
    membership: Membership | None = None
    job: str = ""

    @classmethod
    def visitor(cls, *, on: date, user: User | None = None) -> Self:
        """Anybody; also a signed-in person who holds no membership today."""
        return cls(ActorKind.VISITOR, on, user=user)

    @classmethod
    def system(cls, *, on: date, job: str) -> Self:
        """A command or a job, named so that the history can say which."""
        return cls(ActorKind.SYSTEM, on, job=job)

    @classmethod
    def member(cls, membership: Membership, *, on: date) -> Self:
        return cls(ActorKind.MEMBER, on, user=membership.user, membership=membership)

    @classmethod
    def recalled(cls, *, user: int, membership: int, on: date) -> Self:
        """Who asked for a job, if they may still act so: else DoesNotExist."""
        if not membership:
            return cls.superuser(
                User.objects.get(pk=user, is_superuser=True, is_active=True), on=on
            )
        held = Membership.objects.valid_on(on).select_related("user", "school", "office")
        return cls.member(held.get(pk=membership, user=user, user__is_active=True), on=on)

    @classmethod
    def superuser(cls, user: User, *, on: date) -> Self:
        return cls(ActorKind.SUPERUSER, on, user=user)

    @property
    def role(self) -> Role | None:
        return Role(self.membership.role) if self.membership else None

    @property
    def school(self) -> School | None:
        return self.membership.school if self.membership else None

    @property
    def office(self) -> Office | None:
        return self.membership.office if self.membership else None

    @property
    def key(self) -> str:
        """The same for the same person in the same capacity."""
        held = self.membership or self.user
        return f"{self.kind}:{held.pk if held else self.job}"

    @property
    def is_visitor(self) -> bool:
        return self.kind is ActorKind.VISITOR

    @property
    def is_system(self) -> bool:
        return self.kind is ActorKind.SYSTEM

    @property
    def is_superuser(self) -> bool:
        return self.kind is ActorKind.SUPERUSER

    @property
    def is_unbounded(self) -> bool:
        """Acts on everything, everywhere: the system, a superuser, a data maintainer."""
        return self.is_system or self.is_superuser or self.role is Role.MAINTAINER

    @property
    def needs_second_factor(self) -> bool:
        return self.is_superuser or bool(
            self.membership and self.membership.rule.needs_second_factor
        )

    @property
    def label(self) -> str:
        if self.membership:
            return self.membership.label
        if self.is_superuser:
            return _("Superuser")
        return self.job or _("Pengunjung")

    def can(self, permission: Permission) -> bool:
        """Whether the role allows it at all; which rows, the querysets say."""
        if self.is_system or self.is_superuser:
            return True
        return bool(self.membership and permission in self.membership.rule.permissions)


def memberships_of(user: User, *, on: date) -> list[Membership]:
    """What the person may act as today."""
    rows = user.memberships.valid_on(on).select_related("school", "office")
    memberships = list(rows.order_by("since", "pk"))
    for membership in memberships:
        membership.user = user
    return memberships


def chosen_actor(request: HttpRequest) -> Actor:
    """The capacity chosen in this session, else the person's first valid membership."""
    on = today()
    user = request.user
    if not isinstance(user, User):
        return Actor.visitor(on=on)
    memberships = memberships_of(user, on=on)
    request.memberships = memberships  # type: ignore[attr-defined]  # read by the frame of pages
    chosen = request.session.get(SESSION_KEY)
    if user.is_superuser and (chosen is None or chosen == "superuser"):
        return Actor.superuser(user, on=on)
    for membership in memberships:
        if membership.public_id == chosen:
            return Actor.member(membership, on=on)
    if memberships:
        return Actor.member(memberships[0], on=on)
    return Actor.visitor(on=on, user=user)


class ActorRequest(HttpRequest):
    """A request behind ActorMiddleware, for the annotations of views."""

    actor: Actor


class ActorMiddleware:
    """Puts `request.actor` there, read only when somebody asks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: chosen_actor(request))  # type: ignore[attr-defined]  # see ActorRequest
        return self.get_response(request)


def actor_of(request: HttpRequest) -> Actor:
    """Who asks, of a request behind ActorMiddleware."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # see ActorRequest
    return actor


def of_own_school(
    rows: Rows, actor: Actor, permission: Permission, *, school: str = "school"
) -> Rows:
    """The rows of the actor's school (`school` leads to it), where the role may do so much there;
    for the system and superusers all."""
    if actor.is_system or actor.is_superuser:
        return rows
    if actor.school is None or not actor.can(permission):
        return rows.none()
    return rows.filter(**{school: actor.school.pk})


def may_edit(row: models.Model, by: Actor) -> bool:
    """Whether the row is among those that the actor may change."""
    return stands(row, by, "editable_by")


def stands(row: models.Model, by: Actor, way: str) -> bool:
    """Whether it is among the rows that this method of their queryset gives the actor.

    Told by the row itself where it was read for this very actor (`with_standing`), else asked: so
    an action asks anew under its lock.
    """
    if getattr(row, "standing_of", None) == by.key and hasattr(row, f"stands_{way}"):
        return bool(getattr(row, f"stands_{way}"))
    rows: Any = type(row)._default_manager
    return bool(getattr(rows, way)(by).filter(pk=row.pk).exists())


def with_standing(rows: Any, by: Actor, *ways: str) -> Any:
    """Each row with how the actor stands to it, and whose standing that is; see `stands`."""
    known: Any = rows.model._default_manager
    told = {
        f"stands_{way}": Exists(getattr(known, way)(by).filter(pk=OuterRef("pk"))) for way in ways
    }
    return rows.annotate(standing_of=Value(by.key), **told)


class HistoryMiddleware:
    """Names the person, the membership and the page in the history of what a POST changes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in {"GET", "HEAD", "OPTIONS"}:
            return self.get_response(request)
        actor = actor_of(request)
        with history_context(
            user=actor.user.pk if actor.user else None,
            membership=actor.membership.pk if actor.membership else None,
        ):
            return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> None:
        match = request.resolver_match
        if request.method not in {"GET", "HEAD", "OPTIONS"} and match:
            # Known only now; merges into the context opened above. No path: it may carry a token.
            history_context(view=match.view_name)
