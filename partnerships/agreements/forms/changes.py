"""Forms for what changes after recording: corrections and amendments."""

from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.days import DayInput
from accounts.offering import offer_choices
from accounts.revisions import RevisionForm
from partnerships.agreements.actions.correctables import parts_of
from partnerships.agreements.actions.corrections import OTHER
from partnerships.agreements.models import Agreement, Instrument
from partnerships.agreements.models.agreements import KEEPERS_ONLY
from partnerships.agreements.models.instruments import Subject
from schools.models.schools import School


class SchoolByNpsn(forms.ModelChoiceField):
    """A school named by what people know of it: its NPSN, or its name where that is enough.

    A list of 13,000 schools to choose from would be no choice.
    """

    widget = forms.TextInput

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["help_text"] = _("NPSN, atau nama lengkap seperti di daftar sekolah.")
        super().__init__(*args, **kwargs)

    def to_python(self, value: Any) -> School | None:
        text = str(value or "").strip()
        if not text:
            return None
        schools: Any = self.queryset
        found = list(schools.by_key(text)[:1]) or list(schools.search(text)[:2])
        exact = [school for school in found if text.lower() in {school.npsn, school.name.lower()}]
        if len(exact or found) == 1:
            return (exact or found)[0]
        if not found:
            raise forms.ValidationError(_("Sekolah ini tidak ditemukan."))
        raise forms.ValidationError(
            _("Ada beberapa yang mirip, misalnya %(first)s dan %(second)s: tulis NPSN-nya.")
            % {"first": found[0], "second": found[1]}
        )

    def prepare_value(self, value: Any) -> Any:
        return value.npsn or value.name if isinstance(value, School) else value


class MendingForm(forms.Form):
    """The office asks the school to mend something; anything may be named."""

    field = forms.ChoiceField(label=_("Bagian yang keliru"))
    reason = forms.CharField(
        label=_("Apa yang perlu diperbaiki"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parts = [part for part in parts_of(agreement) if part.key not in KEEPERS_ONLY]
        offered = [
            ("", _("Pilih bagiannya")),
            *(
                (str(group), [(part.key, part.label) for part in rows])
                for group, rows in groupby(parts, key=lambda part: part.group)
            ),
            (OTHER, _("Lainnya, misalnya naskah tidak terbaca")),
        ]
        offer_choices(self, "field", offered)


class DecisionForm(forms.Form):
    note = forms.CharField(
        label=_("Catatan keputusan"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Wajib bila ditolak."),
    )


class AmendmentForm(RevisionForm):
    """What the amendment's paper is, and what it changes.

    Every change of it is counted by its agreement.

    Saved as far as it is known: what is missing is asked for when it is handed in. Its day is
    nobody's guess; a wrong one would change the record from that day on.
    """

    subjects = forms.MultipleChoiceField(
        label=_("Yang diubah"),
        choices=Subject.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = Instrument
        fields = ["number", "signed_on", "effective_on", "subjects", "summary"]
        widgets = {
            "signed_on": DayInput,
            "effective_on": DayInput,
            "summary": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "number": _("Seperti tertulis pada adendum."),
            "effective_on": _(
                "Seperti tertulis dalam adendum, biasanya di pasal penutup; sering sama dengan"
                " tanggal tanda tangan. Sejak hari itu catatan berubah."
            ),
        }

    def revision_of(self, record: Instrument) -> int:
        return record.agreement.revision
