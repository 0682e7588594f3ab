"""A visit to a host: what is planned, what was found, the photo of its sheet."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.files.handing_out import handed_out
from accounts.files.refusals import FileRefused
from accounts.handling import written
from accounts.readings import ReadingKind
from partnerships.placements.actions import visits as actions
from partnerships.placements.forms.visits import CancelForm, MoveForm, VisitForm
from partnerships.placements.models import Placement, Snapshot, Visit
from partnerships.placements.models.snapshots import SnapshotKind
from partnerships.placements.views.handling import decided, made_before
from partnerships.placements.visits.stops import to_visit
from schools.actors import Actor, actor_of
from schools.models import School
from schools.reading_log import note


def _visit(request: HttpRequest, public_id: str) -> Visit:
    rows = Visit.objects.editable_by(actor_of(request)).select_related(
        "supervisor__membership__user",
        "supervisor__period__school",
        "opening__hosting__partner",
        "opening__site",
        "sheet",
    )
    return get_object_or_404(rows, public_id=public_id)


def _met(visit: Visit, actor: Actor) -> list[Placement]:
    """Those of its pupils that the actor reads."""
    rows = Placement.objects.visible_to(actor).filter(visits=visit)
    return list(rows.for_reading())


@require_safe
def visit(request: HttpRequest, public_id: str) -> HttpResponse:
    found = _visit(request, public_id)
    return render(request, "placements/visit.html", _page(request, found))


def _page(request: HttpRequest, found: Visit, **forms: Any) -> dict[str, Any]:
    met = _met(found, actor_of(request))
    note(request, ReadingKind.PAGE, len(met))
    return {
        "visit": found,
        "met": met,
        "is_open": found.done_on is None and found.cancelled_at is None,
        "move_form": MoveForm(initial={"planned_on": found.planned_on}),
        "cancel_form": CancelForm(prefix="batal"),
        "has_sheet": found.sheet is not None and found.sheet.removed_at is None,
        **forms,
    }


def _there(request: HttpRequest, found: Visit) -> list[Placement]:
    """Whom this supervisor has there, and whoever was met before."""
    actor = actor_of(request)
    rows = to_visit(actor).filter(supervisor=found.supervisor, opening=found.opening)
    keys = [*rows.values_list("pk", flat=True), *[one.pk for one in _met(found, actor)]]
    return list(Placement.objects.filter(pk__in=keys).for_reading())


@require_http_methods(["GET", "POST"])
def visit_log(request: HttpRequest, public_id: str) -> HttpResponse:
    """What was found; the same form puts right what was written before."""
    actor, found = actor_of(request), _visit(request, public_id)
    if found.cancelled_at:
        raise Http404
    there = _there(request, found)
    met = _met(found, actor) if found.done_on else there
    done_on = found.done_on or min(found.planned_on or actor.on, actor.on)
    initial = {"siswa": [one.public_id for one in met], "done_on": done_on}
    form = _sent_form(request, found, found.supervisor.period.school, there, initial)
    if request.method == "POST" and written(
        form,
        lambda: actions.log_visit(
            visit=found,
            facts=form.facts,
            met=form.met,
            sheet=_kept(request, form),
            by=actor,
            revision=form.cleaned_data["revision"],
        ),
    ):
        messages.success(request, _("Hasil kunjungan tersimpan."))
        return redirect("placements:visit", found.public_id)
    return _log_page(request, form, found, there)


@require_http_methods(["GET", "POST"])
def visit_new(request: HttpRequest, public_id: str) -> HttpResponse:
    """A visit that nobody planned, at the host of this pupil."""
    actor = actor_of(request)
    rows = to_visit(actor).for_reading()
    placement = get_object_or_404(rows, public_id=public_id)
    if made := made_before(Visit.objects.editable_by(actor), request):
        return redirect("placements:visit", made.public_id)
    found = Visit(supervisor=placement.supervisor, opening=placement.opening)
    same = rows.filter(supervisor=placement.supervisor, opening=placement.opening)
    there = [one for one in same if one.state == "running"] or list(same)
    initial = {"siswa": [one.public_id for one in there], "done_on": actor.on}
    plan = _plan_of(request, found, actor)
    form = _sent_form(request, found, placement.period.school, there, initial, plan=plan)
    kept: list[Visit] = []

    def write() -> None:
        data = form.cleaned_data
        kept.append(
            actions.log_unplanned(
                placement=placement,
                facts=form.facts,
                met=form.met,
                sheet=_kept(request, form),
                by=actor,
                form_token=data["form_token"],
                plan=form.planned,
            )
        )

    if request.method == "POST" and written(form, write):
        messages.success(request, _("Kunjungan tercatat."))
        return redirect("placements:visit", kept[0].public_id)
    return _log_page(request, form, found, there)


def _plan_of(request: HttpRequest, found: Visit, actor: Actor) -> Visit | None:
    """What stands planned there about this day, the nearest; or what the form was sent with,
    though somebody has done or called it off meanwhile."""
    rows = Visit.objects.editable_by(actor)
    there = rows.filter(supervisor=found.supervisor, opening=found.opening)
    if request.method == "POST":
        key = request.POST.get("rencana", "").replace("\x00", "")
        return there.filter(public_id=key, planned_on__isnull=False).first()
    about = (actor.on - actions.NEAR_A_PLAN, actor.on + actions.NEAR_A_PLAN)
    near = there.planned().filter(planned_on__range=about)
    far = [(abs(one.planned_on - actor.on), one.pk, one) for one in near if one.planned_on]
    return min(far)[2] if far else None


def _sent_form(
    request: HttpRequest,
    found: Visit,
    school: School,
    there: list[Placement],
    initial: dict[str, Any],
    *,
    plan: Visit | None = None,
) -> VisitForm:
    """The form as it was sent; a photo in it is stored whatever else is wrong with it."""
    if request.method != "POST":
        return VisitForm(instance=found, there=there, plan=plan, initial=initial)
    data, refused = request.POST.copy(), ""
    photo = request.FILES.get("photo")
    if photo is not None:
        try:
            sheet = actions.keep_sheet(file=photo, school=school, by=actor_of(request))
            data["kept"] = sheet.public_id
        except FileRefused as refusal:
            refused = " ".join(refusal.messages)
    form = VisitForm(data, instance=found, there=there, plan=plan)
    if refused:
        form.add_error("photo", refused)
    return form


def _kept(request: HttpRequest, form: VisitForm) -> Snapshot | None:
    """The photo that came with this form or with the one before it: the sender's own."""
    key = form.cleaned_data["kept"]
    rows = Snapshot.objects.there().filter(kind=SnapshotKind.VISIT, by=actor_of(request).user)
    return rows.filter(public_id=key).first() if key else None


def _log_page(
    request: HttpRequest, form: VisitForm, found: Visit, there: list[Placement]
) -> HttpResponse:
    note(request, ReadingKind.PAGE, len(there))
    context = {
        "form": form,
        "visit": found,
        "host": there[0].host_name if there else found.host_name,
        "has_kept": bool(form.data.get("kept")) or found.sheet_id is not None,
    }
    status = 422 if form.errors else 200
    return render(request, "placements/visit_log.html", context, status=status)


@require_POST
def visit_move(request: HttpRequest, public_id: str) -> HttpResponse:
    actor, found = actor_of(request), _visit(request, public_id)
    form, revision = MoveForm(request.POST), _shown_revision(request)
    if not decided(
        form,
        lambda: actions.move_visit(
            visit=found, on=form.cleaned_data["planned_on"], by=actor, revision=revision
        ),
    ):
        return _undecided(request, found, move_form=form)
    messages.success(request, _("Kunjungan dijadwalkan ulang."))
    return redirect("placements:visit", found.public_id)


@require_POST
def visit_cancel(request: HttpRequest, public_id: str) -> HttpResponse:
    actor, found = actor_of(request), _visit(request, public_id)
    form, revision = CancelForm(request.POST, prefix="batal"), _shown_revision(request)
    if not decided(
        form,
        lambda: actions.cancel_visit(
            visit=found, reason=form.cleaned_data["reason"], by=actor, revision=revision
        ),
    ):
        return _undecided(request, found, cancel_form=form)
    messages.success(request, _("Kunjungan dibatalkan."))
    return redirect("placements:visits")


def _undecided(request: HttpRequest, found: Visit, **form: Any) -> HttpResponse:
    """The page with what is wrong; of a visit that is over, which has no such form, in a word."""
    if found.done_on or found.cancelled_at:
        for errors in form.popitem()[1].errors.values():
            messages.error(request, " ".join(errors))
        return redirect("placements:visit", found.public_id)
    return render(request, "placements/visit.html", _page(request, found, **form), status=422)


def _shown_revision(request: HttpRequest) -> int | None:
    text = request.POST.get("revision", "")
    return int(text) if text.isdecimal() and len(text) < 10 else None


@never_cache
@require_safe
def visit_sheet(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """The photo of the stamped monitoring sheet."""
    found = _visit(request, public_id)
    sheet = found.sheet
    if sheet is None or sheet.removed_at:
        raise Http404
    name = f"monitoring-{found.public_id}.jpg"
    response = handed_out(sheet.file, content_type="image/jpeg", file_name=name)
    note(request, ReadingKind.DOCUMENT, found.placements.count())
    return response
