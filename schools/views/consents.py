"""Pages about one consent: given, withdrawn, its scan."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts.files.handing_out import scan
from accounts.files.refusals import FileRefused
from accounts.handling import written
from accounts.readings import ReadingKind
from accounts.violations import told_in
from schools.actions import consents as actions
from schools.actors import Actor, actor_of
from schools.forms.consents import ConsentForm, WithdrawalForm, newest_texts
from schools.models import Consent, ConsentPaper, Pupil
from schools.reading_log import note
from schools.views.pupils import editable, with_groups


@never_cache
@require_http_methods(["GET", "POST"])
def pupil_consent(request: HttpRequest, public_id: str) -> HttpResponse:
    pupil, actor = editable(request, public_id), actor_of(request)
    form = ConsentForm(request.POST or None, request.FILES or None, actor=actor, pupil=pupil)
    if request.method == "POST" and form.is_valid():
        consent = None
        with told_in(form):
            consent = _recorded(form, actor, pupil)
        if not form.errors:
            if consent is None:
                messages.info(request, _("Persetujuan ini sudah tercatat."))
            else:
                messages.success(request, _("Persetujuan dicatat."))
            return redirect(pupil)
    with_groups([pupil])
    if request.method == "GET":
        note(request, ReadingKind.PAGE, 1, pupil=pupil, school=pupil.school)
    context = {"pupil": pupil, "form": form, "texts": newest_texts(actor)}
    return render(request, "schools/pupil_consent.html", context)


def _recorded(form: ConsentForm, actor: Actor, pupil: Pupil) -> Consent | None:
    files, given, paper = form.cleaned_data["scans"], form.given(), None
    try:
        if files and given.how == "paper":
            paper = actions.keep_paper(by=actor, school=pupil.school, files=files)
    except FileRefused as refusal:
        form.add_error("scans", refusal)
        return None
    return actions.record_consent(by=actor, pupil=pupil, given=given, paper=paper)


@never_cache
@require_http_methods(["GET", "POST"])
def consent_withdraw(request: HttpRequest, public_id: str, consent: str) -> HttpResponse:
    pupil, actor = editable(request, public_id), actor_of(request)
    rows = pupil.consents.select_related("text", "pupil").filter(withdrawn_on__isnull=True)
    row = get_object_or_404(rows, public_id=consent)
    form = WithdrawalForm(request.POST or None, actor=actor)
    if request.method == "POST" and written(
        form,
        lambda: actions.withdraw_consent(
            by=actor,
            consent=row,
            on=form.cleaned_data["withdrawn_on"],
            reason=form.cleaned_data["reason"],
        ),
    ):
        messages.success(request, _("Persetujuan dicatat sebagai ditarik."))
        return redirect(pupil)
    with_groups([pupil])
    if request.method == "GET":
        note(request, ReadingKind.PAGE, 1, pupil=pupil, school=pupil.school)
    context = {"pupil": pupil, "consent": row, "form": form}
    return render(request, "schools/consent_withdraw.html", context)


@require_GET
def consent_paper(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """The scan, to be saved; noted in the read log as a document."""
    rows = ConsentPaper.objects.visible_to(actor_of(request)).filter(removed_at__isnull=True)
    paper = get_object_or_404(rows.select_related("school"), public_id=public_id)
    response = scan(paper, "persetujuan")
    note(request, ReadingKind.DOCUMENT, paper.consents.count(), school=paper.school)
    return response
