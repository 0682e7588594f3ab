"""What a reader is told of an agreement: where its record stands, and what its dates say of a day.

Each status is a condition on agreements, and exactly one of each table is true of every row. A
badge tells the same of a day (`with_day_status`); tests hold it against the table, so that a filter
and a badge cannot disagree, whatever the day.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    TextChoices,
    Value,
    When,
)
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.clock import end_of
from accounts.records import some
from partnerships.agreements.models import Agreement, State, Suspension
from partnerships.agreements.models.kinds import STANDING_STATES

# Schools and partners need about a quarter of a year to renew.
ENDING_DAYS = 90


@dataclass(frozen=True)
class Badge:
    """A state with its word; `kind` is one of those that `_badge.html` draws."""

    kind: str
    label: str


class RecordStatus(TextChoices):
    """Where the record stands; an ending is told by the day's status, not here."""

    DRAFT = "draft", _("Draf")
    RETURNED = "returned", _("Dikembalikan untuk Perbaikan")
    SUBMITTED = "submitted", _("Menunggu persetujuan")
    FROM_SOURCE = "unverified", _("Belum diverifikasi \u2013 menurut sumber")
    RECORDED = "recorded", _("Tercatat")
    VERIFIED = "verified", _("Terverifikasi")
    CANCELLED = "cancelled", _("Dibatalkan")


class DayStatus(TextChoices):
    """What dates say of one day."""

    IN_FORCE = "in_force", _("Berlaku")
    EXPIRING = "expiring", _("Berakhir dalam 90 hari")
    OPEN_ENDED = "open_ended", _("Berlaku tanpa batas waktu")
    SUSPENDED = "suspended", _("Ditangguhkan")
    UPCOMING = "upcoming", _("Belum berlaku")
    UNKNOWN = "unknown", _("Masa berlaku belum diketahui")
    EXPIRED = "expired", _("Berakhir")
    SUPERSEDED = "superseded", _("Digantikan")
    TERMINATED = "terminated", _("Diakhiri")
    CANCELLED = "cancelled", _("Dibatalkan")
    UNRECORDED = "unrecorded", _("Belum tercatat")


# The kinds of badge for a day; where none is named it has the name of the status.
DAY_BADGES = {
    DayStatus.IN_FORCE: "ok",
    DayStatus.UPCOMING: "info",
    DayStatus.UNKNOWN: "warning",
    DayStatus.UNRECORDED: "neutral",
}


def record_condition(status: str) -> Q:
    """Agreements whose record stands there."""
    own_draft = Q(state=State.DRAFT, published_from_source=False)
    conditions = {
        RecordStatus.DRAFT: own_draft & Q(state_reason=""),
        RecordStatus.RETURNED: own_draft & ~Q(state_reason=""),
        RecordStatus.SUBMITTED: Q(state=State.SUBMITTED),
        RecordStatus.FROM_SOURCE: Q(published_from_source=True),
        RecordStatus.RECORDED: Q(state=State.RECORDED)
        | Q(state=State.TERMINATED, verified_at__isnull=True),
        RecordStatus.VERIFIED: Q(state=State.VERIFIED)
        | Q(state=State.TERMINATED, verified_at__isnull=False),
        RecordStatus.CANCELLED: Q(state=State.CANCELLED),
    }
    return conditions[RecordStatus(status)]


def record_condition_then(status: str, on: date) -> Q:
    """The same of an earlier day, where the record keeps the moment; the rest is as it is now."""
    after = end_of(on)
    if status == RecordStatus.VERIFIED:
        return Q(state__in=STANDING_STATES, verified_at__lt=after)
    if status == RecordStatus.RECORDED:
        unseen = Q(verified_at__isnull=True) | Q(verified_at__gte=after)
        return unseen & Q(state__in=STANDING_STATES, recorded_at__lt=after)
    return record_condition(status)


def known_condition(on: date) -> Q:
    """Those that had been signed, had begun or were on record; those of no known day besides."""
    told = Q(signed_on__lte=on) | Q(starts_on__lte=on) | Q(recorded_at__lt=end_of(on))
    return told | Q(signed_on__isnull=True, starts_on__isnull=True)


def record_status(agreement: Agreement) -> RecordStatus:
    """The same for one record; asks the database nothing."""
    if agreement.published_from_source:
        return RecordStatus.FROM_SOURCE
    if agreement.state == State.DRAFT:
        return RecordStatus.RETURNED if agreement.state_reason else RecordStatus.DRAFT
    if agreement.state == State.TERMINATED:
        return RecordStatus.VERIFIED if agreement.verified_at else RecordStatus.RECORDED
    return RecordStatus(agreement.state)


def _standing(on: date) -> Q:
    """Recorded, and not ended by the parties before the day."""
    return Q(state__in=[State.RECORDED, State.VERIFIED]) | Q(
        state=State.TERMINATED, ended_on__gte=on
    )


def _running(on: date) -> Q:
    return _standing(on) & Q(runs__contains=on)


def _over(on: date) -> Q:
    """Its days are past; a period that its successor took whole is empty."""
    return _standing(on) & (Q(ends_on__lt=on) | Q(runs__isempty=True))


def _suspensions(on: date) -> QuerySet[Suspension]:
    return Suspension.objects.filter(agreement=OuterRef("pk"), during__contains=on)


def _suspended(on: date) -> Q:
    return Q(Exists(_suspensions(on)))


def _successors(on: date) -> QuerySet[Agreement]:
    return Agreement.objects.filter(
        predecessor=OuterRef("pk"), state__in=STANDING_STATES, starts_on__lte=on
    )


def _superseded(on: date) -> Q:
    return Q(Exists(_successors(on)))


def _soon(on: date) -> date:
    return on + timedelta(days=ENDING_DAYS)


DAY_CONDITIONS: dict[DayStatus, Callable[[date], Q]] = {
    DayStatus.IN_FORCE: lambda on: _running(on) & Q(ends_on__gt=_soon(on)) & ~_suspended(on),
    DayStatus.EXPIRING: lambda on: _running(on) & Q(ends_on__lte=_soon(on)) & ~_suspended(on),
    DayStatus.OPEN_ENDED: lambda on: _running(on) & Q(ends_on__isnull=True) & ~_suspended(on),
    DayStatus.SUSPENDED: lambda on: (
        _standing(on) & (Q(runs__contains=on) | Q(runs__isnull=True)) & _suspended(on)
    ),
    DayStatus.UPCOMING: lambda on: _standing(on) & Q(starts_on__gt=on),
    DayStatus.UNKNOWN: lambda on: _standing(on) & Q(runs__isnull=True) & ~_suspended(on),
    DayStatus.EXPIRED: lambda on: _over(on) & ~_superseded(on),
    DayStatus.SUPERSEDED: lambda on: _over(on) & _superseded(on),
    DayStatus.TERMINATED: lambda on: Q(state=State.TERMINATED, ended_on__lt=on),
    DayStatus.CANCELLED: lambda _on: Q(state=State.CANCELLED),
    DayStatus.UNRECORDED: lambda _on: Q(state__in=[State.DRAFT, State.SUBMITTED]),
}


def day_condition(status: str, *, on: date) -> Q:
    """Agreements of which this is told on that day."""
    return DAY_CONDITIONS[DayStatus(status)](on)


def with_day_status(agreements: QuerySet[Agreement], *, on: date) -> QuerySet[Agreement, Any]:
    """Each row with `day_status`, the one value of DayStatus that is true of it on that day.

    Asked one after the other the conditions are short: each of the table with all that it excludes
    took Django longer to write down than the database to answer.
    """
    over = Q(ends_on__lt=on) | Q(runs__isempty=True)
    cases = {
        DayStatus.CANCELLED: Q(state=State.CANCELLED),
        DayStatus.UNRECORDED: Q(state__in=[State.DRAFT, State.SUBMITTED]),
        DayStatus.TERMINATED: Q(state=State.TERMINATED, ended_on__lt=on),
        # All that follow are standing.
        DayStatus.SUSPENDED: (Q(runs__contains=on) | Q(runs__isnull=True)) & some(_suspensions(on)),
        DayStatus.UNKNOWN: Q(runs__isnull=True),
        DayStatus.UPCOMING: Q(starts_on__gt=on),
        DayStatus.SUPERSEDED: over & some(_successors(on)),
        DayStatus.EXPIRED: over,
        DayStatus.OPEN_ENDED: Q(ends_on__isnull=True),
        DayStatus.EXPIRING: Q(ends_on__lte=_soon(on)),
    }
    told = [When(condition, then=Value(status.value)) for status, condition in cases.items()]
    default = Value(DayStatus.IN_FORCE.value)
    return agreements.annotate(day_status=Case(*told, default=default, output_field=CharField()))


def day_status(agreement: Agreement, *, on: date) -> DayStatus:
    """The same for one record at hand: the annotation if it is there, else one query."""
    known = getattr(agreement, "day_status", None)
    if known is None:
        row: Any = with_day_status(Agreement.objects.filter(pk=agreement.pk), on=on).get()
        known = row.day_status
    return DayStatus(known)


def record_badge(agreement: Agreement) -> Badge:
    """Reads the source of what is published from one."""
    status = record_status(agreement)
    if status is RecordStatus.FROM_SOURCE and agreement.source:
        label = _t("Belum diverifikasi \u2013 menurut sumber %(publisher)s") % {
            "publisher": agreement.source.publisher
        }
        return Badge(status.value, label)
    if status is RecordStatus.SUBMITTED:
        return Badge(status.value, agreement.waiting_words)
    return Badge(status.value, str(status.label))


def day_badge(agreement: Agreement, *, on: date) -> Badge | None:
    """What its dates say; nothing of a record that has not been approved, or was struck."""
    return badge_of(day_status(agreement, on=on), agreement.ends_on, on=on)


def badge_of(status: DayStatus, ends_on: date | None, *, on: date) -> Badge | None:
    if status in {DayStatus.UNRECORDED, DayStatus.CANCELLED}:
        return None
    kind = DAY_BADGES.get(status, status.value)
    if status is DayStatus.EXPIRING and ends_on:
        return Badge(kind, _days_left((ends_on - on).days))
    return Badge(kind, str(status.label))


def running_status(ends_on: date | None, *, on: date) -> DayStatus:
    """What is told of one that holds on the day and has this last day."""
    if ends_on is None:
        return DayStatus.OPEN_ENDED
    if ends_on < on:
        return DayStatus.EXPIRED
    return DayStatus.EXPIRING if ends_on <= _soon(on) else DayStatus.IN_FORCE


def _days_left(days: int) -> str:
    if days == 0:
        return _t("Berakhir hari ini")
    if days == 1:
        return _t("Berakhir besok")
    return _t("Berakhir dalam %(days)d hari") % {"days": days}


def badges(agreement: Agreement, *, on: date) -> list[Badge]:
    """All that a reader is told at the head of a page or row."""
    of_day = day_badge(agreement, on=on)
    return [record_badge(agreement), *([of_day] if of_day else [])]
