"""The rules of readiness: what a province asks of its schools, and its office's changes of it."""

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.days import is_iso
from accounts.handling import written
from accounts.templatetags.reading import day
from partnerships.placements.actions import readiness as actions
from partnerships.placements.forms.rules import RuleForm, WithdrawalForm
from partnerships.placements.models.readiness import sets_rules
from partnerships.placements.oversight.rulebook import (
    Entry,
    entry_of,
    province_of,
    rulebook,
    withdrawn,
)
from schools.actors import actor_of


def _entry(request: HttpRequest, rule: str) -> Entry:
    entry = None if actor_of(request).is_visitor else entry_of(actor_of(request), rule)
    if entry is None:
        raise Http404
    return entry


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    if actor.is_visitor:
        raise PermissionDenied
    context = {
        "entries": rulebook(actor),
        "province": province_of(actor),
        "may_set": sets_rules(actor),
        "on": actor.on,
    }
    return render(request, "placements/rules.html", context)


@require_safe
def rule(request: HttpRequest, rule: str) -> HttpResponse:
    return _rule_page(request, _entry(request, rule))


def _rule_page(
    request: HttpRequest, entry: Entry, *, since: str = "", form: WithdrawalForm | None = None
) -> HttpResponse:
    """`form`: why the change of that day is withdrawn, as it was sent and refused."""
    actor = actor_of(request)
    may_set = sets_rules(actor) and not entry.standard.is_law
    asked = {str(one.since): WithdrawalForm(auto_id=_ids(one.since)) for one in entry.coming}
    context = {
        "entry": entry,
        "coming": [
            (one, form if form and str(one.since) == since else asked[str(one.since)])
            for one in entry.coming
        ],
        "withdrawn": withdrawn(actor, entry.rule),
        "province": province_of(actor),
        "may_set": may_set,
        "on": actor.on,
    }
    return render(request, "placements/rule.html", context, status=422 if form else 200)


def _ids(since: object) -> str:
    return f"id_{since}_%s"


@require_http_methods(["GET", "POST"])
def rule_change(request: HttpRequest, rule: str) -> HttpResponse:
    actor, entry = actor_of(request), _entry(request, rule)
    if not sets_rules(actor) or entry.standard.is_law:
        raise Http404
    form = RuleForm(request.POST or None, entry=entry)
    if request.method == "POST" and written(
        form, lambda: actions.change_rule(rule=entry.rule, by=actor, **form.values)
    ):
        messages.success(request, _done(entry, entry_of(actor, rule)))
        return redirect("placements:rule", entry.rule)
    if form.has_error(NON_FIELD_ERRORS, actions.STALE):
        form.shown(entry)
    context = {"entry": entry, "form": form, "province": province_of(actor)}
    return render(
        request, "placements/rule_change.html", context, status=422 if form.errors else 200
    )


def _done(before: Entry, after: Entry | None) -> str:
    """What was set, and which plans are no more because of it."""
    standing = {change.pk for change in after.changes} if after else set()
    fallen = [change for change in before.coming[::-1] if change.pk not in standing]
    if not fallen:
        return _("Aturan ditetapkan.")
    days = "; ".join(f"{day(change.since)} ({change.because})" for change in fallen)
    return _("Aturan ditetapkan. Yang gugur: %(days)s.") % {"days": days}


@require_POST
def rule_withdraw(request: HttpRequest, rule: str, since: str) -> HttpResponse:
    """Before its first day, which the address names; a second click finds it gone."""
    actor, entry = actor_of(request), _entry(request, rule)
    if not sets_rules(actor) or not is_iso(since):
        raise Http404
    found = next((one for one in entry.changes if one.since.isoformat() == since), None)
    if found is None:
        messages.info(request, _("Perubahan itu sudah tidak ada."))
        return redirect("placements:rule", entry.rule)
    form = WithdrawalForm(request.POST, auto_id=_ids(since))
    if not written(
        form, lambda: actions.withdraw_change(change=found, by=actor, **form.cleaned_data)
    ):
        return _rule_page(request, entry, since=since, form=form)
    messages.success(request, _("Perubahan itu ditarik; yang berlaku sebelumnya tetap berlaku."))
    return redirect("placements:rule", entry.rule)
