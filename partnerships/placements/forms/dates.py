"""Other days for those ticked: those of the period, or a first day, a last day, weekdays."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.days import DayField
from accounts.offering import offer_choices
from accounts.templatetags.reading import DAYS, day
from partnerships.placements.models import PlacementPeriod
from partnerships.placements.models.days import spans
from partnerships.placements.rescheduling import NewDays

WEEKDAYS = [(str(number), name) for number, name in enumerate(DAYS, start=1)]


class How(models.TextChoices):
    PERIOD = "period", _("Seperti tanggal periode")
    OWN = "own", _("Tanggal tersendiri di dalam periode")


class DatesForm(forms.Form):
    """`siswa` are placements by their public ids, as in the list."""

    siswa = forms.MultipleChoiceField(
        label=_("Siswa"), error_messages={"required": _("Pilih siswanya dahulu.")}
    )
    how = forms.ChoiceField(
        label=_("Hari yang baru"), choices=How.choices, widget=forms.RadioSelect
    )
    first = DayField(
        label=_("Hari pertama"), required=False, help_text=_("Kosong: seperti semula.")
    )
    last = DayField(
        label=_("Hari terakhir"), required=False, help_text=_("Kosong: seperti semula.")
    )
    weekdays = forms.MultipleChoiceField(
        label=_("Hanya pada hari"),
        choices=WEEKDAYS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Kosong: seperti semula."),
    )

    def __init__(
        self, *args: Any, period: PlacementPeriod, known: list[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.period = period
        offer_choices(self, "siswa", [(key, key) for key in known])
        self.initial.setdefault("how", How.PERIOD.value)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("how") != How.OWN:
            return data
        first, last = data.get("first"), data.get("last")
        if first and last and last < first:
            self.add_error("last", _("Hari terakhir pada atau setelah hari pertama."))
        for name in ("first", "last"):
            self._demand_within(name, data.get(name))
        if not (first or last or data.get("weekdays") or self.errors):
            self.add_error(None, _("Isi hari pertama, hari terakhir, atau pilih harinya."))
        return data

    def _demand_within(self, name: str, value: Any) -> None:
        """Seats are taken for the days of the period; other days begin there."""
        parts = spans(self.period.days)
        if value and not parts[0][0] <= value <= parts[-1][1]:
            words = {"first": day(parts[0][0]), "last": day(parts[-1][1])}
            told = _("Antara %(first)s dan %(last)s; untuk hari lain ubah dahulu periodenya.")
            self.add_error(name, told % words)

    @property
    def wanted(self) -> NewDays:
        data = self.cleaned_data
        if data["how"] == How.PERIOD:
            return NewDays()
        weekdays = frozenset(int(number) for number in data["weekdays"])
        return NewDays(data["first"], data["last"], weekdays)

    @property
    def sent(self) -> list[tuple[str, str]]:
        """What was asked for, to be carried by the preview."""
        data = self.cleaned_data
        days = [(name, data[name].isoformat()) for name in ("first", "last") if data[name]]
        return [("how", data["how"]), *days, *(("weekdays", one) for one in data["weekdays"])]
