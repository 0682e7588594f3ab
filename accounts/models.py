import pgtrigger
from django.contrib.auth.models import AbstractUser, UserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField

from accounts.history import track
from accounts.records import PublicIdField, choices_check

# No @: a user name must never look like somebody else's e-mail address at sign-in.
USERNAME_PATTERN = r"^[a-z0-9][a-z0-9._-]{1,148}[a-z0-9]$"
USERNAME_SHAPE = RegexValidator(
    USERNAME_PATTERN,
    _("Pakai huruf kecil, angka, titik, atau garis; paling sedikit tiga karakter."),
)


@track(exclude=["password", "last_login"])
class User(AbstractUser):
    """A person who signs in. What they may do comes from memberships, not from here."""

    first_name = None  # type: ignore[assignment]  # one name, as people here have it
    last_name = None  # type: ignore[assignment]  # as above
    public_id = PublicIdField()
    username = models.CharField(
        _("nama pengguna"),
        max_length=150,
        unique=True,
        validators=[USERNAME_SHAPE],
        error_messages={"unique": _("Nama pengguna ini sudah dipakai.")},
    )
    name = models.CharField(
        _("nama lengkap"), max_length=150, help_text=_("Seperti tercetak, dengan gelar.")
    )
    email = models.EmailField(_("alamat surel"), blank=True)
    whatsapp = PhoneNumberField(
        _("nomor WhatsApp"), blank=True, help_text=_("Boleh dipakai bersama, misalnya 0812….")
    )
    is_demo = models.BooleanField(_("akun contoh"), default=False, editable=False)

    objects = UserManager()  # type: ignore[misc]  # the stubs know Django's own only

    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("pengguna")
        verbose_name_plural = _("pengguna")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="accounts_user_email_once",
                condition=~models.Q(email=""),
                violation_error_message=_("Alamat surel ini sudah dipakai akun lain."),
            ),
            models.CheckConstraint(
                condition=models.Q(username__regex=USERNAME_PATTERN),
                name="accounts_user_username_shape",
                violation_error_message=USERNAME_SHAPE.message,
            ),
            models.CheckConstraint(
                condition=~models.Q(name=""),
                name="accounts_user_name_given",
                violation_error_message=_("Isi nama lengkap."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split(",")[0].split()[0] if self.name else self.username


class MailState(models.TextChoices):
    NONE = "none", _("Tanpa surel")
    WAITING = "waiting", _("Menunggu dikirim")
    SENT = "sent", _("Terkirim")
    FAILED = "failed", _("Gagal dikirim")


class NoticeQuerySet(models.QuerySet["Notice"]):
    def unread(self) -> "NoticeQuerySet":
        return self.filter(read_at__isnull=True)


class Notice(models.Model):
    """A message to one person, in the portal's inbox first; mail is only its copy."""

    public_id = PublicIdField()
    recipient = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="notices", verbose_name=_("penerima")
    )
    kind = models.CharField(_("jenis"), max_length=40)
    subject = models.CharField(_("perihal"), max_length=200)
    body = models.TextField(_("isi"), blank=True)
    path = models.CharField(_("halaman tujuan"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("dibuat pada"))
    read_at = models.DateTimeField(_("dibaca pada"), null=True, blank=True)
    mail = models.CharField(
        _("surel"), max_length=10, choices=MailState.choices, default=MailState.NONE
    )

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("pemberitahuan")
        verbose_name_plural = _("pemberitahuan")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["recipient", "-created_at"], name="accounts_notice_inbox"),
        ]
        constraints = [
            choices_check("mail", MailState),
            models.CheckConstraint(
                condition=models.Q(path__regex=r"^(/([^/\\].*)?)?$"),
                name="accounts_notice_path_local",
                violation_error_message=_("Tujuan harus halaman portal ini."),
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class HandSentQuerySet(models.QuerySet["HandSent"]):
    def of(self, kind: str, about: str) -> "HandSentQuerySet":
        return self.filter(kind=kind, about=about)


class HandSent(models.Model):
    """A ready-made WhatsApp text that somebody passed on by hand, and to which group.

    The portal cannot know that it arrived; the log keeps two people from sending it twice.
    """

    public_id = PublicIdField()
    kind = models.CharField(_("jenis"), max_length=40)
    about = models.CharField(_("tentang"), max_length=200)
    group = models.CharField(
        _("dikirim ke"),
        max_length=100,
        help_text=_("Nama grup atau penerima, misalnya Grup MKKS Lebak."),
    )
    sent_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name=_("dikirim oleh")
    )
    sent_at = models.DateTimeField(_("dikirim pada"))

    objects = HandSentQuerySet.as_manager()

    class Meta:
        verbose_name = _("pengiriman manual")
        verbose_name_plural = _("pengiriman manual")
        ordering = ["-sent_at", "-pk"]
        indexes = [models.Index(fields=["kind", "about"], name="accounts_handsent_about")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(group=""),
                name="accounts_handsent_group_named",
                violation_error_message=_("Sebutkan grup atau penerimanya."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} → {self.group}"


class ReadingKind(models.TextChoices):
    LIST = "list", _("Daftar")
    PAGE = "page", _("Halaman seorang siswa")
    EXPORT = "export", _("Ekspor")
    DOCUMENT = "document", _("Berkas")
    LINK = "link", _("Tautan dibuka")


class ReadingQuerySet(models.QuerySet["Reading"]):
    def about_place(self, *places: str) -> "ReadingQuerySet":
        return self.filter(place__in=places)

    def about_person(self, person: str) -> "ReadingQuerySet":
        return self.filter(person=person)


@pgtrigger.register(
    pgtrigger.Trigger(
        name="append_only",
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete,
        func="""
            IF coalesce(current_setting('selaras.action', true), '') <> 'retention' THEN
                RAISE EXCEPTION 'the read log is only added to' USING
                    ERRCODE = 'check_violation', CONSTRAINT = 'accounts_reading_append_only',
                    TABLE = 'accounts_reading';
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """,
    ),
)
class Reading(models.Model):
    """That somebody read data of pupils: who, as what, on which page, how many. No names within.

    `place` and `person` are random addresses (of the school and of the one pupil), not keys: this
    app knows neither schools nor pupils.
    """

    trigger_violations = {
        "accounts_reading_append_only": ("at", _("Catatan pembacaan tidak dapat diubah."))
    }

    at = models.DateTimeField(_("pada"))
    user = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("oleh"),
    )
    membership = models.PositiveBigIntegerField(_("nomor keanggotaan"), null=True, blank=True)
    label = models.CharField(
        _("sebagai"), max_length=250, help_text=_("Peran dan tempatnya, atau jenis tautannya.")
    )
    what = models.CharField(_("yang dibaca"), max_length=8, choices=ReadingKind.choices)
    view = models.CharField(_("halaman"), max_length=100)
    place = models.CharField(_("alamat acak sekolah"), max_length=10, blank=True)
    person = models.CharField(_("alamat acak siswa"), max_length=10, blank=True)
    count = models.PositiveIntegerField(_("jumlah siswa"))
    reason = models.CharField(_("alasan"), max_length=250, blank=True)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        verbose_name = _("pembacaan")
        verbose_name_plural = _("pembacaan")
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["place", "-at"], name="accounts_reading_by_place"),
            models.Index(
                fields=["person"],
                condition=~models.Q(person=""),
                name="accounts_reading_by_person",
            ),
        ]
        constraints = [
            choices_check("what", ReadingKind),
            models.CheckConstraint(
                condition=~models.Q(label="") & ~models.Q(view=""),
                name="accounts_reading_says_who_and_where",
                violation_error_message=_("Catatan pembacaan menyebut pembaca dan halamannya."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()} {self.view}"
