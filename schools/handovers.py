"""Open work that hangs on a person, and goes to who follows in the role.

What belongs to a school or office stays in its work list and is nobody's to hand over. A model of
any app whose rows name a person says so: `handed_over` is the column, `handed_over_label` what
its open rows are called, and its manager's `open_work_of` which rows are open work of a person at
a place.
"""

from typing import Any

from django.apps import apps

from accounts.models import User
from schools.models.memberships import Membership


def kinds_of_work() -> list[Any]:
    """The models that keep open work under somebody's name."""
    return [model for model in apps.get_models() if getattr(model, "handed_over", "")]


def rows_of(model: Any, membership: Membership) -> Any:
    """Open rows of the model that are this person's at the place of the membership."""
    return model.objects.open_work_of(
        membership.user, school=membership.school, office=membership.office
    )


def open_work(membership: Membership) -> list[tuple[str, int]]:
    """What is counted before handing over: a word and a number for each kind."""
    return [
        (str(model.handed_over_label), rows_of(model, membership).count())
        for model in kinds_of_work()
    ]


def move_work(membership: Membership, successor: User) -> int:
    """Put the open work under the name of the successor; returns how many rows."""
    return sum(
        rows_of(model, membership).update(**{model.handed_over: successor})
        for model in kinds_of_work()
    )
