"""What a school says about an assignment: what counts, who goes with whom, who goes where."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from partnerships.partners.forms.fields import BesideFieldsForm, Token
from partnerships.placements.forms.choices import place_label
from partnerships.placements.models import AssignmentRules, AssignmentRun, Opening
from partnerships.placements.models.assignment import PairKind, PlaceRuleKind
from schools.models.pupils import Pupil

NOBODY = _("Pilih siswa")
NOWHERE = _("Pilih tempat")


class RulesForm(BesideFieldsForm):
    """With a revision, so that two people do not overwrite each other's rules unseen."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    class Meta:
        model = AssignmentRules
        fields = [
            "fits_concentration", "keeps_conditions", "agreement", "distance", "least_together",
        ]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["revision"] = self.instance.revision


class PupilField(forms.ChoiceField):
    """One of the pupils at hand, by the random address; no name is sent."""

    pupils: Mapping[str, Pupil] = {}

    def offer(self, pupils: Iterable[Pupil]) -> None:
        self.pupils = {pupil.public_id: pupil for pupil in pupils}
        self.choices = [("", NOBODY), *((key, one.name) for key, one in self.pupils.items())]

    def clean(self, value: Any) -> Pupil:
        return self.pupils[super().clean(value)]


class PlaceField(forms.ChoiceField):
    places: Mapping[str, Opening] = {}

    def offer(self, places: Iterable[Opening]) -> None:
        self.places = {place.public_id: place for place in places}
        offered = ((key, place_label(place)) for key, place in self.places.items())
        self.choices = [("", NOWHERE), *offered]

    def clean(self, value: Any) -> Opening:
        return self.places[super().clean(value)]


class PairForm(forms.Form):
    one = PupilField(label=_("Siswa"))
    other = PupilField(label=_("Dengan siswa"))
    kind = forms.ChoiceField(label=_("Ketentuan"), choices=PairKind.choices)
    prefix = "pasangan"

    def __init__(self, *args: Any, pupils: Iterable[Pupil], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = list(pupils)
        self.fields["one"].offer(offered)  # type: ignore[attr-defined]  # a PupilField
        self.fields["other"].offer(offered)  # type: ignore[attr-defined]  # a PupilField


class SettleForm(forms.Form):
    pupil = PupilField(label=_("Siswa"))
    opening = PlaceField(label=_("Tempat"))
    kind = forms.ChoiceField(label=_("Ketentuan"), choices=PlaceRuleKind.choices)
    prefix = "tetapan"

    def __init__(
        self, *args: Any, pupils: Iterable[Pupil], places: Iterable[Opening], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pupil"].offer(pupils)  # type: ignore[attr-defined]  # a PupilField
        self.fields["opening"].offer(places)  # type: ignore[attr-defined]  # a PlaceField


class DecideForm(forms.Form):
    """Of one pupil in a draft: there, or anywhere but there."""

    opening = PlaceField(label=_("Tempat"))
    kind = forms.ChoiceField(label=_("Ketentuan"), choices=PlaceRuleKind.choices)
    form_token = Token()
    prefix = "putusan"

    def __init__(self, *args: Any, places: Iterable[Opening], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opening"].offer(places)  # type: ignore[attr-defined]  # a PlaceField


class SwapForm(forms.Form):
    other = PupilField(label=_("Bertukar dengan"))
    form_token = Token()
    prefix = "tukar"

    def __init__(self, *args: Any, pupils: Iterable[Pupil], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].offer(pupils)  # type: ignore[attr-defined]  # a PupilField


class RestForm(forms.Form):
    """Pupils who are assigned anew while all others keep their places."""

    pupils = forms.MultipleChoiceField(label=_("Dibagi ulang"), widget=forms.CheckboxSelectMultiple)
    is_refused = forms.BooleanField(
        label=_("Jangan ke tempat yang sekarang"),
        required=False,
        initial=True,
        help_text=_("Karena mitra menolak, atau siswa tidak dapat ke sana."),
    )
    form_token = Token()

    def __init__(self, *args: Any, pupils: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pupils"].choices = list(pupils.items())  # type: ignore[attr-defined]  # as above


class CompareForm(forms.Form):
    """Two drafts of a period, beside each other."""

    satu = forms.ChoiceField(label=_("Draf"))
    dua = forms.ChoiceField(label=_("Dibandingkan dengan"))

    def __init__(self, *args: Any, runs: Iterable[AssignmentRun], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(run.public_id, str(run)) for run in runs]
        for name in ("satu", "dua"):
            self.fields[name].choices = offered  # type: ignore[attr-defined]  # a ChoiceField
