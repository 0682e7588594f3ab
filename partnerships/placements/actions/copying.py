"""Last year's offers again, so that nobody types twice."""

from datetime import date

from django.db import transaction

from accounts.revisions import locked
from partnerships.placements.models import Hosting, Opening
from partnerships.placements.models.hosting import OpeningQuerySet
from schools.actors import Actor

# What is said anew each year, or is a row's own.
OWN = {
    "id",
    "public_id",
    "hosting",
    "since",
    "until",
    "withdrawn_at",
    "told_through",
    "revision",
    "form_token",
    "created_at",
    "updated_at",
}
COPIED = [field.name for field in Opening._meta.concrete_fields if field.name not in OWN]


def offers_of_last_year(hosting: Hosting) -> OpeningQuerySet:
    """What the partner offered the same school a year before."""
    rows: OpeningQuerySet = Opening.objects.standing()
    return rows.filter(
        hosting__partner=hosting.partner_id,
        hosting__told_to_school=hosting.told_to_school_id,
        hosting__school_year=hosting.school_year - 1,
    ).order_by("since", "pk")


@transaction.atomic
def copy_offers(*, hosting: Hosting, by: Actor) -> list[Opening]:
    """The offers of last year, a year later; none where this year has some, as on a second click.

    IntegrityError where the partner takes nobody this year.
    """
    current = locked(Hosting.objects.editable_by(by), hosting.pk)
    if current.openings.exists():
        return []
    made = []
    for offer in offers_of_last_year(current):
        values = {name: getattr(offer, name) for name in COPIED}
        days = {"since": a_year_after(offer.since), "until": a_year_after(offer.until)}
        made.append(Opening.objects.create(hosting=current, **values, **days))
    return made


def a_year_after(day: date) -> date:
    if (day.month, day.day) == (2, 29):
        return date(day.year + 1, 2, 28)
    return day.replace(year=day.year + 1)
