"""The hosts that supervisors go to: who is there, when somebody last came, what is planned."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from accounts.roles import Permission, Role
from partnerships.placements.lifecycle import AGREED, PlacementState
from partnerships.placements.models import PeriodSupervisor, Placement, Visit
from partnerships.placements.models.hosting import Opening
from partnerships.placements.models.placements import PlacementQuerySet
from partnerships.placements.visits.visiting import Due, Stretch, due, missed
from schools.actors import Actor


@dataclass
class Stop:
    """A host with the pupils of one supervisor in a period, and the visits there."""

    supervisor: PeriodSupervisor
    opening: Opening | None
    on: date
    placements: list[Placement] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)

    @property
    def key(self) -> str:
        """Of its first pupil's placement: the stop has no row of its own."""
        return self.placements[0].public_id

    @property
    def host_name(self) -> str:
        return self.placements[0].host_name

    @property
    def current(self) -> list[Placement]:
        return [one for one in self.placements if one.state == PlacementState.RUNNING]

    @property
    def is_current(self) -> bool:
        """Somebody is there, or will come."""
        return any(one.state in AGREED for one in self.placements)

    @property
    def done_on(self) -> list[date]:
        return [visit.done_on for visit in self.visits if visit.done_on]

    @property
    def last(self) -> Visit | None:
        done = [visit for visit in self.visits if visit.done_on]
        return max(done, key=lambda visit: (visit.done_on, visit.pk), default=None)

    @property
    def planned(self) -> list[Visit]:
        """Ahead and not made yet, the next one first; a plan that was passed over is among them."""
        rows = [one for one in self.visits if one.done_on is None and one.planned_on]
        return sorted(rows, key=lambda one: (one.planned_on or self.on, one.pk))

    @property
    def next(self) -> Visit | None:
        return next(iter(self.planned), None)

    @property
    def stay(self) -> tuple[date, date] | None:
        """Of those who are there now; nobody is owed a visit where all have left."""
        if not (now := self.current):
            return None
        return min(one.first_day for one in now), max(one.last_day for one in now)

    @property
    def standing(self) -> tuple[Due, date] | None:
        return due(*self.stay, self.done_on, on=self.on) if self.stay else None

    @property
    def is_overdue(self) -> bool:
        return self.standing is not None and self.standing[0] is Due.OVERDUE

    @property
    def missed(self) -> list[Stretch]:
        return missed(*self.stay, self.done_on, on=self.on) if self.stay else []


def goes_visiting(actor: Actor) -> bool:
    """Whether the list of stops has anything to say to the actor: to head, admin and supervising
    teachers; to a kaprog who supervises as well."""
    if actor.can(Permission.KEEP_PUPILS) or actor.role is Role.SUPERVISOR:
        return True
    return PeriodSupervisor.objects.filter(membership=actor.membership).exists()


def to_visit(actor: Actor) -> PlacementQuerySet:
    """Placements whose host the actor goes to, or sends teachers to: the own; of head and admin
    all of the school. From when it is agreed that they come: whoever plans visits plans ahead."""
    rows = Placement.objects.followed_by(actor).at_host().filter(supervisor__isnull=False)
    if actor.is_superuser or actor.is_system or actor.can(Permission.KEEP_PUPILS):
        return rows
    if actor.membership is None:
        return rows.none()
    return rows.filter(supervisor__membership=actor.membership.pk)


def stops_of(rows: "QuerySet[Placement]", *, on: date) -> list[Stop]:
    """The stops of these placements, those that wait longest first; a handful of queries."""
    found: dict[tuple[int | None, int | None], Stop] = {}
    at: dict[tuple[int, int | None], list[Stop]] = {}
    for one in _read(rows):
        if one.supervisor is None:
            continue
        key = (one.supervisor_id, one.opening_id)
        if key not in found:
            found[key] = Stop(one.supervisor, one.opening, on)
            at.setdefault((one.period_id, one.opening_id), []).append(found[key])
        found[key].placements.append(one)
    for visit in _visits(found.values()):
        met = {one.pk for one in visit.placements.all()}
        for stop in at.get((visit.supervisor.period_id, visit.opening_id), []):
            known = {one.pk for one in stop.placements}
            if stop.supervisor.pk == visit.supervisor_id or met & known:
                stop.visits.append(visit)
    return sorted(found.values(), key=_urgency)


def _read(rows: "QuerySet[Placement]") -> "QuerySet[Placement]":
    known = Placement.objects.filter(pk__in=rows.values("pk")).for_reading()
    return known.select_related(
        "pupil",
        "period__school__regency",
        "opening__hosting__partner__regency",
        "opening__hosting__partner__district",
        "opening__site__regency",
        "opening__site__district",
        "supervisor__membership__user",
        "mentor",
    )


def _visits(stops: Iterable[Stop]) -> "QuerySet[Visit]":
    """Those at the places of these stops: a teacher who took over finds the visits before."""
    periods = {stop.supervisor.period_id for stop in stops}
    openings = {stop.opening.pk for stop in stops if stop.opening}
    return (
        Visit.objects.standing()
        .filter(Q(opening__in=openings) | Q(opening__isnull=True), supervisor__period__in=periods)
        .select_related("supervisor__membership__user")
        .prefetch_related(Prefetch("placements", Placement.objects.only("pk")))
        .order_by("-done_on", "planned_on", "pk")
    )


def _urgency(stop: Stop) -> tuple[int, date, str, str]:
    order = {Due.OVERDUE: 0, Due.DUE: 1, Due.DONE: 2}
    if stop.standing is None:
        return 3, stop.on, stop.host_name, stop.key
    state, until = stop.standing
    return order[state], until, stop.host_name, stop.key
