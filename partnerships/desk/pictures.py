"""Pictures as numbers: where each line and point of an SVG stands. Templates only draw.

Lengths are units of the picture's own viewBox; days and degrees are turned into them here.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from math import cos, radians, sqrt

WIDTH = 720
BAR_LEFT = 8
BAR_HEIGHT = 18
ROW_HEIGHT = 50
AXIS_HEIGHT = 44
# Above the first bar there is room for the word that names the day in question.
TOP = 30
MARK_RADIUS = 12
MAP_WIDTH = 720
MAP_MARGIN = 28
# A name stands above the seat that it names, clear of a point there.
LABEL_RISE = 12
MAP_TALLEST = 640
# More points than this are drawn as one circle a kabupaten/kota.
POINTS_AT_MOST = 300
SMALLEST_SPAN = 0.12


@dataclass(frozen=True)
class Span:
    """Days on one row of a time line, both included; `last` None: no end is known or agreed."""

    label: str
    first: date
    last: date | None
    kind: str = "this"
    url: str = ""


@dataclass(frozen=True)
class Mark:
    """Something that happened on a day: signed, amended, ended."""

    day: date
    label: str


@dataclass(frozen=True)
class Bar:
    span: Span
    x: float
    y: float
    width: float
    is_open: bool

    @property
    def text_y(self) -> float:
        return self.y - 6

    @property
    def right(self) -> float:
        return round(self.x + self.width - 4, 1)

    @property
    def arrow_y(self) -> float:
        return self.y + BAR_HEIGHT - 5

    @property
    def anchor(self) -> str:
        """Labels of bars that begin far to the right run leftwards, lest they leave the picture."""
        return "end" if self.x > WIDTH / 2 else "start"

    @property
    def label_x(self) -> float:
        return round(self.x + self.width, 1) if self.anchor == "end" else self.x


@dataclass(frozen=True)
class Tick:
    x: float
    label: str


@dataclass(frozen=True)
class MarkPoint:
    """A numbered circle on the axis; the list below the picture has the same numbers."""

    mark: Mark
    number: int
    x: float


@dataclass
class TimeLine:
    """One row a span, a dated axis of years below, the day in question as a line across."""

    spans: Sequence[Span]
    marks: Sequence[Mark]
    on: date
    day_label: str = ""
    width: int = WIDTH
    bar_height: int = BAR_HEIGHT
    first: date = field(init=False)
    last: date = field(init=False)

    def __post_init__(self) -> None:
        days = [self.on, *(mark.day for mark in self.marks)]
        for span in self.spans:
            days += [span.first, span.last or span.first]
        margin = timedelta(days=max((max(days) - min(days)).days // 20, 20))
        self.first, self.last = _shifted(min(days), -margin), _shifted(max(days), margin)

    def x(self, day: date) -> float:
        whole = (self.last - self.first).days or 1
        place = (day - self.first).days / whole
        return round(BAR_LEFT + place * (self.width - 2 * BAR_LEFT), 1)

    @property
    def bars(self) -> list[Bar]:
        rows = []
        for row, span in enumerate(self.spans):
            end = self.last if span.last is None else _shifted(span.last, timedelta(days=1))
            left = self.x(span.first)
            rows.append(
                Bar(
                    span,
                    x=left,
                    y=TOP + row * ROW_HEIGHT + 24,
                    width=max(round(self.x(end) - left, 1), 2),
                    is_open=span.last is None,
                )
            )
        return rows

    @property
    def today_x(self) -> float:
        return self.x(self.on)

    @property
    def day_anchor(self) -> str:
        """The word beside the line of the day turns away from the nearer edge."""
        return "end" if self.today_x > self.width / 2 else "start"

    @property
    def day_label_x(self) -> float:
        return round(self.today_x + (-6 if self.day_anchor == "end" else 6), 1)

    @property
    def mark_points(self) -> list[MarkPoint]:
        """In their order of days, moved apart where their circles would touch."""
        marks = sorted(self.marks, key=lambda mark: mark.day)
        places = [self.x(mark.day) for mark in marks]
        apart = 2 * MARK_RADIUS + 2
        for later in range(1, len(places)):
            places[later] = max(places[later], places[later - 1] + apart)
        limit = float(self.width - MARK_RADIUS)
        for earlier in range(len(places) - 1, -1, -1):
            places[earlier] = min(places[earlier], limit)
            limit = places[earlier] - apart
        return [
            MarkPoint(mark, number, round(x, 1))
            for number, (mark, x) in enumerate(zip(marks, places, strict=True), 1)
        ]

    @property
    def mark_radius(self) -> int:
        return MARK_RADIUS

    @property
    def axis_y(self) -> int:
        return TOP + len(self.spans) * ROW_HEIGHT + 12

    @property
    def height(self) -> int:
        return self.axis_y + AXIS_HEIGHT

    @property
    def ticks(self) -> list[Tick]:
        """New Year's days, thinned out so that their labels do not touch."""
        years = range(self.first.year + 1, self.last.year + 1)
        step = max(1, -(-len(years) // 10))
        return [Tick(self.x(date(year, 1, 1)), str(year)) for year in years if not year % step]


def _shifted(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return day


@dataclass(frozen=True)
class Place:
    """A school or partner with coordinates; `area` is the kabupaten/kota that it is counted in."""

    latitude: float
    longitude: float
    label: str
    url: str
    kind: str
    area: str = ""


@dataclass(frozen=True)
class Label:
    latitude: float
    longitude: float
    text: str


@dataclass(frozen=True)
class Point:
    x: float
    y: float
    radius: float
    kind: str
    label: str
    url: str = ""


@dataclass(frozen=True)
class Name:
    x: float
    y: float
    text: str


@dataclass
class PointMap:
    """Places on an even grid of degrees, as wide and as high as the places themselves lie."""

    places: Sequence[Place]
    labels: Sequence[Label] = ()
    width: int = MAP_WIDTH
    tallest: int = MAP_TALLEST

    @property
    def is_grouped(self) -> bool:
        return len(self.places) > POINTS_AT_MOST

    @property
    def height(self) -> int:
        return self._frame[3]

    @property
    def points(self) -> list[Point]:
        return self._circles() if self.is_grouped else self._dots()

    @property
    def names(self) -> list[Name]:
        """Names of kabupaten/kota, those left out that would lie upon another."""
        drawn: list[Name] = []
        for label in self.labels:
            x, y = self._at(label.latitude, label.longitude)
            y = round(y - LABEL_RISE, 1)
            inside = 0 <= x <= self.width and 10 <= y <= self.height
            apart = all(abs(x - other.x) > 160 or abs(y - other.y) > 36 for other in drawn)
            if inside and apart:
                drawn.append(Name(min(max(x, 70), self.width - 70), y, label.text))
        return drawn

    def _dots(self) -> list[Point]:
        return [
            Point(*self._at(place.latitude, place.longitude), 7, place.kind, place.label, place.url)
            for place in self.places
        ]

    def _circles(self) -> list[Point]:
        """One circle a kabupaten/kota and kind, in the middle of its points, as large as many."""
        groups: dict[tuple[str, str], list[Place]] = defaultdict(list)
        for place in self.places:
            groups[place.area, place.kind].append(place)
        circles = []
        for (area, kind), group in sorted(groups.items()):
            count = len(group)
            latitude = sum(place.latitude for place in group) / count
            longitude = sum(place.longitude for place in group) / count
            radius = round(min(4 + 1.6 * sqrt(count), 40), 1)
            circles.append(Point(*self._at(latitude, longitude), radius, kind, f"{area}: {count}"))
        return sorted(circles, key=lambda point: -point.radius)

    def _at(self, latitude: float, longitude: float) -> tuple[float, float]:
        west, north, scale, _height = self._frame
        shrink = cos(radians(north))
        return (
            round(MAP_MARGIN + (longitude - west) * shrink * scale, 1),
            round(MAP_MARGIN + (north - latitude) * scale, 1),
        )

    @cached_property
    def _frame(self) -> tuple[float, float, float, int]:
        """West and north edge in degrees, units a degree of latitude, height."""
        north, south = _edges(place.latitude for place in self.places)
        east, west = _edges(place.longitude for place in self.places)
        shrink = cos(radians(north))
        across = self.width - 2 * MAP_MARGIN
        down = self.tallest - 2 * MAP_MARGIN
        scale = min(across / ((east - west) * shrink), down / (north - south))
        return west, north, scale, round((north - south) * scale) + 2 * MAP_MARGIN


def _edges(degrees: Iterable[float]) -> tuple[float, float]:
    """The largest and the smallest, never closer than a village is wide."""
    known = list(degrees)
    if not known:
        return SMALLEST_SPAN, 0
    middle = (max(known) + min(known)) / 2
    half = max((max(known) - min(known)) / 2, SMALLEST_SPAN / 2)
    return middle + half, middle - half


@dataclass(frozen=True)
class ShareBar:
    """A bar of so many of so many, drawn 100 units wide."""

    label: str
    part: int
    whole: int
    url: str = ""

    @property
    def percent(self) -> int:
        return round(100 * self.part / self.whole) if self.whole else 0
