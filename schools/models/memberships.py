"""Who may act for which school or office, and the links by which people get there."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField

from accounts.history import track
from accounts.models import MailState
from accounts.records import PublicIdField, choices_check
from accounts.roles import GRANTS, OFFICE_ROLES, ROLES, SCHOOL_ROLES, Role, RoleRule
from schools.models.expertise import Concentration
from schools.models.offices import Office, OfficeKind
from schools.models.schools import School

if TYPE_CHECKING:
    from schools.actors import Actor


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


def is_province(actor: "Actor") -> bool:
    return actor.office is not None and actor.office.kind == OfficeKind.PROVINCE_EDUCATION


def grantable_roles(actor: "Actor") -> frozenset[Role]:
    """Roles that the actor may give and take, within the places of `places_within`."""
    if actor.is_system or actor.is_superuser:
        return frozenset(Role)
    if actor.role is None:
        return frozenset()
    roles = GRANTS.get(actor.role, frozenset())
    if actor.role is Role.REVIEWER and not is_province(actor):
        # Who verifies for a branch, its province decides.
        return roles - {Role.REVIEWER}
    return roles


def places_within(actor: "Actor") -> Q:
    """Rows whose `school` or `office` lies where the actor is responsible."""
    if actor.is_unbounded:
        return Q()
    if actor.membership is None:
        return Q(pk__in=[])
    schools = Q(school__in=School.objects.within(actor).values("pk"))
    if actor.office is None:
        return schools
    offices = Q(office=actor.office)
    if is_province(actor):
        offices |= Q(office__parent=actor.office)
    return schools | offices


class MembershipQuerySet(models.QuerySet["Membership"]):
    def valid_on(self, on: date) -> "MembershipQuerySet":
        return self.filter(
            Q(until__isnull=True) | Q(until__gte=on), since__lte=on, revoked_at__isnull=True
        )

    def due_for_review(self, on: date) -> "MembershipQuerySet":
        """Valid ones that nobody has confirmed for a year."""
        return self.valid_on(on).filter(confirmed_on__lte=a_year_before(on))

    def visible_to(self, actor: "Actor") -> "MembershipQuerySet":
        """One's own, and those of the schools and offices that one belongs to or answers for."""
        if actor.is_unbounded:
            return self
        own = Q(user=actor.user.pk) if actor.user else Q(pk__in=[])
        return self.filter(own | places_within(actor))

    def manageable_by(self, actor: "Actor") -> "MembershipQuerySet":
        """Those that the actor may end, confirm and make reset links for."""
        return self.filter(places_within(actor), role__in=grantable_roles(actor))

    def for_reading(self) -> "MembershipQuerySet":
        return self.select_related("user", "school", "office")


def a_year_before(on: date) -> date:
    return date(on.year - 1, 2, 28) if (on.month, on.day) == (2, 29) else on.replace(on.year - 1)


@track()
class Membership(models.Model):
    """A person's role at one school or office, from one day until another."""

    merge_policy = {"school": "fold"}

    public_id = PublicIdField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="memberships",
        verbose_name=_("pengguna"),
    )
    role = models.CharField(_("peran"), max_length=20, choices=Role.choices)
    school = models.ForeignKey(
        School,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name=_("sekolah"),
    )
    office = models.ForeignKey(
        Office,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name=_("instansi"),
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
        role = str(self.get_role_display())
        return f"{role} · {self.place}" if self.place else role

    @property
    def place(self) -> School | Office | None:
        return self.school or self.office


@track(is_link=True)
class LedConcentration(Membership.concentrations.through):  # type: ignore[name-defined]  # a table that Django makes
    """A konsentrasi that a kaprog leads."""

    class Meta:
        proxy = True
        verbose_name = _("konsentrasi yang dipimpin")
        verbose_name_plural = _("konsentrasi yang dipimpin")

    def __str__(self) -> str:
        return f"{self.membership_id}: {self.concentration_id}"


@track(is_link=True)
class SupervisedSchool(Membership.supervised_schools.through):  # type: ignore[name-defined]  # a table that Django makes
    """A school that a pengawas answers for."""

    class Meta:
        proxy = True
        verbose_name = _("sekolah binaan")
        verbose_name_plural = _("sekolah binaan")

    def __str__(self) -> str:
        return f"{self.membership_id}: {self.school_id}"


class LinkKind(models.TextChoices):
    INVITATION = "invitation", _("Undangan")
    RESET = "reset", _("Ganti kata sandi")


class AccessLinkQuerySet(models.QuerySet["AccessLink"]):
    def open_at(self, now: datetime) -> "AccessLinkQuerySet":
        return self.filter(used_at__isnull=True, revoked_at__isnull=True, expires_at__gt=now)

    def unanswered_at(self, now: datetime) -> "AccessLinkQuerySet":
        return self.filter(used_at__isnull=True, revoked_at__isnull=True, expires_at__lte=now)

    def invitations(self) -> "AccessLinkQuerySet":
        return self.filter(kind=LinkKind.INVITATION)

    def asking_renewal(self) -> "AccessLinkQuerySet":
        """Those whose holder met a dead page and asked for another."""
        return self.filter(renewal_asked_at__isnull=False, used_at__isnull=True)

    def manageable_by(self, actor: "Actor") -> "AccessLinkQuerySet":
        """Invitations to places and roles that the actor may fill."""
        return self.invitations().filter(places_within(actor), role__in=grantable_roles(actor))

    def for_reading(self) -> "AccessLinkQuerySet":
        return self.select_related("school", "office", "invited_by", "user")


@track(exclude=["token_hash", "mail_token_hash"])
class AccessLink(models.Model):
    """A single-use link that the inviter passes on: to join, or to choose a new password.

    Only the SHA-256 of its token is kept; the link itself is shown once.
    """

    merge_policy = {"school": "keep"}

    public_id = PublicIdField()
    kind = models.CharField(_("jenis"), max_length=12, choices=LinkKind.choices)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    # The mailed link carries another token, so that using it proves who reads that address.
    mail_token_hash = models.CharField(max_length=64, unique=True, null=True, editable=False)
    mail = models.CharField(
        _("surel undangan"), max_length=10, choices=MailState.choices, default=MailState.NONE
    )
    name = models.CharField(_("nama yang diundang"), max_length=150, blank=True)
    email = models.EmailField(_("alamat surel"), blank=True)
    whatsapp = PhoneNumberField(_("nomor WhatsApp"), blank=True)
    role = models.CharField(_("peran"), max_length=20, choices=Role.choices, blank=True)
    school = models.ForeignKey(
        School,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="access_links",
        verbose_name=_("sekolah"),
    )
    office = models.ForeignKey(
        Office,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="access_links",
        verbose_name=_("instansi"),
    )
    concentrations = models.ManyToManyField(
        Concentration, blank=True, verbose_name=_("konsentrasi yang dipimpin")
    )
    supervised_schools = models.ManyToManyField(
        School, blank=True, related_name="+", verbose_name=_("sekolah binaan")
    )
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
            choices_check("mail", MailState),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(user__isnull=False),
                name="schools_accesslink_used_by_somebody",
                violation_error_message=_("Tautan yang dipakai menyebut siapa yang memakainya."),
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

    @property
    def place(self) -> School | Office | None:
        return self.school or self.office

    @property
    def label(self) -> str:
        """`Admin sekolah · SMKN 1 Rangkasbitung`; reads the school or office."""
        role = str(self.get_role_display())
        return f"{role} · {self.place}" if self.place else role

    def is_open_at(self, now: datetime) -> bool:
        return self.used_at is None and self.revoked_at is None and self.expires_at > now
