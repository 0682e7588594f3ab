"""Who acts by a personal link: no account, no membership, and no more than the link is for."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.history import history_context
from partnerships.partners.models import Partner
from partnerships.placements.models.links import MentorLink, PartnerLink, PupilLink
from schools.actors import Actor
from schools.models.pupils import Pupil


@dataclass(frozen=True)
class PartnerGuest:
    """A contact of a partner who has opened the own link with its PIN."""

    link: PartnerLink
    on: date

    @property
    def partner(self) -> Partner:
        return self.link.contact.partner

    def remembered(self) -> AbstractContextManager[Any]:
        """The context that lets the history say how the change came."""
        return history_context(job=f"tautan mitra {self.link.public_id}")


@dataclass(frozen=True)
class MentorGuest:
    """An instruktur who has opened the own links with their PINs, one of each school."""

    links: tuple[MentorLink, ...]
    on: date

    @property
    def name(self) -> str:
        return self.links[0].contact.name

    @property
    def host(self) -> str:
        return self.links[0].contact.partner.printed_name

    def link_of(self, school: int) -> MentorLink:
        """The one that this school (its key) handed out."""
        return next(link for link in self.links if link.school_id == school)

    def remembered(self) -> AbstractContextManager[Any]:
        names = ", ".join(link.public_id for link in self.links)
        return history_context(job=f"tautan instruktur {names}")


@dataclass(frozen=True)
class PupilGuest:
    """A pupil who has opened the own link."""

    link: PupilLink
    on: date

    @property
    def pupil(self) -> Pupil:
        return self.link.pupil

    def remembered(self) -> AbstractContextManager[Any]:
        return history_context(job=f"tautan siswa {self.link.public_id}")


Guest = PartnerGuest | MentorGuest | PupilGuest
Follower = Actor | MentorGuest | PupilGuest


def remembered(by: Actor | Guest) -> AbstractContextManager[Any]:
    """Within it the history knows by which link a change came; of accounts it knows already."""
    return nullcontext() if isinstance(by, Actor) else by.remembered()
