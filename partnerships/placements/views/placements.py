"""The placements of a period: the list with its check lists, steps for many, and each by itself."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.readings import ReadingKind
from accounts.revisions import StaleRecordError
from accounts.roles import Permission
from partnerships.partners.views.handling import acted, written
from partnerships.placements.actions import placements as actions
from partnerships.placements.actions import readiness as readiness_actions
from partnerships.placements.forms.placements import (
    ManyForm,
    MovingForm,
    OverrideForm,
    StepForm,
    TermsForm,
)
from partnerships.placements.lifecycle import (
    AT_HOST,
    BADGES,
    MOVES,
    Move,
    PlacementState,
    moves_from,
)
from partnerships.placements.models import (
    InsurancePaper,
    Letter,
    Override,
    Placement,
    PlacementPeriod,
    PupilLink,
)
from partnerships.placements.pupils import places_for, pupils_of
from partnerships.placements.readiness.checks import Standing
from partnerships.placements.readiness.gathering import CheckList, check_lists
from partnerships.placements.views.handling import period_of
from schools.actors import Actor, actor_of, may_edit
from schools.models.pupils import Pupil
from schools.reading_log import note

# Whose check list still tells something: a consent may be withdrawn while the pupil is there.
CHECKED = [*actions.AHEAD, PlacementState.RUNNING]
STANDING_WORDS = {
    Standing.OK: ("ok", _("Lengkap")),
    Standing.WARN: ("warning", _("Ada peringatan")),
    Standing.BLOCK: ("terminated", _("Terhalang")),
}


@dataclass(frozen=True)
class Row:
    """A placement in the list, with how far its check list is; of one that runs only what is
    wrong with it."""

    placement: Placement
    badge: str
    check: CheckList | None

    @property
    def standing(self) -> tuple[str, str] | None:
        if self.check is None:
            return None
        is_quiet = self.placement.state == PlacementState.RUNNING
        if is_quiet and self.check.standing == Standing.OK:
            return None
        return STANDING_WORDS[self.check.standing]


def _known(period: PlacementPeriod, actor: Actor) -> list[Placement]:
    return list(Placement.objects.visible_to(actor).filter(period=period).for_reading())


@require_safe
def placements(request: HttpRequest, public_id: str) -> HttpResponse:
    actor = actor_of(request)
    rows = PlacementPeriod.objects.followed_by(actor).for_reading()
    period = get_object_or_404(rows, public_id=public_id)
    known = _known(period, actor)
    checks = check_lists(period, [row for row in known if row.state in CHECKED])
    state = request.GET.get("status", "")
    wanted = [row for row in known if state in ("", row.state)]
    states = Counter(row.state for row in known)
    note(request, ReadingKind.LIST, len(wanted))
    context = {
        "period": period,
        "rows": [Row(row, BADGES[row.state], checks.get(row.pk)) for row in wanted],
        "total": len(known),
        "states": [
            (value, label, states[value], BADGES[value])
            for value, label in PlacementState.choices
            if states[value]
        ],
        "state": state,
        "without": _without_place(period, actor),
        "may_place": may_edit(period, actor),
        "form": ManyForm(period=period, known=[]),
    }
    return render(request, "placements/placements.html", context)


def _without_place(period: PlacementPeriod, actor: Actor) -> list[Pupil]:
    """Pupils of the period who are nowhere, or were refused."""
    seated = Placement.objects.standing().filter(period=period)
    rows = pupils_of(period).filter(pk__in=Pupil.objects.visible_to(actor).values("pk"))
    return list(rows.exclude(pk__in=seated.values("pupil")))


@require_POST
def placements_many(request: HttpRequest, public_id: str) -> HttpResponse:
    """A step or facts for those ticked: first what it would come to, then, confirmed, the deed."""
    actor = actor_of(request)
    period = period_of(request, public_id)
    known = {row.public_id: row for row in _known(period, actor)}
    form = ManyForm(request.POST, period=period, known=list(known))
    if not form.is_valid():
        for name, errors in form.errors.items():
            for error in errors:
                label = form.fields[name].label if name in form.fields else ""
                messages.error(request, f"{label}: {error}" if label else str(error))
        return redirect("placements:placements", period.public_id)
    chosen = [known[key] for key in form.cleaned_data["siswa"]]
    if request.POST.get("sudah") != "1":
        note(request, ReadingKind.LIST, len(chosen))
        context = {
            "period": period,
            "form": form,
            "able": [row for row in chosen if form.move is None or row.state in form.move.sources],
            "unable": [row for row in chosen if form.move and row.state not in form.move.sources],
            "move": form.move,
            "posted": [(name, value) for name, value in request.POST.items() if name in SENT],
            "chosen": chosen,
        }
        return render(request, "placements/placements_many.html", context)
    _done_for_many(request, form, chosen, by=actor)
    return redirect("placements:placements", period.public_id)


SENT = ("step", "reason", "supervisor", "insured_since", "insured_until")


def _done_for_many(
    request: HttpRequest, form: ManyForm, chosen: list[Placement], *, by: Actor
) -> None:
    if form.values:
        changed = actions.change_terms_of_many(placements=chosen, values=form.values, by=by)
        messages.success(request, _("Data %(count)s penempatan diubah.") % {"count": changed})
    if form.move is None:
        return
    taken = actions.take_many(
        form.move.name, chosen, by=by, reason=form.cleaned_data.get("reason", "")
    )
    if taken.done:
        words = {"step": form.move.target.label, "count": len(taken.done)}
        messages.success(request, _("%(count)s penempatan kini “%(step)s”.") % words)
    for reason, count in taken.reasons:
        messages.warning(request, _("%(count)s tidak: %(reason)s") % words_of(count, reason))


def words_of(count: int, reason: str) -> dict[str, Any]:
    return {"count": count, "reason": reason}


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
    request: HttpRequest, found: Placement, *, step: StepForm | None = None
) -> dict[str, Any]:
    actor = actor_of(request)
    may_change = Placement.objects.editable_by(actor).filter(pk=found.pk).exists()
    steps = list(found.steps.select_related("by", "through__contact"))
    last = next((one for one in steps if one.undone_at is None), None)
    offered = [
        step if step and step.move is move else StepForm(move=move)
        for move in moves_from(found.state)
    ]
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
        "hands_out_links": may_follow and actor.school is not None,
        "pupil_link": PupilLink.objects.held_by(found.pupil),
        "follows": may_follow and found.state in AT_HOST,
        "may_override": may_change and actor.can(Permission.KEEP_PUPILS),
        "step_forms": [form for form in offered if form.fields],
        "plain_moves": [form.move for form in offered if not form.fields],
        "override_form": OverrideForm(),
    }


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
    if form.is_valid():
        data = form.cleaned_data
        _deciding(
            request,
            lambda: readiness_actions.override(placement=found, by=actor, **data),
            done=_("Pengecualian tercatat; dinas melihatnya."),
        )
    else:
        messages.error(request, _("Tuliskan alasannya, paling sedikit sepuluh huruf."))
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


@require_POST
def supervisors_share(request: HttpRequest, public_id: str) -> HttpResponse:
    actor = actor_of(request)
    period = get_object_or_404(PlacementPeriod.objects.editable_by(actor), public_id=public_id)
    given: list[int] = []
    if acted(
        request,
        lambda: given.append(actions.share_out(period=period, by=actor)),
        done=_("Guru pembimbing dibagikan."),
    ) and given == [0]:
        messages.info(request, _("Tidak ada yang dapat dibagikan lagi; tambah guru pembimbing."))
    return redirect("placements:placements", period.public_id)
