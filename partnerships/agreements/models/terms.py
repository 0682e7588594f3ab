"""How long an agreement holds: its term, its suspensions, and whether it is still alive."""

from datetime import date, timedelta

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.history import track
from accounts.records import both_or_neither, choices_check
from partnerships.agreements.models.agreements import Agreement
from partnerships.agreements.models.instruments import Versioned
from partnerships.agreements.triggers import children_closed_after_draft


def add_months(start: date, months: int) -> date:
    """The same day so many months on; the last of the month where it has no such day."""
    year, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + year, month + 1
    for day in (start.day, 30, 29, 28):
        try:
            return date(year, month, day)
        except ValueError:
            continue
    raise AssertionError("every month has a 28th")


class TermKind(models.TextChoices):
    FIXED = "fixed", _("Sampai tanggal tertentu")
    MONTHS = "months", _("Sekian tahun atau bulan sejak berlaku")
    EXTENDING = "extending", _("Diperpanjang sendiri selama tidak diakhiri")
    OPEN = "open", _("Tanpa batas waktu")
    ACTIVITY = "activity", _("Sampai kegiatan tertentu selesai")
    UNKNOWN = "unknown", _("Belum diketahui")


@track()
class Term(Versioned):
    """From when until when the parties agreed, in one of the ways in which papers say so."""

    Kind = TermKind

    kind = models.CharField(_("masa berlaku"), max_length=10, choices=TermKind.choices)
    effective_on = models.DateField(
        _("berlaku sejak"),
        null=True,
        blank=True,
        help_text=_("Bila kosong: tanggal penandatanganan."),
    )
    ends_on = models.DateField(_("berlaku sampai dengan"), null=True, blank=True)
    months = models.PositiveSmallIntegerField(_("lama (bulan)"), null=True, blank=True)
    activity = models.CharField(_("kegiatan yang mengakhiri"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("masa berlaku")
        verbose_name_plural = _("masa berlaku")
        ordering = ["agreement", "pk"]
        triggers = [children_closed_after_draft("term")]
        constraints = [
            choices_check("kind", TermKind),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(effective_on__isnull=True)
                | Q(ends_on__gte=F("effective_on")),
                name="agreements_term_ends_after_start",
                violation_error_message=_("Tanggal berakhir tidak boleh sebelum mulai berlaku."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="fixed") | Q(ends_on__isnull=False),
                name="agreements_term_fixed_has_end",
                violation_error_message=_("Isi tanggal berakhirnya."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="months") | Q(months__isnull=False, ends_on__isnull=True),
                name="agreements_term_months_given",
                violation_error_message=_("Isi lamanya dalam bulan, tanpa tanggal akhir."),
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["open", "unknown"])
                | Q(months__isnull=True, ends_on__isnull=True),
                name="agreements_term_open_has_no_end",
                violation_error_message=_("Masa berlaku ini tidak punya tanggal akhir."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="activity") | ~Q(activity=""),
                name="agreements_term_activity_named",
                violation_error_message=_("Sebutkan kegiatan yang mengakhirinya."),
            ),
            models.CheckConstraint(
                condition=Q(months__isnull=True) | Q(months__gte=1, months__lte=600),
                name="agreements_term_months_plausible",
                violation_error_message=_("Lama antara 1 dan 600 bulan."),
            ),
            ExclusionConstraint(
                name="agreements_term_one_at_a_time",
                expressions=[
                    ("agreement", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Masa berlaku untuk masa itu sudah ada."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    def start(self, signed_on: date | None) -> date | None:
        return self.effective_on or signed_on

    def last_day(self, signed_on: date | None) -> date | None:
        """The last day agreed; None where there is none or it is not known."""
        start = self.start(signed_on)
        if self.kind == self.Kind.MONTHS and start and self.months:
            return add_months(start, self.months) - timedelta(days=1)
        if self.kind in {self.Kind.FIXED, self.Kind.ACTIVITY}:
            return self.ends_on
        return None

    @property
    def asks_yearly(self) -> bool:
        """Whether somebody must say once a year that it is still alive."""
        return self.kind in {self.Kind.EXTENDING, self.Kind.OPEN}


@track()
class Suspension(models.Model):
    """Days on which an agreement rests; a dated fact beside its state."""

    agreement = models.ForeignKey(
        Agreement,
        on_delete=models.PROTECT,
        related_name="suspensions",
        verbose_name=_("kerja sama"),
    )
    during = DateRangeField(_("ditangguhkan selama"))
    reason = models.TextField(_("alasan"))
    created_at = models.DateTimeField(_("dicatat pada"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("dicatat oleh"),
    )

    class Meta:
        verbose_name = _("penangguhan")
        verbose_name_plural = _("penangguhan")
        ordering = ["agreement", "-during", "pk"]
        triggers = [children_closed_after_draft("suspension")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="agreements_suspension_explained",
                violation_error_message=_("Tuliskan alasannya."),
            ),
            models.CheckConstraint(
                condition=Q(during__startswith__isnull=False, during__isempty=False),
                name="agreements_suspension_dated",
                violation_error_message=_("Isi tanggal mulai penangguhan."),
            ),
            ExclusionConstraint(
                name="agreements_suspension_one_at_a_time",
                expressions=[
                    ("agreement", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Pada masa itu kerja sama sudah ditangguhkan."),
            ),
        ]

    def __str__(self) -> str:
        return self.reason[:60]


@track()
class StillRunning(models.Model):
    """The yearly answer to "masih berjalan?" for open-ended and self-extending agreements."""

    agreement = models.ForeignKey(
        Agreement,
        on_delete=models.PROTECT,
        related_name="still_running_answers",
        verbose_name=_("kerja sama"),
    )
    answered_on = models.DateField(_("dijawab pada"))
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("dijawab oleh"),
    )
    note = models.CharField(_("catatan"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("jawaban masih berjalan")
        verbose_name_plural = _("jawaban masih berjalan")
        ordering = ["agreement", "-answered_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "answered_on"],
                name="agreements_stillrunning_once_a_day",
                violation_error_message=_("Hari ini sudah dijawab."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.answered_on:%d/%m/%Y}"


@track()
class LetEnd(models.Model):
    """Somebody knows that an agreement ends, and lets it: nothing follows, and nobody is reminded.

    It is said of one last day: an agreement that is extended is asked about again.
    """

    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, related_name="let_ends", verbose_name=_("kerja sama")
    )
    ends_on = models.DateField(_("berakhir pada"))
    reason = models.CharField(_("alasan"), max_length=300)
    decided_at = models.DateTimeField(_("diputuskan pada"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("diputuskan oleh"),
    )
    undone_at = models.DateTimeField(_("diurungkan pada"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("diurungkan oleh"),
    )

    class Meta:
        verbose_name = _("dibiarkan berakhir")
        verbose_name_plural = _("dibiarkan berakhir")
        ordering = ["agreement", "-decided_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "ends_on"],
                condition=Q(undone_at__isnull=True),
                name="agreements_letend_once",
                violation_error_message=_("Sudah dicatat bahwa kerja sama ini dibiarkan berakhir."),
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="agreements_letend_reason",
                violation_error_message=_("Tuliskan alasannya."),
            ),
            both_or_neither(
                "undone_at", "undone_by", message=_("Pembatalan menyebut orang dan waktunya.")
            ),
        ]

    def __str__(self) -> str:
        return self.reason[:60]
