"""Other days for many placements of a period: choose, look, do, take back."""

from collections import Counter
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from psycopg.types.multirange import DateMultirange

from accounts.handling import acted
from accounts.readings import ReadingKind
from partnerships.placements.actions import rescheduling as actions
from partnerships.placements.forms.dates import DatesForm
from partnerships.placements.lifecycle import BADGES
from partnerships.placements.models import Placement, PlacementPeriod
from partnerships.placements.models.days import dates_of, spans
from partnerships.placements.rescheduling import redated
from partnerships.placements.views.handling import period_of
from schools.actors import Actor, actor_of, stands
from schools.reading_log import note

# The button that ticks all or nobody, where no script does it.
TICKING = "pilih"
SENT = ("how", "first", "last")


def days_key(days: DateMultirange) -> str:
    """Days in an address: whose days were these."""
    return sha256(repr(spans(days)).encode()).hexdigest()[:12]


def movable(period: PlacementPeriod, actor: Actor) -> list[Placement]:
    rows = Placement.objects.editable_by(actor).holding().filter(period=period)
    return list(rows.for_reading())


def outside(period: PlacementPeriod, actor: Actor) -> int:
    """How many keep days that the period no longer has."""
    rows = Placement.objects.editable_by(actor).holding().filter(period=period)
    return rows.exclude(days__within=period.days).count()


def left_with(period: PlacementPeriod, before: str, actor: Actor) -> int:
    """How many still have the days of that key, which the period has given up."""
    if days_key(period.days) == before:
        return 0
    return sum(days_key(row.days) == before for row in movable(period, actor))


@never_cache
@require_http_methods(["GET", "POST"])
def dates(request: HttpRequest, public_id: str) -> HttpResponse:
    """Whom to give which days; sent, what that would come to."""
    actor, period = actor_of(request), period_of(request, public_id)
    known = movable(period, actor)
    form = _form(request, period, known)
    if form.is_valid():
        chosen = _chosen(form, known)
        note(request, ReadingKind.LIST, len(chosen))
        return render(request, "placements/dates_preview.html", _preview(form, chosen, actor))
    note(request, ReadingKind.LIST, len(known))
    ticked = _ticked(request, period, known)
    context = {
        "period": period,
        "form": form,
        "rows": [(row, row.public_id in ticked, BADGES[row.state]) for row in known],
        "last": actions.last_change(period, actor),
        "may_change": stands(period, actor, "changeable_by"),
    }
    return render(request, "placements/dates.html", context, status=422 if form.errors else 200)


def _form(request: HttpRequest, period: PlacementPeriod, known: list[Placement]) -> DatesForm:
    """What was sent; where only boxes were ticked, the same again, not judged yet."""
    keys = [row.public_id for row in known]
    if TICKING not in request.POST:
        data = request.POST if request.method == "POST" else None
        return DatesForm(data, period=period, known=keys)
    typed: dict[str, Any] = {name: request.POST.get(name, "") for name in SENT}
    typed["weekdays"] = request.POST.getlist("weekdays")
    return DatesForm(initial=typed, period=period, known=keys)


def _chosen(form: DatesForm, known: list[Placement]) -> list[Placement]:
    keys = set(form.cleaned_data["siswa"])
    return [row for row in known if row.public_id in keys]


def _ticked(request: HttpRequest, period: PlacementPeriod, known: list[Placement]) -> set[str]:
    """What was sent, or all where that was asked for; else those outside of the period, or with
    the days that the address names."""
    if request.method == "POST":
        asked = {"semua": {row.public_id for row in known}, "tidak": set()}
        return asked.get(request.POST.get(TICKING, ""), set(request.POST.getlist("siswa")))
    if request.GET.get(TICKING) == "luar":
        whole = dates_of(period.days)
        return {row.public_id for row in known if not dates_of(row.days) <= whole}
    before = request.GET.get("semula", "")
    return {row.public_id for row in known if days_key(row.days) == before}


def _preview(form: DatesForm, chosen: list[Placement], actor: Actor) -> dict[str, Any]:
    """What is in the way first, then what changes with a warning, then the rest."""
    rows = redated(form.period, chosen, form.wanted, on=actor.on)
    rows.sort(key=lambda row: (not row.obstacles, row.is_same, not row.warnings))
    return {
        "period": form.period,
        "rows": rows,
        "moving": [row for row in rows if row.moves],
        "counts": {
            "moving": sum(row.moves for row in rows),
            "warned": sum(row.moves and bool(row.warnings) for row in rows),
            "same": sum(row.is_same and not row.obstacles for row in rows),
            "refused": sum(bool(row.obstacles) for row in rows),
        },
        "sent": form.sent,
        "may_change": stands(form.period, actor, "changeable_by"),
    }


@require_POST
def dates_apply(request: HttpRequest, public_id: str) -> HttpResponse:
    actor, period = actor_of(request), period_of(request, public_id)
    seen = _seen(request)
    known = [row.public_id for row in movable(period, actor)]
    data = request.POST.copy()
    data.setlist("siswa", [key for key in seen if key in known])
    form = DatesForm(data, period=period, known=known)
    if not form.is_valid():
        messages.error(request, _("Pratinjau ini sudah usang; periksa sekali lagi."))
        return redirect("placements:dates", period.public_id)
    done: list[actions.Rescheduled] = []
    acted(
        request,
        lambda: done.append(
            actions.reschedule(
                period=period,
                seen={key: seen[key] for key in form.cleaned_data["siswa"]},
                wanted=form.wanted,
                by=actor,
            )
        ),
        done="",
    )
    _tell(request, done, CHANGED)
    # Where the change of just now stands with its undo.
    return redirect("placements:dates", period.public_id)


def _seen(request: HttpRequest) -> dict[str, int]:
    """Public ids with the revisions that the preview showed, as `abc.3`."""
    pairs = (text.rpartition(".") for text in request.POST.getlist("dilihat"))
    return {
        key: int(number)
        for key, _point, number in pairs
        if key and number.isdecimal() and len(number) < 10
    }


CHANGED = ngettext_lazy(
    "Tanggal %(count)d penempatan diubah.", "Tanggal %(count)d penempatan diubah.", "count"
)
RESTORED = ngettext_lazy(
    "Tanggal %(count)d penempatan dikembalikan.",
    "Tanggal %(count)d penempatan dikembalikan.",
    "count",
)


def _tell(request: HttpRequest, done: list[actions.Rescheduled], told: Any) -> None:
    for one in done:
        if one.done or not one.refused:
            messages.success(request, told % {"count": len(one.done)})
        for reason, count in Counter(reason for _row, reason in one.refused).most_common():
            messages.warning(
                request,
                _("%(count)s tidak: %(reason)s")
                % {
                    "count": count,
                    "reason": reason,
                },
            )


@require_POST
def dates_undo(request: HttpRequest, public_id: str) -> HttpResponse:
    """The last change of days, as the page named it by its moment."""
    actor, period = actor_of(request), period_of(request, public_id)
    try:
        at = datetime.fromisoformat(request.POST.get("pada", ""))
    except ValueError:
        messages.error(request, _("Perubahan itu tidak dapat diurungkan lagi."))
        return redirect("placements:dates", period.public_id)
    done: list[actions.Rescheduled] = []
    acted(
        request,
        lambda: done.append(actions.take_back(period=period, at=at, by=actor)),
        done="",
    )
    _tell(request, done, RESTORED)
    return redirect("placements:placements", period.public_id)
