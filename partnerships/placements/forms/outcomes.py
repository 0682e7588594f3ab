"""What followed PKL: a row for each pupil."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.days import DayField
from partnerships.placements.actions.outcomes import Told, seen_of
from partnerships.placements.models import Outcome, Placement
from partnerships.placements.models.outcomes import WORKS, Contract, OutcomeResult


class OutcomeForm(forms.Form):
    """One row of the table."""

    result = forms.ChoiceField(
        label=_("Hasil"),
        choices=[("", _("Belum diketahui")), *OutcomeResult.choices],
        required=False,
    )
    contract = forms.ChoiceField(
        label=_("Jenis kontrak"),
        choices=[("", _("Tidak disebut")), *Contract.choices],
        required=False,
    )
    since = DayField(label=_("Sejak"), required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)

    def __init__(self, data: Any, placement: Placement, outcome: Outcome | None) -> None:
        initial: dict[str, Any] = {"seen": seen_of(outcome)}
        if outcome:
            initial |= {name: getattr(outcome, name) for name in ("result", "contract", "since")}
        super().__init__(data, prefix=placement.public_id, initial=initial)
        self.placement, self.outcome = placement, outcome
        for name, kind in (("result", "select"), ("contract", "select"), ("since", "control")):
            label = f"{self.fields[name].label}, {placement.pupil.name}"
            self.fields[name].widget.attrs |= {"class": f"form-{kind}", "aria-label": label}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("contract") and data.get("result") not in WORKS:
            self.add_error("contract", _("Jenis kontrak hanya untuk yang bekerja."))
        if self.outcome and not data.get("result") and "result" not in self.errors:
            self.add_error("result", _("Hasil yang sudah dicatat diganti, tidak dihapus."))
        return data

    @property
    def told(self) -> Told:
        return Told(placement=self.placement, **self.cleaned_data)
