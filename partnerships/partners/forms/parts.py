from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.days import DayInput
from accounts.offering import offer_choices, offer_rows
from partnerships.partners.forms.fields import (
    BesideFieldsForm,
    EditableForm,
    LocatedForm,
    PhoneField,
)
from partnerships.partners.models import Alias, Contact, Licence, Partner, Relation, Site
from partnerships.partners.models.aliases import AliasKind
from partnerships.partners.models.relations import SCHOOL_KINDS
from schools.models.schools import School


class SiteForm(LocatedForm):
    phone = PhoneField(label=_("Telepon"), required=False)

    class Meta:
        model = Site
        fields = [
            "name",
            "kind",
            "country",
            "regency",
            "district",
            "kelurahan",
            "address",
            "postal_code",
            "point",
            "phone",
            "email",
            "opened_on",
            "closed_on",
        ]
        widgets = {"opened_on": DayInput(), "closed_on": DayInput()}

    field_order = Meta.fields


class ContactForm(EditableForm):
    phone = PhoneField(label=_("Telepon atau WhatsApp"), required=False)

    class Meta:
        model = Contact
        fields = ["name", "position", "role", "phone", "email", "site", "note", "left_on"]
        widgets = {"left_on": DayInput()}

    field_order = Meta.fields

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sites = self.instance.partner.sites.order_by("name", "pk")
        offer_rows(self, "site", sites, empty_label=_("Seluruh mitra"))


class NewContactForm(ContactForm):
    """A school decides at once whether others may see the person."""

    is_private = forms.BooleanField(
        label=_("Hanya untuk sekolah saya"),
        required=False,
        initial=True,
        help_text=_("Tanpa centang, sekolah lain dan dinas dapat melihatnya juga."),
    )

    field_order = [*ContactForm.Meta.fields, "is_private"]

    def __init__(self, *args: Any, is_of_school: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_of_school:
            del self.fields["is_private"]


class LicenceForm(EditableForm):
    class Meta:
        model = Licence
        fields = [
            "kind",
            "number",
            "issuer",
            "issued_on",
            "expires_on",
            "is_perpetual",
            "country",
            "note",
            "revoked_on",
        ]
        widgets = {"issued_on": DayInput(), "expires_on": DayInput(), "revoked_on": DayInput()}

    field_order = Meta.fields


class AliasForm(BesideFieldsForm):
    class Meta:
        model = Alias
        fields = ["name", "kind"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A merge writes that kind itself.
        kinds = [choice for choice in AliasKind.choices if choice[0] != AliasKind.MERGED]
        offer_choices(self, "kind", kinds)


class RelationForm(BesideFieldsForm):
    """The other end is named by its code: the end of the address of its page."""

    shown_at = {"other": "target", "school": "target", "partner": "target"}

    target = forms.CharField(
        label=_("Dengan"),
        max_length=200,
        help_text=_("NPSN sekolah, atau kode mitra: bagian akhir alamat halamannya."),
    )

    class Meta:
        model = Relation
        fields = ["kind", "target", "since", "until"]
        widgets = {"since": DayInput(), "until": DayInput()}

    field_order = Meta.fields

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        target = str(cleaned.get("target", "")).strip().rstrip("/").rpartition("/")[2]
        is_school = cleaned.get("kind") in SCHOOL_KINDS
        cleaned["school"] = School.objects.by_key(target).first() if is_school else None
        cleaned["other"] = (
            None if is_school else Partner.objects.current().filter(public_id=target).first()
        )
        if target and cleaned["school"] is None and cleaned["other"] is None:
            self.add_error("target", _("Tidak ditemukan: periksa kode atau NPSN-nya."))
        self.instance.school, self.instance.other = cleaned["school"], cleaned["other"]
        return cleaned
