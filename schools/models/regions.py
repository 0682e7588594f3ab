from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.history import track
from accounts.records import both_or_neither, choices_check

# The archipelago with its sea, in degrees; a point outside it is a typing error.
LATITUDES = (-12, 7)
LONGITUDES = (94, 142)


def inside_country(name: str) -> models.CheckConstraint:
    """A CHECK on `latitude` and `longitude`, both possibly unknown."""
    return models.CheckConstraint(
        condition=Q(latitude__isnull=True)
        | Q(latitude__range=LATITUDES, longitude__range=LONGITUDES),
        name=name,
        violation_error_message=_("Titik koordinat berada di luar Indonesia."),
    )


class RegionLevel(models.TextChoices):
    PROVINCE = "province", _("Provinsi")
    REGENCY = "regency", _("Kabupaten/kota")
    DISTRICT = "district", _("Kecamatan")


class TimeZone(models.TextChoices):
    WEST = "Asia/Jakarta", "WIB"
    CENTRAL = "Asia/Makassar", "WITA"
    EAST = "Asia/Jayapura", "WIT"


class RegionQuerySet(models.QuerySet["Region"]):
    def provinces(self) -> "RegionQuerySet":
        return self.filter(level=RegionLevel.PROVINCE).order_by("sort_key", "pk")

    def regencies(self) -> "RegionQuerySet":
        return self.filter(level=RegionLevel.REGENCY).order_by("sort_key", "pk")

    def districts(self) -> "RegionQuerySet":
        return self.filter(level=RegionLevel.DISTRICT).order_by("sort_key", "pk")


@track()
class Region(models.Model):
    """A province, kabupaten/kota or kecamatan under its Kemendagri code."""

    code = models.CharField(_("kode Kemendagri"), max_length=8, unique=True)
    level = models.CharField(_("tingkat"), max_length=8, choices=RegionLevel.choices)
    name = models.CharField(_("nama"), max_length=80)
    short_name = models.CharField(_("nama pendek"), max_length=80)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("bagian dari"),
    )
    sort_key = models.CharField(max_length=80, editable=False)
    latitude = models.DecimalField(
        _("lintang"), max_digits=9, decimal_places=6, null=True, blank=True
    )
    longitude = models.DecimalField(
        _("bujur"), max_digits=9, decimal_places=6, null=True, blank=True
    )
    time_zone = models.CharField(
        _("zona waktu"),
        max_length=20,
        choices=TimeZone.choices,
        blank=True,
        help_text=_("Hanya untuk provinsi."),
    )

    other_names = ArrayField(
        models.CharField(max_length=80),
        default=list,
        blank=True,
        verbose_name=_("nama lain"),
        help_text=_("Nama lama dan ejaan lain yang dipakai daftar sekolah."),
    )

    objects = RegionQuerySet.as_manager()

    class Meta:
        verbose_name = _("wilayah")
        verbose_name_plural = _("wilayah")
        ordering = ["sort_key", "pk"]
        indexes = [models.Index(fields=["level", "sort_key"], name="schools_region_by_level")]
        constraints = [
            choices_check("level", RegionLevel),
            choices_check("time_zone", TimeZone, allow=[""]),
            models.CheckConstraint(
                condition=(~Q(level="province") | Q(code__regex=r"^\d{2}$"))
                & (~Q(level="regency") | Q(code__regex=r"^\d{2}\.\d{2}$"))
                & (~Q(level="district") | Q(code__regex=r"^\d{2}\.\d{2}\.\d{2}$")),
                name="schools_region_code_shape",
                violation_error_message=_("Kode tidak sesuai dengan tingkat wilayahnya."),
            ),
            models.CheckConstraint(
                condition=Q(level="province", parent__isnull=True)
                | (~Q(level="province") & Q(parent__isnull=False)),
                name="schools_region_parent_by_level",
                violation_error_message=_(
                    "Hanya provinsi yang tidak menjadi bagian dari wilayah lain."
                ),
            ),
            models.CheckConstraint(
                condition=Q(level="province", time_zone__gt="")
                | (~Q(level="province") & Q(time_zone="")),
                name="schools_region_zone_of_province",
                violation_error_message=_("Zona waktu diisi pada provinsi, tidak di bawahnya."),
            ),
            both_or_neither(
                "latitude",
                "longitude",
                message=_("Isi lintang dan bujur, atau kosongkan keduanya."),
            ),
            inside_country("schools_region_inside_country"),
        ]

    def __str__(self) -> str:
        return self.short_name

    @property
    def province_code(self) -> str:
        return self.code[:2]
