"""What the pupils of a period would like: who has chosen, what is wanted, what was proposed."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.handling import acted, written
from accounts.readings import ReadingKind
from accounts.roles import Permission
from partnerships.partners.models import Partner
from partnerships.placements.actions import choices as actions
from partnerships.placements.actions import proposals as accepting
from partnerships.placements.actions.proposals import Destination
from partnerships.placements.forms.choices import AcceptForm, ChoicesForm, RefusalForm, place_label
from partnerships.placements.links.pupil_pages import OF_PLACE, chosen_by
from partnerships.placements.models import (
    Booking,
    Choice,
    Opening,
    PlacementPeriod,
    ProposedPlace,
)
from partnerships.placements.models.choices import ProposalState
from partnerships.placements.pupils import places_for, pupils_of, studies_of
from partnerships.placements.supply.proposals import default_option, likenesses, options
from partnerships.placements.views.handling import period_of
from schools.actors import Actor, actor_of
from schools.models.pupils import Pupil, PupilQuerySet
from schools.reading_log import note


@dataclass(frozen=True)
class Wish:
    """A pupil, and the names of the places it would like, best first."""

    pupil: Pupil
    places: list[str]


@dataclass(frozen=True)
class Demand:
    """How many want a place first, or at all, against its seats."""

    name: str
    seats: int
    first: int
    all: int


def known_pupils(period: PlacementPeriod, actor: Actor) -> PupilQuerySet:
    return pupils_of(period).filter(pk__in=Pupil.objects.visible_to(actor).values("pk"))


@require_safe
def choices(request: HttpRequest, public_id: str) -> HttpResponse:
    actor, period = actor_of(request), period_of(request, public_id)
    pupils = list(known_pupils(period, actor))
    rows = Choice.objects.visible_to(actor).filter(period=period).order_by("pupil", "rank")
    chosen: dict[int, list[str]] = {}
    first, wanted = Counter[int](), Counter[int]()
    for one in rows.select_related(*OF_PLACE):
        chosen.setdefault(one.pupil_id, []).append(place_label(one.opening))
        wanted[one.opening_id] += 1
        first[one.opening_id] += one.rank == 1
    taken = Booking.objects.standing().filter(period=period).select_related(*OF_PLACE)
    demand = [
        Demand(place_label(one.opening), one.seats, first[one.opening_id], wanted[one.opening_id])
        for one in taken.order_by("opening__hosting__partner__sort_key", "pk")
    ]
    note(request, ReadingKind.LIST, len(pupils))
    context = {
        "period": period,
        "wishes": [Wish(pupil, chosen.get(pupil.pk, [])) for pupil in pupils],
        "undecided": sum(pupil.pk not in chosen for pupil in pupils),
        "demand": demand,
        "seats": sum(one.seats for one in demand),
        "proposals": ProposedPlace.objects.visible_to(actor)
        .filter(period=period)
        .select_related("pupil", "regency", "partner")
        .order_by("-proposed_at", "-pk"),
        "waiting": ProposalState.WAITING,
    }
    return render(request, "placements/choices.html", context)


@require_http_methods(["GET", "POST"])
def choices_of(request: HttpRequest, public_id: str, pupil: str) -> HttpResponse:
    """The admin types what a pupil said or wrote on paper."""
    actor, period = actor_of(request), period_of(request, public_id)
    current = get_object_or_404(known_pupils(period, actor), public_id=pupil)
    places = places_for(period, concentration=studies_of(current))
    initial = ChoicesForm.starting(chosen_by(period, current))
    form = ChoicesForm(request.POST or None, places=places, initial=initial)
    if request.method == "POST" and written(
        form,
        lambda: actions.choose(period=period, pupil=current, places=form.wanted, by=actor),
    ):
        messages.success(request, _("Pilihan tersimpan."))
        return redirect("placements:choices", period.public_id)
    if request.method == "GET":
        note(request, ReadingKind.PAGE, 1, pupil=current)
    context = {"form": form, "period": period, "pupil": current, "places": places}
    status = 422 if form.errors else 200
    return render(request, "placements/choices_of.html", context, status=status)


def proposal_of(request: HttpRequest, public_id: str) -> ProposedPlace:
    actor = actor_of(request)
    rows = ProposedPlace.objects.visible_to(actor).select_related(
        "pupil", "period", "regency", "partner", "opening"
    )
    if not actor.can(Permission.PLACE_PUPILS):
        rows = rows.none()
    return get_object_or_404(rows, public_id=public_id)


@require_http_methods(["GET", "POST"])
def proposal(request: HttpRequest, public_id: str) -> HttpResponse:
    """A place that a pupil found, beside the partners that it may be: one step from yes to a
    seat."""
    actor, proposed = actor_of(request), proposal_of(request, public_id)
    if request.method == "GET":
        note(request, ReadingKind.PAGE, 1, pupil=proposed.pupil)
    is_waiting = proposed.state == ProposalState.WAITING
    if request.method == "POST" and not is_waiting:
        messages.error(request, _("Usulan ini sudah diputuskan."))
        return redirect("placements:proposal", proposed.public_id)
    found = likenesses(proposed, by=actor) if is_waiting else []
    form = AcceptForm(
        request.POST or None,
        proposed=proposed,
        places=options(found, proposed),
        chosen=default_option(found),
    )
    if request.method == "POST" and written(form, lambda: _accept(proposed, form, actor)):
        messages.success(
            request,
            _("Usulan disetujui: satu kursi dipesan untuk %s.") % proposed.period.name,
        )
        return redirect("placements:choices", proposed.period.public_id)
    context = {
        "proposed": proposed,
        "likenesses": found,
        "is_sure": any(like.is_sure for like in found),
        "accept": form,
        "chosen": form["place"].value(),
        "form": RefusalForm(),
        "is_waiting": is_waiting,
        "is_approved": proposed.state == ProposalState.APPROVED,
    }
    status = 422 if form.errors else 200
    return render(request, "placements/proposal.html", context, status=status)


def _accept(proposed: ProposedPlace, form: AcceptForm, actor: Actor) -> None:
    accepting.accept_place(proposed=proposed, at=_destination(form.cleaned_data, actor), by=actor)


def _destination(given: dict[str, Any], actor: Actor) -> Destination:
    what, _colon, public_id = given["place"].partition(":")
    partner = opening = None
    if what in {"tempat", "pesanan"}:
        rows = Opening.objects.bookable_by(actor).select_related("hosting__partner")
        opening = rows.get(public_id=public_id)
    elif what == "mitra":
        partner = Partner.objects.visible_to(actor).current().get(public_id=public_id)
    return Destination(
        opening=opening,
        is_booked=what == "pesanan",
        partner=partner,
        kind=given["kind"],
        seats=given["new_seats"],
        tasks=given["tasks"],
        is_surely_new=given["is_surely_new"],
    )


@require_POST
def proposal_refuse(request: HttpRequest, public_id: str) -> HttpResponse:
    actor, proposed = actor_of(request), proposal_of(request, public_id)
    form = RefusalForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Tuliskan alasannya agar siswa mengerti."))
        return redirect("placements:proposal", proposed.public_id)
    acted(
        request,
        lambda: actions.refuse_place(
            proposed=proposed, reason=form.cleaned_data["reason"], by=actor
        ),
        done=_("Usulan tidak disetujui; siswa membaca alasannya."),
    )
    return redirect("placements:choices", proposed.period.public_id)
