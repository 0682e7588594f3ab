"""What it covers and promises: konsentrasi, sites, link-and-match items."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from crispy_forms.layout import HTML, Div, Field, Fieldset, Layout
from django import forms
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.offering import offer_rows
from partnerships.agreements.actions.drafts import Promise, change_obligations, change_scope
from partnerships.agreements.forms.amounts import CountField
from partnerships.agreements.forms.pieces import StepForm, named
from partnerships.agreements.models import Item, Scope, Unit
from partnerships.agreements.models.coverage import Extent
from partnerships.agreements.models.kinds import ITEM_UNITS
from partnerships.partners.models import Site
from schools.actors import Actor
from schools.forms.concentrations import ConcentrationPicker
from schools.models.expertise import Concentration
from schools.models.facts import SchoolConcentration


class ScopeForm(StepForm):
    """Which konsentrasi and which sites of the partner it covers."""

    concentration_extent = forms.ChoiceField(
        label=_("Konsentrasi keahlian (jurusan)"), choices=Extent.choices, widget=forms.RadioSelect
    )
    concentrations = forms.ModelMultipleChoiceField(
        label=_("Konsentrasi yang disebut"),
        queryset=Concentration.objects.none(),
        required=False,
        widget=ConcentrationPicker,
    )
    site_extent = forms.ChoiceField(
        label=_("Lokasi mitra"), choices=Extent.choices, widget=forms.RadioSelect
    )
    sites = forms.ModelMultipleChoiceField(
        label=_("Lokasi yang disebut"),
        queryset=Site.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    purpose = forms.CharField(
        label=_("Maksud dan tujuan"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    commitment = forms.CharField(
        label=_("Isi janji para pihak"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Ringkas, dengan kata-kata sendiri; tampil di halaman publik."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer_concentrations()
        sites = self._sites()
        offer_rows(self, "sites", sites)
        if not sites.exists():
            del self.fields["sites"], self.fields["site_extent"]
        shown = [n for n in ("site_extent", "sites") if n in self.fields]
        self.helper.layout = Layout(
            "revision",
            Fieldset(
                str(_("Untuk siapa")), "concentration_extent", "concentrations", css_class="group"
            ),
            *([Fieldset(str(_("Di mana")), *shown, css_class="group")] if shown else []),
            Fieldset(str(_("Untuk apa")), "purpose", "commitment", css_class="group"),
        )

    def _offer_concentrations(self) -> None:
        """All of today's and those named already; what the parties' schools offer comes first."""
        schools = self.agreement.parties.latest_rows().exclude(school=None).values("school")
        offers = SchoolConcentration.objects.valid_on(self.actor.on).filter(school__in=schools)
        today = Concentration.objects.valid_on(self.actor.on).values("pk")
        named = self.rows("scopes").values("concentrations")
        rows = Concentration.objects.filter(Q(pk__in=today) | Q(pk__in=named))
        rows = rows.select_related("program__field").order_by("sort_key", "pk")
        field: Any = self.fields["concentrations"]
        field.queryset = rows
        field.widget.rows = list(rows)
        field.widget.offered = set(offers.values_list("concentration", flat=True))

    def _sites(self) -> Any:
        partners = self.agreement.parties.latest_rows().exclude(partner=None).values("partner")
        return Site.objects.filter(partner__in=partners).order_by("partner", "name", "pk")

    def saved_values(self) -> dict[str, Any]:
        scope: Scope = self.rows("scopes").get()
        return {
            "concentration_extent": scope.concentration_extent,
            "concentrations": list(scope.concentrations.all()),
            "site_extent": scope.site_extent,
            "sites": list(scope.sites.all()),
            "purpose": scope.purpose,
            "commitment": scope.commitment,
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        # Whoever ticks a konsentrasi means "those that are named", whatever the radio says.
        for extent, rows in (
            ("concentration_extent", "concentrations"),
            ("site_extent", "sites"),
        ):
            if extent not in self.fields:
                continue
            if cleaned.get(rows) and cleaned.get(extent) == Extent.UNKNOWN:
                cleaned[extent] = Extent.NAMED
            if cleaned.get(extent) == Extent.NAMED and not cleaned.get(rows):
                self.add_error(rows, _("Centang paling sedikit satu."))
        return cleaned

    def apply(self, *, by: Actor, revision: int | None) -> None:
        plain = ["concentration_extent", "site_extent", "purpose", "commitment"]
        change_scope(
            self.agreement,
            by=by,
            values=self.values(*(name for name in plain if name in self.fields)),
            concentrations=self.cleaned_data["concentrations"],
            sites=self.cleaned_data.get("sites", []),
            instrument=self.instrument,
            revision=revision,
        )


class ItemsForm(StepForm):
    """The nine link-and-match items: which are promised, and how much."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = self._units()
        groups = []
        for item in Item:
            self._add_item_fields(item)
            groups.append(
                Div(
                    Field(f"has-{item}"),
                    Div(
                        *(Field(self.quantity_of(item, unit)) for unit in self.units[item]),
                        Field(f"detail-{item}"),
                        css_class="item-detail",
                    ),
                    css_class="item-row",
                    role="group",
                    aria_label=item.label,
                )
            )
        self.helper.layout = Layout("revision", HTML(ITEMS_HINT), *groups)

    def _units(self) -> dict[Item, list[Unit]]:
        """In what each item is counted: as usual, and as it was once written."""
        units = {item: list(usual) for item, usual in ITEM_UNITS.items()}
        for row in self.rows("obligations"):
            known = units[Item(row.item)]
            if row.unit and row.unit not in known:
                known.append(Unit(row.unit))
        return units

    @staticmethod
    def quantity_of(item: Item, unit: Unit) -> str:
        return f"quantity-{item}-{unit}"

    def _add_item_fields(self, item: Item) -> None:
        self.fields[f"has-{item}"] = forms.BooleanField(label=item.label, required=False)
        for unit in self.units[item]:
            field = CountField(unit=unit, label=capfirst(unit.label), required=False)
            self.fields[self.quantity_of(item, unit)] = named(field, f"{item.label}, {unit.label}")
        detail = forms.CharField(label=_("Keterangan"), max_length=500, required=False)
        self.fields[f"detail-{item}"] = named(detail, f"{item.label}, {detail.label}")

    def saved_values(self) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for row in self.rows("obligations").order_by("pk"):
            values[f"has-{row.item}"] = True
            if row.unit:
                name = self.quantity_of(Item(row.item), Unit(row.unit))
                values[name] = _without_zeros(row.quantity)
            if row.detail:
                values.setdefault(f"detail-{row.item}", row.detail)
        return values

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for item in Item:
            for unit in self.units[item]:
                name = self.quantity_of(item, unit)
                quantity = cleaned.get(name)
                if quantity is not None and quantity <= 0:
                    self.add_error(name, _("Isi lebih dari nol, atau kosongkan."))
                if quantity or name in self.errors:
                    cleaned[f"has-{item}"] = True
            if cleaned.get(f"detail-{item}"):
                cleaned[f"has-{item}"] = True
        return cleaned

    def promises(self) -> Iterable[Promise]:
        """One for each quantity; the remark goes with the first of an item."""
        for item in Item:
            if not self.cleaned_data[f"has-{item}"]:
                continue
            counted: list[tuple[Decimal | None, str]] = [
                (self.cleaned_data[self.quantity_of(item, unit)], unit)
                for unit in self.units[item]
                if self.cleaned_data[self.quantity_of(item, unit)]
            ]
            detail = self.cleaned_data[f"detail-{item}"]
            for position, (quantity, unit) in enumerate(counted or [(None, "")]):
                yield Promise(item, quantity, unit, "" if position else detail)

    def apply(self, *, by: Actor, revision: int | None) -> None:
        change_obligations(
            self.agreement,
            by=by,
            promises=list(self.promises()),
            instrument=self.instrument,
            revision=revision,
        )


def _without_zeros(quantity: Decimal | None) -> Decimal | int | None:
    return int(quantity) if quantity is not None and quantity % 1 == 0 else quantity


ITEMS_HINT = (
    '<p class="hint">{% load i18n %}{% translate "Centang yang dijanjikan. Jumlah boleh dikosongkan'
    ' bila naskah tidak menyebutnya." %}</p>'
)
