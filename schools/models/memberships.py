"""Who may act for which school or office, and the links by which people get there."""

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField

from accounts.history import track
from accounts.records import PublicIdField, choices_check
from accounts.roles import OFFICE_ROLES, ROLES, SCHOOL_ROLES, Role, RoleRule
from schools.models.expertise import Concentration
from schools.models.offices import Office
from schools.models.schools import School


def scope_check(name: str) -> models.CheckConstraint:
    """The table of roles as a CHECK: a school's role names a school, an office's an office."""
    schools = Q(role__in=SCHOOL_ROLES, school__isnull=False, office__isnull=True)
    offices = Q(role__in=OFFICE_ROLES, school__isnull=True, office__isnull=False)
    neither = Q(role=Role.MAINTAINER, school__isnull=True, office__isnull=True)
    return models.CheckConstraint(
        condition=schools | offices | neither,
        name=name,
        violation_error_message=_("Peran sekolah menyebut sekolah, peran kantor menyebut kantor."),
    )


class MembershipQuerySet(models.QuerySet["Membership"]):
    def valid_on(self, on: date) -> "MembershipQuerySet":
        return self.filter(
            Q(until__isnull=True) | Q(until__gte=on), since__lte=on, revoked_at__isnull=True
        )

    def due_for_review(self, on: date) -> "MembershipQuerySet":
        """Valid ones that nobody has confirmed for a year."""
        year_ago = (
            on.replace(year=on.year - 1)
            if (on.month, on.day) != (2, 29)
            else date(on.year - 1, 2, 28)
        )
        return self.valid_on(on).filter(confirmed_on__lte=year_ago)


@track()
class Membership(models.Model):
    """A person's role at one school or office, from one day until another."""

    public_id = PublicIdField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(_("peran"), max_length=20, choices=Role.choices)
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    concentrations = models.ManyToManyField(
        Concentration,
        blank=True,
        verbose_name=_("konsentrasi yang dipimpin"),
        help_text=_("Hanya untuk ketua program keahlian."),
    )
    supervised_schools = models.ManyToManyField(
        School,
        blank=True,
        related_name="+",
        verbose_name=_("sekolah binaan"),
        help_text=_("Hanya untuk pengawas sekolah."),
    )
    since = models.DateField(_("mulai"))
    until = models.DateField(_("sampai dengan"), null=True, blank=True)
    confirmed_on = models.DateField(_("dipastikan pada"))
    revoked_at = models.DateTimeField(_("dicabut pada"), null=True, blank=True)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("diberikan oleh"),
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("keanggotaan")
        verbose_name_plural = _("keanggotaan")
        ordering = ["user", "-since", "pk"]
        constraints = [
            choices_check("role", Role),
            scope_check("schools_membership_scope_fits_role"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")),
                name="schools_membership_since_before_until",
                violation_error_message=_("Tanggal akhir tidak boleh sebelum tanggal mulai."),
            ),
            models.UniqueConstraint(
                fields=["user", "role", "school", "office"],
                condition=Q(revoked_at__isnull=True, until__isnull=True),
                nulls_distinct=False,
                name="schools_membership_once",
                violation_error_message=_("Orang ini sudah memegang peran itu."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.get_role_display()}"

    @property
    def rule(self) -> RoleRule:
        return ROLES[Role(self.role)]

    @property
    def label(self) -> str:
        """`Admin sekolah · SMKN 1 Rangkasbitung`; reads the school or office."""
        place = self.school or self.office
        return f"{self.get_role_display()} · {place}" if place else str(self.get_role_display())


class LinkKind(models.TextChoices):
    INVITATION = "invitation", _("Undangan")
    RESET = "reset", _("Ganti kata sandi")


class AccessLinkQuerySet(models.QuerySet["AccessLink"]):
    def open_at(self, now: datetime) -> "AccessLinkQuerySet":
        return self.filter(used_at__isnull=True, revoked_at__isnull=True, expires_at__gt=now)

    def unanswered_at(self, now: datetime) -> "AccessLinkQuerySet":
        return self.filter(used_at__isnull=True, revoked_at__isnull=True, expires_at__lte=now)


@track(exclude=["token_hash"])
class AccessLink(models.Model):
    """A single-use link that the inviter passes on: to join, or to choose a new password.

    Only the SHA-256 of its token is kept; the link itself is shown once.
    """

    public_id = PublicIdField()
    kind = models.CharField(_("jenis"), max_length=12, choices=LinkKind.choices)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    name = models.CharField(_("nama yang diundang"), max_length=150, blank=True)
    email = models.EmailField(_("alamat surel"), blank=True)
    whatsapp = PhoneNumberField(_("nomor WhatsApp"), blank=True)
    role = models.CharField(_("peran"), max_length=20, choices=Role.choices, blank=True)
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, null=True, blank=True, related_name="access_links"
    )
    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, null=True, blank=True, related_name="access_links"
    )
    concentrations = models.ManyToManyField(Concentration, blank=True)
    until = models.DateField(_("keanggotaan sampai dengan"), null=True, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="access_links",
        verbose_name=_("pengguna"),
        help_text=_("Untuk ganti kata sandi, atau yang menerima undangan."),
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("diundang oleh"),
    )
    created_at = models.DateTimeField(_("dibuat pada"))
    expires_at = models.DateTimeField(_("berlaku sampai"))
    used_at = models.DateTimeField(_("dipakai pada"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("dicabut pada"), null=True, blank=True)
    renewal_asked_at = models.DateTimeField(_("tautan baru diminta pada"), null=True, blank=True)

    objects = AccessLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("tautan masuk")
        verbose_name_plural = _("tautan masuk")
        ordering = ["-created_at", "-pk"]
        constraints = [
            choices_check("kind", LinkKind),
            choices_check("role", Role, allow=[""]),
            models.CheckConstraint(
                condition=Q(kind=LinkKind.RESET, role="", user__isnull=False)
                | (Q(kind=LinkKind.INVITATION) & ~Q(role="")),
                name="schools_accesslink_kind_complete",
                violation_error_message=_("Undangan menyebut peran; ganti sandi menyebut orang."),
            ),
            models.CheckConstraint(
                condition=Q(kind=LinkKind.RESET)
                | Q(role__in=SCHOOL_ROLES, school__isnull=False, office__isnull=True)
                | Q(role__in=OFFICE_ROLES, school__isnull=True, office__isnull=False)
                | Q(role=Role.MAINTAINER, school__isnull=True, office__isnull=True),
                name="schools_accesslink_scope_fits_role",
                violation_error_message=_(
                    "Peran sekolah menyebut sekolah, peran kantor menyebut kantor."
                ),
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("created_at")),
                name="schools_accesslink_created_before_expiry",
                violation_error_message=_("Tautan berakhir setelah dibuat."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.public_id}"

    @property
    def rule(self) -> RoleRule | None:
        return ROLES[Role(self.role)] if self.role else None
