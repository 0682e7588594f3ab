from datetime import date
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.history import track
from accounts.records import PublicIdField, choices_check
from schools.models.dates import DatedQuerySet, during, in_order, valid_on
from schools.models.regions import Region
from schools.search import sort_key


class OfficeKind(models.TextChoices):
    PROVINCE_EDUCATION = "province_education", _("Dinas pendidikan provinsi")
    BRANCH_EDUCATION = "branch_education", _("Cabang dinas pendidikan")
    GOVERNOR = "governor", _("Gubernur")
    SECRETARIAT = "secretariat", _("Sekretariat daerah")
    AGENCY = "agency", _("Perangkat daerah lain")
    MINISTRY = "ministry", _("Kementerian atau lembaga pusat")


class OfficeQuerySet(models.QuerySet["Office"]):
    def of_education(self) -> "OfficeQuerySet":
        """The only offices whose people sign in."""
        return self.filter(kind__in=Office.EDUCATION)

    def covering(self, region: Region, *, on: date) -> "OfficeQuerySet":
        """Offices responsible for the region itself or for one that it is part of."""
        codes = [region.code[:end] for end in (2, 5, 8) if end <= len(region.code)]
        areas = OfficeRegion.objects.filter(valid_on(on), region__code__in=codes)
        return self.filter(pk__in=areas.values("office"))


@track()
class Office(models.Model):
    """An organisation of government: it may be a party; those of education have members."""

    EDUCATION = (OfficeKind.PROVINCE_EDUCATION, OfficeKind.BRANCH_EDUCATION)

    public_id = PublicIdField()
    kind = models.CharField(_("jenis"), max_length=20, choices=OfficeKind.choices)
    name = models.CharField(_("nama"), max_length=200)
    short_name = models.CharField(_("nama pendek"), max_length=80)
    province = models.ForeignKey(
        Region,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("provinsi"),
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="branches",
        verbose_name=_("di bawah"),
    )
    regions = models.ManyToManyField(
        Region, through="OfficeRegion", related_name="offices", verbose_name=_("wilayah kerja")
    )
    address = models.CharField(_("alamat"), max_length=250, blank=True)
    phone = models.CharField(_("telepon"), max_length=40, blank=True)
    email = models.EmailField(_("alamat surel"), blank=True)
    sort_key = models.CharField(max_length=200, editable=False)

    objects = OfficeQuerySet.as_manager()

    class Meta:
        verbose_name = _("instansi")
        verbose_name_plural = _("instansi")
        ordering = ["sort_key", "pk"]
        constraints = [
            choices_check("kind", OfficeKind),
            models.CheckConstraint(
                condition=Q(kind="ministry") | Q(province__isnull=False),
                name="schools_office_province_given",
                violation_error_message=_("Sebutkan provinsi instansi daerah."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="branch_education") | Q(parent__isnull=False),
                name="schools_office_branch_has_parent",
                violation_error_message=_("Sebutkan dinas tempat cabang ini bernaung."),
            ),
            models.UniqueConstraint(
                "province",
                Lower("name"),
                name="schools_office_name_once",
                violation_error_message=_("Instansi dengan nama ini sudah ada di provinsi itu."),
            ),
        ]

    def __str__(self) -> str:
        return self.short_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)


@track()
class OfficeRegion(models.Model):
    """A region that an education office answers for, from one day until another."""

    office = models.ForeignKey(
        Office, on_delete=models.CASCADE, related_name="areas", verbose_name=_("instansi")
    )
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="+", verbose_name=_("wilayah")
    )
    since = models.DateField(_("mulai"), null=True, blank=True)
    until = models.DateField(_("sampai dengan"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("wilayah kerja")
        verbose_name_plural = _("wilayah kerja")
        ordering = ["office", "region", "since", "pk"]
        constraints = [
            in_order("schools_officeregion_dates_in_order"),
            ExclusionConstraint(
                name="schools_officeregion_once_at_a_time",
                expressions=[
                    ("office", RangeOperators.EQUAL),
                    ("region", RangeOperators.EQUAL),
                    (during("since"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Wilayah ini sudah tercatat untuk waktu yang sama."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office_id}: {self.region}"
