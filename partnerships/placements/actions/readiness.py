"""Letting a rule pass with a reason, and what a province asks of its schools."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.history import history_context
from accounts.revisions import locked
from accounts.roles import Permission
from accounts.templatetags.reading import day
from partnerships.placements.models import Override, Placement, RuleChange
from partnerships.placements.models.readiness import RuleChangeQuerySet, sets_rules
from partnerships.placements.notifications import tell_override
from partnerships.placements.oversight.rulebook import last_word
from partnerships.placements.readiness.rules import Level, Rule, standard_of
from schools.actors import Actor
from schools.models import Region

SHORTEST_REASON = 10
STALE = "stale"
ONE_DAY = timedelta(days=1)


@transaction.atomic
def override(*, placement: Placement, rule: str, reason: str, by: Actor) -> Override:
    """Let the rule pass for this placement; the head or the admin answers for it.

    A second click finds the first.
    """
    if by.user is None or not by.can(Permission.KEEP_PUPILS):
        raise PermissionDenied
    current = locked(Placement.objects.editable_by(by), placement.pk)
    if not standard_of(rule).may_override:
        raise ValidationError(_("Aturan ini tidak dapat dikecualikan."))
    if len(reason.strip()) < SHORTEST_REASON:
        raise ValidationError({"reason": _("Tuliskan alasannya, paling sedikit sepuluh huruf.")})
    if standing := Override.objects.standing().filter(placement=current, rule=rule).first():
        return standing
    given = Override.objects.create(
        placement=current, rule=rule, reason=reason.strip(), at=timezone.now(), by=by.user
    )
    tell_override(given, by=by)
    return given


@transaction.atomic
def withdraw_override(*, given: Override, by: Actor) -> None:
    if by.user is None or not by.can(Permission.KEEP_PUPILS):
        raise PermissionDenied
    placements = Placement.objects.editable_by(by).values("pk")
    rows = Override.objects.standing().filter(placement__in=placements, pk=given.pk)
    rows.update(withdrawn_at=timezone.now(), withdrawn_by=by.user)


@transaction.atomic
def change_rule(
    *,
    rule: Rule,
    level: Level,
    number: Decimal | None,
    since: date,
    because: str,
    by: Actor,
    keeps_later: bool | None = None,
    seen: str | None = None,
) -> RuleChange:
    """How the province of the actor's office takes a rule from that day on.

    What was said from the same day on gives way. What was said for later goes on from its day
    (`keeps_later`) or falls; None where there is nothing later. Raises ValidationError for a day
    that has passed: what was declared ready stays judged as it was; where something stands for
    later and `keeps_later` is None; and where others have changed the rule since the page was
    shown (`seen`). A second click finds what the first has said.
    """
    province = _ruled_by(by)
    _demand_sayable(rule, number, since=since, on=by.on)
    rows = _locked(province, rule)
    change = RuleChange(
        province=province,
        rule=rule,
        level=level,
        number=number,
        since=since,
        until=_day_before_the_next(rows, since) if keeps_later else None,
        because=because.strip(),
        set_by=by.user,
        set_at=timezone.now(),
    )
    if said := rows.filter(**_words(change)).first():
        return said
    _demand_seen(rows, seen)
    _demand_told(rows.filter(since__gt=since), keeps_later)
    _make_room(rows, change)
    change.full_clean()
    change.save()
    return change


def _demand_sayable(rule: Rule, number: Decimal | None, *, since: date, on: date) -> None:
    if since < on:
        raise ValidationError({"since": _("Berlaku mulai hari ini atau sesudahnya.")})
    if number is None:
        return
    standard = standard_of(rule)
    if standard.number is None:
        raise ValidationError(_("Aturan ini tidak mempunyai batas."))
    if standard.between and not standard.makes_sense(number):
        least, most = standard.between
        words = {"least": least, "most": most, "unit": standard.unit}
        raise ValidationError({"number": _("Antara %(least)s dan %(most)s %(unit)s.") % words})


def _day_before_the_next(rows: RuleChangeQuerySet, since: date) -> date | None:
    later = rows.filter(since__gt=since).order_by("since").first()
    return later.since - ONE_DAY if later else None


def _demand_told(later: RuleChangeQuerySet, keeps_later: bool | None) -> None:
    """Nobody's plan falls unnoticed."""
    if keeps_later is not None:
        return
    if planned := later.order_by("since").first():
        words = {"day": day(planned.since)}
        raise ValidationError(
            {"later": _("Pilih bagi yang mulai %(day)s: tetap berlaku atau gugur.") % words}
        )


def _make_room(rows: RuleChangeQuerySet, change: RuleChange) -> None:
    """Who says anew from that day on takes the place of what was said for the same days."""
    falling = rows.filter(since__gte=change.since)
    if change.until:
        falling = falling.filter(since__lte=change.until)
    falling.delete()
    earlier = rows.filter(since__lt=change.since)
    running = earlier.filter(Q(until__isnull=True) | Q(until__gte=change.since))
    running.update(until=change.since - ONE_DAY)


def _ruled_by(actor: Actor) -> Region:
    office = actor.office
    if actor.user is None or office is None or office.province is None or not sets_rules(actor):
        raise PermissionDenied
    return office.province


def _locked(province: Region, rule: str) -> RuleChangeQuerySet:
    """What the province has said of the rule; nobody else says anything of it meanwhile."""
    Region.objects.select_for_update(no_key=True).get(pk=province.pk)
    return RuleChange.objects.filter(province=province, rule=rule)


def _words(change: RuleChange) -> dict[str, Any]:
    names = ("level", "number", "since", "until", "because", "set_by")
    return {name: getattr(change, name) for name in names}


def _demand_seen(rows: RuleChangeQuerySet, seen: str | None) -> None:
    if seen is not None and seen != last_word(rows):
        told = _("Orang lain baru mengubah aturan ini; periksa, lalu tetapkan lagi.")
        raise ValidationError(told, code=STALE)


@transaction.atomic
def withdraw_change(*, change: RuleChange, reason: str, by: Actor) -> None:
    """Take back what is not in effect yet; what would have ended then goes on in its stead.

    Who did so and why stays readable: the history keeps what was deleted (`withdrawn`).
    """
    rows = _locked(_ruled_by(by), change.rule)
    current = rows.get(pk=change.pk)
    if current.since <= by.on:
        raise ValidationError(_("Sudah berlaku; tetapkan yang baru."))
    if not reason.strip():
        raise ValidationError({"reason": _("Tuliskan mengapa ditarik.")})
    with history_context(user=by.user.pk if by.user else None, reason=reason.strip()):
        current.delete()
    rows.filter(until=current.since - ONE_DAY).update(until=current.until)
