"""Fields that the forms of partners share: days, telephones, points on the map, regions."""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from itertools import groupby
from typing import Any, cast
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.models import ModelChoiceIterator
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from phonenumber_field import formfields

from accounts.offering import offer_rows
from accounts.revisions import RevisionForm
from accounts.telephones import phone_e164
from accounts.violations import fields_of
from schools.models.regions import Region

UNKNOWN = _("Belum diketahui")
BLANK = "---------"
POINT = re.compile(r"^\s*(-?\d{1,3}(?:[.,]\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:[.,]\d+)?)\s*$")


class PhoneField(formfields.PhoneNumberField):
    """Also takes `62812…` without its plus, as people copy it from WhatsApp."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(phone_e164(str(value)) or value if value else value)


class PointField(forms.CharField):
    """`-6.3567, 106.2497` as copied from a map; gives (latitude, longitude) or None."""

    def __init__(self, **kwargs: Any) -> None:
        defaults: dict[str, Any] = {
            "required": False,
            "max_length": 60,
            "label": _("Titik koordinat"),
            "help_text": _("Lintang dan bujur, disalin dari peta: -6.3567, 106.2497"),
        }
        super().__init__(**defaults | kwargs)

    def clean(self, value: Any) -> tuple[Decimal, Decimal] | None:
        text = super().clean(value)
        if not text:
            return None
        match = POINT.match(text)
        if match is None:
            raise ValidationError(
                _("Tulis lintang lalu bujur dengan titik desimal: -6.3567, 106.2497")
            )
        try:
            latitude, longitude = (
                round(Decimal(part.replace(",", ".")), 6) for part in match.groups()
            )
        except InvalidOperation:
            raise ValidationError(_("Angka koordinat tidak terbaca.")) from None
        return latitude, longitude


def point_text(record: Any) -> str:
    """The coordinates as `PointField` shows them, without trailing zeros."""
    if record.latitude is None or record.longitude is None:
        return ""
    return f"{float(record.latitude):.6g}, {float(record.longitude):.7g}"


class ByProvince(ModelChoiceIterator):
    def __iter__(self) -> Iterator[Any]:
        yield ("", self.field.empty_label or "")
        for province, regencies in groupby(self.queryset, key=lambda row: row.parent):
            yield (str(province), [self.choice(regency) for regency in regencies])


class RegencyField(forms.ModelChoiceField):
    """All kabupaten/kota, grouped by province, in one query."""

    iterator = ByProvince

    def __init__(self, **kwargs: Any) -> None:
        regencies = Region.objects.filter(level="regency").select_related("parent")
        defaults: dict[str, Any] = {
            "queryset": regencies.order_by("parent__sort_key", "parent_id", "sort_key", "pk"),
            "required": False,
            "label": _("Kabupaten/kota"),
            "empty_label": UNKNOWN,
        }
        super().__init__(**defaults | kwargs)


def _leave_for_later(exclude: Any = None) -> None:
    """In the place of a model's `validate_constraints` while its form cleans the fields."""


class BesideFieldsForm(forms.ModelForm):
    """Tells a broken rule beside the field that it speaks of, also when the form lacks another
    field of the rule, which a ModelForm would pass over in silence."""

    # Columns that one field of the form stands for: their errors are shown there.
    shown_at: dict[str, str] = {}
    # Where a rule is told that speaks of several fields, by its name; else at the first of them.
    told_at: dict[str, str] = {}

    def _post_clean(self) -> None:
        # Django would tell the rules above the form, and skip those that name other fields.
        self.instance.validate_constraints = _leave_for_later
        super()._post_clean()  # type: ignore[misc]  # it stands beside a ModelForm
        del self.instance.validate_constraints
        self.check_rules()

    def check_rules(self) -> None:
        """One mistake is told once: a rule about a field that was refused already adds nothing."""
        refused = set(self.errors)
        for constraint in self.instance._meta.constraints:
            place = self.place_of(constraint)
            if place in refused:
                continue
            try:
                constraint.validate(type(self.instance), self.instance)
            except ValidationError as error:
                self.add_error(place, error.messages)

    def place_of(self, constraint: models.BaseConstraint) -> str | None:
        told = self.told_at.get(constraint.name)
        spoken_of = [told] if told else fields_of(constraint)
        names = (self.shown_at.get(name, name) for name in spoken_of)
        return next((name for name in names if name in self.fields), None)

    @property
    def values(self) -> dict[str, Any]:
        """What the action writes: the model's own columns among the cleaned data."""
        own = {column.name for column in self.instance._meta.fields if column.editable}
        return {name: value for name, value in self.cleaned_data.items() if name in own}


class Token(forms.UUIDField):
    """A hidden UUID, so that a second click on a form lands on the first result."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(initial=uuid4, required=False)

    def clean(self, value: Any) -> UUID:
        try:
            return super().clean(value) or uuid4()
        except ValidationError:
            return uuid4()


def name_the_blank(field: forms.Field) -> None:
    """`Belum diketahui` instead of a row of dashes."""
    if isinstance(field, forms.ModelChoiceField):
        if not field.required and field.empty_label == BLANK:
            field.empty_label = str(UNKNOWN)
    elif isinstance(field, forms.TypedChoiceField):
        choices: list[Any] = list(cast(Any, field.choices))
        field.choices = [(key, UNKNOWN if key == "" else label) for key, label in choices]


class EditableForm(BesideFieldsForm, RevisionForm):
    """A new record carries a token against the second click, an old one its revision."""

    form_token = Token()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["form_token"]
        for field in self.fields.values():
            name_the_blank(field)


class LocatedForm(EditableForm):
    """Address, region and point of a partner or a site."""

    shown_at = {"latitude": "point", "longitude": "point"}

    regency = RegencyField()
    point = PointField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["point"].initial = point_text(self.instance)
        self.fields["regency"].widget.attrs |= {
            "hx-get": reverse("partners:districts"),
            "hx-target": "#id_district",
            "hx-trigger": "change",
        }
        unknown = _("Belum diketahui") if self.chosen_regency else _("Pilih kabupaten/kota dahulu")
        offer_rows(self, "district", self.districts(), empty_label=unknown)

    @property
    def chosen_regency(self) -> str:
        """Which regency's districts are offered: the one sent, else the one recorded."""
        sent = self.data.get(self.add_prefix("regency")) if self.is_bound else None
        recorded = self.initial.get("regency") or self.instance.regency_id or ""
        chosen = str(sent if sent is not None else getattr(recorded, "pk", recorded))
        return chosen if chosen.isascii() and chosen.isdigit() and len(chosen) < 10 else ""

    def districts(self) -> "models.QuerySet[Region]":
        if not self.chosen_regency:
            return Region.objects.none()
        return Region.objects.filter(parent=int(self.chosen_regency)).order_by("sort_key", "pk")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        point = cleaned.get("point")
        if "point" not in self.errors:
            cleaned["latitude"], cleaned["longitude"] = point or (None, None)
            self.instance.latitude, self.instance.longitude = point or (None, None)
        regency, district = cleaned.get("regency"), cleaned.get("district")
        if district and not regency:
            cleaned["regency"] = district.parent
        cleaned["province"] = self.province_of(cleaned)
        return cleaned

    def province_of(self, cleaned: dict[str, Any]) -> Region | None:
        regency = cleaned.get("regency")
        return regency.parent if regency else cleaned.get("province")
