"""One pupil at one host: the placement, the steps of its life, and what was asked of the host."""

from datetime import date, datetime
from typing import Self

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.history import track
from accounts.records import Editable, PublicIdField, both_or_neither, choices_check
from accounts.roles import Permission, Role
from accounts.templatetags.reading import day
from partnerships.agreements.models import Agreement
from partnerships.partners.models import Contact, Partner
from partnerships.placements.guests import Follower, MentorGuest, PartnerGuest, PupilGuest
from partnerships.placements.lifecycle import (
    AHEAD,
    AT_HOST,
    BEGUN,
    DONE,
    HOLDING,
    REDATE,
    STANDING,
    UNDER_WAY,
    UNDO_WITHIN,
    PlacementState,
)
from partnerships.placements.models.days import DateMultirangeField, spans
from partnerships.placements.models.hosting import Opening
from partnerships.placements.models.links import PartnerLink
from partnerships.placements.models.periods import (
    GRADE_CHOICES,
    PeriodSupervisor,
    PlacementPeriod,
    follows_pupils,
)
from partnerships.placements.triggers.placements import (
    follows_moves,
    placed_as_booked,
    within_school,
)
from schools.actors import Actor
from schools.models import Concentration
from schools.models.pupils import Pupil


class PlacementQuerySet(models.QuerySet["Placement"]):
    def visible_to(self, actor: Actor | PartnerGuest | MentorGuest | PupilGuest) -> Self:
        """Head and admin: the own school's; kaprog: the own konsentrasi's; a supervisor: the own;
        a host: those that it has been asked for by the school that handed out its link, for that
        school has seen the link and its PIN; its instruktur: whom they guide; a pupil: the own.
        Placements name pupils: nobody else."""
        if isinstance(actor, PartnerGuest):
            processed = Pupil.objects.processed().values("pk")
            asked = self.asked_of(actor.partner).filter(pupil__in=processed)
            return asked.filter(period__school=actor.link.school_id)
        if isinstance(actor, PupilGuest):
            return self.filter(pupil=actor.pupil.pk).exclude(state=PlacementState.PLANNED)
        if isinstance(actor, MentorGuest):
            return self._guided_by(actor)
        if actor.is_superuser or actor.is_system:
            return self
        if actor.school is None or actor.membership is None:
            return self.none()
        own = self.filter(period__school=actor.school.pk)
        if actor.can(Permission.KEEP_PUPILS):
            return own
        mine = Q(supervisor__membership=actor.membership.pk)
        if actor.role is Role.KAPROG:
            mine |= Q(concentration__in=actor.membership.concentrations.values("pk"))
        elif actor.role is not Role.SUPERVISOR:
            return self.none()
        return own.filter(mine, pupil__in=Pupil.objects.processed().values("pk"))

    def editable_by(self, actor: Actor) -> Self:
        """Who places the pupils of the school; a kaprog those of the own konsentrasi."""
        if not actor.can(Permission.PLACE_PUPILS):
            return self.none()
        return self.visible_to(actor)

    def asked_of(self, partner: Partner) -> Self:
        """Those that the partner has been asked to take."""
        asked = self.filter(opening__hosting__partner=partner.pk)
        return asked.exclude(state__in=[PlacementState.PLANNED, PlacementState.CANCELLED])

    def _guided_by(self, mentor: MentorGuest) -> Self:
        """Whom the instruktur guides, for the schools whose links he or she has opened."""
        guided = Q(pk__in=[])
        for link in mentor.links:
            guided |= Q(mentor=link.contact_id, period__school=link.school_id)
        processed = Pupil.objects.processed().values("pk")
        return self.under_way().filter(guided, pupil__in=processed)

    def followed_by(self, actor: Follower) -> Self:
        """Whose journals, presence and marks the actor may write: who places them, their own
        supervisor and instruktur, and they themselves."""
        if not isinstance(actor, Actor):
            return self.visible_to(actor)
        return self.visible_to(actor) if follows_pupils(actor) else self.none()

    def countable_by(self, actor: Actor) -> Self:
        """What an office may count of the schools that it answers for; never to be listed."""
        if actor.office is None:
            return self.none()
        counted = Pupil.objects.countable_by(actor).values("pk")
        return self.filter(pupil__in=counted)

    def with_ends(self) -> Self:
        """Each with `begins` and `ends`, its first and its last day."""
        day = models.DateField()
        # Half-open: the last day is the one before.
        last = models.Func("days", template="(upper(%(expressions)s) - 1)", output_field=day)
        first = models.Func("days", function="lower", output_field=day)
        return self.annotate(begins=first, ends=last)

    def holding(self) -> Self:
        """Those that keep a seat: planned, asked for, agreed to or running."""
        return self.filter(state__in=HOLDING)

    def standing(self) -> Self:
        """Those that keep their days: holding a seat, or done."""
        return self.filter(state__in=STANDING)

    def ahead(self) -> Self:
        return self.filter(state__in=AHEAD)

    def at_host(self) -> Self:
        return self.filter(state__in=AT_HOST)

    def under_way(self) -> Self:
        return self.filter(state__in=UNDER_WAY)

    def begun(self) -> Self:
        return self.filter(state__in=BEGUN)

    def done(self) -> Self:
        return self.filter(state__in=DONE)

    def for_reading(self) -> Self:
        """With all that a row names; pupils in their order."""
        return self.select_related(
            "pupil",
            "period__school",
            "concentration",
            "opening__hosting__partner__regency",
            "opening__site__regency",
            "supervisor__membership__user",
            "mentor",
        ).order_by("pupil__sort_key", "pk")


@track(exclude=["revision", "form_token", "created_at", "updated_at"])
class Placement(Editable):
    """PKL of one pupil at one host on certain days; a pupil may have several, never on one day.

    The class, grade and konsentrasi are those of the start: a placement may cross the turn of
    the school year.
    """

    merge_policy = {"mentor": "keep", "sender": "keep"}
    trigger_violations = {
        "placements_placement_within_school": ("pupil", _("Siswa ini dari sekolah lain.")),
        "placements_placement_days_of_period": (
            "days",
            _("Tanggalnya di luar periode."),
        ),
        "placements_placement_supervisor_of_period": (
            "supervisor",
            _("Guru ini bukan pembimbing periode itu."),
        ),
        "placements_placement_mentor_of_host": (
            "mentor",
            _("Instruktur ini dari mitra lain."),
        ),
        "placements_placement_as_booked": (
            "opening",
            _("Sekolah belum memesan kursi di sana untuk periode ini."),
        ),
        "placements_placement_seats_suffice": (
            "opening",
            _("Kursi yang dipesan sudah terisi; pesan lebih banyak atau pilih yang lain."),
        ),
        "placements_placement_born_planned": ("state", _("Penempatan dimulai sebagai rencana.")),
        "placements_placement_lifecycle": ("state", _("Langkah ini tidak ada untuk status itu.")),
    }

    public_id = PublicIdField()
    period = models.ForeignKey(
        PlacementPeriod,
        on_delete=models.PROTECT,
        related_name="placements",
        verbose_name=_("periode"),
    )
    pupil = models.ForeignKey(
        Pupil, on_delete=models.PROTECT, related_name="placements", verbose_name=_("siswa")
    )
    opening = models.ForeignKey(
        Opening,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="placements",
        verbose_name=_("tempat PKL"),
    )
    own_unit = models.CharField(
        _("unit sekolah sendiri"),
        max_length=150,
        blank=True,
        help_text=_("Teaching factory atau unit produksi sekolah, sebagai kegiatan pengganti PKL."),
    )
    days = DateMultirangeField(_("hari"))
    class_name = models.CharField(_("kelas saat mulai"), max_length=60, blank=True)
    grade = models.PositiveSmallIntegerField(_("tingkat saat mulai"), choices=GRADE_CHOICES)
    concentration = models.ForeignKey(
        Concentration,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("konsentrasi keahlian saat mulai"),
    )
    supervisor = models.ForeignKey(
        PeriodSupervisor,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="placements",
        verbose_name=_("guru pembimbing"),
    )
    mentor = models.ForeignKey(
        Contact,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="mentored",
        verbose_name=_("instruktur"),
    )
    agreement = models.ForeignKey(
        Agreement,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="placements",
        verbose_name=_("dasar kerja sama"),
    )
    state = models.CharField(
        _("status"),
        max_length=11,
        choices=PlacementState.choices,
        default=PlacementState.PLANNED,
        editable=False,
    )
    work = models.CharField(
        _("bagian atau pekerjaan"), max_length=200, blank=True, help_text=_("Seperti pada surat.")
    )
    hours_per_day = models.DecimalField(
        _("jam per hari"), max_digits=3, decimal_places=1, null=True, blank=True
    )
    works_at_night = models.BooleanField(_("bekerja malam (18.00 sampai 06.00)"), default=False)
    works_overtime = models.BooleanField(_("lembur"), default=False)
    hazard = models.CharField(
        _("pekerjaan berbahaya"),
        max_length=200,
        blank=True,
        help_text=_("Misalnya bubut, las, listrik tegangan; kosong bila tidak ada."),
    )
    safety_note = models.TextField(
        _("pengamanan K3"),
        blank=True,
        max_length=1000,
        help_text=_("Alat pelindung, pendampingan, pelatihan sebelum mulai."),
    )
    insurance_number = models.CharField(_("nomor peserta JKK/JKM"), max_length=40, blank=True)
    insured_since = models.DateField(_("dijamin sejak"), null=True, blank=True)
    insured_until = models.DateField(_("dijamin sampai dengan"), null=True, blank=True)
    sender = models.ForeignKey(
        Partner,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lembaga pengirim"),
        help_text=_("Pemegang izin SO, bila PKL di luar negeri."),
    )
    departs_on = models.DateField(_("berangkat ke luar negeri pada"), null=True, blank=True)
    accepted_on = models.DateField(_("surat balasan tertanggal"), null=True, blank=True)
    accepted_number = models.CharField(_("nomor surat balasan"), max_length=100, blank=True)
    note = models.TextField(_("catatan"), blank=True, max_length=2000)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        verbose_name = _("penempatan")
        verbose_name_plural = _("penempatan")
        ordering = ["period", "pupil", "pk"]
        triggers = [within_school(), follows_moves(), placed_as_booked()]
        constraints = [
            choices_check("state", PlacementState),
            models.CheckConstraint(
                condition=Q(grade__in=[grade for grade, _name in GRADE_CHOICES]),
                name="placements_placement_grade_listed",
                violation_error_message=_("Kelas X sampai XIII."),
            ),
            models.CheckConstraint(
                condition=Q(opening__isnull=False, own_unit="")
                | (Q(opening__isnull=True) & Q(own_unit__regex=r"\S")),
                name="placements_placement_one_host",
                violation_error_message=_(
                    "Pilih tempat di mitra, atau sebut unit sekolah sendiri."
                ),
            ),
            models.CheckConstraint(
                condition=Q(hours_per_day__isnull=True)
                | Q(hours_per_day__gt=0, hours_per_day__lte=12),
                name="placements_placement_hours_plausible",
                violation_error_message=_("Jam per hari lebih dari 0 dan paling banyak 12."),
            ),
            models.CheckConstraint(
                condition=Q(insured_until__isnull=True)
                | Q(insured_since__isnull=False, insured_until__gte=models.F("insured_since")),
                name="placements_placement_insured_in_order",
                violation_error_message=_("Jaminan berakhir pada atau setelah tanggal mulainya."),
            ),
            # Two hosts in a period, but never on one day (decision 24: real days).
            ExclusionConstraint(
                name="placements_placement_never_two_at_once",
                expressions=[("pupil", RangeOperators.EQUAL), ("days", RangeOperators.OVERLAPS)],
                condition=Q(state__in=STANDING),
                violation_error_message=_(
                    "Siswa ini sudah ditempatkan di tempat lain pada sebagian hari itu."
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["period", "state"], name="placements_by_period_state"),
            models.Index(fields=["opening", "period"], name="placements_by_opening"),
        ]

    def __str__(self) -> str:
        return f"Penempatan {self.public_id}"

    @property
    def first_day(self) -> date:
        return spans(self.days)[0][0]

    @property
    def last_day(self) -> date:
        return spans(self.days)[-1][1]

    @property
    def host_name(self) -> str:
        return self.opening.hosting.partner.printed_name if self.opening else self.own_unit


@track()
class PlacementStep(models.Model):
    """One change of a placement's state: which move, who did it (or by which link), why."""

    placement = models.ForeignKey(
        Placement, on_delete=models.CASCADE, related_name="steps", verbose_name=_("penempatan")
    )
    move = models.CharField(_("langkah"), max_length=20)
    source = models.CharField(_("dari"), max_length=11, choices=PlacementState.choices)
    target = models.CharField(_("ke"), max_length=11, choices=PlacementState.choices)
    days = DateMultirangeField(_("hari sebelumnya"))
    at = models.DateTimeField(_("pada"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("oleh"),
    )
    through = models.ForeignKey(
        PartnerLink,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lewat tautan mitra"),
    )
    role = models.CharField(_("sebagai"), max_length=200, blank=True)
    reason = models.TextField(_("alasan"), blank=True, max_length=1000)
    undone_at = models.DateTimeField(_("diurungkan pada"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("diurungkan oleh"),
    )

    class Meta:
        verbose_name = _("langkah penempatan")
        verbose_name_plural = _("langkah penempatan")
        ordering = ["placement", "-at", "-pk"]
        constraints = [
            choices_check("source", PlacementState),
            choices_check("target", PlacementState),
            both_or_neither("undone_at", "undone_by", message=_("Sebutkan siapa dan kapan.")),
            models.CheckConstraint(
                condition=Q(by__isnull=True) | Q(through__isnull=True),
                name="placements_placementstep_one_actor",
                violation_error_message=_("Satu langkah dilakukan satu pihak."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"

    @property
    def told(self) -> str:
        """What the history calls it."""
        if self.move == REDATE:
            parts = spans(self.days)
            words = {"first": day(parts[0][0]), "last": day(parts[-1][1])}
            told = _("Tanggal diubah, semula %(first)s sampai dengan %(last)s")
            return str(told % words)
        return self.get_target_display()

    def may_be_undone(self, *, at: datetime) -> bool:
        """Within a week; what the host said by its link stays its word."""
        return self.undone_at is None and self.through_id is None and at - self.at <= UNDO_WITHIN
