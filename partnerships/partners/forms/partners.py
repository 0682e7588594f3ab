from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.days import DayInput
from accounts.offering import offer_rows
from partnerships.partners.actions.partners import tidied
from partnerships.partners.forms.fields import (
    BesideFieldsForm,
    LocatedForm,
    PhoneField,
    RegencyField,
    Token,
)
from partnerships.partners.guessing import guessed_kind
from partnerships.partners.models import Partner
from partnerships.partners.models.partners import IDENTITY, OFFICE_RENAMES
from partnerships.partners.names import digits, npwp_digits, split_name
from partnerships.partners.vocabulary import Kind
from schools.models.regions import Region


class LookForm(forms.Form):
    """The first step of a proposal: what is it called, and where is it?"""

    name = forms.CharField(
        label=_("Nama mitra"),
        max_length=200,
        help_text=_("Seperti pada papan nama atau kop suratnya, misalnya PT Krakatau Steel Tbk."),
    )
    regency = RegencyField(help_text=_("Tempat yang bekerja sama dengan sekolah."))


class PartnerForm(LocatedForm):
    """What is known of a partner; only its name must be."""

    GROUPS: tuple[tuple[Any, tuple[str, ...]], ...] = (
        (_("Siapa"), ("name", "legal_form", "kind", "sector", "role", "description")),
        (
            _("Di mana"),
            (
                "country",
                "province",
                "regency",
                "district",
                "kelurahan",
                "address",
                "postal_code",
                "point",
            ),
        ),
        (_("Cara menghubungi"), ("phone", "other_phone", "email", "website")),
        (_("Nomor dan riwayat"), ("nib", "npwp", "founded_on", "founded_precision")),
    )

    phone = PhoneField(label=_("Telepon"), required=False)
    other_phone = PhoneField(label=_("Telepon lain"), required=False)
    website = forms.URLField(
        label=_("Situs web"), required=False, max_length=250, assume_scheme="https"
    )
    nib = forms.CharField(
        label=_("NIB"),
        required=False,
        max_length=30,
        help_text=_("Nomor Induk Berusaha, 13 angka."),
    )
    npwp = forms.CharField(
        label=_("NPWP"),
        required=False,
        max_length=40,
        help_text=_("16 angka; nomor lama dengan 15 angka diterima."),
    )

    class Meta:
        model = Partner
        fields = [
            "name",
            "legal_form",
            "kind",
            "sector",
            "role",
            "description",
            "country",
            "province",
            "regency",
            "district",
            "kelurahan",
            "address",
            "postal_code",
            "email",
            "website",
            "phone",
            "other_phone",
            "nib",
            "npwp",
            "founded_on",
            "founded_precision",
        ]
        widgets = {
            "description": forms.Textarea(attrs={"rows": 3}),
            "founded_on": DayInput(),
            "email": forms.EmailInput(attrs={"autocomplete": "off"}),
        }

    def __init__(self, *args: Any, may_rename: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.may_rename = may_rename
        provinces = offer_rows(self, "province", Region.objects.provinces())
        provinces.help_text = _("Hanya bila kabupaten/kota belum diketahui.")
        self.fields["name"].help_text = _("PT, CV, dan bentuk lain dipisahkan sendiri.")
        if not may_rename:
            for name in IDENTITY:
                del self.fields[name]

    @property
    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        return [
            (title, [self[name] for name in names if name in self.fields])
            for title, names in self.GROUPS
        ]

    def clean_name(self) -> str:
        return _name_in(self.cleaned_data["name"])

    def clean_nib(self) -> str:
        return _only_digits(self.cleaned_data["nib"], _("NIB terdiri atas 13 angka."))

    def clean_npwp(self) -> str:
        given = self.cleaned_data["npwp"]
        _only_digits(given, _("NPWP terdiri atas 15 atau 16 angka."))
        return npwp_digits(given)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.may_rename and any(self._is_renamed(name) for name in IDENTITY):
            raise ValidationError(OFFICE_RENAMES)
        name, form = cleaned.get("name"), cleaned.get("legal_form", "")
        if name:
            tidy = tidied({"name": name, "legal_form": form})
            cleaned |= tidy
        return cleaned

    def _is_renamed(self, name: str) -> bool:
        """Whether a page opened before others relied on the partner sends another value."""
        sent = self.data.get(self.add_prefix(name))
        return sent is not None and sent != getattr(self.instance, name)


def _name_in(given: str) -> str:
    """The name as typed, if it holds more than a legal form and signs."""
    if not any(character.isalnum() for character in split_name(given).bare):
        raise ValidationError(_("Isi nama mitra dengan huruf."))
    return given


def _only_digits(given: str, message: Any) -> str:
    """The digits of a number typed with dots, dashes and spaces; anything else is a mistake."""
    if any(character.isalpha() for character in given) or (given and not digits(given)):
        raise ValidationError(message)
    return digits(given)


class NewPartnerForm(PartnerForm):
    """As `PartnerForm`, with the word of the person that those shown are other partners."""

    seen = forms.CharField(required=False, max_length=400, widget=forms.HiddenInput)
    is_new = forms.BooleanField(
        required=False, label=_("Saya sudah memeriksa: ini memang mitra lain.")
    )


class ShortPartnerForm(BesideFieldsForm):
    """What is needed to name a partner in a draft; everything else can follow."""

    kind = forms.ChoiceField(
        label=_("Jenis mitra"),
        required=False,
        choices=[("", _("Menurut namanya")), *Kind.choices],
        help_text=_("PT dan CV perusahaan, Yayasan dan Koperasi seperti namanya."),
    )
    regency = RegencyField(help_text=_("Tempat yang bekerja sama dengan sekolah."))
    is_new = forms.BooleanField(
        required=False, label=_("Saya sudah memeriksa: ini memang mitra lain.")
    )
    form_token = Token()

    class Meta:
        model = Partner
        fields = ["name", "kind", "regency"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = self.fields["name"]
        name.label = _("Nama mitra")
        name.help_text = _("Seperti pada kop suratnya, misalnya PT Krakatau Steel Tbk.")
        name.widget.attrs["autocomplete"] = "off"

    def clean_name(self) -> str:
        return _name_in(self.cleaned_data["name"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if name := cleaned.get("name"):
            cleaned |= tidied({"name": name})
            cleaned["kind"] = cleaned.get("kind") or guessed_kind(name)
        regency = cleaned.get("regency")
        cleaned["province"] = regency.parent if regency else None
        return cleaned


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Alasan"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CloseForm(ReasonForm):
    """Why and since when a partner exists no longer, and who carries on."""

    closed_on = forms.DateField(label=_("Tutup sejak"), widget=DayInput())
    successor = forms.CharField(
        label=_("Dilanjutkan oleh"),
        required=False,
        max_length=200,
        help_text=_("Alamat halaman atau kode mitra penerus, bila ada."),
    )

    field_order = ["closed_on", "reason", "successor"]

    def clean_successor(self) -> Partner | None:
        given = self.cleaned_data["successor"].strip().rstrip("/")
        if not given:
            return None
        found = Partner.objects.current().filter(public_id=given.rpartition("/")[2]).first()
        if found is None:
            raise ValidationError(_("Mitra dengan kode ini tidak ditemukan."))
        return found
