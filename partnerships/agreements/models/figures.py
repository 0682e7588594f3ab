"""How the register as a whole stood, counted now and then."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from schools.models.regions import Region


class RegisterFigures(models.Model):
    """How many agreements, schools and konsentrasi the register told of, a row a day.

    The last count of the day stays: a large register is counted by a job, not by each visitor.
    Wholes are what the shares are of: all SMK of the provinces that use the portal, and all
    konsentrasi that they are known to teach, which few schools may have told.
    """

    on = models.DateField(_("keadaan per"), unique=True)
    counted_at = models.DateTimeField(_("dihitung pada"))
    recorded = models.PositiveIntegerField(_("kerja sama berlaku"))
    verified = models.PositiveIntegerField(_("di antaranya terverifikasi"))
    suspended = models.PositiveIntegerField(_("di antaranya ditangguhkan"))
    ending = models.PositiveIntegerField(_("segera berakhir"))
    from_sources = models.PositiveIntegerField(_("menurut sumber publik"))
    provinces = models.PositiveIntegerField(_("provinsi"))
    schools = models.PositiveIntegerField(_("SMK"))
    signing_schools = models.PositiveIntegerField(_("SMK dengan kerja sama berlaku"))
    telling_schools = models.PositiveIntegerField(_("SMK yang konsentrasinya tercatat"))
    offers = models.PositiveIntegerField(_("konsentrasi yang dibuka"))
    covered_offers = models.PositiveIntegerField(_("konsentrasi tercakup"))

    class Meta:
        verbose_name = _("angka register")
        verbose_name_plural = _("angka register")
        ordering = ["-on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(verified__lte=F("recorded"), ending__lte=F("recorded"))
                & Q(suspended__lte=F("recorded"), telling_schools__lte=F("schools"))
                & Q(signing_schools__lte=F("schools"), covered_offers__lte=F("offers")),
                name="agreements_registerfigures_parts_of_wholes",
                violation_error_message=_("Bagian tidak lebih banyak daripada keseluruhannya."),
            )
        ]

    def __str__(self) -> str:
        return str(self.on)


class ProvinceCoverage(models.Model):
    """Which konsentrasi of a province's schools agreements reached at the last count of the day.

    One row a province, written anew each time; a small register has none and is asked itself.
    """

    province = models.OneToOneField(
        Region, on_delete=models.PROTECT, related_name="+", verbose_name=_("provinsi")
    )
    on = models.DateField(_("keadaan per"))
    counted_at = models.DateTimeField(_("dihitung pada"))
    # Keys of SchoolConcentration; one that is gone since is found in no list.
    offers = ArrayField(models.BigIntegerField(), verbose_name=_("konsentrasi tercakup"))

    class Meta:
        verbose_name = _("cakupan provinsi")
        verbose_name_plural = _("cakupan provinsi")
        ordering = ["province"]

    def __str__(self) -> str:
        return f"{self.province_id}: {self.on}"

    @property
    def keys(self) -> QuerySet["ProvinceCoverage", int]:
        """The keys as a subquery: thousands of them need not travel."""
        row = ProvinceCoverage.objects.filter(pk=self.pk).order_by()
        return row.values_list(Func(F("offers"), function="unnest"), flat=True)
