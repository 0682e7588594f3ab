"""What followed PKL, as the school types it for many, and the host for one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.days import DayField
from partnerships.placements.actions.outcomes import Told, seen_of
from partnerships.placements.models import Outcome, Placement
from partnerships.placements.models.outcomes import WORKS, Contract, OutcomeResult

# What a host can know of; where else a pupil went, the school and the pupil tell.
TOLD_BY_HOST = [OutcomeResult.HIRED, OutcomeResult.OFFERED, OutcomeResult.NONE]


class WorkFields(forms.Form):
    """What is asked of work that followed."""

    contract = forms.ChoiceField(
        label=_("Jenis kontrak"),
        choices=[("", _("Tidak disebut")), *Contract.choices],
        required=False,
    )
    since = DayField(label=_("Sejak"), required=False)


class HostOutcomeForm(WorkFields):
    result = forms.ChoiceField(
        label=_("Apakah siswa ini bekerja di tempat Anda?"),
        choices=[("", _("Pilih")), *((one.value, one.label) for one in TOLD_BY_HOST)],
    )
    note = forms.CharField(label=_("Keterangan"), required=False, max_length=300)
    field_order = ["result", "contract", "since", "note"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("result") == OutcomeResult.NONE and (data.get("contract") or data.get("since")):
            self.add_error("contract", _("Jenis kontrak dan tanggal hanya untuk yang bekerja."))
        return data


class OutcomeRowForm(WorkFields):
    """One pupil's row of the school's table."""

    result = forms.ChoiceField(
        label=_("Hasil"),
        choices=[("", _("Belum diketahui")), *OutcomeResult.choices],
        required=False,
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)
    field_order = ["result", "contract", "since"]

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
