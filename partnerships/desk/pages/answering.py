"""Whose it is to answer for a record: the education office of its province."""

from dataclasses import dataclass
from typing import Any

from django.db.models import (
    OuterRef,
    QuerySet,
    Subquery,
)

from schools.models import (
    Office,
)
from schools.models.offices import OfficeKind


@dataclass(frozen=True)
class Answering:
    """Whose it is to answer for a record: the education office of its province, if that is here."""

    office: str
    province: str = ""


OWN_PROVINCE = OuterRef("province")


def with_office_above(rows: QuerySet[Any], *, province: Any = OWN_PROVINCE) -> Any:
    """With the name of the education office of the province in which each is kept."""
    return rows.annotate(office_above=Subquery(office_of(province).values("name")[:1]))


def office_of(province: Any) -> QuerySet[Office]:
    offices = Office.objects.filter(kind=OfficeKind.PROVINCE_EDUCATION, province=province)
    return offices.order_by("sort_key", "pk")
