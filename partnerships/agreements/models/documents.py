"""The papers of an agreement as files: as they arrive, as they are kept, as they are read."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.files import intake
from accounts.files.contents import ContentType
from accounts.history import track
from accounts.records import SHA256, PublicIdField, choices_check, some
from partnerships.agreements.models.agreements import Agreement
from partnerships.agreements.models.instruments import Instrument
from partnerships.agreements.models.kinds import State
from partnerships.agreements.triggers import children_closed_after_draft
from schools.actors import Actor
from schools.models.memberships import Membership


class Rendering(models.TextChoices):
    """How far the pictures of a version's pages are."""

    WAITING = "waiting", _("Halaman sedang disiapkan")
    DONE = "done", _("Halaman siap dibaca")
    FAILED = "failed", _("Halaman tidak dapat digambar")


def stored_name(_instance: models.Model, _original_name: str) -> str:
    return intake.stored_name("agreements")


def digest_check(field: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{field}__regex": SHA256}),
        name=f"%(app_label)s_%(class)s_{field}_hex",
        violation_error_message=_("Sidik berkas (SHA-256) tidak lengkap."),
    )


def versions_kept() -> pgtrigger.Trigger:
    """A stored version never changes, and is deleted only while its paper is still a draft.

    A paper is one while its agreement is, or while the amendment that it belongs to has not
    taken effect.
    """
    refuse = "USING ERRCODE = 'check_violation', CONSTRAINT = 'agreements_documentversion_kept';"
    return pgtrigger.Trigger(
        name="kept",
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete,
        declare=[("is_kept", "boolean")],
        func=f"""
            IF TG_OP = 'UPDATE' THEN
                IF (OLD.document_id, OLD.number, OLD.file, OLD.sha256_uploaded, OLD.sha256_stored,
                    OLD.size, OLD.pages, OLD.uploaded_at)
                   IS DISTINCT FROM
                   (NEW.document_id, NEW.number, NEW.file, NEW.sha256_uploaded, NEW.sha256_stored,
                    NEW.size, NEW.pages, NEW.uploaded_at) THEN
                    RAISE EXCEPTION 'a stored version does not change' {refuse}
                END IF;
                RETURN NEW;
            END IF;
            SELECT a.state <> '{State.DRAFT}'
                   AND (i.id IS NULL OR i.kind = 'original' OR i.took_effect_at IS NOT NULL)
              INTO is_kept
              FROM agreements_document d
              JOIN agreements_agreement a ON a.id = d.agreement_id
              LEFT JOIN agreements_instrument i ON i.id = d.instrument_id
             WHERE d.id = OLD.document_id;
            IF is_kept THEN
                RAISE EXCEPTION 'a handed-in version is kept' {refuse}
            END IF;
            RETURN OLD;
        """,  # noqa: S608 - nothing from outside
    )


class DocumentKind(models.TextChoices):
    """What a file of an agreement is, in the order in which people read them."""

    MANUSCRIPT = "manuscript", _("Naskah yang ditandatangani")
    AMENDMENT = "amendment", _("Adendum")
    AUTHORITY = "authority", _("Surat kuasa")
    REPLY = "reply", _("Surat balasan atau kesediaan")
    APPROVAL = "approval", _("Persetujuan kepala sekolah")
    PUBLIC_COPY = "public_copy", _("Salinan publik")
    ATTACHMENT = "attachment", _("Lampiran")
    EVIDENCE = "evidence", _("Bukti realisasi")
    OTHER = "other", _("Lainnya")


class Visibility(models.TextChoices):
    PARTIES = "parties", _("Para pihak dan kantornya")
    OFFICE = "office", _("Hanya kantor dinas")
    PUBLIC = "public", _("Umum")


def open_to(actor: Actor) -> list[Visibility]:
    """Which of the papers of an agreement somebody involved in it may know of."""
    if actor.office or actor.is_unbounded:
        return list(Visibility)
    return [Visibility.PARTIES, Visibility.PUBLIC]


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, actor: Actor) -> Self:
        """What the actor may open: the parties' papers if involved, the office's if an office.

        A school under an umbrella opens what it sent itself to prove a use. The papers of an
        amendment are hidden like itself until it takes effect.
        """
        if actor.is_unbounded:
            return self
        public, involving = Agreement.objects.public(), Agreement.objects.involving(actor)
        settled = (
            Q(instrument=None)
            | Q(instrument__kind=Instrument.Kind.ORIGINAL)
            | Q(instrument__took_effect_at__isnull=False)
        )
        published = Q(visibility=Visibility.PUBLIC) & some(public.filter(pk=OuterRef("agreement")))
        if actor.membership is None:
            return self.filter(settled, published)
        involved = some(involving.filter(pk=OuterRef("agreement")))
        if actor.school:
            proving = Agreement.objects.filter(
                uses__document=OuterRef("pk"), uses__school=actor.school
            )
            involved |= some(proving)
        knowing = Agreement.objects.knowing_what_waits(actor)
        return self.filter(
            settled | some(knowing.filter(pk=OuterRef("agreement"))),
            published | (Q(visibility__in=open_to(actor)) & involved),
        )

    def editable_by(self, actor: Actor) -> Self:
        """Those the actor sees, of agreements whose record the actor keeps."""
        kept = Agreement.objects.editable_by(actor).values("pk")
        return self.visible_to(actor).filter(agreement__in=kept)

    def of_kind(self, *kinds: str) -> Self:
        return self.filter(kind__in=kinds)

    def with_versions(self) -> Self:
        """With versions, so that `current` asks nothing more; rows in reading order.

        Each version has `sheets`: number, width and height of the pictures of its pages.
        """
        sheets = DocumentPage.objects.filter(version=OuterRef("pk")).order_by("number")
        shape = JSONObject(number="number", width="width", height="height")
        newest = (
            DocumentVersion.objects.order_by("-number")
            .select_related("uploaded_by")
            .annotate(sheets=ArraySubquery(sheets.values(shape=shape)))
        )
        order = models.Case(
            *(models.When(kind=kind, then=place) for place, kind in enumerate(DocumentKind.values)),
            output_field=models.IntegerField(),
        )
        return (
            self.select_related("instrument")
            .prefetch_related(models.Prefetch("versions", queryset=newest))
            .order_by(order, "pk")
        )


@track()
class Document(models.Model):
    """One paper of an agreement: the signed text, an amendment, a letter, a public copy.

    Scans show NIP, telephones and signatures, so papers are the parties'; what anybody may open
    is a copy that was made for it.
    """

    trigger_violations = {
        "agreements_document_closed": (
            "agreement",
            _("Kerja sama ini sudah diajukan; dokumennya diubah lewat halamannya."),
        ),
    }

    public_id = PublicIdField()
    agreement = models.ForeignKey(
        Agreement, on_delete=models.CASCADE, related_name="documents", verbose_name=_("kerja sama")
    )
    instrument = models.ForeignKey(
        Instrument,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name=_("naskah atau adendum"),
    )
    kind = models.CharField(
        _("jenis"), max_length=12, choices=DocumentKind.choices, default=DocumentKind.MANUSCRIPT
    )
    title = models.CharField(_("judul"), max_length=200, blank=True)
    visibility = models.CharField(
        _("boleh dibuka oleh"),
        max_length=8,
        choices=Visibility.choices,
        default=Visibility.PARTIES,
    )
    note = models.CharField(_("catatan"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("ditambahkan pada"), default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ditambahkan oleh"),
        editable=False,
    )

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("dokumen")
        verbose_name_plural = _("dokumen")
        ordering = ["agreement", "pk"]
        triggers = [children_closed_after_draft("document")]
        constraints = [
            choices_check("kind", DocumentKind),
            choices_check("visibility", Visibility),
            models.CheckConstraint(
                condition=~Q(visibility="public") | Q(kind="public_copy"),
                name="agreements_document_public_is_a_copy",
                violation_error_message=_(
                    "Yang dibuka untuk umum hanya salinan publik: tanpa NIP, nomor telepon, dan "
                    "tanda tangan."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(self.get_kind_display())

    @property
    def current(self) -> "DocumentVersion | None":
        """The newest version; nothing more is asked after `with_versions`."""
        return max(self.versions.all(), key=lambda version: version.number, default=None)

    @property
    def is_removable(self) -> bool:
        """Whether it was not handed in yet; reads the agreement and the instrument."""
        paper = self.instrument
        is_pending_amendment = (
            paper is not None
            and paper.kind == Instrument.Kind.AMENDMENT
            and paper.took_effect_at is None
        )
        return self.agreement.is_draft or is_pending_amendment


class DocumentVersionQuerySet(models.QuerySet["DocumentVersion"]):
    def visible_to(self, actor: Actor) -> Self:
        """The newest of each paper that the actor may open; older ones if involved.

        A public copy may have been replaced because it showed too much.
        """
        newer = DocumentVersion.objects.filter(
            document=OuterRef("document"), number__gt=OuterRef("number")
        )
        involved = Q(document__agreement__in=Agreement.objects.involving(actor).values("pk"))
        return self.filter(
            ~Exists(newer) | involved,
            document__in=Document.objects.visible_to(actor).values("pk"),
        )

    def waiting_for_pages(self) -> Self:
        return self.filter(rendering=Rendering.WAITING)


@track(exclude=["rendering"])
class DocumentVersion(models.Model):
    """A file of a paper as stored, a PDF; a later one replaces it, none is overwritten.

    The two fingerprints let `/verifikasi/` recognise both the file that was handed in and the one
    that Selaras gives out, which differ since active content and EXIF are taken out.
    """

    trigger_violations = {
        "agreements_documentversion_kept": (
            "document",
            _("Berkas yang tersimpan tidak diubah dan tidak dihapus setelah diajukan."),
        ),
    }

    document = models.ForeignKey(
        Document, on_delete=models.CASCADE, related_name="versions", verbose_name=_("dokumen")
    )
    number = models.PositiveSmallIntegerField(_("versi"), default=1)
    file = models.FileField(_("berkas"), upload_to=stored_name, max_length=100)
    original_name = models.CharField(_("nama berkas"), max_length=150)
    size = models.PositiveIntegerField(_("ukuran (bita)"))
    pages = models.PositiveSmallIntegerField(_("banyaknya halaman"))
    sha256_uploaded = models.CharField(
        _("SHA-256 berkas asal"),
        max_length=64,
        db_index=True,
        help_text=_(
            "Untuk gabungan foto: sidik berkas gabungannya; tiap foto punya sidik sendiri."
        ),
    )
    sha256_stored = models.CharField(_("SHA-256 berkas tersimpan"), max_length=64, db_index=True)
    uploaded_at = models.DateTimeField(_("diunggah pada"), default=timezone.now, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("diunggah oleh"),
    )
    replacement_reason = models.CharField(_("alasan penggantian"), max_length=300, blank=True)
    is_of_photos = models.BooleanField(
        _("dari foto"),
        default=False,
        help_text=_("Halamannya foto yang disatukan di sini, jadi dapat diputar satu per satu."),
    )
    rendering = models.CharField(
        _("gambar halaman"),
        max_length=8,
        choices=Rendering.choices,
        default=Rendering.WAITING,
        editable=False,
    )

    objects = DocumentVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("versi dokumen")
        verbose_name_plural = _("versi dokumen")
        ordering = ["document", "-number"]
        triggers = [versions_kept()]
        constraints = [
            choices_check("rendering", Rendering),
            digest_check("sha256_uploaded"),
            digest_check("sha256_stored"),
            models.UniqueConstraint(
                fields=["document", "number"],
                name="agreements_documentversion_number_once",
                violation_error_message=_("Versi ini sudah ada."),
            ),
            models.CheckConstraint(
                condition=Q(size__gt=0, pages__gt=0, number__gt=0),
                name="agreements_documentversion_not_empty",
                violation_error_message=_("Berkas kosong tidak disimpan."),
            ),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(replacement_reason=""),
                name="agreements_documentversion_replacement_explained",
                violation_error_message=_("Tuliskan mengapa berkasnya diganti."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} v{self.number}"


class DocumentPage(models.Model):
    """A page of a version as a picture, so that the scan can be read beside the data.

    Made from the stored file by a job; hence without history.
    """

    version = models.ForeignKey(
        DocumentVersion,
        on_delete=models.CASCADE,
        related_name="page_images",
        verbose_name=_("versi dokumen"),
    )
    number = models.PositiveSmallIntegerField(_("halaman"))
    file = models.FileField(_("gambar"), upload_to=stored_name, max_length=100)
    width = models.PositiveSmallIntegerField(_("lebar (piksel)"))
    height = models.PositiveSmallIntegerField(_("tinggi (piksel)"))

    class Meta:
        verbose_name = _("gambar halaman")
        verbose_name_plural = _("gambar halaman")
        ordering = ["version", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "number"],
                name="agreements_documentpage_number_once",
                violation_error_message=_("Gambar halaman ini sudah ada."),
            ),
            models.CheckConstraint(
                condition=Q(number__gt=0, width__gt=0, height__gt=0),
                name="agreements_documentpage_not_empty",
                violation_error_message=_("Gambar halaman tidak boleh kosong."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id}: {self.number}"


class UploadQuerySet(models.QuerySet["Upload"]):
    def editable_by(self, actor: Actor) -> Self:
        """Those of agreements that the actor keeps; a colleague may finish what one began."""
        return self.filter(agreement__in=Agreement.objects.editable_by(actor).values("pk"))

    def unattached(self) -> Self:
        """Those that wait to become papers; what came with a form waits for that form."""
        return self.filter(version__isnull=True, form_token__isnull=True)

    def sent_with(self, form_token: uuid.UUID) -> Self:
        """Those that came with a form that was not sent in yet, in the order in which they came."""
        waiting = self.filter(version__isnull=True, form_token=form_token)
        return waiting.order_by("position", "pk")

    def forgotten(self, *, before: datetime) -> Self:
        """Those that nobody made a document of in time."""
        return self.filter(version__isnull=True, uploaded_at__lt=before)


class Upload(models.Model):
    """A file as it arrived, kept at once so that a broken connection loses nothing.

    Photos wait here to be ordered and turned. Once a document is made of it, the row stays beside
    that version as the record of the original, without a file.
    """

    public_id = PublicIdField()
    agreement = models.ForeignKey(
        Agreement, on_delete=models.CASCADE, related_name="uploads", verbose_name=_("kerja sama")
    )
    version = models.ForeignKey(
        DocumentVersion,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="originals",
        verbose_name=_("versi dokumen"),
    )
    form_token = models.UUIDField(
        _("bersama isian"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("Isian yang menunggu berkas ini sebagai bukti."),
    )
    file = models.FileField(_("berkas"), upload_to=stored_name, max_length=100, blank=True)
    original_name = models.CharField(_("nama berkas"), max_length=150)
    content_type = models.CharField(_("jenis isi"), max_length=20, choices=ContentType.choices)
    size = models.PositiveIntegerField(_("ukuran (bita)"))
    pages = models.PositiveSmallIntegerField(_("banyaknya halaman"))
    sha256_uploaded = models.CharField(_("SHA-256 berkas asal"), max_length=64, db_index=True)
    sha256_stored = models.CharField(_("SHA-256 berkas tersimpan"), max_length=64)
    position = models.PositiveIntegerField(_("urutan"), default=0)
    turn = models.PositiveSmallIntegerField(_("putaran searah jarum jam (derajat)"), default=0)
    uploaded_at = models.DateTimeField(_("diunggah pada"), default=timezone.now, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("diunggah oleh"),
    )
    membership = models.ForeignKey(
        Membership,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("sebagai"),
    )

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("unggahan")
        verbose_name_plural = _("unggahan")
        ordering = ["agreement", "position", "pk"]
        constraints = [
            choices_check("content_type", ContentType),
            digest_check("sha256_uploaded"),
            digest_check("sha256_stored"),
            models.UniqueConstraint(
                fields=["agreement", "sha256_uploaded"],
                condition=Q(version__isnull=True, form_token__isnull=True),
                name="agreements_upload_once",
                violation_error_message=_("Berkas ini sudah diunggah."),
            ),
            models.UniqueConstraint(
                fields=["form_token", "sha256_uploaded"],
                condition=Q(version__isnull=True),
                name="agreements_upload_once_with_form",
                violation_error_message=_("Berkas ini sudah diunggah."),
            ),
            models.CheckConstraint(
                condition=Q(turn__in=[0, 90, 180, 270]),
                name="agreements_upload_quarter_turns",
                violation_error_message=_("Foto diputar seperempat putaran."),
            ),
            models.CheckConstraint(
                condition=~Q(file="") | Q(version__isnull=False),
                name="agreements_upload_has_file",
                violation_error_message=_("Pilih berkasnya."),
            ),
            models.CheckConstraint(
                condition=Q(size__gt=0, pages__gt=0),
                name="agreements_upload_not_empty",
                violation_error_message=_("Berkas ini kosong (0 bita)."),
            ),
        ]

    def __str__(self) -> str:
        return self.original_name

    @property
    def is_photo(self) -> bool:
        return self.content_type == ContentType.JPEG


def has_document(kinds: Iterable[str]) -> Exists:
    """For queries of agreements: whether a paper of one of these kinds is there."""
    return Exists(Document.objects.filter(agreement=OuterRef("pk"), kind__in=list(kinds)))


def find_by_sha256(digest: str) -> models.QuerySet[DocumentVersion]:
    """The versions that a file with this fingerprint is, or was made from."""
    digest = digest.strip().lower()
    originals = Upload.objects.filter(version=OuterRef("pk"), sha256_uploaded=digest)
    return DocumentVersion.objects.filter(
        Q(sha256_uploaded=digest) | Q(sha256_stored=digest) | Exists(originals)
    ).select_related("document__agreement")
