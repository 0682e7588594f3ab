"""A draft of who goes where: its worth, its places, why for each pupil, and the next draft."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.paging import page_of
from accounts.readings import ReadingKind
from accounts.revisions import StaleRecordError
from accounts.violations import violation_of
from partnerships.partners.views.handling import acted
from partnerships.placements.actions import assignments as actions
from partnerships.placements.actions import publishing
from partnerships.placements.drafts import (
    LEVELS,
    as_text,
    differences,
    is_proven,
    levels_of,
    place_names,
    places_known,
    sentences_for,
    told_to_school,
    worth_of,
)
from partnerships.placements.forms.assignment import (
    CompareForm,
    DecideForm,
    RestForm,
    SwapForm,
)
from partnerships.placements.forms.choices import place_label
from partnerships.placements.lifecycle import LOST
from partnerships.placements.models import (
    AssignedPlace,
    AssignmentRun,
    Booking,
    Opening,
    Placement,
    PlacementPeriod,
)
from partnerships.placements.models.assignment import (
    CHOSE_NOTHING,
    AssignedPlaceQuerySet,
    PlaceRuleKind,
)
from partnerships.placements.views.assignment import assigned_period, is_running
from schools.actors import Actor, actor_of
from schools.models import ClassGroup
from schools.models.pupils import Pupil
from schools.reading_log import note

ROWS = 50
TERM_LENGTH = 100


def found_run(request: HttpRequest, period: PlacementPeriod, public_id: str) -> AssignmentRun:
    rows = AssignmentRun.objects.visible_to(actor_of(request)).filter(period=period)
    return get_object_or_404(
        rows.select_related("created_by", "parent", "published_by", "failed_on"),
        public_id=public_id,
    )


def done_run(request: HttpRequest, period: PlacementPeriod, public_id: str) -> AssignmentRun:
    run = found_run(request, period, public_id)
    if not run.is_done:
        raise Http404
    return run


def known_places(run: AssignmentRun, actor: Actor) -> AssignedPlaceQuerySet:
    """Of pupils who are known by name and not stopped since."""
    pupils = Pupil.objects.visible_to(actor).processed()
    rows: AssignedPlaceQuerySet = AssignedPlace.objects.filter(
        run=run, pupil__in=pupils.values("pk")
    ).for_reading()
    return rows


@dataclass(frozen=True)
class Part:
    """A stretch of the bar: how many pupils, from where and how wide, in hundredths."""

    key: str
    label: str
    pupils: int
    start: float
    width: float


def parts_of(rows: list[tuple[Any, Any, bool]]) -> list[Part]:
    """Pupils by the choice that they got; `rows` are opening, rank and whether any was made."""
    counts = Counter(_key(*row) for row in rows)
    parts, start = [], 0.0
    for key in sorted(counts):
        width = 100 * counts[key] / len(rows)
        parts.append(Part(key, _part_label(key), counts[key], start, width))
        start += width
    return parts


PART_LABELS = {
    "a-luar": gettext_lazy("Di luar pilihan"),
    "a-tanpa": gettext_lazy("Tidak memilih"),
    "belum": gettext_lazy("Belum mendapat tempat"),
}


def _key(opening: Any, rank: Any, has_chosen: bool) -> str:
    if opening is None:
        return "belum"
    if rank:
        return str(rank)
    return "a-luar" if has_chosen else "a-tanpa"


def _part_label(key: str) -> str:
    return str(PART_LABELS[key]) if key in PART_LABELS else _("Pilihan ke-%s") % key


# What `?tampil=` shows of the pupils.
SHOWN: dict[str, Callable[[Any], Any]] = {
    "belum": lambda rows: rows.filter(opening__isnull=True),
    "luar": lambda rows: rows.filter(opening__isnull=False, rank__isnull=True),
    "tanpa": lambda rows: rows.filter(CHOSE_NOTHING),
    "tetap": lambda rows: rows.filter(is_fixed=True),
    "bukan-pertama": lambda rows: rows.filter(rank__gt=1),
}


@never_cache
@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, public_id: str, run: str) -> HttpResponse:
    """By POST a search: the name that is looked for stands in no address."""
    actor, period = actor_of(request), assigned_period(request, public_id)
    current = found_run(request, period, run)
    if not current.is_done:
        return _undone_page(request, period, current)
    rows = known_places(current, actor)
    chosen = rows.annotate(has_chosen=~CHOSE_NOTHING)
    every = list(chosen.values_list("opening", "rank", "has_chosen"))
    shown, term = request.GET.get("tampil", ""), request.POST.get("cari", "").strip()
    listed = SHOWN[shown](rows) if shown in SHOWN else rows
    if term:
        found = Pupil.objects.visible_to(actor).search(term[:TERM_LENGTH])
        listed = rows.filter(pupil__in=[pupil.pk for pupil in found[:ROWS]])
    page = page_of(request, listed, size=ROWS)
    page.object_list = with_classes(list(page.object_list), period)
    note(request, ReadingKind.LIST, len(page.object_list), school=period.school)
    context = {
        "period": period,
        "run": current,
        "parts": parts_of(every),
        "all_pupils": len(every),
        "levels": levels_of(current),
        "is_proven": is_proven(current),
        "lacking": lacking_of(current, actor),
        "page": page,
        "shown": shown,
        "term": term,
        "is_latest": not AssignmentRun.objects.filter(
            period=period, number__gt=current.number
        ).exists(),
    }
    return render(request, "placements/draft.html", context)


def _undone_page(request: HttpRequest, period: PlacementPeriod, run: AssignmentRun) -> HttpResponse:
    if run.failed_on:
        note(request, ReadingKind.PAGE, 1, pupil=run.failed_on, school=period.school)
    context = {
        "period": period,
        "run": run,
        "is_running": is_running(run),
        "is_stuck": actions.is_stuck(run),
    }
    return render(request, "placements/draft_waiting.html", context)


@require_GET
def draft_progress(request: HttpRequest, public_id: str, run: str) -> HttpResponse:
    """What htmx asks for anew; once the draft has ended, the page is loaded again."""
    period = assigned_period(request, public_id)
    current = found_run(request, period, run)
    if not is_running(current) or actions.is_stuck(current):
        return HttpResponse(headers={"HX-Refresh": "true"})
    context = {"period": period, "run": current}
    return render(request, "placements/_draft_progress.html", context)


@dataclass(frozen=True)
class Row:
    """What a draft gives to a pupil, and the class that the pupil is in."""

    place: AssignedPlace
    group: str


def with_classes(rows: list[AssignedPlace], period: PlacementPeriod) -> list[Row]:
    names = class_names(rows, period)
    return [Row(row, names.get(row.pupil_id, "")) for row in rows]


def class_names(rows: list[AssignedPlace], period: PlacementPeriod) -> dict[int, str]:
    """The class of each pupil in these rows on the first day of the period, by the pupil's key."""
    first = min((block.since for block in period.blocks.all()), default=None)
    if first is None:
        return {}
    pupils: Any = Pupil.objects.filter(pk__in=[row.pupil_id for row in rows]).with_class(first)
    seated: dict[int, int] = dict(pupils.values_list("pk", "class_id"))
    names = dict(ClassGroup.objects.filter(pk__in=seated.values()).values_list("pk", "name"))
    return {pupil: names.get(group, "") for pupil, group in seated.items()}


@dataclass(frozen=True)
class Crowd:
    """Pupils who share too few seats: all that any of them can go to."""

    pupils: list[str]
    count: int
    places: list[str]
    seats: int


@dataclass(frozen=True)
class Lacking:
    """What is in the way of placing all, and what would help."""

    unplaced: int
    crowds: list[Crowd]
    without: list[tuple[str, int]]
    extra: list[tuple[str, int]]
    seats: int
    remaining: int
    is_proven: bool


WITHOUT = {
    "minimum": gettext_lazy("paling sedikit siswa di satu tempat"),
    "pairs": gettext_lazy("siswa yang harus bersama atau terpisah"),
    "forbidden": gettext_lazy("larangan, syarat mitra, dan konsentrasi"),
    "fixed": gettext_lazy("tempat yang ditetapkan sekolah"),
}


def lacking_of(run: AssignmentRun, actor: Actor) -> Lacking | None:
    told = run.result.get("shortage")
    if not told:
        return None
    places = {key: _with_studies(row) for key, row in places_known(run.period).items()}
    named = {pupil for crowd in told["crowds"] for pupil in crowd["pupils"]}
    known = Pupil.objects.visible_to(actor).processed().filter(public_id__in=named)
    names = dict(known.in_order().values_list("public_id", "name"))
    return Lacking(
        unplaced=len(told["unplaced"]),
        crowds=[
            Crowd(
                [names[key] for key in one["pupils"] if key in names],
                len(one["pupils"]),
                [places.get(key, _("tempat lain")) for key in one["sites"]],
                one["seats"],
            )
            for one in told["crowds"]
        ],
        without=[(str(WITHOUT[rule]), count) for rule, count in told["without"].items()],
        extra=[(places.get(o["site"], _("tempat lain")), o["seats"]) for o in told["extra"]],
        seats=sum(one["seats"] for one in told["extra"]),
        remaining=len(told["remaining"]),
        is_proven=told["proven"],
    )


def _with_studies(opening: Opening) -> str:
    """`PT Baja, Kota Cilegon (Teknik Pengelasan)`."""
    studies = str(opening.concentration or _("semua konsentrasi"))
    return f"{place_label(opening)} ({studies})"


@dataclass(frozen=True)
class PlaceFilled:
    """A place, the seats that the period has there, and who is given one in the draft."""

    name: str
    opening: Opening
    seats: int
    rows: list[AssignedPlace]

    @property
    def is_over(self) -> bool:
        return len(self.rows) > self.seats


@never_cache
@require_safe
def draft_places(request: HttpRequest, public_id: str, run: str) -> HttpResponse:
    """The same by place: who goes there, and which seats stay empty."""
    actor, period = actor_of(request), assigned_period(request, public_id)
    current = done_run(request, period, run)
    rows: dict[int, list[AssignedPlace]] = {}
    for row in known_places(current, actor):
        if row.opening_id:
            rows.setdefault(row.opening_id, []).append(row)
    taken = Booking.objects.standing().filter(period=period)
    seats = dict(taken.values_list("opening", "seats"))
    openings = Opening.objects.filter(pk__in={*seats, *rows}).select_related(
        "hosting__partner__regency", "site__regency", "concentration"
    )
    places = [
        PlaceFilled(place_label(one), one, seats.get(one.pk, 0), rows.get(one.pk, []))
        for one in openings.order_by("hosting__partner__sort_key", "pk")
    ]
    listed = sum(len(one.rows) for one in places)
    note(request, ReadingKind.LIST, listed, school=period.school)
    context = {
        "period": period,
        "run": current,
        "places": places,
        "empty": sum(not one.rows for one in places),
        "listed": listed,
    }
    return render(request, "placements/draft_places.html", context)


@never_cache
@require_safe
def draft_pupil(request: HttpRequest, public_id: str, run: str, pupil: str) -> HttpResponse:
    """Why this pupil got what it got, and what the school can still decide."""
    actor, period = actor_of(request), assigned_period(request, public_id)
    current = done_run(request, period, run)
    row = get_object_or_404(known_places(current, actor), pupil__public_id=pupil)
    places, names = place_names(period), _names_in(current, actor)
    note(request, ReadingKind.PAGE, 1, pupil=row.pupil, school=period.school)
    context = {
        "period": period,
        "run": current,
        "row": row,
        "place": place_label(row.opening) if row.opening else "",
        "group": class_names([row], period).get(row.pupil_id, ""),
        "better": told_to_school(row, places, names),
        "sentences": sentences_for(row, places),
        "decide": DecideForm(places=_bookable(period)),
        "swap": _swap_form(row, actor) if row.opening else None,
    }
    return render(request, "placements/draft_pupil.html", context)


def _names_in(run: AssignmentRun, actor: Actor) -> Mapping[str, str]:
    rows = known_places(run, actor).values_list("pupil__public_id", "pupil__name")
    return dict(rows)


def _bookable(period: PlacementPeriod) -> list[Opening]:
    rows = Opening.objects.filter(
        bookings__period=period, bookings__released_at__isnull=True, withdrawn_at__isnull=True
    )
    rows = rows.select_related("hosting__partner__regency", "site__regency")
    return list(rows.order_by("hosting__partner__sort_key", "pk"))


def _swap_form(row: AssignedPlace, actor: Actor, data: Any = None) -> SwapForm:
    elsewhere = known_places(row.run, actor).filter(opening__isnull=False)
    others = elsewhere.exclude(opening=row.opening_id)
    return SwapForm(data, pupils=[other.pupil for other in others])


def _next_draft(
    request: HttpRequest, back: tuple[str, ...], ask: Callable[[], AssignmentRun]
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


@require_POST
def draft_decide(request: HttpRequest, public_id: str, run: str, pupil: str) -> HttpResponse:
    """This pupil there, or anywhere but there: the next draft keeps to it."""
    actor, period = actor_of(request), assigned_period(request, public_id)
    current = done_run(request, period, run)
    row = get_object_or_404(known_places(current, actor), pupil__public_id=pupil)
    back = ("placements:draft_pupil", public_id, run, pupil)
    form = DecideForm(request.POST, places=_bookable(period))
    if not form.is_valid():
        messages.error(request, _("Pilih tempatnya."))
        return redirect(back[0], *back[1:])
    decision = (row.pupil, form.cleaned_data["opening"], PlaceRuleKind(form.cleaned_data["kind"]))
    return _next_draft(
        request,
        back,
        lambda: actions.settle_and_start(
            run=current,
            decisions=[decision],
            by=actor,
            form_token=form.cleaned_data["form_token"],
        ),
    )


@require_POST
def draft_swap(request: HttpRequest, public_id: str, run: str, pupil: str) -> HttpResponse:
    actor, period = actor_of(request), assigned_period(request, public_id)
    current = done_run(request, period, run)
    row = get_object_or_404(known_places(current, actor), pupil__public_id=pupil)
    back = ("placements:draft_pupil", public_id, run, pupil)
    form = _swap_form(row, actor, request.POST)
    if not form.is_valid():
        messages.error(request, _("Pilih siswa yang bertukar."))
        return redirect(back[0], *back[1:])
    return _next_draft(
        request,
        back,
        lambda: actions.swap_and_start(
            run=current,
            one=row.pupil,
            other=form.cleaned_data["other"],
            by=actor,
            form_token=form.cleaned_data["form_token"],
        ),
    )


@never_cache
@require_http_methods(["GET", "POST"])
def draft_rest(request: HttpRequest, public_id: str, run: str) -> HttpResponse:
    """Assign some anew, as those whom a partner has refused, and keep all others where they are."""
    actor, period = actor_of(request), assigned_period(request, public_id)
    current = done_run(request, period, run)
    rows = {row.pupil.public_id: row for row in known_places(current, actor)}
    names = {key: _with_place(row) for key, row in rows.items()}
    initial = {"pupils": lost_in(period), "is_refused": True}
    form = RestForm(request.POST or None, pupils=names, initial=initial)
    if request.method == "POST" and form.is_valid():
        return _next_draft(
            request,
            ("placements:draft_rest", public_id, run),
            lambda: actions.start_rest(
                run=current,
                pupils=[rows[key].pupil for key in form.cleaned_data["pupils"]],
                is_refused=form.cleaned_data["is_refused"],
                by=actor,
                form_token=form.cleaned_data["form_token"],
            ),
        )
    note(request, ReadingKind.LIST, len(rows), school=period.school)
    context = {"period": period, "run": current, "form": form}
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
    actor, period = actor_of(request), assigned_period(request, public_id)
    current = found_run(request, period, run)
    back = ("placements:draft", public_id, run)
    return _next_draft(request, back, lambda: actions.ask_again(run=current, by=actor))


@require_POST
def draft_publish(request: HttpRequest, public_id: str, run: str) -> HttpResponse:
    return _published(request, public_id, run, publishing.publish, _("Pembagian diterbitkan."))


@require_POST
def draft_unpublish(request: HttpRequest, public_id: str, run: str) -> HttpResponse:
    return _published(request, public_id, run, publishing.unpublish, _("Penerbitan ditarik."))


def _published(
    request: HttpRequest, public_id: str, run: str, decide: Callable[..., Any], done: str
) -> HttpResponse:
    """What is decided on is what was shown: the page posts its revision."""
    actor, period = actor_of(request), assigned_period(request, public_id)
    current = found_run(request, period, run)
    shown = request.POST.get("revision", "")
    revision = int(shown) if shown.isdecimal() and len(shown) < 9 else -1
    try:
        acted(request, lambda: decide(run=current, by=actor, revision=revision), done=done)
    except StaleRecordError:
        messages.error(request, _("Draf ini baru saja diubah orang lain; periksa lagi."))
    return redirect("placements:draft", public_id, run)


@dataclass(frozen=True)
class Beside:
    """One line of two drafts beside each other."""

    label: str
    one: str
    other: str
    better: int


def _beside(one: AssignmentRun, other: AssignmentRun) -> list[Beside]:
    """Aim by aim; `better` is -1 for the first, 1 for the second, 0 for neither."""
    worth = zip(LEVELS.items(), worth_of(one), worth_of(other), strict=True)
    return [
        Beside(
            str(label), as_text(name, first), as_text(name, second),
            (first > second) - (first < second),
        )
        for (name, label), first, second in worth
    ]  # fmt: skip


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
