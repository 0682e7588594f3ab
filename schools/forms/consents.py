"""What people type about the consent of parents and guardians."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from accounts.days import DayField
from accounts.file_fields import limit_size
from accounts.offering import offer_rows
from schools.actions.consents import PHOTOS_AT_MOST, Given
from schools.actors import Actor
from schools.models import Consent, ConsentText, Pupil
from schools.models.consents import ConsentKind, ConsentMeans


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One PDF, or several photos of one letter."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if len(files) > PHOTOS_AT_MOST:
            raise forms.ValidationError(
                _("Paling banyak %(count)d foto sekaligus.") % {"count": PHOTOS_AT_MOST}
            )
        return [super(FilesField, self).clean(one, initial) for one in files]


class ConsentForm(forms.Form):
    """One consent; for a class without a name, for each pupil has a guardian of their own."""

    text = forms.ModelChoiceField(
        queryset=ConsentText.objects.none(), label=_("Untuk"), empty_label=None
    )
    how = forms.ChoiceField(
        label=_("Cara"),
        choices=[
            (ConsentMeans.PAPER.value, ConsentMeans.PAPER.label),
            (ConsentMeans.SPOKEN.value, ConsentMeans.SPOKEN.label),
        ],
    )
    given_on = DayField(label=_("Diberikan pada"))
    given_by = forms.CharField(
        label=_("Nama yang memberi izin"), max_length=150, help_text=_("Orang tua atau wali.")
    )
    relation = forms.ChoiceField(
        label=_("Hubungan"), choices=Consent._meta.get_field("relation").flatchoices
    )
    scans = FilesField(
        label=_("Pindaian surat"),
        required=False,
        help_text=_("Satu PDF, atau beberapa foto. Boleh menyusul."),
    )

    def __init__(self, *args: Any, actor: Actor, pupil: Pupil | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        offer_rows(self, "text", newest_texts(actor))
        self.fields["given_on"].initial = actor.on
        limit_size(self.fields["scans"])
        if pupil is None:
            del self.fields["given_by"], self.fields["relation"]
        else:
            self.fields["given_by"].initial = pupil.guardian_name
            self.fields["relation"].initial = pupil.guardian_relation or "wali"

    def clean_given_on(self) -> Any:
        if self.cleaned_data["given_on"] > self.actor.on:
            raise forms.ValidationError(_("Hari ini belum tiba."))
        return self.cleaned_data["given_on"]

    def given(self) -> Given:
        cleaned = self.cleaned_data
        return Given(
            text=cleaned["text"],
            how=cleaned["how"],
            given_on=cleaned["given_on"],
            given_by=cleaned.get("given_by", ""),
            relation=cleaned.get("relation", ""),
        )


def newest_texts(actor: Actor) -> Any:
    """The words that hold today, one text for each kind of consent."""
    newest = [ConsentText.objects.newest_of(kind, actor.on) for kind in ConsentKind.values]
    return ConsentText.objects.filter(pk__in=[text.pk for text in newest if text]).order_by("pk")


class WithdrawalForm(forms.Form):
    withdrawn_on = DayField(label=_("Ditarik pada"))
    reason = forms.CharField(label=_("Keterangan"), max_length=250, required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["withdrawn_on"].initial = actor.on
