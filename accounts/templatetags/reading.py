"""Filters with which templates show days, moments and numbers as Indonesians read them."""

from datetime import date, datetime
from decimal import Decimal
from difflib import SequenceMatcher
from zoneinfo import ZoneInfo

from django import template
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

DAYS = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]
MONTHS = [
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
]  # fmt: skip
ZONES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


def _local(value: date | None) -> date | None:
    """A stored moment is in UTC, where the day begins seven hours later."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value, ZoneInfo("Asia/Jakarta"))
    return value


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
def latitude(value: Decimal | None) -> str:
    """`6,3560° LS`."""
    return "" if value is None else f"{number(abs(value), 4)}° {'LS' if value < 0 else 'LU'}"


@register.filter
def longitude(value: Decimal | None) -> str:
    """`106,2590° BT`."""
    return "" if value is None else f"{number(abs(value), 4)}° {'BB' if value < 0 else 'BT'}"


@register.filter
def marked(value: object, other: object) -> SafeString:
    """The words of a text, those that the other text does not have in their place marked.

    `PT Maju` against `CV Maju` marks `PT`; upper and lower case are no difference.
    """
    words, others = str(value or "").split(), str(other or "").split()
    matcher = SequenceMatcher(None, [w.lower() for w in words], [w.lower() for w in others], False)
    pieces = [
        (" ".join(words[start:end]), kind != "equal")
        for kind, start, end, *_rest in matcher.get_opcodes()
        if end > start
    ]
    shown = [format_html("<mark>{}</mark>", text) if differs else text for text, differs in pieces]
    return format_html_join(" ", "{}", ((piece,) for piece in shown))


@register.filter
def quantity(value: Decimal | None) -> str:
    """`50` or `1.500.000`; with places only where there are any."""
    if value is None:
        return ""
    return number(value, 0 if value == value.to_integral_value() else 2)
