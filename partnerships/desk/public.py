"""Pages that anyone may open: front door, search, records and their proof, reports of errors."""

from functools import partial
from typing import Any

from allauth.core.ratelimit import respond_429
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_http_methods

from accounts.limits import TOO_MANY, is_within_limit
from accounts.paging import page_of
from accounts.qr_codes import qr_svg
from accounts.violations import told_in
from partnerships.agreements.actions.reports import report as hand_in
from partnerships.agreements.figures import is_large, signing_schools
from partnerships.agreements.models import Agreement, PublicReport
from partnerships.agreements.models.agreements import is_letter_number
from partnerships.agreements.statuses import with_day_status
from partnerships.desk import proofs, sitemaps
from partnerships.desk.atlas import Atlas, atlas_of
from partnerships.desk.certificates import Certificate, certificate_code, find_certificate
from partnerships.desk.days import ShownDay
from partnerships.desk.finding import find
from partnerships.desk.forms import CodeForm, FileForm, ReceiptForm, ReportForm
from partnerships.desk.home import front_page
from partnerships.desk.pages.agreements import AgreementPage, with_page_facts
from partnerships.desk.pages.groups import GroupPage, found_group
from partnerships.desk.pages.partners import PartnerPage, found_partner
from partnerships.desk.pages.schools import SchoolPage, found_school
from partnerships.desk.subjects import Subject, reader_of, subject_of, whole_portal
from partnerships.partners.models import Partner
from schools.actors import Actor, actor_of
from schools.models import School, SchoolGroup

TOO_MANY_FILES = gettext_lazy(
    "Terlalu banyak pemeriksaan dari jaringan ini. Tunggu beberapa menit, lalu pilih"
    " berkasnya lagi."
)


def visitor_of(request: HttpRequest) -> Actor:
    """Public pages show the same to everybody: what a visitor may see, whoever is signed in."""
    return Actor.visitor(on=actor_of(request).on)


def is_too_often(request: HttpRequest, day: ShownDay) -> bool:
    """A large register is counted for each who asks for another day: so often and no more."""
    return not day.is_today and is_large() and not is_within_limit(request, "another_day")


@login_not_required
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    day = ShownDay.of(request)
    if is_too_often(request, day):
        return respond_429(request)
    context = {"front": front_page(day.visitor, is_today=day.is_today), "day": day}
    return render(request, "desk/home.html", context)


@login_not_required
@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """The one public page that shows people at work more: what they may know of, at work's pages.

    Pages of work are led to from here, so a person who is signed in is answered as at work.
    """
    actor = actor_of(request)
    context = {
        "found": find(request.GET.get("q", ""), actor),
        "at_work": not actor.is_visitor,
        "frame_template": "public/base.html" if actor.is_visitor else "staff/base.html",
    }
    return render(request, "desk/search.html", context)


@login_not_required
@require_GET
def school_page(request: HttpRequest, key: str) -> HttpResponse:
    day = ShownDay.of(request)
    school = found_school(School.objects.visible_to(day.visitor), key)
    if school.merged_into:
        return redirect(school.merged_into)
    if key != school.key:
        return redirect(school)
    page = SchoolPage(school, day.visitor)
    context = {"page": page, "school": school, "on": day.on, "day": day}
    return render(request, "desk/school_page.html", context)


@login_not_required
@require_GET
def group_page(request: HttpRequest, public_id: str) -> HttpResponse:
    day = ShownDay.of(request)
    group = found_group(SchoolGroup.objects.visible_to(day.visitor), public_id)
    page = GroupPage(group, day.visitor)
    context = {
        "page": page,
        "members": page_of(request, page.members),
        "group": group,
        "on": day.on,
        "day": day,
    }
    return render(request, "desk/group_page.html", context)


@login_not_required
@require_GET
def partner_page(request: HttpRequest, public_id: str) -> HttpResponse:
    day = ShownDay.of(request)
    partner = found_partner(Partner.objects.visible_to(day.visitor), public_id)
    if partner.merged_into:
        return redirect(partner.merged_into)
    page = PartnerPage(partner, day.visitor)
    context = {"page": page, "partner": partner, "on": day.on, "day": day}
    return render(request, "desk/partner_page.html", context)


@login_not_required
@require_GET
def agreement_page(request: HttpRequest, public_id: str) -> HttpResponse:
    visitor = visitor_of(request)
    rows = Agreement.objects.visible_to(visitor).select_related(
        "source", "recording_school__province", "recording_office__province"
    )
    day = ShownDay.of(request)
    on = day.on
    agreement = get_object_or_404(
        with_page_facts(with_day_status(rows, on=on)), public_id=public_id
    )
    page = AgreementPage(agreement, visitor, on)
    context = {"page": page, "agreement": agreement, "day": day}
    return render(request, "desk/agreement_page.html", context)


@login_not_required
@require_GET
def atlas(request: HttpRequest) -> HttpResponse:
    day = ShownDay.of(request)
    if is_too_often(request, day):
        return respond_429(request)
    context = {"atlas": _atlas(request, day), "day": day, "on": day.on}
    return render(request, "desk/atlas.html", context)


def _atlas(request: HttpRequest, day: ShownDay) -> Atlas:
    home = settings.SELARAS_OFFICE["province"]
    code = request.GET.get("provinsi", "")
    return atlas_of(code, day.visitor, home=home, is_today=day.is_today)


@login_not_required
@require_GET
def uncovered(request: HttpRequest) -> HttpResponse:
    """Which konsentrasi of which school nobody works with, of a province or one kabupaten/kota."""
    day = ShownDay.of(request)
    if is_too_often(request, day):
        return respond_429(request)
    shown, code = _atlas(request, day), request.GET.get("kabupaten", "")
    regency = shown.regency(code)
    page = page_of(request, shown.uncovered(regency=regency))
    context = {
        "atlas": shown,
        "day": day,
        "on": shown.covered_on,
        "regency": regency,
        "is_regency_unknown": bool(code) and regency is None,
        "is_anything_told": bool(page.object_list) or shown.offers(regency=regency).exists(),
        "page": page,
    }
    return render(request, "desk/uncovered.html", context)


@login_not_required
@require_GET
def signing(request: HttpRequest) -> HttpResponse:
    """The schools that the front page counts as having an agreement in force, one by one."""
    day = ShownDay.of(request)
    if is_too_often(request, day):
        return respond_429(request)
    rows = signing_schools(day.on).select_related("regency", "province")
    context = {"page": page_of(request, rows.order_by("sort_key", "pk")), "day": day, "on": day.on}
    return render(request, "desk/signing.html", context)


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """The handler must be in place before anything reads the body, hence the check comes inside."""
    handler = proofs.DigestHandler(request)
    if request.method == "POST":
        request.upload_handlers = [handler]
        return _verify_file(request, handler)
    typed = request.GET.get("kode", "").strip()
    if not typed:
        return _verify_page(request)
    if not is_within_limit(request, "verify"):
        return _verify_page(request, code_form=CodeForm(request.GET), problem=TOO_MANY, status=429)
    found = proofs.find_by_code(typed) or proofs.find_by_number(typed)
    if found:
        return redirect("desk:verify_code", code=found.verification_code)
    if certificate := find_certificate(typed):
        return redirect("desk:verify_code", code=certificate.letter.code)
    return _verify_page(
        request,
        code_form=CodeForm(request.GET),
        is_unknown=True,
        letter_number=typed if is_letter_number(typed) and len(typed) <= 100 else "",
        status=404,
    )


@csrf_protect
def _verify_file(request: HttpRequest, handler: proofs.DigestHandler) -> HttpResponse:
    request.POST.get("csrfmiddlewaretoken")  # reads the body, and the file past the handler
    if not is_within_limit(request, "verify"):
        return _verify_page(request, problem=TOO_MANY_FILES, status=429)
    if handler.is_too_large:
        return _verify_page(request, problem=_too_large(), status=413)
    if not handler.digest:
        return _verify_page(request, problem=_("Pilih berkas yang tidak kosong."), status=400)
    if code := certificate_code(handler.digest):
        return redirect("desk:verify_code", code=code)
    recognised = proofs.recognise(handler.digest)
    return _verify_page(request, digest=handler.digest, recognised=recognised)


def _too_large() -> str:
    return _(
        "Berkas lebih besar dari %(limit)s MB tidak diperiksa. Pindai ulang dengan mutu lebih"
        " rendah, atau periksa dengan kode verifikasinya."
    ) % {"limit": settings.SELARAS_UPLOAD_MAX_BYTES // 1024**2}


def _verify_page(
    request: HttpRequest, *, code_form: CodeForm | None = None, status: int = 200, **found: Any
) -> HttpResponse:
    context = {
        "code_form": code_form or CodeForm(),
        "file_form": FileForm(),
        "on": actor_of(request).on,
        "is_unknown": False,
        "letter_number": "",
        "problem": "",
        "digest": "",
        "recognised": [],
        **found,
    }
    return _unlisted(render(request, "desk/verify.html", context, status=status))


@login_not_required
@require_GET
def verify_code(request: HttpRequest, code: str) -> HttpResponse:
    if not is_within_limit(request, "verify"):
        return respond_429(request)
    agreement = proofs.find_by_code(code)
    if agreement is None and (certificate := find_certificate(code)):
        return _certificate_page(request, code, certificate)
    if agreement is None:
        form = CodeForm({"kode": code})
        return _verify_page(request, code_form=form, is_unknown=True, status=404)
    if code != agreement.verification_code:
        return redirect("desk:verify_code", code=agreement.verification_code)
    proof = proofs.Proof(agreement, actor_of(request).on)
    return _unlisted(render(request, "desk/verify_code.html", {"proof": proof}))


def _certificate_page(request: HttpRequest, code: str, certificate: Certificate) -> HttpResponse:
    if code != certificate.letter.code:
        return redirect("desk:verify_code", code=certificate.letter.code)
    context = {"proof": certificate, "on": actor_of(request).on}
    return _unlisted(render(request, "desk/verify_certificate.html", context))


def _unlisted(response: HttpResponse) -> HttpResponse:
    """Proofs are for whoever holds the paper, not for search engines."""
    response["X-Robots-Tag"] = "noindex"
    return response


@login_not_required
@require_GET
def qr(request: HttpRequest, public_id: str) -> HttpResponse:
    """The code that stands on paper: it leads to what is known of this agreement, and no more."""
    registered = Agreement.objects.public().filter(registration_number__isnull=False)
    agreement = get_object_or_404(registered, public_id=public_id)
    address = f"{settings.SELARAS_PUBLIC_URL}{agreement.verification_path}"
    drawn = qr_svg(address, border=2, ground="#fff")
    response = HttpResponse(drawn, content_type="image/svg+xml")
    response["Cache-Control"] = "public, max-age=86400"
    return response


@login_not_required
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    named, visitor = request.GET.get("halaman", ""), visitor_of(request)
    subject = subject_of(named, visitor) if named else None
    form, status = ReportForm(request.POST or None, actor=visitor, subject=subject), 200
    if request.method == "POST" and form.is_valid():
        if not is_within_limit(request, "report"):
            form.add_error(None, TOO_MANY)
            status = 429
        elif receipt := _handed_in(request, form, subject):
            return redirect("desk:receipt", receipt=receipt)
    context = {
        "form": form,
        "subject": subject,
        "is_unknown": bool(named and not subject),
        "receipt_form": ReceiptForm(),
    }
    return render(request, "desk/report.html", context, status=status)


def _handed_in(request: HttpRequest, form: ReportForm, subject: Subject | None) -> str:
    subject = subject or form.cleaned_data.get("page") or whole_portal()
    hand_in_this = partial(
        hand_in,
        by=visitor_of(request),
        path=subject.path,
        agreement=subject.agreement,
        province=subject.province,
        text=form.cleaned_data["text"],
        contact=form.cleaned_data["contact"],
    )
    with told_in(form):
        return hand_in_this().receipt
    return ""


@login_not_required
@require_GET
def receipt(request: HttpRequest, receipt: str) -> HttpResponse:
    """Status and answer for whoever holds the number; not the words, which may name people."""
    found = PublicReport.objects.filter(receipt=receipt.strip().lower()).first()
    if found is None:
        raise Http404
    context = {"report": found, "reader": reader_of(found, on=visitor_of(request).on)}
    return _unlisted(render(request, "desk/receipt.html", context))


@login_not_required
@require_GET
def find_receipt(request: HttpRequest) -> HttpResponse:
    """From a number to the page of its receipt, which tells all that whoever holds it may know."""
    form, status = ReceiptForm(request.GET if "nomor" in request.GET else None), 200
    if form.is_bound and not is_within_limit(request, "receipt"):
        form.add_error(None, TOO_MANY)
        status = 429
    elif form.is_valid():
        found = PublicReport.objects.filter(receipt=form.cleaned_data["nomor"]).first()
        if found:
            return redirect("desk:receipt", receipt=found.receipt)
        form.add_error("nomor", _("Tidak ada laporan dengan nomor ini. Periksa huruf demi huruf."))
        status = 404
    return _unlisted(render(request, "desk/find_receipt.html", {"form": form}, status=status))


@login_not_required
@require_GET
def robots(request: HttpRequest) -> HttpResponse:
    text = render_to_string("desk/robots.txt", {"public_url": settings.SELARAS_PUBLIC_URL})
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@login_not_required
@require_GET
def sitemap(request: HttpRequest) -> HttpResponse:
    parts = sitemaps.parts(visitor_of(request))
    context = {"public_url": settings.SELARAS_PUBLIC_URL, "parts": parts}
    return render(request, "desk/sitemap.xml", context, content_type="application/xml")


@login_not_required
@require_GET
def sitemap_part(request: HttpRequest, part: str) -> HttpResponse:
    paths = sitemaps.paths_of(part, visitor_of(request))
    if not paths:
        raise Http404
    context = {"public_url": settings.SELARAS_PUBLIC_URL, "paths": paths}
    return render(request, "desk/sitemap_part.xml", context, content_type="application/xml")
