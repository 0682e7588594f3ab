from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from partnerships.partners.actions.merging import CHOICES
from partnerships.partners.forms.fields import point_text
from partnerships.partners.models import Partner

KEPT, MERGED = "kept", "merged"


class ChoicesForm(forms.Form):
    """For each value in which two records differ: whose remains."""

    reason = forms.CharField(label=_("Catatan"), required=False, max_length=300)

    def __init__(self, *args: Any, kept: Partner, merged: Partner, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.differing: list[str] = []
        for choice, (label, _names) in CHOICES.items():
            own, theirs = shown(kept, choice), shown(merged, choice)
            if own != theirs:
                self.differing.append(choice)
                self.fields[choice] = forms.ChoiceField(
                    label=str(label),
                    choices=[(KEPT, own or _("(kosong)")), (MERGED, theirs or _("(kosong)"))],
                    initial=KEPT if own else MERGED,
                    widget=forms.RadioSelect,
                )
        self.order_fields([*self.differing, "reason"])

    @property
    def rows(self) -> list[forms.BoundField]:
        return [self[name] for name in self.differing]

    @property
    def taken(self) -> list[str]:
        return [name for name in self.differing if self.cleaned_data.get(name) == MERGED]


def shown(partner: Partner, choice: str) -> str:
    """The values of one choice as a person reads them, empty when nothing is known."""
    if choice == "name":
        return partner.printed_name
    if choice == "place":
        parts = [partner.address, partner.kelurahan, partner.place, partner.postal_code]
        return ", ".join(part for part in parts if part)
    if choice == "point":
        return point_text(partner)
    if choice == "npwp":
        return partner.npwp_printed
    if choice == "founded":
        return str(partner.founded_on or "")
    if choice == "kind":
        return str(partner.get_kind_display())
    if choice == "sector":
        return str(partner.get_sector_display())
    return str(getattr(partner, choice) or "")
