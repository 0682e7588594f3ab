"""When the pupils of a school go to work: a period, its blocks of days, and who supervises."""

from datetime import date
from typing import TYPE_CHECKING, Self

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from psycopg.types.multirange import DateMultirange

from accounts.history import track
from accounts.records import Editable, PublicIdField
from accounts.roles import Permission, Role
from accounts.templatetags.reading import DAYS, day
from partnerships.placements.models.days import EVERY_DAY, days_between, on_weekdays
from schools.actors import Actor, of_own_school
from schools.models import Concentration, Membership, School
from schools.models.dates import in_order

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager

FIRST_YEAR, LAST_YEAR = 2000, 2100
GRADES = range(10, 14)
GRADE_NAMES = {10: "X", 11: "XI", 12: "XII", 13: "XIII"}
GRADE_CHOICES = [(grade, f"{_('Kelas')} {name}") for grade, name in GRADE_NAMES.items()]


def places_pupils(actor: Actor) -> bool:
    """Whether the actor is one of those at a school who plan periods, ask hosts and book seats."""
    return actor.school is not None and actor.can(Permission.PLACE_PUPILS)


def answers_for_all(actor: Actor) -> bool:
    """Whether the actor answers for all pupils of the school, or for the portal; a kaprog answers
    for those of the own konsentrasi."""
    return actor.is_superuser or actor.is_system or actor.can(Permission.KEEP_PUPILS)


def follows_pupils(actor: Actor) -> bool:
    """Whether the actor follows pupils in PKL at all: head, admin and kaprog, who place them, and
    supervising teachers. Whose, `Placement.objects.followed_by` says."""
    return actor.can(Permission.PLACE_PUPILS) or actor.role is Role.SUPERVISOR


class PlacementPeriodQuerySet(models.QuerySet["PlacementPeriod"]):
    def visible_to(self, actor: Actor) -> Self:
        """People of the school, and the offices that answer for it: a period names no pupil."""
        if actor.is_visitor:
            return self.none()
        if actor.is_unbounded:
            return self
        return self.filter(school__in=School.objects.within(actor).values("pk"))

    def editable_by(self, actor: Actor) -> Self:
        """Who places the pupils of the school."""
        return of_own_school(self, actor, Permission.PLACE_PUPILS)

    def followed_by(self, actor: Actor) -> Self:
        """For pages that name pupils, be it only the own ones."""
        return self.visible_to(actor) if follows_pupils(actor) else self.none()

    def changeable_by(self, actor: Actor) -> Self:
        """Who decides over the period itself, its days and its end: head and admin; a kaprog where
        it is for none but the own konsentrasi."""
        rows = self.editable_by(actor)
        if answers_for_all(actor):
            return rows
        if actor.membership is None:
            return self.none()
        links = PlacementPeriod.concentrations.through.objects
        foreign = links.exclude(concentration__in=actor.membership.concentrations.values("pk"))
        own = links.exclude(placementperiod__in=foreign.values("placementperiod"))
        return rows.filter(pk__in=own.values("placementperiod"))

    def assignable_by(self, actor: Actor) -> Self:
        """The same people, who see all its pupils: assigning weighs every pupil against every
        other."""
        return self.changeable_by(actor)

    def for_reading(self) -> Self:
        return self.select_related("school").prefetch_related("blocks", "concentrations")


@track(exclude=["revision", "form_token", "created_at", "updated_at"])
class PlacementPeriod(Editable):
    """A period of PKL of one school: for whom, in which blocks of days, how many hours a day."""

    merge_policy = {"school": "keep"}

    public_id = PublicIdField()
    school = models.ForeignKey(
        School,
        on_delete=models.PROTECT,
        related_name="placement_periods",
        verbose_name=_("sekolah"),
    )
    school_year = models.PositiveSmallIntegerField(
        _("tahun ajaran"),
        validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)],
        help_text=_("Tahun mulainya: 2026 untuk 2026/2027."),
    )
    name = models.CharField(
        _("nama periode"), max_length=100, help_text=_("Misalnya: PKL kelas XII gelombang 1.")
    )
    grade = models.PositiveSmallIntegerField(_("kelas"), choices=GRADE_CHOICES, default=12)
    concentrations = models.ManyToManyField(
        Concentration,
        blank=True,
        related_name="+",
        verbose_name=_("konsentrasi keahlian"),
        help_text=_("Kosong: semua konsentrasi pada kelas itu."),
    )
    hours_per_day = models.DecimalField(
        _("jam per hari"), max_digits=3, decimal_places=1, default=8
    )
    note = models.TextField(_("catatan"), blank=True, max_length=2000)

    objects = PlacementPeriodQuerySet.as_manager()

    if TYPE_CHECKING:
        blocks: "RelatedManager[PeriodBlock]"

    class Meta:
        verbose_name = _("periode PKL")
        verbose_name_plural = _("periode PKL")
        ordering = ["school", "-school_year", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(grade__in=list(GRADES)),
                name="placements_placementperiod_grade_listed",
                violation_error_message=_("Kelas X sampai XIII."),
            ),
            models.CheckConstraint(
                condition=Q(school_year__gte=FIRST_YEAR, school_year__lte=LAST_YEAR),
                name="placements_placementperiod_year_plausible",
                violation_error_message=_("Periksa tahun ajarannya."),
            ),
            models.CheckConstraint(
                condition=Q(hours_per_day__gt=0, hours_per_day__lte=12),
                name="placements_placementperiod_hours_plausible",
                violation_error_message=_("Jam per hari lebih dari 0 dan paling banyak 12."),
            ),
            models.CheckConstraint(
                condition=Q(name__regex=r"\S"),
                name="placements_placementperiod_name_given",
                violation_error_message=_("Isi nama periode."),
            ),
            models.UniqueConstraint(
                fields=["school", "school_year", "name"],
                name="placements_placementperiod_name_once",
                violation_error_message=_("Periode dengan nama ini sudah ada pada tahun itu."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def year_label(self) -> str:
        return f"{self.school_year}/{self.school_year + 1}"

    @property
    def days(self) -> DateMultirange:
        """All days of its blocks; reads them."""
        found = [span for block in self.blocks.all() for span in block.spans()]
        return days_between(found)


@track(is_link=True)
class PeriodConcentration(PlacementPeriod.concentrations.through):  # type: ignore[name-defined]  # a table that Django makes
    """A konsentrasi that a period is for."""

    class Meta:
        proxy = True
        verbose_name = _("konsentrasi periode")
        verbose_name_plural = _("konsentrasi periode")

    def __str__(self) -> str:
        return f"{self.placementperiod_id}: {self.concentration_id}"


@track()
class PeriodBlock(models.Model):
    """One run of days of a period, all of them or certain weekdays only."""

    period = models.ForeignKey(
        PlacementPeriod, on_delete=models.CASCADE, related_name="blocks", verbose_name=_("periode")
    )
    since = models.DateField(_("mulai"))
    until = models.DateField(_("sampai dengan"))
    weekdays = ArrayField(
        models.PositiveSmallIntegerField(),
        default=list,
        blank=True,
        verbose_name=_("hari"),
        help_text=_("Kosong: setiap hari kerja perusahaan."),
    )

    class Meta:
        verbose_name = _("blok periode")
        verbose_name_plural = _("blok periode")
        ordering = ["period", "since", "pk"]
        constraints = [
            in_order("placements_periodblock_dates_in_order"),
            models.CheckConstraint(
                condition=Q(weekdays__contained_by=sorted(EVERY_DAY)),
                name="placements_periodblock_weekdays_listed",
                violation_error_message=_("Pilih hari Senin sampai Minggu."),
            ),
            models.CheckConstraint(
                condition=Q(since__gte=date(FIRST_YEAR, 1, 1), until__lt=date(LAST_YEAR, 1, 1))
                & Q(until__lte=F("since") + 730),
                name="placements_periodblock_dates_plausible",
                violation_error_message=_("Satu blok paling lama dua tahun; periksa tahunnya."),
            ),
        ]

    def __str__(self) -> str:
        return f"{day(self.since)} – {day(self.until)}"  # noqa: RUF001 - the dash of a span of days

    @property
    def weekday_names(self) -> str:
        """`Senin, Selasa`; empty for all days."""
        return ", ".join(DAYS[number - 1] for number in sorted(self.weekdays))

    def spans(self) -> list[tuple[date, date]]:
        return list(on_weekdays(self.since, self.until, self.weekdays or EVERY_DAY))


SUPERVISOR_OF_SCHOOL = """
    IF (SELECT school_id FROM schools_membership WHERE id = NEW.membership_id)
            IS DISTINCT FROM
       (SELECT school_id FROM placements_placementperiod WHERE id = NEW.period_id) THEN
        RAISE EXCEPTION 'the supervisor is of another school' USING
            ERRCODE = 'check_violation', CONSTRAINT = 'placements_periodsupervisor_of_school',
            TABLE = 'placements_periodsupervisor';
    END IF;
    RETURN NEW;
"""


@track()
class PeriodSupervisor(models.Model):
    """A teacher who supervises pupils in a period, and how many at most."""

    merge_policy = {"membership": "keep"}
    trigger_violations = {
        "placements_periodsupervisor_of_school": (
            "membership",
            _("Guru pembimbing ini dari sekolah lain."),
        )
    }

    period = models.ForeignKey(
        PlacementPeriod,
        on_delete=models.CASCADE,
        related_name="supervisors",
        verbose_name=_("periode"),
    )
    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="+", verbose_name=_("guru pembimbing")
    )
    most_pupils = models.PositiveSmallIntegerField(_("paling banyak siswa"), null=True, blank=True)

    class Meta:
        verbose_name = _("guru pembimbing periode")
        verbose_name_plural = _("guru pembimbing periode")
        ordering = ["period", "pk"]
        triggers = [
            pgtrigger.Trigger(
                name="supervisor_of_school",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("membership_id", "period_id"),
                func=SUPERVISOR_OF_SCHOOL,
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["period", "membership"],
                name="placements_periodsupervisor_once",
                violation_error_message=_("Guru ini sudah menjadi pembimbing periode ini."),
            ),
            models.CheckConstraint(
                condition=Q(most_pupils__isnull=True) | Q(most_pupils__gte=1, most_pupils__lte=200),
                name="placements_periodsupervisor_load_plausible",
                violation_error_message=_("Antara 1 dan 200 siswa."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period_id}: {self.membership_id}"

    @property
    def told_name(self) -> str:
        """Of the teacher; reads it."""
        return str(self.membership.user.name)
