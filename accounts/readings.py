"""The read log: who read data of pupils, when and on which page (a list, an export, a document).

It is the only thing that a GET writes, and it holds no name.
"""

from django.http import HttpRequest
from django.utils import timezone

from accounts.models import Reading, ReadingKind, User

__all__ = ["Reading", "ReadingKind", "record_reading"]


def record_reading(
    request: HttpRequest,
    *,
    what: ReadingKind,
    count: int,
    label: str,
    membership: int | None = None,
    place: str = "",
    person: str = "",
    reason: str = "",
) -> Reading:
    """Note that this request was answered with data of `count` pupils.

    `label` says in which capacity (an actor's label, or the kind of a link); `place` is the random
    address of the school and `person` that of the pupil, where it was one. A list that was empty
    is noted too: that nothing was found is an answer.
    """
    match = request.resolver_match
    user = request.user if isinstance(request.user, User) else None
    return Reading.objects.create(
        at=timezone.now(),
        user=user,
        membership=membership,
        label=label,
        what=what,
        view=match.view_name if match else "-",
        place=place,
        person=person,
        count=count,
        reason=reason,
    )
