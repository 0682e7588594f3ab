"""Visits of a supervising teacher to a host: planned, done, and what was found."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.history import track
from accounts.records import Editable, PublicIdField, choices_check
from accounts.roles import Permission, Role
from partnerships.placements.models.hosting import Opening
from partnerships.placements.models.periods import PeriodSupervisor
from partnerships.placements.models.placements import Placement
from partnerships.placements.models.snapshots import Snapshot
from schools.actors import Actor


class VisitWay(models.TextChoices):
    ON_SITE = "on_site", _("Datang ke tempat")
    CALL = "call", _("Telepon atau video")


class VisitQuerySet(models.QuerySet["Visit"]):
    def visible_to(self, actor: Actor) -> Self:
        """The school's admin and head, and the supervisor whose visit it is."""
        if actor.is_superuser or actor.is_system:
            return self
        if actor.school is None or actor.membership is None:
            return self.none()
        own = self.filter(supervisor__period__school=actor.school.pk)
        if actor.can(Permission.KEEP_PUPILS):
            return own
        if actor.role in {Role.SUPERVISOR, Role.KAPROG}:
            return own.filter(supervisor__membership=actor.membership.pk)
        return self.none()

    def editable_by(self, actor: Actor) -> Self:
        return self.visible_to(actor)

    def standing(self) -> Self:
        return self.filter(cancelled_at__isnull=True)

    def done(self) -> Self:
        return self.filter(done_on__isnull=False)

    def planned(self) -> Self:
        return self.standing().filter(done_on__isnull=True)


@track(exclude=["revision", "form_token", "created_at", "updated_at"])
class Visit(Editable):
    """A monitoring visit of one supervisor at one host; it may see several pupils."""

    public_id = PublicIdField()
    supervisor = models.ForeignKey(
        PeriodSupervisor,
        on_delete=models.PROTECT,
        related_name="visits",
        verbose_name=_("guru pembimbing"),
    )
    opening = models.ForeignKey(
        Opening,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="visits",
        verbose_name=_("tempat PKL"),
        help_text=_("Kosong: unit sekolah sendiri."),
    )
    placements = models.ManyToManyField(
        Placement, related_name="visits", blank=True, verbose_name=_("siswa yang dikunjungi")
    )
    way = models.CharField(
        _("cara"), max_length=7, choices=VisitWay.choices, default=VisitWay.ON_SITE
    )
    planned_on = models.DateField(_("direncanakan pada"), null=True, blank=True)
    done_on = models.DateField(_("dilaksanakan pada"), null=True, blank=True)
    met = models.CharField(_("bertemu dengan"), max_length=200, blank=True)
    findings = models.TextField(_("hasil pengamatan"), blank=True, max_length=3000)
    host_remark = models.TextField(_("masukan perusahaan"), blank=True, max_length=2000)
    follow_up = models.TextField(_("tindak lanjut"), blank=True, max_length=2000)
    sheet = models.ForeignKey(
        Snapshot,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="visits",
        verbose_name=_("lembar monitoring bertanda tangan"),
    )
    cancelled_at = models.DateTimeField(_("dibatalkan pada"), null=True, blank=True)
    cancelled_because = models.CharField(_("alasan dibatalkan"), max_length=300, blank=True)

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("kunjungan")
        verbose_name_plural = _("kunjungan")
        ordering = ["-done_on", "planned_on", "pk"]
        constraints = [
            choices_check("way", VisitWay),
            models.CheckConstraint(
                condition=Q(planned_on__isnull=False) | Q(done_on__isnull=False),
                name="placements_visit_dated",
                violation_error_message=_("Isi tanggal rencana atau tanggal pelaksanaannya."),
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(findings__regex=r"\S"),
                name="placements_visit_done_with_findings",
                violation_error_message=_("Tuliskan hasil pengamatannya."),
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True, cancelled_because="")
                | Q(
                    cancelled_at__isnull=False,
                    cancelled_because__regex=r"\S",
                    done_on__isnull=True,
                ),
                name="placements_visit_cancelled_why",
                violation_error_message=_(
                    "Kunjungan yang belum dilaksanakan dibatalkan dengan alasan."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"Kunjungan {self.public_id}"

    @property
    def is_done(self) -> bool:
        return self.done_on is not None

    @property
    def host_name(self) -> str:
        if self.opening is None:
            return str(_("Unit sekolah sendiri"))
        return self.opening.hosting.partner.printed_name


@track(is_link=True)
class VisitedPlacement(Visit.placements.through):  # type: ignore[name-defined]  # a table that Django makes
    """Whom a visit is for."""

    class Meta:
        proxy = True
        verbose_name = _("siswa pada kunjungan")
        verbose_name_plural = _("siswa pada kunjungan")

    def __str__(self) -> str:
        return f"{self.visit_id}: {self.placement_id}"
