"""Letters of a period: the kinds and what is missing, and issuing those of one kind."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.files.contents import ContentType
from accounts.files.handing_out import made
from accounts.paging import page_of
from accounts.readings import ReadingKind
from accounts.violations import told_in
from partnerships.partners.forms.fields import Token
from partnerships.placements.actions import letters as actions
from partnerships.placements.forms.letters import IssueForm
from partnerships.placements.letters.gathering import Draft, Group
from partnerships.placements.letters.gathering import render as rendered
from partnerships.placements.letters.heads import letterhead_of
from partnerships.placements.letters.kinds import Grain, LetterRule
from partnerships.placements.letters.lists import (
    Known,
    open_groups,
    progress_of,
    without_teacher,
)
from partnerships.placements.models import Letter, Letterhead, Placement, PlacementPeriod
from partnerships.placements.models.letters import sets_head
from partnerships.placements.tasks import defer_printing
from partnerships.placements.views.letter_lists import (
    SEARCHES,
    Narrowed,
    letter_period,
    rule_of,
)
from schools.actors import Actor, actor_of, may_edit
from schools.name_searches import searched
from schools.reading_log import note

# The button that ticks all or nobody, where no script does it.
TICKING = "pilih"


@require_safe
def letters(request: HttpRequest, public_id: str) -> HttpResponse:
    """All kinds at a glance; it names nobody."""
    actor, period = actor_of(request), letter_period(request, public_id)
    context = {
        "period": period,
        "rows": Known(period, actor).rows(),
        "may_place": may_edit(period, actor),
        "has_head": Letterhead.objects.filter(school=period.school_id).exists(),
        "may_set_head": sets_head(actor),
    }
    return render(request, "placements/letters.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def letters_of_kind(request: HttpRequest, public_id: str, kind: str) -> HttpResponseBase:
    """The letters of one kind, and the form that issues more."""
    actor, rule = actor_of(request), rule_of(kind)
    period = letter_period(request, public_id, to_change=request.method == "POST")
    narrowed = Narrowed(request, period)
    if before := _made_before(request, period, rule):
        return _issued(request, narrowed, rule, before)
    known = Known(period, actor)
    groups = narrowed.groups(open_groups(rule, known.placements, known.served(kind)))
    head = letterhead_of(period.school, on=actor.on)
    form = _form(request, rule, groups, head)
    if form.is_bound and form.is_valid():
        if "contoh" in request.POST:
            return _example(request, form, groups, head, rule)
        issued: list[Letter] = []
        with told_in(form):
            issued = _issue(period, form, rule, by=actor)
        if not form.errors:
            return _issued(request, narrowed, rule, issued)
    return _kind_page(request, known, narrowed, form, groups, head)


def _made_before(request: HttpRequest, period: PlacementPeriod, rule: LetterRule) -> list[Letter]:
    """What this very form has made already: who has a certificate is no longer in its list."""
    if request.method != "POST" or {TICKING, "contoh"} & set(request.POST):
        return []
    token = Token().clean(request.POST.get("form_token"))
    rows = Letter.objects.editable_by(actor_of(request)).filter(period=period, kind=rule.kind)
    return list(rows.filter(form_token=token))


def _form(
    request: HttpRequest, rule: LetterRule, groups: list[Group], head: Letterhead
) -> IssueForm:
    """As it was sent; after "Pilih semua" with what was typed, and nothing asked of it yet."""
    asked: dict[str, Any] = {
        "rule": rule,
        "groups": groups,
        "pattern": head.number_pattern,
        "actor": actor_of(request),
    }
    if request.method != "POST":
        return IssueForm(**asked)
    if TICKING in request.POST:
        return IssueForm(initial=request.POST.dict(), **asked)
    return IssueForm(request.POST, **asked)


def _ticked(request: HttpRequest, groups: list[Group]) -> set[str] | None:
    """The keys of those to tick; None where the page says who is ticked at first."""
    if request.method != "POST":
        return None
    if TICKING in request.POST:
        is_all = request.POST[TICKING] == "semua"
        return {group.key for group in groups} if is_all else set()
    return set(request.POST.getlist("untuk"))


def _issue(
    period: PlacementPeriod, form: IssueForm, rule: LetterRule, *, by: Actor
) -> list[Letter]:
    issued = actions.issue_letters(
        period=period,
        kind=rule.kind,
        keys=form.cleaned_data["untuk"],
        wording=form.wording,
        by=by,
        form_token=form.cleaned_data["form_token"],
    )
    if any(one.printed_at is None for one in issued):
        defer_printing(period, rule.kind, by=by)
    return issued


def _issued(
    request: HttpRequest, narrowed: Narrowed, rule: LetterRule, issued: list[Letter]
) -> HttpResponse:
    words = {"count": len(issued), "kind": rule.kind.label}
    messages.success(request, _("%(kind)s: %(count)s lembar dibuat.") % words)
    if len(issued) == 1:
        return redirect("placements:letter", issued[0].public_id)
    return redirect(narrowed.address(rule))


def _example(
    request: HttpRequest, form: IssueForm, groups: list[Group], head: Letterhead, rule: LetterRule
) -> HttpResponseBase:
    """The first of what was chosen, as it would look; nothing is kept of it."""
    chosen = next(group for group in groups if group.key in form.cleaned_data["untuk"])
    wording = form.wording
    numbers = wording.numbering.numbers(1, wording.dated)
    draft = Draft(
        rule.kind,
        wording.dated,
        numbers[0],
        wording.reply_due_on,
        mark=_("contoh"),
        is_example=True,
    )
    note(request, ReadingKind.DOCUMENT, len(chosen.placements))
    content = rendered(draft, chosen.placements, head=head)
    return made(content, content_type=ContentType.PDF, file_name=f"contoh-{rule.kind}.pdf")


def _kind_page(
    request: HttpRequest,
    known: Known,
    narrowed: Narrowed,
    form: IssueForm,
    groups: list[Group],
    head: Letterhead,
) -> HttpResponse:
    actor, period, rule = known.actor, known.period, form.rule
    rows = known.group_rows(rule, groups, _ticked(request, groups))
    of_kind = Letter.objects.visible_to(actor).filter(period=period, kind=rule.kind)
    shown = narrowed.letters(of_kind)
    page = page_of(request, _with_pupils(shown).for_reading())
    note(request, ReadingKind.LIST, _pupils_on(rule, page.object_list, groups))
    context = {
        "period": period,
        "rule": rule,
        "is_of_one": rule.grain is Grain.PUPIL,
        "form": form,
        "groups": rows,
        "unsettled": sum(row.unsettled for row in rows),
        "page": page,
        "narrowed": narrowed,
        "filter": narrowed.filter,
        "without_teacher": without_teacher(rule, known.placements),
        "may_place": may_edit(period, actor),
        "may_set_head": sets_head(actor),
        "head": head,
        "progress": progress_of(known, rule),
        "printed": shown.standing().printed().count(),
        "on": actor.on,
    }
    status = 422 if form.errors else 200
    return render(request, "placements/letters_of_kind.html", context, status=status)


def _with_pupils(rows: Any) -> Any:
    placed = Placement.objects.select_related("pupil").order_by("pupil__sort_key", "pk")
    return rows.prefetch_related(Prefetch("placements", queryset=placed), "signed_sheets")


def _pupils_on(rule: LetterRule, shown: Iterable[Letter], groups: list[Group]) -> int:
    """Of how many pupils the page shows a name."""
    if rule.grain is not Grain.PUPIL:
        return 0
    return len(list(shown)) + len(groups)


@require_POST
def letters_search(request: HttpRequest, public_id: str, kind: str) -> HttpResponse:
    """For the letters of a pupil, by name; what else narrows the list stays."""
    rule, period = rule_of(kind), letter_period(request, public_id)
    address = Narrowed(request, period).address(rule, hasil=None)
    return searched(request, store=SEARCHES, address=address)
