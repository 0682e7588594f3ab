from typing import TYPE_CHECKING

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.history import track
from accounts.records import PublicIdField, choices_check
from accounts.roles import Permission
from schools.models.offices import Office
from schools.models.schools import School

if TYPE_CHECKING:
    from schools.actors import Actor


class ImportState(models.TextChoices):
    PREPARED = "prepared", _("Pratinjau, belum diterapkan")
    APPLIED = "applied", _("Diterapkan")
    UNDONE = "undone", _("Dibatalkan")


class RowOutcome(models.TextChoices):
    NEW = "new", _("Baru")
    CHANGED = "changed", _("Berubah")
    REJECTED = "rejected", _("Ditolak")
    WAITING = "waiting", _("Menunggu keputusan")


class RowUndo(models.TextChoices):
    RESTORED = "restored", _("Dikembalikan")
    KEPT = "kept", _("Sudah diubah orang lain")


class ListRun(models.Model):
    """One reading of a list, of whatever: prepared and looked at, then applied, perhaps undone."""

    public_id = PublicIdField()
    state = models.CharField(
        _("keadaan"), max_length=8, choices=ImportState.choices, default=ImportState.PREPARED
    )
    file_name = models.CharField(_("berkas"), max_length=200)
    file_sha256 = models.CharField(_("SHA-256 berkas"), max_length=64)
    form_token = models.UUIDField(null=True, unique=True, editable=False)
    read = models.PositiveIntegerField(_("dibaca"), default=0)
    created_at = models.DateTimeField(_("dibaca pada"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("dibaca oleh"),
    )
    applied_at = models.DateTimeField(_("diterapkan pada"), null=True, blank=True)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("diterapkan oleh"),
    )
    worked_at = models.DateTimeField(
        _("dikerjakan pada"),
        null=True,
        blank=True,
        help_text=_("Tanda hidup terakhir dari pekerjaan latar; kosong bila tidak ada."),
    )
    undone_at = models.DateTimeField(_("dibatalkan pada"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("dibatalkan oleh"),
    )

    class Meta:
        abstract = True
        ordering = ["-created_at", "-pk"]
        constraints = [
            choices_check("state", ImportState),
            models.CheckConstraint(
                condition=(
                    ~Q(state="prepared") | Q(applied_at__isnull=True, undone_at__isnull=True)
                )
                & (~Q(state="applied") | Q(applied_at__isnull=False, undone_at__isnull=True))
                & (~Q(state="undone") | Q(applied_at__isnull=False, undone_at__isnull=False)),
                name="%(app_label)s_%(class)s_moments_fit_state",
                violation_error_message=_("Waktu dan keadaan impor tidak cocok."),
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class ComparedRun(ListRun):
    """One reading of a list that is compared with what is recorded, and what that came to."""

    new = models.PositiveIntegerField(_("baru"), default=0)
    changed = models.PositiveIntegerField(_("berubah"), default=0)
    unchanged = models.PositiveIntegerField(_("tetap"), default=0)
    rejected = models.PositiveIntegerField(_("ditolak"), default=0)
    worked_to = models.PositiveIntegerField(
        _("dikerjakan sampai baris"),
        default=0,
        editable=False,
        help_text=_("Dari sini pekerjaan latar melanjutkan."),
    )

    class Meta(ListRun.Meta):
        abstract = True
        constraints = [
            *ListRun.Meta.constraints,
            models.CheckConstraint(
                condition=Q(
                    read=models.F("new")
                    + models.F("changed")
                    + models.F("unchanged")
                    + models.F("rejected")
                ),
                name="%(app_label)s_%(class)s_sums_up",
                violation_error_message=_("Jumlah baris tidak cocok."),
            ),
        ]


class ListRow(models.Model):
    """What one row of a list does, why it does nothing, and what became of it."""

    number = models.PositiveIntegerField(_("baris"))
    outcome = models.CharField(_("hasil"), max_length=8, choices=RowOutcome.choices)
    name = models.CharField(_("nama dalam berkas"), max_length=200, blank=True)
    reason = models.CharField(_("alasan"), max_length=300, blank=True)
    notes = models.JSONField(_("catatan"), default=list)
    is_applied = models.BooleanField(_("diterapkan"), default=False)
    undo = models.CharField(_("pembatalan"), max_length=8, choices=RowUndo.choices, blank=True)
    kept = models.JSONField(_("nilai yang tidak dikembalikan"), default=list)

    class Meta:
        abstract = True
        ordering = ["run", "number", "pk"]
        constraints = [
            choices_check("outcome", RowOutcome),
            choices_check("undo", RowUndo, allow=[""]),
            models.UniqueConstraint(
                fields=["run", "number"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("Baris ini sudah tercatat."),
            ),
        ]


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    def visible_to(self, actor: "Actor") -> "ImportRunQuerySet":
        """Runs of the actor's own office; all of them for those who maintain the data."""
        if actor.is_unbounded:
            return self.all()
        if not actor.can(Permission.IMPORT_LISTS) or actor.office is None:
            return self.none()
        return self.filter(office=actor.office)


@track(exclude=["missing_schools", "worked_at", "worked_to"])
class ImportRun(ComparedRun):
    """One reading of a list of schools."""

    missing = models.PositiveIntegerField(_("tidak ada dalam berkas"), default=0)
    missing_schools = models.JSONField(_("sekolah yang tidak ada dalam berkas"), default=list)
    provinces = models.JSONField(_("kode provinsi dalam berkas"), default=list)
    office = models.ForeignKey(
        Office,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("kantor"),
        help_text=_("Kosong untuk pengelola data dan perintah."),
    )

    objects = ImportRunQuerySet.as_manager()

    class Meta(ComparedRun.Meta):
        abstract = False
        verbose_name = _("impor daftar sekolah")
        verbose_name_plural = _("impor daftar sekolah")


class ImportRow(ListRow):
    """What one row of the file does to one school, with the values before and after.

    Unchanged rows are counted in the run only. The row is itself the record of a change, so no
    triggers keep a history of it.
    """

    merge_policy = {"school": "stay"}

    run = models.ForeignKey(
        ImportRun, on_delete=models.CASCADE, related_name="rows", verbose_name=_("impor")
    )
    school = models.ForeignKey(
        School,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="import_rows",
        verbose_name=_("sekolah"),
    )
    before = models.JSONField(_("sebelum"), default=dict, encoder=DjangoJSONEncoder)
    after = models.JSONField(_("sesudah"), default=dict, encoder=DjangoJSONEncoder)

    class Meta(ListRow.Meta):
        verbose_name = _("baris impor")
        verbose_name_plural = _("baris impor")

    def __str__(self) -> str:
        return f"{self.run_id}:{self.number}"
