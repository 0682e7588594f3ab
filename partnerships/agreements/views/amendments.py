"""Amendments: begun, written subject by subject, handed in, put into effect."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.addresses import page_named
from accounts.revisions import StaleRecordError
from accounts.violations import told_in
from partnerships.agreements.actions import (
    amendments,
    moves,
)
from partnerships.agreements.forms.changes import (
    AmendmentForm,
)
from partnerships.agreements.forms.decisions import ReasonForm
from partnerships.agreements.forms.parties import PartiesForm
from partnerships.agreements.forms.pieces import StepForm
from partnerships.agreements.forms.scopes import ItemsForm, ScopeForm
from partnerships.agreements.forms.terms import TimeForm
from partnerships.agreements.models import Agreement, Instrument
from partnerships.agreements.models.instruments import Subject
from partnerships.agreements.reading import Reading
from partnerships.agreements.views.handling import (
    CHANGED,
    asked,
    done,
    editable,
    handed_in_words,
    papers_beside,
    shown_revision,
    visible,
)
from schools.actors import Actor, actor_of, may_edit

SUBJECT_FORMS: dict[str, type[StepForm]] = {
    Subject.TERM: TimeForm,
    Subject.SCOPE: ScopeForm,
    Subject.PARTIES: PartiesForm,
    Subject.OBLIGATIONS: ItemsForm,
}


@require_POST
def start_amendment(request: HttpRequest, public_id: str) -> HttpResponse:
    agreement, by = editable(request, public_id), actor_of(request)
    try:
        instrument = amendments.start_amendment(agreement, by=by)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(agreement.staff_url)
    return redirect("agreements:amendment", agreement.public_id, instrument.sequence)


def amendment_of(agreement: Agreement, sequence: int) -> Instrument:
    return get_object_or_404(
        agreement.instruments.select_related("agreement", "took_effect_by", "submitted_by"),
        sequence=sequence,
        kind=Instrument.Kind.AMENDMENT,
    )


def readable_amendment(agreement: Agreement, sequence: int, by: Actor) -> Instrument:
    """One in effect is for all involved, others read the agreement's public page; while it is
    written, its keepers know of it."""
    instrument = amendment_of(agreement, sequence)
    involving = Agreement.objects.involving(by).filter(pk=agreement.pk)
    may_know = (
        (instrument.took_effect_at and involving.exists())
        or may_edit(agreement, by)
        or amendments.may_put_into_effect(instrument, by)
    )
    if not may_know:
        raise Http404
    return instrument


@require_http_methods(["GET", "POST"])
def amendment(request: HttpRequest, public_id: str, sequence: int) -> HttpResponse:
    """The amendment's page: what the paper is, what it changes, before beside after."""
    agreement, by = visible(request, public_id), actor_of(request)
    instrument = readable_amendment(agreement, sequence, by)
    is_open = instrument.is_open and may_edit(agreement, by)
    form = AmendmentForm(request.POST or None, instance=instrument) if is_open else None
    if request.method == "POST" and form is None:
        raise PermissionDenied
    if request.method == "POST" and form and described(form, sequence, by):
        messages.success(request, _("Tersimpan."))
        return redirect(onward(request, agreement, form.instance))
    return _amendment_page(request, agreement, sequence, form=form)


def described(form: AmendmentForm, sequence: int, by: Actor) -> bool:
    """Whether what was typed is saved; the form tells what was refused, or saved meanwhile."""
    if form.is_valid():
        # Read anew: the form has written into its own.
        current = amendment_of(form.instance.agreement, sequence)
        try:
            with told_in(form):
                amendments.describe_amendment(current, by=by, **form.cleaned_data)
        except StaleRecordError:
            form.show_both(amendment_of(form.instance.agreement, sequence))
            return False
    return not form.errors


def onward(request: HttpRequest, agreement: Agreement, instrument: Instrument) -> str:
    """Where the button leads that saved the form: the paper, a subject to write, or back."""
    goal = request.POST.get("lanjut", "")
    if goal == "naskah":
        return reverse("agreements:documents", args=[agreement.public_id])
    if goal in instrument.subjects and (address := writing_address(instrument, goal)):
        return address
    return amendment_address(instrument)


def amendment_address(instrument: Instrument) -> str:
    return reverse(
        "agreements:amendment", args=[instrument.agreement.public_id, instrument.sequence]
    )


def writing_address(instrument: Instrument, subject: str) -> str:
    """The page on which the new contents of a subject are written; empty where none is held."""
    paper = [instrument.agreement.public_id, instrument.sequence]
    if subject == Subject.COVERAGE:
        return reverse("agreements:amendment_coverage", args=paper)
    if subject in SUBJECT_FORMS:
        return reverse("agreements:amendment_subject", args=[*paper, subject])
    return ""


def _amendment_page(
    request: HttpRequest, agreement: Agreement, sequence: int, *, form: AmendmentForm | None
) -> HttpResponse:
    by = actor_of(request)
    # Read anew: a form that was refused has written into its own.
    instrument = amendment_of(agreement, sequence)
    keeps = may_edit(agreement, by)
    papers = papers_beside(agreement, by, paper=instrument)
    context = {
        "agreement": agreement,
        "reading": Reading(agreement, by.on),
        "instrument": instrument,
        "form": form,
        "changes": changes_of(agreement, instrument),
        "documents": papers if instrument.is_waiting else [],
        "own_papers": [row for row in papers if row.instrument_id == instrument.pk],
        "missing": amendments.missing_of(instrument) if form else [],
        **amendment_steps(instrument, by, keeps=keeps),
        "next": page_named(request, "next"),
    }
    return render(request, "agreements/amendment.html", context)


def amendment_steps(instrument: Instrument, by: Actor, *, keeps: bool) -> dict[str, bool]:
    """What this reader may do with an amendment that is not in effect; the actions check again."""
    if instrument.took_effect_at:
        return {}
    decides = moves.may_approve(instrument.agreement, by)
    return {
        "may_submit": keeps and instrument.is_open,
        "decides": decides,
        "may_put_into_effect": instrument.is_waiting
        and amendments.may_put_into_effect(instrument, by),
        "may_return": instrument.is_waiting and decides,
        "may_withdraw": keeps and instrument.is_waiting and not decides,
    }


@dataclass(frozen=True)
class Change:
    """One subject of an amendment: what held, what holds by it, and whether rows say it."""

    subject: Subject
    before: Reading
    after: Reading
    is_written: bool
    is_unchanged: bool = False


def changes_of(agreement: Agreement, instrument: Instrument) -> list[Change]:
    """What the amendment changes, as readings before and after."""
    day = instrument.effective_on or date.max
    before = Reading(agreement, day - timedelta(days=1))
    if instrument.took_effect_at:
        after = Reading(agreement, day)
    else:
        before, after = Reading(agreement, day), Reading(agreement, day, waiting=instrument)
    same = [] if instrument.took_effect_at else amendments.unchanged(instrument)
    return [
        Change(
            Subject(subject),
            before,
            after,
            is_written=bool(writing_address(instrument, subject)),
            is_unchanged=subject in same,
        )
        for subject in instrument.subjects
    ]


@require_http_methods(["GET", "POST"])
def amendment_subject(
    request: HttpRequest, public_id: str, sequence: int, subject: str
) -> HttpResponse:
    """Write what one subject of the amendment says from its day on."""
    agreement, by = editable(request, public_id), actor_of(request)
    instrument = amendment_of(agreement, sequence)
    if subject not in SUBJECT_FORMS or subject not in instrument.subjects:
        raise Http404
    if not instrument.is_open:
        return redirect("agreements:amendment", agreement.public_id, sequence)
    is_search = "saring" in request.POST
    data = None if is_search else request.POST or None
    form = SUBJECT_FORMS[subject](data, agreement=agreement, actor=by, instrument=instrument)
    if is_search:
        form.refill(request.POST)
    elif form.is_valid() and written(form, by):
        messages.success(request, _("Tersimpan."))
        if "pihak" in request.POST and subject == Subject.PARTIES:
            return redirect("agreements:amendment_party_add", public_id, sequence)
        return redirect("agreements:amendment", agreement.public_id, sequence)
    context = {
        "agreement": agreement,
        "reading": Reading(agreement, by.on),
        "instrument": instrument,
        "subject": Subject(subject),
        "form": form,
    }
    return render(request, "agreements/amendment_subject.html", context)


def written(form: StepForm, by: Actor) -> bool:
    """Whether all of it is saved; the form tells what was refused, or saved meanwhile."""
    try:
        with told_in(form):
            form.apply(by=by, revision=form.cleaned_data["revision"])
    except StaleRecordError:
        form.show_both()
        return False
    return not form.errors


@require_POST
def submit_amendment(request: HttpRequest, public_id: str, sequence: int) -> HttpResponse:
    """Hand it in, with what was typed around the button; the head's own takes effect at once."""
    agreement, by = editable(request, public_id), actor_of(request)
    instrument = amendment_of(agreement, sequence)
    decides = moves.may_approve(agreement, by)
    form = None
    try:
        revision = shown_revision(request) if decides else None
        if "number" in request.POST and instrument.is_open:
            form = AmendmentForm(request.POST, instance=amendment_of(agreement, sequence))
            if not described(form, sequence, by):
                return _amendment_page(request, agreement, sequence, form=form)
            # What was typed is a change of its own.
            revision = None if revision is None else revision + 1
    except StaleRecordError:
        messages.error(request, CHANGED)
        return _amendment_page(request, agreement, sequence, form=form)

    def act() -> None:
        handed_in = amendments.submit_amendment(instrument, by=by, revision=revision)
        if decides:
            shown = handed_in.agreement.revision
            amendments.put_into_effect(instrument, by=by, revision=shown)

    message = _("Adendum berlaku.") if decides else handed_in_words(agreement, by)
    return amendment_done(request=request, instrument=instrument, act=act, message=message)


@require_POST
def withdraw_amendment(request: HttpRequest, public_id: str, sequence: int) -> HttpResponse:
    agreement, by = editable(request, public_id), actor_of(request)
    instrument = amendment_of(agreement, sequence)
    return amendment_done(
        request=request,
        instrument=instrument,
        act=lambda: amendments.withdraw_amendment(instrument, by=by),
        message=_("Ditarik kembali; adendum dapat diubah lagi."),
    )


@require_POST
def put_into_effect(request: HttpRequest, public_id: str, sequence: int) -> HttpResponse:
    agreement, by = visible(request, public_id), actor_of(request)
    instrument = readable_amendment(agreement, sequence, by)
    return amendment_done(
        request=request,
        instrument=instrument,
        act=lambda: amendments.put_into_effect(instrument, by=by, revision=shown_revision(request)),
        message=_("Adendum berlaku."),
    )


def amendment_done(
    *, request: HttpRequest, instrument: Instrument, act: Callable[[], Any], message: str
) -> HttpResponse:
    """Run an action; what it refuses is told on the amendment's page, else on to the next."""
    agreement = instrument.agreement
    here = redirect("agreements:amendment", agreement.public_id, instrument.sequence)
    try:
        with transaction.atomic():
            act()
    except StaleRecordError:
        messages.error(request, CHANGED)
        return here
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return here
    following = page_named(request, "next")
    messages.success(request, f"{agreement.label}: {message}" if following else message)
    return redirect(following) if following else here


@require_http_methods(["GET", "POST"])
def return_amendment(request: HttpRequest, public_id: str, sequence: int) -> HttpResponse:
    """The head sends an amendment back, saying what to mend."""
    agreement, by = visible(request, public_id), actor_of(request)
    instrument = readable_amendment(agreement, sequence, by)
    if not moves.may_approve(agreement, by):
        raise PermissionDenied
    return asked(
        request=request,
        agreement=agreement,
        form=ReasonForm(request.POST or None),
        title=_("Kembalikan %(amendment)s") % {"amendment": instrument},
        lead=gettext_lazy("Tuliskan apa yang perlu diperbaiki; penyusun langsung diberi tahu."),
        button=gettext_lazy("Kembalikan"),
        act=lambda values: amendments.return_amendment(
            instrument, by=by, reason=values["reason"], revision=shown_revision(request)
        ),
        done=_("Adendum dikembalikan kepada penyusun."),
        papers=lambda: papers_beside(agreement, by, paper=instrument),
    )


@require_POST
def drop_amendment(request: HttpRequest, public_id: str, sequence: int) -> HttpResponse:
    agreement, by = editable(request, public_id), actor_of(request)
    instrument = amendment_of(agreement, sequence)
    return done(
        request=request,
        agreement=agreement,
        act=lambda: amendments.drop_amendment(instrument, by=by),
        message=_("Adendum dihapus."),
    )
