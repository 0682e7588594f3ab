"""What waits in a year of placements, as data: for the school's people by name, for an office in
numbers. Each queue narrows placements that its reader may see, on a day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import (
    Case,
    Count,
    DateField,
    Exists,
    F,
    Max,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.roles import Permission
from partnerships.placements.lifecycle import ASKED, BEFORE_END, DONE, PlacementState
from partnerships.placements.models import (
    Assessment,
    DayPresence,
    FinalMark,
    JournalEntry,
    MarkWeights,
    Placement,
    PlacementPeriod,
    PlacementStep,
    SupervisorMark,
    Visit,
    WeekConfirmation,
)
from partnerships.placements.models.periods import GRADE_CHOICES, follows_pupils
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


def _places(actor: Actor) -> bool:
    return actor.can(Permission.PLACE_PUPILS)


def _settles(actor: Actor) -> bool:
    return actor.can(Permission.KEEP_PUPILS)


def _placement_page(row: Placement) -> str:
    return reverse("placements:placement", args=[row.public_id])


def _assessment_page(row: Placement) -> str:
    return reverse("placements:placement_assessment", args=[row.public_id])


def _mark_form(row: Placement) -> str:
    """Of the supervisor, for this pupil alone."""
    form = reverse("placements:marks_give", args=[row.period.public_id])
    return f"{form}?siswa={row.public_id}"


def _marks_page(row: Placement) -> str:
    return reverse("placements:marks_of", args=[row.period.public_id, row.pupil.public_id])


@dataclass(frozen=True)
class Wait:
    """One queue: what it is called, what to do, who is reminded, which rows it holds, whose work
    it is, and the page on which a row of it is worked off."""

    key: str
    title: str | Promise
    hint: str | Promise
    rows: Callable[[Rows, date], Rows]
    whom: Whom | None = None
    tone: str = "warn"
    is_for: Callable[[Actor], bool] = follows_pupils
    opens: Callable[[Placement], str] = _placement_page

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


def unmarked(rows: Rows, on: date) -> Rows:
    """Of whom the own supervisor's mark is missing, or the report's, as far as they weigh."""
    marked = SupervisorMark.objects.filter(placement=OuterRef("pk"), mark__isnull=False)
    # One report tells of all places where the pupil was.
    reported = SupervisorMark.objects.filter(
        placement__period=OuterRef("period"),
        placement__pupil=OuterRef("pupil"),
        report__isnull=False,
    )
    weights = MarkWeights.objects.filter(period=OuterRef("period"))
    lacks_mark = ~Exists(marked) & ~Exists(weights.filter(supervisor=0))
    lacks_report = ~Exists(reported) & ~Exists(weights.filter(report=0))
    return unsettled(rows, on).filter(lacks_mark | lacks_report)


def ending(rows: Rows, on: date) -> Rows:
    return _running(rows, on).filter(ends__lte=on + BEFORE_END)


WAITS = [
    Wait(
        "belum-siap",
        _("Belum siap, padahal segera mulai"),
        _("Mulai dalam 14 hari atau sudah lewat, tetapi belum dinyatakan siap."),
        not_ready,
        tone="bad",
        is_for=_places,
    ),
    Wait(
        "belum-dijawab",
        _("Permohonan belum dijawab"),
        _("Dimohonkan 14 hari yang lalu atau lebih."),
        unanswered,
        Whom.PARTNER,
        is_for=_places,
    ),
    Wait(
        "belum-dicatat",
        _("Mulai atau selesai belum dicatat"),
        _("Hari pertama atau hari terakhirnya sudah lewat."),
        not_moved_on,
        is_for=_places,
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
        opens=_assessment_page,
    ),
    Wait(
        "nilai-pembimbing",
        _("Nilai pembimbing belum diisi"),
        _("PKL-nya sudah selesai; nilai guru pembimbing atau nilai laporan belum ada."),
        unmarked,
        Whom.SUPERVISOR,
        opens=_mark_form,
    ),
    Wait(
        "nilai-akhir",
        _("Nilai akhir belum ditetapkan"),
        _("PKL-nya sudah selesai."),
        unsettled,
        is_for=_settles,
        opens=_marks_page,
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


def waits_of(actor: Actor) -> list[Wait]:
    """The queues that the actor works off."""
    return [wait for wait in WAITS if wait.is_for(actor)]


def in_work_order(rows: Rows) -> Rows:
    """Who is still there before who is done; then by the last day."""
    is_done = Case(When(state__in=DONE, then=1), default=0)
    return rows.order_by(is_done, "ends", "pupil__sort_key", "pk")


def with_last_journal(rows: Rows) -> Rows:
    return rows.annotate(last_on=Max("journal__on"))


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
    """Whom the actor is to place: nobody, for who places no pupils."""
    if not _places(actor):
        return Pupil.objects.none()
    return without_place(Pupil.objects.visible_to(actor), actor.on)


@dataclass(frozen=True)
class PeriodSum:
    """How many of a period are without a place in it."""

    key: str
    name: str
    grade: str
    count: int


def sums_of(lacking: PupilQuerySet) -> list[PeriodSum]:
    """Pupils `without_place`, by the period at which each is listed; those with most first."""
    found: Any = lacking.order_by()  # with columns that a type cannot say
    counted = found.values("period_key", "period_name", "grade")
    rows = counted.annotate(count=Count("pk")).order_by("-count", "period_name", "period_key")
    names = dict(GRADE_CHOICES)
    return [
        PeriodSum(row["period_key"], row["period_name"], str(names[row["grade"]]), row["count"])
        for row in rows
    ]
