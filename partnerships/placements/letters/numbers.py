"""Numbers of letters that a school has given already.

No number is forbidden twice: one may stand on a whole batch of the same letter, and an office may
give one again on purpose. So whoever writes is asked, and decides (decision 13).
"""

from collections.abc import Iterable
from uuid import UUID

from partnerships.placements.models import Letter, PlacementPeriod


def given_before(
    period: PlacementPeriod, numbers: Iterable[str], *, but_of: UUID | None
) -> Letter | None:
    """The last letter of the school in that school year that stands under one of these numbers;
    not one that the same form has just made."""
    rows = Letter.objects.standing().filter(
        school=period.school_id,
        period__school_year=period.school_year,
        number__in={number for number in numbers if number},
    )
    if but_of:
        rows = rows.exclude(form_token=but_of)
    return rows.order_by("-issued_at", "pk").first()
