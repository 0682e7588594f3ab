from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.history import track
from accounts.records import PublicIdField, choices_check
from schools.models.dates import Precision


class SourceKind(models.TextChoices):
    REGISTER = "register", _("Basis data resmi")
    PORTAL = "portal", _("Portal pemerintah")
    PRESS = "press", _("Pers")
    ADVERTORIAL = "advertorial", _("Pariwara berbayar (Adv)")
    SCHOOL = "school", _("Sekolah")


@track()
class Source(models.Model):
    """Where a fact is from: a register, a news item, what a school says of itself."""

    public_id = PublicIdField()
    kind = models.CharField(_("jenis sumber"), max_length=12, choices=SourceKind.choices)
    title = models.CharField(_("judul"), max_length=250)
    publisher = models.CharField(_("penerbit"), max_length=150)
    published_on = models.DateField(
        _("tanggal terbit"),
        null=True,
        blank=True,
        help_text=_("Kosong bila sumber tidak menyebutnya."),
    )
    published_precision = models.CharField(
        _("ketelitian tanggal terbit"),
        max_length=5,
        choices=Precision.choices,
        default=Precision.DAY,
    )
    as_of = models.DateField(
        _("keadaan per"),
        null=True,
        blank=True,
        help_text=_("Hari yang diceritakan sumber; kosong bila tidak disebut."),
    )
    as_of_precision = models.CharField(
        _("ketelitian hari yang diceritakan"),
        max_length=5,
        choices=Precision.choices,
        default=Precision.DAY,
    )
    url = models.CharField(
        _("alamat web"), max_length=500, blank=True, validators=[URLValidator(["http", "https"])]
    )
    picture_credit = models.CharField(_("sumber gambar"), max_length=150, blank=True)
    note = models.TextField(_("catatan"), blank=True)

    class Meta:
        verbose_name = _("sumber")
        verbose_name_plural = _("sumber")
        ordering = ["publisher", "title", "pk"]
        constraints = [
            choices_check("kind", SourceKind),
            choices_check("published_precision", Precision),
            choices_check("as_of_precision", Precision),
            models.UniqueConstraint(
                fields=["publisher", "title", "published_on"],
                nulls_distinct=False,
                name="schools_source_once",
                violation_error_message=_("Sumber ini sudah tercatat."),
            ),
            models.CheckConstraint(
                condition=Q(url="") | Q(url__regex=r"^https?://"),
                name="schools_source_web_address",
                violation_error_message=_("Alamat web diawali http:// atau https://."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publisher}: {self.title}"

    @property
    def link(self) -> str:
        """Where it can be read; an address without https is told, but nobody is sent there."""
        return self.url if self.url.startswith("https://") else ""


def source_field() -> "models.ForeignKey[Source | None, Source | None]":
    """Where a fact is from, if anybody said so; kept as long as something rests on it."""
    return models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("sumber"),
    )
