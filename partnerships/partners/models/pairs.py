from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.records import PublicIdField, choices_check
from accounts.roles import Permission
from partnerships.partners.models.partners import Partner, answers_for
from schools.actors import Actor


class Reason(models.TextChoices):
    """Why two partners look like one."""

    NIB = "nib", _("NIB sama")
    NPWP = "npwp", _("NPWP sama")
    PHONE = "phone", _("telepon sama")
    NAME = "name", _("nama mirip")
    ALIAS = "alias", _("nama lain mirip")


class Verdict(models.TextChoices):
    SAME = "same", _("perusahaan sama")
    OTHER_SITE = "other_site", _("perusahaan sama, lokasi lain")
    POSSIBLE = "possible", _("mungkin perusahaan sama")


class PairQuerySet(models.QuerySet["Pair"]):
    def open(self) -> "PairQuerySet":
        """Undecided ones, of two records that both still stand."""
        return self.filter(
            decided_at__isnull=True,
            first__merged_into__isnull=True,
            second__merged_into__isnull=True,
        )

    def told_apart(self) -> "PairQuerySet":
        """Decided ones, of two records that both still stand."""
        return self.filter(
            decided_at__isnull=False,
            first__merged_into__isnull=True,
            second__merged_into__isnull=True,
        )

    def of(self, partner: Partner) -> "PairQuerySet":
        return self.filter(Q(first=partner) | Q(second=partner))

    def decidable_by(self, actor: Actor) -> "PairQuerySet":
        """Pairs of which the actor answers for at least one partner."""
        if not actor.can(Permission.MERGE_RECORDS):
            return self.none()
        if actor.is_unbounded:
            return self
        return self.filter(
            answers_for(actor, prefix="first__") | answers_for(actor, prefix="second__")
        )


class Pair(models.Model):
    """Two partners that look like one; kept so that "bukan duplikat" is said once.

    Likely pairs are written when a partner is entered or renamed and by a nightly job: to compare
    all with all on each page would take minutes in a nation of partners.
    """

    merge_policy = {"first": "stay", "second": "stay"}

    public_id = PublicIdField()
    first = models.ForeignKey(
        Partner, on_delete=models.CASCADE, related_name="+", verbose_name=_("mitra pertama")
    )
    second = models.ForeignKey(
        Partner, on_delete=models.CASCADE, related_name="+", verbose_name=_("mitra kedua")
    )
    reasons = ArrayField(
        models.CharField(max_length=8, choices=Reason.choices), verbose_name=_("alasan")
    )
    verdict = models.CharField(_("dugaan"), max_length=12, choices=Verdict.choices)
    likeness = models.FloatField(_("kemiripan nama"))
    found_at = models.DateTimeField(_("ditemukan pada"))
    decided_at = models.DateTimeField(_("diputuskan pada"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("diputuskan oleh"),
    )
    decision_note = models.CharField(_("alasan keputusan"), max_length=300, blank=True)

    objects = PairQuerySet.as_manager()

    class Meta:
        verbose_name = _("pasangan mirip")
        verbose_name_plural = _("pasangan mirip")
        ordering = ["-likeness", "pk"]
        indexes = [
            models.Index(
                fields=["-likeness", "id"],
                name="partners_pair_open",
                condition=Q(decided_at__isnull=True),
            ),
        ]
        constraints = [
            choices_check("verdict", Verdict),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")),
                name="partners_pair_in_order",
                violation_error_message=_("Pasangan terdiri atas dua mitra yang berbeda."),
            ),
            models.UniqueConstraint(
                fields=["first", "second"],
                name="partners_pair_once",
                violation_error_message=_("Pasangan ini sudah tercatat."),
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | Q(decided_at__isnull=False),
                name="partners_pair_decided_with_moment",
                violation_error_message=_("Catat kapan pasangan ini diputuskan."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} / {self.second_id}"

    @property
    def reason_words(self) -> list[str | Promise]:
        return [Reason(reason).label for reason in self.reasons]
