"""What anybody may send in, and what the office answers."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, validate_email
from django.utils.translation import gettext_lazy as _

from accounts.days import DayField
from accounts.file_fields import limit_size
from partnerships.agreements.models import PublicReport
from partnerships.agreements.models.reviews import ReportOutcome
from partnerships.desk.subjects import Subject, path_in, subject_of
from schools.actors import Actor

PHONE = re.compile(r"^\+?[\d\s().-]+$")

FIRST_DAY, LAST_DAY = date(1945, 1, 1), date(2200, 12, 31)


class DayForm(forms.Form):
    """Another day than today. No paper is older than the republic, and ranges of days end."""

    per = DayField(
        label=_("Keadaan per tanggal"),
        required=False,
        validators=[
            MinValueValidator(
                FIRST_DAY, _("Sebelum 1945 tidak ada yang tercatat; ditampilkan hari ini.")
            ),
            MaxValueValidator(
                LAST_DAY, _("Sesudah 2200 tidak ada yang tercatat; ditampilkan hari ini.")
            ),
        ],
        error_messages={
            "invalid": _(
                "Tanggal ini tidak terbaca; ditampilkan hari ini. Tulis misalnya 1/7/2025"
                " atau 2025-07-01."
            )
        },
    )


class CodeForm(forms.Form):
    kode = forms.CharField(
        label=_("Kode verifikasi atau Nomor Registrasi Selaras"),
        max_length=300,
        help_text=_(
            "Kode verifikasi 16 huruf dan angka di dekat QR, atau nomor seperti SLR/36/2025/000123."
        ),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )


class FileForm(forms.Form):
    """Draws the field; the file itself is read by DigestHandler and never gets here."""

    berkas = forms.FileField(
        label=_("Berkas"),
        help_text=_(
            "PDF atau foto naskah. Yang dicocokkan hanya sidiknya (SHA-256): deretan huruf dan"
            " angka yang dihitung dari isi berkas dan berubah bila satu bita saja berbeda."
            " Berkasnya tidak disimpan."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit_size(self.fields["berkas"])


class ReportForm(forms.ModelForm):
    """No account, no name: what is wrong, and where to be reached if one wants to be."""

    # Drawn out of sight: people leave it empty, programs that fill in every field do not.
    situs = forms.CharField(label=_("Kosongkan isian ini"), required=False, max_length=200)

    page = forms.CharField(
        label=_("Alamat halaman yang keliru (boleh dikosongkan)"),
        required=False,
        max_length=300,
        help_text=_("Salin dari peramban, misalnya /sekolah/20605225/."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )

    field_order = ["page", "text", "contact"]

    class Meta:
        model = PublicReport
        fields = ["text", "contact"]
        labels = {
            "text": _("Apa yang keliru, dan bagaimana seharusnya?"),
            "contact": _("Surel atau nomor telepon Anda (boleh dikosongkan)"),
        }
        help_texts = {
            "text": _("Jangan menulis nama atau data murid."),
            "contact": _("Hanya untuk bertanya balik; tidak ditampilkan kepada umum."),
        }
        widgets = {"text": forms.Textarea(attrs={"rows": 6})}

    def __init__(self, *args: Any, actor: Actor, subject: Subject | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        if subject:
            del self.fields["page"]

    def clean_page(self) -> Subject | None:
        typed = self.cleaned_data["page"].strip()
        if not typed:
            return None
        subject = subject_of(path_in(typed), self.actor)
        if subject is None:
            raise ValidationError(
                _(
                    "Halaman dengan alamat ini tidak ditemukan. Salin alamatnya dari peramban,"
                    " atau kosongkan isian ini dan sebutkan namanya di bawah."
                )
            )
        return subject

    def clean_contact(self) -> str:
        """An e-mail address or a telephone number; digits as people group them."""
        typed = str(self.cleaned_data["contact"]).strip()
        if typed and not (PHONE.match(typed) and 8 <= sum(map(str.isdigit, typed)) <= 15):
            try:
                validate_email(typed)
            except ValidationError:
                raise ValidationError(
                    _(
                        "Tuliskan alamat surel atau nomor telepon saja, misalnya 0812-3456-7890,"
                        " atau kosongkan."
                    )
                ) from None
        return typed

    def clean_text(self) -> str:
        text = " ".join(self.cleaned_data["text"].split(" ")).strip()
        if len(text) < 10:
            raise ValidationError(_("Tuliskan sedikit lebih lengkap agar dapat diperiksa."))
        return text

    def clean(self) -> None:
        """People whose browser filled in the hidden field find it empty again on the next page."""
        if self.cleaned_data.get("situs"):
            raise ValidationError(
                _("Kiriman ini tampak otomatis. Isian Anda masih ada: tekan Kirim sekali lagi.")
            )


class ReceiptForm(forms.Form):
    nomor = forms.CharField(
        label=_("Nomor tanda terima"),
        max_length=40,
        help_text=_("Sepuluh huruf dan angka yang Anda terima setelah mengirim laporan."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )

    def clean_nomor(self) -> str:
        """As it is kept, however it was copied."""
        return "".join(sign for sign in self.cleaned_data["nomor"].lower() if sign.isalnum())


class SentForm(forms.Form):
    group = forms.CharField(label=_("Dikirim ke"), max_length=100)


class AnswerForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("Hasil"),
        choices=[choice for choice in ReportOutcome.choices if choice[0] != ReportOutcome.OPEN],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("Jawaban bagi pelapor"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Terbuka bagi siapa pun yang memegang nomor tanda terimanya."),
    )
