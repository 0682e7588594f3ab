"""How the register as a whole stood, counted now and then."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class RegisterFigures(models.Model):
    """How many agreements, schools and konsentrasi the register told of, a row a day.

    The last count of the day stays: a large register is counted by a job, not by each visitor.
    Wholes are what the shares are of: all SMK, and all konsentrasi that they teach.
    """

    on = models.DateField(_("keadaan per"), unique=True)
    counted_at = models.DateTimeField(_("dihitung pada"))
    recorded = models.PositiveIntegerField(_("kerja sama berlaku"))
    verified = models.PositiveIntegerField(_("di antaranya terverifikasi"))
    ending = models.PositiveIntegerField(_("segera berakhir"))
    from_sources = models.PositiveIntegerField(_("menurut sumber publik"))
    schools = models.PositiveIntegerField(_("SMK"))
    signing_schools = models.PositiveIntegerField(_("SMK dengan kerja sama berlaku"))
    offers = models.PositiveIntegerField(_("konsentrasi yang dibuka"))
    covered_offers = models.PositiveIntegerField(_("konsentrasi tercakup"))

    class Meta:
        verbose_name = _("angka register")
        verbose_name_plural = _("angka register")
        ordering = ["-on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(verified__lte=F("recorded"), ending__lte=F("recorded"))
                & Q(signing_schools__lte=F("schools"), covered_offers__lte=F("offers")),
                name="agreements_registerfigures_parts_of_wholes",
                violation_error_message=_("Bagian tidak lebih banyak daripada keseluruhannya."),
            )
        ]

    def __str__(self) -> str:
        return str(self.on)
