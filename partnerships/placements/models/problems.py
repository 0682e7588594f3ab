"""What goes wrong at a host, as a pupil tells it: it reaches the supervisor at once."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.history import track
from accounts.records import PublicIdField, both_or_neither, choices_check
from partnerships.placements.guests import MentorGuest, PupilGuest
from partnerships.placements.models.placements import Placement
from partnerships.placements.models.words import Said
from schools.actors import Actor


class ProblemKind(models.TextChoices):
    ACCIDENT = "accident", _("Kecelakaan atau keselamatan kerja")
    HARASSMENT = "harassment", _("Perundungan atau pelecehan")
    HOURS = "hours", _("Jam kerja, lembur, atau kerja malam")
    UNRELATED = "unrelated", _("Pekerjaan tidak sesuai kompetensi")
    HEALTH = "health", _("Kesehatan")
    COST = "cost", _("Biaya atau pungutan")
    OTHER = "other", _("Lainnya")


# Told to the head as well; nobody waits with these for the next visit.
URGENT = [ProblemKind.ACCIDENT, ProblemKind.HARASSMENT]


class ProblemReportQuerySet(models.QuerySet["ProblemReport"]):
    def visible_to(self, actor: Actor | PupilGuest | MentorGuest) -> Self:
        """The pupil and the school; never the host, of which it may speak."""
        if isinstance(actor, MentorGuest):
            return self.none()
        return self.filter(placement__in=Placement.objects.visible_to(actor).values("pk"))

    def open(self) -> Self:
        return self.filter(closed_at__isnull=True)

    def in_work_order(self) -> Self:
        """What is open before what is closed, the latest first."""
        return self.order_by(F("closed_at").desc(nulls_first=True), "-at", "-pk")


@track(exclude=["form_token"])
class ProblemReport(Said):
    """A pupil's report that something is wrong, from its telling to what the school did.

    Opened again it is open as before; why stays beside it, what was answered in its history.
    """

    public_id = PublicIdField()
    placement = models.ForeignKey(
        Placement, on_delete=models.CASCADE, related_name="problems", verbose_name=_("penempatan")
    )
    kind = models.CharField(_("tentang"), max_length=10, choices=ProblemKind.choices)
    text = models.TextField(_("apa yang terjadi"), max_length=2000)
    at = models.DateTimeField(_("dilaporkan pada"))
    form_token = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    seen_at = models.DateTimeField(_("ditangani sejak"), null=True, blank=True)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ditangani oleh"),
    )
    closed_at = models.DateTimeField(_("ditutup pada"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ditutup oleh"),
    )
    outcome = models.TextField(_("tindak lanjut sekolah"), blank=True, max_length=2000)
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

    objects = ProblemReportQuerySet.as_manager()

    class Meta(Said.Meta):
        verbose_name = _("laporan masalah")
        verbose_name_plural = _("laporan masalah")
        ordering = ["-at", "pk"]
        constraints = [
            *Said.Meta.constraints,
            choices_check("kind", ProblemKind),
            both_or_neither("seen_at", "seen_by", message=_("Sebutkan siapa dan kapan.")),
            both_or_neither("closed_at", "closed_by", message=_("Sebutkan siapa dan kapan.")),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(outcome__regex=r"\S"),
                name="placements_problemreport_closed_how",
                violation_error_message=_("Tuliskan apa yang sudah dilakukan."),
            ),
            both_or_neither("reopened_at", "reopened_by", message=_("Sebutkan siapa dan kapan.")),
            models.CheckConstraint(
                condition=Q(reopened_at__isnull=True, reopened_because="")
                | Q(reopened_at__isnull=False, reopened_because__regex=r"\S"),
                name="placements_problemreport_reopened_why",
                violation_error_message=_("Tuliskan mengapa laporan ini dibuka kembali."),
            ),
            models.CheckConstraint(
                condition=Q(text__regex=r"\S"),
                name="placements_problemreport_text_given",
                violation_error_message=_("Ceritakan apa yang terjadi."),
            ),
        ]

    def __str__(self) -> str:
        return f"Laporan {self.public_id}"

    @property
    def is_urgent(self) -> bool:
        return self.kind in URGENT
