"""Builders of the directory's records for tests; the general ones are in tests/makers.py."""

from datetime import date
from itertools import count
from typing import Any

from django.utils import timezone

from partnerships.partners.models import Contact, Licence, Partner, Relation, Site
from partnerships.partners.models.partners import State
from tests import makers

DAY = date(2025, 7, 1)
numbers = count(1)


def partner(name: str = "", *, at: str | None = "36.02", **given: Any) -> Partner:
    """A confirmed company in the regency or province `at`."""
    place: dict[str, Any] = {}
    if at:
        place["regency" if "." in at else "province"] = makers.region(at)
    facts = {"name": name or f"Contoh {next(numbers)}", "kind": "company"} | place
    if given.get("state", State.CONFIRMED) == State.CONFIRMED:
        facts |= {"state": State.CONFIRMED, "confirmed_at": timezone.now()}
    return Partner.objects.create(**facts | given)


def proposal(name: str = "", **given: Any) -> Partner:
    """A school's proposal that waits for its office."""
    return partner(name, state=State.PROPOSED, **given)


def site(partner: Partner, name: str = "Pabrik", **given: Any) -> Site:
    return Site.objects.create(partner=partner, name=name, **given)


def contact(partner: Partner, name: str = "Siti Contoh", **given: Any) -> Contact:
    return Contact.objects.create(partner=partner, name=name, **given)


def licence(partner: Partner, kind: str = "lpk", **given: Any) -> Licence:
    return Licence.objects.create(partner=partner, kind=kind, **given)


def relation(partner: Partner, kind: str = "part_of", **given: Any) -> Relation:
    return Relation.objects.create(partner=partner, kind=kind, **given)
