"""How long pupils are known by name (UU 27/2022 articles 42 to 44; the years are a setting).

The one place that says which day counts as a pupil's last. What schools know of it is here; an app
above, which knows of more (a placement that still runs, one that ended later), hands the pupils
whom it still needs to `due_on` as `needed`.
"""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncDate

from accounts.clock import BUSINESS_ZONE
from schools.models import Enrolment, Pupil
from schools.models.pupils import PupilQuerySet
from schools.school_years import FIRST_MONTH

# A class that nobody closed ended with its school year, 30 June.
END_OF_YEAR = Func(
    F("class_group__school_year"),
    template=f"(make_date(%(expressions)s + 1, {FIRST_MONTH}, 1) - 1)",
    output_field=models.DateField(),
)


def with_last_day(rows: PupilQuerySet) -> PupilQuerySet:
    """Each with `last_day`: that of leaving, else the end of the last class, else of its record."""
    seats = Enrolment.objects.filter(pupil=OuterRef("pk")).order_by().values("pupil")
    ended = seats.annotate(last=Max(Coalesce("until", END_OF_YEAR))).values("last")
    return rows.annotate(
        last_day=Coalesce("left_on", Subquery(ended), TruncDate("created_at", tzinfo=BUSINESS_ZONE))
    )


def years_before(on: date, years: int) -> date:
    """The same day so many years ago; of a 29 February the 28th."""
    try:
        return on.replace(year=on.year - years)
    except ValueError:
        return date(on.year - years, 2, 28)


def due_on(on: date, *, needed: "QuerySet[Pupil] | None" = None) -> PupilQuerySet:
    """Those whose time is over on that day, but for whom somebody above still needs."""
    until = years_before(on, settings.SELARAS_PUPIL_RETENTION_YEARS)
    over: PupilQuerySet = with_last_day(Pupil.objects.named()).filter(models.Q(last_day__lte=until))
    return over if needed is None else over.exclude(pk__in=needed.values("pk"))
