"""The pages of a partner's contact, who holds a link and its PIN instead of an account.

The address carries the token only until the PIN is right; from then on a session of its own says
whose pages these are, on a phone that may be shared: it ends after hours, or by "Selesai".
"""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.clock import today
from accounts.handling import acted, written
from partnerships.agreements.models import Agreement
from partnerships.placements.actions import hosting as hosting_actions
from partnerships.placements.actions import links as link_actions
from partnerships.placements.actions import seats as seat_actions
from partnerships.placements.forms.hosting import AnswerForm, OpeningForm
from partnerships.placements.forms.links import GrantForm, PinForm
from partnerships.placements.guests import PartnerGuest
from partnerships.placements.lifecycle import ASKED
from partnerships.placements.links.doors import guests_only, has_opened, held_link, let_in
from partnerships.placements.models import (
    Booking,
    Hosting,
    Opening,
    PartnerLink,
    Placement,
    SeatGrant,
)
from partnerships.placements.models.hosting import HostingAnswer, OpeningQuerySet
from schools.actors import Actor
from schools.links import token_page
from schools.models import Concentration, School
from schools.school_years import label, school_year_of

SESSION_KEY = "partner_link"
ANSWER_KINDS: dict[str, str] = {HostingAnswer.YES: "ok", HostingAnswer.UNDECIDED: "warning"}


def guest_of(request: HttpRequest) -> PartnerGuest | None:
    """Whose pages this session shows, if the link still stands and it is not too long ago."""
    links = PartnerLink.objects.open_at(timezone.now()).select_related("contact__partner", "school")
    link = held_link(request, links, key=SESSION_KEY)
    return PartnerGuest(link, today()) if link else None


guest_page = guests_only(guest_of, closed="placements/link_closed.html")


@login_not_required
@token_page
@require_http_methods(["GET", "POST"])
def partner_link(request: HttpRequest, token: str) -> HttpResponse:
    """Asks for the PIN; opening the address alone tells nothing and changes nothing."""
    link = link_actions.found_link(token)
    if link is None or not link.is_open_at(timezone.now()):
        return render(request, "placements/link_closed.html", status=410 if link else 404)
    if link.is_locked:
        return _at_locked(request, link)
    form = PinForm(request.POST or None)
    if has_opened(request, form, link):
        let_in(request, link, key=SESSION_KEY)
        return redirect("placements:partner_page")
    return _shown(request, "placements/link_pin.html", {"form": form, "token": token})


def _at_locked(request: HttpRequest, link: PartnerLink) -> HttpResponse:
    """Whoever has come in by it already goes on; nobody else does."""
    guest = guest_of(request)
    if guest and guest.link == link:
        return redirect("placements:partner_page")
    return render(request, "placements/link_closed.html", status=410)


def _shown(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """A page with its form, whose errors make the answer a refusal."""
    status = 422 if context["form"].errors else 200
    return render(request, template, context, status=status)


@login_not_required
@token_page
@require_POST
def partner_leave(request: HttpRequest) -> HttpResponse:
    request.session.pop(SESSION_KEY, None)
    return render(request, "placements/link_left.html")


@dataclass(frozen=True)
class Share:
    """What one school has of an offer: kept for it, and taken by it."""

    school: School
    given: int
    taken: int


def shares_of(opening: Opening) -> list[Share]:
    """By school, for the partner's own eyes: it may know who comes."""
    given = {grant.school: grant.seats for grant in opening.grants.all()}
    taken: dict[School, int] = {}
    for booking in opening.bookings.all():
        if booking.released_at is None:
            school = booking.period.school
            taken[school] = taken.get(school, 0) + booking.seats
    schools = sorted(given.keys() | taken.keys(), key=lambda school: (school.sort_key, school.pk))
    return [Share(school, given.get(school, 0), taken.get(school, 0)) for school in schools]


def _year(request: HttpRequest) -> int:
    """This school year, or the next when asked for."""
    this = school_year_of(today())
    return this + 1 if request.GET.get("tahun") == str(this + 1) else this


@guest_page
@require_http_methods(["GET", "POST"])
def partner_page(request: HttpRequest, guest: PartnerGuest) -> HttpResponse:
    year = _year(request)
    said = Hosting.objects.editable_by(guest).filter(school_year=year).first()
    form = AnswerForm(
        request.POST or None,
        instance=said or Hosting(partner=guest.partner, school_year=year, told_through=guest.link),
    )
    if request.method == "POST" and written(form, lambda: _say(guest, year, form)):
        messages.success(request, _("Jawaban Anda tersimpan. Terima kasih."))
        return redirect(f"{request.path}?tahun={year}")
    return _shown(request, "placements/partner_page.html", _page_context(guest, year, said, form))


def _say(guest: PartnerGuest, year: int, form: AnswerForm) -> None:
    hosting_actions.record_hosting(
        partner=guest.partner,
        school_year=year,
        values=form.values | {"answered_on": guest.on},
        by=guest,
        revision=form.cleaned_data["revision"] if form.instance.pk else None,
    )


def _page_context(
    guest: PartnerGuest, year: int, said: Hosting | None, form: AnswerForm
) -> dict[str, Any]:
    this = school_year_of(today())
    openings = Opening.objects.editable_by(guest).filter(hosting=said, withdrawn_at__isnull=True)
    offers = [(row, shares_of(row)) for row in _with_shares(openings)] if said else []
    return {
        "guest": guest,
        "waiting": Placement.objects.visible_to(guest).filter(state__in=ASKED).count(),
        "said": said,
        "form": form,
        "year": year,
        "year_label": label(year),
        "years": [(one, label(one)) for one in (this, this + 1)],
        "offers": offers,
        "seats": sum(row.seats for row, _shares in offers),
        "answer_kind": ANSWER_KINDS.get(said.answer, "neutral") if said else "",
        "takes_pupils": said is not None and said.answer != HostingAnswer.NO,
        "agreements": _agreements(guest),
    }


def _agreements(guest: PartnerGuest) -> "list[Agreement]":
    """Its agreements as the public register tells them; papers of others stay where they are."""
    known = Agreement.objects.visible_to(Actor.visitor(on=guest.on))
    with_partner = known.filter(parties__partner=guest.partner).distinct()
    return list(with_partner.order_by("-signed_on", "-pk")[:20])


def _own(guest: PartnerGuest, public_id: str) -> Opening:
    rows = Opening.objects.editable_by(guest).filter(withdrawn_at__isnull=True)
    return get_object_or_404(rows.select_related("hosting__partner"), public_id=public_id)


def _concentrations() -> Any:
    return Concentration.objects.valid_on(today())


def _opening_page(
    request: HttpRequest, guest: PartnerGuest, form: OpeningForm, title: str
) -> HttpResponse:
    return _shown(
        request, "placements/partner_opening.html", {"guest": guest, "form": form, "title": title}
    )


def _back(hosting: Hosting) -> HttpResponse:
    response = redirect("placements:partner_page")
    response["Location"] += f"?tahun={hosting.school_year}"
    return response


@guest_page
@require_http_methods(["GET", "POST"])
def partner_offer(request: HttpRequest, guest: PartnerGuest) -> HttpResponse:
    rows = Hosting.objects.editable_by(guest).exclude(answer=HostingAnswer.NO)
    hosting = get_object_or_404(rows.select_related("partner"), school_year=_year(request))
    form = OpeningForm(
        request.POST or None,
        instance=Opening(hosting=hosting),
        concentrations=_concentrations(),
    )
    if request.method == "POST" and written(
        form,
        lambda: hosting_actions.offer(
            hosting=hosting,
            values=form.values,
            by=guest,
            form_token=form.cleaned_data["form_token"],
        ),
    ):
        messages.success(request, _("Tempat ditambahkan."))
        return _back(hosting)
    return _opening_page(request, guest, form, _("Tambah tempat PKL"))


@guest_page
@require_http_methods(["GET", "POST"])
def partner_offer_edit(request: HttpRequest, guest: PartnerGuest, public_id: str) -> HttpResponse:
    opening = _own(guest, public_id)
    form = OpeningForm(request.POST or None, instance=opening, concentrations=_concentrations())
    if request.method == "POST" and written(
        form,
        lambda: hosting_actions.change_offer(
            opening=opening,
            values=form.values,
            by=guest,
            revision=form.cleaned_data["revision"],
        ),
    ):
        messages.success(request, _("Perubahan tersimpan."))
        return _back(opening.hosting)
    return _opening_page(request, guest, form, _("Ubah tempat PKL"))


@guest_page
@require_POST
def partner_offer_withdraw(
    request: HttpRequest, guest: PartnerGuest, public_id: str
) -> HttpResponse:
    opening = _own(guest, public_id)
    acted(
        request,
        lambda: hosting_actions.withdraw_offer(opening=opening, by=guest),
        done=_("Tempat ditarik."),
    )
    return _back(opening.hosting)


@guest_page
@require_http_methods(["GET", "POST"])
def partner_grants(request: HttpRequest, guest: PartnerGuest, public_id: str) -> HttpResponse:
    """Seats kept for schools, changed while they are not filled."""
    opening = _own(guest, public_id)
    form = GrantForm(request.POST or None, schools=_schools_near(guest, opening))
    if request.method == "POST" and written(
        form,
        lambda: seat_actions.grant(
            opening=opening,
            school=form.cleaned_data["school"],
            seats=form.cleaned_data["seats"],
            by=guest,
        ),
    ):
        messages.success(request, _("Jatah tersimpan."))
        return redirect("placements:partner_grants", public_id)
    current = _with_shares(Opening.objects.filter(pk=opening.pk)).get()
    context = {"guest": guest, "form": form, "opening": current, "shares": shares_of(current)}
    return _shown(request, "placements/partner_grants.html", context)


def _with_shares(rows: OpeningQuerySet) -> OpeningQuerySet:
    """What a list of offers tells, in a constant number of queries."""
    return (
        rows.with_free()
        .select_related("site", "concentration", "hosting")
        .prefetch_related("grants__school", "bookings__period__school")
        .order_by("since", "pk")
    )


def _schools_near(guest: PartnerGuest, opening: Opening) -> Any:
    """Schools that the partner has an agreement with, that came before, or that sent this link."""
    signed = Agreement.objects.filter(parties__partner=guest.partner).values("parties__school")
    booked = Booking.objects.filter(opening__hosting__partner=guest.partner)
    known = (
        Q(pk__in=signed)
        | Q(pk__in=booked.values("period__school"))
        | Q(pk__in=SeatGrant.objects.filter(opening=opening).values("school"))
        | Q(pk=guest.link.school_id)
    )
    return School.objects.listed().filter(known)
