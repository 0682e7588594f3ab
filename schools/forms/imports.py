from typing import Any, Self
from uuid import uuid4

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.file_fields import limit_size


class ListForm(forms.Form):
    """A list of schools to be looked at before anything is written."""

    file = forms.FileField(
        label=_("Berkas daftar sekolah"),
        help_text=_("CSV atau XLSX dengan kolom nama dan kabupaten/kota; NPSN bila ada."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx,.xls"}),
    )
    form_token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("form_token", uuid4())
        limit_size(self.fields["file"])

    @classmethod
    def sent_by(cls, request: HttpRequest) -> Self:
        """The form as it was sent, if it was; a file that was dropped on its way is told so."""
        form = cls(request.POST or None, request.FILES or None)
        if request.META.get("SELARAS_UPLOAD_TOO_LARGE"):
            form.fields["file"].error_messages["required"] = too_large()
        return form

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > settings.SELARAS_UPLOAD_MAX_BYTES:
            raise ValidationError(too_large())
        return file


def too_large() -> str:
    limit = settings.SELARAS_UPLOAD_MAX_BYTES // (1024 * 1024)
    return str(_("Berkas lebih dari %(limit)s MB.") % {"limit": limit})
