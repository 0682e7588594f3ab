"""What a pupil types: places in the order of the own wish, and a place that it found."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from partnerships.partners.forms.fields import BesideFieldsForm, PhoneField, RegencyField, Token
from partnerships.partners.guessing import guessed_kind
from partnerships.partners.vocabulary import Kind
from partnerships.placements.models import Opening, ProposedPlace
from partnerships.placements.models.choices import MOST_CHOICES
from partnerships.placements.models.hosting import MOST_SEATS

NONE_CHOSEN = _("Belum memilih")


def place_label(place: Opening) -> str:
    """`PT Baja, Pabrik Cilegon, Kota Cilegon`, as a line of a choice."""
    partner = place.hosting.partner
    where = place.site.name if place.site else ""
    region = (place.site.regency if place.site else None) or partner.regency
    told = [partner.printed_name, where, region.short_name if region else ""]
    return ", ".join(part for part in told if part)


class ChoicesForm(forms.Form):
    """Up to five places; gaps close, so that the third without a second is the second."""

    def __init__(self, *args: Any, places: Sequence[Opening], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {place.public_id: place for place in places}
        offered = [(place.public_id, place_label(place)) for place in places]
        for rank in range(1, min(MOST_CHOICES, len(places)) + 1):
            self.fields[f"rank_{rank}"] = forms.ChoiceField(
                label=_("Pilihan ke-%d") % rank,
                choices=[("", NONE_CHOSEN), *offered],
                required=False,
            )

    @classmethod
    def starting(cls, chosen: Sequence[Opening]) -> dict[str, str]:
        return {f"rank_{rank}": place.public_id for rank, place in enumerate(chosen, 1)}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        seen: dict[str, str] = {}
        for name in self.fields:
            key = data.get(name)
            if key and key in seen:
                self.add_error(name, ValidationError(_("Tempat ini sudah dipilih di atas.")))
            elif key:
                seen[key] = name
        return data

    @property
    def wanted(self) -> list[Opening]:
        keys = (self.cleaned_data.get(name) for name in self.fields)
        return [self.places[key] for key in keys if key]


class ProposedPlaceForm(BesideFieldsForm):
    regency = RegencyField(required=True, empty_label=_("Pilih kabupaten/kota"))
    contact_phone = PhoneField(label=_("Nomor WhatsApp-nya"), required=False)
    form_token = Token()

    class Meta:
        model = ProposedPlace
        fields = ["name", "regency", "address", "contact_name", "contact_phone", "tasks"]
        widgets = {"tasks": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "name": _("Nama perusahaan, bengkel, toko, atau kantor."),
            "contact_name": _("Orang di sana yang sudah kamu tanyai."),
            "tasks": _("Apa yang akan kamu kerjakan dan pelajari."),
        }


class RefusalForm(forms.Form):
    reason = forms.CharField(
        label=_("Alasan"),
        max_length=300,
        help_text=_("Siswa membacanya."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class AcceptForm(forms.Form):
    """Where the proposed place is; what is not asked is taken from the proposal."""

    place = forms.ChoiceField(label=_("Tempatnya"), widget=forms.RadioSelect)
    is_surely_new = forms.BooleanField(
        label=_("Sudah diperiksa: ini mitra lain daripada yang serupa"), required=False
    )
    kind = forms.ChoiceField(label=_("Jenis mitra baru"), choices=Kind.choices, required=False)
    # Not `seats`: a refusal that speaks of the seats may mean those that were there already.
    new_seats = forms.IntegerField(
        label=_("Jumlah kursi di tempat baru"),
        min_value=1,
        max_value=MOST_SEATS,
        initial=1,
        help_text=_("Satu dipesan untuk siswa ini."),
    )
    tasks = forms.CharField(
        label=_("Pekerjaan siswa"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        *args: Any,
        proposed: ProposedPlace,
        places: Sequence[tuple[str, str]],
        chosen: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        place: Any = self.fields["place"]
        place.choices, place.initial = places, chosen
        self.fields["kind"].initial = guessed_kind(proposed.name)
        self.fields["tasks"].initial = proposed.tasks
        self.fields["new_seats"].widget.attrs["inputmode"] = "numeric"
