"""The rules of verification that an installation begins with; offices change them as data."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from partnerships.agreements.models import VerificationRule
from partnerships.agreements.models.reviews import Condition, Level
from schools.actors import Actor

SINCE = date(2025, 1, 1)
# A habit, not law; shown beside the rule.
BASIS = "Kebiasaan kantor; dapat diubah"
SAMPLE_PERCENT = 5
DEFAULTS: dict[Condition, Level] = {
    Condition.ACROSS_SCHOOLS: Level.BRANCH,
    Condition.ACROSS_BRANCHES: Level.PROVINCE,
    Condition.ACROSS_PROVINCES: Level.PROVINCE,
    Condition.LPK: Level.PROVINCE,
    Condition.FOREIGN: Level.PROVINCE,
    Condition.PROVINCE_LEVEL: Level.PROVINCE,
    Condition.SAMPLE: Level.BRANCH,
}


@transaction.atomic
def load_rules(*, by: Actor) -> list[VerificationRule]:
    """Write the rules whose condition has none yet; returns them.

    One that somebody has changed or ended counts as there: it is not brought back.
    """
    if not by.is_unbounded:
        raise PermissionDenied
    known = set(VerificationRule.objects.filter(province=None).values_list("condition", flat=True))
    return VerificationRule.objects.bulk_create(
        VerificationRule(
            condition=condition,
            level=level,
            share=SAMPLE_PERCENT if condition is Condition.SAMPLE else None,
            since=SINCE,
            basis=BASIS,
        )
        for condition, level in DEFAULTS.items()
        if condition not in known
    )
