"""An office says that it has looked at what a school let pass."""

from collections.abc import Iterable
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from partnerships.placements.models import Override
from schools.actors import Actor


class Passed(NamedTuple):
    """A rule that was let pass for a placement, by the placement's random address."""

    placement: str
    rule: str

    @property
    def is_meant(self) -> Q:
        return Q(placement__public_id=self.placement, rule=self.rule)


@transaction.atomic
def mark_seen(*, passed: Iterable[Passed], by: Actor) -> int:
    """How many were not marked yet; who looked first stays on record."""
    if by.user is None or by.office is None:
        raise PermissionDenied
    meant = Q(pk__in=[])
    for one in passed:
        meant |= one.is_meant
    rows = Override.objects.markable_by(by).unseen().filter(meant)
    return rows.update(seen_at=timezone.now(), seen_by=by.user)
