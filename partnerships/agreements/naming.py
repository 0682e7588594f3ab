"""What an agreement is called where it has no title: by those who made it, on both sides."""

from collections.abc import Iterable
from itertools import groupby
from typing import Protocol

from django.utils.translation import gettext as _

from partnerships.agreements.models.kinds import Kind

# A consortium of ten schools is told by their number.
NAMES_AT_MOST = 2


class Named(Protocol):
    """An agreement as far as its name needs it."""

    title: str
    kind: str


class NamedParty(Protocol):
    """A party, with whom it names."""

    side: int
    school_id: int | None
    partner_id: int | None

    @property
    def name(self) -> str: ...


def name_of(agreement: Named, parties: Iterable[NamedParty]) -> str:
    """Its title, else its sides: `6 sekolah dan LPK Mulia Mandiri Abadi, Gaia Internasional`.

    The parties come in the order of their sides.
    """
    if agreement.title:
        return agreement.title
    sides = [side_in_words(list(rows)) for _side, rows in groupby(parties, key=lambda p: p.side)]
    if len(sides) < 2:
        return " \u00b7 ".join([str(Kind(agreement.kind).short), *sides])
    return _("%(first)s dan %(last)s") % {"first": ", ".join(sides[:-1]), "last": sides[-1]}


def side_in_words(parties: list[NamedParty]) -> str:
    """The names on one side, or how many of what they are."""
    count = len(parties)
    if count <= NAMES_AT_MOST:
        return ", ".join(party.name for party in parties)
    if all(party.school_id for party in parties):
        return _("%(count)d sekolah") % {"count": count}
    if all(party.partner_id for party in parties):
        return _("%(count)d mitra") % {"count": count}
    return _("%(count)d pihak") % {"count": count}
