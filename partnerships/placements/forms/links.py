"""What the holder of a personal link types."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.offering import offer_rows
from partnerships.placements.models.hosting import MOST_SEATS
from schools.models import School


class PinForm(forms.Form):
    pin = forms.CharField(
        label=_("PIN"),
        max_length=20,
        help_text=_("Enam angka dari sekolah yang mengirim tautan ini."),
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "autofocus": True}
        ),
    )


class GrantForm(forms.Form):
    """Seats kept for one school; 0 gives them back to all."""

    school = forms.ModelChoiceField(
        School.objects.none(),
        label=_("Sekolah"),
        to_field_name="public_id",
        empty_label=_("Pilih sekolah"),
    )
    seats = forms.IntegerField(
        label=_("Jumlah kursi"),
        min_value=0,
        max_value=MOST_SEATS,
        help_text=_("0: jatah sekolah itu dihapus."),
    )

    def __init__(self, *args: Any, schools: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "school", schools)
