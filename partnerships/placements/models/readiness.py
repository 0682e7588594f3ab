"""What an office has set for its province, and what a school has let pass with a reason."""

from typing import Self

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.history import track
from accounts.records import both_or_neither, choices_check
from accounts.roles import Permission
from partnerships.placements.models.placements import Placement
from partnerships.placements.readiness.rules import STANDARDS, Level, Rule, standard_of
from schools.actors import Actor
from schools.models import Region, School
from schools.models.dates import DatedQuerySet, during, in_order
from schools.models.offices import OfficeKind

BY_LAW = sorted({str(standard.rule) for standard in STANDARDS if standard.is_law})


def sets_rules(actor: Actor) -> bool:
    """Reviewers of the office that answers for a whole province; a branch reads the rules only."""
    office = actor.office
    return (
        office is not None
        and office.kind == OfficeKind.PROVINCE_EDUCATION
        and actor.can(Permission.VERIFY_AGREEMENTS)
    )


class RuleChangeQuerySet(DatedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Whoever has a school or an office reads those of its province."""
        place = actor.school or actor.office
        return self.filter(province=place.province_id) if place else self.none()

    def editable_by(self, actor: Actor) -> Self:
        return self.visible_to(actor) if sets_rules(actor) else self.none()

    def for_reading(self) -> Self:
        """The latest of each rule first, with who said so."""
        return self.select_related("set_by").order_by("rule", "-since", "pk")


@track()
class RuleChange(models.Model):
    """How strictly a province takes a rule of readiness, with which threshold, from when on.

    A warning may be raised to blocking; what the law forbids stays forbidden.
    """

    province = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="+", verbose_name=_("provinsi")
    )
    rule = models.CharField(_("aturan"), max_length=16, choices=Rule.choices)
    level = models.CharField(_("sifat"), max_length=5, choices=Level.choices)
    number = models.DecimalField(
        _("batas"),
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        help_text=_("Kosong: seperti batas nasional."),
    )
    since = models.DateField(_("berlaku sejak"))
    until = models.DateField(_("berlaku sampai dengan"), null=True, blank=True)
    because = models.CharField(
        _("dasarnya"), max_length=300, help_text=_("Misalnya surat edaran kepala dinas.")
    )
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("ditetapkan oleh"),
    )
    set_at = models.DateTimeField(_("ditetapkan pada"), editable=False)

    objects = RuleChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("aturan kesiapan provinsi")
        verbose_name_plural = _("aturan kesiapan provinsi")
        ordering = ["province", "rule", "-since", "pk"]
        constraints = [
            choices_check("rule", Rule),
            choices_check("level", Level),
            in_order("placements_rulechange_dates_in_order"),
            models.CheckConstraint(
                condition=~Q(rule__in=BY_LAW) | Q(level=Level.BLOCK, number__isnull=True),
                name="placements_rulechange_law_stays",
                violation_error_message=_("Larangan undang-undang tidak dapat dilonggarkan."),
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=True) | Q(number__gt=0),
                name="placements_rulechange_number_positive",
                violation_error_message=_("Batasnya lebih dari nol."),
            ),
            models.CheckConstraint(
                condition=Q(because__regex=r"\S"),
                name="placements_rulechange_founded",
                violation_error_message=_("Tuliskan dasarnya."),
            ),
            ExclusionConstraint(
                name="placements_rulechange_one_at_a_time",
                expressions=[
                    ("province", RangeOperators.EQUAL),
                    ("rule", RangeOperators.EQUAL),
                    (during("since"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Pada tanggal itu aturan ini sudah diatur."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.province_id} {self.rule} {self.since}"

    @property
    def is_weaker(self) -> bool:
        """Whether it asks less than the country does."""
        return standard_of(self.rule).is_weakened_by(self.number)


class OverrideQuerySet(models.QuerySet["Override"]):
    def standing(self) -> Self:
        return self.filter(withdrawn_at__isnull=True)

    def unseen(self) -> Self:
        return self.filter(seen_at__isnull=True)

    def overseen_by(self, actor: Actor) -> Self:
        """What the schools of the actor's office let pass; of which pupil, it does not read."""
        if actor.office is None:
            return self.none()
        schools = School.objects.within(actor).order_by().values("pk")
        return self.filter(placement__period__school__in=schools)

    def markable_by(self, actor: Actor) -> Self:
        """Reviewers say that their office has looked."""
        may = actor.can(Permission.VERIFY_AGREEMENTS)
        return self.overseen_by(actor) if may else self.none()


@track()
class Override(models.Model):
    """A rule that a school lets pass for one placement, with its reason; the office sees it."""

    placement = models.ForeignKey(
        Placement, on_delete=models.CASCADE, related_name="overrides", verbose_name=_("penempatan")
    )
    rule = models.CharField(_("aturan"), max_length=16, choices=Rule.choices)
    reason = models.TextField(_("alasan"), max_length=1000)
    at = models.DateTimeField(_("pada"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("oleh"),
    )
    withdrawn_at = models.DateTimeField(_("ditarik pada"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ditarik oleh"),
    )
    seen_at = models.DateTimeField(_("dilihat dinas pada"), null=True, blank=True)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("dilihat oleh"),
    )

    objects = OverrideQuerySet.as_manager()

    class Meta:
        verbose_name = _("pengecualian")
        verbose_name_plural = _("pengecualian")
        ordering = ["placement", "-at", "pk"]
        constraints = [
            choices_check("rule", Rule),
            both_or_neither("withdrawn_at", "withdrawn_by", message=_("Sebutkan siapa dan kapan.")),
            both_or_neither("seen_at", "seen_by", message=_("Sebutkan siapa dan kapan.")),
            models.CheckConstraint(
                condition=~Q(rule=Rule.LEAST_AGE),
                name="placements_override_not_of_children",
                violation_error_message=_("Batas umur 14 tahun tidak dapat dikecualikan."),
            ),
            models.CheckConstraint(
                condition=Q(reason__regex=r"\S{2}.*\S"),
                name="placements_override_reason_given",
                violation_error_message=_("Tuliskan alasannya."),
            ),
            models.UniqueConstraint(
                fields=["placement", "rule"],
                condition=Q(withdrawn_at__isnull=True),
                name="placements_override_once",
                violation_error_message=_("Aturan ini sudah dikecualikan."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.placement_id}: {self.rule}"
