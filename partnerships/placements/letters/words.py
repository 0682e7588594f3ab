"""Numbers, days and spans as formal letters spell them."""

from datetime import date, timedelta

from accounts.templatetags.reading import day

ONES = [
    "nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan",
    "sepuluh", "sebelas",
]  # fmt: skip
ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]


def spelled(number: int) -> str:
    """`dua puluh satu`; up to 9.999."""
    if number < len(ONES):
        return ONES[number]
    for unit, name in ((1000, "ribu"), (100, "ratus"), (10, "puluh")):
        if number >= 20 and number >= unit:
            many, rest = divmod(number, unit)
            head = f"se{name}" if many == 1 else f"{spelled(many)} {name}"
            return f"{head} {spelled(rest)}" if rest else head
    return f"{spelled(number - 10)} belas"


def counted(number: int) -> str:
    """`3 (tiga)`."""
    return f"{number} ({spelled(number)})"


def span(first: date, last: date) -> str:
    """`5 Januari 2026 sampai dengan 26 Juni 2026`."""
    return f"{day(first)} sampai dengan {day(last)}" if first != last else day(first)


def lasting(first: date, last: date) -> str:
    """`5 (lima) bulan 22 (dua puluh dua) hari`, the last day counted."""
    end = last + timedelta(days=1)
    months = (end.year - first.year) * 12 + end.month - first.month
    if _after(first, months) > end:
        months -= 1
    days = (end - _after(first, months)).days
    told = [f"{counted(months)} bulan"] if months else []
    return " ".join([*told, f"{counted(days)} hari"] if days else told)


def _after(start: date, months: int) -> date:
    """So many months later, on the last day where that month is shorter."""
    years, month = divmod(start.month - 1 + months, 12)
    for number in range(start.day, 27, -1):
        try:
            return date(start.year + years, month + 1, number)
        except ValueError:
            continue
    return date(start.year + years, month + 1, start.day)


def filled_pattern(pattern: str, number: int | str, on: date) -> str:
    """`421.5/{nomor}/{bulan}/{tahun}` of that day; what is none of ours stays as it is."""
    parts = {"{nomor}": str(number), "{bulan}": ROMAN[on.month - 1], "{tahun}": str(on.year)}
    for name, value in parts.items():
        pattern = pattern.replace(name, value)
    return pattern
