"""The pages of a pupil, who holds a link instead of an account.

Opening the address shows a button and nothing else, because messengers open it for their preview.
No name stands in a title or an address.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.clock import today
from accounts.handling import written
from accounts.limits import is_within_limit
from accounts.readings import ReadingKind, record_reading
from partnerships.placements.actions import choices as actions
from partnerships.placements.actions import links as link_actions
from partnerships.placements.drafting.drafts import place_names, published_place
from partnerships.placements.drafting.reasons import sentences_for
from partnerships.placements.forms.choices import ChoicesForm, ProposedPlaceForm
from partnerships.placements.guests import PupilGuest
from partnerships.placements.journals.journal_sums import Today, today_of
from partnerships.placements.links.doors import guests_only, held_link, let_in
from partnerships.placements.models import (
    Choice,
    Opening,
    Placement,
    PlacementPeriod,
    ProposedPlace,
    PupilLink,
)
from partnerships.placements.pupils import places_for, pupils_of, studies_of
from schools.links import token_page

SESSION_KEY = "pupil_link"
# How long after the last day the journal stays on the first page.
FOLLOWED_FOR = timedelta(days=60)
# Elsewhere the portal asks no browser for its position; here a pupil may give it by a click.
MAY_LOCATE = "camera=(), geolocation=(self), microphone=(), payment=(), usb=(), browsing-topics=()"


def guest_of(request: HttpRequest) -> PupilGuest | None:
    links = PupilLink.objects.open_at(timezone.now()).filter(
        pupil__processing_stopped_at__isnull=True, pupil__anonymised_at__isnull=True
    )
    link = held_link(request, links.select_related("pupil__school"), key=SESSION_KEY)
    return PupilGuest(link, today()) if link else None


pupil_only = guests_only(guest_of, closed="placements/pupil_closed.html")


@login_not_required
@token_page
@require_http_methods(["GET", "POST"])
def pupil_link(request: HttpRequest, token: str) -> HttpResponse:
    link = link_actions.found_pupil_link(token)
    if link is None or not link.is_open_at(timezone.now()):
        return render(request, "placements/pupil_closed.html", status=410 if link else 404)
    if request.method == "POST":
        if not is_within_limit(request, "access_link"):
            return render(request, "429.html", status=429)
        let_in(request, link, key=SESSION_KEY)
        link_actions.note_opened(link=link)
        return redirect("placements:pupil_page")
    return render(request, "placements/pupil_link.html", {"token": token})


@login_not_required
@token_page
@require_POST
def pupil_leave(request: HttpRequest) -> HttpResponse:
    """On a shared phone: nothing of this pupil is left."""
    request.session.pop(SESSION_KEY, None)
    return render(request, "placements/pupil_left.html")


def _periods(guest: PupilGuest) -> list[PlacementPeriod]:
    """Those for this pupil that are not over."""
    rows = PlacementPeriod.objects.filter(
        school=guest.pupil.school_id, blocks__until__gte=guest.on
    ).distinct()
    periods = rows.prefetch_related("blocks", "concentrations").order_by("school_year", "name")
    return [one for one in periods if pupils_of(one).filter(pk=guest.pupil.pk).exists()]


@pupil_only
@require_safe
def pupil_page(request: HttpRequest, guest: PupilGuest) -> HttpResponse:
    record_reading(
        request,
        what=ReadingKind.LINK,
        count=1,
        label=_("Tautan siswa"),
        place=guest.pupil.school.public_id,
        person=guest.pupil.public_id,
    )
    parts, days = [], days_at_work(guest)
    at_work = {today.placement.period_id for today in days}
    for period in [one for one in _periods(guest) if one.pk not in at_work]:
        chosen = Choice.objects.filter(period=period, pupil=guest.pupil).order_by("rank")
        proposed = ProposedPlace.objects.filter(period=period, pupil=guest.pupil)
        places = [one.opening for one in chosen.select_related(*OF_PLACE)]
        told = outcome_of(guest, period)
        settled = told is None and not places and is_placed_during(guest, period)
        parts.append((period, places, list(proposed.order_by("-proposed_at")), told, settled))
    context = {"guest": guest, "parts": parts, "days": days}
    response = render(request, "placements/pupil_page.html", context)
    response.headers["Permissions-Policy"] = MAY_LOCATE
    return response


def is_placed_during(guest: PupilGuest, period: PlacementPeriod) -> bool:
    """Whether the pupil keeps a place on some of its days, be it for another period: nobody is at
    two places, so there is nothing to choose. Where, the pupil hears once the school tells."""
    rows = Placement.objects.standing().filter(pupil=guest.pupil.pk)
    return rows.filter(days__overlap=period.days).exists()


def days_at_work(guest: PupilGuest) -> list[Today]:
    """The day at each host where the pupil's days have begun, and ended not long ago."""
    rows = Placement.objects.visible_to(guest).under_way().for_reading()
    known = [row for row in rows if row.first_day <= guest.on <= row.last_day + FOLLOWED_FOR]
    known.sort(key=lambda row: row.first_day, reverse=True)
    return [today_of(row, on=guest.on) for row in known]


OF_PLACE = [
    "opening__hosting__partner__regency",
    "opening__site__regency",
    "opening__concentration",
]


@dataclass(frozen=True)
class Outcome:
    """What a published draft came to for a pupil, in sentences."""

    sentences: list[str]
    is_placed: bool


def outcome_of(guest: PupilGuest, period: PlacementPeriod) -> Outcome | None:
    """Once the school has published: the place, and why no better choice was to be had."""
    row = published_place(guest.pupil, period)
    if row is None:
        return None
    seats = Placement.objects.standing().filter(period=period, pupil=guest.pupil)
    if row.opening and not seats.filter(opening=row.opening_id).exists():
        lost = _("Tempatmu yang semula tidak jadi; sekolah sedang mengaturnya kembali.")
        return Outcome([lost], is_placed=False)
    return Outcome(sentences_for(row, place_names(period)), is_placed=row.opening is not None)


def _period(guest: PupilGuest, public_id: str) -> PlacementPeriod:
    period = get_object_or_404(PlacementPeriod, public_id=public_id, school=guest.pupil.school_id)
    get_object_or_404(pupils_of(period), pk=guest.pupil.pk)
    return period


def chosen_by(period: PlacementPeriod, pupil: Any) -> list[Opening]:
    rows = Choice.objects.filter(period=period, pupil=pupil).order_by("rank")
    return [one.opening for one in rows.select_related("opening")]


@pupil_only
@require_http_methods(["GET", "POST"])
def pupil_choices(request: HttpRequest, guest: PupilGuest, public_id: str) -> HttpResponse:
    period = _period(guest, public_id)
    pupil = pupils_of(period).get(pk=guest.pupil.pk)
    places = places_for(period, concentration=studies_of(pupil))
    initial = ChoicesForm.starting(chosen_by(period, pupil))
    form = ChoicesForm(request.POST or None, places=places, initial=initial)
    if request.method == "POST" and written(
        form,
        lambda: actions.choose(period=period, pupil=pupil, places=form.wanted, by=guest),
    ):
        messages.success(request, _("Pilihanmu tersimpan."))
        return redirect("placements:pupil_page")
    context = {"guest": guest, "form": form, "period": period, "places": places}
    status = 422 if form.errors else 200
    return render(request, "placements/pupil_choices.html", context, status=status)


@pupil_only
@require_http_methods(["GET", "POST"])
def pupil_proposal(request: HttpRequest, guest: PupilGuest, public_id: str) -> HttpResponse:
    period = _period(guest, public_id)
    blank = ProposedPlace(period=period, pupil=guest.pupil, proposed_at=timezone.now())
    form = ProposedPlaceForm(request.POST or None, instance=blank)
    if request.method == "POST" and written(
        form,
        lambda: actions.propose_place(
            period=period,
            pupil=guest.pupil,
            values=form.values,
            by=guest,
            form_token=form.cleaned_data["form_token"],
        ),
    ):
        messages.success(request, _("Usulanmu terkirim ke sekolah."))
        return redirect("placements:pupil_page")
    context = {"guest": guest, "form": form, "period": period}
    status = 422 if form.errors else 200
    return render(request, "placements/pupil_proposal.html", context, status=status)
