"""What a pupil's PKL is worth: the instruktur's marks, the supervisor's, and the final one."""

from decimal import Decimal
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.history import track
from accounts.records import Editable, PublicIdField
from partnerships.placements.guests import Follower, MentorGuest, PupilGuest
from partnerships.placements.models.journals import OfPlacementQuerySet
from partnerships.placements.models.learning import LearningGoal
from partnerships.placements.models.periods import PlacementPeriod
from partnerships.placements.models.placements import Placement
from partnerships.placements.models.words import Said
from partnerships.placements.triggers.following import SETTLED, not_settled
from schools.models.pupils import Pupil

LEAST, MOST = 0, 100
SCORE = [MinValueValidator(LEAST), MaxValueValidator(MOST)]


def _scored(field: str, name: str, *, optional: bool = False) -> models.CheckConstraint:
    condition = Q(**{f"{field}__gte": LEAST, f"{field}__lte": MOST})
    return models.CheckConstraint(
        condition=condition | Q(**{f"{field}__isnull": True}) if optional else condition,
        name=name,
        violation_error_message=_("Nilai antara 0 dan 100."),
    )


@track(exclude=["revision", "form_token", "created_at", "updated_at"])
class Assessment(Said, Editable):
    """What the host says of a pupil at the end: a mark for each learning goal, and a word."""

    placement = models.OneToOneField(
        Placement,
        on_delete=models.CASCADE,
        related_name="assessment",
        verbose_name=_("penempatan"),
    )
    remark = models.TextField(_("kesan dan saran"), blank=True, max_length=2000)
    submitted_at = models.DateTimeField(_("dikirim pada"), null=True, blank=True)

    objects = OfPlacementQuerySet.as_manager()

    class Meta(Said.Meta):
        verbose_name = _("penilaian dunia kerja")
        verbose_name_plural = _("penilaian dunia kerja")
        ordering = ["placement"]
        constraints = [*Said.Meta.constraints]

    def __str__(self) -> str:
        return f"Penilaian {self.placement_id}"


@track()
class GoalMark(models.Model):
    """The host's mark for one learning goal, 0 to 100, and a sentence that explains it."""

    trigger_violations = {"placements_goalmark_not_settled": ("mark", SETTLED)}

    assessment = models.ForeignKey(
        Assessment, on_delete=models.CASCADE, related_name="marks", verbose_name=_("penilaian")
    )
    goal = models.ForeignKey(
        LearningGoal,
        on_delete=models.PROTECT,
        related_name="marks",
        verbose_name=_("tujuan pembelajaran"),
    )
    mark = models.PositiveSmallIntegerField(_("nilai"), validators=SCORE)
    sentence = models.CharField(_("deskripsi"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("nilai tujuan pembelajaran")
        verbose_name_plural = _("nilai tujuan pembelajaran")
        ordering = ["assessment", "pk"]
        triggers = [
            not_settled(
                "goalmark",
                placement="(SELECT placement_id FROM placements_assessment"
                " WHERE id = {row}.assessment_id)",
            )
        ]
        constraints = [
            _scored("mark", "placements_goalmark_mark_scored"),
            models.UniqueConstraint(
                fields=["assessment", "goal"],
                name="placements_goalmark_once",
                violation_error_message=_("Tujuan pembelajaran ini sudah dinilai."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.goal_id}: {self.mark}"


@track(exclude=["revision", "form_token", "created_at", "updated_at"])
class SupervisorMark(Said, Editable):
    """What the supervising teacher gives: for the conduct of the PKL, and for the report."""

    trigger_violations = {"placements_supervisormark_not_settled": ("mark", SETTLED)}

    placement = models.OneToOneField(
        Placement,
        on_delete=models.CASCADE,
        related_name="supervisor_mark",
        verbose_name=_("penempatan"),
    )
    mark = models.PositiveSmallIntegerField(
        _("nilai pembimbingan"), validators=SCORE, null=True, blank=True
    )
    report = models.PositiveSmallIntegerField(
        _("nilai laporan"), validators=SCORE, null=True, blank=True
    )
    sentence = models.CharField(_("deskripsi"), max_length=500, blank=True)

    objects = OfPlacementQuerySet.as_manager()

    class Meta(Said.Meta):
        verbose_name = _("nilai guru pembimbing")
        verbose_name_plural = _("nilai guru pembimbing")
        ordering = ["placement"]
        triggers = [not_settled("supervisormark", facts=("mark", "report"))]
        constraints = [
            *Said.Meta.constraints,
            _scored("mark", "placements_supervisormark_mark_scored", optional=True),
            _scored("report", "placements_supervisormark_report_scored", optional=True),
        ]

    def __str__(self) -> str:
        return f"Nilai pembimbing {self.placement_id}"


@track(exclude=["revision", "form_token", "created_at", "updated_at"])
class MarkWeights(Editable):
    """How a school weighs the parts of the final mark in a period, in per cent."""

    period = models.OneToOneField(
        PlacementPeriod,
        on_delete=models.CASCADE,
        related_name="weights",
        verbose_name=_("periode"),
    )
    host = models.PositiveSmallIntegerField(_("dunia kerja"), default=60, validators=SCORE)
    supervisor = models.PositiveSmallIntegerField(
        _("guru pembimbing"), default=20, validators=SCORE
    )
    report = models.PositiveSmallIntegerField(_("laporan"), default=20, validators=SCORE)
    presence = models.PositiveSmallIntegerField(
        _("kehadiran"),
        default=0,
        validators=SCORE,
        help_text=_("Persen hari hadir dari hari yang tercatat."),
    )

    class Meta:
        verbose_name = _("bobot nilai")
        verbose_name_plural = _("bobot nilai")
        ordering = ["period"]
        constraints = [
            models.CheckConstraint(
                condition=Q(host=100 - F("supervisor") - F("report") - F("presence")),
                name="placements_markweights_sum_to_hundred",
                violation_error_message=_("Jumlah bobotnya 100."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.host}/{self.supervisor}/{self.report}/{self.presence}"


class FinalMarkQuerySet(models.QuerySet["FinalMark"]):
    def visible_to(self, actor: Follower) -> Self:
        """Who sees the placements that it rests on; a host sees only what it gave itself."""
        if isinstance(actor, MentorGuest):
            return self.none()
        if isinstance(actor, PupilGuest):
            return self.filter(pupil=actor.pupil.pk)
        seen = Placement.objects.visible_to(actor).filter(
            period=models.OuterRef("period"), pupil=models.OuterRef("pupil")
        )
        return self.filter(models.Exists(seen))

    def standing(self) -> Self:
        return self.filter(reopened_at__isnull=True)


@track()
class FinalMark(models.Model):
    """The mark of a pupil's PKL in a period, as settled: weighed by days where hosts changed.

    `parts` keeps what it was reckoned from, so that it can be explained when weights have changed.
    """

    public_id = PublicIdField()
    period = models.ForeignKey(
        PlacementPeriod,
        on_delete=models.PROTECT,
        related_name="final_marks",
        verbose_name=_("periode"),
    )
    pupil = models.ForeignKey(
        Pupil, on_delete=models.PROTECT, related_name="final_marks", verbose_name=_("siswa")
    )
    mark = models.DecimalField(_("nilai akhir"), max_digits=5, decimal_places=2)
    description = models.TextField(_("deskripsi capaian"), blank=True, max_length=2000)
    parts = models.JSONField(_("rincian"), default=dict)
    settled_at = models.DateTimeField(_("ditetapkan pada"))
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ditetapkan oleh"),
    )
    reopened_at = models.DateTimeField(_("dibuka kembali pada"), null=True, blank=True)
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("dibuka kembali oleh"),
    )
    reopened_because = models.CharField(_("alasan dibuka kembali"), max_length=300, blank=True)

    objects = FinalMarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("nilai akhir PKL")
        verbose_name_plural = _("nilai akhir PKL")
        ordering = ["period", "pupil", "-settled_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(mark__gte=Decimal(LEAST), mark__lte=Decimal(MOST)),
                name="placements_finalmark_mark_scored",
                violation_error_message=_("Nilai antara 0 dan 100."),
            ),
            models.CheckConstraint(
                condition=Q(reopened_at__isnull=True, reopened_because="")
                | Q(reopened_at__isnull=False, reopened_because__regex=r"\S"),
                name="placements_finalmark_reopened_why",
                violation_error_message=_("Tuliskan mengapa nilai ini dibuka kembali."),
            ),
            models.UniqueConstraint(
                fields=["period", "pupil"],
                condition=Q(reopened_at__isnull=True),
                name="placements_finalmark_once",
                violation_error_message=_("Nilai akhir siswa ini sudah ditetapkan."),
            ),
        ]

    def __str__(self) -> str:
        return f"Nilai akhir {self.public_id}"
