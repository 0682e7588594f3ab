"""What a pupil's parent or guardian agreed to (UU 27/2022 articles 20 to 25)."""

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.history import track
from accounts.records import SHA256, PublicIdField, both_or_neither, choices_check
from accounts.roles import Permission
from schools.models.pupils import Pupil, Relation
from schools.models.schools import School

if TYPE_CHECKING:
    from schools.actors import Actor


class ConsentKind(models.TextChoices):
    PLACEMENT = "placement", _("Izin mengikuti PKL")
    PUBLICATION = "publication", _("Foto dan testimoni")
    ABROAD = "abroad", _("PKL atau magang di luar negeri")


class ConsentMeans(models.TextChoices):
    PAPER = "paper", _("Surat bertanda tangan")
    LINK = "link", _("Tautan pribadi")
    SPOKEN = "spoken", _("Lisan, dicatat petugas")


class ConsentTextQuerySet(models.QuerySet["ConsentText"]):
    def newest_of(self, kind: str, on: date) -> "ConsentText | None":
        """The text that holds on that day."""
        published = self.filter(kind=kind, published_on__lte=on)
        return published.order_by("-published_on", "-version").first()


@track()
class ConsentText(models.Model):
    """The very words that were agreed to; new words are a new version, and the old ones stay."""

    kind = models.CharField(_("untuk"), max_length=11, choices=ConsentKind.choices)
    version = models.PositiveSmallIntegerField(_("versi"))
    text = models.TextField(_("bunyi persetujuan"))
    published_on = models.DateField(_("berlaku sejak"))

    objects = ConsentTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("teks persetujuan")
        verbose_name_plural = _("teks persetujuan")
        ordering = ["kind", "-version", "pk"]
        constraints = [
            choices_check("kind", ConsentKind),
            models.UniqueConstraint(
                fields=["kind", "version"],
                name="schools_consenttext_version_once",
                violation_error_message=_("Versi ini sudah ada."),
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="schools_consenttext_text_given",
                violation_error_message=_("Isi bunyi persetujuannya."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, versi {self.version}"


class ConsentPaperQuerySet(models.QuerySet["ConsentPaper"]):
    def visible_to(self, actor: "Actor") -> "ConsentPaperQuerySet":
        """A scan may show the parents of a whole class: for who keeps pupils, not for a kaprog."""
        if actor.is_system or actor.is_superuser:
            return self.all()
        if actor.membership is None or not actor.can(Permission.KEEP_PUPILS):
            return self.none()
        return self.filter(school=actor.membership.school_id)


@track()
class ConsentPaper(models.Model):
    """The scan of signed letters of consent; one may serve a whole class."""

    merge_policy = {"school": "keep"}

    public_id = PublicIdField()
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, related_name="consent_papers", verbose_name=_("sekolah")
    )
    file = models.FileField(_("berkas"), max_length=120, blank=True)
    original_name = models.CharField(_("nama berkas"), max_length=255, blank=True)
    content_type = models.CharField(_("jenis berkas"), max_length=40)
    size = models.PositiveIntegerField(_("ukuran"))
    pages = models.PositiveSmallIntegerField(_("halaman"), default=1)
    sha256_uploaded = models.CharField(_("SHA-256 asli"), max_length=64)
    sha256_stored = models.CharField(_("SHA-256 tersimpan"), max_length=64)
    uploaded_at = models.DateTimeField(_("diunggah pada"))
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("diunggah oleh"),
    )
    removed_at = models.DateTimeField(_("berkas dihapus pada"), null=True, blank=True)

    objects = ConsentPaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("berkas persetujuan")
        verbose_name_plural = _("berkas persetujuan")
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sha256_uploaded__regex=SHA256, sha256_stored__regex=SHA256),
                name="schools_consentpaper_digests_shape",
                violation_error_message=_("Sidik berkas tidak lengkap."),
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True) & ~Q(file="")
                | Q(removed_at__isnull=False, file="", original_name=""),
                name="schools_consentpaper_file_until_removed",
                violation_error_message=_("Berkas ada sampai dihapus."),
            ),
        ]

    def __str__(self) -> str:
        return f"Berkas persetujuan {self.public_id}"


class ConsentQuerySet(models.QuerySet["Consent"]):
    def visible_to(self, actor: "Actor") -> "ConsentQuerySet":
        return self.filter(pupil__in=Pupil.objects.visible_to(actor).values("pk"))

    def standing_on(self, on: date) -> "ConsentQuerySet":
        """Given by that day and not withdrawn by then; from the day of withdrawal it is void."""
        return self.filter(Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on), given_on__lte=on)

    def to(self, kind: str) -> "ConsentQuerySet":
        return self.filter(text__kind=kind)


@track()
class Consent(models.Model):
    """That a parent or guardian (or a pupil of age) agreed, to which words, when and how."""

    pupil = models.ForeignKey(
        Pupil, on_delete=models.CASCADE, related_name="consents", verbose_name=_("siswa")
    )
    public_id = PublicIdField()
    text = models.ForeignKey(
        ConsentText,
        on_delete=models.PROTECT,
        related_name="consents",
        verbose_name=_("persetujuan"),
    )
    given_by = models.CharField(_("diberikan oleh"), max_length=150, blank=True)
    relation = models.CharField(
        _("hubungan"),
        max_length=5,
        choices=[*Relation.choices, ("siswa", _("Siswa sendiri (18 tahun ke atas)"))],
        blank=True,
    )
    how = models.CharField(_("cara"), max_length=6, choices=ConsentMeans.choices)
    given_on = models.DateField(_("diberikan pada"))
    paper = models.ForeignKey(
        ConsentPaper,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="consents",
        verbose_name=_("berkas"),
    )
    recorded_at = models.DateTimeField(_("dicatat pada"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("dicatat oleh"),
    )
    withdrawn_on = models.DateField(_("ditarik pada"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("penarikan dicatat oleh"),
    )

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("persetujuan")
        verbose_name_plural = _("persetujuan")
        ordering = ["pupil", "-given_on", "-pk"]
        constraints = [
            choices_check("how", ConsentMeans),
            models.CheckConstraint(
                condition=Q(relation__in=["", *Relation.values, "siswa"]),
                name="schools_consent_relation_listed",
                violation_error_message=_("Pilihan ini tidak tersedia."),
            ),
            models.CheckConstraint(
                condition=Q(paper__isnull=True) | Q(how="paper"),
                name="schools_consent_paper_of_letter",
                violation_error_message=_("Berkas hanya untuk surat bertanda tangan."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("given_on")),
                name="schools_consent_withdrawn_after_given",
                violation_error_message=_("Penarikan tidak boleh sebelum pemberian."),
            ),
            both_or_neither(
                "withdrawn_on",
                "withdrawn_by",
                message=_("Penarikan menyebut hari dan pencatatnya."),
            ),
            models.UniqueConstraint(
                fields=["pupil", "text"],
                condition=Q(withdrawn_on__isnull=True),
                name="schools_consent_once",
                violation_error_message=_("Persetujuan ini sudah tercatat."),
            ),
        ]

    def __str__(self) -> str:
        return f"Persetujuan {self.public_id}"
