from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.history import track
from accounts.records import PublicIdField
from schools.models.schools import School


class SchoolMerge(models.Model):
    """One record of a school folded into another, with what changed, so that it can be undone.

    `changes` and `folded` have the shape of accounts.merging.Ledger; `known_name` is the name that
    the merge added to the remaining school; `left` lists what an undo could not restore.
    """

    merge_policy = {"kept": "stay", "merged": "stay"}

    public_id = PublicIdField()
    kept = models.ForeignKey(
        School, on_delete=models.PROTECT, related_name="merges", verbose_name=_("yang tetap")
    )
    merged = models.ForeignKey(
        School, on_delete=models.PROTECT, related_name="+", verbose_name=_("yang digabung")
    )
    changes = models.JSONField(_("perubahan"), default=list)
    folded = models.JSONField(_("baris yang sudah ada"), default=list)
    known_name = models.CharField(_("nama yang ditambahkan"), max_length=150, blank=True)
    left = models.JSONField(_("tidak dikembalikan"), default=list)
    merged_at = models.DateTimeField(_("digabung pada"))
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("digabung oleh"),
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

    class Meta:
        verbose_name = _("penggabungan sekolah")
        verbose_name_plural = _("penggabungan sekolah")
        ordering = ["-merged_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kept=F("merged")),
                name="schools_schoolmerge_two_schools",
                violation_error_message=_("Pilih dua sekolah yang berbeda."),
            ),
            models.UniqueConstraint(
                fields=["merged"],
                condition=Q(undone_at__isnull=True),
                name="schools_schoolmerge_once",
                violation_error_message=_("Catatan ini sudah digabung."),
            ),
            models.CheckConstraint(
                condition=Q(undone_by__isnull=True) | Q(undone_at__isnull=False),
                name="schools_schoolmerge_undone_with_moment",
                violation_error_message=_("Catat kapan penggabungan diurungkan."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.merged_id} → {self.kept_id}"


@track()
class ToldApart(models.Model):
    """Two schools that look like one and that somebody says are two."""

    merge_policy = {"first": "stay", "second": "stay"}

    first = models.ForeignKey(
        School, on_delete=models.CASCADE, related_name="+", verbose_name=_("sekolah pertama")
    )
    second = models.ForeignKey(
        School, on_delete=models.CASCADE, related_name="+", verbose_name=_("sekolah kedua")
    )
    told_at = models.DateTimeField(_("dinyatakan pada"))
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("dinyatakan oleh"),
    )

    class Meta:
        verbose_name = _("sekolah yang berbeda")
        verbose_name_plural = _("sekolah yang berbeda")
        ordering = ["-told_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first__lt=F("second")),
                name="schools_toldapart_in_order",
                violation_error_message=_("Pilih dua sekolah yang berbeda."),
            ),
            models.UniqueConstraint(
                fields=["first", "second"],
                name="schools_toldapart_once",
                violation_error_message=_("Pasangan ini sudah dinyatakan berbeda."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} ≠ {self.second_id}"
