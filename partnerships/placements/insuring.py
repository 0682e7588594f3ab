"""How placements are insured: what a change of many would come to, and what of it was looked at.

What somebody has looked at travels signed with the page and is written by `actions/insurance.py`,
which asks everything anew.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.core import signing
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from partnerships.placements.models import Placement, PlacementPeriod

# A preview is looked at within the day.
SECONDS = 12 * 60 * 60


class Cover(NamedTuple):
    """How one placement is insured: the number, and from when until when."""

    number: str = ""
    since: date | None = None
    until: date | None = None

    @classmethod
    def of(cls, placement: Placement) -> "Cover":
        return cls(placement.insurance_number, placement.insured_since, placement.insured_until)

    def covers(self, placement: Placement) -> bool:
        """From its first day to its last; no end: until somebody ends it."""
        if self.since is None or self.since > placement.first_day:
            return False
        return self.until is None or self.until >= placement.last_day


NO_COVER = Cover()


class Wanted(NamedTuple):
    """Of a placement, by its public id: what was seen as recorded, and what to write."""

    placement: str
    before: Cover
    after: Cover


@dataclass(frozen=True)
class Covering:
    """A placement under a common policy; one without a number leaves each its own."""

    placement: Placement
    policy: Cover

    @property
    def before(self) -> Cover:
        return Cover.of(self.placement)

    @property
    def after(self) -> Cover:
        number = self.policy.number or self.before.number
        return self.policy._replace(number=number)

    @property
    def is_same(self) -> bool:
        return self.before == self.after

    @property
    def replaces(self) -> bool:
        """A number or days that are recorded already would be gone."""
        before, after = self.before, self.after
        days_change = before[1:] != after[1:] and before.since is not None
        return days_change or bool(before.number and before.number != after.number)

    @property
    def falls_short(self) -> bool:
        return not self.after.covers(self.placement)

    @property
    def notes(self) -> list[str | Promise]:
        """What is to be looked at before it is written."""
        told: list[str | Promise] = []
        if self.replaces and self.before.covers(self.placement):
            told.append(_("Sudah dijamin untuk seluruh harinya; yang tercatat diganti."))
        elif self.replaces:
            told.append(_("Sudah ada jaminan; yang tercatat diganti."))
        elif self.before != NO_COVER and not self.is_same:
            told.append(_("Sudah ada jaminan; yang masih kosong dilengkapi."))
        if self.falls_short:
            told.append(_("Tidak mencakup seluruh hari PKL."))
        return told

    @property
    def wanted(self) -> Wanted:
        return Wanted(self.placement.public_id, self.before, self.after)


def under(policy: Cover, placements: Iterable[Placement]) -> list[Covering]:
    return [Covering(placement, policy) for placement in placements]


def in_view(rows: Iterable[Covering]) -> list[Covering]:
    """What is to be looked at first, what stays as it is last."""
    return sorted(rows, key=lambda row: (row.is_same, not row.notes))


def packed(wanted: Iterable[Wanted], *, period: PlacementPeriod) -> str:
    """What was looked at, as the page carries it."""
    kept = [(key, _in_words(before), _in_words(after)) for key, before, after in wanted]
    return signing.dumps(kept, salt=_salt(period), compress=True)


def unpacked(text: str, *, period: PlacementPeriod) -> list[Wanted]:
    """Raises signing.BadSignature for what is old, foreign or made up."""
    found: list[Any] = signing.loads(text, salt=_salt(period), max_age=SECONDS)
    return [Wanted(key, _read(before), _read(after)) for key, before, after in found]


def _in_words(cover: Cover) -> list[str]:
    return [cover.number, *(day.isoformat() if day else "" for day in cover[1:])]


def _read(words: Sequence[str]) -> Cover:
    number, *days = words
    since, until = (date.fromisoformat(day) if day else None for day in days)
    return Cover(number, since, until)


def _salt(period: PlacementPeriod) -> str:
    return f"placements.insurance.{period.public_id}"
