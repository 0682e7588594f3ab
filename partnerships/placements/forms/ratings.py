"""What a pupil is asked at the end of a placement."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.days import DayField
from partnerships.partners.forms.fields import BesideFieldsForm
from partnerships.placements.models import Outcome, PlaceRating
from partnerships.placements.models.outcomes import QUESTIONS

STARS = [
    ("1", _("1: sangat kurang")),
    ("2", _("2: kurang")),
    ("3", _("3: cukup")),
    ("4", _("4: baik")),
    ("5", _("5: sangat baik")),
]


class RatingForm(BesideFieldsForm):
    class Meta:
        model = PlaceRating
        fields = [*QUESTIONS, "comment"]
        widgets = {"comment": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in QUESTIONS:
            self.fields[name] = forms.TypedChoiceField(
                label=self.fields[name].label, choices=STARS, coerce=int, widget=forms.RadioSelect
            )


class PupilOutcomeForm(BesideFieldsForm):
    since = DayField(label=_("Sejak (bila sudah tahu)"), required=False)

    class Meta:
        model = Outcome
        fields = ["result", "contract", "since"]
        labels = {"result": _("Apa yang terjadi setelah PKL?"), "contract": _("Jenis kontrak")}
