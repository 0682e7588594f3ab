"""The proof that pupils are insured while they are away: one scan, for a whole class."""

from typing import Self

from django.conf import settings
from django.core.validators import MinLengthValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.history import track
from accounts.records import PublicIdField, stored_file_checks
from accounts.roles import Permission
from partnerships.placements.models.periods import PlacementPeriod
from partnerships.placements.models.placements import Placement
from partnerships.placements.triggers.papers import proof_of_period
from schools.actors import Actor, of_own_school


class InsurancePaperQuerySet(models.QuerySet["InsurancePaper"]):
    def visible_to(self, actor: Actor) -> Self:
        """A scan may name a whole class: for who reads of all of them, so of a kaprog where all
        are of the own konsentrasi."""
        own = of_own_school(self, actor, Permission.PLACE_PUPILS, school="period__school")
        if actor.can(Permission.KEEP_PUPILS):
            return own
        through = InsurancePaper.placements.through.objects
        known = Placement.objects.visible_to(actor).values("pk")
        foreign = through.exclude(placement__in=known).values("insurancepaper")
        named = through.filter(placement__in=known).values("insurancepaper")
        return own.filter(pk__in=named).exclude(pk__in=foreign)


@track()
class InsurancePaper(models.Model):
    """The scan of a policy or of cards (JKK/JKM), and whose placements it is for."""

    public_id = PublicIdField()
    period = models.ForeignKey(
        PlacementPeriod,
        on_delete=models.PROTECT,
        related_name="insurance_papers",
        verbose_name=_("periode"),
    )
    placements = models.ManyToManyField(
        Placement, related_name="insurance_papers", verbose_name=_("penempatan")
    )
    file = models.FileField(_("berkas"), max_length=120, blank=True)
    content_type = models.CharField(
        _("jenis berkas"), max_length=40, validators=[MinLengthValidator(3)]
    )
    pages = models.PositiveSmallIntegerField(_("halaman"), default=1)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    added_at = models.DateTimeField(_("diunggah pada"))
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("diunggah oleh"),
    )
    removed_at = models.DateTimeField(_("berkas dihapus pada"), null=True, blank=True)

    objects = InsurancePaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("bukti jaminan")
        verbose_name_plural = _("bukti jaminan")
        ordering = ["period", "added_at", "pk"]
        constraints = [
            *stored_file_checks(),
            models.UniqueConstraint(
                fields=["period", "sha256"],
                condition=Q(removed_at__isnull=True),
                name="placements_insurancepaper_once",
                violation_error_message=_("Berkas ini sudah diunggah."),
            ),
        ]

    def __str__(self) -> str:
        return f"Bukti jaminan {self.public_id}"


@track(is_link=True)
class InsuredPlacement(InsurancePaper.placements.through):  # type: ignore[name-defined]  # a table that Django makes
    """Whose insurance the scan proves."""

    trigger_violations = {
        "placements_insuredplacement_of_period": (
            "placement",
            _("Penempatan ini dari periode lain."),
        )
    }

    class Meta:
        proxy = True
        triggers = [proof_of_period()]
        verbose_name = _("penempatan pada bukti jaminan")
        verbose_name_plural = _("penempatan pada bukti jaminan")

    def __str__(self) -> str:
        return f"{self.insurancepaper_id}: {self.placement_id}"
