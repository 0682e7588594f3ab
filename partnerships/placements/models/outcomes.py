"""What came of a placement: how the pupil found it, and whether work followed."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.history import track
from accounts.records import choices_check
from partnerships.placements.guests import MentorGuest, PupilGuest
from partnerships.placements.models.journals import OfPlacementQuerySet
from partnerships.placements.models.placements import Placement
from partnerships.placements.models.words import Said
from schools.actors import Actor

STARS = [(number, str(number)) for number in range(1, 6)]
# What a pupil is asked, in the order of the page.
QUESTIONS = ["relevance", "guidance", "safety", "welcome", "recommended"]
# Fewer answers would tell who said what.
LEAST_ANSWERS = 5


class PlaceRatingQuerySet(models.QuerySet["PlaceRating"]):
    def visible_to(self, actor: Actor | PupilGuest | MentorGuest) -> Self:
        """One answer is seen by who gave it and by nobody else: all others read sums."""
        if isinstance(actor, PupilGuest):
            return self.filter(placement__pupil=actor.pupil.pk)
        if isinstance(actor, Actor) and (actor.is_superuser or actor.is_system):
            return self
        return self.none()


@track()
class PlaceRating(Said):
    """How a pupil found the place, 1 to 5; told to others in sums from five answers up."""

    is_kept_from_school = True

    placement = models.OneToOneField(
        Placement, on_delete=models.CASCADE, related_name="rating", verbose_name=_("penempatan")
    )
    relevance = models.PositiveSmallIntegerField(
        _("Pekerjaannya sesuai dengan kompetensi yang dipelajari"), choices=STARS
    )
    guidance = models.PositiveSmallIntegerField(
        _("Instruktur membimbing dan menjelaskan"), choices=STARS
    )
    safety = models.PositiveSmallIntegerField(_("Tempatnya aman dan sehat"), choices=STARS)
    welcome = models.PositiveSmallIntegerField(
        _("Diperlakukan dengan baik dan adil"), choices=STARS
    )
    recommended = models.PositiveSmallIntegerField(
        _("Saya sarankan kepada adik kelas"), choices=STARS
    )
    comment = models.TextField(
        _("yang ingin disampaikan"),
        blank=True,
        max_length=1000,
        help_text=_("Dibaca sekolah tanpa namamu, setelah ada lima jawaban untuk tempat itu."),
    )
    at = models.DateTimeField(_("dijawab pada"))

    objects = PlaceRatingQuerySet.as_manager()

    class Meta(Said.Meta):
        verbose_name = _("penilaian tempat oleh siswa")
        verbose_name_plural = _("penilaian tempat oleh siswa")
        ordering = ["placement"]
        constraints = [
            *Said.Meta.constraints,
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{question}__in": [number for number, _label in STARS]}),
                    name=f"placements_placerating_{question}_listed",
                    violation_error_message=_("Pilih 1 sampai 5."),
                )
                for question in QUESTIONS
            ),
        ]

    def __str__(self) -> str:
        return f"Penilaian tempat {self.placement_id}"


class OutcomeResult(models.TextChoices):
    HIRED = "hired", _("Diterima bekerja di tempat PKL")
    OFFERED = "offered", _("Ditawari bekerja setelah lulus")
    ELSEWHERE = "elsewhere", _("Bekerja di tempat lain")
    STUDIES = "studies", _("Melanjutkan kuliah")
    OWN = "own", _("Berwirausaha")
    NONE = "none", _("Belum ada tawaran")


class Contract(models.TextChoices):
    PERMANENT = "permanent", _("PKWTT (tetap)")
    FIXED_TERM = "fixed_term", _("PKWT (kontrak)")
    APPRENTICE = "apprentice", _("Pemagangan")
    DAILY = "daily", _("Harian lepas")
    UNKNOWN = "unknown", _("Belum diketahui")


WORKS = [OutcomeResult.HIRED, OutcomeResult.OFFERED, OutcomeResult.ELSEWHERE]


@track()
class Outcome(Said):
    """What followed the placement, told by the school, the pupil or the host."""

    placement = models.OneToOneField(
        Placement, on_delete=models.CASCADE, related_name="outcome", verbose_name=_("penempatan")
    )
    result = models.CharField(_("hasil"), max_length=9, choices=OutcomeResult.choices)
    contract = models.CharField(
        _("jenis kontrak"), max_length=10, choices=Contract.choices, blank=True
    )
    since = models.DateField(_("sejak"), null=True, blank=True)
    note = models.CharField(_("keterangan"), max_length=300, blank=True)
    at = models.DateTimeField(_("dicatat pada"))

    objects = OfPlacementQuerySet.as_manager()

    class Meta(Said.Meta):
        verbose_name = _("hasil PKL")
        verbose_name_plural = _("hasil PKL")
        ordering = ["placement"]
        constraints = [
            *Said.Meta.constraints,
            choices_check("result", OutcomeResult),
            choices_check("contract", Contract, allow=[""]),
            models.CheckConstraint(
                condition=Q(result__in=WORKS) | Q(contract=""),
                name="placements_outcome_contract_of_work",
                violation_error_message=_("Jenis kontrak hanya untuk yang bekerja."),
            ),
        ]

    def __str__(self) -> str:
        return f"Hasil PKL {self.placement_id}"
