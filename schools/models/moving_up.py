"""The end of a school year: every class goes up, and the last ones leave."""

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.records import Editable, PublicIdField, both_or_neither
from accounts.roles import Permission
from schools import school_years
from schools.models.classes import FIRST_YEAR, LAST_YEAR
from schools.models.schools import School

if TYPE_CHECKING:
    from schools.actors import Actor


class Fate(models.TextChoices):
    """What becomes of a class; of single pupils also that they stay, or leave for a reason."""

    UP = "up", _("Naik ke kelas")
    STAY = "stay", _("Tinggal kelas")
    OUT = "out", _("Keluar")
    WAIT = "wait", _("Belum diputuskan")


class MoveUpQuerySet(models.QuerySet["MoveUp"]):
    def editable_by(self, actor: "Actor") -> "MoveUpQuerySet":
        if actor.school is None or not actor.can(Permission.KEEP_PUPILS):
            return self.none()
        return self.filter(school=actor.school)

    def drafts(self) -> "MoveUpQuerySet":
        return self.filter(applied_at__isnull=True)

    def done(self) -> "MoveUpQuerySet":
        """Applied, and not taken back."""
        return self.filter(applied_at__isnull=False, undone_at__isnull=True)


class MoveUp(Editable):
    """How the classes of one school go up into the next year: first a plan, then what was done.

    `classes` says of a class (by its random address) what was decided about it, and `exceptions`
    the same of single pupils: each `{"fate", "to"}`, where `to` is the name of the class that
    follows or the reason of leaving. What nobody decided is proposed anew each time. `moved`,
    `left` and `made` are what undoing needs: keys, no names.
    """

    merge_policy = {"school": "stay"}

    public_id = PublicIdField()
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, related_name="+", verbose_name=_("sekolah")
    )
    from_year = models.PositiveSmallIntegerField(_("dari tahun ajaran"))
    graduates_on = models.DateField(_("hari terakhir yang lulus atau keluar"))
    classes = models.JSONField(_("kelas"), default=dict)
    exceptions = models.JSONField(_("pengecualian"), default=dict)
    moved = models.JSONField(_("yang pindah"), default=list)
    left = models.JSONField(_("yang keluar"), default=list)
    made = models.JSONField(_("kelas baru"), default=list)
    applied_at = models.DateTimeField(_("diterapkan pada"), null=True, blank=True)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("diterapkan oleh"),
    )
    undone_at = models.DateTimeField(_("diurungkan pada"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("diurungkan oleh"),
    )

    objects = MoveUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("kenaikan kelas")
        verbose_name_plural = _("kenaikan kelas")
        ordering = ["school", "-from_year", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(from_year__range=(FIRST_YEAR, LAST_YEAR)),
                name="schools_moveup_year_plausible",
                violation_error_message=_("Tahun ajaran ini tidak masuk akal."),
            ),
            # Done twice, everybody would be two classes further.
            models.UniqueConstraint(
                fields=["school", "from_year"],
                condition=Q(undone_at__isnull=True),
                name="schools_moveup_once",
                violation_error_message=_("Kenaikan kelas tahun ajaran ini sudah ada."),
            ),
            both_or_neither(
                "applied_at", "applied_by", message=_("Penerapan menyebut waktu dan orangnya.")
            ),
            both_or_neither(
                "undone_at", "undone_by", message=_("Pengurungan menyebut waktu dan orangnya.")
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True)
                | Q(applied_at__isnull=False, undone_at__gte=F("applied_at")),
                name="schools_moveup_undone_after_applied",
                violation_error_message=_("Yang diurungkan sudah pernah diterapkan."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_label} → {self.to_label}"

    @property
    def from_label(self) -> str:
        return school_years.label(self.from_year)

    @property
    def to_year(self) -> int:
        return self.from_year + 1

    @property
    def to_label(self) -> str:
        return school_years.label(self.to_year)

    @property
    def first_day(self) -> date:
        """On which those who go up sit in their new class."""
        return school_years.first_day(self.to_year)
