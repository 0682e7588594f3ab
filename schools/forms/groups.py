"""What people type about groups of schools."""

from typing import Any, Self
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.days import DayField, DayInput
from accounts.records import Editable
from accounts.revisions import RevisionForm
from accounts.violations import BesideFields
from schools.actors import Actor
from schools.forms.schools import grouped, regencies_of
from schools.models import GroupMember, Region, SchoolGroup, Source
from schools.models.offices import OfficeRegion
from schools.models.regions import RegionLevel
from schools.models.sources import SourceKind


def provinces_of(actor: Actor) -> Any:
    """Provinces of which the actor may keep groups; a branch names a kabupaten/kota of them."""
    provinces = Region.objects.provinces()
    if actor.is_unbounded or actor.office is None:
        return provinces
    areas = OfficeRegion.objects.filter(office=actor.office).valid_on(actor.on)
    own = Region.objects.filter(pk__in=areas.values("region"))
    codes = {code[:2] for code in own.values_list("code", flat=True)}
    return provinces.filter(code__in=codes)


def published_sources() -> Any:
    """What the public can look up; what schools say of themselves would be thousands."""
    own = [SourceKind.SCHOOL, SourceKind.REGISTER]
    return Source.objects.exclude(kind__in=own).order_by("publisher", "title", "pk")


class GroupForm(RevisionForm):
    """Fields of a group; on a new one the token that makes a second click harmless."""

    form_token = forms.UUIDField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = SchoolGroup
        fields = ["kind", "name", "known_names", "province", "regency", "since", "until", "source"]
        widgets = {"since": DayInput(), "until": DayInput()}

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        fields: dict[str, Any] = self.fields
        fields["province"].queryset = provinces_of(actor)
        regencies = regencies_of(actor)
        fields["regency"].queryset = regencies
        fields["regency"].choices = grouped(regencies)
        fields["regency"].help_text = _("Kosongkan bila kelompok ini setingkat provinsi.")
        fields["source"].queryset = published_sources()
        if not self.instance.pk:
            self.initial.setdefault("form_token", uuid4())
            provinces = list(fields["province"].queryset[:2])
            if len(provinces) == 1:
                self.initial.setdefault("province", provinces[0].pk)

    def again(self, current: Editable) -> Self:
        return type(self)(instance=current, actor=self.actor)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        regency, province = values.get("regency"), values.get("province")
        if regency and province and regency.parent_id != province.pk:
            self.add_error("regency", _("Kabupaten/kota ini tidak berada di provinsi itu."))
        if not regency and "regency" not in self.errors and self._needs_regency(province):
            self.add_error("regency", _("Pilih kabupaten/kota di wilayah kerja Anda."))
        return values

    def _needs_regency(self, province: Region | None) -> bool:
        """A branch keeps no group of the whole province."""
        if province is None or self.actor.is_unbounded or self.actor.office is None:
            return False
        areas = self.actor.office.areas.valid_on(self.actor.on)
        return not areas.filter(region=province, region__level=RegionLevel.PROVINCE).exists()

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class MembersForm(forms.Form):
    """Schools to add, by their NPSN: one a line, or pasted from a column of a sheet."""

    text = forms.CharField(
        label=_("NPSN"),
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Satu sekolah satu baris; boleh ditempel dari kolom lembar kerja."),
    )
    since = DayField(
        label=_("Anggota sejak"),
        required=False,
        help_text=_("Kosongkan bila sejak awal atau tidak diketahui."),
    )


class MemberForm(BesideFields, forms.ModelForm):
    class Meta:
        model = GroupMember
        fields = ["since", "until"]
        widgets = {"since": DayInput(), "until": DayInput()}
        help_texts = {"until": _("Hari terakhir menjadi anggota; kosong selama masih anggota.")}
