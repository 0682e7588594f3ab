"""How pupils found a place, in sums that tell nobody who said what."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Avg, Count
from django.utils.functional import Promise

from partnerships.placements.lifecycle import BEFORE_END
from partnerships.placements.models import Opening, Placement, PlaceRating
from partnerships.placements.models.outcomes import LEAST_ANSWERS, QUESTIONS, PlaceRatingQuerySet
from schools.models import School

# Until when after the period a pupil may answer.
OPEN_AFTER = timedelta(days=30)


@dataclass(frozen=True)
class Line:
    """The mean of one question, to half a star: a single answer more is not read from it."""

    label: str | Promise
    stars: float

    @property
    def full(self) -> range:
        return range(int(self.stars))


@dataclass(frozen=True)
class Found:
    """What the pupils of all schools said of a place."""

    answers: int
    lines: list[Line]
    comments: list[str]


def may_rate(placement: Placement, *, on: date) -> bool:
    """From two weeks before the last day, until thirty days after the period."""
    ends = max((block.until for block in placement.period.blocks.all()), default=None)
    last = max(ends or placement.last_day, placement.last_day)
    return placement.last_day - BEFORE_END <= on <= last + OPEN_AFTER


def found_at(opening: Opening, *, school: School | None) -> Found | None:
    """Of the partner's site, over all schools, from five answers up; else None.

    Comments are those of the own school's pupils, and only where these are five at least.
    """
    rows = PlaceRating.objects.filter(
        placement__opening__hosting__partner=opening.hosting.partner_id,
        placement__opening__site=opening.site_id,
    )
    told = rows.aggregate(answers=Count("pk"), **{f"mean_{name}": Avg(name) for name in QUESTIONS})
    if told["answers"] < LEAST_ANSWERS:
        return None
    lines = [
        Line(PlaceRating._meta.get_field(name).verbose_name, half(told[f"mean_{name}"]))  # type: ignore[union-attr]  # a plain column
        for name in QUESTIONS
    ]
    return Found(
        told["answers"],
        lines,
        _comments(rows.filter(placement__period__school=school.pk) if school else rows.none()),
    )


def _comments(rows: PlaceRatingQuerySet) -> list[str]:
    """In no order, without a day; none while they are few."""
    texts = list(rows.values_list("comment", flat=True))
    if len(texts) < LEAST_ANSWERS:
        return []
    said = [text for text in texts if text.strip()]
    random.shuffle(said)
    return said


def half(mean: float) -> float:
    return round(mean * 2) / 2
