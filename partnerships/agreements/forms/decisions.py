"""Small forms of single steps: a reason, a day, an answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.days import DayField
from accounts.offering import offer_rows
from partnerships.agreements.forms.changes import SchoolByNpsn
from partnerships.agreements.models import Kind
from partnerships.agreements.models.reviews import Verdict
from partnerships.partners.models import Partner
from schools.actors import Actor
from schools.models.schools import School


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Alasan"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class LetEndForm(ReasonForm):
    """Why nothing is to follow."""

    reason = forms.CharField(
        label=_("Alasan"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Misalnya: mitra pindah, atau diganti kerja sama lain. Terbaca oleh para pihak dan"
            " kantornya."
        ),
    )


class PublicReasonForm(ReasonForm):
    """A reason that the agreement's page tells everybody."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _(
            "Tampil untuk umum di halaman kerja sama ini: jangan menyebut nama orang."
        )


class TerminationForm(PublicReasonForm):
    ended_on = DayField(label=_("Hari terakhir berlaku"))

    field_order = ["ended_on", "reason"]


class SuspensionForm(PublicReasonForm):
    since = DayField(label=_("Ditangguhkan sejak"))
    until = DayField(
        label=_("Sampai dengan"),
        required=False,
        help_text=_("Kosongkan bila belum diketahui."),
    )

    field_order = ["since", "until", "reason"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("Tanggal akhir tidak boleh sebelum tanggal mulai."))
        return cleaned


class AnswerForm(forms.Form):
    verdict = forms.ChoiceField(
        label=_("Jawaban sekolah Anda"), choices=Verdict.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Apa yang tidak benar"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Wajib bila keberatan."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("verdict") == Verdict.OBJECTED and not cleaned.get("reason"):
            self.add_error("reason", _("Tuliskan apa yang tidak benar."))
        return cleaned


class ResolutionForm(forms.Form):
    resolution = forms.CharField(
        label=_("Penyelesaian"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )


class StartForm(forms.Form):
    """The beginning of a draft: what kind, and with whom, if that is known already."""

    kind = forms.ChoiceField(label=_("Jenis kerja sama"), choices=Kind.choices, initial=Kind.PKS)
    partner = forms.ModelChoiceField(
        queryset=Partner.objects.none(), to_field_name="public_id", required=False
    )
    school = SchoolByNpsn(
        label=_("Dicatat untuk sekolah"),
        queryset=School.objects.none(),
        required=False,
    )
    form_token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if actor.office:
            schools = offer_rows(self, "school", School.objects.within(actor).listed())
            schools.help_text = _(
                "NPSN, atau nama lengkap. Kosongkan bila kantor Anda sendiri yang mencatat."
            )
        else:
            del self.fields["school"]
        offer_rows(
            self, "partner", Partner.objects.visible_to(actor).filter(merged_into__isnull=True)
        )
