"""Planning visits to hosts, moving and calling them off, and writing down what was found."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.revisions import lock_revision
from accounts.templatetags.reading import day as day_words
from partnerships.placements.actions.snapshots import keep_snapshot
from partnerships.placements.lifecycle import DONE
from partnerships.placements.models import PeriodSupervisor, Placement, Snapshot, Visit
from partnerships.placements.models.snapshots import SnapshotKind
from partnerships.placements.models.visits import VisitWay
from partnerships.placements.visits.stops import to_visit
from schools.actors import Actor
from schools.models import School

AHEAD_AT_MOST = timedelta(days=366)
# Before the first day teachers look at the place and bring the pupils, after the last one they
# fetch them; what is further off is a slip of the date.
AROUND_THE_STAY = timedelta(weeks=6)
# A visit this near to a plan may be the one that was planned.
NEAR_A_PLAN = timedelta(days=14)
FACTS = ("way", "done_on", "met", "findings", "host_remark", "follow_up")


@transaction.atomic
def plan_visits(
    *,
    placements: Sequence[Placement],
    on: date,
    by: Actor,
    way: str = VisitWay.ON_SITE,
) -> list[Visit]:
    """One visit on that day to each host of these placements, for all whom its supervisor has
    there; one that is planned for that day already is that one."""
    _demand_ahead(on, by)
    stops = _held_stops(placements, by)
    return [_planned(teacher, opening, on, way, by) for teacher, opening in stops]


def _demand_ahead(on: date, by: Actor) -> None:
    if not by.on <= on <= by.on + AHEAD_AT_MOST:
        raise ValidationError(
            {"planned_on": _("Pilih hari ini atau sesudahnya, paling jauh setahun.")}
        )


def _held_stops(placements: Sequence[Placement], by: Actor) -> list[tuple[int, int | None]]:
    """Supervisor and opening of each, the supervisors locked; DoesNotExist for a stranger's."""
    keys = [one.pk for one in placements]
    rows = to_visit(by).filter(pk__in=keys).values_list("supervisor", "opening")
    known = {(teacher, opening) for teacher, opening in rows if teacher}
    if not known or to_visit(by).filter(pk__in=keys).count() < len(set(keys)):
        raise Placement.DoesNotExist
    held = PeriodSupervisor.objects.filter(pk__in=[teacher for teacher, _opening in known])
    list(held.select_for_update().order_by("pk"))
    return sorted(known, key=str)


def _planned(teacher: int, opening: int | None, on: date, way: str, by: Actor) -> Visit:
    same = Visit.objects.planned().filter(supervisor=teacher, opening=opening, planned_on=on)
    if visit := same.first():
        return visit
    visit = Visit.objects.create(supervisor_id=teacher, opening_id=opening, planned_on=on, way=way)
    there = to_visit(by).exclude(state__in=DONE).filter(supervisor=teacher, opening=opening)
    visit.placements.set(there)
    return visit


@transaction.atomic
def move_visit(*, visit: Visit, on: date, by: Actor, revision: int | None) -> Visit:
    _demand_ahead(on, by)
    held = lock_revision(Visit.objects.editable_by(by), visit.pk, revision=revision)
    _demand_open(held)
    held.planned_on = on
    held.save(update_fields=["planned_on", "revision", "updated_at"])
    return held


@transaction.atomic
def cancel_visit(*, visit: Visit, reason: str, by: Actor, revision: int | None) -> Visit:
    held = lock_revision(Visit.objects.editable_by(by), visit.pk, revision=revision)
    _demand_open(held)
    held.cancelled_at, held.cancelled_because = timezone.now(), reason
    held.save(update_fields=["cancelled_at", "cancelled_because", "revision", "updated_at"])
    return held


def _demand_open(visit: Visit) -> None:
    if visit.done_on or visit.cancelled_at:
        raise ValidationError(_("Kunjungan ini sudah dilaksanakan atau dibatalkan."))


@transaction.atomic
def log_visit(
    *,
    visit: Visit,
    facts: dict[str, Any],
    met: Sequence[Placement],
    sheet: Snapshot | None,
    by: Actor,
    revision: int | None,
) -> Visit:
    """What came of a visit that was planned; or, once more, what is to be put right in it."""
    _demand_past(facts["done_on"], by)
    held = lock_revision(Visit.objects.editable_by(by), visit.pk, revision=revision)
    if held.cancelled_at:
        raise ValidationError(_("Kunjungan ini sudah dibatalkan."))
    _demand_near(facts["done_on"], met or list(held.placements.all()))
    return _filled(held, facts, met, sheet)


def _filled(
    held: Visit, facts: dict[str, Any], met: Sequence[Placement], sheet: Snapshot | None
) -> Visit:
    for name in FACTS:
        setattr(held, name, facts[name])
    if sheet:
        held.sheet = sheet
    held.save()
    held.placements.set(met)
    return held


def _demand_near(done_on: date, met: Sequence[Placement]) -> None:
    """Near the stay of one of those who were met; of a visit without anybody nothing is known."""
    stays = [(one.first_day - AROUND_THE_STAY, one.last_day + AROUND_THE_STAY) for one in met]
    if stays and not any(first <= done_on <= last for first, last in stays):
        words = {
            "first": day_words(min(one.first_day for one in met)),
            "last": day_words(max(one.last_day for one in met)),
        }
        refusal = _("Terlalu jauh dari masa PKL-nya, %(first)s sampai %(last)s; periksa lagi.")
        raise ValidationError({"done_on": refusal % words})


@transaction.atomic
def log_unplanned(
    *,
    placement: Placement,
    facts: dict[str, Any],
    met: Sequence[Placement],
    sheet: Snapshot | None,
    by: Actor,
    form_token: UUID,
    plan: Visit | None = None,
) -> Visit:
    """A visit to the host of this placement; one for each form. `plan` is the one that it was,
    if somebody had planned it."""
    _demand_past(facts["done_on"], by)
    [(teacher, opening)] = _held_stops([placement], by)
    if made := Visit.objects.editable_by(by).filter(form_token=form_token).first():
        return made
    _demand_near(facts["done_on"], met or [placement])
    if plan:
        known = Visit.objects.filter(supervisor=teacher, opening=opening, pk=plan.pk)
        held = known.select_for_update().get()
        _demand_open_near(held, facts["done_on"])
        held.form_token = form_token
        return _filled(held, facts, met, sheet)
    values = {name: facts[name] for name in FACTS}
    visit = Visit.objects.create(
        supervisor_id=teacher, opening_id=opening, sheet=sheet, form_token=form_token, **values
    )
    visit.placements.set(met)
    return visit


def _demand_open_near(plan: Visit, done_on: date) -> None:
    if plan.done_on or plan.cancelled_at or plan.planned_on is None:
        raise ValidationError(
            {"rencana": _("Rencana ini sudah dilaksanakan atau dibatalkan; lepas centangnya.")}
        )
    if abs(plan.planned_on - done_on) > NEAR_A_PLAN:
        raise ValidationError(
            {"rencana": _("Rencana ini lebih dari dua minggu dari tanggalnya; lepas centangnya.")}
        )


def _demand_past(done_on: date, by: Actor) -> None:
    if done_on > by.on:
        raise ValidationError({"done_on": _("Tanggalnya belum tiba; catat setelah berkunjung.")})


@transaction.atomic
def keep_sheet(*, file: UploadedFile, school: School, by: Actor) -> Snapshot:
    """The photo of a stamped monitoring sheet, kept before the form that came with it is read.

    Raises FileRefused.
    """
    return keep_snapshot(file=file, kind=SnapshotKind.VISIT, school=school, placement=None, by=by)
