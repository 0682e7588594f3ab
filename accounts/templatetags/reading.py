"""Filters with which templates show days, moments and numbers as Indonesians read them."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django import template
from django.utils import timezone

register = template.Library()

DAYS = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]
MONTHS = [
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
]  # fmt: skip
ZONES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


def _local(value: date | None) -> date | None:
    """A stored moment is in UTC, where the day begins seven hours later."""
    is_moment = isinstance(value, datetime) and timezone.is_aware(value)
    return timezone.localtime(value, ZoneInfo("Asia/Jakarta")) if is_moment else value  # type: ignore[arg-type]


@register.filter
def day(value: date | None) -> str:
    """`31 Januari 2025`; empty for nothing. Of a moment, the day in Jakarta."""
    value = _local(value)
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}" if value else ""


@register.filter
def weekday(value: date | None) -> str:
    """`Jumat, 31 Januari 2025`."""
    return f"{DAYS[value.weekday()]}, {day(value)}" if value else ""


@register.filter
def short_day(value: date | None) -> str:
    """`31 Jan 2025`."""
    value = _local(value)
    return f"{value.day} {MONTHS[value.month - 1][:3]} {value.year}" if value else ""


@register.filter
def known_day(value: date | None, precision: str = "day") -> str:
    """`31 Januari 2025`, `Januari 2025` or `2025`: as exactly as a source names the day."""
    if value and precision == "year":
        return str(value.year)
    if value and precision == "month":
        return f"{MONTHS[value.month - 1]} {value.year}"
    return day(value)


@register.filter
def moment(value: datetime | None, zone: str = "Asia/Jakarta") -> str:
    """`31 Januari 2025 pukul 09.05 WIB`, in the zone of the school."""
    if not value:
        return ""
    local = timezone.localtime(value, ZoneInfo(zone))
    return f"{day(local)} pukul {local:%H.%M} {ZONES[zone]}"


@register.filter
def number(value: int | float | Decimal | None, places: int = 0) -> str:
    """`2.169`, or `95,88` with two places."""
    if value is None:
        return ""
    return f"{value:,.{places}f}".translate(str.maketrans(",.", ".,"))


@register.filter
def quantity(value: Decimal | None) -> str:
    """`50` or `1.500.000`; with places only where there are any."""
    if value is None:
        return ""
    return number(value, 0 if value == value.to_integral_value() else 2)
