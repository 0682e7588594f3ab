"""Handing out links to the instruktur of a period: who guides whom, and who has opened theirs."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.readings import ReadingKind
from partnerships.partners.models import Contact, Partner
from partnerships.placements.actions import links as actions
from partnerships.placements.actions.placements import give_mentor
from partnerships.placements.forms.placements import MentorForm
from partnerships.placements.lifecycle import AGREED
from partnerships.placements.models import MentorLink, Placement, PlacementPeriod
from partnerships.placements.views.handling import decided, period_of
from partnerships.placements.views.link_sheets import Wording, pinned_sheets, revoked
from schools.actors import Actor, actor_of
from schools.reading_log import note

LINK_WORDS = {
    "none": ("neutral", gettext_lazy("Belum dibuat")),
    "unopened": ("warning", gettext_lazy("Belum dibuka")),
    "open": ("ok", gettext_lazy("Pernah dibuka")),
    "locked": ("warning", gettext_lazy("Terkunci: PIN keliru")),
    "ended": ("neutral", gettext_lazy("Berakhir")),
    "left": ("warning", gettext_lazy("Tidak lagi bekerja di sana")),
}

WORDING = Wording(
    "placements:mentor_link",
    gettext_lazy(
        "Dengan hormat. Lewat tautan ini Anda melihat siswa PKL kami yang Anda bimbing,"
        " mengonfirmasi jurnal dan kehadirannya sekali seminggu, dan menilai di akhir PKL,"
        " tanpa membuat akun. PIN-nya kami kirim terpisah."
    ),
    gettext_lazy(
        "PIN untuk halaman instruktur PKL Anda: %(pin)s. Jangan diteruskan kepada orang lain."
    ),
)


@dataclass(frozen=True)
class Mentor:
    """An instruktur of the period, the pupils who are guided, and how the link stands."""

    contact: Contact
    host: str
    pupils: int
    link: MentorLink | None
    standing: str

    @property
    def words(self) -> tuple[str, object]:
        return LINK_WORDS[self.standing]

    @property
    def has_left(self) -> bool:
        return self.standing == "left"

    @property
    def is_open(self) -> bool:
        return self.standing in ("unopened", "open")


@dataclass(frozen=True)
class Unguided:
    """A host with the pupils there who have no instruktur, and the form that gives them one."""

    partner: Partner
    rows: list[Placement]
    form: MentorForm


def standing_of(contact: Contact, link: MentorLink | None, actor: Actor) -> str:
    if contact.left_on is not None and contact.left_on <= actor.on:
        return "left"
    if link is None:
        return "none"
    if link.is_locked:
        return "locked"
    if not link.is_open_at(timezone.now()):
        return "ended"
    return "open" if link.opened_at else "unopened"


def links_held(actor: Actor, contacts: list[Contact]) -> dict[int, MentorLink]:
    """The link that each contact holds of the actor's school, not revoked."""
    held = MentorLink.objects.manageable_by(actor).filter(revoked_at__isnull=True)
    held = held.select_related("contact")
    return {link.contact_id: link for link in held.filter(contact__in=contacts)}


def _guided(period: PlacementPeriod, actor: Actor) -> list[Placement]:
    rows = Placement.objects.editable_by(actor).at_host().filter(period=period)
    return list(rows.for_reading())


def mentors_of(placements: list[Placement], actor: Actor) -> list[Mentor]:
    """Each instruktur once, by host and name."""
    pupils: dict[Contact, set[int]] = {}
    for row in placements:
        if row.mentor:
            pupils.setdefault(row.mentor, set()).add(row.pupil_id)
    hosts = {row.mentor: row.host_name for row in placements if row.mentor}
    held = links_held(actor, list(pupils))
    ordered = sorted(pupils, key=lambda one: (hosts[one].casefold(), one.name.casefold(), one.pk))
    links = [held.get(one.pk) for one in ordered]
    return [
        Mentor(one, hosts[one], len(pupils[one]), link, standing_of(one, link, actor))
        for one, link in zip(ordered, links, strict=True)
    ]


def _unguided(request: HttpRequest, placements: list[Placement]) -> list[Unguided]:
    """By host and name; the form of the host that is posted to (`mitra`) holds what was sent."""
    by_host: dict[Partner, list[Placement]] = {}
    for row in placements:
        if row.opening and row.mentor is None and row.state in AGREED:
            by_host.setdefault(row.opening.hosting.partner, []).append(row)
    people: dict[int, list[Contact]] = {}
    known = Contact.objects.visible_to(actor_of(request)).filter(left_on__isnull=True)
    for contact in known.filter(partner__in=by_host).order_by("name", "pk"):
        people.setdefault(contact.partner_id, []).append(contact)
    asked = request.POST.get("mitra")
    return [
        Unguided(
            partner,
            rows,
            MentorForm(
                request.POST if partner.public_id == asked else None,
                contacts=people.get(partner.pk, []),
                auto_id=f"{partner.public_id}-%s",
            ),
        )
        for partner, rows in sorted(
            by_host.items(), key=lambda pair: (pair[1][0].host_name.casefold(), pair[0].pk)
        )
    ]


@require_safe
def mentor_links(request: HttpRequest, public_id: str) -> HttpResponse:
    period = period_of(request, public_id)
    placements = _guided(period, actor_of(request))
    return _links_page(request, period, placements, _unguided(request, placements))


@require_POST
def mentor_choose(request: HttpRequest, public_id: str) -> HttpResponse:
    """One instruktur for those of a host (`mitra`) whom the page listed (`siswa`)."""
    actor, period = actor_of(request), period_of(request, public_id)
    placements = _guided(period, actor)
    hosts = _unguided(request, placements)
    chosen = next((host for host in hosts if host.form.is_bound), None)
    if chosen is None:
        messages.info(request, _("Semua siswa di tempat itu sudah punya instruktur."))
        return redirect("placements:mentor_links", period.public_id)
    listed = set(request.POST.getlist("siswa"))
    rows = [row for row in chosen.rows if row.public_id in listed]
    given: list[int] = []

    def give() -> None:
        given.append(
            give_mentor(placements=rows, mentor=chosen.form.cleaned_data["mentor"], by=actor)
        )

    if not decided(chosen.form, give):
        return _links_page(request, period, placements, hosts, status=422)
    told = {"name": chosen.form.cleaned_data["mentor"].name, "count": sum(given)}
    messages.success(request, _("%(name)s kini instruktur bagi %(count)s siswa lagi.") % told)
    return redirect("placements:mentor_links", period.public_id)


def _links_page(
    request: HttpRequest,
    period: PlacementPeriod,
    placements: list[Placement],
    unguided: list[Unguided],
    *,
    status: int = 200,
) -> HttpResponse:
    actor = actor_of(request)
    mentors = mentors_of(placements, actor)
    without = [row for row in placements if row.mentor is None and row.state in AGREED]
    note(request, ReadingKind.LIST, len(without))
    context = {
        "period": period,
        "mentors": mentors,
        "lacking": sum(not one.is_open and not one.has_left for one in mentors),
        "unopened": sum(one.standing == "unopened" for one in mentors),
        "unguided": unguided,
        "lacking_one": sum(len(host.rows) for host in unguided),
        "at_school": [row for row in without if not row.opening],
    }
    return render(request, "placements/mentor_links.html", context, status=status)


@never_cache
@require_POST
def mentor_links_issue(request: HttpRequest, public_id: str) -> HttpResponse:
    """Links on sheets, the only time that they are seen: `semua=1` makes new ones for everybody,
    else for those who hold none that opens."""
    actor, period = actor_of(request), period_of(request, public_id)
    everybody = request.POST.get("semua") == "1"
    wanted = [
        one.contact
        for one in mentors_of(_guided(period, actor), actor)
        if not one.has_left and (everybody or not one.is_open)
    ]
    back = reverse("placements:mentor_links", args=[period.public_id])
    if not wanted:
        messages.info(request, _("Semua instruktur sudah memegang tautan."))
        return redirect(back)
    return _issued(request, wanted, back)


@never_cache
@require_POST
def mentor_link_issue(request: HttpRequest, public_id: str) -> HttpResponse:
    """For one contact, from the page of its partner or of a period (`periode`)."""
    actor = actor_of(request)
    rows = Contact.objects.visible_to(actor).select_related("partner")
    contact = get_object_or_404(rows, public_id=public_id)
    return _issued(request, [contact], _back(request, contact))


def _back(request: HttpRequest, contact: Contact) -> str:
    """Where the button was: the list of a period, or the links of the partner."""
    periods = PlacementPeriod.objects.editable_by(actor_of(request))
    chosen = request.POST.get("periode", "").replace("\x00", "")
    period = periods.filter(public_id=chosen).first()
    if period:
        return reverse("placements:mentor_links", args=[period.public_id])
    return reverse("placements:partner_links", args=[contact.partner.public_id])


def _issued(request: HttpRequest, contacts: list[Contact], back: str) -> HttpResponse:
    actor = actor_of(request)
    sheets = pinned_sheets(
        request, lambda: actions.issue_mentor_links(contacts=contacts, by=actor), WORDING
    )
    if not sheets:
        return redirect(back)
    context = {
        "sheets": sheets,
        "replaced": sum(sheet.is_replacing for sheet in sheets),
        "back": back,
    }
    return render(request, "placements/mentor_sheets.html", context)


@require_POST
def mentor_link_revoke(request: HttpRequest, public_id: str) -> HttpResponse:
    link = revoked(request, MentorLink, public_id)
    return redirect(_back(request, link.contact))
