"""Letting a rule pass with a reason, and what a province asks of its schools."""

from datetime import date, timedelta
from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Permission
from partnerships.placements.models import Override, Placement, RuleChange
from partnerships.placements.readiness.rules import Level, Rule, standard_of
from schools.actors import Actor
from schools.models.offices import OfficeKind

SHORTEST_REASON = 10


@transaction.atomic
def override(*, placement: Placement, rule: str, reason: str, by: Actor) -> Override:
    """Let the rule pass for this placement; the head or the admin answers for it.

    A second click finds the first.
    """
    if by.user is None or not by.can(Permission.KEEP_PUPILS):
        raise PermissionDenied
    rows = Placement.objects.editable_by(by).select_for_update(of=("self",))
    current = rows.get(pk=placement.pk)
    if not standard_of(rule).may_override:
        raise ValidationError(_("Aturan ini tidak dapat dikecualikan."))
    if len(reason.strip()) < SHORTEST_REASON:
        raise ValidationError({"reason": _("Tuliskan alasannya, paling sedikit sepuluh huruf.")})
    if standing := Override.objects.standing().filter(placement=current, rule=rule).first():
        return standing
    return Override.objects.create(
        placement=current, rule=rule, reason=reason.strip(), at=timezone.now(), by=by.user
    )


@transaction.atomic
def withdraw_override(*, given: Override, by: Actor) -> None:
    if by.user is None or not by.can(Permission.KEEP_PUPILS):
        raise PermissionDenied
    placements = Placement.objects.editable_by(by).values("pk")
    rows = Override.objects.standing().filter(placement__in=placements, pk=given.pk)
    rows.update(withdrawn_at=timezone.now(), withdrawn_by=by.user)


@transaction.atomic
def change_rule(
    *, rule: Rule, level: Level, number: Decimal | None, since: date, because: str, by: Actor
) -> RuleChange:
    """How the province of the actor's office takes a rule from that day on; earlier words end.

    Raises ValidationError for a day that has passed: what was declared ready stays judged as it
    was.
    """
    office = by.office
    if (
        by.user is None
        or office is None
        or office.kind != OfficeKind.PROVINCE_EDUCATION
        or not by.can(Permission.VERIFY_AGREEMENTS)
    ):
        raise PermissionDenied
    if since < by.on:
        raise ValidationError({"since": _("Berlaku mulai hari ini atau sesudahnya.")})
    rows = RuleChange.objects.select_for_update().filter(province=office.province_id, rule=rule)
    rows.filter(since__gte=since).delete()
    rows.filter(until__isnull=True).update(until=since - timedelta(days=1))
    change = RuleChange(
        province=office.province,
        rule=rule,
        level=level,
        number=number,
        since=since,
        because=because.strip(),
        set_by=by.user,
        set_at=timezone.now(),
    )
    change.full_clean()
    change.save()
    return change
