"""How many seats are taken for a period."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from partnerships.placements.models import Opening
from partnerships.placements.models.hosting import MOST_SEATS


class BookForm(forms.Form):
    """So many seats of an opening in all; booking again changes the number."""

    seats = forms.IntegerField(label=_("Jumlah kursi"), min_value=1, max_value=MOST_SEATS)

    def __init__(self, *args: Any, opening: Opening, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seats"].widget.attrs["inputmode"] = "numeric"
        # Both from choosing.with_seats.
        self.taken: int = opening.here[0].seats if opening.here else 0  # type: ignore[attr-defined]  # annotated there
        self.free: int = max(opening.free, 0)  # type: ignore[attr-defined]  # annotated there
        self.fields["seats"].initial = self.taken or 1

    def clean_seats(self) -> int:
        """As many as the page counts; whoever books meanwhile is counted by the database."""
        seats: int = self.cleaned_data["seats"]
        if seats <= self.taken + self.free:
            return seats
        told = _("Hanya %(free)d kursi bebas; sekolah lain mungkin baru saja memesan.")
        if self.taken:
            told = _("Hanya %(free)d kursi bebas selain %(taken)d yang sudah Anda pesan.")
        raise ValidationError(told % {"free": self.free, "taken": self.taken})
