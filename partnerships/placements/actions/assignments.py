"""Assigning the pupils of a period: what counts, what is decided by hand, asking for a draft."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.revisions import StaleRecordError, locked
from partnerships.placements.drafting.ruling import Ruling, ruling_of
from partnerships.placements.lifecycle import LOST
from partnerships.placements.models import (
    AssignedPlace,
    AssignmentRules,
    AssignmentRun,
    Booking,
    Opening,
    Placement,
    PlacementPeriod,
    PlaceRule,
    PupilPair,
)
from partnerships.placements.models.assignment import (
    ENDED,
    PairKind,
    PlaceRuleKind,
    RunState,
)
from partnerships.placements.pupils import pupils_of
from partnerships.placements.tasks import solve_period
from schools.actors import Actor
from schools.models.pupils import Pupil

# A job that has not ended after so long is thought dead, and may be asked for again.
SILENCE = timedelta(minutes=15)


def _locked(period: PlacementPeriod, by: Actor) -> PlacementPeriod:
    if by.user is None:
        raise PermissionDenied
    return locked(PlacementPeriod.objects.assignable_by(by), period.pk)


@transaction.atomic
def set_rules(
    *, period: PlacementPeriod, values: Mapping[str, Any], by: Actor, revision: int | None
) -> AssignmentRules:
    """What counts from the next draft on. Raises StaleRecordError."""
    current = _locked(period, by)
    rules = AssignmentRules.objects.filter(period=current).first()
    rules = rules or AssignmentRules(period=current)
    if revision is not None and rules.revision != revision:
        raise StaleRecordError
    for name, value in values.items():
        setattr(rules, name, value)
    rules.revision += 1
    rules.save()
    return rules


def _pupils(period: PlacementPeriod, *wanted: Pupil) -> list[Pupil]:
    """Those of the period, in the order asked for; DoesNotExist for anybody else."""
    known = {row.pk: row for row in pupils_of(period).filter(pk__in=[one.pk for one in wanted])}
    if len(known) != len({one.pk for one in wanted}):
        raise Pupil.DoesNotExist
    return [known[one.pk] for one in wanted]


@transaction.atomic
def pair_pupils(
    *, period: PlacementPeriod, one: Pupil, other: Pupil, kind: PairKind, by: Actor
) -> PupilPair:
    """The two go together, or apart, from the next draft on; said again it is said anew."""
    current = _locked(period, by)
    first, second = sorted(_pupils(current, one, other), key=lambda pupil: pupil.pk)
    if first.pk == second.pk:
        raise ValidationError({"other": _("Pilih dua siswa yang berbeda.")})
    pair = PupilPair.objects.filter(period=current, one=first, other=second).first()
    pair = pair or PupilPair(period=current, one=first, other=second)
    pair.kind = kind
    pair.save()
    return pair


@transaction.atomic
def unpair(*, pair: PupilPair, by: Actor) -> None:
    locked(PupilPair.objects.editable_by(by), pair.pk).delete()


@transaction.atomic
def settle(
    *, period: PlacementPeriod, pupil: Pupil, opening: Opening, kind: PlaceRuleKind, by: Actor
) -> PlaceRule:
    """The pupil goes there, or not there; what was said of this pupil against it is gone."""
    current = _locked(period, by)
    (pupil,) = _pupils(current, pupil)
    said = PlaceRule.objects.filter(period=current, pupil=pupil)
    if kind == PlaceRuleKind.FIXED:
        said.filter(kind=PlaceRuleKind.FIXED).delete()
    said.filter(opening=opening).delete()
    return PlaceRule.objects.create(period=current, pupil=pupil, opening=opening, kind=kind)


@transaction.atomic
def unsettle(*, rule: PlaceRule, by: Actor) -> None:
    locked(PlaceRule.objects.editable_by(by), rule.pk).delete()


@transaction.atomic
def start(
    *,
    period: PlacementPeriod,
    by: Actor,
    parent: AssignmentRun | None = None,
    form_token: UUID | None = None,
) -> AssignmentRun:
    """Ask the worker for a draft under what counts now; the same form sent twice is one."""
    current = _locked(period, by)
    ruling = ruling_of(current)
    return _asked(current, by, ruling=ruling, parent=parent, form_token=form_token)


@transaction.atomic
def start_rest(
    *,
    run: AssignmentRun,
    pupils: Collection[Pupil],
    by: Actor,
    is_refused: bool = True,
    form_token: UUID | None = None,
) -> AssignmentRun:
    """A draft in which these pupils are assigned anew and all others keep what they have: their
    placement, else their place in the draft. Whoever has lost a placement is assigned anew too.

    `is_refused`: not to where they were. Pairs torn by that, and the fewest pupils of a place,
    count no more: what is kept is kept.
    """
    current = _locked(run.period, by)
    before = AssignmentRun.objects.visible_to(by).get(pk=run.pk, state=RunState.DONE)
    held, lost = _standing_places(current), _lost_places(current)
    again = {pupil.public_id for pupil in _pupils(current, *pupils)} | lost.keys()
    if not again:
        raise ValidationError(_("Pilih siswa yang dibagi ulang."))
    had = _places_of(before) | held
    kept = {pupil: place for pupil, place in had.items() if pupil not in again}
    was = {pupil: {had[pupil]} if pupil in had else set() for pupil in again}
    pairs = [(p, place) for p in sorted(again) for place in sorted(was[p] | lost.get(p, set()))]
    told_off = pairs if is_refused else []
    ruling = ruling_of(current)
    ruling = replace(
        ruling,
        least_together=1 if kept else ruling.least_together,
        together=tuple(pair for pair in ruling.together if set(pair) <= again),
        fixed={p: place for p, place in ruling.fixed.items() if (p, place) not in told_off},
        lost=tuple(told_off),
    )
    return _asked(current, by, ruling=ruling, parent=before, kept=kept, form_token=form_token)


def _standing_places(period: PlacementPeriod) -> dict[str, str]:
    """Where pupils of the period are placed, by random addresses."""
    rows = Placement.objects.standing().filter(period=period, opening__isnull=False)
    return dict(rows.values_list("pupil__public_id", "opening__public_id"))


def _lost_places(period: PlacementPeriod) -> dict[str, set[str]]:
    """Places that pupils were refused or otherwise lost, of those who have none now."""
    rows = Placement.objects.filter(period=period, opening__isnull=False)
    lost = rows.filter(state__in=LOST).exclude(pupil__in=rows.standing().values("pupil"))
    lost = lost.filter(pupil__in=pupils_of(period).order_by().values("pk"))
    found: dict[str, set[str]] = {}
    for pupil, place in lost.values_list("pupil__public_id", "opening__public_id"):
        found.setdefault(pupil, set()).add(place)
    return found


def _places_of(run: AssignmentRun) -> dict[str, str]:
    rows = AssignedPlace.objects.filter(run=run, opening__isnull=False)
    return dict(rows.values_list("pupil__public_id", "opening__public_id"))


def _asked(
    period: PlacementPeriod,
    by: Actor,
    *,
    ruling: Ruling,
    parent: AssignmentRun | None,
    form_token: UUID | None,
    kept: Mapping[str, str] | None = None,
) -> AssignmentRun:
    """For a locked period, so that numbers follow one another and a second click finds the
    first."""
    runs = AssignmentRun.objects.filter(period=period)
    if form_token is not None and (made := runs.filter(form_token=form_token).first()):
        return made
    if by.user is None:
        raise PermissionDenied
    if not Booking.objects.standing().filter(period=period).exists():
        raise ValidationError(_("Belum ada kursi yang dipesan untuk periode ini."))
    if not pupils_of(period).exists():
        raise ValidationError(_("Belum ada siswa untuk periode ini."))
    last = runs.aggregate(last=Max("number"))["last"] or 0
    run = AssignmentRun.objects.create(
        period=period,
        number=last + 1,
        parent=parent,
        rules=ruling.as_data(),
        kept=dict(kept or {}),
        created_by=by.user,
        form_token=form_token,
    )
    solve_period.defer(run=run.pk)
    return run


def is_stuck(run: AssignmentRun) -> bool:
    """Whether nobody seems to compute it any more."""
    asked = run.begun_at or run.created_at
    return run.state not in ENDED and timezone.now() - asked > SILENCE


@transaction.atomic
def ask_again(*, run: AssignmentRun, by: Actor) -> AssignmentRun:
    """Once more, where it failed or nobody computes it any more; under what counts now, unless it
    keeps what another draft has given."""
    current = locked(AssignmentRun.objects.editable_by(by), run.pk)
    if current.state != RunState.FAILED and not is_stuck(current):
        raise ValidationError(_("Draf ini sedang dihitung atau sudah selesai."))
    current.state, current.begun_at, current.ended_at = RunState.WAITING, None, None
    current.failure, current.failed_on = "", None
    if not current.is_partial:
        current.rules = ruling_of(current.period).as_data()
    current.save()
    solve_period.defer(run=current.pk)
    return current


@transaction.atomic
def settle_and_start(
    *,
    run: AssignmentRun,
    decisions: Collection[tuple[Pupil, Opening, PlaceRuleKind]],
    by: Actor,
    form_token: UUID | None = None,
) -> AssignmentRun:
    """Decide by hand after looking at a draft, and ask for the next one."""
    made = AssignmentRun.objects.visible_to(by).filter(form_token=form_token, period=run.period_id)
    if form_token is not None and (first := made.first()):
        return first
    for pupil, opening, kind in decisions:
        settle(period=run.period, pupil=pupil, opening=opening, kind=kind, by=by)
    return start(period=run.period, by=by, parent=run, form_token=form_token)


@transaction.atomic
def swap_and_start(
    *,
    run: AssignmentRun,
    one: Pupil,
    other: Pupil,
    by: Actor,
    form_token: UUID | None = None,
) -> AssignmentRun:
    """Each of the two is given the other's place by hand."""
    rows = AssignedPlace.objects.filter(run=run, pupil__in=[one, other], opening__isnull=False)
    had = {row.pupil_id: row.opening for row in rows.select_related("opening")}
    first, second = had.get(one.pk), had.get(other.pk)
    if first is None or second is None or first == second:
        raise ValidationError(_("Hanya siswa di dua tempat yang berbeda dapat bertukar."))
    decisions = [(one, second, PlaceRuleKind.FIXED), (other, first, PlaceRuleKind.FIXED)]
    return settle_and_start(run=run, decisions=decisions, by=by, form_token=form_token)
