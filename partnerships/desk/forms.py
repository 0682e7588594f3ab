"""What anybody may send in, and what the office answers."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from accounts.days import DayField
from accounts.file_fields import limit_size
from partnerships.agreements.models import PublicReport
from partnerships.agreements.models.reviews import ReportOutcome

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
        help_text=_("Kode 16 huruf dan angka di bawah QR, atau nomor seperti SLR/36/2025/000123."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )


class FileForm(forms.Form):
    """Draws the field; the file itself is read by DigestHandler and never gets here."""

    berkas = forms.FileField(
        label=_("Berkas"),
        help_text=_("PDF atau foto naskah. Hanya sidiknya yang dicocokkan; berkas tidak disimpan."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit_size(self.fields["berkas"])


class ReportForm(forms.ModelForm):
    """No account, no name: what is wrong, and where to be reached if one wants to be."""

    # Drawn out of sight: people leave it empty, programs that fill in every field do not.
    situs = forms.CharField(label=_("Kosongkan isian ini"), required=False, max_length=200)

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
