"""An office that looks at the names of a school's pupils: for a reason, for a while, on record."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThanOrEqual
from django.utils.translation import gettext_lazy as _

from accounts.history import track
from accounts.records import PublicIdField, choices_check
from accounts.roles import Permission
from schools.models.memberships import Membership
from schools.models.schools import School

if TYPE_CHECKING:
    from schools.actors import Actor

OPEN_FOR = timedelta(hours=3)
SHORTEST_REASON, LONGEST_REASON = 20, 190


class Ground(models.TextChoices):
    COMPLAINT = "pengaduan", _("Pengaduan orang tua atau siswa")
    EMERGENCY = "darurat", _("Kecelakaan atau keadaan darurat")
    INSPECTION = "pemeriksaan", _("Pemeriksaan syarat PKL")
    AUTHORITY = "lembaga", _("Permintaan lembaga yang berwenang")
    OTHER = "lainnya", _("Keperluan lain")


class NameAccessQuerySet(models.QuerySet["NameAccess"]):
    def visible_to(self, actor: "Actor") -> "NameAccessQuerySet":
        """The school reads who looked at its pupils, and why."""
        if actor.is_system or actor.is_superuser:
            return self.all()
        if actor.membership is None or not actor.can(Permission.KEEP_PUPILS):
            return self.none()
        return self.filter(school=actor.membership.school_id)

    def open_to(self, actor: "Actor", *, keys: Iterable[str], at: datetime) -> "NameAccessQuerySet":
        """Those that hold at that moment for this actor, of those that the session knows."""
        if actor.membership is None or not actor.can(Permission.OPEN_NAMES):
            return self.none()
        return self.filter(
            public_id__in=list(keys),
            membership=actor.membership,
            school__in=School.objects.within(actor).values("pk"),
            opened_at__lte=at,
            until__gt=at,
            closed_at__isnull=True,
        )


@track()
class NameAccess(models.Model):
    """That an office's reviewer opened the names of one school's pupils, with the reason stated.

    It holds in the session in which it was opened, and ends by itself after some hours.
    """

    merge_policy = {"school": "keep"}

    public_id = PublicIdField()
    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="+", verbose_name=_("oleh")
    )
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, related_name="+", verbose_name=_("sekolah")
    )
    ground = models.CharField(_("dasar"), max_length=11, choices=Ground.choices)
    reason = models.CharField(_("alasan"), max_length=LONGEST_REASON)
    opened_at = models.DateTimeField(_("dibuka pada"))
    until = models.DateTimeField(_("sampai"))
    closed_at = models.DateTimeField(_("ditutup pada"), null=True, blank=True)

    objects = NameAccessQuerySet.as_manager()

    class Meta:
        verbose_name = _("pembukaan nama siswa")
        verbose_name_plural = _("pembukaan nama siswa")
        ordering = ["-opened_at", "-pk"]
        constraints = [
            choices_check("ground", Ground),
            models.CheckConstraint(
                condition=GreaterThanOrEqual(Length("reason"), SHORTEST_REASON),
                name="schools_nameaccess_reason_given",
                violation_error_message=_("Alasannya sekurang-kurangnya 20 huruf."),
            ),
            models.CheckConstraint(
                condition=Q(until__gt=F("opened_at"), until__lte=F("opened_at") + OPEN_FOR),
                name="schools_nameaccess_for_some_hours",
                violation_error_message=_("Nama siswa dibuka untuk beberapa jam saja."),
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("opened_at")),
                name="schools_nameaccess_closed_after_opened",
                violation_error_message=_("Yang ditutup sudah pernah dibuka."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_ground_display()} {self.public_id}"

    @property
    def told(self) -> str:
        """Ground and reason, as the read log keeps them."""
        return f"{self.get_ground_display()}: {self.reason}"
