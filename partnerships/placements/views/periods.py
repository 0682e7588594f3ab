"""Periods of a school: the list, one of them, and the form in which it is planned."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.handling import acted, written
from accounts.paging import page_of
from accounts.roles import Role
from partnerships.placements.actions import periods as actions
from partnerships.placements.filters.offered import none_known
from partnerships.placements.filters.periods import PeriodFilter
from partnerships.placements.forms.periods import PeriodForm
from partnerships.placements.models import Booking, PlacementPeriod
from partnerships.placements.models.periods import places_pupils
from partnerships.placements.signposts import Sign, ways_of
from partnerships.placements.supply.overview import with_seats
from partnerships.placements.views.dates import days_key, left_with, outside
from partnerships.placements.views.handling import made_before
from schools.actors import Actor, actor_of, may_edit, stands


@require_GET
def periods(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    if actor.is_visitor:
        raise PermissionDenied
    rows = with_seats(PlacementPeriod.objects.visible_to(actor).for_reading())
    rows = rows.order_by("-school_year", "school__sort_key", "first_on", "name", "pk")
    found = PeriodFilter(request.GET, queryset=rows, actor=actor)
    context = {
        "filter": found,
        "page": page_of(request, found.qs),
        "may_plan": places_pupils(actor),
        "is_of_many": actor.school is None,
        "on": actor.on,
    }
    return render(request, "placements/periods.html", context)


@require_GET
def period(request: HttpRequest, public_id: str) -> HttpResponse:
    actor = actor_of(request)
    rows = with_seats(PlacementPeriod.objects.visible_to(actor).for_reading())
    found = get_object_or_404(rows, public_id=public_id)
    bookings = Booking.objects.visible_to(actor).standing().filter(period=found)
    may_place = may_edit(found, actor)
    context = {
        "period": found,
        "supervisors": found.supervisors.select_related("membership__user").order_by(
            "membership__user__name", "pk"
        ),
        "bookings": bookings.for_reading(),
        "may_place": may_place,
        "may_change": may_place and stands(found, actor, "changeable_by"),
        "outside": outside(found, actor) if may_place else 0,
        "ways": _ways(found, actor, places=may_place),
        "is_own": actor.school is not None,
        "on": actor.on,
    }
    return render(request, "placements/period.html", context)


def _ways(found: PlacementPeriod, actor: Actor, *, places: bool) -> list[Sign]:
    supervises = actor.role is Role.SUPERVISOR and actor.school == found.school
    if not places and not supervises:
        return []
    assigns = places and stands(found, actor, "assignable_by")
    return ways_of(found, actor, places=places, assigns=assigns)


@require_http_methods(["GET", "POST"])
def period_new(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    if actor.school is None or not places_pupils(actor):
        raise PermissionDenied
    if first := made_before(PlacementPeriod.objects.editable_by(actor), request):
        return redirect("placements:period", first.public_id)
    planned = PlacementPeriod(school=actor.school)
    form = PeriodForm(request.POST or None, instance=planned, actor=actor)
    made: list[PlacementPeriod] = []
    if request.method == "POST" and written(
        form,
        lambda: made.append(
            actions.plan_period(
                values=form.values,
                parts=form.parts,
                by=actor,
                form_token=form.cleaned_data["form_token"],
            )
        ),
    ):
        return redirect("placements:period", made[0].public_id)
    return _form_page(request, form, None)


@require_http_methods(["GET", "POST"])
def period_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    actor = actor_of(request)
    rows = PlacementPeriod.objects.changeable_by(actor).select_related("school")
    found = get_object_or_404(rows, public_id=public_id)
    # The form writes what was typed into its instance; headings show what is recorded.
    name, before = found.name, days_key(found.days)
    form = PeriodForm(request.POST or None, instance=found, actor=actor)
    if request.method == "POST" and written(
        form,
        lambda: actions.change_period(
            period=found,
            values=form.values,
            parts=form.parts,
            by=actor,
            revision=form.cleaned_data["revision"],
        ),
    ):
        return _changed(request, found, before, actor)
    return _form_page(request, form, {"name": name, "public_id": found.public_id})


def _changed(
    request: HttpRequest, period: PlacementPeriod, before: str, actor: Actor
) -> HttpResponse:
    """Its page; or, where pupils were placed on the days of before, the offer to move them."""
    left = left_with(period, before, actor)
    if not left:
        return redirect("placements:period", period.public_id)
    told = ngettext(
        "Periode tersimpan. %(count)d penempatan masih memakai tanggal lama; periksa di sini.",
        "Periode tersimpan. %(count)d penempatan masih memakai tanggal lama; periksa di sini.",
        left,
    )
    messages.info(request, told % {"count": left})
    address = reverse("placements:dates", args=[period.public_id])
    return redirect(f"{address}?semula={before}")


def _form_page(request: HttpRequest, form: PeriodForm, period: Any) -> HttpResponse:
    back = reverse("placements:periods")
    if period:
        back = reverse("placements:period", args=[period["public_id"]])
    none = none_known(actor_of(request))
    context = {"form": form, "period": period, "back": back, "none_known": none}
    return render(request, "placements/period_form.html", context)


@require_POST
def period_drop(request: HttpRequest, public_id: str) -> HttpResponse:
    actor = actor_of(request)
    found = get_object_or_404(PlacementPeriod.objects.changeable_by(actor), public_id=public_id)
    is_gone = acted(
        request,
        lambda: actions.drop_period(period=found, by=actor),
        done=_("Periode dihapus."),
    )
    if not is_gone:
        return redirect("placements:period", public_id)
    return redirect("placements:periods")
