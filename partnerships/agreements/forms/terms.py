"""When it was signed, and how long it holds."""

from typing import Any, ClassVar

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.days import DayField
from partnerships.agreements.actions.drafts import change_term
from partnerships.agreements.forms.amounts import LengthField
from partnerships.agreements.forms.pieces import Details, StepForm
from partnerships.agreements.models import Term
from partnerships.agreements.models.terms import TermKind
from schools.actors import Actor
from schools.models.dates import Precision

FIRST_YEAR = 1946
# The longest papers known run fifty years; beyond that a digit slipped.
YEARS_AHEAD = 60


class TimeForm(StepForm):
    """When and where it was signed, and from when until when it holds."""

    signed_on = DayField(label=_("Tanggal penandatanganan"), required=False)
    signed_on_precision = forms.ChoiceField(
        label=_("Yang diketahui"), choices=Precision.choices, required=False
    )
    signed_at = forms.CharField(label=_("Tempat penandatanganan"), max_length=200, required=False)
    kind = forms.ChoiceField(
        label=_("Masa berlaku"), choices=TermKind.choices, widget=forms.RadioSelect
    )
    effective_on = DayField(
        label=_("Berlaku sejak"),
        required=False,
        help_text=_("Kosongkan bila sama dengan tanggal penandatanganan."),
    )
    ends_on = DayField(
        label=_("Berlaku sampai dengan"),
        required=False,
        help_text=_("Hari terakhir berlaku."),
    )
    months = LengthField(
        label=_("Lamanya"),
        required=False,
        help_text=_("Misalnya 3 tahun, atau 18 bulan."),
    )
    activity = forms.CharField(
        label=_("Kegiatan yang mengakhirinya"), max_length=200, required=False
    )

    ON_TERM: ClassVar = ("kind", "effective_on", "ends_on", "months", "activity")
    ON_AGREEMENT: ClassVar = ("signed_on", "signed_on_precision", "signed_at")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        signing = Fieldset(
            str(_("Penandatanganan")),
            "signed_on",
            Details(
                _("Tanggal persisnya tidak diketahui"),
                "signed_on_precision",
                usual=[Precision.DAY],
            ),
            "signed_at",
            css_class="group",
        )
        if self.instrument:
            # What the original's signing says, an amendment does not change.
            for name in self.ON_AGREEMENT:
                del self.fields[name]
        self.helper.layout = Layout(
            "revision",
            *([] if self.instrument else [signing]),
            Fieldset(
                str(_("Berapa lama")),
                "kind",
                "effective_on",
                "ends_on",
                "months",
                "activity",
                css_class="group",
            ),
        )

    def saved_values(self) -> dict[str, Any]:
        term: Term = self.rows("terms").get()
        return {name: getattr(term, name) for name in self.ON_TERM} | {
            name: getattr(self.agreement, name) for name in self.ON_AGREEMENT
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "signed_on_precision" in self.fields:
            cleaned["signed_on_precision"] = cleaned.get("signed_on_precision") or Precision.DAY
        kind = cleaned.get("kind")
        needed = {
            TermKind.FIXED: ("ends_on", _("Isi tanggal berakhirnya.")),
            TermKind.MONTHS: ("months", _("Isi lamanya.")),
            TermKind.ACTIVITY: ("activity", _("Sebutkan kegiatan yang mengakhirinya.")),
        }
        if kind in needed:
            name, message = needed[kind]
            if name not in self.errors and not cleaned.get(name):
                self.add_error(name, message)
        # What the chosen kind does not know is dropped, so that nothing hidden contradicts it.
        if kind not in {TermKind.FIXED, TermKind.ACTIVITY}:
            cleaned["ends_on"] = None
        if kind not in {TermKind.MONTHS, TermKind.EXTENDING}:
            cleaned["months"] = None
        if kind != TermKind.ACTIVITY:
            cleaned["activity"] = ""
        self._check_order(cleaned)
        return cleaned

    def _check_order(self, cleaned: dict[str, Any]) -> None:
        signed_on = cleaned.get("signed_on")
        start = cleaned.get("effective_on") or signed_on or self.agreement.signed_on
        ends_on = cleaned.get("ends_on")
        if start and ends_on and ends_on < start:
            self.add_error("ends_on", _("Tanggal berakhir tidak boleh sebelum mulai berlaku."))
        if signed_on and signed_on > self.actor.on:
            self.add_error("signed_on", _("Tanggal ini belum tiba."))
        self._check_years(cleaned)

    def _check_years(self, cleaned: dict[str, Any]) -> None:
        """A year such as 202 or 20226 is a slip of the finger, and would go unseen into lists."""
        years = range(FIRST_YEAR, self.actor.on.year + YEARS_AHEAD)
        for name in ("signed_on", "effective_on", "ends_on"):
            day = cleaned.get(name)
            if day and day.year not in years and name not in self.errors:
                self.add_error(name, _("Periksa tahunnya: %(year)d.") % {"year": day.year})

    def apply(self, *, by: Actor, revision: int | None) -> None:
        names = [n for n in (*self.ON_TERM, *self.ON_AGREEMENT) if n in self.fields]
        change_term(
            self.agreement,
            by=by,
            values=self.values(*names),
            instrument=self.instrument,
            revision=revision,
        )
