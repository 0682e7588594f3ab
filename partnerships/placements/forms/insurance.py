"""How many are insured: the upload of a sheet of numbers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.days import DayField
from partnerships.placements.imports.insurance import Cover
from schools.forms.imports import ListForm


class InsuranceListForm(ListForm):
    """Applied twice, a sheet changes nothing, so it needs no token against a second click."""

    form_token = None  # type: ignore[assignment]  # how Django takes a field out of a form
    file = forms.FileField(
        label=_("Lembar nomor peserta"),
        help_text=_("XLSX, XLS, atau CSV. Berkasnya tidak disimpan."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv,.txt,.tsv"}),
    )
    since = DayField(
        label=_("Dijamin sejak"),
        required=False,
        help_text=_("Untuk baris yang tidak menyebut tanggal; kosong: seperti yang tercatat."),
    )
    until = DayField(label=_("Dijamin sampai dengan"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        since, until = data.get("since"), data.get("until")
        if until and (since is None or until < since):
            self.add_error("until", _("Isi kedua tanggal, yang akhir setelah yang awal."))
        return data

    @property
    def rest(self) -> Cover:
        return Cover("", self.cleaned_data["since"], self.cleaned_data["until"])
