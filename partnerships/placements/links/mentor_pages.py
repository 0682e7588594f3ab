"""The pages of an instruktur, who holds a link and its PIN from each school instead of an account.

They name children: name, class, konsentrasi and days, and nothing else of them. A school's link
opens its own pupils; the links of several schools that the same person has opened stand on one
page. What pupils say of the place and what goes wrong there never comes here.
"""

from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.clock import today
from accounts.notices import whatsapp_text
from accounts.readings import ReadingKind, record_reading
from partnerships.partners.models import Contact
from partnerships.placements.actions import links as link_actions
from partnerships.placements.forms.links import PinForm
from partnerships.placements.guests import MentorGuest
from partnerships.placements.journals.weeks import waiting
from partnerships.placements.lifecycle import BADGES, DONE
from partnerships.placements.links.doors import (
    guests_only,
    has_opened,
    held_links,
    let_in_beside,
)
from partnerships.placements.marks.assessing import Progress, due, progress_of
from partnerships.placements.models import MentorLink, Placement
from partnerships.placements.models.days import monday_of
from partnerships.placements.models.links import PersonalLinkQuerySet
from schools.links import token_page
from schools.models import School
from schools.search import normalise

SESSION_KEY = "mentor_links"


def standing_links() -> PersonalLinkQuerySet:
    rows = MentorLink.objects.open_at(timezone.now())
    return rows.select_related("contact__partner", "school")


def guest_of(request: HttpRequest) -> MentorGuest | None:
    links = held_links(request, standing_links(), key=SESSION_KEY)
    return MentorGuest(tuple(links), today()) if links else None


mentor_only = guests_only(guest_of, closed="placements/link_closed.html")


@login_not_required
@token_page
@require_http_methods(["GET", "POST"])
def mentor_link(request: HttpRequest, token: str) -> HttpResponse:
    """Asks for the PIN; opening the address alone tells nothing and changes nothing."""
    link = link_actions.found_mentor_link(token)
    if link is None or not standing_links().filter(pk=link.pk).exists():
        return render(request, "placements/link_closed.html", status=410 if link else 404)
    if link.is_locked:
        return _at_locked(request, link)
    form = PinForm(request.POST or None)
    if has_opened(request, form, link):
        let_in_beside(request, link, key=SESSION_KEY, held=_kept_beside(request, link))
        return redirect("placements:mentor_page")
    context = {"form": form, "token": token}
    status = 422 if form.errors else 200
    return render(request, "placements/mentor_pin.html", context, status=status)


def _at_locked(request: HttpRequest, link: MentorLink) -> HttpResponse:
    """Whoever has come in by it already goes on; nobody else does."""
    guest = guest_of(request)
    if guest and link in guest.links:
        return redirect("placements:mentor_page")
    return render(request, "placements/link_closed.html", status=410)


def _kept_beside(request: HttpRequest, link: MentorLink) -> list[MentorLink]:
    """What stays open beside the link: those of other schools, of the same person. On a phone
    that colleagues share, one never writes under the name of the other."""
    held = held_links(request, standing_links(), key=SESSION_KEY)
    return [
        one
        for one in held
        if one.school_id != link.school_id and is_same_person(one.contact, link.contact)
    ]


def is_same_person(one: Contact, other: Contact) -> bool:
    """Schools keep contacts of their own, so that one person may be there twice."""
    if one.pk == other.pk or one.partner_id != other.partner_id:
        return one.pk == other.pk
    return normalise(one.name) == normalise(other.name) or bool(one.phone == other.phone != "")


@login_not_required
@token_page
@require_POST
def mentor_leave(request: HttpRequest) -> HttpResponse:
    request.session.pop(SESSION_KEY, None)
    return render(request, "placements/link_left.html")


@dataclass(frozen=True)
class Guided:
    """A pupil as the instruktur sees one: where, until when, whom to ask at the school, and how far
    the assessment is (none: not begun)."""

    placement: Placement
    badge: str
    whatsapp: str
    assessed: Progress | None


@dataclass(frozen=True)
class Part:
    """The pupils of one school: those who are there or will be, and those who are done."""

    school: School
    current: list[Guided] = field(default_factory=list)
    done: list[Guided] = field(default_factory=list)


def guided_by(guest: MentorGuest) -> list[Placement]:
    """Of all schools, those of one school together."""
    rows = Placement.objects.visible_to(guest).for_reading()
    return list(rows.order_by("period__school", "pupil__sort_key", "pk"))


def note_guided(request: HttpRequest, guest: MentorGuest, rows: list[Placement]) -> None:
    """The read log of each school says how many of its pupils were shown."""
    for link in guest.links:
        record_reading(
            request,
            what=ReadingKind.LINK,
            count=len({row.pupil_id for row in rows if row.period.school_id == link.school_id}),
            label=_("Tautan instruktur"),
            place=link.school.public_id,
        )


def parts_of(
    guest: MentorGuest, rows: list[Placement], assessed: dict[int, Progress]
) -> list[Part]:
    """By school; also one for whose pupils there are none, so that it is known to be open."""
    schools = sorted((link.school for link in guest.links), key=lambda one: (one.sort_key, one.pk))
    parts = {school.pk: Part(school) for school in schools}
    for row in rows:
        part = parts[row.period.school_id]
        shelf = part.done if row.state in DONE else part.current
        shelf.append(Guided(row, BADGES[row.state], _supervisor_chat(row), assessed.get(row.pk)))
    return list(parts.values())


def _supervisor_chat(placement: Placement) -> str:
    """A chat with the supervising teacher, who may have given no number."""
    teacher = placement.supervisor.membership.user if placement.supervisor else None
    if teacher is None or not teacher.whatsapp:
        return ""
    return whatsapp_text(_("Selamat pagi, tentang siswa PKL: "), to=teacher.whatsapp).url


@dataclass(frozen=True)
class Pile:
    """Weeks that wait to be confirmed, by Monday, the latest first: of those who are there, and
    of those only who are done."""

    current: dict[date, list[Placement]] = field(default_factory=dict)
    past: dict[date, list[Placement]] = field(default_factory=dict)


def pile_of(weeks: dict[date, list[Placement]]) -> Pile:
    pile = Pile()
    for monday, rows in sorted(weeks.items(), reverse=True):
        is_past = all(row.state in DONE for row in rows)
        (pile.past if is_past else pile.current)[monday] = rows
    return pile


@mentor_only
@require_safe
def mentor_page(request: HttpRequest, guest: MentorGuest) -> HttpResponse:
    rows = guided_by(guest)
    note_guided(request, guest, rows)
    assessed = progress_of(rows)
    # Among those who end first, whoever is still there comes first.
    asked = sorted(due(rows, on=guest.on), key=lambda row: row.state in DONE)
    context = {
        "guest": guest,
        "parts": parts_of(guest, rows, assessed),
        "pile": pile_of(waiting(rows, on=guest.on)),
        "due": [(row, assessed.get(row.pk)) for row in asked],
        "this_week": monday_of(guest.on),
    }
    return render(request, "placements/mentor_page.html", context)
