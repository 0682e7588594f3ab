"""Whether a record has any of what most have none of, told by its row.

A page then asks only for what is there. Of a row that tells nothing, as under the lock of an
action, everything is asked for.
"""

from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, Model, OuterRef, QuerySet


def with_presence(
    records: QuerySet[Any, Any], things: Mapping[str, QuerySet[Any]], *, of: str
) -> QuerySet[Any, Any]:
    """Each with `has_<name>`; `of` is the column by which the things belong to the record."""
    told = {
        f"has_{name}": Exists(rows.filter(**{of: OuterRef("pk")})) for name, rows in things.items()
    }
    return records.annotate(**told)


def may_have(record: Model, name: str) -> bool:
    """False where its row says that there are none."""
    return bool(getattr(record, f"has_{name}", True))
