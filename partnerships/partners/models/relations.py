from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.history import track
from accounts.records import choices_check
from partnerships.partners.models.partners import Partner
from schools.actors import Actor
from schools.models.dates import in_order
from schools.models.schools import School
from schools.models.sources import source_field

SCHOOL_KINDS = ("foundation_of", "runs_school")


class RelationKind(models.TextChoices):
    PART_OF = "part_of", _("Berada di kawasan")
    MEMBER_OF = "member_of", _("Anggota dari")
    FOUNDATION_OF = "foundation_of", _("Menaungi sekolah")
    RUNS_SCHOOL = "runs_school", _("Mengelola sekolah")
    FORMERLY = "formerly", _("Dahulu dikenal sebagai")
    HEAD_OFFICE_OF = "head_office_of", _("Kantor pusat dari")
    REPRESENTS = "represents", _("Mewakili")


class RelationQuerySet(models.QuerySet["Relation"]):
    def visible_to(self, actor: Actor) -> "RelationQuerySet":
        """Both ends must be visible: a proposal is not made known through its estate."""
        if actor.is_visitor:
            known = Partner.objects.visible_to(actor)
            return self.filter(Q(other__isnull=True) | Q(other__in=known), partner__in=known)
        return self

    def editable_by(self, actor: Actor) -> "RelationQuerySet":
        return self.filter(partner__in=Partner.objects.editable_by(actor))


@track()
class Relation(models.Model):
    """How a partner stands to another one, or to a school that it founded or runs."""

    REVERSED: dict[str, str | Promise] = {
        RelationKind.PART_OF: _("Kawasan dari"),
        RelationKind.MEMBER_OF: _("Beranggotakan"),
        RelationKind.FORMERLY: _("Kini dikenal sebagai"),
        RelationKind.HEAD_OFFICE_OF: _("Berkantor pusat di"),
        RelationKind.REPRESENTS: _("Diwakili oleh"),
    }

    merge_policy = {"partner": "fold", "other": "fold", "school": "fold"}

    partner = models.ForeignKey(
        Partner, on_delete=models.CASCADE, related_name="relations", verbose_name=_("mitra")
    )
    kind = models.CharField(_("hubungan"), max_length=16, choices=RelationKind.choices)
    other = models.ForeignKey(
        Partner,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="relations_to",
        verbose_name=_("mitra lain"),
    )
    school = models.ForeignKey(
        School,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="partner_relations",
        verbose_name=_("sekolah"),
    )
    since = models.DateField(_("mulai"), null=True, blank=True)
    until = models.DateField(_("sampai dengan"), null=True, blank=True)
    source = source_field()

    objects = RelationQuerySet.as_manager()

    class Meta:
        verbose_name = _("hubungan")
        verbose_name_plural = _("hubungan")
        ordering = ["partner", "kind", "pk"]
        constraints = [
            choices_check("kind", RelationKind),
            models.CheckConstraint(
                condition=Q(kind__in=SCHOOL_KINDS, school__isnull=False, other__isnull=True)
                | (~Q(kind__in=SCHOOL_KINDS) & Q(school__isnull=True, other__isnull=False)),
                name="partners_relation_end_fits_kind",
                violation_error_message=_(
                    "Pilih sekolah untuk hubungan dengan sekolah, mitra untuk yang lain."
                ),
            ),
            models.CheckConstraint(
                condition=Q(other__isnull=True) | ~Q(other=F("partner")),
                name="partners_relation_not_to_itself",
                violation_error_message=_("Mitra tidak dapat berhubungan dengan dirinya sendiri."),
            ),
            in_order("partners_relation_dates_in_order"),
            models.UniqueConstraint(
                fields=["partner", "kind", "other", "school", "since"],
                nulls_distinct=False,
                name="partners_relation_once",
                violation_error_message=_("Hubungan ini sudah tercatat."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner_id}: {self.get_kind_display()}"

    @property
    def reversed_words(self) -> str | Promise:
        """The same relation, told from the other partner's side."""
        return self.REVERSED.get(self.kind, self.get_kind_display())
