from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.records import PublicIdField
from partnerships.partners.models.partners import Partner


class Merge(models.Model):
    """One partner folded into another: what changed by it, so that it can be undone.

    `changes` lists `{"model", "pks", "before", "after"}` with the columns written together,
    `created` lists `{"model", "pk", "name"}` of the rows made, `folded` lists `{"model", "pk"}` of
    rows that stayed behind because the remaining partner has an equal one.
    """

    merge_policy = {"kept": "stay", "merged": "stay"}

    public_id = PublicIdField()
    kept = models.ForeignKey(
        Partner, on_delete=models.PROTECT, related_name="merges", verbose_name=_("mitra yang tetap")
    )
    merged = models.ForeignKey(
        Partner,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("mitra yang digabung"),
    )
    reason = models.CharField(_("alasan"), max_length=300, blank=True)
    changes = models.JSONField(_("perubahan"), default=list)
    created = models.JSONField(_("baris baru"), default=list)
    folded = models.JSONField(_("baris yang sudah ada"), default=list)
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
    left = models.JSONField(
        _("tidak dikembalikan"),
        default=list,
        help_text=_("Nilai yang sudah diubah orang sejak penggabungan."),
    )

    class Meta:
        verbose_name = _("penggabungan")
        verbose_name_plural = _("penggabungan")
        ordering = ["-merged_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kept=F("merged")),
                name="partners_merge_two_partners",
                violation_error_message=_("Pilih dua mitra yang berbeda."),
            ),
            models.UniqueConstraint(
                fields=["merged"],
                condition=Q(undone_at__isnull=True),
                name="partners_merge_once",
                violation_error_message=_("Mitra ini sudah digabung."),
            ),
            models.CheckConstraint(
                condition=Q(undone_by__isnull=True) | Q(undone_at__isnull=False),
                name="partners_merge_undone_with_moment",
                violation_error_message=_("Catat kapan penggabungan diurungkan."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.merged_id} → {self.kept_id}"
