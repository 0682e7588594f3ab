"""What the views of agreements share: which agreement, and how a step is told."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.addresses import page_named
from accounts.revisions import StaleRecordError
from accounts.violations import told_in
from partnerships.agreements.models import Agreement, Document, Instrument
from partnerships.agreements.models.instruments import Subject
from schools.actors import Actor, actor_of
from schools.staffing import has_head

LONGEST_REVISION = 10
CHANGED = _("Isinya berubah sejak Anda membukanya; periksa kembali, lalu putuskan lagi.")


def shown_revision(request: HttpRequest) -> int:
    """What the deciding page showed; raises StaleRecordError where it does not say."""
    told = request.POST.get("revision", "")
    if not (told.isascii() and told.isdigit() and len(told) < LONGEST_REVISION):
        raise StaleRecordError
    return int(told)


def editable(request: HttpRequest, public_id: str) -> Agreement:
    agreements = Agreement.objects.editable_by(actor_of(request))
    return get_object_or_404(
        agreements.select_related("recording_school", "recording_office"), public_id=public_id
    )


def visible(request: HttpRequest, public_id: str) -> Agreement:
    agreements = Agreement.objects.visible_to(actor_of(request))
    return get_object_or_404(
        agreements.select_related("recording_school", "recording_office"), public_id=public_id
    )


def amendment_changing(
    agreement: Agreement, subject: Subject, sequence: int | None
) -> Instrument | None:
    """The amendment of that number, which changes the subject; None for the draft itself."""
    if sequence is None:
        return None
    amendments = agreement.instruments.filter(subjects__contains=[subject])
    return get_object_or_404(amendments, sequence=sequence, kind=Instrument.Kind.AMENDMENT)


def papers_beside(
    agreement: Agreement, by: Actor, *, paper: Instrument | None = None
) -> list[Document]:
    """What is read beside a decision, those of the amendment in question first."""
    rows = Document.objects.visible_to(by).filter(agreement=agreement)
    found = list(rows.with_versions().select_related("agreement"))
    return sorted(found, key=lambda row: paper is not None and row.instrument_id != paper.pk)


def done(
    *, request: HttpRequest, agreement: Agreement, act: Callable[[], Any], message: str
) -> HttpResponse:
    """Run an action without a form; what it refuses is told on the agreement's page."""
    try:
        act()
    except StaleRecordError:
        messages.error(request, CHANGED)
        return redirect(agreement.staff_url)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(agreement.staff_url)
    return told(agreement, message, request=request)


def told(agreement: Agreement, message: str, *, request: HttpRequest) -> HttpResponse:
    """Say that it is done: on its page, or on the next one of a row, by its name."""
    following = page_named(request, "next")
    messages.success(request, f"{agreement.label}: {message}" if following else message)
    return redirect(following or agreement.staff_url)


def asked(
    *,
    request: HttpRequest,
    agreement: Agreement,
    form: forms.Form,
    title: str | Promise,
    lead: str | Promise,
    button: str | Promise,
    act: Callable[[dict[str, Any]], Any],
    done: str,
    papers: Callable[[], list[Document]] = list,
) -> HttpResponse:
    """A page of its own for a step that needs words; refusals stand beside their field.

    `papers` are those that the decision rests on, shown beside the form.
    """
    if request.method == "POST" and form.is_valid():
        try:
            with told_in(form):
                act(form.cleaned_data)
        except StaleRecordError:
            form.add_error(None, CHANGED)
            agreement.refresh_from_db()
        if not form.errors:
            return told(agreement, done, request=request)
    context = {
        "agreement": agreement,
        "form": form,
        "title": title,
        "lead": lead,
        "button": button,
        "next": page_named(request, "next"),
        "documents": papers(),
    }
    return render(request, "agreements/ask.html", context)


def handed_in_words(agreement: Agreement, by: Actor) -> str:
    """Who has been told of what was handed in, if anybody."""
    if agreement.recording_school is None:
        return str(_("Diajukan kepada kantor pencatat."))
    if has_head(agreement.recording_school, on=by.on):
        return str(_("Diajukan. Kepala sekolah diberi tahu."))
    return str(_("Diajukan. Sekolah ini belum punya akun kepala sekolah."))
