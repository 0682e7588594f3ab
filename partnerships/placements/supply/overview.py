"""What the landing page of PKL tells: periods, answers and seats of a school year."""

from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from partnerships.placements.models import (
    Booking,
    Hosting,
    Opening,
    PeriodBlock,
    Placement,
    PlacementPeriod,
)
from partnerships.placements.models.hosting import HostingAnswer
from partnerships.placements.supply.asking import (
    NOT_ASKED,
    answer_counts,
    own_partners,
    with_answers,
)
from schools.actors import Actor
from schools.models import School

ANSWERS: list[tuple[str, str | Promise]] = [
    (HostingAnswer.YES, _("Menerima")),
    (HostingAnswer.UNDECIDED, _("Belum pasti")),
    (HostingAnswer.NO, _("Tidak menerima")),
    (NOT_ASKED, _("Belum ditanya")),
]


@dataclass(frozen=True)
class AnswerBar:
    """How many partners gave an answer, of how many."""

    key: str
    label: str | Promise
    part: int
    whole: int

    @property
    def percent(self) -> int:
        return round(100 * self.part / self.whole) if self.whole else 0


def answer_bars(actor: Actor, year: int) -> list[AnswerBar]:
    counts = answer_counts(with_answers(own_partners(actor), year=year, actor=actor))
    whole = sum(counts.values())
    return [AnswerBar(key, label, counts.get(key, 0), whole) for key, label in ANSWERS]


@dataclass(frozen=True)
class SeatSums:
    """Seats of the offers of a year: in all, taken by the school, and still free to it."""

    offered: int
    taken: int
    free: int


def seat_sums(actor: Actor, year: int) -> SeatSums:
    """Of what is offered to the actor's school, on the fullest day of each offer."""
    offers = Opening.objects.visible_to(actor).standing()
    offers = offers.filter(hosting__school_year=year, hosting__answer=HostingAnswer.YES)
    sums = offers.with_free(asking=actor.school).aggregate(
        all_seats=Coalesce(Sum("seats"), 0), all_free=Coalesce(Sum("free"), 0)
    )
    taken = Booking.objects.visible_to(actor).standing().filter(period__school_year=year)
    return SeatSums(sums["all_seats"], taken.seats(), sums["all_free"])


def with_seats(periods: Any) -> Any:
    """Each period with `first_on` and `last_on`, its outer days, `seats_taken`, how many seats it
    holds, and `pupils_placed`, how many pupils have a place in it."""

    def summed(rows: Any, value: Any) -> Any:
        mine = rows.filter(period=OuterRef("pk")).order_by().values("period")
        total = mine.annotate(total=value).values("total")
        return Coalesce(Subquery(total, output_field=IntegerField()), Value(0))

    blocks = PeriodBlock.objects.filter(period=OuterRef("pk"))
    return periods.annotate(
        first_on=Subquery(blocks.order_by("since").values("since")[:1]),
        last_on=Subquery(blocks.order_by("-until").values("until")[:1]),
        seats_taken=summed(Booking.objects.standing(), Sum("seats")),
        pupils_placed=summed(Placement.objects.standing(), Count("pupil", distinct=True)),
    )


def schools_at_work(actor: Actor, year: int) -> "QuerySet[School]":
    """Schools of the office that plan, were told or took something that year, with the sums."""
    periods = PlacementPeriod.objects.filter(school=OuterRef("pk"), school_year=year)
    told = Hosting.objects.filter(told_to_school=OuterRef("pk"), school_year=year)
    taken = Booking.objects.standing().filter(
        period__school=OuterRef("pk"), period__school_year=year
    )

    def counted(rows: Any, by: str, sum_of: Any) -> Any:
        total = rows.order_by().values(by).annotate(total=sum_of).values("total")
        return Coalesce(Subquery(total, output_field=IntegerField()), Value(0))

    rows = School.objects.within(actor).filter(merged_into__isnull=True)
    rows = rows.filter(Q(Exists(periods)) | Q(Exists(told)))
    return (
        rows.annotate(
            periods=counted(periods, "school", Sum(Value(1))),
            hosts=counted(told.filter(answer=HostingAnswer.YES), "told_to_school", Sum(Value(1))),
            answers=counted(told, "told_to_school", Sum(Value(1))),
            seats_taken=counted(taken, "period__school", Sum("seats")),
        )
        .select_related("regency")
        .order_by("sort_key", "pk")
    )
