from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.history import track
from schools.models.dates import in_order, valid_on


@track()
class Decree(models.Model):
    """A decree that fixes the spektrum keahlian for a time."""

    number = models.CharField(_("nomor"), max_length=80, unique=True)
    title = models.CharField(_("tentang"), max_length=200)
    since = models.DateField(_("berlaku sejak"), null=True, blank=True)
    until = models.DateField(_("berlaku sampai dengan"), null=True, blank=True)
    replaces = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("mengganti"),
    )

    class Meta:
        verbose_name = _("keputusan")
        verbose_name_plural = _("keputusan")
        ordering = [models.F("since").desc(nulls_last=True), "pk"]
        constraints = [in_order("schools_decree_dates_in_order")]

    def __str__(self) -> str:
        return self.number


@track()
class ExpertiseField(models.Model):
    """A bidang keahlian, the widest of the three levels."""

    decree = models.ForeignKey(
        Decree, on_delete=models.PROTECT, related_name="fields", verbose_name=_("keputusan")
    )
    code = models.CharField(_("kode"), max_length=4)
    name = models.CharField(_("nama"), max_length=120)
    name_2022 = models.CharField(_("nama tahun 2022"), max_length=120, blank=True)
    sort_key = models.CharField(max_length=20, editable=False)

    class Meta:
        verbose_name = _("bidang keahlian")
        verbose_name_plural = _("bidang keahlian")
        ordering = ["decree", "sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["decree", "code"],
                name="schools_expertisefield_code_once",
                violation_error_message=_("Kode ini sudah ada dalam keputusan itu."),
            )
        ]

    def __str__(self) -> str:
        return self.name


@track()
class Program(models.Model):
    """A program keahlian, the level at which class X is taught."""

    field = models.ForeignKey(
        ExpertiseField,
        on_delete=models.PROTECT,
        related_name="programs",
        verbose_name=_("bidang keahlian"),
    )
    code = models.CharField(_("kode"), max_length=6)
    name = models.CharField(_("nama"), max_length=120)
    name_2022 = models.CharField(_("nama tahun 2022"), max_length=120, blank=True)
    sort_key = models.CharField(max_length=20, editable=False)

    class Meta:
        verbose_name = _("program keahlian")
        verbose_name_plural = _("program keahlian")
        ordering = ["field", "sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["field", "code"],
                name="schools_program_code_once",
                violation_error_message=_("Kode ini sudah ada dalam bidang itu."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class ConcentrationQuerySet(models.QuerySet["Concentration"]):
    def valid_on(self, on: date) -> "ConcentrationQuerySet":
        return self.filter(valid_on(on)).order_by("sort_key", "pk")

    def called(self, text: str) -> "ConcentrationQuerySet":
        """Those with this code, name, old name or everyday short form, whatever its case."""
        wanted = " ".join(text.split())
        return self.filter(
            Q(code=wanted)
            | Q(name__iexact=wanted)
            | Q(name_2022__iexact=wanted)
            | Q(synonyms__contains=[wanted.upper()])
        ).order_by("sort_key", "pk")


@track()
class Concentration(models.Model):
    """A konsentrasi keahlian, what people call the jurusan; its short forms are its synonyms."""

    program = models.ForeignKey(
        Program,
        on_delete=models.PROTECT,
        related_name="concentrations",
        verbose_name=_("program keahlian"),
    )
    decree = models.ForeignKey(
        Decree, on_delete=models.PROTECT, related_name="concentrations", verbose_name=_("keputusan")
    )
    code = models.CharField(_("kode"), max_length=8)
    name = models.CharField(_("nama"), max_length=120)
    name_2022 = models.CharField(_("nama tahun 2022"), max_length=120, blank=True)
    years = models.PositiveSmallIntegerField(
        _("lama belajar (tahun)"),
        null=True,
        blank=True,
        help_text=_("Kosong bila belum diketahui."),
    )
    synonyms = ArrayField(
        models.CharField(max_length=60),
        default=list,
        blank=True,
        verbose_name=_("singkatan dan nama lama"),
        help_text=_("Huruf besar, dipisahkan koma: TKR, TKRO."),
    )
    since = models.DateField(_("berlaku sejak"), null=True, blank=True)
    until = models.DateField(_("berlaku sampai dengan"), null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("diganti oleh"),
    )
    sort_key = models.CharField(max_length=20, editable=False)

    objects = ConcentrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("konsentrasi keahlian")
        verbose_name_plural = _("konsentrasi keahlian")
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["decree", "code"],
                name="schools_concentration_code_once",
                violation_error_message=_("Kode ini sudah ada dalam keputusan itu."),
            ),
            models.CheckConstraint(
                condition=Q(years__isnull=True) | Q(years__in=[1, 2, 3, 4]),
                name="schools_concentration_years_plausible",
                violation_error_message=_("Lama belajar antara 1 dan 4 tahun."),
            ),
            in_order("schools_concentration_dates_in_order"),
        ]

    def __str__(self) -> str:
        return self.name
