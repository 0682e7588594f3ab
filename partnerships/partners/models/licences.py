from datetime import date, timedelta
from enum import StrEnum

from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.history import track
from accounts.records import Editable, PublicIdField, choices_check
from partnerships.partners.models.partners import Partner
from partnerships.partners.vocabulary import REGISTERS, Country, LicenceKind, Register
from schools.actors import Actor
from schools.models.sources import source_field

ENDING_DAYS = 90


class Standing(StrEnum):
    """How a licence stands on a day; computed, never stored."""

    FUTURE = "future"
    VALID = "valid"
    ENDING = "ending"
    ENDED = "ended"
    REVOKED = "revoked"
    UNKNOWN = "unknown"


STANDING_WORDS: dict[Standing, tuple[str, str | Promise]] = {
    Standing.FUTURE: ("info", _("Belum mulai berlaku")),
    Standing.VALID: ("ok", _("Berlaku")),
    Standing.ENDING: ("warning", _("Segera berakhir")),
    Standing.ENDED: ("expired", _("Berakhir")),
    Standing.REVOKED: ("cancelled", _("Dicabut")),
    Standing.UNKNOWN: ("warning", _("Masa berlaku belum diketahui")),
}


class LicenceQuerySet(models.QuerySet["Licence"]):
    def visible_to(self, actor: Actor) -> "LicenceQuerySet":
        if actor.is_visitor:
            return self.filter(partner__in=Partner.objects.visible_to(actor))
        return self

    def editable_by(self, actor: Actor) -> "LicenceQuerySet":
        return self.filter(partner__in=Partner.objects.editable_by(actor))

    def valid_on(self, on: date) -> "LicenceQuerySet":
        """Known to hold on the day: one whose end nobody knows is not known to hold."""
        return self.filter(
            Q(issued_on__isnull=True) | Q(issued_on__lte=on),
            Q(is_perpetual=True) | Q(expires_on__gte=on),
            Q(revoked_on__isnull=True) | Q(revoked_on__gt=on),
        )

    def ended_on(self, on: date) -> "LicenceQuerySet":
        return self.filter(Q(expires_on__lt=on) | Q(revoked_on__lte=on))

    def ending_within(self, days: int, *, on: date) -> "LicenceQuerySet":
        return self.valid_on(on).filter(expires_on__lte=on + timedelta(days=days))


@track(exclude=["revision", "form_token", "created_at", "updated_at"])
class Licence(Editable):
    """A permission that the state has given a partner, with its number and its last day."""

    merge_policy = {"partner": "fold"}

    public_id = PublicIdField()
    partner = models.ForeignKey(
        Partner, on_delete=models.CASCADE, related_name="licences", verbose_name=_("mitra")
    )
    kind = models.CharField(_("jenis izin"), max_length=8, choices=LicenceKind.choices)
    number = models.CharField(
        _("nomor"), max_length=100, blank=True, help_text=_("Kosong bila belum diketahui.")
    )
    issuer = models.CharField(_("diterbitkan oleh"), max_length=150, blank=True)
    issued_on = models.DateField(_("berlaku sejak"), null=True, blank=True)
    expires_on = models.DateField(_("berlaku sampai dengan"), null=True, blank=True)
    is_perpetual = models.BooleanField(_("berlaku tanpa batas waktu"), default=False)
    revoked_on = models.DateField(_("dicabut pada"), null=True, blank=True)
    country = models.CharField(
        _("negara tujuan"), max_length=2, choices=Country.choices, blank=True
    )
    note = models.CharField(
        _("catatan dokumen"),
        max_length=300,
        blank=True,
        help_text=_("Di mana naskahnya, apa yang sudah dicocokkan."),
    )
    source = source_field()

    objects = LicenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("izin")
        verbose_name_plural = _("izin")
        ordering = ["partner", "kind", "-expires_on", "pk"]
        indexes = [
            models.Index(fields=["expires_on", "partner"], name="partners_licence_by_end"),
        ]
        constraints = [
            choices_check("kind", LicenceKind),
            choices_check("country", Country, allow=[""]),
            models.CheckConstraint(
                condition=Q(issued_on__isnull=True)
                | Q(expires_on__isnull=True)
                | Q(expires_on__gte=F("issued_on")),
                name="partners_licence_dates_in_order",
                violation_error_message=_("Izin tidak dapat berakhir sebelum berlaku."),
            ),
            models.CheckConstraint(
                condition=Q(is_perpetual=False) | Q(expires_on__isnull=True),
                name="partners_licence_end_or_perpetual",
                violation_error_message=_("Izin tanpa batas waktu tidak memiliki tanggal akhir."),
            ),
            models.CheckConstraint(
                condition=Q(revoked_on__isnull=True)
                | Q(issued_on__isnull=True)
                | Q(revoked_on__gte=F("issued_on")),
                name="partners_licence_revoked_after_issue",
                violation_error_message=_("Izin tidak dapat dicabut sebelum berlaku."),
            ),
            models.UniqueConstraint(
                fields=["partner", "kind", "number", "issued_on"],
                nulls_distinct=False,
                name="partners_licence_once",
                violation_error_message=_("Izin ini sudah tercatat."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}".strip()

    @property
    def register(self) -> Register | None:
        """The official list in which it can be looked up."""
        return REGISTERS.get(self.kind)

    def standing(self, on: date) -> Standing:
        if self.revoked_on and self.revoked_on <= on:
            return Standing.REVOKED
        if self.issued_on and self.issued_on > on:
            return Standing.FUTURE
        if self.is_perpetual:
            return Standing.VALID
        if self.expires_on is None:
            return Standing.UNKNOWN
        if self.expires_on < on:
            return Standing.ENDED
        return Standing.ENDING if self.expires_on <= on + timedelta(ENDING_DAYS) else Standing.VALID

    def is_valid_on(self, on: date) -> bool:
        return self.standing(on) in {Standing.VALID, Standing.ENDING}
