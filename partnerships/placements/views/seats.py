"""Tempat: seats to choose from for a period, one of them, taking and giving back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.addresses import page_named
from accounts.handling import acted, written
from accounts.templatetags.reading import number
from partnerships.partners.views.handling import found_page
from partnerships.placements.actions import seats as actions
from partnerships.placements.filters.seats import OpeningFilter
from partnerships.placements.forms.seats import BookForm
from partnerships.placements.journals.ratings import found_at
from partnerships.placements.marks.afterwards import afterwards
from partnerships.placements.models import Booking, Opening, PlacementPeriod
from partnerships.placements.models.periods import places_pupils
from partnerships.placements.supply.choosing import (
    FAR_KM,
    Run,
    fit_of,
    periods_to_fill,
    with_distance,
    with_fit,
    with_seats,
)
from schools.actors import Actor, actor_of


@require_GET
def openings(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    if actor.is_visitor:
        raise PermissionDenied
    found = OpeningFilter(request.GET, actor=actor, periods=periods_to_fill(actor))
    page = found_page(request, found.qs)
    for row in page.object_list:
        row.fit = fit_of(row) if found.run else None
    context = {
        "filter": found,
        "page": page,
        "period": found.period,
        "run": found.run,
        "far": FAR_KM,
        "may_book": places_pupils(actor) and found.run is not None,
        "may_plan": places_pupils(actor),
        "is_own_school": actor.school is not None,
        "on": actor.on,
    }
    return render(request, "placements/openings.html", context)


@require_GET
def opening(request: HttpRequest, public_id: str) -> HttpResponse:
    rows = Opening.objects.visible_to(actor_of(request))
    found = get_object_or_404(rows, public_id=public_id)
    return _opening_page(request, found, _period_asked(request, request.GET))


def _period_asked(request: HttpRequest, asked: Any) -> PlacementPeriod | None:
    """The period that the address or the form names, else the next one of the school."""
    periods = periods_to_fill(actor_of(request))
    named = asked.get("periode", "")
    return next((row for row in periods if row.public_id == named), None) or next(
        iter(periods), None
    )


def _opening_page(
    request: HttpRequest,
    opening: Opening,
    period: PlacementPeriod | None,
    form: BookForm | None = None,
) -> HttpResponse:
    actor = actor_of(request)
    found = _read(opening, period, actor)
    run = Run.of(period) if period else None
    fits_days = run is not None and found.since <= run.first and run.last <= found.until
    context = {
        "opening": found,
        "partner": found.hosting.partner,
        "afterwards": afterwards(found.hosting.partner, actor=actor),
        "period": period,
        "fits_days": fits_days,
        "fit": fit_of(found) if run and actor.school else None,
        "form": form or BookForm(opening=found),
        "periods": periods_to_fill(actor),
        "may_book": places_pupils(actor) and fits_days and found.is_bookable,
        "is_own_school": actor.school is not None,
        "found": found_at(found, school=actor.school),
        "back": page_named(request, "kembali"),
    }
    return render(request, "placements/opening.html", context)


def _read(opening: Opening, period: PlacementPeriod | None, actor: Actor) -> Any:
    rows: Any = Opening.objects.filter(pk=opening.pk).select_related(
        "hosting__partner__regency", "hosting__partner__province", "hosting__told_to_school",
        "hosting__told_through__school", "told_through__school",
        "site__regency", "concentration",
    )  # fmt: skip
    rows = with_distance(with_seats(rows, school=actor.school, period=period), actor.school)
    run = Run.of(period) if period else None
    if run and actor.school:
        rows = with_fit(rows, school=actor.school, run=run, on=actor.on)
    found = rows.get()
    found.is_bookable = Opening.objects.bookable_by(actor).filter(pk=opening.pk).exists()
    return found


@require_POST
def book(request: HttpRequest, public_id: str) -> HttpResponse:
    """So many seats in all for the period; the second click says the same."""
    actor = actor_of(request)
    chosen = get_object_or_404(Opening.objects.bookable_by(actor), public_id=public_id)
    mine = PlacementPeriod.objects.editable_by(actor).for_reading()
    period = get_object_or_404(mine, public_id=_clean(request.POST.get("periode", "")))
    form = BookForm(request.POST, opening=_read(chosen, period, actor))
    if not written(
        form,
        lambda: actions.book(
            opening=chosen, period=period, seats=form.cleaned_data["seats"], by=actor
        ),
    ):
        return _opening_page(request, chosen, period, form)
    messages.success(
        request,
        _("%(seats)s kursi dipesan untuk %(period)s.")
        % {"seats": number(form.cleaned_data["seats"]), "period": period.name},
    )
    return redirect(_back(request, chosen, period))


def _clean(text: str) -> str:
    return text.replace("\x00", "")


def _back(request: HttpRequest, opening: Opening, period: PlacementPeriod) -> str:
    page = page_named(request, "kembali")
    return page or f"{opening.get_absolute_url()}?periode={period.public_id}"


@require_POST
def release(request: HttpRequest, public_id: str) -> HttpResponse:
    actor = actor_of(request)
    rows = Booking.objects.editable_by(actor).select_related("opening", "period")
    booking = get_object_or_404(rows, public_id=public_id)
    acted(
        request,
        lambda: actions.release(booking=booking, by=actor),
        done=_("%(seats)s kursi dilepas.") % {"seats": number(booking.seats)},
    )
    return redirect(_back(request, booking.opening, booking.period))
