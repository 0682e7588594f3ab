"""Tujuan pembelajaran: what the pupils of a school are to learn at their hosts."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.handling import acted, written
from accounts.roles import Permission
from partnerships.placements.actions import learning as actions
from partnerships.placements.forms.learning import LearningGoalForm
from partnerships.placements.models import LearningGoal
from partnerships.placements.models.learning import Element
from partnerships.placements.models.periods import places_pupils
from schools.actors import Actor, actor_of
from schools.models import School


@dataclass(frozen=True)
class Part:
    """The goals of one element, in their order."""

    element: Element
    label: str | Promise
    goals: list[LearningGoal]


def _own_school(actor: Actor) -> School:
    if actor.school is None:
        raise Http404
    return actor.school


def _writer(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    if not places_pupils(actor):
        raise Http404
    return actor


def _goal(request: HttpRequest, public_id: str) -> LearningGoal:
    rows = LearningGoal.objects.editable_by(actor_of(request))
    return get_object_or_404(rows, public_id=public_id)


@require_safe
def learning_goals(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    rows = LearningGoal.objects.filter(school=_own_school(actor)).select_related("concentration")
    known = list(rows.order_by("element", "position", "pk"))
    context = {
        "school": actor.school,
        "parts": parts_of([row for row in known if row.retired_at is None]),
        "retired": [row for row in known if row.retired_at],
        "is_empty": all(row.retired_at for row in known),
        "editable": set(LearningGoal.objects.editable_by(actor).values_list("pk", flat=True)),
        "may_write": actor.can(Permission.PLACE_PUPILS),
        "may_take_over": actor.can(Permission.KEEP_PUPILS),
    }
    return render(request, "placements/learning_goals.html", context)


def parts_of(goals: list[LearningGoal]) -> list[Part]:
    return [
        Part(element, element.label, [goal for goal in goals if goal.element == element])
        for element in Element
    ]


@require_http_methods(["GET", "POST"])
def learning_goal_new(request: HttpRequest) -> HttpResponse:
    actor = _writer(request)
    blank = LearningGoal(school=actor.school, element=_asked_element(request))
    form = LearningGoalForm(request.POST or None, instance=blank, actor=actor)
    if request.method == "POST" and written(
        form, lambda: actions.add_goal(values=form.values, by=actor)
    ):
        messages.success(request, _("Tujuan pembelajaran tersimpan."))
        return redirect("placements:learning_goals")
    return _form_page(request, form)


def _asked_element(request: HttpRequest) -> str:
    asked = request.GET.get("elemen", "")
    return asked if asked in Element.values else Element.HARD_SKILLS


@require_http_methods(["GET", "POST"])
def learning_goal_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    actor, goal = _writer(request), _goal(request, public_id)
    form = LearningGoalForm(request.POST or None, instance=goal, actor=actor)
    if request.method == "POST" and written(
        form, lambda: actions.change_goal(goal=goal, values=form.values, by=actor)
    ):
        messages.success(request, _("Tujuan pembelajaran tersimpan."))
        return redirect("placements:learning_goals")
    return _form_page(request, form, goal=goal)


def _form_page(
    request: HttpRequest, form: LearningGoalForm, *, goal: LearningGoal | None = None
) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "goal": goal}
    status = 422 if form.errors else 200
    return render(request, "placements/learning_goal_form.html", context, status=status)


@require_POST
def learning_goal_move(request: HttpRequest, public_id: str) -> HttpResponse:
    actor, goal = actor_of(request), _goal(request, public_id)
    actions.move_goal(goal=goal, up=request.POST.get("arah") != "turun", by=actor)
    return redirect("placements:learning_goals")


@require_POST
def learning_goal_retire(request: HttpRequest, public_id: str) -> HttpResponse:
    actor, goal = actor_of(request), _goal(request, public_id)
    acted(
        request,
        lambda: actions.retire_goal(goal=goal, by=actor),
        done=_("Tidak ditawarkan lagi; yang sudah ditulis di bawahnya tetap ada."),
    )
    return redirect("placements:learning_goals")


@require_POST
def learning_goal_restore(request: HttpRequest, public_id: str) -> HttpResponse:
    actor, goal = actor_of(request), _goal(request, public_id)
    acted(
        request,
        lambda: actions.restore_goal(goal=goal, by=actor),
        done=_("Tujuan pembelajaran dipakai lagi."),
    )
    return redirect("placements:learning_goals")


@require_POST
def learning_goals_start(request: HttpRequest) -> HttpResponse:
    """ "Pakai contoh": the starting set, once."""
    actor = _writer(request)
    if not actor.can(Permission.KEEP_PUPILS):
        raise Http404
    added: list[int] = []
    acted(
        request,
        lambda: added.append(actions.take_over_starting_goals(by=actor)),
        done=_("Contoh diambil alih; sesuaikan kata-katanya dengan sekolah Anda."),
    )
    return redirect("placements:learning_goals")
