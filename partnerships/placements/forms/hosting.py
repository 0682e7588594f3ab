"""Whether a partner takes pupils, and the seats that it offers: typed by itself or for it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.days import DayField
from accounts.offering import offer_choices, offer_rows
from partnerships.agreements.forms.amounts import CountField
from partnerships.partners.forms.fields import EditableForm
from partnerships.placements.models import Hosting, Opening
from partnerships.placements.models.hosting import HostingAnswer, Obstacle, Sex
from schools.models import Concentration

MAIN_ADDRESS = _("Alamat utama mitra")
EVERY_CONCENTRATION = _("Semua konsentrasi")
CHOOSE = _("Pilih alasan")
OPEN_TO_ALL = _("Terbuka bagi semua")
LODGES_ALL = _("Semua siswa")


class AnswerForm(EditableForm):
    """The word for a year: yes, not yet, or no and why."""

    told_at = {
        "placements_hosting_refusal_explained": "obstacle",
        "placements_hosting_other_obstacle_told": "note",
    }

    class Meta:
        model = Hosting
        fields = ["answer", "obstacle", "note"]
        widgets = {
            "answer": forms.RadioSelect,
            "note": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {"obstacle": _("Hanya bila tidak menerima.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "answer", HostingAnswer.choices)
        offer_choices(self, "obstacle", [("", CHOOSE), *Obstacle.choices])

    def clean(self) -> dict[str, Any]:
        """An obstacle left from before is no reason of a yes."""
        data = super().clean() or self.cleaned_data
        if data.get("answer") != HostingAnswer.NO:
            data["obstacle"] = ""
        return data


class OpeningForm(EditableForm):
    """One offer of seats with its terms; `partner` is at hand as `instance.hosting.partner`."""

    told_at = {"placements_opening_dates_in_order": "until"}

    since = DayField(label=_("Mulai"))
    until = DayField(label=_("Sampai dengan"))
    allowance = CountField(
        label=_("Uang saku (rupiah)"), required=False, help_text=_("0: tanpa uang saku.")
    )

    lodging_cost = CountField(
        label=_("Biaya penginapan per bulan (rupiah)"),
        required=False,
        help_text=_("0: cuma-cuma; kosong: belum diketahui."),
    )

    class Meta:
        model = Opening
        fields = [
            "site",
            "concentration",
            "seats",
            "since",
            "until",
            "shift",
            "hours_per_day",
            "least_age",
            "sex",
            "sex_because",
            "lodging",
            "lodging_cost",
            "lodging_for",
            "meals",
            "transport",
            "allowance",
            "allowance_unit",
            "mentor_name",
            "tasks",
            "note",
        ]
        localized_fields = ["hours_per_day"]
        widgets = {
            "tasks": forms.Textarea(attrs={"rows": 3}),
            "note": forms.Textarea(attrs={"rows": 3}),
        }
        # What an empty choice means is its own first line.
        help_texts = {"site": "", "concentration": ""}

    # Most offers say where, for whom, how many and when; the terms unfold below.
    FIRST = ("site", "concentration", "seats", "since", "until")

    def __init__(
        self, *args: Any, concentrations: "QuerySet[Concentration]", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        sites = self.instance.hosting.partner.sites.order_by("name", "pk")
        offer_rows(self, "site", sites, empty_label=MAIN_ADDRESS)
        offer_rows(self, "concentration", concentrations, empty_label=EVERY_CONCENTRATION)
        offer_choices(self, "sex", [("", OPEN_TO_ALL), *Sex.choices])
        offer_choices(self, "lodging_for", [("", LODGES_ALL), *Sex.choices])

    def clean_allowance(self) -> int | None:
        return in_rupiah(self.cleaned_data["allowance"])

    def clean_lodging_cost(self) -> int | None:
        return in_rupiah(self.cleaned_data["lodging_cost"])

    @property
    def first_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.FIRST]

    @property
    def terms(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name not in self.FIRST]

    @property
    def tells_terms(self) -> bool:
        """Whether a term is given or wrong, so that they stand open."""
        return any(field.value() not in (None, "") or field.errors for field in self.terms)


def in_rupiah(amount: Any) -> int | None:
    if amount is None:
        return None
    if not 0 <= amount < 2_000_000_000 or amount != int(amount):
        raise ValidationError(_("Tulis jumlah rupiah tanpa pecahan."))
    return int(amount)
