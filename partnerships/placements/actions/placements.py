"""Planning who goes where, and each step of a placement from then on."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from psycopg.types.multirange import DateMultirange

from accounts.revisions import change, lock_revision, locked
from accounts.templatetags.reading import day
from accounts.violations import violation_of
from partnerships.partners.models import Contact
from partnerships.placements.bases import bases_of
from partnerships.placements.guests import PartnerGuest, remembered
from partnerships.placements.lifecycle import (
    AHEAD,
    HOLDING,
    MOVES,
    UNDO_WITHIN,
    Move,
    PlacementState,
)
from partnerships.placements.models import Opening, PeriodSupervisor, Placement, PlacementPeriod
from partnerships.placements.models.days import days_between, spans
from partnerships.placements.models.placements import PlacementStep
from partnerships.placements.pupils import pupils_of
from partnerships.placements.readiness.gathering import check_lists
from partnerships.placements.supply.holds import demand_unheld, demand_with_finders
from schools.actors import Actor
from schools.models.classes import ClassGroup
from schools.models.pupils import Pupil


@transaction.atomic
def plan_placements(
    *, period: PlacementPeriod, places: Mapping[int, int], by: Actor
) -> list[Placement]:
    """Give each pupil (its key) a seat of the opening (its key) for all days of the period.

    Who already sits there is left in peace, so that a second click plans nothing twice. Raises
    ValidationError for a pupil that the period is not for, or for whom a seat elsewhere is held,
    and for a seat held for somebody else; IntegrityError where a seat is not free or the pupil is
    elsewhere on one of these days.
    """
    current = locked(PlacementPeriod.objects.editable_by(by), period.pk)
    seated = Placement.objects.standing().filter(period=current, pupil__in=places)
    there = set(seated.values_list("pupil", "opening"))
    wanted = {pupil: place for pupil, place in places.items() if (pupil, place) not in there}
    demand_with_finders(current, wanted)
    pupils = _of_period(current, wanted, by)
    openings = {row.pk: row for row in _openings(current, wanted.values())}
    if missing := set(wanted.values()) - openings.keys():
        raise ValidationError(
            _("Kursi di %(count)s tempat tidak lagi dipesan untuk periode ini.")
            % {"count": len(missing)}
        )
    seats = [(pupil, openings[wanted[pupil.pk]]) for pupil in pupils]
    made = Placement.objects.bulk_create(_planned(current, seats))
    demand_unheld(current, wanted, days=current.days)
    return made


def _planned(period: PlacementPeriod, seats: list[tuple[Any, Opening]]) -> Iterator[Placement]:
    """Of pupils as `pupils_of` reads them, for all days of the period."""
    groups = ClassGroup.objects.in_bulk({pupil.class_id for pupil, _place in seats})
    bases = bases_of(period, {place for _pupil, place in seats})
    days = period.days
    for pupil, place in seats:
        group = groups.get(pupil.class_id)
        yield Placement(
            period=period,
            pupil=pupil,
            opening=place,
            days=days,
            class_name=group.name if group else "",
            grade=group.grade if group else period.grade,
            concentration_id=pupil.studies,
            agreement_id=bases.agreement_for(place, pupil.studies),
        )


def _of_period(period: PlacementPeriod, wanted: Iterable[int], by: Actor) -> list[Pupil]:
    """The pupils, each with class and konsentrasi; all of them, or ValidationError."""
    keys = set(wanted)
    known = Pupil.objects.visible_to(by).filter(pk__in=keys).values("pk")
    pupils = list(pupils_of(period).filter(pk__in=known).with_class(spans(period.days)[0][0]))
    if len(pupils) != len(keys):
        raise ValidationError(
            _("%(count)s siswa bukan (lagi) peserta periode ini.")
            % {"count": len(keys) - len(pupils)}
        )
    return pupils


def _openings(period: PlacementPeriod, wanted: Iterable[int]) -> Iterable[Opening]:
    booked = period.bookings.standing().filter(opening__in=set(wanted))
    rows = Opening.objects.filter(pk__in=booked.values("opening"))
    return rows.select_related("hosting", "site")


@transaction.atomic
def withdraw_plan(*, placements: Iterable[Placement], by: Actor) -> int:
    """Take back what was only planned; nothing is left of it. Returns how many.

    Raises ValidationError once one of them has gone further, or a letter names it: then it is
    cancelled, with a reason.
    """
    keys = [placement.pk for placement in placements]
    rows = Placement.objects.editable_by(by).filter(pk__in=keys)
    held = list(rows.select_for_update(of=("self",)).order_by("pk"))
    if beyond := sum(row.state != PlacementState.PLANNED for row in held):
        raise ValidationError(
            _("%(count)s penempatan sudah melangkah lebih jauh; batalkan dengan alasan.")
            % {"count": beyond}
        )
    _demand_unnamed(held)
    Placement.objects.filter(pk__in=[row.pk for row in held]).delete()
    return len(held)


def _demand_unnamed(placements: Iterable[Placement]) -> None:
    """A letter keeps whom it was about, withdrawn ones too."""
    through = Placement.letters.through.objects.filter(placement__in=[row.pk for row in placements])
    if named := through.values("placement").distinct().count():
        raise ValidationError(
            _("%(count)s penempatan sudah disebut dalam surat; batalkan dengan alasan.")
            % {"count": named}
        )


def take(
    name: str,
    placement: Placement,
    *,
    by: Actor | PartnerGuest,
    reason: str = "",
    last_day: date | None = None,
    revision: int | None = None,
) -> Placement:
    """One step of the placement's life; `revision` is what the deciding page showed.

    Raises DoesNotExist for whoever may not, StaleRecordError, and ValidationError where the step
    does not follow from the state, lacks its reason or its day, or the day has not come, or where
    whoever was given up would take a seat that is held for somebody else.
    """
    move = MOVES[name]
    with transaction.atomic(), remembered(by):
        current = _held(placement, move, by=by, revision=revision)
        if current.state not in move.sources:
            raise ValidationError(
                _("Langkah ini tidak dapat dilakukan: statusnya sudah “%(state)s”.")
                % {"state": current.get_state_display()}
            )
        if move.needs_reason and not reason.strip():
            raise ValidationError({"reason": _("Tuliskan alasannya.")})
        _demand_day(move, current, on=by.on)
        if move.target == PlacementState.READY:
            _demand_ready(current)
        before, source = current.days, current.state
        if move.asks_day:
            current.days = _until(current, last_day)
        _write_step(current, move.name, move.target, days=before, by=by, reason=reason)
        _demand_seat(current, source)
    return current


def _demand_seat(placement: Placement, source: str) -> None:
    """Whoever had lost the seat and sits again takes none that is held for who found the place;
    the caller holds the period."""
    returns = source not in HOLDING and placement.state in HOLDING
    if returns and placement.opening_id:
        places = {placement.pupil_id: placement.opening_id}
        demand_unheld(placement.period, places, days=placement.days)


def _held(
    placement: Placement, move: Move, *, by: Actor | PartnerGuest, revision: int | None
) -> Placement:
    if isinstance(by, PartnerGuest):
        if not move.by_partner:
            raise PermissionDenied
        rows = Placement.objects.visible_to(by)
    else:
        rows = Placement.objects.editable_by(by)
    if move.target in HOLDING and not set(move.sources) <= set(HOLDING):
        locked(PlacementPeriod.objects.all(), placement.period_id)
    return lock_revision(rows, placement.pk, revision=revision)


def _demand_day(move: Move, placement: Placement, *, on: date) -> None:
    """Nobody starts before the first day, is done before the last, or is missed beforehand."""
    opens = opens_on(move, placement)
    if opens is None or on >= opens:
        return
    if move.name == "complete":
        raise ValidationError(
            _("Hari terakhirnya %(day)s; bila berhenti sebelum itu, hentikan lebih awal.")
            % {"day": day(opens)}
        )
    raise ValidationError(_("Hari pertamanya baru %(day)s.") % {"day": day(opens)})


def opens_on(move: Move, placement: Placement) -> date | None:
    """The first day on which the step can be taken; None where it does not wait for one."""
    if move.name in {"start", "miss"}:
        return placement.first_day
    return placement.last_day if move.name == "complete" else None


def _demand_ready(placement: Placement) -> None:
    """ValidationError that names what is in the way; warnings are for people to weigh."""
    row = Placement.objects.for_reading().get(pk=placement.pk)
    found = check_lists(row.period, [row])[row.pk].blocking
    if found:
        names = "; ".join(f"{item.rule.label}: {item.text}" for item in found)
        raise ValidationError(_("Belum dapat dinyatakan siap. %(rules)s") % {"rules": names})


def _until(placement: Placement, last_day: date | None) -> DateMultirange:
    """Its days up to and including that one; ValidationError where none or all are left."""
    if last_day is None:
        raise ValidationError({"last_day": _("Isi hari terakhirnya.")})
    kept = [
        (first, min(last, last_day)) for first, last in spans(placement.days) if first <= last_day
    ]
    if not kept or last_day > placement.last_day:
        raise ValidationError(
            {
                "last_day": _("Antara %(first)s dan %(last)s.")
                % {"first": day(placement.first_day), "last": day(placement.last_day)}
            }
        )
    return days_between(kept)


def _write_step(
    placement: Placement,
    name: str,
    target: PlacementState,
    *,
    days: DateMultirange,
    by: Actor | PartnerGuest,
    reason: str,
) -> PlacementStep:
    who: dict[str, Any] = (
        {"through": by.link, "role": _("Mitra, lewat tautan")}
        if isinstance(by, PartnerGuest)
        else {"by": by.user, "role": str(by.label)}
    )
    step = PlacementStep.objects.create(
        placement=placement,
        move=name,
        source=placement.state,
        target=target,
        days=days,
        at=timezone.now(),
        **who,
        reason=reason.strip(),
    )
    placement.state = target
    placement.save()
    return step


@dataclass
class Taken:
    """What a step for many came to: who took it, and who did not and why."""

    done: list[Placement] = field(default_factory=list)
    refused: list[tuple[Placement, str]] = field(default_factory=list)

    @property
    def reasons(self) -> list[tuple[str, int]]:
        return Counter(reason for _placement, reason in self.refused).most_common()

    @property
    def obstacles(self) -> list[tuple[str, list[Placement]]]:
        """Each reason with whom it holds back, the most common first."""
        return [
            (reason, [row for row, held_by in self.refused if held_by == reason])
            for reason, _count in self.reasons
        ]


@transaction.atomic
def take_many(
    name: str,
    placements: Iterable[Placement],
    *,
    by: Actor | PartnerGuest,
    reason: str = "",
    last_day: date | None = None,
) -> Taken:
    """The same step for a class, pupil by pupil: whoever cannot take it does not stop the rest."""
    taken = Taken()
    for placement in placements:
        try:
            with transaction.atomic():
                taken.done.append(take(name, placement, by=by, reason=reason, last_day=last_day))
        except ValidationError as error:
            taken.refused.append((placement, " ".join(error.messages)))
        except IntegrityError as error:
            violation = violation_of(error)
            if violation is None:
                raise
            taken.refused.append((placement, str(violation.message)))
    return taken


@transaction.atomic
def try_many(
    name: str,
    placements: Iterable[Placement],
    *,
    values: Mapping[str, Any],
    by: Actor,
    reason: str = "",
) -> Taken:
    """What the facts and then the step for many would come to; nothing is kept.

    It is done and rolled back, so that it asks what the deed itself asks, the database included.
    """
    rows = list(placements)
    with transaction.atomic():
        if values:
            change_terms_of_many(placements=rows, values=values, by=by)
        taken = take_many(name, rows, by=by, reason=reason)
        transaction.set_rollback(True)
    return taken


def last_step(placement: Placement) -> PlacementStep | None:
    return placement.steps.filter(undone_at__isnull=True).first()


@transaction.atomic
def undo(*, placement: Placement, by: Actor, revision: int | None = None) -> Placement:
    """Take the last step back, within a week; what the host said by its link stays its word.

    Raises IntegrityError where the seat or the days have been given to somebody else by now, and
    ValidationError where the seat is held for somebody else.
    """
    if by.user is None:
        raise PermissionDenied
    locked(PlacementPeriod.objects.all(), placement.period_id)
    current = lock_revision(Placement.objects.editable_by(by), placement.pk, revision=revision)
    step = last_step(current)
    if step is None or step.target != current.state:
        raise ValidationError(_("Tidak ada langkah yang dapat diurungkan."))
    if step.through_id:
        raise ValidationError(_("Ini jawaban mitra sendiri; minta mitra mengubahnya."))
    if timezone.now() - step.at > UNDO_WITHIN:
        raise ValidationError(_("Langkah hanya dapat diurungkan dalam tujuh hari."))
    step.undone_at, step.undone_by = timezone.now(), by.user
    step.save(update_fields=["undone_at", "undone_by"])
    current.state, current.days = step.source, step.days
    current.save()
    _demand_seat(current, step.target)
    return current


# What a placement has of its host, and what each row has of its own: all else goes along with the
# pupil to another host, a field that is new too.
OF_HOST = {
    "opening",
    "own_unit",
    "agreement",
    "mentor",
    "work",
    "hours_per_day",
    "works_at_night",
    "works_overtime",
    "hazard",
    "safety_note",
    "sender",
    "departs_on",
    "accepted_number",
    "accepted_on",
    "note",
}
OF_ROW = {
    "id", "public_id", "days", "state", "revision", "form_token", "created_at", "updated_at",
}  # fmt: skip
CARRIED = [
    field.name for field in Placement._meta.concrete_fields if field.name not in OF_HOST | OF_ROW
]


@transaction.atomic
def change_place(
    *,
    placement: Placement,
    opening: Opening,
    first_day: date,
    reason: str,
    by: Actor,
    revision: int | None = None,
) -> Placement:
    """ "Pindah tempat" in one action: the first ends the day before, the rest is planned anew.

    What has not begun is cancelled and planned at the other host for all of its days. Raises
    ValidationError beside `opening` where the only seat left is held for somebody else.
    """
    locked(PlacementPeriod.objects.all(), placement.period_id)
    current = locked(Placement.objects.editable_by(by), placement.pk)
    if first_day > current.last_day:
        raise ValidationError(
            {"first_day": _("Hari terakhirnya %(day)s.") % {"day": day(current.last_day)}}
        )
    name, last_day, left = _parted(current, first_day)
    ended = take(name, current, by=by, reason=reason, last_day=last_day, revision=revision)
    place = next(iter(_openings(ended.period, [opening.pk])), None)
    if place is None:
        raise ValidationError({"opening": _("Pesan dahulu kursi di sana untuk periode ini.")})
    bases = bases_of(ended.period, [place])
    made = Placement.objects.create(
        **{name: getattr(ended, name) for name in CARRIED},
        opening=place,
        days=days_between(left),
        agreement_id=bases.agreement_for(place, ended.concentration_id),
    )
    demand_unheld(made.period, {made.pupil_id: place.pk}, days=made.days)
    return made


def _parted(placement: Placement, on: date) -> tuple[str, date | None, list[tuple[date, date]]]:
    """The step that ends the first place, its last day there, and the days for the other."""
    days = spans(placement.days)
    if placement.state in AHEAD:
        return "cancel", None, days
    if on <= placement.first_day:
        return "miss", None, days
    left = [(max(first, on), last) for first, last in days if last >= on]
    return "end_early", on - timedelta(days=1), left


@transaction.atomic
def change_terms(
    *, placement: Placement, values: Mapping[str, Any], by: Actor, revision: int | None
) -> Placement:
    """Supervisor, mentor, work, hours, insurance and the like, of one placement."""
    return change(Placement.objects.editable_by(by), placement.pk, values, revision=revision)


@transaction.atomic
def change_terms_of_many(
    *, placements: Iterable[Placement], values: Mapping[str, Any], by: Actor
) -> int:
    """The same facts for many, as one scan of insurance for a class; returns how many changed."""
    keys = [placement.pk for placement in placements]
    rows = Placement.objects.editable_by(by).filter(pk__in=keys)
    changed = 0
    for row in rows.select_for_update(of=("self",)).order_by("pk"):
        if all(getattr(row, name) == value for name, value in values.items()):
            continue
        for name, value in values.items():
            setattr(row, name, value)
        row.revision += 1
        row.save()
        changed += 1
    return changed


@transaction.atomic
def give_mentor(*, placements: Iterable[Placement], mentor: Contact, by: Actor) -> int:
    """One instruktur for those of the host who have none; whoever got one meanwhile keeps it.

    Returns how many; IntegrityError for a contact of another partner.
    """
    keys = [placement.pk for placement in placements]
    rows = Placement.objects.editable_by(by).filter(pk__in=keys, mentor=None)
    held = list(rows.select_for_update(of=("self",)).order_by("pk"))
    return change_terms_of_many(placements=held, values={"mentor": mentor}, by=by)


@transaction.atomic
def share_out(*, period: PlacementPeriod, by: Actor) -> Counter[PeriodSupervisor]:
    """Give each placement without a supervisor one of the period's: whoever has room, one host
    with one teacher, the fewest pupils first. Returns how many were given to whom."""
    current = locked(PlacementPeriod.objects.editable_by(by), period.pk)
    people = list(current.supervisors.select_related("membership__user").order_by("pk"))
    rows = Placement.objects.editable_by(by).filter(period=current).standing()
    load: Counter[int | None] = Counter(rows.values_list("supervisor", flat=True))
    hosts: dict[int, list[Placement]] = {}
    known: dict[int, int] = {}
    for row in rows.select_for_update(of=("self",)).select_related("opening__hosting"):
        host = row.opening.hosting.partner_id if row.opening else 0
        if row.supervisor_id:
            known.setdefault(host, row.supervisor_id)
        else:
            hosts.setdefault(host, []).append(row)
    given: Counter[PeriodSupervisor] = Counter()
    for host, group in sorted(hosts.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        for row in group:
            chosen = _roomiest(people, load, prefer=known.get(host))
            if chosen is None:
                return given
            known[host] = chosen.pk
            load[chosen.pk] += 1
            row.supervisor, row.revision = chosen, row.revision + 1
            row.save(update_fields=["supervisor", "revision", "updated_at"])
            given[chosen] += 1
    return given


def _roomiest(
    people: list[PeriodSupervisor], load: Counter[int | None], *, prefer: int | None
) -> PeriodSupervisor | None:
    """The preferred one while there is room, else whoever has the fewest pupils."""
    free = [one for one in people if one.most_pupils is None or load[one.pk] < one.most_pupils]
    return min(free, key=lambda one: (one.pk != prefer, load[one.pk], one.pk), default=None)
