"""In which class a pupil sits from a day on, and how that is taken back."""

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from schools.models.classes import ClassGroup
from schools.models.pupils import Enrolment, Pupil
from schools.school_years import first_day

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Seating:
    """What seating somebody did: an enrolment was made, and another one cut short before it; or
    one was given another class, because it would have begun on the same day."""

    enrolment: int
    class_group: int
    since: str
    until: str | None
    cut: int | None = None
    cut_until: str | None = None
    former_class: int | None = None

    def stored(self) -> dict[str, Any]:
        return asdict(self)


def seat(pupil: Pupil, group: ClassGroup, *, on: date) -> Seating:
    """Let the pupil sit in the class on that day, and as long as they sat elsewhere."""
    rows = Enrolment.objects.filter(pupil=pupil)
    current = rows.valid_on(on).select_related("class_group").first()
    if current is None:
        return _seat_anew(rows, pupil, group, on)
    moves_up = current.class_group.school_year < group.school_year
    start = first_day(group.school_year) if moves_up else on
    if current.since >= start:
        return _change_class(current, group)
    until = current.until
    current.until = start - DAY
    current.save(update_fields=["until"])
    made = Enrolment.objects.create(pupil=pupil, class_group=group, since=start, until=until)
    return told(made, cut=current.pk, cut_until=iso(until))


def _seat_anew(rows: "QuerySet[Enrolment]", pupil: Pupil, group: ClassGroup, on: date) -> Seating:
    """From the year's first day, or from that day on where another class came before in it."""
    beginning = first_day(group.school_year)
    came_before = rows.filter(until__gte=beginning, since__lte=on).exists()
    after = rows.filter(since__gt=on).order_by("since").first()
    made = Enrolment.objects.create(
        pupil=pupil,
        class_group=group,
        since=on if came_before else beginning,
        until=after.since - DAY if after else None,
    )
    return told(made)


def _change_class(current: Enrolment, group: ClassGroup) -> Seating:
    former = current.class_group_id
    current.class_group = group
    current.save(update_fields=["class_group"])
    return told(current, former_class=former)


def told(made: Enrolment, **more: Any) -> Seating:
    return Seating(made.pk, made.class_group_id, made.since.isoformat(), iso(made.until), **more)


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def unseat(done: Seating) -> bool:
    """Take it back; False where somebody has seated the pupil otherwise since then."""
    enrolment = Enrolment.objects.filter(
        pk=done.enrolment, class_group=done.class_group, since=done.since, until=done.until
    ).first()
    if enrolment is None:
        return False
    if done.former_class:
        enrolment.class_group_id = done.former_class
        enrolment.save(update_fields=["class_group"])
        return True
    day_before = enrolment.since - DAY
    cut = Enrolment.objects.filter(pk=done.cut, until=day_before) if done.cut else None
    if cut is not None and not cut.exists():
        return False
    enrolment.delete()
    if cut is not None:
        cut.update(until=done.cut_until)
    return True
