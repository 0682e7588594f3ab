"""The placements of a period: the list, narrowed and searched, and what is done for many."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.paging import page_of
from accounts.readings import ReadingKind
from accounts.templatetags.filtering import changed
from partnerships.placements.actions import placements as actions
from partnerships.placements.filters.placements import RosterFilter
from partnerships.placements.forms.placements import ManyForm
from partnerships.placements.lifecycle import BADGES, CHECKED, PlacementState
from partnerships.placements.models import Placement, PlacementPeriod
from partnerships.placements.pupils import pupils_of
from partnerships.placements.readiness.checks import Standing
from partnerships.placements.readiness.gathering import CheckList, check_lists
from partnerships.placements.views.handling import period_of
from partnerships.placements.views.placements import STANDING_WORDS
from schools.actors import Actor, actor_of, may_edit
from schools.models.pupils import Pupil
from schools.name_searches import kept_term, searched
from schools.reading_log import note
from schools.search import normalise

SEARCHES = "placement_searches"
# A few classes at once, so that most are ticked on one page.
LISTED = 100
# The button that ticks all or nobody, where no script does it.
TICKING = "pilih"
SENT = ("step", "reason", "supervisor", "insured_since", "insured_until")


@dataclass(frozen=True)
class Row:
    """A placement in the list, with how far its check list is; of one that runs only what is
    wrong with it."""

    placement: Placement
    check: CheckList | None
    is_ticked: bool

    @property
    def badge(self) -> str:
        return BADGES[self.placement.state]

    @property
    def standing(self) -> tuple[str, str] | None:
        if self.check is None:
            return None
        is_quiet = self.placement.state == PlacementState.RUNNING
        if is_quiet and self.check.standing == Standing.OK:
            return None
        return STANDING_WORDS[self.check.standing]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def placements(request: HttpRequest, public_id: str) -> HttpResponse:
    """A step or facts for those ticked: first what it would come to, then, confirmed, the deed."""
    actor = actor_of(request)
    if request.method == "POST":
        return _many(request, period_of(request, public_id), actor)
    rows = PlacementPeriod.objects.followed_by(actor).for_reading()
    period = get_object_or_404(rows, public_id=public_id)
    return _list_page(request, period, ManyForm(period=period, known=[]))


def _known(period: PlacementPeriod, actor: Actor) -> Any:
    return Placement.objects.visible_to(actor).filter(period=period)


def _list_page(
    request: HttpRequest, period: PlacementPeriod, form: ManyForm, *, ticked: Collection[str] = ()
) -> HttpResponse:
    """With the rows of these addresses ticked, or of all where "Pilih semua" was sent."""
    actor = actor_of(request)
    known, term = _known(period, actor), kept_term(request, store=SEARCHES)
    listed = RosterFilter(request.GET, known, period=period)
    found = listed.qs.for_reading()
    if term:
        found = found.filter(pupil__search_text__contains=normalise(term))
    page = page_of(request, found, size=LISTED)
    checks = check_lists(period, [row for row in page if row.state in CHECKED])
    is_all = request.POST.get(TICKING) == "semua"
    states = dict(known.order_by().values_list("state").annotate(count=Count("pk")))
    note(request, ReadingKind.LIST, len(page.object_list))
    context = {
        "period": period,
        "page": page,
        "rows": [Row(row, checks.get(row.pk), is_all or row.public_id in ticked) for row in page],
        "total": sum(states.values()),
        "states": [
            (value, label, states[value], changed(request.GET, status=value))
            for value, label in PlacementState.choices
            if value in states
        ],
        "state": request.GET.get("status", ""),
        "filter": listed,
        "is_narrowed": bool(term) or listed.form.has_changed(),
        "term": term,
        "query": changed(request.GET),
        "without": _without_place(period, actor),
        "may_place": may_edit(period, actor),
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "placements/placements.html", context, status=status)


def _without_place(period: PlacementPeriod, actor: Actor) -> list[Pupil]:
    """Pupils of the period who are nowhere, or were refused."""
    seated = Placement.objects.standing().filter(period=period)
    rows = pupils_of(period).filter(pk__in=Pupil.objects.visible_to(actor).values("pk"))
    return list(rows.exclude(pk__in=seated.values("pupil")))


@require_POST
def placement_search(request: HttpRequest, public_id: str) -> HttpResponse:
    rows = PlacementPeriod.objects.followed_by(actor_of(request))
    period = get_object_or_404(rows, public_id=public_id)
    return searched(request, store=SEARCHES, address=_address(request, period))


def _address(request: HttpRequest, period: PlacementPeriod) -> str:
    """Of the list, narrowed as it was."""
    query = changed(request.GET)
    return reverse("placements:placements", args=[period.public_id]) + (query and f"?{query}")


def _many(request: HttpRequest, period: PlacementPeriod, actor: Actor) -> HttpResponse:
    known = {row.public_id: row for row in _known(period, actor).for_reading()}
    if TICKING in request.POST:
        typed = {name: request.POST.get(name, "") for name in SENT}
        return _list_page(request, period, ManyForm(initial=typed, period=period, known=[]))
    form = ManyForm(request.POST, period=period, known=list(known))
    if not form.is_valid():
        return _list_page(request, period, form, ticked=request.POST.getlist("siswa"))
    chosen = [known[key] for key in form.cleaned_data["siswa"]]
    if request.POST.get("sudah") != "1":
        return _preview(request, period, form, chosen)
    _done_for_many(request, form, chosen, by=actor)
    return redirect(_address(request, period))


def _preview(
    request: HttpRequest, period: PlacementPeriod, form: ManyForm, chosen: list[Placement]
) -> HttpResponse:
    note(request, ReadingKind.LIST, len(chosen))
    tried = _tried(form, chosen, by=actor_of(request))
    done = {row.pk for row in tried.done}
    context = {
        "period": period,
        "form": form,
        "able": [row for row in chosen if row.pk in done],
        "obstacles": tried.obstacles,
        "move": form.move,
        "posted": [(name, value) for name, value in request.POST.items() if name in SENT],
        "chosen": chosen,
        "list_url": _address(request, period),
    }
    return render(request, "placements/placements_many.html", context)


def _tried(form: ManyForm, chosen: list[Placement], *, by: Actor) -> actions.Taken:
    """Where only facts are written, nobody is held back."""
    if form.move is None:
        return actions.Taken(done=chosen)
    reason = form.cleaned_data.get("reason", "")
    return actions.try_many(form.move.name, chosen, values=form.values, by=by, reason=reason)


def _done_for_many(
    request: HttpRequest, form: ManyForm, chosen: list[Placement], *, by: Actor
) -> None:
    if form.values:
        changed_rows = actions.change_terms_of_many(placements=chosen, values=form.values, by=by)
        messages.success(request, _("Data %(count)s penempatan diubah.") % {"count": changed_rows})
    if form.move is None:
        return
    taken = actions.take_many(
        form.move.name, chosen, by=by, reason=form.cleaned_data.get("reason", "")
    )
    if taken.done:
        words = {"step": form.move.target.label, "count": len(taken.done)}
        messages.success(request, _("%(count)s penempatan kini “%(step)s”.") % words)
    for reason, count in taken.reasons:
        told = {"count": count, "reason": reason}
        messages.warning(request, _("%(count)s tidak: %(reason)s") % told)


@require_POST
def supervisors_share(request: HttpRequest, public_id: str) -> HttpResponse:
    actor = actor_of(request)
    period = get_object_or_404(PlacementPeriod.objects.editable_by(actor), public_id=public_id)
    given = actions.share_out(period=period, by=actor)
    if given:
        shares = [
            _("%(name)s %(count)s siswa") % {"name": one.membership.user.name, "count": count}
            for one, count in given.most_common()
        ]
        told = {"count": given.total(), "shares": "; ".join(shares)}
        messages.success(request, _("%(count)s siswa mendapat guru pembimbing: %(shares)s.") % told)
    else:
        messages.info(request, _("Tidak ada yang dapat dibagikan lagi; tambah guru pembimbing."))
    return redirect("placements:placements", period.public_id)
