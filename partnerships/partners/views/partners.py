"""The directory at work: list, proposals, edits, and what an office decides."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.addresses import page_named
from accounts.handling import acted, written
from accounts.htmx import is_htmx
from accounts.roles import Permission
from partnerships.partners.actions import partners as actions
from partnerships.partners.duplicates import Candidate, candidates
from partnerships.partners.filters import StaffFilter
from partnerships.partners.forms.partners import (
    CloseForm,
    NewPartnerForm,
    PartnerForm,
    ReasonForm,
)
from partnerships.partners.models import Partner
from partnerships.partners.models.pairs import Verdict
from partnerships.partners.models.partners import OFFICE_RENAMES, proposal_of
from partnerships.partners.views.handling import found_page, reloaded
from partnerships.partners.views.naming import naming_of
from schools.actors import actor_of
from schools.models.regions import Region


@require_GET
def staff_list(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    if actor.is_visitor:
        raise PermissionDenied
    rows = Partner.objects.visible_to(actor).listed().with_places()
    filtered = StaffFilter(request.GET, queryset=rows, actor=actor)
    context = {
        "filter": filtered,
        "page": found_page(request, filtered.qs),
        "may_propose": actor.can(Permission.PROPOSE_PARTNERS),
        "may_merge": actor.can(Permission.MERGE_RECORDS),
        "on": actor.on,
    }
    return render(request, "partners/staff_list.html", context)


def _require_proposer(request: HttpRequest) -> None:
    if not actor_of(request).can(Permission.PROPOSE_PARTNERS):
        raise PermissionDenied


@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest) -> HttpResponse:
    """Name a partner: similar ones are offered before a new one is made."""
    _require_proposer(request)
    naming = naming_of(request, school=actor_of(request).school)
    if naming.made:
        return redirect(_chosen_url(request, naming.made))
    template = "partners/_similar.html" if is_htmx(request) else None
    context = {
        "naming": naming,
        "form": naming.form,
        "candidates": naming.candidates,
        "back": page_named(request, "kembali"),
        "here": reverse("partners:propose"),
        "next_query": _next_query(request, naming.candidates),
    }
    return render(request, template or "partners/propose.html", context)


def _next_query(request: HttpRequest, found: list[Candidate]) -> str:
    return urlencode(
        {
            "name": (request.POST or request.GET).get("name", "")[:200],
            "regency": (request.POST or request.GET).get("regency", "")[:12],
            "seen": ",".join(candidate.partner.public_id for candidate in found),
            "kembali": page_named(request, "kembali"),
        }
    )


@require_GET
def districts(request: HttpRequest) -> HttpResponse:
    """The kecamatan of a kabupaten/kota as options, when another one is chosen in a form."""
    chosen = request.GET.get("regency", "")
    is_id = chosen.isascii() and chosen.isdigit() and len(chosen) < 10
    rows = Region.objects.districts().filter(parent=int(chosen)) if is_id else []
    return render(request, "partners/_districts.html", {"districts": rows})


@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Second step: what else is known of it."""
    _require_proposer(request)
    form = NewPartnerForm(request.POST or None, initial=_initial(request))
    found: list[Candidate] = []
    if reloaded(request):
        form = NewPartnerForm(initial=request.POST.dict())
    elif request.method == "POST" and form.is_valid():
        if first := proposal_of(form.cleaned_data["form_token"]):
            # The second click would find the first one's partner as its own duplicate.
            return redirect(_chosen_url(request, first))
        found = _unseen(form)
        if not found or form.cleaned_data["is_new"]:
            made: list[Partner] = []
            if written(form, lambda: made.append(_proposed(request, form))):
                return redirect(_chosen_url(request, made[0]))
    context = {
        "form": form,
        "candidates": found,
        "back": page_named(request, "kembali"),
        "is_new": True,
    }
    return render(request, "partners/form.html", context)


def _initial(request: HttpRequest) -> dict[str, str]:
    initial = {
        name: request.GET[name][:400]
        for name in ("name", "regency", "seen")
        if request.GET.get(name)
    }
    regency = initial.get("regency", "")
    if not (regency.isascii() and regency.isdigit() and len(regency) < 10):
        initial.pop("regency", None)
    return initial


def _unseen(form: NewPartnerForm) -> list[Candidate]:
    """Those that are very likely the same and that the person has not been shown yet."""
    data = form.cleaned_data
    found = candidates(
        name=data["name"],
        npwp=data["npwp"],
        nib=data["nib"],
        phone=str(data["phone"] or ""),
        regency=data["regency"],
    )
    seen = set(data["seen"].split(","))
    return [
        candidate
        for candidate in found
        if candidate.verdict is not Verdict.POSSIBLE and candidate.partner.public_id not in seen
    ]


def _proposed(request: HttpRequest, form: NewPartnerForm) -> Partner:
    return actions.propose_partner(
        by=actor_of(request), values=form.values, form_token=form.cleaned_data["form_token"]
    )


def _chosen_url(request: HttpRequest, partner: Partner) -> str:
    """Back to the page that asked for a partner, telling it which, else to the partner."""
    back = page_named(request, "kembali")
    if not back:
        return partner.staff_url
    return f"{back}{'&' if '?' in back else '?'}mitra={partner.public_id}"


def _editable(request: HttpRequest, public_id: str) -> Partner:
    rows = Partner.objects.editable_by(actor_of(request)).with_places()
    return get_object_or_404(rows, public_id=public_id)


def _confirmable(request: HttpRequest, public_id: str) -> Partner:
    return get_object_or_404(Partner.objects.confirmable_by(actor_of(request)), public_id=public_id)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, public_id: str) -> HttpResponse:
    partner = _editable(request, public_id)
    may_rename = Partner.objects.renamable_by(actor_of(request)).filter(pk=partner.pk).exists()
    form = PartnerForm(request.POST or None, instance=partner, may_rename=may_rename)
    if reloaded(request):
        initial = request.POST.dict()
        form = PartnerForm(instance=partner, initial=initial, may_rename=may_rename)
    elif request.method == "POST" and written(
        form,
        lambda: actions.edit_partner(
            by=actor_of(request),
            partner=partner,
            values=form.values,
            revision=form.cleaned_data["revision"],
        ),
    ):
        return redirect(partner.staff_url)
    # The form writes what was typed into its instance; headings show what is recorded.
    recorded = Partner.objects.get(pk=partner.pk)
    context = {"form": form, "partner": recorded, "why_not": "" if may_rename else OFFICE_RENAMES}
    return render(request, "partners/form.html", context)


@require_POST
def confirm(request: HttpRequest, public_id: str) -> HttpResponse:
    partner = _confirmable(request, public_id)
    acted(
        request,
        lambda: actions.confirm_partner(by=actor_of(request), partner=partner),
        done=_("Mitra terkonfirmasi dan kini tampil untuk umum."),
    )
    return redirect(partner.staff_url)


@require_http_methods(["GET", "POST"])
def send_back(request: HttpRequest, public_id: str) -> HttpResponse:
    partner = _confirmable(request, public_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and written(
        form,
        lambda: actions.return_partner(
            by=actor_of(request), partner=partner, reason=form.cleaned_data["reason"]
        ),
    ):
        return redirect(partner.staff_url)
    context = {
        "form": form,
        "partner": partner,
        "title": _("Kembalikan usulan"),
        "submit": _("Kembalikan"),
        "hint": _("Sekolah pengusul mendapat pemberitahuan beserta alasan ini."),
    }
    return render(request, "partners/part_form.html", context)


@require_POST
def resubmit(request: HttpRequest, public_id: str) -> HttpResponse:
    partner = _editable(request, public_id)
    acted(
        request,
        lambda: actions.resubmit_partner(by=actor_of(request), partner=partner),
        done=_("Usulan diajukan lagi kepada dinas."),
    )
    return redirect(partner.staff_url)


@require_POST
def withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    partner = _editable(request, public_id)
    is_gone = acted(
        request,
        lambda: actions.withdraw_partner(by=actor_of(request), partner=partner),
        done=_("Usulan ditarik."),
    )
    return redirect(reverse("partners:staff_list") if is_gone else partner.staff_url)


@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, public_id: str) -> HttpResponse:
    partner = _confirmable(request, public_id)
    form = CloseForm(request.POST or None, initial={"closed_on": actor_of(request).on})
    if request.method == "POST" and written(
        form,
        lambda: actions.close_partner(
            by=actor_of(request),
            partner=partner,
            closed_on=form.cleaned_data["closed_on"],
            reason=form.cleaned_data["reason"],
            successor=form.cleaned_data["successor"],
        ),
    ):
        return redirect(partner.staff_url)
    context = {
        "form": form,
        "partner": partner,
        "title": _("Tutup mitra"),
        "submit": _("Tutup mitra ini"),
        "is_danger": True,
        "hint": _("Kerja sama yang sudah tercatat tidak berubah. Penutupan dapat diurungkan."),
        **_finder(request, field="successor", without=partner),
    }
    return render(request, "partners/part_form.html", context)


def _finder(request: HttpRequest, *, field: str, without: Partner) -> dict[str, object]:
    """A search within a form page, whose results are offered as choices of one field."""
    text = request.GET.get("q", "")[:200]
    found = candidates(name=text, without=without) if text else []
    choices = [
        (one.partner.public_id, one.partner.printed_name, one.partner.place) for one in found
    ]
    return {"finder": {"field": field, "q": text, "choices": choices}}


@require_POST
def reopen(request: HttpRequest, public_id: str) -> HttpResponse:
    partner = _confirmable(request, public_id)
    acted(
        request,
        lambda: actions.reopen_partner(by=actor_of(request), partner=partner),
        done=_("Penutupan diurungkan."),
    )
    return redirect(partner.staff_url)
