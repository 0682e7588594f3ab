"""Pages of the move into the next school year: the classes, the exceptions, the look, the deed."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.handling import acted
from accounts.readings import ReadingKind
from accounts.revisions import StaleRecordError
from schools.actions import moving_up as actions
from schools.actors import Actor, actor_of
from schools.forms.moving_up import ClassFateForm, ExceptionsForm, LastDayForm
from schools.models import ClassGroup, MoveUp
from schools.models.moving_up import Fate
from schools.moving_up import (
    Step,
    arrivals,
    choice_of,
    departures,
    groups_of,
    is_season,
    planned,
    steps_of,
)
from schools.reading_log import note
from schools.views.pupils import keeper_of


@never_cache
@require_http_methods(["GET", "POST"])
def moving_up(request: HttpRequest) -> HttpResponse:
    """All classes on one page, each with what is proposed; and what was done last.

    Each button saves the whole page first, the one that leads to a class's exceptions too.
    """
    actor, school = keeper_of(request)
    plan = planned(actor, school)
    context: dict[str, Any] = {
        "plan": plan,
        "last": MoveUp.objects.editable_by(actor).done().select_related("applied_by").first(),
    }
    if plan is None:
        if request.method == "POST":
            return redirect("schools:moving_up")
        return render(request, "schools/moving_up.html", context)
    groups = groups_of(actor, plan)
    data = request.POST if request.method == "POST" else None
    forms = [ClassFateForm(data, group=group, move_up=plan) for group in groups]
    last_day = LastDayForm(data, move_up=plan)
    if data is not None and all([last_day.is_valid(), *(form.is_valid() for form in forms)]):
        saved = actions.decide_classes(
            by=actor,
            choices={form.group.public_id: form.choice() for form in forms},
            graduates_on=last_day.cleaned_data["graduates_on"],
        )
        return _onward(request, saved, groups)
    steps = steps_of(actor, plan)
    context |= {
        "rows": rows_of(forms, steps),
        "form": last_day,
        "total": len(steps),
        "has_errors": any(form.errors for form in forms),
        "is_early": not is_season(actor.on) and plan.first_day > actor.on,
    }
    return render(request, "schools/moving_up.html", context)


def _onward(request: HttpRequest, saved: MoveUp, groups: list[ClassGroup]) -> HttpResponse:
    if "tinjau" in request.POST:
        return redirect("schools:moving_up_check", saved.public_id)
    if request.POST.get("kelas") in {group.public_id for group in groups}:
        return redirect("schools:moving_up_class", request.POST["kelas"])
    messages.success(request, _("Rencana tersimpan."))
    return redirect("schools:moving_up")


def rows_of(forms: list[ClassFateForm], steps: list[Step]) -> list[tuple[ClassFateForm, int, int]]:
    """Each line with the pupils of its class, and how many of them go another way."""
    seated = Counter(step.group.pk for step in steps)
    apart = Counter(step.group.pk for step in steps if step.is_exception)
    return [(form, seated[form.group.pk], apart[form.group.pk]) for form in forms]


@never_cache
@require_http_methods(["GET", "POST"])
def moving_up_class(request: HttpRequest, public_id: str) -> HttpResponse:
    """Who of one class stays behind, leaves or goes elsewhere."""
    actor, school = keeper_of(request)
    plan = planned(actor, school)
    if plan is None:
        raise Http404
    groups = groups_of(actor, plan)
    group = next((one for one in groups if one.public_id == public_id), None)
    if group is None:
        raise Http404
    members = [step.pupil for step in steps_of(actor, plan) if step.group.pk == group.pk]
    form = ExceptionsForm(
        request.POST or None,
        group=group,
        members=members,
        move_up=plan,
        names=names_beside(group, groups, plan),
    )
    if request.method == "POST" and form.is_valid():
        actions.decide_pupils(by=actor, members=members, choices=form.chosen())
        messages.success(request, _("Pengecualian tersimpan."))
        return redirect("schools:moving_up")
    note(request, ReadingKind.LIST, len(members))
    context = {"form": form, "group": group, "plan": plan, "choice": choice_of(plan, group)}
    return render(request, "schools/moving_up_class.html", context)


def names_beside(group: ClassGroup, groups: list[ClassGroup], plan: MoveUp) -> list[str]:
    """What the classes that follow those of this grade are called."""
    choices = [choice_of(plan, one) for one in groups if one.grade == group.grade]
    return sorted({choice["to"] for choice in choices if choice["fate"] == Fate.UP})


def editable(actor: Actor, public_id: str) -> MoveUp:
    rows = MoveUp.objects.editable_by(actor).select_related("school")
    return get_object_or_404(rows, public_id=public_id)


@never_cache
@require_GET
def moving_up_check(request: HttpRequest, public_id: str) -> HttpResponse:
    """What the plan comes to, before anything is done."""
    actor = actor_of(request)
    plan = editable(actor, public_id)
    if plan.applied_at is not None:
        return redirect("schools:moving_up")
    steps = steps_of(actor, plan)
    exceptions = [step for step in steps if step.is_exception]
    undecided = [one for one in groups_of(actor, plan) if is_undecided(plan, one)]
    note(request, ReadingKind.LIST, len(exceptions))
    context = {
        "plan": plan,
        "arrivals": arrivals(steps),
        "departures": departures(steps),
        "exceptions": exceptions,
        "undecided": undecided,
        "waiting": sum(not step.name and not step.leaving for step in steps),
        "total": len(steps),
    }
    return render(request, "schools/moving_up_check.html", context)


def is_undecided(plan: MoveUp, group: ClassGroup) -> bool:
    return choice_of(plan, group)["fate"] == Fate.WAIT


@require_POST
def moving_up_apply(request: HttpRequest, public_id: str) -> HttpResponse:
    actor = actor_of(request)
    plan = editable(actor, public_id)
    sent = request.POST.get("revision", "")
    try:
        actions.apply(by=actor, move_up=plan, revision=int(sent) if sent.isdecimal() else -1)
    except StaleRecordError:
        messages.warning(request, _("Rencana ini baru saja diubah. Tinjau sekali lagi."))
        return redirect("schools:moving_up_check", public_id)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("schools:moving_up_check", public_id)
    messages.success(request, _("Kelas-kelas sudah dinaikkan."))
    return redirect("schools:moving_up")


@require_POST
def moving_up_undo(request: HttpRequest, public_id: str) -> HttpResponse:
    actor = actor_of(request)
    plan = editable(actor, public_id)
    acted(
        request,
        lambda: actions.undo(by=actor, move_up=plan),
        done=_("Kenaikan kelas diurungkan; rencananya masih ada."),
    )
    return redirect("schools:moving_up")
