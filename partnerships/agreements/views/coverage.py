"""For which schools a draft or an amendment holds, and who a printed name means."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.violations import told_in
from partnerships.agreements.actions import coverage as actions
from partnerships.agreements.actions import drafts
from partnerships.agreements.actions.amendments import rows_of
from partnerships.agreements.forms.coverage import CoverageRuleForm, MeantForm
from partnerships.agreements.models import Agreement, CoverageRule, Instrument
from partnerships.agreements.models.coverage import CoverageKind
from partnerships.agreements.models.instruments import Subject
from partnerships.agreements.reading import Reading
from partnerships.agreements.views.handling import amendment_changing, editable, visible
from partnerships.partners.vocabulary import Kind as PartnerKind
from schools.actions.school_groups import may_keep_groups
from schools.actors import actor_of


def _address(agreement: Agreement, paper: Instrument | None) -> str:
    if paper is None:
        return reverse("agreements:coverage", args=[agreement.public_id])
    return reverse("agreements:amendment_coverage", args=[agreement.public_id, paper.sequence])


@require_http_methods(["GET", "POST"])
def coverage(request: HttpRequest, public_id: str, sequence: int | None = None) -> HttpResponse:
    """What is listed, and one more rule; of a draft, or of an amendment not yet in effect."""
    agreement, by = editable(request, public_id), actor_of(request)
    paper = amendment_changing(agreement, Subject.COVERAGE, sequence)
    if not (agreement.is_draft if paper is None else paper.is_open):
        return redirect(_back(agreement, paper) if paper else agreement.staff_url)
    typed = typed_in(request.GET)
    form = CoverageRuleForm(request.POST or None, agreement=agreement, actor=by, initial=typed)
    if request.method == "POST" and form.is_valid():
        with told_in(form):
            drafts.add_coverage(agreement, by=by, rule=form.save(commit=False), instrument=paper)
        if not form.errors:
            messages.success(request, _("Cakupan ditambahkan."))
            return redirect(_address(agreement, paper))
    context = {
        "form": form,
        "agreement": agreement,
        "paper": paper,
        "reading": Reading(agreement, by.on),
        "rules": rows_of(agreement, "coveragerules", paper).with_names(),
        "back": _back(agreement, paper),
    }
    return render(request, "agreements/coverage.html", context)


def typed_in(data: QueryDict) -> dict[str, str]:
    """What somebody has begun to write of one more rule."""
    return {name: str(data[name]) for name in CoverageRuleForm.base_fields if data.get(name)}


def _back(agreement: Agreement, paper: Instrument | None) -> str:
    if paper is None:
        return reverse("agreements:step", args=[agreement.public_id, "cakupan"])
    return reverse("agreements:amendment", args=[agreement.public_id, paper.sequence])


@require_POST
def remove_coverage(
    request: HttpRequest, public_id: str, pk: int, sequence: int | None = None
) -> HttpResponse:
    agreement = editable(request, public_id)
    paper = amendment_changing(agreement, Subject.COVERAGE, sequence)
    rule = get_object_or_404(rows_of(agreement, "coveragerules", paper), pk=pk)
    try:
        drafts.remove_coverage(rule, by=actor_of(request))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    # What was half typed beside the button is shown again.
    typed = typed_in(request.POST)
    query = f"?{urlencode(typed)}" if typed else ""
    return redirect(_address(agreement, paper) + query)


@require_http_methods(["GET", "POST"])
def identify(request: HttpRequest, public_id: str, pk: int) -> HttpResponse:
    """Say which group or foundation a printed name means; or go and make it."""
    agreement, by = visible(request, public_id), actor_of(request)
    rule: CoverageRule = get_object_or_404(agreement.coveragerules, pk=pk)
    if not actions.may_identify(agreement, by) or not rule.is_name_only:
        raise Http404
    form = MeantForm(request.POST or None, rule=rule, agreement=agreement, actor=by)
    if request.method == "POST" and form.is_valid():
        with told_in(form):
            actions.identify_coverage(rule, by=by, meant=form.cleaned_data["meant"])
        if not form.errors:
            messages.success(request, _("Nama pada naskah dikenali; cakupannya dihitung."))
            return redirect(agreement.staff_url)
    context = {
        "agreement": agreement,
        "reading": Reading(agreement, by.on),
        "rule": rule,
        "form": form,
        **_new_one(rule, may_make_group=may_keep_groups(by)),
    }
    return render(request, "agreements/identify_coverage.html", context)


def _new_one(rule: CoverageRule, *, may_make_group: bool) -> dict[str, Any]:
    """Where the group or foundation is made when the lists do not have it yet."""
    if rule.kind == CoverageKind.GROUP:
        query = urlencode({"nama": rule.name})
        return {
            "new_url": f"{reverse('schools:group_add')}?{query}" if may_make_group else "",
            "new_label": _("Buat kelompok ini beserta anggotanya"),
        }
    query = urlencode({"name": rule.name, "kind": PartnerKind.FOUNDATION})
    return {
        "new_url": f"{reverse('partners:propose')}?{query}",
        "new_label": _("Usulkan yayasan ini sebagai mitra"),
    }
