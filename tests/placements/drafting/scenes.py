"""A period with pupils, seats and wishes, and drafts of who goes where."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from partnerships.partners.models import Partner
from partnerships.placements.actions import assignments as actions
from partnerships.placements.actions.assignment_work import work
from partnerships.placements.models import (
    AssignedPlace,
    AssignmentRun,
    Choice,
    Opening,
    PlacementPeriod,
)
from schools.models import Pupil
from tests.partners.making import partner
from tests.placements.scenes import admin, booking, chooser, hosting, opening, period


def place(planned: PlacementPeriod, seats: int = 1, *, name: str = "", **given: Any) -> Opening:
    """Seats of a new partner, booked for the period."""
    host: Partner = partner(name) if name else partner()
    offered = opening(hosting(host), seats=max(seats, 1), **given)
    booking(offered, planned, seats=seats)
    return offered


def wish(planned: PlacementPeriod, pupil: Pupil, *places: Opening) -> None:
    for rank, one in enumerate(places, 1):
        Choice.objects.create(period=planned, pupil=pupil, opening=one, rank=rank)


@dataclass
class Class:
    """`pupils` all want the first of `places` most, and the second next."""

    period: PlacementPeriod
    pupils: list[Pupil]
    places: list[Opening]
    by: Any

    def solved(self, **given: Any) -> AssignmentRun:
        run = actions.start(period=self.period, by=self.by, **given)
        work(run.pk)
        run.refresh_from_db()
        return run


def made(school: Any, *, pupils: int = 3, seats: Sequence[int] = (1, 2)) -> Class:
    planned = period(school)
    children = [chooser(planned, f"Siswa {number}") for number in range(1, pupils + 1)]
    places = [place(planned, many, name=f"Bengkel {n}") for n, many in enumerate(seats, 1)]
    for child in children:
        wish(planned, child, *places)
    return Class(planned, children, places, admin(school))


def given(run: AssignmentRun) -> dict[str, str | None]:
    """The name of the partner by the name of the pupil."""
    rows = AssignedPlace.objects.filter(run=run).for_reading()
    return {
        row.pupil.name: row.opening.hosting.partner.name if row.opening else None for row in rows
    }
