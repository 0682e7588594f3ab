"""Handing out a partner's link: shown once with its PIN, to be passed on by hand."""

from collections import Counter
from dataclasses import dataclass

import segno
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.notices import WhatsAppText, whatsapp_text
from accounts.roles import Permission
from accounts.templatetags.reading import day
from partnerships.partners.models import Contact, Partner
from partnerships.partners.views.handling import acted
from partnerships.placements.actions import links as actions
from partnerships.placements.models import MentorLink, PartnerLink, Placement
from partnerships.placements.views.mentor_links import Mentor, links_held, standing_of
from schools.actors import Actor, actor_of
from schools.tokens import address


@dataclass(frozen=True)
class Sheet:
    """A link as it is handed on; the PIN goes in a message of its own."""

    link: PartnerLink
    url: str
    pin: str
    qr: str
    whatsapp: WhatsAppText
    pin_whatsapp: WhatsAppText


@dataclass(frozen=True)
class Reach:
    """A contact, and the link of the own school that it holds."""

    contact: Contact
    link: PartnerLink | None
    is_open: bool
    mentor: Mentor


def printed(issued: actions.Issued[PartnerLink], *, by: Actor) -> Sheet:
    link = issued.link
    url = address(reverse("placements:partner_link", args=[issued.token]))
    qr = segno.make(url, error="m").svg_data_uri(scale=4, border=2)
    pin = _("PIN untuk halaman PKL Anda: %s. Jangan diteruskan kepada orang lain.") % issued.pin
    return Sheet(
        link,
        url,
        issued.pin,
        qr,
        whatsapp_text(_text(link, url, by), to=link.contact.phone),
        whatsapp_text(pin, to=link.contact.phone),
    )


def _text(link: PartnerLink, url: str, by: Actor) -> str:
    partner, ends = link.contact.partner.printed_name, day(timezone.localdate(link.expires_at))
    lines = [
        _("Yth. %s,") % link.contact.name,
        _(
            "Dengan hormat. Lewat tautan ini %(partner)s menyampaikan apakah menerima siswa PKL,"
            " berapa banyak, dan untuk sekolah mana, tanpa membuat akun. PIN-nya kami kirim"
            " terpisah."
        )
        % {"partner": partner},
        _("Berlaku sampai %(ends)s:\n%(url)s") % {"ends": ends, "url": url},
        "\n".join([_("Terima kasih."), by.user.name if by.user else "", str(link.school)]),
    ]
    return "\n\n".join(lines)


def _partner(request: HttpRequest, public_id: str) -> Partner:
    actor = actor_of(request)
    if actor.school is None or not actor.can(Permission.PLACE_PUPILS):
        raise PermissionDenied
    rows = Partner.objects.visible_to(actor).filter(merged_into__isnull=True)
    return get_object_or_404(rows, public_id=public_id)


@require_safe
def partner_links(request: HttpRequest, public_id: str) -> HttpResponse:
    """The contacts of a partner that this school may reach, and who holds a link."""
    actor, partner = actor_of(request), _partner(request, public_id)
    now = timezone.now()
    rows = Contact.objects.visible_to(actor).filter(partner=partner).select_related("partner")
    contacts = list(rows.order_by("name", "pk"))
    held = PartnerLink.objects.manageable_by(actor).filter(revoked_at__isnull=True)
    by_contact = {link.contact_id: link for link in held.filter(contact__partner=partner)}
    guided, mentored = _guided_by(actor, contacts), links_held(actor, contacts)
    reached = []
    for contact in contacts:
        link, other = by_contact.get(contact.pk), mentored.get(contact.pk)
        mentor = _as_mentor(contact, guided[contact.pk], other, actor)
        reached.append(Reach(contact, link, link is not None and link.is_open_at(now), mentor))
    context = {"partner": partner, "reached": reached, "on": actor.on}
    return render(request, "placements/partner_links.html", context)


def _as_mentor(contact: Contact, pupils: int, link: MentorLink | None, actor: Actor) -> Mentor:
    host = contact.partner.printed_name
    return Mentor(contact, host, pupils, link, standing_of(contact, link, actor))


def _guided_by(actor: Actor, contacts: list[Contact]) -> Counter[int]:
    """How many pupils of the school each contact guides or has guided."""
    rows = Placement.objects.visible_to(actor).standing().filter(mentor__in=contacts)
    return Counter(rows.order_by().values_list("mentor", flat=True))


@never_cache
@require_POST
def partner_link_issue(request: HttpRequest, public_id: str) -> HttpResponse:
    """The only time that link and PIN are seen; reloading the page makes others."""
    actor = actor_of(request)
    rows = Contact.objects.visible_to(actor).select_related("partner")
    contact = get_object_or_404(rows, public_id=public_id)
    made: list[actions.Issued[PartnerLink]] = []

    def issue() -> None:
        made.append(actions.issue_partner_link(contact=contact, by=actor))

    if not acted(request, issue, done=_("Tautan dibuat.")):
        return redirect("placements:partner_links", contact.partner.public_id)
    context = {"sheet": printed(made[0], by=actor), "partner": contact.partner}
    return render(request, "placements/link_issued.html", context)


@require_POST
def partner_link_revoke(request: HttpRequest, public_id: str) -> HttpResponse:
    actor = actor_of(request)
    rows = PartnerLink.objects.manageable_by(actor).select_related("contact__partner")
    link = get_object_or_404(rows, public_id=public_id)
    acted(
        request,
        lambda: actions.revoke_link(link=link, by=actor),
        done=_("Tautan dicabut."),
    )
    return redirect("placements:partner_links", link.contact.partner.public_id)
