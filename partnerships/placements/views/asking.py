"""Kesediaan: whom a school asks, what each answered, and the seats that each offers."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.handling import acted, written
from accounts.templatetags.reading import number
from partnerships.partners.models import Partner
from partnerships.partners.views.handling import found_page
from partnerships.placements.actions import hosting as actions
from partnerships.placements.actions.copying import copy_offers
from partnerships.placements.filters.hosting import HostingFilter
from partnerships.placements.filters.offered import concentrations_asked
from partnerships.placements.forms.hosting import OpeningForm
from partnerships.placements.forms.told import ToldForm
from partnerships.placements.marks.afterwards import afterwards
from partnerships.placements.models import Hosting, Opening
from partnerships.placements.models.periods import FIRST_YEAR, LAST_YEAR, places_pupils
from partnerships.placements.supply.asking import Load, answer_words, loads
from partnerships.placements.supply.partner_year import partner_year
from partnerships.placements.views.handling import made_before
from schools.actors import Actor, actor_of
from schools.models import Concentration
from schools.school_years import label, school_year_of

# A revision that no record has: a form that was opened before there was one.
NONE_YET = -1


@require_GET
def hostings(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    if actor.is_visitor:
        raise PermissionDenied
    found = HostingFilter(request.GET, actor=actor)
    page = found_page(
        request, found.qs.prefetch_related(answer_words(year=found.year, actor=actor))
    )
    known = loads(page.object_list, year=found.year, actor=actor)
    for partner in page.object_list:
        partner.load = known.get(partner.pk, Load())
    context = {
        "filter": found,
        "page": page,
        "year": found.year,
        "year_label": label(found.year),
        "may_ask": places_pupils(actor),
        "is_of_many": actor.school is None,
        "on": actor.on,
    }
    return render(request, "placements/hostings.html", context)


@require_GET
def hosting_chosen(request: HttpRequest) -> HttpResponse:
    """Where the pages of partners lead back to, telling which one is meant."""
    actor = actor_of(request)
    if not places_pupils(actor):
        raise PermissionDenied
    chosen = request.GET.get("mitra", "")
    rows = Partner.objects.visible_to(actor).current().filter(public_id=chosen)
    if "\x00" in chosen or not (partner := rows.first()):
        return redirect("placements:hostings")
    return redirect("placements:hosting_answer", school_year_of(actor.on), partner.public_id)


def _partner(request: HttpRequest, year: int, public_id: str) -> Partner:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    rows = Partner.objects.visible_to(actor_of(request)).with_places()
    return get_object_or_404(rows.current(), public_id=public_id)


@require_GET
def hosting(request: HttpRequest, year: int, public_id: str) -> HttpResponse:
    actor = actor_of(request)
    if actor.is_visitor:
        raise Http404
    partner = _partner(request, year, public_id)
    context = {
        "partner": partner,
        "page": partner_year(partner, year=year, actor=actor),
        "afterwards": afterwards(partner, actor=actor),
        "year": year,
        "year_label": label(year),
        "may_ask": places_pupils(actor),
        "is_own_school": actor.school is not None,
    }
    return render(request, "placements/hosting.html", context)


@require_http_methods(["GET", "POST"])
def hosting_answer(request: HttpRequest, year: int, public_id: str) -> HttpResponse:
    """What the partner told the school, first or again."""
    actor = actor_of(request)
    if not places_pupils(actor):
        raise Http404
    partner = _partner(request, year, public_id)
    there = redirect("placements:hosting", year, public_id)
    if made_before(Hosting.objects.editable_by(actor), request):
        return there
    told = Hosting(partner=partner, school_year=year, told_to_school=actor.school)
    told.recorded_by = actor.user
    known = Hosting.objects.filter(partner=partner, school_year=year, told_to_school=actor.school)
    instance = known.first() or told
    form = ToldForm(request.POST or None, instance=instance, actor=actor)
    if request.method == "POST" and written(form, lambda: _record(form, partner, year, actor)):
        return there
    return _answer_page(request, form, partner, year)


def _record(form: ToldForm, partner: Partner, year: int, actor: Actor) -> None:
    token, revision = form.cleaned_data.get("form_token"), form.cleaned_data["revision"]
    actions.record_hosting(
        partner=partner,
        school_year=year,
        values=form.values | ({"form_token": token} if token else {}),
        by=actor,
        revision=NONE_YET if revision is None else revision,
    )


def _answer_page(request: HttpRequest, form: ToldForm, partner: Partner, year: int) -> HttpResponse:
    context = {"form": form, "partner": partner, "year": year, "year_label": label(year)}
    return render(request, "placements/hosting_answer.html", context)


def _own_hosting(request: HttpRequest, year: int, public_id: str) -> Hosting:
    """What the partner told the actor's own school."""
    actor = actor_of(request)
    if not places_pupils(actor):
        raise Http404
    rows = Hosting.objects.editable_by(actor).filter(told_to_school=actor.school)
    return get_object_or_404(
        rows.select_related("partner"), partner__public_id=public_id, school_year=year
    )


@require_POST
def hosting_unsay(request: HttpRequest, year: int, public_id: str) -> HttpResponse:
    told = _own_hosting(request, year, public_id)
    acted(
        request,
        lambda: actions.unsay_hosting(hosting=told, by=actor_of(request)),
        done=_("Jawaban dihapus."),
    )
    return redirect("placements:hosting", year, public_id)


@require_POST
def offers_copy(request: HttpRequest, year: int, public_id: str) -> HttpResponse:
    told = _own_hosting(request, year, public_id)
    made: list[Opening] = []
    acted(
        request,
        lambda: made.extend(copy_offers(hosting=told, by=actor_of(request))),
        done=_("Tempat dari tahun lalu sudah tersalin; periksa tanggal dan syaratnya."),
    )
    return redirect("placements:hosting", year, public_id)


def _concentrations(actor: Actor) -> Any:
    """What the school offers; all of today while it has not recorded any."""
    own = concentrations_asked(actor)
    if actor.school and own.exists():
        return own
    return Concentration.objects.valid_on(actor.on).order_by("sort_key", "pk")


@require_http_methods(["GET", "POST"])
def offer_new(request: HttpRequest, year: int, public_id: str) -> HttpResponse:
    told, actor = _own_hosting(request, year, public_id), actor_of(request)
    there = redirect("placements:hosting", year, public_id)
    if made_before(Opening.objects.editable_by(actor), request):
        return there
    form = OpeningForm(
        request.POST or None,
        instance=Opening(hosting=told),
        concentrations=_concentrations(actor),
    )
    if request.method == "POST" and written(
        form,
        lambda: actions.offer(
            hosting=told,
            values=form.values,
            by=actor,
            form_token=form.cleaned_data["form_token"],
        ),
    ):
        return there
    return _offer_page(request, form, told)


@require_http_methods(["GET", "POST"])
def offer_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    actor = actor_of(request)
    rows = Opening.objects.editable_by(actor).standing().select_related("hosting__partner")
    opening = get_object_or_404(rows, public_id=public_id)
    told = opening.hosting
    form = OpeningForm(
        request.POST or None, instance=opening, concentrations=_concentrations(actor)
    )
    if request.method == "POST" and written(
        form,
        lambda: actions.change_offer(
            opening=opening,
            values=form.values,
            by=actor,
            revision=form.cleaned_data["revision"],
        ),
    ):
        return redirect("placements:hosting", told.school_year, told.partner.public_id)
    return _offer_page(request, form, told)


def _offer_page(request: HttpRequest, form: OpeningForm, told: Hosting) -> HttpResponse:
    context = {
        "form": form,
        "partner": told.partner,
        "year": told.school_year,
        "year_label": told.year_label,
        "is_new": form.instance.pk is None,
    }
    return render(request, "placements/offer_form.html", context)


@require_POST
def offer_withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    actor = actor_of(request)
    rows = Opening.objects.editable_by(actor).standing().select_related("hosting__partner")
    opening = get_object_or_404(rows, public_id=public_id)
    acted(
        request,
        lambda: actions.withdraw_offer(opening=opening, by=actor),
        done=_("%(seats)s kursi ditarik.") % {"seats": number(opening.seats)},
    )
    told = opening.hosting
    return redirect("placements:hosting", told.school_year, told.partner.public_id)
