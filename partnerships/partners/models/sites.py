from datetime import date

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField

from accounts.history import track
from accounts.records import Editable, PublicIdField, choices_check
from accounts.roles import Permission
from partnerships.partners.models.partners import Partner, touch_partner
from partnerships.partners.models.places import Located, fill_regions, region_violations
from schools.actors import Actor
from schools.models.schools import School


class SiteKind(models.TextChoices):
    HEAD_OFFICE = "head_office", _("Kantor pusat")
    PLANT = "plant", _("Pabrik")
    BRANCH = "branch", _("Cabang")
    OUTLET = "outlet", _("Gerai atau toko")
    WORKSHOP = "workshop", _("Bengkel")
    OTHER = "other", _("Lokasi lain")


class SiteQuerySet(models.QuerySet["Site"]):
    def visible_to(self, actor: Actor) -> "SiteQuerySet":
        if actor.is_visitor:
            return self.filter(
                confirmed_at__isnull=False, partner__in=Partner.objects.visible_to(actor)
            )
        return self

    def editable_by(self, actor: Actor) -> "SiteQuerySet":
        """Whoever may say who the partner is, and the site's own proposer until confirmed."""
        mine = Q(partner__in=Partner.objects.renamable_by(actor))
        if actor.school and actor.can(Permission.PROPOSE_PARTNERS):
            mine |= Q(
                proposed_by_school=actor.school.pk,
                confirmed_at__isnull=True,
                partner__merged_into__isnull=True,
            )
        return self.filter(mine)

    def open_on(self, on: date) -> "SiteQuerySet":
        return self.filter(
            Q(opened_on__isnull=True) | Q(opened_on__lte=on),
            Q(closed_on__isnull=True) | Q(closed_on__gt=on),
        )

    def awaiting(self) -> "SiteQuerySet":
        return self.filter(confirmed_at__isnull=True)


@track(exclude=["revision", "form_token", "created_at", "updated_at"])
class Site(Located, Editable):
    """A place where a partner works: plant, branch, outlet, head office."""

    merge_policy = {"partner": "keep", "proposed_by_school": "keep"}
    trigger_violations = region_violations("partners_site")

    public_id = PublicIdField()
    partner = models.ForeignKey(
        Partner, on_delete=models.CASCADE, related_name="sites", verbose_name=_("mitra")
    )
    name = models.CharField(
        _("nama lokasi"), max_length=150, help_text=_("Misalnya: Pabrik Cilegon, Cabang Serang.")
    )
    kind = models.CharField(
        _("jenis lokasi"), max_length=12, choices=SiteKind.choices, default=SiteKind.OTHER
    )
    phone = PhoneNumberField(_("telepon"), blank=True)
    email = models.EmailField(_("surel"), blank=True)
    opened_on = models.DateField(_("dibuka pada"), null=True, blank=True)
    closed_on = models.DateField(_("ditutup pada"), null=True, blank=True)
    proposed_by_school = models.ForeignKey(
        School,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("diusulkan sekolah"),
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("dikonfirmasi oleh"),
    )
    confirmed_at = models.DateTimeField(
        _("dikonfirmasi pada"), null=True, blank=True, editable=False
    )

    objects = SiteQuerySet.as_manager()

    class Meta:
        verbose_name = _("lokasi")
        verbose_name_plural = _("lokasi")
        ordering = ["partner", "name", "pk"]
        triggers = [fill_regions("partners_site"), touch_partner()]
        indexes = [
            models.Index(fields=["phone"], name="partners_site_phone", condition=~Q(phone="")),
            GinIndex(fields=["name"], name="partners_site_name", opclasses=["gin_trgm_ops"]),
        ]
        constraints = [
            *Located.Meta.constraints,
            choices_check("kind", SiteKind),
            models.CheckConstraint(
                condition=Q(name__regex=r"\S"),
                name="partners_site_name_given",
                violation_error_message=_("Isi nama lokasi."),
            ),
            models.UniqueConstraint(
                "partner",
                Lower("name"),
                "regency",
                nulls_distinct=False,
                name="partners_site_once",
                violation_error_message=_("Lokasi dengan nama ini sudah tercatat di sana."),
            ),
            models.CheckConstraint(
                condition=Q(opened_on__isnull=True)
                | Q(closed_on__isnull=True)
                | Q(closed_on__gte=F("opened_on")),
                name="partners_site_opened_before_closed",
                violation_error_message=_("Lokasi tidak dapat ditutup sebelum dibuka."),
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | Q(confirmed_at__isnull=False),
                name="partners_site_confirmer_with_moment",
                violation_error_message=_("Catat kapan lokasi ini dikonfirmasi."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_open(self, on: date) -> bool:
        return (self.opened_on is None or self.opened_on <= on) and (
            self.closed_on is None or self.closed_on > on
        )
