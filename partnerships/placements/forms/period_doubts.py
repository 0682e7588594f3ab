"""What somebody should look at before a period is saved: pupils who cannot be in two places."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.utils.translation import gettext as _

from accounts.templatetags.reading import day
from partnerships.placements.actions.periods import Block
from partnerships.placements.models import PlacementPeriod
from partnerships.placements.models.days import (
    EVERY_DAY,
    dates_of,
    days_between,
    on_weekdays,
)
from schools.models import Concentration

# From the first to the last day. PKL takes months; less than four weeks is most often a wrong date.
SHORTEST = timedelta(days=28)


def doubts_of(
    period: PlacementPeriod, blocks: list[Block], concentrations: Iterable[Concentration]
) -> Iterator[str]:
    """Other periods of the same class and konsentrasi on the same days, and days that are few."""
    spans = [
        span
        for one in blocks
        for span in on_weekdays(one.since, one.until, one.weekdays or EVERY_DAY)
    ]
    for other, (first, last) in _overlapping(period, spans, {one.pk for one in concentrations}):
        words = {"name": other.name, "first": day(first), "last": day(last)}
        yield (
            _(
                "Siswanya sama dengan periode %(name)s, yang bertumpang tindih pada %(first)s"
                " sampai %(last)s; seorang siswa tidak dapat berada di dua tempat."
            )
            % words
        )
    begins, ends = min(one.since for one in blocks), max(one.until for one in blocks)
    length = ends - begins + timedelta(days=1)
    if length < SHORTEST:
        told = _("Periode ini hanya %(days)d hari dari awal sampai akhir; periksa tanggalnya.")
        yield told % {"days": length.days}


def _overlapping(
    period: PlacementPeriod, spans: list[tuple[date, date]], wanted: set[int]
) -> Iterator[tuple[PlacementPeriod, tuple[date, date]]]:
    """Each with the first and last day in common; konsentrasi unnamed on either side are all."""
    mine = dates_of(days_between(spans))
    others = PlacementPeriod.objects.filter(
        school=period.school_id, school_year=period.school_year, grade=period.grade
    ).exclude(pk=period.pk)
    for other in others.prefetch_related("blocks", "concentrations").order_by("name", "pk"):
        theirs = {one.pk for one in other.concentrations.all()}
        shared = mine & dates_of(other.days)
        if shared and (not wanted or not theirs or wanted & theirs):
            yield other, (min(shared), max(shared))
