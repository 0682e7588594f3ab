"""Handing out a partner's link: shown once with its PIN, to be passed on by hand."""

from collections import Counter
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.roles import Permission
from partnerships.partners.models import Contact, Partner
from partnerships.placements.actions import links as actions
from partnerships.placements.models import MentorLink, PartnerLink, Placement
from partnerships.placements.views.link_sheets import Wording, pinned_sheets, revoked
from partnerships.placements.views.mentor_links import Mentor, links_held, standing_of
from schools.actors import Actor, actor_of

WORDING = Wording(
    "placements:partner_link",
    gettext_lazy(
        "Dengan hormat. Lewat tautan ini %(partner)s menyampaikan apakah menerima siswa PKL,"
        " berapa banyak, dan untuk sekolah mana, tanpa membuat akun. PIN-nya kami kirim"
        " terpisah."
    ),
    gettext_lazy("PIN untuk halaman PKL Anda: %(pin)s. Jangan diteruskan kepada orang lain."),
)


@dataclass(frozen=True)
class Reach:
    """A contact, and the link of the own school that it holds."""

    contact: Contact
    link: PartnerLink | None
    is_open: bool
    mentor: Mentor


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
    sheets = pinned_sheets(
        request, lambda: [actions.issue_partner_link(contact=contact, by=actor)], WORDING
    )
    if not sheets:
        return redirect("placements:partner_links", contact.partner.public_id)
    context = {"sheet": sheets[0], "partner": contact.partner}
    return render(request, "placements/link_issued.html", context)


@require_POST
def partner_link_revoke(request: HttpRequest, public_id: str) -> HttpResponse:
    link = revoked(request, PartnerLink, public_id)
    return redirect("placements:partner_links", link.contact.partner.public_id)
