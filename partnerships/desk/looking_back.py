"""What the page of an agreement may tell of an earlier day: nothing that came after it."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from partnerships.agreements.models import Agreement, State
from partnerships.agreements.reading import Reading
from partnerships.agreements.rows import business_day
from partnerships.agreements.statuses import (
    Badge,
    DayStatus,
    RecordStatus,
    badge_of,
    day_status,
    record_badge,
    running_status,
)

RUNNING = {DayStatus.IN_FORCE, DayStatus.EXPIRING, DayStatus.OPEN_ENDED}


def badges_then(reading: Reading) -> list[Badge]:
    """As at the head of the page on that day; how long it was to hold says the paper of the day."""
    agreement, on = reading.agreement, reading.on
    status = day_status(agreement, on=on)
    ends_on = agreement.ends_on
    if status in RUNNING:
        ends_on = reading.last_day
        status = running_status(ends_on, on=on)
    of_day = badge_of(status, ends_on, on=on)
    return [_record_badge_then(agreement, on), *([of_day] if of_day else [])]


def _record_badge_then(agreement: Agreement, on: date) -> Badge:
    if not agreement.is_recorded or agreement.state == State.CANCELLED:
        return record_badge(agreement)
    if not had_come(business_day(agreement.recorded_at), on):
        return Badge("neutral", _("Belum tercatat pada hari itu"))
    is_verified = had_come(business_day(agreement.verified_at), on)
    status = RecordStatus.VERIFIED if is_verified else RecordStatus.RECORDED
    return Badge(status.value, str(status.label))


def had_come(day: date | None, on: date) -> bool:
    """Whether something of that day had happened; of what has no day nobody knows."""
    return day is not None and day <= on


def known_by(agreements: Iterable[Agreement], on: date) -> list[Agreement]:
    """Those that had been signed, had begun or were on record."""
    return [row for row in agreements if any(had_come(day, on) for day in _days_of(row))]


def _days_of(agreement: Agreement) -> tuple[date | None, ...]:
    return agreement.signed_on, agreement.starts_on, business_day(agreement.recorded_at)
