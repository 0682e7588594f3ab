"""How placements are insured, for many at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.roles import Permission
from partnerships.placements.insuring import Cover, Wanted
from partnerships.placements.models import Placement, PlacementPeriod
from schools.actors import Actor


@dataclass(frozen=True)
class Applied:
    """Who is insured as was asked for now, and how many were left as they are."""

    insured: list[Placement]
    left: int

    @property
    def written(self) -> int:
        return len(self.insured)


@transaction.atomic
def apply_insurance(*, period: PlacementPeriod, wanted: Sequence[Wanted], by: Actor) -> Applied:
    """Write what was seen. What has been changed since then, or holds no place any more, is left
    alone; applied once more, it changes nothing."""
    if not by.can(Permission.PLACE_PUPILS):
        raise PermissionDenied
    rows = Placement.objects.editable_by(by).standing().filter(period=period)
    meant = rows.filter(public_id__in=[one.placement for one in wanted])
    held = {row.public_id: row for row in meant.select_for_update(of=("self",)).order_by("pk")}
    insured = []
    for one in wanted:
        row = held.get(one.placement)
        if row is None or Cover.of(row) not in (one.before, one.after):
            continue
        if Cover.of(row) != one.after:
            insure(row, one.after)
        insured.append(row)
    return Applied(insured, len(wanted) - len(insured))


def insure(placement: Placement, cover: Cover) -> None:
    """Of a row that is locked."""
    placement.insurance_number, placement.insured_since, placement.insured_until = cover
    placement.revision += 1
    placement.save(
        update_fields=[
            "insurance_number", "insured_since", "insured_until", "revision", "updated_at"
        ]
    )  # fmt: skip
