"""What a pupil tells of a problem, and what the school answers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from partnerships.partners.forms.fields import Token
from partnerships.placements.models.problems import ProblemKind


class ProblemForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Tentang apa?"), choices=ProblemKind.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("Apa yang terjadi?"),
        max_length=2000,
        help_text=_("Kapan, di mana, siapa. Tulis sebisamu; boleh singkat."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    form_token = Token()


class ClosingForm(forms.Form):
    outcome = forms.CharField(
        label=_("Apa yang sudah dilakukan"),
        max_length=2000,
        help_text=_("Siswa membacanya di halamannya."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReopeningForm(forms.Form):
    reason = forms.CharField(
        label=_("Mengapa dibuka kembali"),
        max_length=300,
        help_text=_("Siswa membacanya di halamannya."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
