"""Counting the register as a whole."""

from datetime import date, datetime

from django.db import transaction
from django.forms import model_to_dict

from partnerships.agreements.figures import counted_on, coverage_counted, is_large
from partnerships.agreements.models import ProvinceCoverage, RegisterFigures
from schools.actors import Actor


@transaction.atomic
def keep_figures(*, by: Actor, at: datetime) -> RegisterFigures | None:
    """Count the day of `by` and keep it in the place of its earlier count.

    None while the register is small: then each page counts by itself.
    """
    if not is_large():
        ProvinceCoverage.objects.all().delete()
        return None
    keep_coverage(on=by.on, at=at)
    counted = model_to_dict(counted_on(by.on), exclude=["id", "on"]) | {"counted_at": at}
    return RegisterFigures.objects.update_or_create(on=by.on, defaults=counted)[0]


def keep_coverage(*, on: date, at: datetime) -> None:
    """For the map of each province; those whose schools have left are forgotten."""
    counted = coverage_counted(on)
    ProvinceCoverage.objects.exclude(province__in=counted).delete()
    ProvinceCoverage.objects.bulk_create(
        [
            ProvinceCoverage(province_id=province, on=on, counted_at=at, offers=offers)
            for province, offers in sorted(counted.items())
        ],
        update_conflicts=True,
        unique_fields=["province"],
        update_fields=["on", "counted_at", "offers"],
    )
