"""Personal links as a school hands them on: made and seen once, and taken back."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.handling import acted
from accounts.notices import WhatsAppText, letter_text, whatsapp_text
from accounts.qr_codes import qr_image
from accounts.templatetags.reading import day
from partnerships.placements.actions import links as actions
from partnerships.placements.models import MentorLink, PartnerLink
from partnerships.placements.models.links import PersonalLink, PinnedLink
from schools.actors import Actor, actor_of
from schools.tokens import address


@dataclass(frozen=True)
class LinkSheet:
    """A link as it is handed on: to open, to scan."""

    link: PersonalLink
    url: str

    @property
    def qr(self) -> str:
        return qr_image(self.url)


@dataclass(frozen=True)
class PinnedSheet(LinkSheet):
    """The same with its PIN, which goes in a message of its own."""

    link: PinnedLink
    pin: str
    whatsapp: WhatsAppText
    pin_whatsapp: WhatsAppText
    is_replacing: bool


@dataclass(frozen=True)
class Wording:
    """Where a kind of link leads, what its letter says of it (`partner` may be named), and what
    goes with the PIN."""

    page: str
    letter: str | Promise
    pin: str | Promise


def url_of(page: str, token: str) -> str:
    return address(reverse(page, args=[token]))


def pinned_sheets(
    request: HttpRequest,
    issue: Callable[[], Iterable[actions.Issued[Any]]],
    wording: Wording,
) -> list[PinnedSheet]:
    """Sheets of the links that this makes; none when it is refused, which a message then says."""
    made: list[actions.Issued[Any]] = []
    acted(request, lambda: made.extend(issue()), done=_("Tautan dibuat."))
    return [_sheet(one, wording, actor_of(request)) for one in made]


def _sheet(
    issued: actions.Issued[PartnerLink] | actions.Issued[MentorLink], wording: Wording, by: Actor
) -> PinnedSheet:
    link, phone = issued.link, issued.link.contact.phone
    url = url_of(wording.page, issued.token)
    pin = str(wording.pin) % {"pin": issued.pin}
    return PinnedSheet(
        link,
        url,
        issued.pin,
        whatsapp_text(_letter(link, url, wording, by), to=phone),
        whatsapp_text(pin, to=phone),
        issued.is_replacing,
    )


def _letter(link: PinnedLink, url: str, wording: Wording, by: Actor) -> str:
    ends = day(timezone.localdate(link.expires_at))
    return letter_text(
        link.contact.name,
        str(wording.letter) % {"partner": link.contact.partner.printed_name},
        _("Berlaku sampai %(ends)s:\n%(url)s") % {"ends": ends, "url": url},
        signed=[by.user.name if by.user else "", str(link.school)],
    )


def revoked(request: HttpRequest, kind: type[PinnedLink], public_id: str) -> PinnedLink:
    """The link of the own school that this ends."""
    actor = actor_of(request)
    rows: Any = kind._default_manager
    held = rows.manageable_by(actor).select_related("contact__partner")
    link: PinnedLink = get_object_or_404(held, public_id=public_id)
    acted(request, lambda: actions.revoke_link(link=link, by=actor), done=_("Tautan dicabut."))
    return link
