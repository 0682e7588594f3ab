"""What people type about a school: one small form for each section."""

import re
from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any
from uuid import uuid4

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.days import DayInput
from accounts.revisions import RevisionForm
from accounts.violations import BesideFields
from schools.actors import Actor
from schools.models import (
    Concentration,
    Region,
    School,
    SchoolConcentration,
    SchoolContact,
    SchoolFigure,
    SchoolHead,
    SchoolName,
    Source,
)
from schools.models.facts import ContactKind
from schools.models.regions import RegionLevel
from schools.names import display_name


class DegreeField(forms.DecimalField):
    """Degrees as maps print them, with point or comma, kept to about ten centimetres."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_digits=9, decimal_places=6, required=False, **kwargs)
        self.widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = value.strip().replace(",", ".")
        degrees = super().to_python(value)
        return degrees if degrees is None else round(degrees, 6)


class IdentityForm(RevisionForm):
    renamed_on = forms.DateField(
        label=_("Berganti nama sejak"),
        required=False,
        widget=DayInput(),
        help_text=_("Isi bila sekolah berganti nama, kosongkan bila hanya perbaikan ejaan."),
    )

    class Meta:
        model = School
        fields = [
            "official_name", "name", "npsn", "temporary_npsn", "status", "owner",
            "foundation_name", "founded_on",
        ]  # fmt: skip
        widgets = {
            "npsn": forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            "founded_on": DayInput(),
        }

    def clean_npsn(self) -> str | None:
        return self.cleaned_data["npsn"] or None

    def clean_temporary_npsn(self) -> str | None:
        return (self.cleaned_data["temporary_npsn"] or "").upper() or None


class AddressForm(RevisionForm):
    latitude = DegreeField(label=_("Lintang"), help_text=_("Misalnya -6,3571; dari peta."))
    longitude = DegreeField(label=_("Bujur"), help_text=_("Misalnya 106,2494."))

    class Meta:
        model = School
        fields = [
            "regency", "district", "village", "street", "postal_code", "latitude", "longitude",
        ]  # fmt: skip
        widgets = {"postal_code": forms.TextInput(attrs={"inputmode": "numeric"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        province = self.instance.province_id
        districts = Region.objects.filter(parent__parent=province).select_related("parent")
        districts = districts.order_by("parent__sort_key", "parent_id", "sort_key", "pk")
        fields: dict[str, Any] = self.fields
        fields["regency"].queryset = Region.objects.filter(parent=province)
        fields["district"].queryset = districts
        fields["district"].choices = grouped(districts)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        district = values.get("district")
        if district and values.get("regency") and district.parent_id != values["regency"].pk:
            self.add_error("district", _("Kecamatan ini tidak berada di kabupaten/kota itu."))
        return values


def grouped(regions: Iterable[Region]) -> list[Any]:
    """Choices of a select, under the region that each is part of; regions come in that order."""
    groups = groupby(regions, key=lambda region: region.parent)
    return [("", "---------")] + [
        (str(parent), [(region.pk, region.short_name) for region in parts])
        for parent, parts in groups
    ]


class ProfileForm(RevisionForm):
    class Meta:
        model = School
        fields = [
            "accreditation", "accreditation_decree", "accreditation_until", "languages", "values",
            "selection_provider",
        ]  # fmt: skip
        widgets = {"accreditation_until": DayInput()}
        help_texts = {
            "languages": _("Dipisahkan koma: Inggris, Jepang."),
            "values": _("Dipisahkan koma: jujur, disiplin."),
        }


class StandingForm(RevisionForm):
    """Facts that only the office records: outside the province, closed, continued by whom."""

    successor_npsn = forms.CharField(
        label=_("Dilanjutkan oleh (NPSN)"), required=False, max_length=8
    )

    class Meta:
        model = School
        fields = ["is_reference", "closed_on"]
        widgets = {"closed_on": DayInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        successor = self.instance.successor
        self.initial["successor_npsn"] = successor.npsn if successor else ""

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        npsn = values.pop("successor_npsn", "")
        self.successor = School.objects.filter(npsn=npsn).first() if npsn else None
        if npsn and self.successor is None:
            self.add_error("successor_npsn", _("Tidak ada sekolah dengan NPSN ini."))
        return values

    def clean_successor_npsn(self) -> str:
        return str(self.cleaned_data["successor_npsn"]).strip()


class NewSchoolForm(BesideFields, forms.ModelForm):
    form_token = forms.UUIDField(widget=forms.HiddenInput)

    class Meta:
        model = School
        fields = ["official_name", "npsn", "status", "regency", "street"]

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("form_token", uuid4())
        regencies = regencies_of(actor)
        fields: dict[str, Any] = self.fields
        fields["regency"].queryset = regencies
        fields["regency"].choices = grouped(regencies)

    def clean_npsn(self) -> str | None:
        return self.cleaned_data["npsn"] or None

    def values(self) -> dict[str, Any]:
        values = {name: self.cleaned_data[name] for name in self.Meta.fields}
        name = display_name(values["official_name"])
        return values | {"name": name, "province": values["regency"].parent}


def regencies_of(actor: Actor) -> "QuerySet[Region]":
    """Kabupaten/kota in which the actor may add schools, province by province."""
    regencies = Region.objects.filter(level=RegionLevel.REGENCY).select_related("parent")
    if not actor.is_unbounded:
        areas = actor.office.areas.valid_on(actor.on).values("region") if actor.office else []
        regencies = regencies.filter(Q(pk__in=areas) | Q(parent__in=areas))
    return regencies.order_by("parent__sort_key", "parent_id", "sort_key", "pk")


class FactForm(BesideFields, forms.ModelForm):
    """A dated fact of one school; sources to choose from are those that the school's facts name."""

    def __init__(self, *args: Any, school: School, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.school = school
        self.instance.school = school
        fields: dict[str, Any] = self.fields
        if "source" in fields:
            fields["source"].queryset = sources_of(school)


def sources_of(school: School) -> "QuerySet[Source]":
    named = [
        fact.objects.filter(school=school).exclude(source=None).values("source")
        for fact in (SchoolFigure, SchoolHead, SchoolName, SchoolConcentration)
    ]
    condition = Q(pk=school.source_id)
    for sources in named:
        condition |= Q(pk__in=sources)
    return Source.objects.filter(condition).order_by("publisher", "title", "pk")


class NameForm(FactForm):
    class Meta:
        model = SchoolName
        fields = ["kind", "name", "since", "until", "source"]
        widgets = {"since": DayInput(), "until": DayInput()}


class HeadForm(FactForm):
    class Meta:
        model = SchoolHead
        fields = ["name", "standing", "acting_for", "nip", "since", "until", "known_on", "source"]
        widgets = {
            "since": DayInput(),
            "until": DayInput(),
            "known_on": DayInput(),
            "nip": forms.TextInput(attrs={"inputmode": "numeric"}),
        }

    def clean_nip(self) -> str:
        return re.sub(r"[\s.]", "", self.cleaned_data["nip"])


class ContactForm(FactForm):
    class Meta:
        model = SchoolContact
        fields = ["kind", "value", "label", "is_public", "ended_on"]
        widgets = {"ended_on": DayInput()}

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        tidy = {
            ContactKind.PHONE: tidy_phone,
            ContactKind.WHATSAPP: tidy_whatsapp,
            ContactKind.EMAIL: tidy_email,
            ContactKind.WEB: tidy_web,
        }
        if values.get("kind") and values.get("value"):
            try:
                values["value"] = tidy[ContactKind(values["kind"])](values["value"].strip())
            except ValidationError as error:
                self.add_error("value", error)
        return values


def tidy_phone(typed: str) -> str:
    if not re.fullmatch(r"[0-9+() ./-]{5,40}", typed):
        raise ValidationError(_("Tulis nomor telepon dengan angka, misalnya (0252) 201234."))
    return " ".join(typed.split())


def tidy_whatsapp(typed: str) -> str:
    """E.164; `62812…` without its plus sign would be read as a domestic number."""
    digits = re.sub(r"[^0-9+]", "", typed)
    try:
        number = phonenumbers.parse(f"+{digits}" if digits.startswith("62") else digits, "ID")
    except phonenumbers.NumberParseException:
        raise ValidationError(_("Nomor WhatsApp ini tidak dikenali.")) from None
    if not phonenumbers.is_valid_number(number):
        raise ValidationError(_("Nomor WhatsApp ini tidak dikenali."))
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def tidy_email(typed: str) -> str:
    EmailValidator(message=_("Alamat surel tidak lengkap."))(typed)
    return typed.lower()


def tidy_web(typed: str) -> str:
    address = typed if re.match(r"(?i)[a-z]+:", typed) else f"https://{typed}"
    URLValidator(schemes=["http", "https"], message=_("Alamat web ini tidak lengkap."))(address)
    return address


class OfferForm(FactForm):
    class Meta:
        model = SchoolConcentration
        fields = ["concentration", "since", "until", "source"]
        widgets = {"since": DayInput(), "until": DayInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["concentration"].choices = concentrations_by_field()


def concentrations_by_field(*, key: str = "pk") -> list[Any]:
    """All konsentrasi as choices under their bidang; `key` names what the choice sends."""
    rows = Concentration.objects.order_by("sort_key", "pk").values_list(
        "program__field__name", key, "name", "synonyms"
    )
    return [("", "---------")] + [
        (field, [(sent, label_of(name, synonyms)) for _field, sent, name, synonyms in parts])
        for field, parts in groupby(rows, key=lambda row: row[0])
    ]


def label_of(name: str, synonyms: list[str]) -> str:
    """`Teknik Kendaraan Ringan (TKR)`: what people look for is often the short form."""
    first = next((synonym for synonym in synonyms if len(synonym) <= 6), "")
    return f"{name} ({first})" if first else name


class FigureForm(FactForm):
    class Meta:
        model = SchoolFigure
        fields = [
            "kind", "value", "printed_value", "as_of", "precision", "printed_date", "source",
        ]  # fmt: skip
        widgets = {"as_of": DayInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["source"].required = False
        fields["source"].empty_label = _("Isian sekolah atau dinas sendiri")

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        values["as_of"] = first_possible_day(values.get("as_of"), values.get("precision"))
        return values


def first_possible_day(day: date | None, precision: str | None) -> date | None:
    """The day that stands for a month or a year: people type any day of it."""
    if day and precision == "month":
        return day.replace(day=1)
    if day and precision == "year":
        return day.replace(month=1, day=1)
    return day
