"""What a school puts on paper for PKL: its letterhead, each letter, and the signed sheet back."""

import base64
import secrets
from datetime import date
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.validators import MinLengthValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from accounts.history import track
from accounts.records import (
    SHA256,
    Editable,
    PublicIdField,
    both_or_neither,
    choices_check,
    stored_file_checks,
)
from accounts.roles import Permission
from partnerships.partners.models import Partner
from partnerships.placements.letters.kinds import RULES, LetterKind, LetterRule
from partnerships.placements.models.periods import PeriodSupervisor, PlacementPeriod
from partnerships.placements.models.placements import Placement
from partnerships.placements.triggers.papers import letter_of_school, period_of_school
from schools.actors import Actor, of_own_school
from schools.models import School

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager

DIGEST = rf"^$|{SHA256}"


class Paper(models.TextChoices):
    F4 = "f4", _("F4 (215 × 330 mm)")  # noqa: RUF001 - a size of paper
    A4 = "a4", _("A4 (210 × 297 mm)")  # noqa: RUF001 - a size of paper


class Acting(models.TextChoices):
    """In whose stead the signatory signs."""

    OWN = "own", _("Atas jabatannya sendiri")
    PLT = "plt", _("Plt. (pelaksana tugas)")
    PLH = "plh", _("Plh. (pelaksana harian)")
    FOR = "an", _("a.n. (atas nama) kepala sekolah")


def sets_head(actor: Actor) -> bool:
    """Whether the actor has a letterhead to set: head and admin of a school."""
    return actor.school is not None and actor.can(Permission.KEEP_PUPILS)


class LetterheadQuerySet(models.QuerySet["Letterhead"]):
    def editable_by(self, actor: Actor) -> Self:
        """Head and admin of the school."""
        return of_own_school(self, actor, Permission.KEEP_PUPILS)


@track(exclude=["revision", "form_token", "created_at", "updated_at"])
class Letterhead(Editable):
    """Kop surat of a school, who signs below it, on which paper, and how its numbers look."""

    merge_policy = {"school": "fold"}

    school = models.OneToOneField(
        School, on_delete=models.PROTECT, related_name="letterhead", verbose_name=_("sekolah")
    )
    above = models.TextField(
        _("baris di atas nama sekolah"),
        max_length=300,
        blank=True,
        help_text=_(
            "Satu baris tiap baris, misalnya pemerintah provinsi lalu dinas, atau yayasan."
        ),
    )
    name = models.CharField(_("nama sekolah pada kop"), max_length=150)
    below = models.TextField(
        _("baris di bawah nama sekolah"),
        max_length=400,
        blank=True,
        help_text=_("Alamat, telepon, surel; satu baris tiap baris."),
    )
    emblem_left = models.FileField(_("lambang kiri"), max_length=120, blank=True)
    emblem_right = models.FileField(_("lambang kanan"), max_length=120, blank=True)
    banner = models.FileField(_("gambar kop utuh"), max_length=120, blank=True)
    paper = models.CharField(
        _("kertas"), max_length=2, choices=Paper.choices, default=Paper.F4.value
    )
    place = models.CharField(_("tempat surat dibuat"), max_length=80, blank=True)
    number_pattern = models.CharField(
        _("pola nomor surat"),
        max_length=100,
        blank=True,
        help_text=_("Hanya saran: {nomor}, {bulan} (angka Romawi), dan {tahun} diisi sendiri."),
    )
    acting = models.CharField(
        _("menandatangani"), max_length=3, choices=Acting.choices, default=Acting.OWN.value
    )
    position = models.CharField(_("jabatan"), max_length=100, default="Kepala Sekolah")
    signatory = models.CharField(_("nama penanda tangan"), max_length=150, blank=True)
    rank = models.CharField(_("pangkat, golongan"), max_length=80, blank=True)
    nip = models.CharField(_("NIP"), max_length=18, blank=True)
    bases = models.TextField(
        _("dasar hukum pada SK"),
        max_length=4000,
        blank=True,
        help_text=_("Satu dasar tiap baris, pada bagian “Mengingat”."),
    )

    objects = LetterheadQuerySet.as_manager()

    class Meta:
        verbose_name = _("kop surat")
        verbose_name_plural = _("kop surat")
        ordering = ["school", "pk"]
        constraints = [
            choices_check("paper", Paper),
            choices_check("acting", Acting),
            models.CheckConstraint(
                condition=Q(name__regex=r"\S"),
                name="placements_letterhead_name_given",
                violation_error_message=_("Isi nama sekolah."),
            ),
            models.CheckConstraint(
                condition=Q(nip="") | Q(nip__regex=r"^[0-9]{18}$"),
                name="placements_letterhead_nip_shape",
                violation_error_message=_("NIP terdiri atas 18 angka."),
            ),
            models.CheckConstraint(
                condition=Q(banner="") | Q(emblem_left="", emblem_right=""),
                name="placements_letterhead_banner_or_emblems",
                violation_error_message=_("Pilih gambar kop utuh, atau lambang di kiri dan kanan."),
            ),
        ]

    def __str__(self) -> str:
        return f"Kop surat {self.school_id}"


def new_certificate_code() -> str:
    """80 random bits in 16 letters and digits, as agreements have them."""
    return base64.b32encode(secrets.token_bytes(10)).decode().lower()


class LetterQuerySet(models.QuerySet["Letter"]):
    def visible_to(self, actor: Actor) -> Self:
        """Those about nobody but pupils whose placement the actor reads."""
        if actor.is_superuser or actor.is_system:
            return self
        if actor.school is None or actor.membership is None:
            return self.none()
        own = self.filter(school=actor.school.pk)
        if actor.can(Permission.KEEP_PUPILS):
            return own
        rows = Letter.placements.through.objects.filter(letter=OuterRef("pk"))
        seen = Placement.objects.visible_to(actor).values("pk")
        return own.filter(
            Exists(rows.filter(placement__in=seen)), ~Exists(rows.exclude(placement__in=seen))
        )

    def editable_by(self, actor: Actor) -> Self:
        if not actor.can(Permission.PLACE_PUPILS):
            return self.none()
        return self.visible_to(actor)

    def standing(self) -> Self:
        """Not withdrawn."""
        return self.filter(voided_at__isnull=True)

    def printed(self) -> Self:
        """Whose file is there."""
        return self.filter(printed_at__isnull=False, removed_at__isnull=True)

    def for_reading(self) -> Self:
        return self.select_related(
            "school", "period", "partner", "supervisor__membership__user", "issued_by"
        ).order_by("-issued_at", "pk")


@track()
class Letter(models.Model):
    """One sheet or letter as it went out; a changed one is a new row that replaces it."""

    merge_policy = {"school": "keep", "partner": "keep"}
    trigger_violations = {
        "placements_letter_period_of_school": ("period", _("Periode ini dari sekolah lain."))
    }

    public_id = PublicIdField()
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, related_name="letters", verbose_name=_("sekolah")
    )
    period = models.ForeignKey(
        PlacementPeriod,
        on_delete=models.PROTECT,
        related_name="letters",
        verbose_name=_("periode"),
    )
    kind = models.CharField(_("jenis"), max_length=12, choices=LetterKind.choices)
    number = models.CharField(_("nomor surat"), max_length=100, blank=True)
    dated = models.DateField(_("tanggal surat"))
    partner = models.ForeignKey(
        Partner,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kepada mitra"),
    )
    supervisor = models.ForeignKey(
        PeriodSupervisor,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("guru pembimbing"),
    )
    about = models.CharField(_("tentang"), max_length=300, blank=True)
    placements = models.ManyToManyField(
        Placement, related_name="letters", verbose_name=_("penempatan")
    )
    reply_due_on = models.DateField(_("jawaban ditunggu sampai"), null=True, blank=True)
    form_token = models.UUIDField(null=True, blank=True, editable=False, db_index=True)
    issued_at = models.DateTimeField(_("dibuat pada"))
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("dibuat oleh"),
    )
    replaces = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name=_("pengganti dari"),
    )
    voided_at = models.DateTimeField(_("dicabut pada"), null=True, blank=True)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("dicabut oleh"),
    )
    void_reason = models.TextField(_("alasan dicabut"), blank=True, max_length=1000)
    code = models.CharField(
        _("kode verifikasi"), max_length=16, unique=True, null=True, blank=True, editable=False
    )
    file = models.FileField(_("berkas"), max_length=120, blank=True)
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True, editable=False)
    pages = models.PositiveSmallIntegerField(_("halaman"), default=0, editable=False)
    printed_at = models.DateTimeField(_("tercetak pada"), null=True, blank=True)
    removed_at = models.DateTimeField(_("berkas dihapus pada"), null=True, blank=True)

    objects = LetterQuerySet.as_manager()

    if TYPE_CHECKING:
        signed_sheets: "RelatedManager[SignedSheet]"

    class Meta:
        verbose_name = _("surat")
        verbose_name_plural = _("surat")
        ordering = ["-issued_at", "pk"]
        constraints = [
            choices_check("kind", LetterKind),
            both_or_neither("voided_at", "voided_by", message=_("Sebutkan siapa dan kapan.")),
            models.CheckConstraint(
                condition=Q(voided_at__isnull=True, void_reason="")
                | Q(voided_at__isnull=False, void_reason__regex=r"\S"),
                name="placements_letter_voided_with_reason",
                violation_error_message=_("Tuliskan alasan pencabutannya."),
            ),
            models.CheckConstraint(
                condition=Q(kind="certificate", code__isnull=False)
                | (~Q(kind="certificate") & Q(code__isnull=True)),
                name="placements_letter_code_of_certificate",
                violation_error_message=_("Sertifikat mempunyai kode verifikasi."),
            ),
            models.CheckConstraint(
                condition=Q(sha256__regex=DIGEST),
                name="placements_letter_digest_shape",
                violation_error_message=_("Sidik berkas tidak lengkap."),
            ),
            models.CheckConstraint(
                condition=Q(printed_at__isnull=True, file="", sha256="", removed_at__isnull=True)
                | (Q(printed_at__isnull=False, removed_at__isnull=True) & ~Q(file="", sha256=""))
                | Q(printed_at__isnull=False, removed_at__isnull=False, file=""),
                name="placements_letter_file_once_printed",
                violation_error_message=_("Berkas ada sejak dicetak sampai dihapus."),
            ),
            models.CheckConstraint(
                condition=Q(reply_due_on__isnull=True) | Q(reply_due_on__gte=F("dated")),
                name="placements_letter_reply_after_date",
                violation_error_message=_("Batas jawaban tidak boleh sebelum tanggal surat."),
            ),
        ]
        indexes = [models.Index(fields=["period", "kind"], name="placements_letters_of_period")]
        triggers = [period_of_school()]

    def __str__(self) -> str:
        return f"Surat {self.public_id}"

    @property
    def rule(self) -> LetterRule:
        return RULES[self.kind]

    @property
    def is_void(self) -> bool:
        return self.voided_at is not None

    @property
    def is_there(self) -> bool:
        """Whether its file can be opened."""
        return self.printed_at is not None and self.removed_at is None

    @property
    def file_name(self) -> str:
        """As it goes out: what it is, for which host, class or teacher, and its number; of no
        pupil."""
        told = [self.kind_slug, slugify(self.about)[:60], slugify(self.number.replace("/", "-"))]
        return "-".join([*filter(None, told), self.public_id]) + ".pdf"

    @property
    def kind_slug(self) -> str:
        return slugify(str(self.get_kind_display()))

    def is_overdue(self, on: date) -> bool:
        return self.reply_due_on is not None and self.reply_due_on < on


@track(is_link=True)
class LetterPlacement(Letter.placements.through):  # type: ignore[name-defined]  # a table that Django makes
    """Whom a letter is about."""

    trigger_violations = {
        "placements_letterplacement_of_school": (
            "placement",
            _("Penempatan ini dari sekolah lain."),
        )
    }

    class Meta:
        proxy = True
        triggers = [letter_of_school()]
        verbose_name = _("penempatan pada surat")
        verbose_name_plural = _("penempatan pada surat")

    def __str__(self) -> str:
        return f"{self.letter_id}: {self.placement_id}"


@track()
class SignedSheet(models.Model):
    """The photo or scan of a letter as it came back, signed and stamped."""

    public_id = PublicIdField()
    letter = models.ForeignKey(
        Letter, on_delete=models.PROTECT, related_name="signed_sheets", verbose_name=_("surat")
    )
    file = models.FileField(_("berkas"), max_length=120, blank=True)
    content_type = models.CharField(
        _("jenis berkas"), max_length=40, validators=[MinLengthValidator(3)]
    )
    pages = models.PositiveSmallIntegerField(_("halaman"), default=1)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    added_at = models.DateTimeField(_("dilampirkan pada"))
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("dilampirkan oleh"),
    )
    removed_at = models.DateTimeField(_("berkas dihapus pada"), null=True, blank=True)

    class Meta:
        verbose_name = _("lembar bertanda tangan")
        verbose_name_plural = _("lembar bertanda tangan")
        ordering = ["letter", "added_at", "pk"]
        constraints = [
            *stored_file_checks(),
            models.UniqueConstraint(
                fields=["letter", "sha256"],
                name="placements_signedsheet_once",
                violation_error_message=_("Berkas ini sudah dilampirkan."),
            ),
        ]

    def __str__(self) -> str:
        return f"Lembar bertanda tangan {self.public_id}"
