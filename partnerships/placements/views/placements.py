"""One placement: its page, its facts, steps, other hosts and what is let pass."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.handling import acted, written
from accounts.history import Entry, Events
from accounts.readings import ReadingKind
from accounts.revisions import StaleRecordError
from accounts.roles import Permission
from partnerships.placements.actions import placements as actions
from partnerships.placements.actions import readiness as readiness_actions
from partnerships.placements.forms.placements import (
    MovingForm,
    OverrideForm,
    StepForm,
    TermsForm,
)
from partnerships.placements.lifecycle import (
    AT_HOST,
    BADGES,
    MOVES,
    STANDING,
    Move,
    moves_from,
)
from partnerships.placements.models import (
    InsurancePaper,
    Letter,
    Override,
    Placement,
    PupilLink,
)
from partnerships.placements.pupils import places_for
from partnerships.placements.readiness.checks import Standing
from partnerships.placements.readiness.gathering import check_lists
from schools.actors import actor_of
from schools.history import entries_for
from schools.reading_log import note

OF_STEPS = frozenset({"state", "period", "pupil"})
STANDING_WORDS = {
    Standing.OK: ("ok", _("Lengkap")),
    Standing.WARN: ("warning", _("Ada peringatan")),
    Standing.BLOCK: ("terminated", _("Terhalang")),
}


def _placement(request: HttpRequest, public_id: str, *, to_change: bool = False) -> Placement:
    actor = actor_of(request)
    rows = (
        Placement.objects.editable_by(actor) if to_change else Placement.objects.visible_to(actor)
    )
    return get_object_or_404(rows.for_reading(), public_id=public_id)


@require_safe
def placement(request: HttpRequest, public_id: str) -> HttpResponse:
    """One placement: where, when, with whom; its check list, its next steps, its history."""
    found = _placement(request, public_id)
    note(request, ReadingKind.PAGE, 1, pupil=found.pupil)
    return render(request, "placements/placement.html", _page(request, found))


def _page(
    request: HttpRequest,
    found: Placement,
    *,
    step: StepForm | None = None,
    override: OverrideForm | None = None,
) -> dict[str, Any]:
    actor = actor_of(request)
    may_change = Placement.objects.editable_by(actor).filter(pk=found.pk).exists()
    steps = list(found.steps.select_related("by", "through__contact"))
    last = next((one for one in steps if one.undone_at is None), None)
    offered = [
        step if step and step.move is move else StepForm(move=move)
        for move in moves_from(found.state)
    ]
    waiting = {
        move.name: opens
        for move in moves_from(found.state)
        if (opens := actions.opens_on(move, found)) and actor.on < opens
    }
    check = check_lists(found.period, [found])[found.pk]
    may_follow = Placement.objects.followed_by(actor).filter(pk=found.pk).exists()
    return {
        "placement": found,
        "badge": BADGES[found.state],
        "check": check,
        "check_words": STANDING_WORDS[check.standing],
        "steps": steps,
        "letters": Letter.objects.visible_to(actor).filter(placements=found).for_reading(),
        "insurance_papers": InsurancePaper.objects.visible_to(actor).filter(
            placements=found, removed_at__isnull=True
        ),
        "may_undo": may_change and last is not None and last.may_be_undone(at=timezone.now()),
        "may_change": may_change,
        "hands_out_links": may_follow and actor.school is not None and found.state in STANDING,
        "pupil_link": PupilLink.objects.held_by(found.pupil),
        "follows": may_follow and found.state in AT_HOST,
        "may_override": may_change and actor.can(Permission.KEEP_PUPILS),
        "step_forms": [form for form in offered if form.fields and form.move.name not in waiting],
        "plain_moves": [
            form.move for form in offered if not form.fields and form.move.name not in waiting
        ],
        "later_moves": [
            (form.move, waiting[form.move.name]) for form in offered if form.move.name in waiting
        ],
        "override_form": override or OverrideForm(),
        "corrections": corrections_of(found),
    }


def corrections_of(found: Placement) -> list[Entry]:
    """What was changed in it, by whom and why; its beginning and its steps stand elsewhere."""
    mine = Events(Placement, {"pgh_obj": found.pk}, unread=OF_STEPS)
    return [entry for entry in entries_for(mine) if not entry.title]


@require_http_methods(["GET", "POST"])
def placement_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    actor, found = actor_of(request), _placement(request, public_id, to_change=True)
    form = TermsForm(request.POST or None, instance=found, actor=actor)
    if request.method == "POST" and written(
        form,
        lambda: actions.change_terms(
            placement=found, values=form.values, by=actor, revision=form.cleaned_data["revision"]
        ),
    ):
        messages.success(request, _("Data penempatan tersimpan."))
        return redirect("placements:placement", found.public_id)
    if request.method == "GET":
        note(request, ReadingKind.PAGE, 1, pupil=found.pupil)
    context = {"placement": found, "form": form}
    status = 422 if form.errors else 200
    return render(request, "placements/placement_edit.html", context, status=status)


def _deciding(request: HttpRequest, write: Callable[[], Any], *, done: str) -> bool:
    try:
        return acted(request, write, done=done)
    except StaleRecordError:
        messages.error(request, _("Orang lain baru mengubah penempatan ini; periksa dahulu."))
        return False


def _shown_revision(request: HttpRequest) -> int | None:
    text = request.POST.get("revision", "")
    return int(text) if text.isdecimal() and len(text) < 10 else None


@require_POST
def placement_step(request: HttpRequest, public_id: str, step: str) -> HttpResponse:
    actor, found = actor_of(request), _placement(request, public_id, to_change=True)
    move = MOVES.get(step)
    if move is None:
        raise Http404
    form = StepForm(request.POST, move=move)
    if not form.is_valid():
        note(request, ReadingKind.PAGE, 1, pupil=found.pupil)
        return render(
            request, "placements/placement.html", _page(request, found, step=form), status=422
        )
    _deciding(
        request,
        lambda: actions.take(
            move.name, found, by=actor, revision=_shown_revision(request), **form.cleaned_data
        ),
        done=_told(move),
    )
    return redirect("placements:placement", found.public_id)


def _told(move: Move) -> str:
    return _("Status kini: %(state)s.") % {"state": move.target.label}


@require_POST
def placement_undo(request: HttpRequest, public_id: str) -> HttpResponse:
    actor, found = actor_of(request), _placement(request, public_id, to_change=True)
    _deciding(
        request,
        lambda: actions.undo(placement=found, by=actor, revision=_shown_revision(request)),
        done=_("Langkah terakhir diurungkan."),
    )
    return redirect("placements:placement", found.public_id)


@require_http_methods(["GET", "POST"])
def placement_move(request: HttpRequest, public_id: str) -> HttpResponse:
    """ "Pindah tempat": the rest of the days at another host."""
    actor, found = actor_of(request), _placement(request, public_id, to_change=True)
    offered = places_for(found.period, concentration=found.concentration_id)
    places = [place for place in offered if place.pk != found.opening_id]
    form = MovingForm(request.POST or None, places=places)
    made: list[Placement] = []

    def move() -> None:
        data = form.cleaned_data
        made.append(actions.change_place(placement=found, by=actor, **data))

    if request.method == "POST" and written(form, move):
        messages.success(request, _("Dipindahkan: yang lama berakhir, yang baru direncanakan."))
        return redirect("placements:placement", made[0].public_id)
    if request.method == "GET":
        note(request, ReadingKind.PAGE, 1, pupil=found.pupil)
    context = {"placement": found, "form": form, "places": places}
    status = 422 if form.errors else 200
    return render(request, "placements/placement_move.html", context, status=status)


@require_POST
def placement_override(request: HttpRequest, public_id: str) -> HttpResponse:
    actor, found = actor_of(request), _placement(request, public_id, to_change=True)
    form = OverrideForm(request.POST)
    if not form.is_valid():
        note(request, ReadingKind.PAGE, 1, pupil=found.pupil)
        messages.error(request, _("Tuliskan alasannya, paling sedikit sepuluh huruf."))
        context = _page(request, found, override=form)
        return render(request, "placements/placement.html", context, status=422)
    _deciding(
        request,
        lambda: readiness_actions.override(placement=found, by=actor, **form.cleaned_data),
        done=_("Pengecualian tercatat; dinas melihatnya."),
    )
    return redirect("placements:placement", found.public_id)


@require_POST
def placement_override_end(request: HttpRequest, public_id: str, rule: str) -> HttpResponse:
    actor, found = actor_of(request), _placement(request, public_id, to_change=True)
    given = get_object_or_404(Override.objects.standing().filter(placement=found), rule=rule)
    _deciding(
        request,
        lambda: readiness_actions.withdraw_override(given=given, by=actor),
        done=_("Pengecualian ditarik."),
    )
    return redirect("placements:placement", found.public_id)
