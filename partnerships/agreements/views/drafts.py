"""Pages on which a draft is begun and completed, a step at a time or all at once."""

import uuid
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.htmx import is_htmx
from accounts.revisions import StaleRecordError
from accounts.roles import Permission
from accounts.violations import told_in
from partnerships.agreements.actions import drafts, moves
from partnerships.agreements.forms.decisions import StartForm
from partnerships.agreements.forms.pieces import StepForm
from partnerships.agreements.forms.steps import STEPS, STEPS_BY_SLUG, Step
from partnerships.agreements.models import Agreement, Kind, Party, State
from partnerships.agreements.progress import done_steps
from partnerships.agreements.reading import Reading
from partnerships.agreements.views.handling import editable
from partnerships.partners.models import Partner
from schools.actors import Actor, actor_of
from schools.models.schools import School

FOUND_AT_MOST = 8
MEMBERS = ("school", "partner", "office")


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Begin a draft: the kind, and a partner found by name, if it is known."""
    actor = actor_of(request)
    if not actor.can(Permission.WRITE_AGREEMENTS) or not (actor.school or actor.office):
        raise Http404
    if is_htmx(request):
        return render(request, "agreements/_start_choices.html", _choices(request, actor))
    on_behalf_of = _school_in_care(request.GET.get("sekolah", ""), actor)
    form = StartForm(
        request.POST or None,
        actor=actor,
        initial={"form_token": uuid.uuid4(), "kind": Kind.PKS, "school": on_behalf_of},
    )
    is_search = "cari" in request.POST
    if request.method == "POST" and not is_search and form.is_valid():
        agreement = drafts.start_draft(
            by=actor,
            recorder=_recorder(actor, form.cleaned_data.get("school")),
            kind=Kind(form.cleaned_data["kind"]),
            partner=form.cleaned_data["partner"],
            form_token=form.cleaned_data["form_token"],
            reuses_empty=True,
        )
        return redirect(_first_page(request, agreement))
    if is_search:
        # What was typed so far stays as it is; nothing of it is judged yet.
        form = StartForm(actor=actor, initial=request.POST.dict())
    context = {
        "form": form,
        "here": reverse("agreements:start"),
        "on_behalf_of": on_behalf_of,
        **_choices(request, actor),
    }
    return render(request, "agreements/start.html", context)


def _school_in_care(key: str, actor: Actor) -> School | None:
    """The school on whose page an office began, if it is in the office's care."""
    if not key or not actor.office:
        return None
    return School.objects.within(actor).by_key(key).first()


def _choices(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    """Partners that the typed name may mean, or the one that another page has chosen."""
    asked = request.POST if request.method == "POST" else request.GET
    text = asked.get("q", "").strip()[:200]
    chosen = request.GET.get("mitra", "")
    partners = Partner.objects.visible_to(actor)
    found = list(partners.search(text).with_places()[:FOUND_AT_MOST]) if text else []
    picked = partners.filter(public_id=chosen).first() if chosen else None
    known = _known_with([*found, *([picked] if picked else [])], actor)
    return {
        "q": text,
        "found": [(row, known[row.pk]) for row in found],
        "chosen": picked,
        "known": known[picked.pk] if picked else [],
        "may_propose": actor.can(Permission.PROPOSE_PARTNERS),
    }


def _known_with(partners: list[Partner], actor: Actor) -> dict[int, list[Agreement]]:
    """What the own school already has with each, so that nobody records it twice."""
    known: dict[int, list[Agreement]] = defaultdict(list)
    if not actor.school or not partners:
        return known
    parties = Party.objects.latest_rows()
    ours = Agreement.objects.visible_to(actor).exclude(state=State.CANCELLED)
    ours = ours.filter(pk__in=parties.filter(school=actor.school).values("agreement"))
    theirs = parties.filter(partner__in=partners, agreement__in=ours).select_related("agreement")
    named = theirs.prefetch_related(*(f"agreement__parties__{who}" for who in MEMBERS))
    for party in named.order_by("-agreement", "pk"):
        if party.partner_id:
            known[party.partner_id].append(party.agreement)
    return known


def _first_page(request: HttpRequest, agreement: Agreement) -> str:
    """The papers; before them the name of a partner whom nobody has entered yet."""
    if "baru" in request.POST:
        name = request.POST.get("q", "").strip()[:200]
        page = reverse("agreements:partner_new", args=[agreement.public_id])
        return f"{page}?{urlencode({'name': name})}"
    return reverse("agreements:documents", args=[agreement.public_id])


def _recorder(actor: Actor, school: School | None) -> drafts.Recorder:
    """The own school; an office records for itself or on behalf of a school in its care."""
    if actor.school or school:
        return drafts.Recorder(school=actor.school or school)
    return drafts.Recorder(office=actor.office)


@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, public_id: str, slug: str) -> HttpResponse:
    """One step of the form; saved as it is sent, then on to the next."""
    agreement = editable(request, public_id)
    current = STEPS_BY_SLUG.get(slug)
    if current is None or current.form is None:
        raise Http404
    if not agreement.is_draft:
        return redirect(agreement.staff_url)
    data = _sent(request)
    form = current.form(data, agreement=agreement, actor=actor_of(request), prefix=None)
    if data is None and request.POST:
        form.refill(request.POST)
    sent = {current.slug: form}
    if form.is_valid() and applied(sent, actor_of(request)):
        return _after_step(request, agreement, current)
    context = {
        "form": form,
        "current": current,
        "is_checking": _is_checking(request),
        **frame_of(agreement, current, actor_of(request)),
    }
    return render(request, "agreements/step.html", context)


def _is_checking(request: HttpRequest) -> bool:
    """Whether somebody came from "check your answers", and is to return there."""
    return request.GET.get("dari") == "periksa"


def _after_step(request: HttpRequest, agreement: Agreement, current: Step) -> HttpResponse:
    if "pihak" in request.POST:
        return redirect("agreements:party_add", agreement.public_id)
    if "sekolah" in request.POST:
        return redirect("agreements:coverage", agreement.public_id)
    messages.success(request, _("Tersimpan."))
    if "stay" in request.POST:
        return redirect(agreement.staff_url)
    if _is_checking(request):
        return redirect("agreements:check", agreement.public_id)
    return redirect(next_address(agreement, current))


@require_http_methods(["GET", "POST"])
def edit_whole(request: HttpRequest, public_id: str) -> HttpResponse:
    """All steps on one page, for those who know it."""
    agreement = editable(request, public_id)
    if not agreement.is_draft:
        return redirect(agreement.staff_url)
    actor = actor_of(request)
    data = _sent(request)
    forms = {
        row.slug: row.form(data, agreement=agreement, actor=actor, prefix=row.slug)
        for row in STEPS
        if row.form
    }
    # All are asked, so that every mistake is shown at once.
    is_valid = [form.is_valid() for form in forms.values()].count(False) == 0
    if data is None and request.POST:
        for form in forms.values():
            form.refill(request.POST)
    elif is_valid and applied(forms, actor):
        messages.success(request, _("Tersimpan."))
        return redirect(agreement.staff_url)
    context = {
        "forms": [(STEPS_BY_SLUG[slug], form) for slug, form in forms.items()],
        "has_errors": any(form.errors for form in forms.values()),
        "agreement": agreement,
        "reading": Reading(agreement, actor.on),
    }
    return render(request, "agreements/edit_whole.html", context)


def _sent(request: HttpRequest) -> QueryDict | None:
    """What is to be saved; nothing where a search on the page was pressed."""
    return request.POST if request.POST and "saring" not in request.POST else None


def applied(sent: Mapping[str, StepForm], by: Actor) -> bool:
    """Whether all were saved, in one transaction; the forms tell what was refused."""
    forms = list(sent.values())
    try:
        with transaction.atomic():
            for position, form in enumerate(forms):
                revision = form.cleaned_data["revision"] if position == 0 else None
                with told_in(form):
                    form.apply(by=by, revision=revision)
                if form.errors:
                    transaction.set_rollback(True)
                    return False
            drafts.note_sent(forms[0].agreement, by=by, steps=sent)
    except StaleRecordError:
        for stale in forms:
            stale.show_both()
        return False
    return True


def next_address(agreement: Agreement, current: Step) -> str:
    following = STEPS[STEPS.index(current) + 1]
    return step_address(agreement, following)


def step_address(agreement: Agreement, row: Step) -> str:
    if row.slug == "periksa":
        return reverse("agreements:check", args=[agreement.public_id])
    if row.slug == "dokumen":
        return reverse("agreements:documents", args=[agreement.public_id])
    return reverse("agreements:step", args=[agreement.public_id, row.slug])


def frame_of(agreement: Agreement, current: Step, actor: Actor) -> dict[str, Any]:
    """What every page of the steps shows around its form."""
    reading = Reading(agreement, actor.on)
    done = done_steps(reading)
    steps = [
        {
            "label": row.label,
            "url": step_address(agreement, row),
            "state": "current" if row == current else ("done" if row.slug in done else "todo"),
        }
        for row in STEPS
    ]
    return {"agreement": agreement, "reading": reading, "steps": steps}


@require_GET
def check(request: HttpRequest, public_id: str) -> HttpResponse:
    """Check your answers: everything typed, what is missing, and the button that hands it in."""
    agreement = editable(request, public_id)
    if not agreement.is_draft:
        return redirect(agreement.staff_url)
    current = STEPS_BY_SLUG["periksa"]
    frame = frame_of(agreement, current, actor_of(request))
    context = {
        "current": current,
        "needs_head": agreement.recording_school_id is not None,
        "lacks_head": moves.lacks_head(agreement, on=actor_of(request).on),
        "waiting": list(agreement.uploads.unattached().order_by("position", "pk")),
        "gaps": [
            (gap, step_address(agreement, STEPS_BY_SLUG[gap.demand.step]) + "?dari=periksa")
            for gap in frame["reading"].gaps
        ],
        **frame,
    }
    return render(request, "agreements/check.html", context)


@require_POST
def delete(request: HttpRequest, public_id: str) -> HttpResponse:
    agreement = editable(request, public_id)
    try:
        drafts.delete_draft(agreement, by=actor_of(request))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(agreement.staff_url)
    messages.success(request, _("Draf dihapus."))
    return redirect("agreements:staff_list")
