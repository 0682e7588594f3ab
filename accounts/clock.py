"""Which day it is, asked once at the edge; everything below takes `on=`."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

BUSINESS_ZONE = ZoneInfo("Asia/Jakarta")


def today() -> date:
    """The business day: that of Asia/Jakarta, wherever the school or the server is."""
    return timezone.now().astimezone(BUSINESS_ZONE).date()


def business_day(moment: datetime) -> date:
    """Of an aware moment, the day in Jakarta."""
    return moment.astimezone(BUSINESS_ZONE).date()


def end_of(day: date) -> datetime:
    """The first moment that is no longer of that business day."""
    return datetime.combine(day + timedelta(days=1), time(), BUSINESS_ZONE)
