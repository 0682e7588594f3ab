"""What a pupil does day by day at the host: journals, presence, weeks that were confirmed."""

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import ExtractIsoWeekDay
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from accounts.history import track
from accounts.records import Editable, PublicIdField, both_or_neither, choices_check
from partnerships.placements.guests import Follower
from partnerships.placements.models.learning import LearningGoal
from partnerships.placements.models.placements import Placement
from partnerships.placements.models.snapshots import Snapshot
from partnerships.placements.models.words import Said
from partnerships.placements.triggers.following import OWN_DAY, WEEK_OPEN, on_own_day, week_open


class OfPlacementQuerySet(models.QuerySet):
    """Records of a placement are seen by whoever sees the placement."""

    def visible_to(self, actor: Follower) -> Self:
        return self.filter(placement__in=Placement.objects.visible_to(actor).values("pk"))


@track(exclude=["revision", "form_token", "created_at", "updated_at"])
class JournalEntry(Said, Editable):
    """What a pupil did on one day of PKL; one a day, by link or entered later for the pupil."""

    trigger_violations = {
        "placements_journalentry_own_day": ("on", OWN_DAY),
        "placements_journalentry_week_open": ("on", WEEK_OPEN),
    }

    public_id = PublicIdField()
    placement = models.ForeignKey(
        Placement, on_delete=models.CASCADE, related_name="journal", verbose_name=_("penempatan")
    )
    on = models.DateField(_("tanggal"))
    text = models.TextField(_("kegiatan"), max_length=4000)
    goal = models.ForeignKey(
        LearningGoal,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("tujuan pembelajaran"),
    )
    photo = models.ForeignKey(
        Snapshot,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("foto"),
    )

    objects = OfPlacementQuerySet.as_manager()

    class Meta(Said.Meta):
        verbose_name = _("jurnal harian")
        verbose_name_plural = _("jurnal harian")
        ordering = ["placement", "-on", "pk"]
        triggers = [on_own_day("journalentry"), week_open("journalentry", "text", "goal_id")]
        constraints = [
            *Said.Meta.constraints,
            models.UniqueConstraint(
                fields=["placement", "on"],
                name="placements_journalentry_once_a_day",
                violation_error_message=_("Jurnal untuk tanggal ini sudah ada; ubah yang itu."),
            ),
            models.CheckConstraint(
                condition=Q(text__regex=r"\S"),
                name="placements_journalentry_text_given",
                violation_error_message=_("Tuliskan apa yang dikerjakan."),
            ),
        ]

    def __str__(self) -> str:
        return f"Jurnal {self.public_id}"


@track()
class JournalRemark(Said):
    """What the instruktur or the supervisor says to a journal entry; the pupil reads it."""

    entry = models.ForeignKey(
        JournalEntry, on_delete=models.CASCADE, related_name="remarks", verbose_name=_("jurnal")
    )
    text = models.TextField(_("tanggapan"), max_length=1000)
    at = models.DateTimeField(_("pada"))

    class Meta(Said.Meta):
        verbose_name = _("tanggapan jurnal")
        verbose_name_plural = _("tanggapan jurnal")
        ordering = ["entry", "at", "pk"]
        constraints = [
            *Said.Meta.constraints,
            models.CheckConstraint(
                condition=Q(text__regex=r"\S"),
                name="placements_journalremark_text_given",
                violation_error_message=_("Tuliskan tanggapannya."),
            ),
        ]

    def __str__(self) -> str:
        return f"Tanggapan atas {self.entry_id}"


class PresenceState(models.TextChoices):
    PRESENT = "present", _("Hadir")
    SICK = "sick", _("Sakit")
    EXCUSED = "excused", _("Izin")
    ABSENT = "absent", _("Tanpa keterangan")
    DAY_OFF = "day_off", _("Libur perusahaan")


@track(exclude=["form_token"])
class DayPresence(Said):
    """Whether a pupil was there on one day, and why not.

    The position is never asked for; where a pupil gives it, it is kept to a hundredth of a degree,
    about a kilometre.
    """

    trigger_violations = {
        "placements_daypresence_own_day": ("on", OWN_DAY),
        "placements_daypresence_week_open": ("on", WEEK_OPEN),
    }

    placement = models.ForeignKey(
        Placement, on_delete=models.CASCADE, related_name="presence", verbose_name=_("penempatan")
    )
    on = models.DateField(_("tanggal"))
    state = models.CharField(_("kehadiran"), max_length=7, choices=PresenceState.choices)
    note = models.CharField(_("keterangan"), max_length=300, blank=True)
    at = models.DateTimeField(_("dicatat pada"))
    latitude = models.DecimalField(
        _("lintang"), max_digits=4, decimal_places=2, null=True, blank=True
    )
    longitude = models.DecimalField(
        _("bujur"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    paper = models.ForeignKey(
        Snapshot,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("surat keterangan"),
    )

    objects = OfPlacementQuerySet.as_manager()

    class Meta(Said.Meta):
        verbose_name = _("kehadiran")
        verbose_name_plural = _("kehadiran")
        ordering = ["placement", "-on", "pk"]
        triggers = [on_own_day("daypresence"), week_open("daypresence", "state", "note")]
        constraints = [
            *Said.Meta.constraints,
            choices_check("state", PresenceState),
            both_or_neither("latitude", "longitude", message=_("Posisi terdiri atas dua angka.")),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True)
                | Q(
                    latitude__gte=-90,
                    latitude__lte=90,
                    longitude__gte=-180,
                    longitude__lte=180,
                ),
                name="placements_daypresence_on_earth",
                violation_error_message=_("Posisi di luar bumi."),
            ),
            models.CheckConstraint(
                condition=~Q(state=PresenceState.EXCUSED) | Q(note__regex=r"\S"),
                name="placements_daypresence_excused_why",
                violation_error_message=_("Tuliskan keperluannya."),
            ),
            models.UniqueConstraint(
                fields=["placement", "on"],
                name="placements_daypresence_once_a_day",
                violation_error_message=_("Kehadiran tanggal ini sudah dicatat."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.placement_id} {self.on} {self.state}"


class WeekConfirmationQuerySet(OfPlacementQuerySet):
    def standing(self) -> Self:
        return self.filter(reopened_at__isnull=True)

    def with_voice(self) -> Self:
        """With the sheet, and who handed out the link, that they were confirmed by."""
        return self.select_related("sheet", "through_mentor__issued_by")


@track()
class WeekConfirmation(Said):
    """A week of journals and presence that the instruktur has confirmed, or the supervisor from
    the signed sheet; nothing of it changes until somebody opens it again, with a reason."""

    placement = models.ForeignKey(
        Placement, on_delete=models.CASCADE, related_name="weeks", verbose_name=_("penempatan")
    )
    monday = models.DateField(_("minggu yang dimulai Senin"))
    at = models.DateTimeField(_("dikonfirmasi pada"))
    note = models.CharField(_("catatan"), max_length=500, blank=True)
    sheet = models.ForeignKey(
        Snapshot,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lembar bertanda tangan"),
    )
    reopened_at = models.DateTimeField(_("dibuka kembali pada"), null=True, blank=True)
    reopened_because = models.CharField(_("alasan dibuka kembali"), max_length=300, blank=True)
    reopened_as = models.CharField(_("dibuka kembali oleh"), max_length=200, blank=True)

    objects = WeekConfirmationQuerySet.as_manager()

    class Meta(Said.Meta):
        verbose_name = _("minggu terkonfirmasi")
        verbose_name_plural = _("minggu terkonfirmasi")
        ordering = ["placement", "-monday", "-at", "pk"]
        constraints = [
            *Said.Meta.constraints,
            models.CheckConstraint(
                condition=Exact(ExtractIsoWeekDay("monday"), 1),
                name="placements_weekconfirmation_on_monday",
                violation_error_message=_("Minggu dimulai pada hari Senin."),
            ),
            models.CheckConstraint(
                condition=Q(reopened_at__isnull=True, reopened_because="", reopened_as="")
                | Q(
                    reopened_at__isnull=False,
                    reopened_because__regex=r"\S",
                    reopened_as__regex=r"\S",
                ),
                name="placements_weekconfirmation_reopened_why",
                violation_error_message=_("Tuliskan mengapa minggu ini dibuka kembali."),
            ),
            models.UniqueConstraint(
                fields=["placement", "monday"],
                condition=Q(reopened_at__isnull=True),
                name="placements_weekconfirmation_once",
                violation_error_message=_("Minggu ini sudah dikonfirmasi."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.placement_id}: {self.monday}"

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)
