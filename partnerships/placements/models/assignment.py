"""Who goes where: what a school lets count, what it decides by hand, and the drafts of a solver."""

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.history import track
from accounts.records import Editable, PublicIdField, both_or_neither, choices_check
from partnerships.placements.models.choices import MOST_CHOICES, OfPupilsQuerySet
from partnerships.placements.models.hosting import Opening
from partnerships.placements.models.periods import PlacementPeriod
from partnerships.placements.triggers.assignment import of_booked_places, of_own_pupils
from schools.actors import Actor
from schools.models.pupils import Pupil

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager

MOST_TOGETHER = 20
STRANGER = _("Siswa ini dari sekolah lain.")
UNBOOKED = _("Sekolah belum memesan kursi di sana untuk periode ini.")


class Demand(models.TextChoices):
    """How much something counts."""

    OFF = "off", _("Tidak dilihat")
    WARN = "warn", _("Diperingatkan saja")
    MUST = "must", _("Wajib")


class Distance(models.TextChoices):
    """From where the way to a place is measured."""

    OFF = "off", _("Tidak dihitung")
    HOME = "home", _("Dari tempat tinggal siswa")
    SCHOOL = "school", _("Dari sekolah")


class OfPeriodQuerySet(models.QuerySet[Any]):
    def editable_by(self, actor: Actor) -> Self:
        """Whoever assigns the pupils of the period."""
        return self.filter(period__in=PlacementPeriod.objects.assignable_by(actor).values("pk"))


@track(exclude=["revision", "form_token", "created_at", "updated_at"])
class AssignmentRules(Editable):
    """What counts when the pupils of a period are assigned; a period without any has these
    defaults."""

    period = models.OneToOneField(
        PlacementPeriod,
        on_delete=models.CASCADE,
        related_name="assignment_rules",
        verbose_name=_("periode"),
    )
    fits_concentration = models.BooleanField(
        _("konsentrasi harus cocok"),
        default=True,
        help_text=_("Siswa hanya ke tempat bagi konsentrasinya, atau bagi semua."),
    )
    agreement = models.CharField(
        _("kerja sama mencakup seluruh harinya"),
        max_length=4,
        choices=Demand.choices,
        default=Demand.WARN,
        help_text=_(
            "Wajib: tempat yang kerja samanya tidak berlaku sampai hari terakhir tidak diisi."
        ),
    )
    keeps_conditions = models.BooleanField(
        _("syarat mitra harus dipenuhi"),
        default=True,
        help_text=_("Umur pada hari pertama, dan jenis kelamin bila aturan menuntutnya."),
    )
    distance = models.CharField(
        _("jarak"),
        max_length=6,
        choices=Distance.choices,
        default=Distance.HOME,
        help_text=_("Hanya menentukan di antara pembagian yang sama baiknya menurut pilihan."),
    )
    least_together = models.PositiveSmallIntegerField(
        _("paling sedikit siswa di satu tempat"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_TOGETHER)],
        help_text=_("2: tidak ada yang sendirian. Tempat dengan kursi lebih sedikit tidak diisi."),
    )

    objects = OfPeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("ketentuan pembagian")
        verbose_name_plural = _("ketentuan pembagian")
        ordering = ["period", "pk"]
        constraints = [
            choices_check("agreement", Demand),
            choices_check("distance", Distance),
            models.CheckConstraint(
                condition=Q(least_together__gte=1, least_together__lte=MOST_TOGETHER),
                name="placements_assignmentrules_least_plausible",
                violation_error_message=_("Antara 1 dan 20 siswa."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period_id}: {self.agreement}"


class PairKind(models.TextChoices):
    TOGETHER = "together", _("Bersama")
    APART = "apart", _("Terpisah")


class OfPupilsOfPeriodQuerySet(OfPupilsQuerySet):
    def editable_by(self, actor: Actor) -> Self:
        return self.filter(period__in=PlacementPeriod.objects.assignable_by(actor).values("pk"))


@track()
class PupilPair(models.Model):
    """Two pupils who go to one place, or must not: siblings, one motorcycle, a quarrel."""

    trigger_violations = {"placements_pupilpair_within_school": ("one", STRANGER)}

    public_id = PublicIdField()
    period = models.ForeignKey(
        PlacementPeriod,
        on_delete=models.CASCADE,
        related_name="pupil_pairs",
        verbose_name=_("periode"),
    )
    one = models.ForeignKey(
        Pupil, on_delete=models.PROTECT, related_name="+", verbose_name=_("siswa")
    )
    other = models.ForeignKey(
        Pupil, on_delete=models.PROTECT, related_name="+", verbose_name=_("siswa lain")
    )
    kind = models.CharField(_("ketentuan"), max_length=8, choices=PairKind.choices)

    objects = OfPeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("pasangan siswa")
        verbose_name_plural = _("pasangan siswa")
        ordering = ["period", "pk"]
        triggers = [of_own_pupils("placements_pupilpair", "one_id", "other_id")]
        constraints = [
            choices_check("kind", PairKind),
            # In one order only, so that a pair is one row.
            models.CheckConstraint(
                condition=Q(one__lt=F("other")),
                name="placements_pupilpair_of_two",
                violation_error_message=_("Pilih dua siswa yang berbeda."),
            ),
            models.UniqueConstraint(
                fields=["period", "one", "other"],
                name="placements_pupilpair_once",
                violation_error_message=_("Kedua siswa ini sudah berpasangan."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} {self.kind} {self.other_id}"


class PlaceRuleKind(models.TextChoices):
    FIXED = "fixed", _("Ditetapkan di sini")
    FORBIDDEN = "forbidden", _("Tidak di sini")


@track()
class PlaceRule(models.Model):
    """Where a pupil goes, or does not, because the school has said so; the solver does the rest."""

    trigger_violations = {
        "placements_placerule_within_school": ("pupil", STRANGER),
        "placements_placerule_of_taken_seats": ("opening", UNBOOKED),
    }

    public_id = PublicIdField()
    period = models.ForeignKey(
        PlacementPeriod,
        on_delete=models.CASCADE,
        related_name="place_rules",
        verbose_name=_("periode"),
    )
    pupil = models.ForeignKey(
        Pupil, on_delete=models.PROTECT, related_name="place_rules", verbose_name=_("siswa")
    )
    opening = models.ForeignKey(
        Opening, on_delete=models.PROTECT, related_name="+", verbose_name=_("tempat PKL")
    )
    kind = models.CharField(_("ketentuan"), max_length=9, choices=PlaceRuleKind.choices)

    objects = OfPupilsOfPeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("ketetapan tempat")
        verbose_name_plural = _("ketetapan tempat")
        ordering = ["period", "pk"]
        triggers = [
            of_own_pupils("placements_placerule", "pupil_id"),
            of_booked_places("placements_placerule"),
        ]
        constraints = [
            choices_check("kind", PlaceRuleKind),
            models.UniqueConstraint(
                fields=["period", "pupil", "opening"],
                name="placements_placerule_once",
                violation_error_message=_("Siswa ini sudah punya ketetapan di tempat itu."),
            ),
            models.UniqueConstraint(
                fields=["period", "pupil"],
                condition=Q(kind=PlaceRuleKind.FIXED),
                name="placements_placerule_fixed_once",
                violation_error_message=_("Siswa ini sudah ditetapkan di tempat lain."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pupil_id} {self.kind} {self.opening_id}"


class RunState(models.TextChoices):
    WAITING = "waiting", _("Menunggu")
    SOLVING = "solving", _("Sedang dihitung")
    DONE = "done", _("Selesai")
    FAILED = "failed", _("Gagal")


ENDED = [RunState.DONE, RunState.FAILED]


class AssignmentRunQuerySet(OfPeriodQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.editable_by(actor)

    def published(self) -> Self:
        return self.filter(published_at__isnull=False)

    def newest_first(self) -> Self:
        return self.order_by("-number", "-pk")


@track(exclude=["revision", "form_token", "created_at", "updated_at", "rules", "kept", "result"])
class AssignmentRun(Editable):
    """One draft of who goes where: asked for, computed by the worker, then kept or forgotten.

    `rules`, `kept` and `result` name pupils and places by their random addresses, never by name.
    """

    public_id = PublicIdField()
    period = models.ForeignKey(
        PlacementPeriod,
        on_delete=models.CASCADE,
        related_name="assignment_runs",
        verbose_name=_("periode"),
    )
    number = models.PositiveSmallIntegerField(_("draf ke-"))
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("berasal dari draf"),
    )
    rules = models.JSONField(_("ketentuan saat itu"), default=dict)
    kept = models.JSONField(_("tempat yang dipertahankan"), default=dict)
    result = models.JSONField(_("hasil perhitungan"), default=dict)
    state = models.CharField(
        _("status"), max_length=7, choices=RunState.choices, default=RunState.WAITING
    )
    failure = models.CharField(_("sebab gagal"), max_length=300, blank=True)
    failed_on = models.ForeignKey(
        Pupil,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("gagal pada siswa"),
    )
    begun_at = models.DateTimeField(_("mulai dihitung pada"), null=True, blank=True)
    ended_at = models.DateTimeField(_("selesai dihitung pada"), null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("diminta oleh"),
    )
    published_at = models.DateTimeField(_("diterbitkan pada"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("diterbitkan oleh"),
    )

    objects = AssignmentRunQuerySet.as_manager()

    if TYPE_CHECKING:
        places: "RelatedManager[AssignedPlace]"

    class Meta:
        verbose_name = _("draf pembagian")
        verbose_name_plural = _("draf pembagian")
        ordering = ["period", "-number", "-pk"]
        constraints = [
            choices_check("state", RunState),
            both_or_neither("published_at", "published_by", message=_("Sebutkan siapa dan kapan.")),
            models.CheckConstraint(
                condition=Q(state__in=ENDED, begun_at__isnull=False, ended_at__isnull=False)
                | Q(state=RunState.SOLVING, begun_at__isnull=False, ended_at__isnull=True)
                | Q(state=RunState.WAITING, begun_at__isnull=True, ended_at__isnull=True),
                name="placements_assignmentrun_times_of_state",
                violation_error_message=_("Waktu perhitungan tidak sesuai dengan statusnya."),
            ),
            models.CheckConstraint(
                condition=(Q(state=RunState.FAILED) & ~Q(failure=""))
                | (~Q(state=RunState.FAILED) & Q(failure="", failed_on__isnull=True)),
                name="placements_assignmentrun_failure_told",
                violation_error_message=_("Kegagalan menyebut sebabnya."),
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(state=RunState.DONE),
                name="placements_assignmentrun_published_when_done",
                violation_error_message=_("Hanya draf yang selesai dihitung dapat diterbitkan."),
            ),
            models.UniqueConstraint(
                fields=["period", "number"],
                name="placements_assignmentrun_number_once",
                violation_error_message=_("Nomor draf ini sudah ada."),
            ),
            models.UniqueConstraint(
                fields=["period"],
                condition=Q(published_at__isnull=False),
                name="placements_assignmentrun_published_once",
                violation_error_message=_("Pembagian periode ini sudah diterbitkan."),
            ),
        ]

    def __str__(self) -> str:
        return str(_("Draf %d") % self.number)

    @property
    def is_done(self) -> bool:
        return self.state == RunState.DONE

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    @property
    def distance(self) -> str:
        """From where its kilometres were counted: a `Distance`."""
        return str(self.rules.get("distance", Distance.HOME))

    @property
    def is_partial(self) -> bool:
        """Whether it keeps what another draft had given to most."""
        return bool(self.kept)


CHOSE_NOTHING = Q(rank__isnull=True, better=[])


class AssignedPlaceQuerySet(OfPupilsQuerySet):
    def for_reading(self) -> Self:
        return self.select_related(
            "pupil",
            "opening__hosting__partner__regency",
            "opening__site__regency",
            "opening__concentration",
        ).order_by("pupil__sort_key", "pupil")


class AssignedPlace(models.Model):
    """What a draft gives to a pupil: a place and which choice it was, or none.

    `better`: choices that would have been better and why they were not to be had, as
    `reasons.told_of` writes them. `tenths`: the way there in tenths of a kilometre.
    """

    trigger_violations = {
        "placements_assignedplace_within_school": ("pupil", STRANGER),
        "placements_assignedplace_of_taken_seats": ("opening", UNBOOKED),
    }

    run = models.ForeignKey(
        AssignmentRun, on_delete=models.CASCADE, related_name="places", verbose_name=_("draf")
    )
    pupil = models.ForeignKey(
        Pupil, on_delete=models.PROTECT, related_name="assigned_places", verbose_name=_("siswa")
    )
    opening = models.ForeignKey(
        Opening,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("tempat PKL"),
    )
    rank = models.PositiveSmallIntegerField(_("pilihan ke-"), null=True, blank=True)
    tenths = models.PositiveIntegerField(_("jarak (0,1 km)"), null=True, blank=True)
    is_fixed = models.BooleanField(_("ditetapkan"), default=False)
    better = models.JSONField(_("pilihan yang lebih baik"), default=list)

    objects = AssignedPlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("tempat dalam draf")
        verbose_name_plural = _("tempat dalam draf")
        ordering = ["run", "pupil", "pk"]
        triggers = [
            of_own_pupils("placements_assignedplace", "pupil_id", is_of_run=True),
            of_booked_places("placements_assignedplace", is_of_run=True),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "pupil"],
                name="placements_assignedplace_once",
                violation_error_message=_("Setiap siswa sekali dalam satu draf."),
            ),
            models.CheckConstraint(
                condition=Q(opening__isnull=False)
                | Q(rank__isnull=True, tenths__isnull=True, is_fixed=False),
                name="placements_assignedplace_facts_of_place",
                violation_error_message=_("Tanpa tempat tidak ada urutan dan jarak."),
            ),
            models.CheckConstraint(
                condition=Q(rank__isnull=True) | Q(rank__gte=1, rank__lte=MOST_CHOICES),
                name="placements_assignedplace_rank_counted",
                violation_error_message=_("Paling banyak lima pilihan."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pupil_id}: {self.opening_id}"

    @property
    def chose_nothing(self) -> bool:
        """Whether the pupil had chosen no place: neither what it got nor anything better."""
        return self.rank is None and not self.better

    @property
    def kilometres(self) -> float | None:
        return None if self.tenths is None else self.tenths / 10
