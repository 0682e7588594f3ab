"""How many are insured: by a sheet of numbers, or ticked with one scan."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.days import DayField
from accounts.file_fields import limit_size
from partnerships.placements.imports.insurance_numbers import LONGEST, demand_usual
from partnerships.placements.imports.refusals import RefusedRowError
from partnerships.placements.insuring import Cover
from schools.forms.consents import FilesField
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


class PolicyForm(forms.Form):
    """One policy for those who are ticked."""

    number = forms.CharField(
        label=_("Nomor polis bersama"),
        max_length=LONGEST,
        required=False,
        help_text=_("Kosong: tiap siswa memakai nomornya sendiri, yang boleh menyusul."),
    )
    since = DayField(label=_("Dijamin sejak"))
    until = DayField(
        label=_("Dijamin sampai dengan"),
        required=False,
        help_text=_("Kosong: sampai dihentikan."),
    )

    def clean_number(self) -> str:
        number: str = " ".join(self.cleaned_data["number"].split())
        try:
            demand_usual(number)
        except RefusedRowError as refused:
            raise forms.ValidationError(str(refused)) from refused
        return number

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", _("Jaminan berakhir pada atau setelah tanggal mulainya."))
        return data

    @property
    def cover(self) -> Cover:
        data = self.cleaned_data
        return Cover(data["number"], data["since"], data["until"])


class PolicyScanForm(forms.Form):
    """The paper of that policy, asked for once it was looked at whom it insures."""

    scans = FilesField(
        label=_("Pindaian polis atau kartu"),
        required=False,
        help_text=_("Satu PDF, atau beberapa foto. Boleh menyusul."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit_size(self.fields["scans"])
