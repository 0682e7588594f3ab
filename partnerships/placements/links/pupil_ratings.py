"""Where a pupil says how the place was, and whether work followed."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.handling import written
from partnerships.placements.actions import ratings as actions
from partnerships.placements.forms.ratings import PupilOutcomeForm, RatingForm
from partnerships.placements.guests import PupilGuest
from partnerships.placements.journals.ratings import may_rate
from partnerships.placements.links.pupil_journal import own_placement
from partnerships.placements.links.pupil_pages import pupil_only
from partnerships.placements.models import Outcome, Placement, PlaceRating


def _open(guest: PupilGuest, public_id: str) -> Placement:
    placement = own_placement(guest, public_id)
    if not may_rate(placement, on=guest.on):
        raise Http404
    return placement


def _rating(placement: Placement) -> PlaceRating:
    known = PlaceRating.objects.filter(placement=placement).first()
    return known or PlaceRating(placement=placement)


def _outcome(placement: Placement) -> Outcome:
    known = Outcome.objects.filter(placement=placement).first()
    return known or Outcome(placement=placement)


@pupil_only
@require_http_methods(["GET", "POST"])
def pupil_rating(request: HttpRequest, guest: PupilGuest, public_id: str) -> HttpResponse:
    placement = _open(guest, public_id)
    form = RatingForm(request.POST or None, instance=_rating(placement))
    if request.method == "POST" and written(
        form, lambda: actions.rate(placement=placement, values=form.values, by=guest)
    ):
        messages.success(request, _("Terima kasih, jawabanmu tersimpan."))
        return redirect("placements:pupil_rating", placement.public_id)
    outcome = PupilOutcomeForm(instance=_outcome(placement), prefix="hasil")
    return _page(request, guest, placement, form, outcome)


@pupil_only
@require_POST
def pupil_outcome(request: HttpRequest, guest: PupilGuest, public_id: str) -> HttpResponse:
    placement = _open(guest, public_id)
    form = PupilOutcomeForm(request.POST, instance=_outcome(placement), prefix="hasil")
    if written(
        form, lambda: actions.tell_outcome(placement=placement, values=form.values, by=guest)
    ):
        messages.success(request, _("Terima kasih, jawabanmu tersimpan."))
        return redirect("placements:pupil_rating", placement.public_id)
    return _page(request, guest, placement, RatingForm(instance=_rating(placement)), form)


def _page(
    request: HttpRequest,
    guest: PupilGuest,
    placement: Placement,
    form: RatingForm,
    outcome: PupilOutcomeForm,
) -> HttpResponse:
    told = outcome.instance
    context = {
        "guest": guest,
        "placement": placement,
        "form": form,
        "outcome": None if told.pk and not told.is_of_pupil else outcome,
    }
    status = 422 if form.errors or outcome.errors else 200
    return render(request, "placements/pupil_rating.html", context, status=status)
