"""Forms for what changes after recording: corrections, amendments, coverage."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from partnerships.agreements.actions.corrections import OTHER, correctables
from partnerships.agreements.forms.steps import DayInput
from partnerships.agreements.models import Agreement, Instrument
from partnerships.agreements.models.instruments import Subject


class CorrectionForm(forms.Form):
    """What is wrong, what it should be, and why."""

    field = forms.ChoiceField(label=_("Bagian yang keliru"), widget=forms.RadioSelect)
    new_value = forms.CharField(
        label=_("Seharusnya"),
        required=False,
        max_length=1000,
        help_text=_("Tanggal ditulis 31/12/2026. Kosongkan bila seharusnya kosong."),
    )
    reason = forms.CharField(
        label=_("Alasan"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts = {part.key: part for part in correctables(agreement)}
        self.fields["field"].choices = [  # type: ignore[attr-defined]
            (key, f"{part.label}: {part.shown or '–'}") for key, part in self.parts.items()
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        part = self.parts.get(cleaned.get("field", ""))
        if part and "new_value" not in self.errors:
            try:
                part.parse(cleaned.get("new_value", ""))
            except forms.ValidationError as error:
                self.add_error("new_value", error)
        return cleaned


class MendingForm(CorrectionForm):
    """The office asks the school to mend something; anything may be named."""

    new_value = None  # type: ignore[assignment]
    reason = forms.CharField(
        label=_("Apa yang perlu diperbaiki"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["field"].choices += [(OTHER, _("Lainnya, misalnya naskah tidak terbaca"))]  # type: ignore[attr-defined]


class DecisionForm(forms.Form):
    note = forms.CharField(
        label=_("Catatan keputusan"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Wajib bila ditolak."),
    )


class AmendmentForm(forms.ModelForm):  # type: ignore[type-arg]
    """What the amendment's paper is, and what it changes."""

    subjects = forms.MultipleChoiceField(
        label=_("Yang diubah"), choices=Subject.choices, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Instrument
        fields = ["number", "signed_on", "effective_on", "subjects", "summary"]
        widgets = {
            "signed_on": DayInput,
            "effective_on": DayInput,
            "summary": forms.Textarea(attrs={"rows": 3}),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "effective_on" not in self.errors and not cleaned.get("effective_on"):
            self.add_error("effective_on", _("Isi tanggal mulai berlakunya adendum."))
        return cleaned
