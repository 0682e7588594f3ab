"""The papers that make and change an agreement, and rows that are valid in time."""

from datetime import date
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.history import track
from accounts.records import both_or_neither, choices_check
from partnerships.agreements.models.agreements import Agreement
from partnerships.agreements.triggers import children_closed_after_draft, touches_search


class InstrumentKind(models.TextChoices):
    ORIGINAL = "original", _("Naskah asli")
    AMENDMENT = "amendment", _("Adendum")


class Subject(models.TextChoices):
    TERM = "term", _("Jangka waktu")
    SCOPE = "scope", _("Ruang lingkup")
    COVERAGE = "coverage", _("Cakupan sekolah")
    PARTIES = "parties", _("Para pihak")
    OBLIGATIONS = "obligations", _("Hak dan kewajiban")
    ENDING = "ending", _("Ketentuan pengakhiran")
    ADMINISTRATIVE = "administrative", _("Data administrasi")


@track()
class Instrument(models.Model):
    """The original paper, or an amendment (adendum) that changes part of it from a day on."""

    Kind = InstrumentKind

    agreement = models.ForeignKey(
        Agreement,
        on_delete=models.CASCADE,
        related_name="instruments",
        verbose_name=_("kerja sama"),
    )
    kind = models.CharField(_("jenis"), max_length=10, choices=InstrumentKind.choices)
    sequence = models.PositiveSmallIntegerField(_("urutan"), default=0)
    number = models.CharField(_("nomor"), max_length=200, blank=True)
    signed_on = models.DateField(_("ditandatangani pada"), null=True, blank=True)
    effective_on = models.DateField(_("berlaku sejak"), null=True, blank=True)
    subjects = ArrayField(
        models.CharField(max_length=15, choices=Subject.choices),
        verbose_name=_("yang diubah"),
        default=list,
        blank=True,
    )
    summary = models.TextField(_("ringkasan perubahan"), blank=True)
    submitted_at = models.DateTimeField(_("diajukan pada"), null=True, blank=True, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("diajukan oleh"),
    )
    return_reason = models.TextField(_("alasan pengembalian"), blank=True, editable=False)
    took_effect_at = models.DateTimeField(
        _("diberlakukan pada"), null=True, blank=True, editable=False
    )
    took_effect_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("diberlakukan oleh"),
    )

    class Meta:
        verbose_name = _("naskah")
        verbose_name_plural = _("naskah")
        ordering = ["agreement", "sequence"]
        triggers = [
            children_closed_after_draft("instrument"),
            *touches_search("agreement_id", "number", "took_effect_at"),
        ]
        constraints = [
            choices_check("kind", InstrumentKind),
            models.UniqueConstraint(
                fields=["agreement", "sequence"],
                name="agreements_instrument_sequence_once",
                violation_error_message=_("Urutan adendum ini sudah ada."),
            ),
            models.CheckConstraint(
                condition=Q(kind="original", sequence=0) | Q(kind="amendment", sequence__gt=0),
                name="agreements_instrument_original_first",
                violation_error_message=_("Naskah asli berurutan nol, adendum sesudahnya."),
            ),
            models.CheckConstraint(
                condition=Q(subjects__contained_by=Subject.values),
                name="agreements_instrument_subjects_listed",
                violation_error_message=_("Pilihan ini tidak tersedia."),
            ),
            models.CheckConstraint(
                condition=Q(kind="original")
                | Q(took_effect_at__isnull=True)
                | Q(effective_on__isnull=False),
                name="agreements_instrument_effect_dated",
                violation_error_message=_("Isi tanggal mulai berlakunya adendum."),
            ),
            both_or_neither(
                "submitted_at", "submitted_by", message=_("Pengajuan menyebut orang dan waktunya.")
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True) | Q(return_reason=""),
                name="agreements_instrument_submitted_or_returned",
                violation_error_message=_("Yang diajukan lagi tidak lagi dikembalikan."),
            ),
        ]

    def __str__(self) -> str:
        if self.kind == self.Kind.ORIGINAL:
            return str(self.Kind.ORIGINAL.label)
        return f"{self.Kind.AMENDMENT.label} {self.sequence}"

    @property
    def is_waiting(self) -> bool:
        """Handed in, and nobody has decided."""
        return self.submitted_at is not None and self.took_effect_at is None

    @property
    def is_open(self) -> bool:
        """Still being written, or written again."""
        return self.submitted_at is None and self.took_effect_at is None


def always() -> DateRange:
    """From the beginning and not ended: the row of an original that nothing has changed."""
    return DateRange(None, None, "[)")


class VersionedQuerySet(models.QuerySet):
    def on(self, day: date) -> Self:
        """The rows that say what holds on that day."""
        return self.filter(during__contains=day)

    def in_effect(self) -> Self:
        """The rows that hold, held or will; those of an amendment that waits hold on no day."""
        return self.filter(during__isempty=False)

    def latest_rows(self) -> Self:
        """The rows that no amendment has replaced."""
        return self.filter(during__upper_inf=True)


class Versioned(models.Model):
    """A row that an instrument opens and a later one may close; `during` is half-open.

    A correction changes the row, an amendment adds one (docs/decisions).
    """

    agreement = models.ForeignKey(
        Agreement, on_delete=models.CASCADE, related_name="%(class)ss", verbose_name=_("kerja sama")
    )
    instrument = models.ForeignKey(
        Instrument,
        on_delete=models.CASCADE,
        related_name="%(class)ss",
        null=True,
        editable=False,
        verbose_name=_("naskah"),
    )
    during = DateRangeField(default=always, editable=False, verbose_name=_("berlaku selama"))

    objects = VersionedQuerySet.as_manager()

    class Meta:
        abstract = True
