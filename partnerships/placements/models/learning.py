"""What is learned at the host: the school's learning goals under the four elements of PKL."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.history import track
from accounts.records import PublicIdField, choices_check
from accounts.roles import Permission
from partnerships.placements.models.placements import Placement
from schools.actors import Actor, of_own_school
from schools.models import Concentration, School


class Element(models.TextChoices):
    """The four elements of the learning outcomes (CP) of PKL, phase F."""

    SOFT_SKILLS = "soft", _("Internalisasi dan penerapan soft skills")
    HARD_SKILLS = "hard", _("Penerapan hard skills")
    DEEPENING = "deepening", _("Peningkatan dan pengembangan hard skills")
    ENTERPRISE = "enterprise", _("Penyiapan kemandirian berwirausaha")


class LearningGoalQuerySet(models.QuerySet["LearningGoal"]):
    def in_use(self) -> Self:
        return self.filter(retired_at__isnull=True)

    def visible_to(self, actor: Actor) -> Self:
        """What a school wants learned is no secret within it and its office."""
        if actor.is_unbounded:
            return self
        return self.filter(school__in=School.objects.within(actor).values("pk"))

    def editable_by(self, actor: Actor) -> Self:
        own = of_own_school(self, actor, Permission.PLACE_PUPILS)
        if actor.can(Permission.KEEP_PUPILS) or actor.membership is None:
            return own
        return own.filter(concentration__in=actor.membership.concentrations.values("pk"))

    def fitting(self, placement: Placement) -> Self:
        """Those that a pupil of this konsentrasi works on, in the order of the elements."""
        fits = Q(concentration__isnull=True) | Q(concentration=placement.concentration_id)
        return self.filter(fits, school=placement.period.school_id).in_order()

    def in_order(self) -> Self:
        places = [
            models.When(element=value, then=place) for place, value in enumerate(Element.values)
        ]
        place = models.Case(*places, output_field=models.SmallIntegerField())
        return self.annotate(place=place).order_by("place", "position", "pk")


@track()
class LearningGoal(models.Model):
    """A tujuan pembelajaran of PKL that a school has set under one of the four elements.

    What was marked or written under one stays; it is retired, not deleted.
    """

    merge_policy = {"school": "keep"}

    public_id = PublicIdField()
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, related_name="learning_goals", verbose_name=_("sekolah")
    )
    concentration = models.ForeignKey(
        Concentration,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("konsentrasi keahlian"),
        help_text=_("Kosong: semua konsentrasi."),
    )
    element = models.CharField(_("elemen CP"), max_length=10, choices=Element.choices)
    text = models.CharField(_("tujuan pembelajaran"), max_length=300)
    position = models.PositiveSmallIntegerField(_("urutan"), default=0)
    retired_at = models.DateTimeField(_("tidak dipakai lagi sejak"), null=True, blank=True)

    objects = LearningGoalQuerySet.as_manager()

    class Meta:
        verbose_name = _("tujuan pembelajaran")
        verbose_name_plural = _("tujuan pembelajaran")
        ordering = ["school", "element", "position", "pk"]
        constraints = [
            choices_check("element", Element),
            models.CheckConstraint(
                condition=Q(text__regex=r"\S{3}"),
                name="placements_learninggoal_text_given",
                violation_error_message=_("Isi tujuan pembelajarannya."),
            ),
            models.UniqueConstraint(
                fields=["school", "concentration", "element", "text"],
                condition=Q(retired_at__isnull=True),
                nulls_distinct=False,
                name="placements_learninggoal_once",
                violation_error_message=_("Tujuan pembelajaran ini sudah ada."),
            ),
        ]

    def __str__(self) -> str:
        return self.text
