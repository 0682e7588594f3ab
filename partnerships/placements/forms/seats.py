"""How many seats are taken for a period."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from partnerships.placements.models import Opening
from partnerships.placements.models.hosting import MOST_SEATS


class BookForm(forms.Form):
    """So many seats of an opening in all; booking again changes the number."""

    seats = forms.IntegerField(label=_("Jumlah kursi"), min_value=1, max_value=MOST_SEATS)

    def __init__(self, *args: Any, opening: Opening, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seats"].widget.attrs["inputmode"] = "numeric"
        self.fields["seats"].initial = opening.here[0].seats if opening.here else 1  # type: ignore[attr-defined]  # see choosing.with_seats
