"""Noting who reads data of pupils (practice: a read log for lists, exports, documents, links)."""

from django.http import HttpRequest

from accounts.readings import ReadingKind, record_reading
from schools.actors import actor_of
from schools.models import Pupil, School


def note(
    request: HttpRequest,
    what: ReadingKind,
    count: int,
    *,
    pupil: Pupil | None = None,
    school: School | None = None,
    reason: str = "",
) -> None:
    """Note that the actor of this request is shown data of so many pupils."""
    actor = actor_of(request)
    place = school or actor.school
    record_reading(
        request,
        what=what,
        count=count,
        label=actor.label,
        membership=actor.membership.pk if actor.membership else None,
        place=place.public_id if place else "",
        person=pupil.public_id if pupil else "",
        reason=reason,
    )
