"""Who signs: parties are named, made and taken out, in a draft or in an amendment of one."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.htmx import is_htmx
from accounts.roles import Permission
from partnerships.agreements.actions import drafts
from partnerships.agreements.actions.amendments import rows_of
from partnerships.agreements.forms.parties import PartiesForm
from partnerships.agreements.forms.steps import STEPS_BY_SLUG
from partnerships.agreements.models import Agreement, Instrument
from partnerships.agreements.models.instruments import Subject
from partnerships.agreements.reading import ORDINALS, Reading
from partnerships.agreements.views.drafts import applied, frame_of, step_address
from partnerships.agreements.views.handling import amendment_changing, editable
from partnerships.partners.models import Partner
from partnerships.partners.views.naming import naming_of
from schools.actors import Actor, actor_of
from schools.models.offices import Office
from schools.models.schools import School

FOUND_AT_MOST = 8
SIDES_OFFERED = 4


@dataclass(frozen=True)
class Place:
    """Where parties are written: in a draft, or in the amendment that changes them."""

    agreement: Agreement
    paper: Instrument | None

    @property
    def is_open(self) -> bool:
        return self.agreement.is_draft if self.paper is None else self.paper.is_open

    @property
    def parties(self) -> Any:
        return rows_of(self.agreement, "parties", self.paper)

    @property
    def add_url(self) -> str:
        return self._address("party_add")

    @property
    def new_url(self) -> str:
        return self._address("partner_new")

    @property
    def back_url(self) -> str:
        if self.paper is None:
            return step_address(self.agreement, STEPS_BY_SLUG["pihak"])
        subject = [self.agreement.public_id, self.paper.sequence, Subject.PARTIES]
        return reverse("agreements:amendment_subject", args=subject)

    @property
    def closed_url(self) -> str:
        """Where somebody lands who comes too late."""
        if self.paper is None:
            return self.agreement.staff_url
        paper = [self.agreement.public_id, self.paper.sequence]
        return reverse("agreements:amendment", args=paper)

    def _address(self, name: str) -> str:
        if self.paper is None:
            return reverse(f"agreements:{name}", args=[self.agreement.public_id])
        paper = [self.agreement.public_id, self.paper.sequence]
        return reverse(f"agreements:amendment_{name}", args=paper)

    def frame(self, actor: Actor) -> dict[str, Any]:
        if self.paper is None:
            return frame_of(self.agreement, STEPS_BY_SLUG["pihak"], actor)
        return {"agreement": self.agreement, "reading": Reading(self.agreement, actor.on)}


def place_of(request: HttpRequest, public_id: str, sequence: int | None) -> Place:
    agreement = editable(request, public_id)
    return Place(agreement, amendment_changing(agreement, Subject.PARTIES, sequence))


@require_http_methods(["GET", "POST"])
def add_party(request: HttpRequest, public_id: str, sequence: int | None = None) -> HttpResponse:
    """Name one more school, partner or body of government, on a side of one's choice."""
    place, actor = place_of(request, public_id, sequence), actor_of(request)
    if not place.is_open:
        return redirect(place.closed_url)
    if request.method == "POST":
        member = _named_member(request.POST.get("member", ""), actor)
        if member is None:
            raise Http404
        try:
            drafts.add_party(
                place.agreement,
                by=actor,
                side=_side_of(member, request.POST.get("side", "")),
                member=member,
                instrument=place.paper,
            )
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("%(name)s ditambahkan.") % {"name": member})
            # The page offers one more, as who signs seldom comes alone.
            return redirect(f"{place.back_url}?ditambah=1")
    text = request.GET.get("q", "").strip()
    context = {
        "place": place,
        "q": text,
        "found": _members_called(text, actor, named=place.parties) if text else [],
        "sides": list(ORDINALS.items())[:SIDES_OFFERED],
        "has_other_side": place.parties.exclude(side=drafts.OWN_SIDE).exists(),
        "may_propose": actor.can(Permission.PROPOSE_PARTNERS),
    }
    if is_htmx(request):
        return render(request, "agreements/_members_found.html", context)
    return render(request, "agreements/add_party.html", context | place.frame(actor))


def _side_of(member: School | Partner | Office, typed: str) -> int:
    """The side that was ticked; else schools stand together, and so do those across."""
    if typed.isdecimal() and len(typed) < 3:
        return int(typed)
    return drafts.OWN_SIDE if isinstance(member, School) else drafts.OTHER_SIDE


@require_http_methods(["GET", "POST"])
def new_partner(request: HttpRequest, public_id: str, sequence: int | None = None) -> HttpResponse:
    """Enter a partner whom nobody has entered yet, or take a similar one: it becomes a party."""
    place, actor = place_of(request, public_id, sequence), actor_of(request)
    if not actor.can(Permission.PROPOSE_PARTNERS):
        raise PermissionDenied
    if not place.is_open:
        return redirect(place.closed_url)
    if picked := request.POST.get("pakai"):
        partners = Partner.objects.visible_to(actor).current()
        return _joined(request, place, get_object_or_404(partners, public_id=picked))
    naming = naming_of(request, school=place.agreement.recording_school)
    if naming.made:
        return _joined(request, place, naming.made)
    context = {
        "place": place,
        "naming": naming,
        "form": naming.form,
        "picks": True,
        "here": place.new_url,
    }
    if is_htmx(request):
        return render(request, "partners/_similar.html", context)
    return render(request, "agreements/new_partner.html", context | place.frame(actor))


def _joined(request: HttpRequest, place: Place, partner: Partner) -> HttpResponse:
    """On the other side, once; then to what was being done: in a draft, the papers first."""
    if not place.parties.filter(partner=partner).exists():
        drafts.add_party(
            place.agreement,
            by=actor_of(request),
            side=drafts.OTHER_SIDE,
            member=partner,
            instrument=place.paper,
        )
    messages.success(request, _("%(name)s ditambahkan.") % {"name": partner})
    agreement = place.agreement
    begins = "dokumen" not in agreement.steps_sent and not agreement.documents.exists()
    if place.paper is None and begins:
        return redirect(step_address(agreement, STEPS_BY_SLUG["dokumen"]))
    return redirect(place.back_url)


@require_POST
def remove_party(
    request: HttpRequest, public_id: str, pk: int, sequence: int | None = None
) -> HttpResponse:
    """Take a party out; what was typed about the others beside it is kept."""
    place = place_of(request, public_id, sequence)
    party = get_object_or_404(place.parties, pk=pk)
    if not place.is_open:
        return redirect(place.closed_url)
    _keep_typed(request, place)
    try:
        drafts.remove_party(party, by=actor_of(request))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Pihak dikeluarkan."))
    return redirect(place.back_url)


def _keep_typed(request: HttpRequest, place: Place) -> None:
    """Save the form around the button, unless something in it is wrong."""
    if "revision" not in request.POST:
        return
    actor = actor_of(request)
    form = PartiesForm(request.POST, agreement=place.agreement, actor=actor, instrument=place.paper)
    if form.is_valid():
        applied({"pihak": form}, actor)


def _members_called(
    text: str, actor: Actor, *, named: Any
) -> list[tuple[str, str, School | Partner | Office]]:
    """What a person may mean, as key, sort of member, and the record; not who is named already."""
    partner, school, office = (
        [key for key in named.values_list(sort, flat=True) if key]
        for sort in ("partner", "school", "office")
    )
    others = Partner.objects.visible_to(actor).exclude(pk__in=partner)
    partners = others.search(text)[:FOUND_AT_MOST]
    schools = School.objects.visible_to(actor).exclude(pk__in=school).search(text)[:FOUND_AT_MOST]
    offices = Office.objects.filter(name__icontains=text).exclude(pk__in=office)
    offices = offices.order_by("sort_key", "pk")
    found: list[tuple[str, str, School | Partner | Office]] = []
    found += [(f"partner:{row.public_id}", _("Mitra"), row) for row in partners]
    found += [(f"school:{row.public_id}", _("Sekolah"), row) for row in schools]
    found += [
        (f"office:{row.public_id}", _("Lembaga pemerintah"), row) for row in offices[:FOUND_AT_MOST]
    ]
    return found


def _named_member(key: str, actor: Actor) -> School | Partner | Office | None:
    sort, _colon, public_id = key.partition(":")
    match sort:
        case "partner":
            return Partner.objects.visible_to(actor).filter(public_id=public_id).first()
        case "school":
            return School.objects.visible_to(actor).filter(public_id=public_id).first()
        case "office":
            return Office.objects.filter(public_id=public_id).first()
    return None
