"""Photographs that pupils, instruktur and supervisors add; never asked for, made small at once."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.history import track
from accounts.records import PublicIdField, choices_check, stored_file_checks
from partnerships.placements.guests import MentorGuest, PupilGuest
from partnerships.placements.models.placements import Placement
from partnerships.placements.models.words import Said
from schools.actors import Actor
from schools.models import School


class SnapshotKind(models.TextChoices):
    JOURNAL = "journal", _("Foto jurnal")
    ABSENCE = "absence", _("Surat keterangan tidak hadir")
    SHEET = "sheet", _("Lembar jurnal atau daftar hadir")
    VISIT = "visit", _("Lembar monitoring")


class SnapshotQuerySet(models.QuerySet["Snapshot"]):
    def visible_to(self, actor: Actor | MentorGuest | PupilGuest) -> Self:
        """Whoever sees the placement; of a visit, whose sheet may name several pupils, who
        follows the school's placements, but no guest."""
        placements = Placement.objects.visible_to(actor).values("pk")
        if isinstance(actor, MentorGuest | PupilGuest):
            return self.filter(placement__in=placements)
        if actor.is_superuser or actor.is_system:
            return self
        visited = Q(visits__supervisor__placements__in=placements)
        return self.filter(Q(placement__in=placements) | visited).distinct()

    def there(self) -> Self:
        return self.filter(removed_at__isnull=True)


@track()
class Snapshot(Said):
    """A photo of work, of a doctor's note, or of a signed sheet; a JPEG without position."""

    merge_policy = {"school": "keep"}

    public_id = PublicIdField()
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, related_name="+", verbose_name=_("sekolah")
    )
    placement = models.ForeignKey(
        Placement,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="snapshots",
        verbose_name=_("penempatan"),
    )
    kind = models.CharField(_("jenis"), max_length=7, choices=SnapshotKind.choices)
    file = models.FileField(_("berkas"), max_length=120, blank=True)
    sha256 = models.CharField(_("SHA-256"), max_length=64, editable=False)
    added_at = models.DateTimeField(_("ditambahkan pada"))
    removed_at = models.DateTimeField(_("berkas dihapus pada"), null=True, blank=True)

    objects = SnapshotQuerySet.as_manager()

    class Meta(Said.Meta):
        verbose_name = _("foto PKL")
        verbose_name_plural = _("foto PKL")
        ordering = ["placement", "added_at", "pk"]
        constraints = [
            *Said.Meta.constraints,
            choices_check("kind", SnapshotKind),
            *stored_file_checks(),
            models.CheckConstraint(
                condition=Q(kind=SnapshotKind.VISIT) | Q(placement__isnull=False),
                name="placements_snapshot_of_somebody",
                violation_error_message=_("Foto ini milik satu penempatan."),
            ),
        ]

    def __str__(self) -> str:
        return f"Foto {self.public_id}"
