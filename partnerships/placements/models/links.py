"""Personal links: how people without an account reach what is theirs."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.clock import business_day
from accounts.history import track
from accounts.records import PublicIdField, both_or_neither
from accounts.roles import Permission
from partnerships.partners.models import Contact
from schools.actors import Actor, of_own_school
from schools.models import School
from schools.models.pupils import Pupil

# Ten guesses out of a million; then the school hands out another link.
MOST_WRONG_PINS = 10
# From this one on each wrong PIN is followed by a pause twice as long as the one before.
FIRST_PAUSE_AFTER, FIRST_PAUSE = 5, timedelta(minutes=15)


class PersonalLinkQuerySet(models.QuerySet[Any]):
    def open_at(self, now: datetime) -> Self:
        return self.filter(revoked_at__isnull=True, expires_at__gt=now)

    def manageable_by(self, actor: Actor) -> Self:
        """Those that the actor's school has handed out."""
        return of_own_school(self, actor, Permission.PLACE_PUPILS)


class PersonalLink(models.Model):
    """A link handed out by a school; only the digest of its token is kept."""

    public_id = PublicIdField()
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, related_name="+", verbose_name=_("dibagikan sekolah")
    )
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("dibuat oleh"),
    )
    issued_at = models.DateTimeField(_("dibuat pada"))
    expires_at = models.DateTimeField(_("berlaku sampai"))
    opened_at = models.DateTimeField(_("terakhir dibuka pada"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("dicabut pada"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("dicabut oleh"),
    )

    class Meta:
        abstract = True
        constraints = [
            both_or_neither("revoked_at", "revoked_by", message=_("Sebutkan siapa dan kapan.")),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("issued_at")),
                name="%(app_label)s_%(class)s_issued_before_expiry",
                violation_error_message=_("Tautan berakhir setelah dibuat."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)

    def is_open_at(self, now: datetime) -> bool:
        return self.revoked_at is None and self.expires_at > now


def pause_after(wrong_pins: int) -> timedelta | None:
    """How long no PIN is taken after so many wrong ones: long enough that guessing does not pay,
    short enough that whoever mistyped comes in the same day."""
    if wrong_pins < FIRST_PAUSE_AFTER:
        return None
    return FIRST_PAUSE * 2 ** (wrong_pins - FIRST_PAUSE_AFTER)


class PupilLinkQuerySet(PersonalLinkQuerySet):
    def held_by(self, pupil: Pupil) -> "PupilLink | None":
        """The one that was not taken back, with who made it."""
        rows = self.filter(pupil=pupil, revoked_at__isnull=True)
        return rows.select_related("issued_by").first()


class PinnedLinkQuerySet(PersonalLinkQuerySet):
    def open_at(self, now: datetime) -> Self:
        """Not those of people who have left. Whoever came in stays in while wrong PINs lock the
        link: that somebody else guesses is no fault of theirs."""
        on = business_day(now)
        stays = Q(contact__left_on__isnull=True) | Q(contact__left_on__gt=on)
        return super().open_at(now).filter(stays)

    def unlocked(self) -> Self:
        """Those that let anybody in anew."""
        return self.filter(wrong_pins__lt=MOST_WRONG_PINS)


class PinnedLink(PersonalLink):
    """A link that a contact of a partner opens with a PIN, told apart from it."""

    merge_policy = {"school": "keep"}

    contact = models.ForeignKey(
        Contact, on_delete=models.PROTECT, related_name="%(class)ss", verbose_name=_("kontak")
    )
    pin_hash = models.CharField(max_length=128, editable=False)
    wrong_pins = models.PositiveSmallIntegerField(_("PIN keliru"), default=0)
    pin_paused_until = models.DateTimeField(_("PIN dijeda sampai"), null=True, blank=True)

    objects = PinnedLinkQuerySet.as_manager()

    class Meta(PersonalLink.Meta):
        abstract = True
        ordering = ["-issued_at", "-pk"]
        constraints = [
            *PersonalLink.Meta.constraints,
            models.CheckConstraint(
                condition=Q(wrong_pins__lte=MOST_WRONG_PINS),
                name="%(app_label)s_%(class)s_wrong_pins_counted",
                violation_error_message=_("PIN sudah terlalu sering keliru."),
            ),
            models.UniqueConstraint(
                fields=["contact", "school"],
                condition=Q(revoked_at__isnull=True),
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("Kontak ini sudah memegang tautan dari sekolah Anda."),
            ),
        ]

    @property
    def is_locked(self) -> bool:
        """Whether too many wrong PINs were typed: it takes no other, be it the right one."""
        return self.wrong_pins >= MOST_WRONG_PINS

    @property
    def tries_left(self) -> int:
        return MOST_WRONG_PINS - self.wrong_pins

    def is_paused_at(self, now: datetime) -> bool:
        return self.pin_paused_until is not None and self.pin_paused_until > now

    def takes_pins_at(self, now: datetime) -> bool:
        return self.is_open_at(now) and not self.is_locked and not self.is_paused_at(now)

    def is_open_at(self, now: datetime) -> bool:
        left = self.contact.left_on
        stays = left is None or left > business_day(now)
        return super().is_open_at(now) and stays


@track(exclude=["token_hash", "pin_hash", "wrong_pins", "pin_paused_until", "opened_at"])
class PartnerLink(PinnedLink):
    """How a contact of a partner reaches the partner's own page, over all schools (practice 19).

    What is said there is the partner's own word; who handed the link out stands beside it.
    """

    class Meta(PinnedLink.Meta):
        verbose_name = _("tautan mitra")
        verbose_name_plural = _("tautan mitra")


@track(exclude=["token_hash", "pin_hash", "wrong_pins", "pin_paused_until", "opened_at"])
class MentorLink(PinnedLink):
    """How an instruktur reaches the pupils of the school whom he or she guides.

    It names children, so it opens no other school's: whoever guides for two schools opens both
    links, and sees all on one page.
    """

    class Meta(PinnedLink.Meta):
        verbose_name = _("tautan instruktur")
        verbose_name_plural = _("tautan instruktur")


@track(exclude=["token_hash", "opened_at"])
class PupilLink(PersonalLink):
    """How a pupil without an account reaches the own pages: choosing places, and what follows."""

    merge_policy = {"school": "keep"}

    pupil = models.ForeignKey(
        Pupil, on_delete=models.PROTECT, related_name="pupil_links", verbose_name=_("siswa")
    )

    objects = PupilLinkQuerySet.as_manager()

    class Meta(PersonalLink.Meta):
        verbose_name = _("tautan siswa")
        verbose_name_plural = _("tautan siswa")
        ordering = ["-issued_at", "-pk"]
        constraints = [
            *PersonalLink.Meta.constraints,
            models.UniqueConstraint(
                fields=["pupil"],
                condition=Q(revoked_at__isnull=True),
                name="placements_pupillink_once",
                violation_error_message=_("Siswa ini sudah memegang tautan."),
            ),
        ]
