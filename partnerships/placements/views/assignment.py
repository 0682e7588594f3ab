"""Before a draft: what a period begins with, what counts, what is decided by hand."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.handling import acted
from accounts.readings import ReadingKind
from accounts.revisions import StaleRecordError
from partnerships.partners.forms.fields import Token
from partnerships.placements.actions import assignments as actions
from partnerships.placements.drafting.drafts import Silent, levels_of, silent_in
from partnerships.placements.drafting.outlook import found_places, outlook_of
from partnerships.placements.drafting.posing import Posed
from partnerships.placements.drafting.ruling import rules_of, ruling_of
from partnerships.placements.forms.assignment import (
    CompareForm,
    PairForm,
    RulesForm,
    SettleForm,
)
from partnerships.placements.models import (
    AssignmentRun,
    PlacementPeriod,
    PlaceRule,
    PupilPair,
)
from partnerships.placements.models.assignment import RunState
from schools.actors import actor_of
from schools.reading_log import note


def assigned_period(request: HttpRequest, public_id: str) -> PlacementPeriod:
    """The period, for whoever assigns its pupils; nobody else has these pages."""
    rows = PlacementPeriod.objects.assignable_by(actor_of(request)).select_related(
        "school__district", "school__regency"
    )
    rows = rows.prefetch_related("blocks", "concentrations")
    return get_object_or_404(rows, public_id=public_id)


@never_cache
@require_safe
def assignment(request: HttpRequest, public_id: str) -> HttpResponse:
    """What is there, what is missing, and the drafts so far."""
    actor, period = actor_of(request), assigned_period(request, public_id)
    outlook = outlook_of(Posed(period, ruling_of(period))) if period.days else None
    runs = list(
        AssignmentRun.objects.visible_to(actor)
        .filter(period=period)
        .select_related("created_by", "parent")
        .newest_first()
    )
    done = [run for run in runs if run.is_done]
    silent = silent_in(done)
    note(request, ReadingKind.LIST, len(outlook.pupils) if outlook else 0, school=period.school)
    context = {
        "period": period,
        "outlook": outlook,
        "found_places": found_places(period),
        "runs": [(run, levels_of(run, silent.get(run.pk, Silent()))) for run in runs],
        "compare": CompareForm(runs=done, initial=_last_two(done)) if len(done) > 1 else None,
        "form_token": Token().initial(),
        "rules": rules_of(period),
    }
    return render(request, "placements/assignment.html", context)


def _last_two(runs: list[AssignmentRun]) -> dict[str, str]:
    return {"satu": runs[1].public_id, "dua": runs[0].public_id} if len(runs) > 1 else {}


@never_cache
@require_http_methods(["GET", "POST"])
def assignment_rules(request: HttpRequest, public_id: str) -> HttpResponse:
    actor, period = actor_of(request), assigned_period(request, public_id)
    form = RulesForm(request.POST or None, instance=rules_of(period))
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_rules(
                period=period, values=form.values, by=actor, revision=form.cleaned_data["revision"]
            )
        except StaleRecordError:
            messages.error(request, _("Orang lain baru mengubah ketentuan ini; periksa lagi."))
        else:
            messages.success(request, _("Ketentuan tersimpan; berlaku untuk draf berikutnya."))
        return redirect("placements:assignment_rules", public_id)
    posed = Posed(period, ruling_of(period))
    pupils = list(posed.pupils.values())
    pairs = PupilPair.objects.editable_by(actor).filter(period=period)
    settled = PlaceRule.objects.editable_by(actor).filter(period=period)
    note(request, ReadingKind.LIST, len(pupils), school=period.school)
    context = {
        "period": period,
        "form": form,
        "pairs": pairs.select_related("one", "other").order_by("one__sort_key", "pk"),
        "settled": settled.select_related(
            "pupil",
            "opening__hosting__partner__regency",
            "opening__site__regency",
        ).order_by("pupil__sort_key", "pk"),
        "pair_form": PairForm(pupils=pupils) if len(pupils) > 1 else None,
        "settle_form": SettleForm(
            pupils=pupils, places=[one.opening for one in posed.seats.values()]
        )
        if pupils and posed.seats
        else None,
    }
    status = 422 if form.errors else 200
    return render(request, "placements/assignment_rules.html", context, status=status)


@require_POST
def assignment_pair(request: HttpRequest, public_id: str) -> HttpResponse:
    actor, period = actor_of(request), assigned_period(request, public_id)
    posed = Posed(period, ruling_of(period))
    form = PairForm(request.POST, pupils=posed.pupils.values())
    _said(
        request,
        form,
        lambda given: actions.pair_pupils(period=period, by=actor, **given),
    )
    return redirect("placements:assignment_rules", public_id)


@require_POST
def assignment_settle(request: HttpRequest, public_id: str) -> HttpResponse:
    actor, period = actor_of(request), assigned_period(request, public_id)
    posed = Posed(period, ruling_of(period))
    places = [one.opening for one in posed.seats.values()]
    form = SettleForm(request.POST, pupils=posed.pupils.values(), places=places)
    _said(request, form, lambda given: actions.settle(period=period, by=actor, **given))
    return redirect("placements:assignment_rules", public_id)


def _said(request: HttpRequest, form: Any, write: Any) -> None:
    if not form.is_valid():
        messages.error(request, _("Belum tersimpan: lengkapi isiannya."))
        return
    acted(
        request,
        lambda: write(form.cleaned_data),
        done=_("Tersimpan; berlaku untuk draf berikutnya."),
    )


@require_POST
def assignment_unpair(request: HttpRequest, public_id: str, pair: str) -> HttpResponse:
    actor, period = actor_of(request), assigned_period(request, public_id)
    found = get_object_or_404(PupilPair.objects.editable_by(actor), period=period, public_id=pair)
    acted(request, lambda: actions.unpair(pair=found, by=actor), done=_("Pasangan dihapus."))
    return redirect("placements:assignment_rules", public_id)


@require_POST
def assignment_unsettle(request: HttpRequest, public_id: str, rule: str) -> HttpResponse:
    actor, period = actor_of(request), assigned_period(request, public_id)
    found = get_object_or_404(PlaceRule.objects.editable_by(actor), period=period, public_id=rule)
    acted(request, lambda: actions.unsettle(rule=found, by=actor), done=_("Ketetapan dihapus."))
    return redirect("placements:assignment_rules", public_id)


@require_POST
def assignment_start(request: HttpRequest, public_id: str) -> HttpResponse:
    actor, period = actor_of(request), assigned_period(request, public_id)
    token = Token().clean(request.POST.get("form_token"))
    try:
        run = actions.start(period=period, by=actor, form_token=token)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("placements:assignment", public_id)
    return redirect("placements:draft", public_id, run.public_id)


def is_running(run: AssignmentRun) -> bool:
    return run.state in {RunState.WAITING, RunState.SOLVING}
