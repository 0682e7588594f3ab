"""What people decide about a record: moves, verifying, answers of other schools, corrections."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.history import track
from accounts.records import PublicIdField, choices_check
from accounts.roles import Permission
from partnerships.agreements.models.agreements import Agreement
from partnerships.agreements.models.kinds import State
from schools.actors import Actor
from schools.models.offices import Office, OfficeKind
from schools.models.regions import Region
from schools.models.schools import School


@track()
class Transition(models.Model):
    """One change of state: which move, by whom in which role, when and why."""

    agreement = models.ForeignKey(
        Agreement,
        on_delete=models.CASCADE,
        related_name="transitions",
        verbose_name=_("kerja sama"),
    )
    move = models.CharField(_("langkah"), max_length=20)
    source = models.CharField(_("dari"), max_length=12, choices=State.choices)
    target = models.CharField(_("ke"), max_length=12, choices=State.choices)
    at = models.DateTimeField(_("pada"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("oleh"),
    )
    role = models.CharField(_("sebagai"), max_length=200, blank=True)
    reason = models.TextField(_("alasan"), blank=True)
    undone_at = models.DateTimeField(_("diurungkan pada"), null=True, blank=True)

    class Meta:
        verbose_name = _("perubahan status")
        verbose_name_plural = _("perubahan status")
        ordering = ["agreement", "-at", "-pk"]
        constraints = [choices_check("source", State), choices_check("target", State)]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"

    @property
    def told(self) -> str:
        """To what it led, and who approves: the head, or the office that keeps the record."""
        if self.target == State.SUBMITTED:
            return self.agreement.waiting_words
        return str(State(self.target).label)


class Condition(models.TextChoices):
    ACROSS_SCHOOLS = "across_schools", _("Mencakup lebih dari satu sekolah")
    ACROSS_PROVINCES = "across_provinces", _("Mencakup lebih dari satu provinsi")
    ACROSS_BRANCHES = "across_branches", _("Mencakup wilayah lebih dari satu cabang dinas")
    LPK = "lpk", _("Mitra LPK, SO, atau P3MI")
    FOREIGN = "foreign", _("Mitra luar negeri")
    PROVINCE_LEVEL = "province_level", _("Pemerintah provinsi menjadi pihak")
    SAMPLE = "sample", _("Terpilih dalam sampel")


class Level(models.TextChoices):
    BRANCH = "branch", _("Cabang dinas")
    PROVINCE = "province", _("Dinas provinsi")


@track()
class VerificationRule(models.Model):
    """Which recorded agreements an office must look at; data, so that a province may differ."""

    province = models.ForeignKey(
        Region, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("provinsi")
    )
    condition = models.CharField(_("keadaan"), max_length=20, choices=Condition.choices)
    level = models.CharField(_("diverifikasi oleh"), max_length=10, choices=Level.choices)
    share = models.PositiveSmallIntegerField(_("persen sampel"), null=True, blank=True)
    since = models.DateField(_("berlaku sejak"))
    until = models.DateField(_("sampai dengan"), null=True, blank=True)
    basis = models.CharField(_("dasar"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("aturan verifikasi")
        verbose_name_plural = _("aturan verifikasi")
        ordering = ["condition", "pk"]
        constraints = [
            choices_check("condition", Condition),
            choices_check("level", Level),
            models.UniqueConstraint(
                fields=["province", "condition"],
                condition=Q(until__isnull=True),
                nulls_distinct=False,
                name="agreements_verificationrule_once",
                violation_error_message=_("Aturan untuk keadaan ini sudah ada."),
            ),
            models.CheckConstraint(
                condition=Q(condition="sample", share__gte=1, share__lte=100)
                | (~Q(condition="sample") & Q(share__isnull=True)),
                name="agreements_verificationrule_share",
                violation_error_message=_("Persen sampel hanya untuk sampel, antara 1 dan 100."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_condition_display())


@track()
class VerificationTask(models.Model):
    """A look that a province owes a recorded agreement, by its branch or by itself.

    Across provinces each office marks its side, so an agreement may have several. An office that
    is a party itself needs a second reviewer (`needs_second`).
    """

    agreement = models.ForeignKey(
        Agreement, on_delete=models.CASCADE, related_name="checks", verbose_name=_("kerja sama")
    )
    province = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="+", verbose_name=_("provinsi")
    )
    level = models.CharField(_("diverifikasi oleh"), max_length=10, choices=Level.choices)
    reason = models.CharField(_("karena"), max_length=300)
    needs_second = models.BooleanField(_("perlu verifikator kedua"), default=False)
    first_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("diperiksa pertama oleh"),
    )
    first_at = models.DateTimeField(_("diperiksa pertama pada"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("verifikator"),
    )
    done_at = models.DateTimeField(_("diverifikasi pada"), null=True, blank=True)
    office = models.ForeignKey(
        Office,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kantor verifikator"),
    )

    class Meta:
        verbose_name = _("tugas verifikasi")
        verbose_name_plural = _("tugas verifikasi")
        ordering = ["agreement", "province"]
        indexes = [
            models.Index(
                fields=["province", "level", "agreement"],
                condition=Q(done_at__isnull=True),
                name="agreements_open_checks",
            )
        ]
        constraints = [
            choices_check("level", Level),
            models.UniqueConstraint(
                fields=["agreement", "province"],
                name="agreements_verificationtask_once",
                violation_error_message=_("Provinsi ini sudah punya tugas verifikasi di sini."),
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="agreements_verificationtask_done_by",
                violation_error_message=_("Verifikasi menyebut orang dan waktunya."),
            ),
            models.CheckConstraint(
                condition=Q(done_by__isnull=True)
                | Q(needs_second=False)
                | (Q(first_by__isnull=False) & ~Q(first_by=models.F("done_by"))),
                name="agreements_verificationtask_second_pair_of_eyes",
                violation_error_message=_(
                    "Kantor ini menjadi pihak: verifikator kedua yang menyelesaikan."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()}: {self.reason}"


class Verdict(models.TextChoices):
    CONFIRMED = "confirmed", _("Dibenarkan")
    OBJECTED = "objected", _("Keberatan")


@track()
class Answer(models.Model):
    """What another school named in an agreement says of it: confirmed, or objected and why."""

    merge_policy = {"school": "fold"}

    agreement = models.ForeignKey(
        Agreement, on_delete=models.CASCADE, related_name="answers", verbose_name=_("kerja sama")
    )
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, related_name="+", verbose_name=_("sekolah")
    )
    verdict = models.CharField(_("jawaban"), max_length=10, choices=Verdict.choices)
    reason = models.TextField(_("alasan"), blank=True)
    at = models.DateTimeField(_("pada"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("oleh")
    )
    resolved_at = models.DateTimeField(_("selesai pada"), null=True, blank=True)
    resolution = models.TextField(_("penyelesaian"), blank=True)

    class Meta:
        verbose_name = _("jawaban sekolah")
        verbose_name_plural = _("jawaban sekolah")
        ordering = ["agreement", "school"]
        constraints = [
            choices_check("verdict", Verdict),
            models.UniqueConstraint(
                fields=["agreement", "school"],
                name="agreements_answer_once",
                violation_error_message=_("Sekolah ini sudah menjawab."),
            ),
            models.CheckConstraint(
                condition=Q(verdict="confirmed") | ~Q(reason=""),
                name="agreements_answer_objection_explained",
                violation_error_message=_("Tuliskan apa yang tidak benar."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_verdict_display())


class CorrectionOutcome(models.TextChoices):
    OPEN = "open", _("Menunggu")
    ACCEPTED = "accepted", _("Diterima")
    REFUSED = "refused", _("Ditolak")
    WITHDRAWN = "withdrawn", _("Ditarik")


class Direction(models.TextChoices):
    TO_OFFICE = "to_office", _("Diajukan sekolah")
    TO_SCHOOL = "to_school", _("Diminta kantor")


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def open_work_of(self, user: Any, *, school: School | None, office: Office | None) -> Self:
        """Those that this person asked for there and may take back; see `schools.handovers`."""
        asked = self.filter(asked_by=user, outcome=CorrectionOutcome.OPEN)
        if office:
            return asked.filter(direction=Direction.TO_SCHOOL)
        return asked.filter(direction=Direction.TO_OFFICE, agreement__recording_school=school)


@track()
class Correction(models.Model):
    """A change asked for in a recorded agreement: by its school, or by the office that checks it.

    The record stays as it is until the office accepts; it is never reopened.
    """

    handed_over = "asked_by"
    handed_over_label = _("koreksi yang Anda minta dan belum diputuskan")

    Outcome = CorrectionOutcome

    public_id = PublicIdField()
    agreement = models.ForeignKey(
        Agreement,
        on_delete=models.CASCADE,
        related_name="corrections",
        verbose_name=_("kerja sama"),
    )
    direction = models.CharField(_("arah"), max_length=10, choices=Direction.choices)
    field = models.CharField(_("bagian"), max_length=60)
    old_value = models.TextField(_("tertulis"), blank=True)
    new_value = models.TextField(_("seharusnya"), blank=True)
    # The values behind the words, as `actions.correctables` writes them once it is accepted.
    proposal = models.JSONField(_("isian"), default=dict, blank=True, editable=False)
    reason = models.TextField(_("alasan"))
    outcome = models.CharField(
        _("hasil"), max_length=10, choices=CorrectionOutcome.choices, default=CorrectionOutcome.OPEN
    )
    asked_at = models.DateTimeField(_("diminta pada"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("diminta oleh"),
    )
    decided_at = models.DateTimeField(_("diputuskan pada"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("diputuskan oleh"),
    )
    decision_note = models.TextField(_("catatan keputusan"), blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("koreksi")
        verbose_name_plural = _("koreksi")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            choices_check("outcome", CorrectionOutcome),
            choices_check("direction", Direction),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="agreements_correction_explained",
                violation_error_message=_("Tuliskan alasannya."),
            ),
            models.CheckConstraint(
                condition=Q(outcome="open", decided_at__isnull=True)
                | (~Q(outcome="open") & Q(decided_at__isnull=False)),
                name="agreements_correction_decided_when_closed",
                violation_error_message=_("Koreksi yang selesai menyebut waktunya."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field}: {self.get_outcome_display()}"


class ReportOutcome(models.TextChoices):
    OPEN = "open", _("Menunggu")
    FIXED = "fixed", _("Diperbaiki")
    UNFOUNDED = "unfounded", _("Tidak terbukti")


class PublicReportQuerySet(models.QuerySet["PublicReport"]):
    def answerable_by(self, actor: Actor) -> Self:
        """Those that the actor's office answers: a province's own, a branch's by its agreements."""
        if actor.is_unbounded:
            return self
        if actor.office is None or not actor.can(Permission.VERIFY_AGREEMENTS):
            return self.none()
        if actor.office.kind == OfficeKind.PROVINCE_EDUCATION:
            return self.filter(province=actor.office.province_id)
        return self.filter(agreement__in=Agreement.objects.involving(actor).values("pk"))

    def waiting(self) -> Self:
        return self.filter(outcome=ReportOutcome.OPEN)


@track(exclude=["contact"])
class PublicReport(models.Model):
    """What is called "laporkan kekeliruan": what a visitor says is wrong on a public page."""

    Outcome = ReportOutcome

    receipt = PublicIdField()
    path = models.CharField(_("halaman"), max_length=200)
    agreement = models.ForeignKey(
        Agreement,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="reports",
        verbose_name=_("kerja sama"),
    )
    province = models.ForeignKey(
        Region,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("provinsi"),
    )
    text = models.TextField(_("apa yang keliru"), max_length=2000)
    contact = models.CharField(
        _("surel atau telepon"), max_length=200, blank=True, help_text=_("Boleh dikosongkan.")
    )
    reported_at = models.DateTimeField(_("dilaporkan pada"))
    outcome = models.CharField(
        _("hasil"), max_length=10, choices=ReportOutcome.choices, default=ReportOutcome.OPEN
    )
    answer = models.TextField(_("jawaban kantor"), blank=True)
    closed_at = models.DateTimeField(_("ditutup pada"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ditutup oleh"),
    )

    objects = PublicReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("laporan publik")
        verbose_name_plural = _("laporan publik")
        ordering = ["-reported_at", "-pk"]
        constraints = [
            choices_check("outcome", ReportOutcome),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="agreements_publicreport_text",
                violation_error_message=_("Tuliskan apa yang keliru."),
            ),
            models.CheckConstraint(
                condition=Q(outcome="open", closed_at__isnull=True)
                | Q(~Q(outcome="open"), closed_at__isnull=False),
                name="agreements_publicreport_closed",
                violation_error_message=_("Laporan yang selesai menyebut waktunya."),
            ),
        ]

    def __str__(self) -> str:
        return self.receipt
