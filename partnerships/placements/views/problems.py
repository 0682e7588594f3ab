"""Laporan masalah: what pupils told of their hosts, for those of the school who answer for them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.handling import acted, written
from accounts.history import Events
from accounts.notices import WhatsAppText, whatsapp_text
from accounts.paging import page_of
from accounts.readings import ReadingKind
from partnerships.placements.actions import problems as actions
from partnerships.placements.filters.problems import ProblemFilter
from partnerships.placements.forms.problems import ClosingForm, ReopeningForm
from partnerships.placements.journals.problem_threads import with_turns
from partnerships.placements.models import Placement, ProblemReport
from partnerships.placements.models.periods import follows_pupils
from partnerships.placements.models.problems import ProblemReportQuerySet
from schools.actors import Actor, actor_of
from schools.history import entries_for
from schools.reading_log import note
from schools.tokens import address

# What stands on the page already, or who and when of a deed, which each entry says.
OF_THE_TELLING = ["placement", "kind", "text", "at", "by", "role", "through_pupil"]
WHO_AND_WHEN = ["through_mentor", "seen_at", "closed_by", "reopened_at", "reopened_by"]
TOLD_ALREADY = frozenset([*OF_THE_TELLING, *WHO_AND_WHEN])


def _known(request: HttpRequest) -> ProblemReportQuerySet:
    actor = actor_of(request)
    if not follows_pupils(actor):
        raise Http404
    rows: Any = ProblemReport.objects.visible_to(actor)
    return rows.select_related(
        "placement__pupil",
        "placement__period",
        "placement__opening__hosting__partner",
        "placement__supervisor__membership__user",
        "seen_by",
        "closed_by",
        "reopened_by",
    )


@require_safe
def problems(request: HttpRequest) -> HttpResponse:
    """Open ones first, and among them the latest."""
    listed = ProblemFilter(request.GET, _known(request).in_work_order())
    page = page_of(request, listed.qs)
    note(request, ReadingKind.LIST, len(page.object_list))
    return render(request, "placements/problems.html", {"filter": listed, "page": page})


@require_safe
def problem(request: HttpRequest, public_id: str) -> HttpResponse:
    report = get_object_or_404(_known(request), public_id=public_id)
    return _problem_page(request, report)


def _problem_page(
    request: HttpRequest,
    report: ProblemReport,
    *,
    closing: ClosingForm | None = None,
    reopening: ReopeningForm | None = None,
) -> HttpResponse:
    """`closing` or `reopening`: what was sent, and refused."""
    note(request, ReadingKind.PAGE, 1, pupil=report.placement.pupil)
    [report] = with_turns([report])
    followed = Placement.objects.followed_by(actor_of(request))
    context = {
        "report": report,
        "placement": report.placement,
        "form": closing or ClosingForm(),
        "reopening": reopening or ReopeningForm(),
        "may_act": followed.filter(pk=report.placement_id).exists(),
        "whatsapp": _passed_on(report, by=actor_of(request)),
        "history": entries_for(Events(ProblemReport, {"pgh_obj": report.pk}, unread=TOLD_ALREADY)),
    }
    status = 422 if closing or reopening else 200
    return render(request, "placements/problem.html", context, status=status)


def _passed_on(report: ProblemReport, *, by: Actor) -> WhatsAppText | None:
    """A text to the supervisor, which names neither pupil nor host; who reads it needs none."""
    if report.placement.supervisor is None:
        return None
    person = report.placement.supervisor.membership.user
    if person == by.user:
        return None
    url = address(reverse("placements:problem", args=[report.public_id]))
    words = {"name": person.name, "kind": report.get_kind_display(), "url": url}
    text = _(
        "Yth. %(name)s, ada laporan masalah dari siswa bimbingan Anda (%(kind)s). "
        "Mohon dibaca dan ditangani di Selaras: %(url)s"
    )
    return whatsapp_text(text % words, to=person.whatsapp)


@require_POST
def problem_take_up(request: HttpRequest, public_id: str) -> HttpResponse:
    report = get_object_or_404(_known(request), public_id=public_id)
    acted(
        request,
        lambda: actions.take_up(report=report, by=actor_of(request)),
        done=_("Laporan ini Anda tangani; siswa membacanya di halamannya."),
    )
    return redirect("placements:problem", report.public_id)


@require_POST
def problem_close(request: HttpRequest, public_id: str) -> HttpResponse:
    report = get_object_or_404(_known(request), public_id=public_id)
    form = ClosingForm(request.POST)
    if not written(
        form, lambda: actions.close(report=report, by=actor_of(request), **form.cleaned_data)
    ):
        return _problem_page(request, report, closing=form)
    messages.success(request, _("Laporan ditutup; siswa membaca tindak lanjutnya."))
    return redirect("placements:problem", report.public_id)


@require_POST
def problem_reopen(request: HttpRequest, public_id: str) -> HttpResponse:
    report = get_object_or_404(_known(request), public_id=public_id)
    form = ReopeningForm(request.POST)
    if not written(
        form, lambda: actions.reopen(report=report, by=actor_of(request), **form.cleaned_data)
    ):
        return _problem_page(request, report, reopening=form)
    messages.success(request, _("Laporan dibuka kembali dan kini Anda tangani."))
    return redirect("placements:problem", report.public_id)
