"""What visitors report as wrong, answered by the office."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.paging import page_of
from accounts.roles import Permission
from accounts.violations import told_in
from partnerships.agreements.actions.reports import close_report
from partnerships.agreements.models import PublicReport
from partnerships.agreements.models.reviews import ReportOutcome
from partnerships.desk.forms import AnswerForm
from schools.actors import Actor, actor_of


def answering(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    if not (actor.is_unbounded or actor.can(Permission.VERIFY_AGREEMENTS)):
        raise PermissionDenied
    return actor


@require_GET
def reports(request: HttpRequest) -> HttpResponse:
    """The waiting ones first come, first served; the answered ones newest first."""
    actor = answering(request)
    rows = PublicReport.objects.answerable_by(actor).select_related("agreement", "province")
    is_closed = request.GET.get("lihat") == "selesai"
    if is_closed:
        shown = rows.exclude(outcome=ReportOutcome.OPEN).order_by("-closed_at", "-pk")
    else:
        shown = rows.waiting().order_by("reported_at", "pk")
    context = {
        "page": page_of(request, shown),
        "is_closed": is_closed,
        "is_everywhere": not actor.office,
    }
    return render(request, "desk/reports.html", context)


@require_http_methods(["GET", "POST"])
def report_answer(request: HttpRequest, receipt: str) -> HttpResponse:
    actor = answering(request)
    rows = PublicReport.objects.answerable_by(actor).select_related("agreement", "closed_by")
    report = get_object_or_404(rows, receipt=receipt)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with told_in(form):
            close_report(report, by=actor, **form.cleaned_data)
        if not form.errors:
            messages.success(request, _("Laporan dijawab; pelapor membacanya di tanda terimanya."))
            return redirect("desk:reports")
    return render(request, "desk/report_answer.html", {"report": report, "form": form})
