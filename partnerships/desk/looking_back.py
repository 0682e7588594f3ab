"""What the page of an agreement may tell of an earlier day: nothing that came after it."""

from collections.abc import Iterable
from datetime import date

from partnerships.agreements.models import Agreement
from partnerships.agreements.reading import Reading
from partnerships.agreements.rows import business_day, had_come, record_badge_then
from partnerships.agreements.statuses import (
    Badge,
    DayStatus,
    badge_of,
    day_status,
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
    return [record_badge_then(agreement, on), *([of_day] if of_day else [])]


def known_by(agreements: Iterable[Agreement], on: date) -> list[Agreement]:
    """Those that had been signed, had begun or were on record."""
    return [row for row in agreements if any(had_come(day, on) for day in _days_of(row))]


def _days_of(agreement: Agreement) -> tuple[date | None, ...]:
    return agreement.signed_on, agreement.starts_on, business_day(agreement.recorded_at)
