"""For which schools it holds: one more rule, and who a printed name means."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from partnerships.agreements.forms.changes import SchoolByNpsn
from partnerships.agreements.forms.pieces import PartnerByName
from partnerships.agreements.models import Agreement, CoverageRule
from partnerships.agreements.models.coverage import CoverageKind
from partnerships.partners.foundations import known_foundations
from schools.actors import Actor
from schools.models import SchoolGroup
from schools.models.expertise import Concentration
from schools.models.groups import SchoolGroupQuerySet
from schools.models.regions import Region, RegionLevel

NEEDED_BY_KIND: dict[str, tuple[str, ...]] = {
    CoverageKind.SCHOOL: ("school",),
    CoverageKind.REGION: ("region",),
    CoverageKind.STATE_SCHOOLS: ("region",),
    CoverageKind.CONCENTRATION: ("region", "concentration"),
}
# One of the two is enough: the record, or the name on paper.
EITHER_BY_KIND: dict[str, str] = {
    CoverageKind.FOUNDATION: "foundation",
    CoverageKind.GROUP: "group",
}


def groups_near(agreement: Agreement, actor: Actor) -> SchoolGroupQuerySet:
    """Groups of the provinces in which the agreement lies; all, where none is known."""
    groups = SchoolGroup.objects.visible_to(actor).listed()
    near = groups.filter(province__in=agreement.regions)
    return near if agreement.regions else groups


class CoverageRuleForm(forms.ModelForm):
    """One more line of "for which schools": a rule that later schools fall under too."""

    class Meta:
        model = CoverageRule
        fields = ["kind", "school", "region", "concentration", "group", "foundation", "name"]
        field_classes = {"school": SchoolByNpsn, "foundation": PartnerByName}
        widgets = {"kind": forms.RadioSelect}
        help_texts = {"name": _("Hanya bila belum ada dalam daftar.")}

    def __init__(self, *args: Any, agreement: Agreement, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        regions = Region.objects.filter(level__in=[RegionLevel.PROVINCE, RegionLevel.REGENCY])
        fields["region"].queryset = regions.order_by("code")
        fields["region"].empty_label = _("Pilih wilayah")
        fields["concentration"].queryset = Concentration.objects.valid_on(actor.on)
        fields["concentration"].empty_label = _("Pilih konsentrasi")
        fields["group"].queryset = groups_near(agreement, actor)
        fields["group"].empty_label = _("Belum ada dalam daftar")
        fields["foundation"].queryset = known_foundations().visible_to(actor)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        kind = cleaned.get("kind") or ""
        record = EITHER_BY_KIND.get(kind)
        needed = (record, "name") if record else NEEDED_BY_KIND.get(kind, ())
        for name in ("school", "region", "concentration", "group", "foundation", "name"):
            if name not in needed:
                self.errors.pop(name, None)
                cleaned[name] = "" if name == "name" else None
            elif not record and name not in self.errors and not cleaned.get(name):
                self.add_error(name, _("Isi bagian ini untuk aturan tersebut."))
        is_named = cleaned.get(record or "") or cleaned.get("name")
        if record and not is_named and record not in self.errors:
            self.add_error(record, _("Pilih dari daftar, atau tulis namanya di bawah."))
        return cleaned


class MeantForm(forms.Form):
    """Which group or foundation of the lists a printed name means."""

    meant: forms.ModelChoiceField

    def __init__(
        self, *args: Any, rule: CoverageRule, agreement: Agreement, actor: Actor, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if rule.kind == CoverageKind.GROUP:
            self.fields["meant"] = forms.ModelChoiceField(
                label=_("Kelompok sekolah"),
                queryset=groups_near(agreement, actor),
                empty_label=_("Pilih kelompok"),
                initial=groups_near(agreement, actor).search(rule.name).first(),
            )
        else:
            self.fields["meant"] = PartnerByName(
                label=_("Yayasan"),
                queryset=known_foundations().visible_to(actor),
                initial=rule.name,
            )
