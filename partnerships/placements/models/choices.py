"""Where pupils would like to go: ranked places, and places that they found themselves."""

from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField

from accounts.history import track
from accounts.records import PublicIdField, choices_check
from partnerships.partners.models import Partner
from partnerships.placements.models.hosting import Opening
from partnerships.placements.models.periods import PlacementPeriod
from partnerships.placements.triggers.seats import chosen_within_school
from schools.actors import Actor
from schools.models import Region
from schools.models.pupils import Pupil

MOST_CHOICES = 5


class OfPupilsQuerySet(models.QuerySet):
    """Rows that name a pupil: known to whoever knows the pupil."""

    def visible_to(self, actor: Actor) -> Self:
        return self.filter(pupil__in=Pupil.objects.visible_to(actor).values("pk"))


@track()
class Choice(models.Model):
    """A place that a pupil would like to go to in a period; rank 1 is the first choice."""

    trigger_violations = {
        "placements_choice_within_school": ("opening", _("Siswa ini dari sekolah lain.")),
        "placements_choice_of_taken_seats": (
            "opening",
            _("Sekolah belum memesan kursi di sana untuk periode ini."),
        ),
    }

    period = models.ForeignKey(
        PlacementPeriod,
        on_delete=models.CASCADE,
        related_name="choices",
        verbose_name=_("periode"),
    )
    pupil = models.ForeignKey(
        Pupil, on_delete=models.PROTECT, related_name="choices", verbose_name=_("siswa")
    )
    opening = models.ForeignKey(
        Opening, on_delete=models.PROTECT, related_name="choices", verbose_name=_("tempat PKL")
    )
    rank = models.PositiveSmallIntegerField(
        _("pilihan ke-"), validators=[MinValueValidator(1), MaxValueValidator(MOST_CHOICES)]
    )

    objects = OfPupilsQuerySet.as_manager()

    class Meta:
        verbose_name = _("pilihan tempat")
        verbose_name_plural = _("pilihan tempat")
        ordering = ["period", "pupil", "rank"]
        triggers = [chosen_within_school()]
        constraints = [
            models.CheckConstraint(
                condition=Q(rank__gte=1, rank__lte=MOST_CHOICES),
                name="placements_choice_rank_counted",
                violation_error_message=_("Paling banyak lima pilihan."),
            ),
            models.UniqueConstraint(
                fields=["period", "pupil", "rank"],
                name="placements_choice_rank_once",
                violation_error_message=_("Setiap urutan hanya untuk satu tempat."),
            ),
            models.UniqueConstraint(
                fields=["period", "pupil", "opening"],
                name="placements_choice_place_once",
                violation_error_message=_("Tempat ini sudah dipilih."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pupil_id}: {self.rank}"


class ProposalState(models.TextChoices):
    WAITING = "waiting", _("Menunggu sekolah")
    APPROVED = "approved", _("Disetujui sekolah")
    REFUSED = "refused", _("Tidak disetujui")


@track()
class ProposedPlace(models.Model):
    """A place that a pupil found and asked for ("DUDI mandiri"); the school decides on it."""

    merge_policy = {"partner": "keep"}

    public_id = PublicIdField()
    form_token = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    period = models.ForeignKey(
        PlacementPeriod,
        on_delete=models.CASCADE,
        related_name="proposed_places",
        verbose_name=_("periode"),
    )
    pupil = models.ForeignKey(
        Pupil, on_delete=models.PROTECT, related_name="proposed_places", verbose_name=_("siswa")
    )
    name = models.CharField(_("nama tempat"), max_length=150)
    regency = models.ForeignKey(
        Region,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("kabupaten/kota"),
    )
    address = models.CharField(_("alamat"), max_length=300)
    contact_name = models.CharField(_("nama yang dihubungi"), max_length=150)
    contact_phone = PhoneNumberField(_("nomor WhatsApp-nya"), blank=True)
    tasks = models.TextField(_("pekerjaan di sana"), max_length=1000)
    proposed_at = models.DateTimeField(_("diusulkan pada"))
    state = models.CharField(
        _("status"),
        max_length=8,
        choices=ProposalState.choices,
        default=ProposalState.WAITING,
    )
    decided_at = models.DateTimeField(_("diputuskan pada"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("diputuskan oleh"),
    )
    reason = models.CharField(_("alasan"), max_length=300, blank=True)
    partner = models.ForeignKey(
        Partner,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("mitra"),
    )
    opening = models.ForeignKey(
        Opening,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="proposed_places",
        verbose_name=_("tempat PKL"),
    )
    took_seat = models.BooleanField(
        _("satu kursi dipesan karenanya"),
        default=False,
        help_text=_("Bukan salah satu yang sudah dipesan sebelumnya."),
    )

    objects = OfPupilsQuerySet.as_manager()

    class Meta:
        verbose_name = _("tempat usulan siswa")
        verbose_name_plural = _("tempat usulan siswa")
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            choices_check("state", ProposalState),
            models.CheckConstraint(
                condition=Q(name__regex=r"\S"),
                name="placements_proposedplace_name_given",
                violation_error_message=_("Isi nama tempatnya."),
            ),
            models.CheckConstraint(
                condition=Q(
                    state=ProposalState.WAITING,
                    decided_at__isnull=True,
                    decided_by__isnull=True,
                    partner__isnull=True,
                )
                | Q(
                    state=ProposalState.APPROVED,
                    decided_at__isnull=False,
                    decided_by__isnull=False,
                    partner__isnull=False,
                )
                | (
                    Q(
                        state=ProposalState.REFUSED,
                        decided_at__isnull=False,
                        decided_by__isnull=False,
                        partner__isnull=True,
                    )
                    & Q(reason__regex=r"\S")
                ),
                name="placements_proposedplace_whole_decision",
                violation_error_message=_(
                    "Persetujuan menyebut mitranya, penolakan menyebut alasannya."
                ),
            ),
            models.CheckConstraint(
                condition=Q(opening__isnull=True) | Q(state=ProposalState.APPROVED),
                name="placements_proposedplace_seat_when_approved",
                violation_error_message=_("Tempatnya ada setelah usulan disetujui."),
            ),
            models.CheckConstraint(
                condition=Q(took_seat=False) | Q(opening__isnull=False),
                name="placements_proposedplace_seat_of_an_opening",
                violation_error_message=_("Kursi dipesan pada suatu tempat."),
            ),
            models.UniqueConstraint(
                fields=["period", "pupil"],
                condition=Q(state=ProposalState.WAITING),
                name="placements_proposedplace_one_waiting",
                violation_error_message=_("Usulanmu sebelumnya masih menunggu sekolah."),
            ),
        ]

    def __str__(self) -> str:
        return f"Usulan {self.public_id}"
