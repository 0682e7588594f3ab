"""Planning a period of PKL, changing it, giving it up."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from accounts.revisions import change, locked, saved_once
from accounts.roles import Permission
from partnerships.placements.models import PeriodBlock, PeriodSupervisor, PlacementPeriod
from partnerships.placements.models.periods import answers_for_all
from schools.actors import Actor
from schools.models import Concentration, Membership


@dataclass(frozen=True)
class Block:
    """Days from `since` to `until`, both included; no weekdays: all of them."""

    since: date
    until: date
    weekdays: tuple[int, ...] = ()


@dataclass(frozen=True)
class Supervision:
    membership: Membership
    most_pupils: int | None = None


@dataclass(frozen=True)
class PeriodParts:
    """What hangs on a period and is written with it, the whole of it each time."""

    blocks: list[Block]
    concentrations: Iterable[Concentration] = ()
    supervisors: list[Supervision] = field(default_factory=list)


@transaction.atomic
def plan_period(
    *, values: dict[str, Any], parts: PeriodParts, by: Actor, form_token: UUID | None = None
) -> PlacementPeriod:
    """A new period of the actor's school; the same form sent twice is one."""
    if by.school is None or not by.can(Permission.PLACE_PUPILS):
        raise PermissionDenied
    demand_blocks(parts.blocks)
    _demand_own(parts.concentrations, by)
    period = PlacementPeriod(school=by.school, form_token=form_token, **values)
    saved = saved_once(period, PlacementPeriod.objects.filter(school=by.school))
    if saved is period:
        _write_parts(period, parts)
    return saved


@transaction.atomic
def change_period(
    *,
    period: PlacementPeriod,
    values: dict[str, Any],
    parts: PeriodParts,
    by: Actor,
    revision: int | None,
) -> PlacementPeriod:
    """The period with new facts; the seats that it has taken follow its days.

    Raises StaleRecordError, and IntegrityError where seats are not free on the new days.
    """
    demand_blocks(parts.blocks)
    _demand_own(parts.concentrations, by)
    rows = PlacementPeriod.objects.changeable_by(by)
    current = change(rows, period.pk, values, revision=revision)
    _write_parts(current, parts)
    days = current.days
    for booking in current.bookings.standing().order_by("opening", "pk"):
        booking.days = days
        booking.save(update_fields=["days"])
    return current


def demand_blocks(blocks: list[Block]) -> None:
    """Raises ValidationError where there is none, or two share a day of the calendar."""
    if not blocks:
        raise ValidationError({"blocks": _("Isi tanggal mulai dan selesai.")})
    spans = sorted((block.since, block.until) for block in blocks)
    for (_first, last), (following, _last) in pairwise(spans):
        if following <= last:
            raise ValidationError({"blocks": _("Blok tanggal saling bertumpang tindih.")})


def _demand_own(named: Iterable[Concentration], by: Actor) -> None:
    """Raises ValidationError where a kaprog plans for others than the own konsentrasi; none named
    means all of the school."""
    if answers_for_all(by):
        return
    wanted = {one.pk for one in named}
    led = by.membership.concentrations.values_list("pk", flat=True) if by.membership else ()
    if not wanted or wanted - set(led):
        raise ValidationError(
            {"concentrations": _("Pilih satu atau beberapa konsentrasi yang Anda pimpin.")}
        )


def _write_parts(period: PlacementPeriod, parts: PeriodParts) -> None:
    """Only what differs is written, so that the history tells changes and nothing else."""
    kept = {(row.since, row.until, tuple(row.weekdays)): row for row in period.blocks.all()}
    wanted = {(block.since, block.until, tuple(sorted(block.weekdays))) for block in parts.blocks}
    gone = [row.pk for key, row in kept.items() if key not in wanted]
    PeriodBlock.objects.filter(pk__in=gone).delete()
    PeriodBlock.objects.bulk_create(
        PeriodBlock(period=period, since=since, until=until, weekdays=list(weekdays))
        for since, until, weekdays in sorted(wanted - kept.keys())
    )
    period.concentrations.set(parts.concentrations)
    people = {one.membership.pk: one.most_pupils for one in parts.supervisors}
    period.supervisors.exclude(membership__in=people).delete()
    for membership, most in people.items():
        PeriodSupervisor.objects.update_or_create(
            period=period, membership_id=membership, defaults={"most_pupils": most}
        )


@transaction.atomic
def drop_period(*, period: PlacementPeriod, by: Actor) -> None:
    """Remove a period that nothing hangs on; else ValidationError."""
    current = locked(PlacementPeriod.objects.changeable_by(by), period.pk)
    try:
        current.delete()
    except ProtectedError as error:
        raise ValidationError(
            _("Periode ini sudah dipakai untuk memesan kursi; lepaskan dahulu kursinya.")
        ) from error
