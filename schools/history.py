"""The history of a record, with the memberships in which people acted."""

from collections.abc import Mapping

from django.db import models

from accounts.history import Entry, Events
from accounts.history import entries_for as read
from schools.models import Membership


def membership_labels(pks: set[int]) -> Mapping[int, str]:
    """`Admin sekolah · SMKN 1 Rangkasbitung` of each membership."""
    rows = Membership.objects.filter(pk__in=pks).select_related("school", "office")
    return {row.pk: row.label for row in rows}


def entries_for(*subjects: models.Model | Events, limit: int = 200) -> list[Entry]:
    """As `accounts.history.entries_for`, naming in which role each person acted."""
    return read(*subjects, labels=membership_labels, limit=limit)
