"""The forms of marks: a supervisor's table, weights, settling one and opening it again."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.revisions import RevisionForm
from partnerships.placements.actions.marks import Given
from partnerships.placements.models import MarkWeights, Placement, SupervisorMark
from partnerships.placements.models.assessment import LEAST, MOST

# Per cent.
WHOLE = 100


class GivenForm(forms.Form):
    """One row of the table: what the supervisor gives one pupil."""

    mark = forms.IntegerField(
        label=_("Pembimbingan"), min_value=LEAST, max_value=MOST, required=False
    )
    report = forms.IntegerField(label=_("Laporan"), min_value=LEAST, max_value=MOST, required=False)
    sentence = forms.CharField(label=_("Deskripsi"), max_length=500, required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, data: Any, placement: Placement, given: SupervisorMark | None) -> None:
        initial = (
            {name: getattr(given, name) for name in ("mark", "report", "sentence", "revision")}
            if given
            else {}
        )
        super().__init__(data, prefix=placement.public_id, initial=initial)
        self.placement = placement
        for name in ("mark", "report", "sentence"):
            label = f"{self.fields[name].label}, {placement.pupil.name}"
            self.fields[name].widget.attrs |= {"class": "form-control", "aria-label": label}

    @property
    def given(self) -> Given:
        return Given(placement=self.placement, **self.cleaned_data)


class GivenTable:
    """The rows of all pupils that are shown."""

    def __init__(self, data: Any, rows: list[tuple[Placement, SupervisorMark | None]]) -> None:
        # A row that the page did not send is not a row that was emptied.
        self.forms = [GivenForm(self._sent(data, one), one, given) for one, given in rows]

    @staticmethod
    def _sent(data: Any, placement: Placement) -> Any:
        return data if data is not None and f"{placement.public_id}-sentence" in data else None

    def __iter__(self) -> Iterator[GivenForm]:
        return iter(self.forms)

    def is_valid(self) -> bool:
        # Every row is looked at, so that all its errors are told.
        wrong = [form for form in self.forms if form.is_bound and not form.is_valid()]
        return not wrong

    @property
    def given(self) -> list[Given]:
        return [form.given for form in self.forms if form.is_bound]


class WeightsForm(RevisionForm):
    class Meta:
        model = MarkWeights
        fields = ["host", "supervisor", "report", "presence"]

    def clean(self) -> dict[str, Any]:
        """Says what they add up to now; the rule itself is the database's."""
        data = super().clean() or self.cleaned_data
        parts = [data.get(name) for name in self.Meta.fields]
        given = [part for part in parts if part is not None]
        if len(given) == len(parts) and sum(given) != WHOLE:
            told = _("Jumlah bobotnya kini %(sum)d, seharusnya 100.")
            self.add_error("host", told % {"sum": sum(given)})
        return data

    @property
    def values(self) -> dict[str, int]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class SettleMarkForm(forms.Form):
    """`mark` is what the page showed. The reason is asked where the host said nothing."""

    mark = forms.DecimalField(
        widget=forms.HiddenInput, min_value=Decimal(LEAST), max_value=Decimal(MOST)
    )
    without_host = forms.CharField(
        label=_("Tanpa nilai dunia kerja, karena"),
        max_length=300,
        help_text=_("Bobotnya dibagi kepada bagian lain."),
    )
    description = forms.CharField(
        label=_("Deskripsi capaian"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Disusun dari nilai tiap tujuan pembelajaran; ubah seperlunya."),
    )

    def __init__(self, *args: Any, lacks_host: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not lacks_host:
            del self.fields["without_host"]


class ReopenMarkForm(forms.Form):
    reason = forms.CharField(label=_("Alasan"), max_length=300)
