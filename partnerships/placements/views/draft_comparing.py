"""Two drafts beside each other."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.readings import ReadingKind
from partnerships.placements.drafting.drafts import (
    LEVELS,
    Silent,
    as_text,
    differences,
    shown_worth_of,
    silent_in,
    worth_of,
)
from partnerships.placements.forms.assignment import CompareForm
from partnerships.placements.forms.choices import place_label
from partnerships.placements.models import AssignedPlace, AssignmentRun
from partnerships.placements.views.assignment import assigned_period
from partnerships.placements.views.drafts import known_places
from schools.actors import actor_of
from schools.reading_log import note


@dataclass(frozen=True)
class Beside:
    """One line of two drafts beside each other."""

    label: str
    one: str
    other: str
    better: int


@never_cache
@require_safe
def drafts_compare(request: HttpRequest, public_id: str) -> HttpResponse:
    """Two drafts of the period side by side: what each is worth, and who goes elsewhere."""
    actor, period = actor_of(request), assigned_period(request, public_id)
    rows = AssignmentRun.objects.visible_to(actor).filter(period=period)
    runs = {run.public_id: run for run in rows.newest_first() if run.is_done}
    newest = list(runs)
    if len(newest) < 2:
        raise Http404
    one = runs.get(request.GET.get("satu", newest[1]))
    other = runs.get(request.GET.get("dua", newest[0]))
    if one is None or other is None:
        raise Http404
    differing = differences(known_places(one, actor), known_places(other, actor))
    note(request, ReadingKind.LIST, len(differing), school=period.school)
    context = {
        "period": period,
        "one": one,
        "other": other,
        "distance": one.distance if one.distance == other.distance else "",
        "levels": _beside(one, other),
        "better": (worth_of(one) > worth_of(other)) - (worth_of(one) < worth_of(other)),
        "differing": [
            (row.pupil, _place_and_rank(row.one), _place_and_rank(row.other)) for row in differing
        ],
        "form": CompareForm(
            runs=runs.values(), initial={"satu": one.public_id, "dua": other.public_id}
        ),
    }
    return render(request, "placements/drafts_compare.html", context)


def _beside(one: AssignmentRun, other: AssignmentRun) -> list[Beside]:
    """Aim by aim; `better` is -1 for the first, 1 for the second, 0 for neither."""
    silent = silent_in([one, other])
    shown = [shown_worth_of(run, silent.get(run.pk, Silent())) for run in (one, other)]
    worth = zip(LEVELS.items(), *shown, strict=True)
    return [
        Beside(
            str(label), as_text(name, first), as_text(name, second),
            (first > second) - (first < second),
        )
        for (name, label), first, second in worth
    ]  # fmt: skip


def _place_and_rank(row: AssignedPlace | None) -> str:
    if row is None:
        return _("tidak ikut dibagi")
    if row.opening is None:
        return _("belum mendapat tempat")
    return f"{place_label(row.opening)} ({_rank_words(row)})"


def _rank_words(row: AssignedPlace) -> str:
    if row.rank:
        return _("pilihan ke-%d") % row.rank
    return _("tidak memilih") if row.chose_nothing else _("di luar pilihan")
