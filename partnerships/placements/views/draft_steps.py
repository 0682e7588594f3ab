"""What follows a draft: the next one for some, once more, publishing and taking that back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.handling import acted
from accounts.readings import ReadingKind
from accounts.revisions import StaleRecordError
from accounts.violations import violation_of
from partnerships.placements.actions import assignments as actions
from partnerships.placements.actions import publishing
from partnerships.placements.drafting.announcing import announced_by
from partnerships.placements.forms.assignment import RestForm
from partnerships.placements.forms.choices import place_label
from partnerships.placements.lifecycle import LOST
from partnerships.placements.models import AssignedPlace, AssignmentRun, Placement, PlacementPeriod
from partnerships.placements.views.drafts import opened, opened_done
from schools.reading_log import note


def next_draft(
    ask: Callable[[], AssignmentRun], *, back: tuple[str, ...], request: HttpRequest
) -> HttpResponse:
    """To the draft that was asked for, or back with the reason why not."""
    try:
        made = ask()
    except ValidationError as error:
        messages.error(request, error.messages[0])
    except IntegrityError as error:
        violation = violation_of(error)
        if violation is None:
            raise
        messages.error(request, str(violation.message))
    else:
        return redirect("placements:draft", back[1], made.public_id)
    return redirect(back[0], *back[1:])


@never_cache
@require_http_methods(["GET", "POST"])
def draft_rest(request: HttpRequest, public_id: str, run: str) -> HttpResponse:
    """Assign some anew, as those whom a partner has refused, and keep all others where they are."""
    found = opened_done(request, public_id, run)
    rows = {row.pupil.public_id: row for row in found.places}
    names = {key: _with_place(row) for key, row in rows.items()}
    initial = {"pupils": lost_in(found.period), "is_refused": True}
    form = RestForm(request.POST or None, pupils=names, initial=initial)
    if request.method == "POST" and form.is_valid():
        return next_draft(
            lambda: actions.start_rest(
                run=found.run,
                pupils=[rows[key].pupil for key in form.cleaned_data["pupils"]],
                is_refused=form.cleaned_data["is_refused"],
                by=found.actor,
                form_token=form.cleaned_data["form_token"],
            ),
            back=("placements:draft_rest", public_id, run),
            request=request,
        )
    note(request, ReadingKind.LIST, len(rows), school=found.period.school)
    context = {"period": found.period, "run": found.run, "form": form}
    status = 422 if form.errors else 200
    return render(request, "placements/draft_rest.html", context, status=status)


def lost_in(period: PlacementPeriod) -> list[str]:
    """Pupils whom a host refused or who otherwise lost their place, and have no other."""
    rows = Placement.objects.filter(period=period)
    lost = rows.filter(state__in=LOST).exclude(pupil__in=rows.standing().values("pupil"))
    return list(lost.order_by("pupil").values_list("pupil__public_id", flat=True).distinct())


def _with_place(row: AssignedPlace) -> str:
    place = place_label(row.opening) if row.opening else _("belum mendapat tempat")
    return f"{row.pupil.name} · {place}"


@require_POST
def draft_again(request: HttpRequest, public_id: str, run: str) -> HttpResponse:
    found = opened(request, public_id, run)
    back = ("placements:draft", public_id, run)
    return next_draft(
        lambda: actions.ask_again(run=found.run, by=found.actor), back=back, request=request
    )


@never_cache
@require_http_methods(["GET", "POST"])
def draft_publish(request: HttpRequest, public_id: str, run: str) -> HttpResponse:
    """First who will read what, and what does not fit; then, confirmed, the deed."""
    if request.method == "POST":
        return _published(request, public_id, run, publishing.publish, _("Pembagian diterbitkan."))
    found = opened_done(request, public_id, run)
    if found.run.is_published:
        return redirect("placements:draft", public_id, run)
    told = announced_by(found.places, found.period)
    note(
        request, ReadingKind.LIST, len(told.placed) + len(told.unplaced), school=found.period.school
    )
    context = {"period": found.period, "run": found.run, "told": told}
    return render(request, "placements/draft_publish.html", context)


@require_POST
def draft_unpublish(request: HttpRequest, public_id: str, run: str) -> HttpResponse:
    return _published(request, public_id, run, publishing.unpublish, _("Penerbitan ditarik."))


def _published(
    request: HttpRequest, public_id: str, run: str, decide: Callable[..., Any], done: str
) -> HttpResponse:
    """What is decided on is what was shown: the page posts its revision."""
    found = opened(request, public_id, run)
    shown = request.POST.get("revision", "")
    revision = int(shown) if shown.isdecimal() and len(shown) < 9 else -1
    try:
        acted(request, lambda: decide(run=found.run, by=found.actor, revision=revision), done=done)
    except StaleRecordError:
        messages.error(request, _("Draf ini baru saja diubah orang lain; periksa lagi."))
    return redirect("placements:draft", public_id, run)
