import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField

from accounts.history import track
from accounts.records import Editable, PublicIdField, choices_check
from accounts.roles import Permission
from partnerships.partners.models.partners import Partner
from partnerships.partners.models.sites import Site
from schools.actors import Actor
from schools.models.schools import School
from schools.models.sources import source_field

SITE_OF_PARTNER = """
    IF NEW.site_id IS NOT NULL AND NEW.partner_id IS DISTINCT FROM (
            SELECT partner_id FROM partners_site WHERE id = NEW.site_id) THEN
        RAISE EXCEPTION 'the site is of another partner' USING
            ERRCODE = 'check_violation', CONSTRAINT = 'partners_contact_site_of_partner',
            TABLE = 'partners_contact';
    END IF;
    RETURN NEW;
"""


class ContactRole(models.TextChoices):
    SIGNATORY = "signatory", _("Penandatangan")
    HRD = "hrd", _("HRD atau personalia")
    MENTOR = "mentor", _("Instruktur atau pembimbing industri")
    LIAISON = "liaison", _("Penghubung kerja sama")
    GENERAL = "general", _("Umum")


class ContactQuerySet(models.QuerySet["Contact"]):
    def visible_to(self, actor: Actor) -> "ContactQuerySet":
        """Never a visitor; a school its own and the shared ones; an office the shared ones."""
        if actor.is_visitor:
            return self.none()
        if actor.is_superuser or actor.is_system:
            return self
        seen = Q(private_to__isnull=True)
        if actor.membership and actor.membership.school_id:
            seen |= Q(private_to=actor.membership.school_id)
        return self.filter(seen)

    def editable_by(self, actor: Actor) -> "ContactQuerySet":
        """The school that entered one; whoever may say who the partner is, the shared ones."""
        mine = Q(private_to__isnull=True, partner__in=Partner.objects.renamable_by(actor))
        if actor.school and actor.can(Permission.PROPOSE_PARTNERS):
            mine |= Q(entered_by_school=actor.school.pk, partner__merged_into__isnull=True)
        if actor.is_superuser or actor.is_system:
            mine = Q(partner__merged_into__isnull=True)
        return self.visible_to(actor).filter(mine)


@track(exclude=["revision", "form_token", "created_at", "updated_at"])
class Contact(Editable):
    """A person to reach at a partner; private to the school that entered it unless shared."""

    merge_policy = {"partner": "keep", "private_to": "keep", "entered_by_school": "keep"}
    trigger_violations = {
        "partners_contact_site_of_partner": ("site", _("Lokasi ini milik mitra lain.")),
    }

    public_id = PublicIdField()
    partner = models.ForeignKey(
        Partner, on_delete=models.CASCADE, related_name="contacts", verbose_name=_("mitra")
    )
    site = models.ForeignKey(
        Site,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="contacts",
        verbose_name=_("lokasi"),
    )
    name = models.CharField(
        _("nama"), max_length=150, help_text=_("Seperti tercetak, dengan gelar.")
    )
    position = models.CharField(_("jabatan"), max_length=120, blank=True)
    role = models.CharField(
        _("peran"), max_length=10, choices=ContactRole.choices, default=ContactRole.GENERAL
    )
    phone = PhoneNumberField(_("telepon atau WhatsApp"), blank=True)
    email = models.EmailField(_("surel"), blank=True)
    note = models.CharField(_("catatan"), max_length=300, blank=True)
    left_on = models.DateField(_("tidak lagi sejak"), null=True, blank=True)
    private_to = models.ForeignKey(
        School,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("hanya untuk sekolah"),
    )
    entered_by_school = models.ForeignKey(
        School,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("dicatat sekolah"),
    )
    source = source_field()

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("narahubung")
        verbose_name_plural = _("narahubung")
        ordering = ["partner", "name", "pk"]
        triggers = [
            pgtrigger.Trigger(
                name="site_of_partner",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("site_id"),
                func=SITE_OF_PARTNER,
            )
        ]
        indexes = [
            models.Index(fields=["phone"], name="partners_contact_phone", condition=~Q(phone="")),
        ]
        constraints = [
            choices_check("role", ContactRole),
            models.CheckConstraint(
                condition=Q(name__regex=r"\S"),
                name="partners_contact_name_given",
                violation_error_message=_("Isi nama narahubung."),
            ),
            models.CheckConstraint(
                condition=Q(private_to__isnull=True) | Q(private_to=models.F("entered_by_school")),
                name="partners_contact_private_to_its_school",
                violation_error_message=_(
                    "Narahubung pribadi hanya untuk sekolah yang mencatatnya."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def whatsapp_url(self) -> str:
        """A chat with the number, when it is a mobile one of Indonesia or one from abroad."""
        number = str(self.phone or "")
        if not number or (number.startswith("+62") and not number.startswith("+628")):
            return ""
        return f"https://wa.me/{number.lstrip('+')}"
