"""Facts that hold from one day to another; both days are included, and either may be unknown."""

from datetime import date

from django.contrib.postgres.fields import DateRangeField
from django.db.models import CheckConstraint, F, Func, Q, QuerySet, TextChoices, Value
from django.utils.translation import gettext_lazy as _


class Precision(TextChoices):
    """How exactly a source names a day; the first possible day is stored."""

    DAY = "day", _("hari")
    MONTH = "month", _("bulan")
    YEAR = "year", _("tahun")


def valid_on(on: date, *, prefix: str = "") -> Q:
    """Rows whose `since` and `until` include the day."""
    since, until = f"{prefix}since", f"{prefix}until"
    return (Q(**{f"{since}__isnull": True}) | Q(**{f"{since}__lte": on})) & (
        Q(**{f"{until}__isnull": True}) | Q(**{f"{until}__gte": on})
    )


class DatedQuerySet(QuerySet):
    def valid_on(self, on: date) -> "DatedQuerySet":
        return self.filter(valid_on(on))


def during(*starts: str, until: str = "until") -> Func:
    """The days as a range for exclusion constraints; several starts: the first one known."""
    start = Func(*map(F, starts), function="COALESCE") if len(starts) > 1 else F(starts[0])
    return Func(start, F(until), Value("[]"), function="daterange", output_field=DateRangeField())


def in_order(name: str, *, since: str = "since", until: str = "until") -> CheckConstraint:
    return CheckConstraint(
        condition=Q(**{f"{since}__isnull": True})
        | Q(**{f"{until}__isnull": True})
        | Q(**{f"{until}__gte": F(since)}),
        name=name,
        violation_error_message=_("Tanggal akhir tidak boleh sebelum tanggal mulai."),
    )
