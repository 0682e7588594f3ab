"""Where a pupil tells what goes wrong at the host, and reads what became of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.handling import written
from partnerships.placements.actions import problems as actions
from partnerships.placements.forms.problems import ProblemForm
from partnerships.placements.guests import PupilGuest
from partnerships.placements.journals.problem_threads import with_turns
from partnerships.placements.links.pupil_journal import own_placement
from partnerships.placements.links.pupil_pages import pupil_only
from partnerships.placements.models import ProblemReport


@pupil_only
@require_http_methods(["GET", "POST"])
def pupil_problem(request: HttpRequest, guest: PupilGuest, public_id: str) -> HttpResponse:
    placement = own_placement(guest, public_id)
    form = ProblemForm(request.POST or None)
    if request.method == "POST" and written(
        form, lambda: actions.report_problem(placement=placement, by=guest, **form.cleaned_data)
    ):
        messages.success(request, _("Laporanmu terkirim. Sekolah sudah diberi tahu."))
        return redirect("placements:pupil_problem", placement.public_id)
    reports = ProblemReport.objects.visible_to(guest).filter(placement=placement)
    context = {
        "guest": guest,
        "placement": placement,
        "form": form,
        "reports": with_turns(
            reports.select_related("seen_by", "closed_by").order_by("-at", "-pk")
        ),
    }
    status = 422 if form.errors else 200
    return render(request, "placements/pupil_problem.html", context, status=status)
