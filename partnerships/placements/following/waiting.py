"""What waits in a year of placements, as data: for the school's people by name, for an office in
numbers. Each queue narrows placements that its reader may see, on a day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Case, DateField, Exists, F, OuterRef, Q, Subquery, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from partnerships.placements.lifecycle import ASKED, BEFORE_END, PlacementState
from partnerships.placements.models import (
    Assessment,
    DayPresence,
    FinalMark,
    JournalEntry,
    Placement,
    PlacementPeriod,
    PlacementStep,
    Visit,
    WeekConfirmation,
)
from partnerships.placements.visits.visiting import LEAST_DAYS
from schools.actors import Actor
from schools.models import Pupil
from schools.models.pupils import PupilQuerySet

# Placements with `begins` and `ends`, which a type cannot say.
Rows = Any
# Days within which something has to be seen to.
BEFORE_START, SILENT, UNANSWERED = 14, 7, 14
# Whoever has been done for longer is the business of last year.
LOOKED_BACK = 180


class Whom(StrEnum):
    """Who is reminded by a text."""

    PUPIL = "pupil"
    SUPERVISOR = "supervisor"
    MENTOR = "mentor"
    PARTNER = "partner"


@dataclass(frozen=True)
class Wait:
    """One queue: what it is called, what to do, who is reminded, and which rows it holds."""

    key: str
    title: str | Promise
    hint: str | Promise
    rows: Callable[[Rows, date], Rows]
    whom: Whom | None = None
    tone: str = "warn"

    def of(self, actor: Actor) -> Rows:
        """What the actor sees by name of it."""
        return self.rows(Placement.objects.visible_to(actor).with_ends(), actor.on)

    def counted_by(self, actor: Actor) -> Rows:
        """What an office counts of it."""
        return self.rows(Placement.objects.countable_by(actor).with_ends(), actor.on)


def _days(number: int) -> timedelta:
    return timedelta(days=number)


def not_ready(rows: Rows, on: date) -> Rows:
    waiting = [PlacementState.PLANNED, *ASKED, PlacementState.ACCEPTED]
    return rows.filter(state__in=waiting, begins__lte=on + _days(BEFORE_START))


def unanswered(rows: Rows, on: date) -> Rows:
    asked = PlacementStep.objects.filter(
        placement=OuterRef("pk"),
        target=PlacementState.REQUESTED,
        undone_at__isnull=True,
        at__date__lte=on - _days(UNANSWERED),
    )
    return rows.filter(Exists(asked), state=PlacementState.REQUESTED)


def not_moved_on(rows: Rows, on: date) -> Rows:
    """Nobody has noted that it began, or that it is over."""
    return rows.filter(
        Q(state=PlacementState.READY, begins__lte=on) | Q(state=PlacementState.RUNNING, ends__lt=on)
    )


def _running(rows: Rows, on: date) -> Rows:
    return rows.filter(state=PlacementState.RUNNING, ends__gte=on)


def silent(rows: Rows, on: date) -> Rows:
    since = on - _days(SILENT)
    written = JournalEntry.objects.filter(placement=OuterRef("pk"), on__gt=since)
    return _running(rows, on).filter(~Exists(written), begins__lte=since)


def unconfirmed(rows: Rows, on: date) -> Rows:
    """Something is written down of an earlier week, and that week is not confirmed."""
    monday = on - _days(on.weekday())
    confirmed = WeekConfirmation.objects.standing().filter(
        placement=OuterRef("placement"),
        monday__lte=OuterRef("on"),
        monday__gt=OuterRef("on") - Value(_days(7)),
    )
    told = [
        Exists(model.objects.filter(~Exists(confirmed), placement=OuterRef("pk"), on__lt=monday))
        for model in (JournalEntry, DayPresence)
    ]
    recent = rows.begun().filter(ends__gte=on - _days(LOOKED_BACK))
    return recent.filter(told[0] | told[1])


def unvisited(rows: Rows, on: date) -> Rows:
    """The last month of the stay that is over had no visit, nor has there been one since: the
    rule of `visiting` for whole tables."""
    this_month = on.replace(day=1)
    last_month = (this_month - _days(1)).replace(day=1)
    # A first month of few days is joined to the next, a last one to that before.
    since = Case(
        When(begins__gt=last_month - _days(LEAST_DAYS), then=F("begins")),
        default=Value(last_month),
        output_field=DateField(),
    )
    # Who came to the host came for all of the period who are there, as `stops` counts.
    there = Q(opening=OuterRef("opening"), supervisor__period=OuterRef("period"))
    came = Visit.objects.standing().filter(
        there | Q(placements=OuterRef("pk")),
        done_on__gte=OuterRef("counts_since"),
        done_on__lte=on,
    )
    supervised = _running(rows, on).filter(supervisor__isnull=False)
    begun = supervised.filter(begins__lte=this_month - _days(LEAST_DAYS))
    joined = Q(ends__lt=this_month + _days(LEAST_DAYS - 1))
    return begun.exclude(joined).annotate(counts_since=since).filter(~Exists(came))


def unassessed(rows: Rows, on: date) -> Rows:
    given = Assessment.objects.filter(placement=OuterRef("pk"), submitted_at__isnull=False)
    due = rows.begun().filter(
        ends__lte=on + BEFORE_END,
        ends__gte=on - _days(LOOKED_BACK),
        opening__isnull=False,
    )
    return due.filter(~Exists(given))


def unsettled(rows: Rows, on: date) -> Rows:
    settled = FinalMark.objects.standing().filter(
        period=OuterRef("period"), pupil=OuterRef("pupil")
    )
    done = rows.filter(state=PlacementState.COMPLETED, ends__gte=on - _days(LOOKED_BACK))
    return done.filter(~Exists(settled))


def ending(rows: Rows, on: date) -> Rows:
    return _running(rows, on).filter(ends__lte=on + BEFORE_END)


WAITS = [
    Wait(
        "belum-siap",
        _("Belum siap, padahal segera mulai"),
        _("Mulai dalam 14 hari atau sudah lewat, tetapi belum dinyatakan siap."),
        not_ready,
        tone="bad",
    ),
    Wait(
        "belum-dijawab",
        _("Permohonan belum dijawab"),
        _("Dimohonkan 14 hari yang lalu atau lebih."),
        unanswered,
        Whom.PARTNER,
    ),
    Wait(
        "belum-dicatat",
        _("Mulai atau selesai belum dicatat"),
        _("Hari pertama atau hari terakhirnya sudah lewat."),
        not_moved_on,
    ),
    Wait(
        "sepi",
        _("Tidak menulis jurnal seminggu"),
        _("Sedang PKL, tanpa satu pun jurnal dalam tujuh hari."),
        silent,
        Whom.PUPIL,
    ),
    Wait(
        "minggu",
        _("Minggu belum dikonfirmasi"),
        _("Jurnal atau kehadiran minggu lalu atau sebelumnya belum dikonfirmasi."),
        unconfirmed,
        Whom.MENTOR,
    ),
    Wait(
        "kunjungan",
        _("Kunjungan terlambat"),
        _("Bulan lalu belum ada kunjungan guru pembimbing."),
        unvisited,
        Whom.SUPERVISOR,
    ),
    Wait(
        "penilaian",
        _("Penilaian dunia kerja belum ada"),
        _("Selesai, atau selesai dalam 14 hari."),
        unassessed,
        Whom.MENTOR,
    ),
    Wait(
        "nilai-akhir",
        _("Nilai akhir belum ditetapkan"),
        _("PKL-nya sudah selesai."),
        unsettled,
        Whom.SUPERVISOR,
    ),
    Wait(
        "segera-selesai",
        _("Segera selesai"),
        _("Hari terakhirnya dalam 14 hari: siapkan penarikan, penilaian, dan sertifikat."),
        ending,
        tone="",
    ),
]
WAITS_BY_KEY = {wait.key: wait for wait in WAITS}


def without_place(pupils: PupilQuerySet, on: date) -> PupilQuerySet:
    """Pupils for whom a period is that is not over, and who have no place in it; each with
    `period_key` and `period_name`, the first such period."""
    seated = Placement.objects.standing().filter(
        period=OuterRef("pk"), pupil=OuterRef(OuterRef("pk"))
    )
    meant = PlacementPeriod.objects.filter(
        Q(concentrations__isnull=True) | Q(concentrations=OuterRef("studies")),
        school=OuterRef("school"),
        school_year=OuterRef("class_year"),
        grade=OuterRef("grade"),
        blocks__until__gte=on,
    )
    here = pupils.processed().present_on(on).with_class(on)
    lacking = meant.filter(~Exists(seated))
    first = lacking.order_by("blocks__since", "pk")
    told: PupilQuerySet = here.filter(Exists(lacking)).annotate(
        period_key=Subquery(first.values("public_id")[:1]),
        period_name=Subquery(first.values("name")[:1]),
    )
    return told


def without_place_of(actor: Actor) -> PupilQuerySet:
    return without_place(Pupil.objects.visible_to(actor), actor.on)
