"""Counting the register as a whole."""

from datetime import datetime

from django.db import transaction
from django.forms import model_to_dict

from partnerships.agreements.figures import counted_on, is_large
from partnerships.agreements.models import RegisterFigures
from schools.actors import Actor


@transaction.atomic
def keep_figures(*, by: Actor, at: datetime) -> RegisterFigures | None:
    """Count the day of `by` and keep it in the place of its earlier count.

    None while the register is small: then each page counts by itself.
    """
    if not is_large():
        return None
    counted = model_to_dict(counted_on(by.on), exclude=["id", "on"]) | {"counted_at": at}
    return RegisterFigures.objects.update_or_create(on=by.on, defaults=counted)[0]
